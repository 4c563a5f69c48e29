"""How `archive.db` is made and opened; SQLite's errors become sentences here.

It is the single truth: whatever else lies in the archive's folder can be made again from it.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from index import schema, wal
from index.errors import ArchiveDamagedError, ArchiveError, ArchiveLockedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "archive.db"
PRIVATE = 0o600  # of a file; what people read is nobody else's business
BUSY_SECONDS = 10.0
FROM_A_BACKUP = "restore it from a backup with `khabar restore FILE`"
REPLACED = "replaced"  # the end of the name that an archive gets in whose place another is put
MUCH_FREE = 0.1  # of the pages: so many free ones are given back
# Passages taken out since the file was last written anew, as a share of those in it: more have left it full of holes,
# which no free page shows.
MUCH_LOOSE = 0.5


def create(path: Path) -> None:
    """Make an empty archive at `path`: complete, or not there at all if interrupted."""
    unfinished = path.with_name(f"{path.name}.new")
    for stale in path.parent.glob(f"{unfinished.name}*"):
        stale.unlink()
    with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
        unfinished.chmod(PRIVATE)  # as its log will be, too
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # before the first table, or never
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(f"BEGIN; {schema.TABLES} COMMIT;")
        with transaction(connection):
            wal.stamp(connection, anew=True)
    unfinished.replace(path)


def keep_private(path: Path) -> None:
    """See to it that only its owner may read a database, and what SQLite puts beside it, with the same mode.

    One that is there is not opened: it may be in use in this process, and a file that this one closes loses the locks
    that SQLite has on it here (https://www.sqlite.org/howtocorrupt.html, 2.2).

    Raises:
        ArchiveError: it can't be made, or is another's.
    """
    try:
        if not path.exists():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE))
        for one in beside(path):
            one.chmod(PRIVATE)
    except OSError as error:
        raise ArchiveError(
            f"{path} can't be opened or written to ({error.strerror or error}): check its permissions and its disk"
        ) from error


def beside(path: Path) -> list[Path]:
    """Return the files of a database: itself and what SQLite has put beside it."""
    names = (path.with_name(f"{path.name}{ending}") for ending in ("", "-wal", "-shm", "-journal"))
    return [one for one in names if one.exists()]


def newer(path: Path, version: int, known: int) -> ArchiveError:
    """Return what is told of a database in a format that this program doesn't know yet."""
    return ArchiveError(
        f"{path} was written by a newer Khabar (format {version}, this one knows {known}): "
        "upgrade with `pip install --upgrade khabar`"
    )


def erase_replaced(folder: Path) -> None:
    """Delete what was set aside in an archive's folder: what another was put in the place of, and logs of others."""
    for path in (*folder.glob(f"{NAME}.{REPLACED}*"), *folder.glob(f"*-{wal.SET_ASIDE}")):
        path.unlink(missing_ok=True)


def file_at(path: Path) -> tuple[int, int] | None:
    """Return which file is at a path, by device and inode; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def sync(path: Path) -> None:
    """Bring a file, or what a folder says of its files' names, to the disk.

    Raises:
        OSError: it can't be.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_reader(path: Path) -> sqlite3.Connection:
    """Open for reading; a caller that shares it between threads must lock.

    Raises:
        ArchiveError: the archive can't be read by this program (see `translated`).
    """
    with translated(path):
        try:
            return _checked(path, "ro")
        except sqlite3.OperationalError:
            # A folder that can't be written to has no room for WAL's shared memory file. With no writer's
            # log beside it, the database alone is whole.
            if _has_log(path):
                raise
            return _checked(path, "ro&immutable=1")


def open_writer(path: Path) -> sqlite3.Connection:
    """Open for writing. What is deleted is overwritten, what is committed has reached the disk.

    Raises:
        ArchiveError: the archive can't be written by this program (see `translated`).
    """
    with translated(path):
        connection = _checked(path, "rw")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        return connection


def outdated(connection: sqlite3.Connection) -> bool:
    """Say whether an archive was written in an older format."""
    return int(schema.meta(connection, "schema")) < schema.VERSION


def settle(connection: sqlite3.Connection) -> None:
    """Bring the log into the database and empty it: one file is then all of it, and removed text is nowhere.

    Space that is free in the file goes back to the disk if it is much. Does nothing where that can't be done now: a
    reader needs the log, or the disk is full.
    """
    with suppress(sqlite3.Error):
        passages = connection.execute("SELECT count(*) FROM passages").fetchone()[0]
        if int(schema.meta(connection, schema.LOOSE) or 0) > MUCH_LOOSE * passages:
            compact(connection)
        free, pages = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_count")
        )
        if free > MUCH_FREE * pages:
            connection.execute("PRAGMA incremental_vacuum").fetchall()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def compact(connection: sqlite3.Connection) -> None:
    """Write the database anew without free space, and so that `settle` can give more back; not if there is no room."""
    with suppress(sqlite3.Error):
        schema.set_meta(
            connection, schema.LOOSE, None
        )  # first: without room, it is tried again after as much change
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # in an archive of an older format it was off
        connection.execute("VACUUM")


def _has_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _checked(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _check_version(path, connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_version(path: Path, connection: sqlite3.Connection) -> None:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        raise _damaged(path, "it holds no archive")
    version = schema.meta(connection, "schema")
    if not isinstance(version, int) or version < 1:
        raise _damaged(path, "it doesn't say which version it is")
    if version > schema.VERSION:
        raise newer(path, version, schema.VERSION)


@contextmanager
def transaction(connection: sqlite3.Connection, mode: str = "IMMEDIATE") -> Iterator[None]:
    """Everything inside happens, or nothing; `mode` DEFERRED reads one unchanging state.

    A transaction within another is part of that.
    """
    if connection.in_transaction:
        yield
        return
    connection.execute(f"BEGIN {mode}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk makes SQLite roll back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def changing(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything inside is written to the archive, or nothing; what changed it has a stamp (`index.wal`)."""
    if connection.in_transaction:
        yield
        return
    before = connection.total_changes
    with transaction(connection):
        yield
        if connection.total_changes != before:
            wal.stamp(connection)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the archive at `path` into sentences.

    Raises:
        ArchiveDamagedError: the file is no database, or a broken one.
        ArchiveLockedError: another program holds the database for longer than `BUSY_SECONDS`.
        ArchiveError: no space, no permission, or the disk fails.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _sentence(path, error) from error


def _sentence(path: Path, error: sqlite3.Error) -> ArchiveError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return ArchiveError(f"no space left on the disk of {path}: free some, then run the command again")
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return ArchiveLockedError(f"{path} is in use by another program: try again when it has finished")
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return ArchiveError(
            f"{path} can't be opened or written to ({error}): check its permissions and its disk"
        )
    if code == sqlite3.SQLITE_IOERR:
        return ArchiveError(
            f"the disk failed at {path} ({error}): check its space and health, then run it again"
        )
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB} or isinstance(error, sqlite3.OperationalError):
        return _damaged(path, str(error))
    raise error


def _damaged(path: Path, reason: str) -> ArchiveDamagedError:
    return ArchiveDamagedError(
        f"{path} is damaged ({reason}): {FROM_A_BACKUP}, or move it away and ingest everything again"
    )
