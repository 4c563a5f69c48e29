"""Sources to articles: the ingest room's front door."""

from __future__ import annotations

import sys
import zlib
from typing import TYPE_CHECKING, BinaryIO

from ingest import decode, files, json_records, page, plain, stream
from ingest.failure import Failure, UnreadableError
from ingest.fetch import Fetcher
from ingest.record import to_article
from ingest.sandbox import sandbox
from ingest.web import Item, Web

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FEEDS = (".xml", ".rss", ".atom")
WEB = ("http://", "https://")


def read_sources(
    sources: Sequence[str], *, stdin: BinaryIO | None = None, web: Web | None = None
) -> Iterator[Item]:
    """Yield every article the sources hold, in order, and a failure for everything that could not be read.

    Args:
        sources: files, folders (with everything below them), globs, addresses of pages, feeds and sitemaps, or "-" for
            JSON Lines on standard input.
        stdin: what "-" reads instead of this process's standard input.
        web: what reads addresses; without it, they are read as if for the first time, public ones only.

    Nothing is raised for a bad input, and one bad record never stops the rest. Files are opened one at a
    time and only when their turn comes.
    """
    web = web or Web.over(Fetcher())
    for source in sources:
        if source == "-":
            yield from _guarded(json_records.from_lines(stdin or sys.stdin.buffer, name="-", origin="-"), "-")
        elif source.lower().startswith(WEB):
            yield from web.read(source)
        else:
            yield from _from_disk(source, web)


def _from_disk(source: str, web: Web) -> Iterator[Item]:
    for found in files.find(source):
        if isinstance(found, Failure):
            yield Failure(_storable_name(found.source), found.reason, found.retry)
        else:
            yield from _from_file(found, _storable_name(str(found)), web)


def _from_file(path: Path, name: str, web: Web) -> Iterator[Item]:
    empty = True
    for found in _guarded(_articles(path, name, web), name):
        empty = False
        yield found
    if empty:
        yield Failure(name, "There is no article in it.")


def _articles(path: Path, name: str, web: Web) -> Iterator[Item]:
    origin = _storable_name(str(path.resolve()))
    kind = files.kind(path)
    if kind == ".jsonl":
        with stream.open_bytes(path) as file:
            yield from json_records.from_lines(file, name=name, origin=origin)
    elif kind == ".json":
        yield from json_records.from_document(path, name=name, origin=origin)
    elif kind in FEEDS:
        yield from web.read_file(stream.read(path), name=name, origin=origin)
    elif kind == ".opml":
        yield from web.read_list(stream.read(path))
    else:
        yield to_article(_record(path, kind), origin=origin, fallback_id=origin)


def _record(path: Path, kind: str | None) -> dict[str, object]:
    if kind in (".html", ".htm"):
        record = sandbox.parse("page", stream.read(path, page.LARGEST))
        return record | {"source": record["source"] or record["host"]}
    return plain.parse(decode.text(stream.read(path)), markdown=kind == ".md")


def _guarded(articles: Iterator[Item], name: str) -> Iterator[Item]:
    """Yield what a file holds; whatever stops the reading becomes its last failure."""
    try:
        yield from articles
    except UnreadableError as error:
        yield Failure(name, str(error))
    except (EOFError, zlib.error):
        yield Failure(name, "The compressed file is damaged or cut off.")
    except OSError as error:
        yield Failure(name, f"It can't be read: {error.strerror or error}.", retry=True)


def _storable_name(path: str) -> str:
    """Return a path with its undecodable bytes spelled out, so that it can be stored and printed."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
