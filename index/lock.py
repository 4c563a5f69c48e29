"""One at a time: the lock that a writer holds on an archive, by filelock.

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


@contextmanager
def writing(folder: Path, *, wait: float) -> Iterator[None]:
    """Be the only writer of the archive in `folder`, waiting up to `wait` seconds to become it.

    Raises:
        ArchiveLockedError: another writer is still at work; the sentence names its process.
        ArchiveError: the folder can't be written to.
    """
    with alone(folder, "archive", wait=wait, doing="writing to", advice="try again when it has finished"):
        yield


@contextmanager
def alone(folder: Path, name: str, *, wait: float, doing: str, advice: str) -> Iterator[None]:
    """Be the only process that does something in `folder`, waiting up to `wait` seconds to become it.

    Args:
        folder: where the lock is, and who holds it: `name`.lock and `name`.pid.
        name: of what only one may do.
        wait: seconds.
        doing: what another process is said to be doing, before the folder's name.
        advice: what to do then.

    Raises:
        ArchiveLockedError: another process does it; the sentence names it.
        ArchiveError: the folder can't be written to.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / f"{name}.lock", mode=0o600, thread_local=False)
    holder = folder / f"{name}.pid"
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        raise ArchiveLockedError(
            f"another Khabar is {doing} {folder} ({_process(holder)}): {advice}"
        ) from None
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        _sign(holder)
        yield
    finally:
        lock.release()


def make_private(folder: Path) -> None:
    """Make an archive's folder, for its owner only; one that is there is made so if nothing is in it yet.

    Raises:
        OSError: it can't be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        folder.chmod(0o700)


def _process(holder: Path) -> str:
    try:
        return f"process {int(holder.read_text())}"
    except (OSError, ValueError):
        return "its process is not known"


def _sign(holder: Path) -> None:
    try:
        holder.touch(mode=0o600)
        holder.write_text(str(os.getpid()))
    except OSError as error:
        raise _unwritable(holder.parent, error) from error


def _unwritable(folder: Path, error: OSError) -> ArchiveError:
    return ArchiveError(
        f"{folder} can't be written to ({error.strerror or error}): check its permissions and disk space"
    )
