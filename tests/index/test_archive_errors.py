"""What a person is told when the archive can't be used: one sentence, never a traceback."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from archives import ANALYSER, SCRIPT, before, nearest, piece, state

from index import database, schema
from index.analysis import Analysis
from index.archive import Archive
from index.errors import ArchiveDamagedError, ArchiveError, ArchiveLockedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A folder with an archive, closed: `archive.db` holds everything."""
    with Archive.open(tmp_path / "archive", create=True) as archive, archive.writer() as writer:
        writer.put(before(), ANALYSER)
    return tmp_path / "archive"


def test_where_there_is_no_archive_the_sentence_says_how_to_begin_one(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"there is no archive at .*/none yet: .*`khabar ingest SOURCE`"):
        Archive.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_an_archive_can_not_be_made_inside_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArchiveError, match=r"no archive can be made at .*: name another folder"):
        Archive.open(tmp_path / "file" / "archive", create=True)


@pytest.mark.parametrize("kept", [0, 100, 4096, 20_000])
def test_a_truncated_database_is_damaged_and_not_made_anew(stored: Path, kept: int) -> None:
    path = stored / database.NAME
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ArchiveDamagedError, match=r"archive.db is damaged .*: restore it from a backup"):
        Archive.open(stored, create=True)
    assert path.stat().st_size == kept


def test_garbage_for_a_database_is_damaged(stored: Path) -> None:
    (stored / database.NAME).write_bytes(os.urandom(50_000))
    with pytest.raises(ArchiveDamagedError, match="is damaged"):
        Archive.open(stored)


def test_another_programs_database_is_damaged(stored: Path) -> None:
    (stored / database.NAME).unlink()
    with sqlite3.connect(stored / database.NAME) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    with pytest.raises(ArchiveDamagedError, match="it holds no archive"):
        Archive.open(stored)


def test_garbage_within_the_database_is_found_by_whoever_comes_across_it(stored: Path) -> None:
    path = stored / database.NAME
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xa5" * (len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(ArchiveDamagedError, match="is damaged"), Archive.open(stored) as archive:
        archive.article("report-7")


def test_check_says_that_a_database_with_a_bad_page_is_damaged(stored: Path) -> None:
    path = stored / database.NAME
    data = bytearray(path.read_bytes())
    data[-4096:] = b"\xa5" * 4096
    path.write_bytes(data)
    with Archive.open(stored) as archive:
        assert any("restore it from a backup" in problem for problem in archive.check())


def test_an_archive_of_a_newer_khabar_asks_for_an_upgrade(stored: Path) -> None:
    with sqlite3.connect(stored / database.NAME) as connection:
        schema.set_meta(connection, "schema", schema.VERSION + 1)
    connection.close()
    with pytest.raises(ArchiveError, match=r"newer Khabar .*: upgrade"):
        Archive.open(stored)


def test_an_interrupted_creation_leaves_no_archive_and_is_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(schema, "TABLES", schema.TABLES + "THIS IS NO SQL;")
        with pytest.raises(ArchiveDamagedError):
            Archive.open(tmp_path, create=True)
    assert not (tmp_path / database.NAME).exists()
    with Archive.open(tmp_path, create=True) as archive:
        assert archive.status().articles == 0


@pytest.fixture
def readable(published: Path) -> Iterator[Path]:
    """A folder that another user can reach but not write to; pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp())
    shutil.copytree(published, folder / "archive")
    for shared in folder.glob("*/archive.db-*"):
        shared.unlink()  # as in a copy of the database alone
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    yield folder / "archive"
    shutil.rmtree(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_a_folder_that_may_only_be_read_answers_and_refuses_writing_in_a_sentence(readable: Path) -> None:
    child = subprocess.run(
        [sys.executable, str(SCRIPT), "nobody", str(readable)], capture_output=True, text=True, check=False
    )
    assert child.returncode == 0, child.stderr
    answer, (status, sentence) = map(json.loads, child.stdout.splitlines())
    with Archive.open(readable) as archive:
        assert [tuple(found) for found in answer] == nearest(archive, "report 7 line 2", 1)
    assert status == 5
    assert "can't be written to" in sentence
    assert "check its permissions" in sentence


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_named_and_what_was_stored_before_stays(small_disk: Path) -> None:
    def large(texts: Sequence[str], *_: Sequence[str]) -> list[Analysis]:
        vector = ANALYSER.analyse(["x"], ["en"], ["x"])[0].vector
        return [Analysis(b"12345" * 4_000, 4_000, vector) for _ in texts]

    analyser = type(ANALYSER)(ANALYSER.embedding_model, ANALYSER.dimensions, large)
    with Archive.open(small_disk / "archive", create=True) as archive:
        articles = [piece(f"a{number}", f"text {number}") for number in range(1_000)]
        full = pytest.raises(ArchiveError, match=r"no space left .*: free some")
        with archive.writer() as writer, full as raised:
            deque((writer.put([article], analyser) for article in articles), maxlen=0)
        assert raised.value.exit_code == 5
        assert 3 < archive.status().articles < 1_000
        assert archive.check() == []


def test_a_disk_too_full_for_a_generation_keeps_the_old_state_and_leaves_no_debris(small_disk: Path) -> None:
    with Archive.open(small_disk / "archive", create=True) as archive, archive.writer() as writer:
        writer.put(before(), ANALYSER)
        clean, answers = state(archive), nearest(archive, "report 7 line 2")
        (small_disk / "ballast").write_bytes(bytes(shutil.disk_usage(small_disk).free - 8_000))
        with pytest.raises(ArchiveError, match=r"could not be renewed .*disk's space"):
            writer.publish(force=True)
        assert list((archive.folder / "generations").iterdir()) == []
        assert (state(archive), nearest(archive, "report 7 line 2")) == (clean, answers)
        (small_disk / "ballast").unlink()


def test_the_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    with Archive.open(tmp_path, create=True) as archive:
        holder = subprocess.Popen(
            [sys.executable, str(SCRIPT), "hold", str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert holder.stdout
        assert holder.stdout.readline() == "holding\n"
        with pytest.raises(ArchiveLockedError, match=rf"another Khabar is writing .*process {holder.pid}\b"):
            archive.writer().__enter__()
        assert archive.status().articles == 0  # a reader waits for nobody
        holder.kill()
        holder.communicate()
        with archive.writer() as writer:  # no lock is left behind
            assert writer.put(before(), ANALYSER).added == 30


def test_a_second_writer_in_the_same_process_is_refused_too(archive: Archive) -> None:
    refused = pytest.raises(ArchiveLockedError, match=f"process {os.getpid()}")
    with archive.writer(), Archive.open(archive.folder) as other, refused, other.writer(wait=0.1):
        pass
    with archive.writer():
        pass
