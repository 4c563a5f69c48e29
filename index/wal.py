"""Whose log `archive.db-wal` is: SQLite reads any log that lies beside a database, its own or not.

A log holds pages of one state of one file. When that file is replaced while a log lies there, as by a copy put in its
place after a crash, SQLite applies the log to the newcomer, and what comes out is neither. So every transaction stamps
the database, in the field of its first page that SQLite leaves to applications: `user_version`, a random number at
first, one higher each time. A log that follows on a file's state begins with the stamp after the file's; where a
checkpoint was under way, the file has a stamp of the log.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import struct
from contextlib import closing
from logging import getLogger
from typing import TYPE_CHECKING, BinaryIO

from index.errors import ArchiveError
from index.lock import writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

logger = getLogger(__name__)

SET_ASIDE = "of-another"  # the end of the name that a log gets which isn't this file's
PATIENCE = 10.0  # seconds to wait for a writer that may be at work on what looks strange
FIRST_STAMP = 1 << 30  # stamps begin below: there is room for as many transactions above, of an `int32`

# https://www.sqlite.org/fileformat2.html: the stamp's place in the first page, then a log's header and its frames.
_STAMP_AT = 60
_LOG_HEADER = struct.Struct(">4I8s8s")  # magic number, format, page size, checkpoints; salts; checksums
_MAGIC = 0x377F0682, 0x377F0683
_FRAME_HEADER = struct.Struct(">2I8s8s")  # page, pages in the database; salts; checksums
_STAMP = struct.Struct(">i")


def stamp(connection: sqlite3.Connection, *, anew: bool = False) -> None:
    """Give the database its next stamp, or with `anew` one that no log of it knows; inside a transaction."""
    now = current(connection)
    following = 1 + secrets.randbelow(FIRST_STAMP) if anew or not now else now + 1
    connection.execute(f"PRAGMA user_version = {following}")


def stamped(path: Path) -> int:
    """Return the stamp of a database file, whatever its log says; 0 where it has none, or can't be read.

    It is asked of SQLite: to open and close the file otherwise would take the locks of this process's connections
    away (https://www.sqlite.org/howtocorrupt.html, 2.2).
    """
    try:
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            return current(connection)
    except sqlite3.Error:
        return 0


def current(connection: sqlite3.Connection) -> int:
    """Return the stamp of the last transaction that a connection sees."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def log_of(path: Path) -> Path:
    """Return where a database's log is, if it has one."""
    return path.with_name(f"{path.name}-wal")


def require_own(path: Path) -> None:
    """Set the log beside a database aside if it is another's.

    Raises:
        ArchiveError: it is, and can't be moved; or it may be, and a writer is at work.
    """
    if not is_foreign(path):
        return
    try:
        with writing(path.parent, wait=PATIENCE):
            set_aside(path)
    except ArchiveError as error:
        raise ArchiveError(
            f"{log_of(path)} is the log of another archive than {path.name}, and can't be moved away ({error}):"
            " move it yourself, then run the command again"
        ) from None


def set_aside(path: Path) -> None:
    """Move the log beside a database away if it is another's; who calls is the archive's only writer."""
    if not is_foreign(path):
        return
    log = log_of(path)
    aside = log.with_name(f"{log.name}-{SET_ASIDE}")
    log.replace(aside)
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    logger.warning(
        "%s is the log of another archive than %s, which was put in its place: it is kept as %s and not read",
        log,
        path.name,
        aside.name,
    )


def is_foreign(path: Path) -> bool:
    """Tell whether the log beside a database was written for another file, or for another state of it.

    Without a stamp, as in archives of an older Khabar, that can't be told, and it counts as the database's own.
    """
    before = _state(path)
    if before is None:
        return False
    header, own = before
    stamps = list(_stamps(path, header))
    if not own or not stamps or _state(path) != before:  # a writer is at work, so it is its
        return False
    return not min(stamps) - 1 <= own <= max(stamps)


def _state(path: Path) -> tuple[bytes, int] | None:
    """Return the header of a database's log, and the database's stamp; None where there is no log."""
    try:
        with log_of(path).open("rb") as log:
            header = log.read(_LOG_HEADER.size)
    except OSError:
        return None
    return (header, stamped(path)) if len(header) == _LOG_HEADER.size else None


def _stamps(path: Path, header: bytes) -> Iterator[int]:
    """Yield the stamps in a log."""
    magic, _, size, _, salts, _ = _LOG_HEADER.unpack(header)
    if magic not in _MAGIC:
        return
    try:
        with log_of(path).open("rb", buffering=0) as log:
            end, at = os.fstat(log.fileno()).st_size, _LOG_HEADER.size
            while at + _FRAME_HEADER.size + size <= end:
                page, _, own, _ = _FRAME_HEADER.unpack(_read_at(log, at, _FRAME_HEADER.size))
                if own != salts:  # left over from before the log was begun anew
                    return
                at += _FRAME_HEADER.size
                if page == 1:
                    yield _stamp_at(log, at + _STAMP_AT)
                at += size
    except (OSError, struct.error):
        return


def _stamp_at(file: BinaryIO, at: int) -> int:
    data = _read_at(file, at, _STAMP.size)
    return int(_STAMP.unpack(data)[0]) if len(data) == _STAMP.size else 0


def _read_at(file: BinaryIO, at: int, size: int) -> bytes:
    file.seek(at)
    return file.read(size)
