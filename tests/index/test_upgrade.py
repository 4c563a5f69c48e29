"""An archive of an older format is brought to this one with every row kept, by whoever opens it first.

`old-format-N.sql` are dumps of archives that the Khabars of their time wrote; the archives of format 4 are made here.
"""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from archives import ANALYSER, SCRIPT, holding, piece
from old_formats import TO_4, TO_6, TO_8

from index import database, names, schema, upgrade
from index.analysis import Subject, indexed
from index.archive import Archive
from index.errors import ArchiveLockedError, UsageError
from index.failures import RecordedFailure
from index.visits import Visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.types import Article, Cut

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
    upgrade._to_9(connection)
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
        connection.executescript(TO_6)
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


# ---- format 5: an article that is known by its address is known by what the address stands for


HTTP, HTTPS = "http://www.example.org/a/", "https://example.org/a"
MORE, SAME = "https://example.org/a?utm_medium=rss", "https://example.org/%D8%A8"


def day(number: int) -> datetime:
    return datetime(2020, 7, number, tzinfo=UTC)


def at(url: str, text: str, **facts: Any) -> tuple[Article, list[Cut]]:
    """An article as format 4 knew it: by its address as it was written."""
    return piece(url, text, **{"url": url, "title": "About it", "origin": "/feed.xml"} | facts)


def of_format_4(folder: Path, *batches: list[tuple[Article, list[Cut]]], publish: bool = False) -> Path:
    with Archive.open(folder, create=True) as archive, archive.writer() as writer:
        for batch in batches:
            writer.put(batch, ANALYSER)
        if publish:
            writer.publish(force=True)
    with closing(sqlite3.connect(folder / database.NAME, isolation_level=None)) as connection:
        connection.executescript(TO_4)
    return folder


def ids(archive: Archive) -> list[str]:
    return [row[0] for row in archive._connection.execute("SELECT id FROM articles ORDER BY id")]


def texts(archive: Archive, id_: str) -> list[str]:
    return [archive.article(id_, one.version).text for one in archive.versions(id_)]


def test_an_article_known_by_its_address_gets_the_id_that_the_address_stands_for(tmp_path: Path) -> None:
    of_format_4(tmp_path, [at(HTTP, "one\n"), piece("n-1", "two\n", url=HTTP), piece(f"{HTTP}#3", "three\n")])
    with Archive.open(tmp_path) as archive:
        assert ids(archive) == [f"{HTTP}#3", HTTPS, "n-1"]
        assert archive.article(HTTPS).url == HTTP
        assert archive.check() == []


def test_it_is_found_by_the_id_that_it_had_and_by_other_ways_of_writing_it(tmp_path: Path) -> None:
    of_format_4(tmp_path, [at(HTTP, "one\n"), at("https://example.org/b", "two\n")])
    with Archive.open(tmp_path) as archive:
        assert [archive.article(id_).id for id_ in (HTTP, HTTP[:12], f"{HTTP}#top", MORE)] == [HTTPS] * 4
        assert archive.article(HTTP, 1).text == "one\n"
        with pytest.raises(UsageError, match="several ids"):
            archive.article("http")
        with pytest.raises(UsageError, match="no version"):
            archive.article(HTTP, 2)


def test_articles_of_one_address_become_one_the_newer_the_current(tmp_path: Path) -> None:
    of_format_4(
        tmp_path,
        [at(HTTPS, "newest word\n", published=day(8)), at(HTTP, "oldest\n", published=day(6))],
        [at(HTTP, "older word\n", published=day(7))],
        publish=True,
    )
    with Archive.open(tmp_path) as archive:
        assert ids(archive) == [HTTPS]
        assert texts(archive, HTTPS) == ["oldest\n", "older word\n", "newest word\n"]
        assert archive.article(HTTP).version == 3
        assert (holding(archive, "word"), holding(archive, "older")) == ([HTTPS], [])
        assert archive.under("/feed.xml") == [(HTTPS, "/feed.xml")]
        assert archive.check() == []


def test_what_was_cited_is_found_under_its_old_id_and_number(tmp_path: Path) -> None:
    of_format_4(
        tmp_path,
        [at(HTTPS, "one\n", published=day(8)), at(HTTP, "two\n", published=day(6))],
        [at(HTTP, "three\n", published=day(7))],
    )
    with Archive.open(tmp_path) as archive:
        old = [(HTTPS, 1), (HTTP, 1), (HTTP, 2)]
        assert [archive.cited(*place).text for place in old] == ["one\n", "two\n", "three\n"]
        assert archive.cited(HTTPS, 3).text == "one\n"  # as it is cited now
        with pytest.raises(UsageError):
            archive.cited(HTTP, 3)
        with archive.writer() as writer:
            assert writer.remove([HTTPS]) == 1
        with pytest.raises(UsageError):
            archive.cited(HTTP, 1)


def test_one_wording_under_several_addresses_is_one_version(tmp_path: Path) -> None:
    of_format_4(tmp_path, [at(HTTPS, "one\n"), at(HTTP, "one\n"), at(MORE, "one\n")])
    with Archive.open(tmp_path) as archive:
        assert texts(archive, HTTPS) == ["one\n"]
        assert {archive.cited(id_, 1).id for id_ in (HTTP, HTTPS, MORE)} == {HTTPS}
        assert holding(archive, "one") == [HTTPS]
        assert archive.check() == []


def test_without_a_publishers_time_the_one_seen_later_is_the_newer(tmp_path: Path) -> None:
    of_format_4(tmp_path, [at(HTTPS, "one\n")], [at(HTTP, "two\n")])
    with Archive.open(tmp_path) as archive:
        assert texts(archive, HTTPS) == ["one\n", "two\n"]


def test_a_teaser_never_becomes_the_current_wording_of_a_full_text(tmp_path: Path) -> None:
    of_format_4(
        tmp_path,
        [at(HTTPS, "all of it\n", published=day(6))],
        [at(HTTP, "some\n", published=day(8), teaser=True)],
    )
    with Archive.open(tmp_path) as archive:
        assert texts(archive, HTTPS) == ["some\n", "all of it\n"]


def test_wordings_of_one_article_stay_in_their_order_whatever_their_times_say(tmp_path: Path) -> None:
    of_format_4(
        tmp_path,
        [at(HTTPS, "one\n", published=day(8)), at(HTTP, "between\n", published=day(7))],
        [at(HTTPS, "two\n", published=day(6))],
    )
    with Archive.open(tmp_path) as archive:
        assert texts(archive, HTTPS) == ["between\n", "one\n", "two\n"]


def test_its_family_is_the_one_that_its_present_facts_make(tmp_path: Path) -> None:
    text = " ".join(f"word{number}" for number in range(40)) + "\n"
    of_format_4(
        tmp_path,
        [at(HTTP, "old wording\n", source="A", published=day(5))],
        [piece("copy", text, source="B", published=day(7)), at(HTTPS, text, source="A", published=day(7))],
    )
    with Archive.open(tmp_path) as archive:
        assert [one.id for one in archive.copies("copy")] == [HTTPS]
        family = archive._connection.execute("SELECT DISTINCT family FROM articles").fetchall()
        key = archive._connection.execute("SELECT key FROM articles WHERE id = ?", (HTTPS,)).fetchone()
        assert family == [key]  # it was seen first, by its older wording


def test_an_article_with_that_id_of_its_own_is_the_same(tmp_path: Path) -> None:
    of_format_4(tmp_path, [piece(HTTPS, "one\n")], [at(HTTP, "two\n")])
    with Archive.open(tmp_path) as archive:
        assert texts(archive, HTTPS) == ["one\n", "two\n"]


def test_what_is_taken_in_later_is_a_version_of_it(tmp_path: Path) -> None:
    of_format_4(tmp_path, [at(HTTP, "one\n"), at(MORE, "two\n")])
    with Archive.open(tmp_path) as archive, archive.writer() as writer:
        assert writer.put([piece(HTTPS, "three\n", url=HTTP)], ANALYSER) == (0, 1, 0)
        assert texts(archive, MORE) == ["one\n", "two\n", "three\n"]
        assert archive.cited(MORE, 1).text == "two\n"
        assert archive.check() == []


KILLED = """
import os, signal, sys
from pathlib import Path
from index import upgrade
from index.archive import Archive

step = upgrade._to_5
def killed(connection):
    step(connection)
    os.kill(os.getpid(), signal.SIGKILL)
upgrade._STEPS[5] = killed
Archive.open(Path(sys.argv[1]))
"""


def test_an_upgrade_that_is_killed_leaves_it_as_it_was(tmp_path: Path) -> None:
    of_format_4(tmp_path, [at(HTTP, "one\n"), at(MORE, "two\n")])
    before = rows(tmp_path)
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], cwd=OLD.parents[1], check=False)
    assert done.returncode == -signal.SIGKILL
    assert rows(tmp_path) == before
    with Archive.open(tmp_path) as archive:
        assert texts(archive, HTTPS) == ["one\n", "two\n"]
        assert archive.check() == []


# ---- format 7: what articles go by, and who may speak for whom


def of_format_6(
    folder: Path, *batches: list[tuple[Article, list[Cut]]], visited: Iterable[Visit] = ()
) -> Path:
    with Archive.open(folder, create=True) as archive, archive.writer() as writer:
        for batch in batches:
            writer.put(batch, ANALYSER)
        writer.record_visits(visited)
    with closing(sqlite3.connect(folder / database.NAME, isolation_level=None)) as connection:
        connection.executescript(TO_6)
        schema.set_meta(connection, "schema", 6)
    return folder


def test_an_older_archives_articles_go_by_what_their_ids_say(tmp_path: Path) -> None:
    of_format_6(
        tmp_path,
        [piece("1", "one\n", source="Orvel Post", origin="/a.json"), piece("2", "two\n", origin="/a.json")],
        [
            piece("/lines.jsonl#3", "three\n", origin="/lines.jsonl"),
            piece("/b.txt", "four\n", origin="/b.txt"),
        ],
        [at(HTTPS, "five\n"), piece("/feed.xml#g-7", "six\n", origin="/feed.xml")],
    )
    with Archive.open(tmp_path) as archive:
        assert archive.check() == []
        for name, id_ in (
            (names.record_id("1", "ORVEL  Post", "/elsewhere"), "1"),
            (names.record_id("2", None, "/a.json"), "2"),
            (names.wording("About /lines.jsonl#3", "three\n", "/lines.jsonl"), "/lines.jsonl#3"),
            (names.whole("/b.txt"), "/b.txt"),
            (names.address(HTTP), HTTPS),
            (next(names.entry("g-7", "/feed.xml")), "/feed.xml#g-7"),
        ):
            assert archive.named(name) == id_
            assert archive.article(id_).id == id_


def test_an_older_archives_wordings_read_in_a_feed_of_another_host_are_carried(tmp_path: Path) -> None:
    own, foreign = "https://feeds.example.org/rss", "https://aggregator.example/rss"
    of_format_6(
        tmp_path,
        [at(HTTPS, "one\n", origin=own), at(SAME, "two\n", origin=foreign)],
        visited=[Visit(own, "feed"), Visit(foreign, "feed")],
    )
    with Archive.open(tmp_path) as archive:
        assert archive.article(HTTPS).carrier is None
        assert archive.article(SAME).carrier == foreign


# ---- format 9: in which zone an article was dated


EARLY = datetime(2020, 7, 7, 0, 30, tzinfo=timezone(timedelta(hours=3)))


def of_format_8(folder: Path) -> Path:
    with Archive.open(folder, create=True) as archive, archive.writer() as writer:
        writer.put([at(HTTPS, "one\n", published=EARLY), at(SAME, "two\n", published=day(8))], ANALYSER)
        writer.carry([at(HTTPS, "other\n", published=EARLY, carrier="https://aggregator.example/rss")[0]])
    with closing(sqlite3.connect(folder / database.NAME, isolation_level=None)) as connection:
        connection.executescript(TO_8)
    return folder


def test_an_older_archives_articles_are_dated_as_they_were(tmp_path: Path) -> None:
    with Archive.open(of_format_8(tmp_path)) as archive:
        assert archive.check() == []
        times = [archive.article(id_).published for id_ in (HTTPS, SAME)]
        times += [archive.versions(HTTPS)[0].published, archive.carried(HTTPS)[0].published]
    assert times == [EARLY, day(8), EARLY, EARLY]
    assert {time and time.tzinfo for time in times} == {UTC}


def test_an_older_archives_article_that_is_as_it_was_gets_its_zone_and_no_version(tmp_path: Path) -> None:
    with Archive.open(of_format_8(tmp_path)) as archive, archive.writer() as writer:
        before = archive._connection.execute("SELECT id, version FROM passages").fetchall()
        assert writer.put([at(HTTPS, "one\n", published=EARLY)], ANALYSER) == (0, 0, 1)
        assert len(archive.versions(HTTPS)) == 1
        assert archive._connection.execute("SELECT id, version FROM passages").fetchall() == before
        published = archive.article(HTTPS).published
    assert published
    assert published.isoformat() == EARLY.isoformat()
