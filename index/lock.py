"""One writer at a time: the lock that a writer holds on an archive, by filelock.

It is the operating system's lock, so a writer that dies, however it dies, leaves none behind.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.errors import ArchiveError, ArchiveLockedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = "archive.lock"
HOLDER = "archive.pid"


@contextmanager
def writing(folder: Path, *, wait: float) -> Iterator[None]:
    """Be the only writer of the archive in `folder`, waiting up to `wait` seconds to become it.

    Raises:
        ArchiveLockedError: another writer is still at work; the sentence names its process.
        ArchiveError: the folder can't be written to.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK, thread_local=False)
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        raise ArchiveLockedError(
            f"another Khabar is writing to {folder} ({_holder(folder)}): try again when it has finished"
        ) from None
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        _sign(folder)
        yield
    finally:
        lock.release()


def _holder(folder: Path) -> str:
    try:
        return f"process {int((folder / HOLDER).read_text())}"
    except (OSError, ValueError):
        return "its process is not known"


def _sign(folder: Path) -> None:
    try:
        (folder / HOLDER).write_text(str(os.getpid()))
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(folder: Path, error: OSError) -> ArchiveError:
    return ArchiveError(
        f"{folder} can't be written to ({error.strerror or error}): check its permissions and disk space"
    )
