"""A copy of an archive, made while others read and write it; and one put back in an archive's place.

A backup is one file, `archive.db` as one transaction left it, by SQLite's own backup
(https://www.sqlite.org/backup.html): a copy of the file alone lacks what its log holds, and may be half of two states.
It has the articles with all that is known of them, and no search index, which is made again. It has a stamp of its own
(`index.wal`), so that no log that was written before can be taken for its.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from index import check, database, schema, upgrade, wal
from index.errors import ArchiveDamagedError, ArchiveError, UsageError
from index.lock import make_private, writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

UNFINISHED = "new"


class Backup(NamedTuple):
    """A backup made, or put in an archive's place.

    Attributes:
        path: where it is.
        articles: how many are in it.
        passages: how many are in it.
        bytes: of the file.
        replaced: what was there before, under the name that it has now; None where nothing was.
    """

    path: Path
    articles: int
    passages: int
    bytes: int
    replaced: Path | None = None


def destination(folder: Path, named: Path, now: datetime) -> Path:
    """Return the file that a backup of the archive in `folder` is made in; in a folder it is named by the time.

    Raises:
        UsageError: it can't be there, or is something else.
    """
    path = named / f"khabar-{now:%Y-%m-%d-%H%M%S}.db" if named.is_dir() else named
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}: make it, or name another place for the backup")
    if path.resolve().is_relative_to(folder.resolve()):
        raise UsageError(
            f"{path} is in the archive's own folder, and would be lost with it: name another place"
        )
    if path.exists() and not _is_archive(path):
        raise UsageError(f"{path} is there and is no backup: name another file")
    return path


def backup(folder: Path, path: Path) -> Backup:
    """Copy the archive in `folder` into a file, look whether the copy is sound, and only then give it its name.

    What was there under that name stays till then. Others may read and write the archive meanwhile.

    Raises:
        ArchiveDamagedError: the archive is damaged.
        ArchiveError: it can't be read, or the copy not be written.
    """
    source = folder / database.NAME
    with _unfinished(path) as copy:
        with database.translated(path), closing(database.open_reader(source)) as connection:
            _copy(connection, copy)
        if problems := _problems(copy):
            raise ArchiveDamagedError(
                f"{source} can't be backed up ({problems[0]}): {database.FROM_A_BACKUP}"
            )
        counts = _counts(copy)
        _put(copy, path)
    return Backup(path, *counts, path.stat().st_size)


def restore(folder: Path, source: Path, *, wait: float = 0) -> Backup:
    """Put a backup, or the archive of another folder, in the place of the one in `folder`, if it is sound.

    What was there is kept beside it under another name, its log with it, until the next one is restored or articles
    are removed (`Writer.remove`). Who reads the archive meanwhile has the new one at the next question.

    Raises:
        UsageError: there is no backup, or it is the archive itself.
        ArchiveLockedError: a writer is at work.
        ArchiveError: the backup is damaged, or the archive can't be written to; the archive is as it was.
    """
    source, path = source / database.NAME if source.is_dir() else source, folder / database.NAME
    if not source.is_file():
        raise UsageError(f"there is no backup at {source}: name the file that `khabar backup` wrote")
    if database.file_at(source) == database.file_at(path):
        raise UsageError(f"{source} is the archive itself: name a backup of it")
    try:
        make_private(folder)
    except OSError as error:
        raise ArchiveError(
            f"no archive can be made at {folder} ({error.strerror}): name another folder"
        ) from None
    with writing(folder, wait=wait), _unfinished(path) as copy:
        for rest in folder.glob(f"{path.name}.*.{UNFINISHED}*"):  # of one that was killed
            rest.unlink()
        _take(source, copy)
        counts = _counts(copy)
        replaced = _keep_aside(path)
        _put(copy, path)
        _keep_log_aside(path)
    return Backup(path, *counts, path.stat().st_size, replaced)


def _take(source: Path, copy: Path) -> None:
    """Copy a backup into the archive's folder and look at it there.

    Raises:
        ArchiveError: it can't be used.
    """
    if wal.is_foreign(source):
        raise ArchiveError(
            f"{wal.log_of(source)} is the log of another archive than {source.name}: move it away"
        )
    try:
        with database.translated(source), closing(database.open_reader(source)) as connection:
            with database.translated(copy):
                _copy(connection, copy)
            if database.outdated(connection):
                upgrade.upgrade(copy)
        problems = _problems(copy)
    except ArchiveDamagedError as error:
        problems = [str(error.__cause__ or error)]
    if problems:
        raise ArchiveDamagedError(
            f"{source} can't be restored, it is damaged itself ({problems[0]}): name another backup; the archive is as"
            " it was"
        )


def _copy(source: sqlite3.Connection, copy: Path) -> None:
    with closing(sqlite3.connect(copy, isolation_level=None)) as target:
        copy.chmod(database.PRIVATE)
        source.backup(target)  # in one step: of one state, however long it takes
        with database.transaction(target):
            # The search index isn't copied: the next writer makes one.
            schema.set_meta(target, "generation", None)
            schema.set_meta(target, "erase", None)
            target.execute("DELETE FROM removed_passages")
            wal.stamp(target, anew=True)


def _problems(copy: Path) -> list[str]:
    try:
        with closing(database.open_reader(copy)) as connection:
            found = check.problems(copy, connection)
    except ArchiveDamagedError as error:
        return [str(error.__cause__ or error)]
    return [one.removesuffix(f": {database.FROM_A_BACKUP}").replace(str(copy), "it") for one in found]


def _counts(copy: Path) -> tuple[int, int]:
    with database.translated(copy), closing(database.open_reader(copy)) as connection:
        articles, passages = (
            int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
            for table in ("articles", "passages")
        )
    return articles, passages


@contextmanager
def _unfinished(path: Path) -> Iterator[Path]:
    """Yield where to write what is to be at a path; nothing of it is left if it isn't put there."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.{UNFINISHED}")
    try:
        yield unfinished
    except OSError as error:
        raise ArchiveError(
            f"{path} can't be written ({error.strerror or error}): check its permissions and its disk's space"
        ) from error
    finally:
        for rest in path.parent.glob(f"{unfinished.name}*"):
            with suppress(OSError):
                rest.unlink()


def _put(unfinished: Path, path: Path) -> None:
    database.sync(unfinished)
    unfinished.replace(path)
    database.sync(path.parent)


def _keep_aside(path: Path) -> Path | None:
    """Give what is at an archive's place a second name; it is what another archive is put in the place of."""
    aside = path.with_name(f"{path.name}.{database.REPLACED}")
    for stale in path.parent.glob(f"{aside.name}*"):
        stale.unlink()
    if not path.exists():
        return None
    try:
        aside.hardlink_to(path)
    except OSError:  # a file system without hard links
        path.replace(aside)
    return aside


def _keep_log_aside(path: Path) -> None:
    """Keep the log of what was replaced with it; should this not be reached, its stamps tell whose it isn't."""
    log, aside = wal.log_of(path), wal.log_of(path.with_name(f"{path.name}.{database.REPLACED}"))
    if log.exists() and log.stat().st_size:
        log.replace(aside)
    log.unlink(missing_ok=True)
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)


def _is_archive(path: Path) -> bool:
    try:
        with closing(database.open_reader(path)):
            return True
    except ArchiveError:
        return False
