"""A backup is one state of the archive, sound, and put back whole; no log of another file comes into it."""

from __future__ import annotations

import shutil
import subprocess
from itertools import count
from pathlib import Path
from threading import Event, Thread
from time import sleep
from typing import TYPE_CHECKING

import pytest
from archives import ANALYSER, after, before, piece, state

from index import database, wal
from index.archive import Archive
from index.backup import backup, restore
from index.errors import ArchiveDamagedError, ArchiveError, ArchiveLockedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

OLD = ("report-1", "own1x1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an archive, closed."""
    with Archive.open(tmp_path / "archive", create=True) as archive, archive.writer() as writer:
        writer.put(before(), ANALYSER)
    return tmp_path / "archive"


@pytest.fixture
def killed(folder: Path, tmp_path: Path) -> Path:
    """The same, as a writer leaves it that is killed: what it wrote last is in the log."""
    crashed = tmp_path / "crashed"
    with Archive.open(folder) as archive, archive.writer() as writer:
        writer.put(after(), ANALYSER)
        writer.remove(["report-24"])
        subprocess.run(["cp", "-r", folder, crashed], check=True)
    (crashed / f"{database.NAME}-shm").unlink()
    assert wal.log_of(crashed / database.NAME).stat().st_size
    return crashed


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with another archive, closed."""
    with Archive.open(tmp_path / "small", create=True) as archive, archive.writer() as writer:
        writer.put(before()[:7], ANALYSER)
    return tmp_path / "small"


def held(folder: Path) -> dict[str, object]:
    """What an archive holds, having looked whether it is sound."""
    with Archive.open(folder) as archive:
        assert archive.check() == []
        return state(archive)


def test_a_backup_made_while_a_writer_works_is_one_state_and_sound(folder: Path, tmp_path: Path) -> None:
    """Seen red with the file copied (`shutil.copyfile`): it lacks what is in the log, or is damaged."""
    stop, written = Event(), []

    def write() -> None:
        with Archive.open(folder) as archive, archive.writer() as writer:
            for number in count():
                pair = [piece(f"{side}-{number}", f"{side} text {number}\n") for side in ("left", "right")]
                writer.put(pair, ANALYSER)
                written.append(number)
                if stop.is_set():
                    return

    writing = Thread(target=write)
    writing.start()
    try:
        for number in range(5):
            begun = len(written)
            while len(written) == begun:
                assert writing.is_alive()
                sleep(0.01)
            made = backup(folder, tmp_path / f"{number}.db")
            assert made.articles >= 30 + 2 * begun  # all that was committed before
            other = tmp_path / str(number)
            restore(other, made.path)
            with Archive.open(other) as archive:
                assert archive.check() == []
                ids = {headline.article for headline in archive.headlines()}
            sides = [
                {id_.partition("-")[2] for id_ in ids if id_.startswith(side)} for side in ("left", "right")
            ]
            assert sides[0] == sides[1]  # each transaction whole
            assert len(ids) == made.articles
    finally:
        stop.set()
        writing.join()


def test_a_backup_restored_is_the_archive_as_it_was(folder: Path, tmp_path: Path) -> None:
    was = held(folder)
    made = backup(folder, tmp_path / "backup.db")
    with Archive.open(folder) as archive, archive.writer() as writer:
        writer.put(after(), ANALYSER)
    assert held(folder) != was
    restored = restore(folder, made.path)
    assert held(folder) == was
    assert (restored.articles, restored.passages) == (made.articles, made.passages) == (30, 150)


def test_what_was_replaced_is_kept_and_can_be_restored_itself(
    killed: Path, folder: Path, tmp_path: Path
) -> None:
    """Its log with it. Seen red with the log left out (`_keep_log_aside`)."""
    made = backup(folder, tmp_path / "backup.db")
    subprocess.run(["cp", "-r", killed, tmp_path / "same"], check=True)
    last = held(tmp_path / "same")
    replaced = restore(killed, made.path).replaced
    assert replaced
    assert held(killed) == held(folder)
    restore(tmp_path / "other", replaced)
    assert held(tmp_path / "other") == last


def test_a_restore_that_is_cut_off_before_the_old_log_is_moved_leaves_no_mixture(
    killed: Path, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen red without a look at the log (`wal.require_own`)."""
    made = backup(small, tmp_path / "backup.db")
    monkeypatch.setattr("index.backup._keep_log_aside", lambda _: None)
    restore(killed, made.path)
    assert held(killed) == held(small)


# ---- a log that isn't the file's


@pytest.mark.parametrize(
    "put", [shutil.copyfile, shutil.copy2, Path.replace], ids=["in place", "copied", "renamed"]
)
def test_the_log_of_a_killed_writer_is_not_read_into_a_file_put_in_its_archives_place(
    killed: Path,
    small: Path,
    put: Callable[[Path, Path], object],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Seen red without `wal.require_own`: "malformed", or articles of both."""
    was = held(small)
    put(small / database.NAME, killed / database.NAME)
    assert held(killed) == was
    assert "the log of another archive" in caplog.text
    assert [path.name for path in killed.glob("*-of-another")] == ["archive.db-wal-of-another"]


def test_an_older_state_of_the_same_archive_is_not_mixed_with_a_later_log(
    folder: Path, tmp_path: Path
) -> None:
    """Seen red with one stamp for the life of an archive."""
    old = tmp_path / "old.db"
    shutil.copyfile(folder / database.NAME, old)
    was = held(folder)
    with Archive.open(folder) as archive, archive.writer() as writer:
        writer.put(after()[:5], ANALYSER)
    with Archive.open(folder) as archive, archive.writer() as writer:
        writer.put(after(), ANALYSER)
        subprocess.run(["cp", "-r", folder, tmp_path / "crashed"], check=True)
    shutil.copyfile(old, tmp_path / "crashed" / database.NAME)
    assert held(tmp_path / "crashed") == was


def test_a_writer_sets_a_strange_log_aside_too(folder: Path, killed: Path) -> None:
    with Archive.open(killed) as archive:
        made = backup(folder, killed.parent / "backup.db")
        shutil.copyfile(made.path, killed / database.NAME)
        with archive.writer() as writer:
            writer.put([piece("new", "new text\n")], ANALYSER)
    with Archive.open(killed) as archive:
        assert archive.check() == []
        assert archive.status().articles == 40


def test_the_log_that_is_the_files_own_is_read(killed: Path) -> None:
    with Archive.open(killed) as archive:
        assert archive.article("report-0").text.endswith("second wording of 0\n")
    assert not list(killed.glob("*-of-another"))


def test_a_checkpoint_cut_off_leaves_the_log_the_files_own(killed: Path) -> None:
    """The file then has the log's last stamp on its first page, and old pages behind it."""
    path = killed / database.NAME
    last = wal.stamped(path) + 2
    data = bytearray(path.read_bytes())
    data[60:64] = last.to_bytes(4, "big")
    path.write_bytes(data)
    assert not wal.is_foreign(path)
    data[60:64] = (last + 1).to_bytes(4, "big")
    path.write_bytes(data)
    assert wal.is_foreign(path)


# ---- what can't be done


@pytest.mark.parametrize("bad", ["cut", "garbage", "a bad page"])
def test_a_damaged_backup_is_refused_and_the_archive_as_it_was(
    folder: Path, tmp_path: Path, bad: str
) -> None:
    """Seen red without a look at the copy (`_problems`)."""
    was, path = held(folder), tmp_path / "backup.db"
    backup(folder, path)
    data = bytearray(path.read_bytes())
    if bad == "cut":
        data = data[:9000]
    elif bad == "garbage":
        data[:4096] = b"\xa5" * 4096
    else:
        data[-4096:] = b"\xa5" * 4096
    path.write_bytes(data)
    with pytest.raises(ArchiveDamagedError, match=r"backup.db can't be restored, it is damaged .* as it was"):
        restore(folder, path)
    assert held(folder) == was
    assert not [found.name for found in folder.iterdir() if "new" in found.name or "replaced" in found.name]


def test_a_damaged_archive_is_not_backed_up_over_a_good_backup(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "backup.db"
    backup(folder, path)
    good = path.read_bytes()
    data = bytearray((folder / database.NAME).read_bytes())
    data[-4096:] = b"\xa5" * 4096
    (folder / database.NAME).write_bytes(data)
    with pytest.raises(ArchiveDamagedError, match="can't be backed up"):
        backup(folder, path)
    assert path.read_bytes() == good
    assert [found.name for found in tmp_path.glob("backup*")] == ["backup.db"]


def test_nothing_is_restored_while_a_writer_works(folder: Path, tmp_path: Path) -> None:
    made = backup(folder, tmp_path / "backup.db")
    with Archive.open(folder) as archive, archive.writer(), pytest.raises(ArchiveLockedError):
        restore(folder, made.path)


def test_an_archive_is_no_backup_of_itself(folder: Path) -> None:
    with pytest.raises(UsageError, match="is the archive itself"):
        restore(folder, folder)


def test_a_backup_that_is_not_there_is_not_restored(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no backup at"):
        restore(folder, tmp_path / "none.db")


def test_a_full_disk_leaves_nothing_half_made(folder: Path) -> None:
    with pytest.raises(ArchiveError, match=r"no space left|can't be written|can't be opened"):
        backup(folder, Path("/dev/full/backup.db"))


def test_what_is_removed_is_not_in_what_was_set_aside_either(folder: Path, tmp_path: Path) -> None:
    """Seen red without `erase_replaced`."""
    made = backup(folder, tmp_path / "backup.db")
    assert restore(folder, made.path).replaced
    with Archive.open(folder) as archive, archive.writer() as writer:
        writer.remove([OLD[0]])
    for path in folder.rglob("*"):
        assert not path.is_file() or OLD[1].encode() not in path.read_bytes(), path
