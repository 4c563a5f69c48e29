"""An archive of an older format is brought to this one with every row kept, by whoever opens it first.

`old-format-N.sql` are dumps of archives that the Khabars of their time wrote.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from archives import ANALYSER, SCRIPT, holding, piece

from index import database, schema, upgrade
from index.analysis import Subject, indexed
from index.archive import Archive
from index.errors import ArchiveLockedError
from index.failures import RecordedFailure

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD = Path(__file__).parent
KEPT = {
    "articles": "id, version",
    "versions": "article, number, title, source, url, author, published, language, origin, wording_hash, seen",
    "passages": 'id, version, start, "end", sentences, language, published, source, length, terms, vector',
    "failures": "source, reason, at",
}


def rows(folder: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(folder / database.NAME)) as connection:
        return {
            table: connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()
            for table, columns in KEPT.items()
        }


def tables(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: sorted(row[1:] for row in _columns(connection, name)) for name in names}


def _columns(connection: sqlite3.Connection, table: str) -> list[Any]:
    # Without its place in the row, and without its default: an added column must have one.
    return [(0, *row[1:4], row[5]) for row in connection.execute(f"PRAGMA table_info({table})")]


@pytest.fixture(params=[1, 2, 3])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A folder with an archive in an older format."""
    with closing(sqlite3.connect(tmp_path / database.NAME, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript((OLD / f"old-format-{request.param}.sql").read_text("utf-8"))
        assert schema.meta(connection, "schema") == request.param
    return tmp_path


def test_a_reader_brings_it_to_this_format_and_no_row_is_lost(old: Path) -> None:
    before = rows(old)
    with Archive.open(old) as archive:
        assert schema.meta(archive._connection, "schema") == schema.VERSION
        assert archive.check() == []
        assert holding(archive, "drei") == ["a"]
        assert [archive.article("a", number).text for number in (1, 2)] == ["one\ntwo\n", "one\ndrei\n"]
    assert rows(old) == before


def test_it_has_then_the_tables_of_a_new_archive(old: Path, tmp_path: Path) -> None:
    with Archive.open(old) as upgraded, Archive.open(tmp_path / "new", create=True) as new:
        assert tables(upgraded._connection) == tables(new._connection)


def test_what_the_new_format_knows_is_made_from_what_is_there(old: Path) -> None:
    when = datetime(2020, 7, 8, tzinfo=UTC)
    with Archive.open(old) as archive:
        assert archive.under("/news") == [(id_, f"/news/{id_}.txt") for id_ in "abc"]
        assert archive.article("a").corrected is not None
        assert archive.article("b").corrected is None
        assert [one.id for one in archive.copies("b")] == ["c"]
        assert archive.status().failures == [RecordedFailure("bad.html", "No text.", retry=False, at=when)]


def test_it_goes_on_being_written_to(old: Path) -> None:
    with Archive.open(old) as archive, archive.writer() as writer:
        assert writer.put([piece("d", "new word\n")], ANALYSER) == (1, 0, 0)
        assert writer.remove(["a"]) == 1
        assert archive.check() == []


def test_an_upgrade_that_fails_leaves_it_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows(old)
    with monkeypatch.context() as patch:
        patch.setitem(upgrade._STEPS, schema.VERSION, _fail_late)
        with pytest.raises(KeyboardInterrupt):
            Archive.open(old)
    assert rows(old) == before
    with closing(sqlite3.connect(old / database.NAME)) as connection:
        assert schema.meta(connection, "schema") < schema.VERSION
    with Archive.open(old) as archive:
        assert archive.check() == []


def _fail_late(connection: sqlite3.Connection) -> None:
    upgrade._to_6(connection)
    raise KeyboardInterrupt


TEXTS = {
    "en": "Rain fell in London.\nThe mayor spoke.\n",
    "fr": "L'eau monte à Alger.\nLe maire l'a dit.\n",
    "zh": "北京发生地震。\n三人死亡。\n",
    "ru": "Премьер посетил Boeing.\n",
    "und": "iPhone 在北京\n",
}


@pytest.mark.usefixtures("no_collections")
def test_passages_whose_terms_have_changed_get_them_and_keep_their_vectors(tmp_path: Path) -> None:
    with Archive.open(tmp_path, create=True) as archive, archive.writer() as writer:
        writer.put([piece(code, text, language=code) for code, text in TEXTS.items()], ANALYSER)
        writer.publish(force=True)
    with closing(sqlite3.connect(tmp_path / database.NAME)) as connection:
        before = _analyses(connection)
        schema.set_meta(connection, "schema", 5)
        connection.commit()
    with Archive.open(tmp_path) as archive:
        after = _analyses(archive._connection)
        assert archive.check() == []
        shards = [part.shard for part in archive.snapshot().parts]
        assert sum(int(shard.live.sum()) for shard in shards) == len(after)
    assert {key for key in after if after[key] == before[key]} == {("en", 0), ("en", 21)}
    for code, start in after.keys() - {("en", 0), ("en", 21)}:
        text = TEXTS[code][start:].partition("\n")[0]
        (id_, terms, length, vector), old = after[code, start], before[code, start]
        assert (terms, length) == indexed(Subject(text, code, f"About {code}"))
        assert id_ > max(one[0] for one in before.values())
        assert vector == old[3]


def _analyses(connection: sqlite3.Connection) -> dict[tuple[str, int], tuple[int, bytes, int, bytes]]:
    rows = connection.execute("SELECT language, start, id, terms, length, vector FROM passages ORDER BY id")
    return {(language, start): tuple(rest) for language, start, *rest in rows}


def test_it_waits_for_a_writer_and_names_it(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.archive.UPGRADE_SECONDS", 0)
    hold = [sys.executable, str(SCRIPT), "lock", str(old)]
    with subprocess.Popen(hold, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "locked\n"
        with pytest.raises(ArchiveLockedError, match=rf"process {holder.pid}\b"):
            Archive.open(old)
        holder.kill()
        holder.communicate()
