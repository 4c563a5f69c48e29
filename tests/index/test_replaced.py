"""An archive replaced or moved under a running reader or writer is noticed by the next question."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from archives import ANALYSER, before, holding, nearest, piece

from index import database, wal
from index.archive import Archive
from index.backup import backup, restore
from index.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another archive, closed: its passages have ids that the first one's have too."""
    with Archive.open(tmp_path / "other", create=True) as archive, archive.writer() as writer:
        writer.put([piece(f"other-{number}", f"other {number} text\n" * 3) for number in range(40)], ANALYSER)
    return tmp_path / "other"


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Archive]:
    """An archive that was opened and asked."""
    with Archive.open(tmp_path / "archive", create=True) as archive:
        with archive.writer() as writer:
            writer.put(before(), ANALYSER)
            writer.publish(force=True)
        assert holding(archive, "report") == sorted(article.id for article, _ in before())
        yield archive


def by_rename(folder: Path, other: Path) -> None:
    (other / database.NAME).replace(folder / database.NAME)


def by_moving_folders(folder: Path, other: Path) -> None:
    folder.rename(folder.with_name("moved"))
    other.rename(folder)


def by_copying_into_the_file(folder: Path, other: Path) -> None:
    shutil.copyfile(other / database.NAME, folder / database.NAME)


def by_restoring(folder: Path, other: Path) -> None:
    restore(folder, backup(other, other.parent / "backup.db").path)


@pytest.mark.parametrize("replace", [by_rename, by_moving_folders, by_copying_into_the_file, by_restoring])
def test_a_reader_answers_from_what_lies_in_the_archives_place_now(
    reader: Archive, other: Path, replace: Callable[[Path, Path], None]
) -> None:
    """Seen red with the connection kept (`Archive._follow`, `_look_at_the_stamp`): it answered from the old one."""
    replace(reader.folder, other)
    assert holding(reader, "report") == []
    assert len(holding(reader, "other")) == 40
    assert nearest(reader, "other 7 text", 1) == [("other-7", "other 7 text\n")]
    assert reader.status().articles == 40
    assert reader.article("other-7").text.startswith("other 7")
    assert reader.check() == []


def test_a_folder_that_was_moved_away_is_said_to_be_gone_and_found_again(reader: Archive) -> None:
    """Seen red with the connection kept: it answered from a folder that nobody calls the archive."""
    moved = reader.folder.rename(reader.folder.with_name("moved"))
    with pytest.raises(ArchiveError, match=r"is no longer there, .* moved or deleted .*: put it back"):
        reader.snapshot()
    moved.rename(reader.folder)
    assert len(holding(reader, "report")) == 30


def test_a_damaged_file_in_its_place_is_said_to_be_damaged_until_another_is_there(
    reader: Archive, other: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad").write_bytes(b"\xa5" * 50_000)
    (tmp_path / "bad").replace(reader.folder / database.NAME)
    for _ in range(2):
        with pytest.raises(ArchiveError, match="is damaged"):
            reader.snapshot()
    by_rename(reader.folder, other)
    assert len(holding(reader, "other")) == 40


def test_what_is_being_read_stays_of_one_file(reader: Archive, other: Path) -> None:
    with reader.unchanging():
        by_rename(reader.folder, other)
        assert len(holding(reader, "report")) == 30
    assert holding(reader, "report") == []


def test_ids_found_in_one_file_are_not_looked_up_in_another(reader: Archive) -> None:
    """What `Retriever` looks at: both archives have a passage 1."""
    before_, snapshot = reader.times_opened, reader.snapshot()
    reader._open_again()
    assert reader.times_opened != before_
    assert reader.snapshot() is not snapshot


def test_a_writer_says_that_what_it_wrote_is_not_in_the_archive_any_more(
    reader: Archive, other: Path
) -> None:
    """Seen red without the second look in `Archive.writer`: "added", and nothing was there."""

    def write() -> None:
        with reader.writer() as writer:
            by_rename(reader.folder, other)
            writer.put([piece("new", "new text\n")], ANALYSER)

    with pytest.raises(ArchiveError, match=r"was replaced or moved away .*: run the command again"):
        write()
    assert reader.status().articles == 40


def test_a_writer_writes_to_what_lies_there_now(reader: Archive, other: Path) -> None:
    by_rename(reader.folder, other)
    with reader.writer() as writer:
        writer.put([piece("new", "new text\n")], ANALYSER)
    assert reader.status().articles == 41


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists the locks held")
def test_a_look_at_the_stamp_takes_no_lock_of_this_process_away(reader: Archive) -> None:
    """Without it, another process would take itself for the last one, and delete the log under this one.

    Seen red with the file opened and closed beside SQLite.
    """
    path = reader.folder / database.NAME
    held = locks(path)
    assert held
    assert wal.stamped(path)
    assert locks(path) == held


def locks(path: Path) -> list[str]:
    """The locks of a file (proc(5), locks)."""
    inode = f":{path.stat().st_ino} "
    lines = Path("/proc/locks").read_text("ascii").splitlines()
    return [line.partition(":")[2] for line in lines if inode in line]
