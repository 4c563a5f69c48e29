"""Which files a source means: a file, a folder with everything below it, a glob."""

from __future__ import annotations

import glob
import stat
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import sniff, stream
from ingest.failure import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (
    ".txt", ".md", ".markdown", ".html", ".htm", ".json", ".jsonl", ".ndjson", ".csv", ".tsv",
    ".xml", ".rss", ".atom", ".opml",
)  # fmt: skip
FEEDS = (".xml", ".rss", ".atom")
LIST = ".opml"
# What systems and editors leave behind; nobody expects it to be read.
LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
EMPTY = "The folder holds no file that can be read."
KINDS = "It is not a .txt, .md, .html, .json, .jsonl, .csv, .tsv, .xml, .rss, .atom or .opml file (or .gz of one)."


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file of a folder or a glob that isn't read there: of an unknown kind, or a list of addresses.

    Attributes:
        source: its path.
    """

    source: str


def kind(path: Path) -> str | None:
    """Return the suffix that says how a file is read (".gz" left out), or None for an unknown one."""
    name = path.name.lower().removesuffix(".gz")
    return next((suffix for suffix in SUFFIXES if name.endswith(suffix) and name != suffix), None)


def is_list(path: Path) -> bool:
    """Tell whether a file lists addresses: by its name, or an .xml file by its root element."""
    if kind(path) not in FEEDS:
        return kind(path) == LIST
    try:
        with stream.open_bytes(path) as file:
            return sniff.is_list(sniff.kind(file.read(sniff.HEAD)))
    except (OSError, EOFError, zlib.error):
        return False


def find(source: str) -> Iterator[Path | Failure | PassedOver]:
    """Yield the files a source means, sorted, and what of it had to be refused.

    Files of unknown kinds are passed over in folders and globs; hidden ones without a word. A link that leads out of
    the folder, a pipe or a device is refused: reading it could show another person's file or wait for ever.
    """
    path = Path(source)
    if source and _exists(path):
        yield from _folder(path) if path.is_dir() else [_file(path)]
    elif glob.has_magic(source):
        yield from _glob(source)
    else:
        yield Failure(source, "There is no such file or folder.")


def is_folder(source: str) -> bool:
    """Say whether a source is a folder."""
    path = Path(source)
    return bool(source) and _exists(path) and path.is_dir()


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long, a NUL in it
        return False


def _file(path: Path) -> Path | Failure:
    if not path.is_file():
        return Failure(str(path), "It is a pipe or a device, not a file.")
    return path if kind(path) else Failure(str(path), KINDS)


def _glob(pattern: str) -> Iterator[Path | Failure | PassedOver]:
    matches = [Path(name) for name in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207 - takes absolute patterns
    found = False
    for path in matches:
        if path.is_dir() and "**" not in pattern:
            found = True
            yield from _folder(path)
        elif path.is_file() and kind(path):
            found = True
            yield path
        elif path.is_file() and not _is_left_behind(path):
            yield PassedOver(str(path))
    if not found:
        yield Failure(pattern, "No file that can be read matches it.")


def _folder(folder: Path) -> Iterator[Path | Failure | PassedOver]:
    empty = True
    for found in _below(folder):
        empty = empty and isinstance(found, PassedOver)
        yield found
    if empty:
        yield Failure(str(folder), EMPTY)


def _below(folder: Path) -> Iterator[Path | Failure | PassedOver]:
    root = folder.resolve()
    waiting = [folder]
    while waiting:
        below = []
        for path in _entries(waiting.pop()):
            if isinstance(path, Path) and path.is_dir() and not path.is_symlink():
                below.append(path)
            elif (found := entry(path, root)) is not None:
                yield found
        waiting.extend(reversed(below))


def _entries(folder: Path) -> list[Path] | list[Failure]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        return [Failure(str(folder), f"The folder can't be read: {error.strerror}.", retry=True)]


def entry(path: Path | Failure, root: Path) -> Path | Failure | PassedOver | None:
    """Return a folder's entry if it is to be read, why it is refused or not read, or None if it is nobody's news."""
    if isinstance(path, Failure):
        return path
    try:
        if path.is_symlink():
            return _link(path, root)
        mode = path.stat().st_mode
    except RuntimeError:
        return Failure(str(path), "It is a link that leads to itself.")
    except OSError as error:
        return Failure(str(path), f"It can't be read: {error.strerror}.", retry=True)
    if not stat.S_ISREG(mode):
        return Failure(str(path), "It is a pipe or a device, not a file.")
    return _meant(path)


def _link(path: Path, root: Path) -> Path | Failure | PassedOver | None:
    target = path.resolve()
    if not target.is_relative_to(root):
        return Failure(str(path), "It is a link that leads out of the folder.")
    # A folder inside is visited at its own place.
    return _meant(path) if target.is_file() else None


def _meant(path: Path) -> Path | PassedOver | None:
    # What makes us go to the web must be named; that it lies in a folder is not enough.
    if kind(path) and not is_list(path):
        return path
    return None if _is_left_behind(path) else PassedOver(str(path))


def _is_left_behind(path: Path) -> bool:
    name = path.name.lower()
    return name in LEFT_BEHIND or name.startswith("~$") or name.endswith("~")
