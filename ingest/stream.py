"""Bytes from a file, counted: neither a large file nor a gzip bomb may fill the memory."""

from __future__ import annotations

import codecs
import io
from gzip import GzipFile
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TextIO, cast

from ingest import decode
from ingest.failure import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Bytes that one article or one line may have.
LARGEST = 20_000_000
# An overlong line is skipped piece by piece; after so many pieces the file is given up.
MOST_PIECES = 100
WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Line(NamedTuple):
    """A line of a file: its number from 1, and its text, None where it is too long to hold."""

    number: int
    text: str | None


def open_bytes(path: Path) -> BinaryIO:
    """Open a file for reading, inflated where its name ends in .gz."""
    if path.suffix.lower() == ".gz":
        return cast("BinaryIO", GzipFile(path))
    return path.open("rb")


def read(path: Path, limit: int = LARGEST) -> bytes:
    """Return a whole file, inflated.

    Raises:
        UnreadableError: it holds more than `limit` bytes.
        OSError, EOFError, zlib.error: it can't be read.
    """
    with open_bytes(path) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(f"It is larger than {limit // 1_000_000} MB.")
    return data


def lines(file: BinaryIO) -> Iterator[Line]:
    """Yield the lines of a file that are not blank, one in memory at a time.

    Raises:
        UnreadableError: a line has no end within `MOST_PIECES` times the largest line.
    """
    source = _line_source(file)
    number = 0
    while piece := source.readline(LARGEST + 1):
        number += 1
        if len(piece) > LARGEST:
            _skip_line(source)
            yield Line(number, None)
        elif not piece.isspace():
            yield Line(number, decode.storable(piece) if isinstance(piece, str) else decode.text(piece))


def _line_source(file: BinaryIO) -> BinaryIO | TextIO:
    """Return the file, or a text reader of it for UTF-16, whose line ends a byte reader can't see."""
    reader = file if hasattr(file, "peek") else io.BufferedReader(cast("io.RawIOBase", file))
    if reader.peek(2)[:2] in WIDE_MARKS:
        return io.TextIOWrapper(reader, "utf-16", "replace")
    return reader


def _skip_line(source: BinaryIO | TextIO) -> None:
    for _ in range(MOST_PIECES):
        piece = source.readline(LARGEST)
        if not piece or piece[-1:] in (b"\n", "\n"):
            return
    raise UnreadableError("A line in it has no end.")
