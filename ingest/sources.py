"""Sources to articles: the ingest room's front door."""

from __future__ import annotations

import os
import sys
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from index.visits import Visit
from ingest import decode, files, json_feed, json_records, ledger, links, page, plain, sniff, stream, tables
from ingest.failure import Failure, UnreadableError
from ingest.fetch import Fetcher
from ingest.files import FEEDS, LIST, PassedOver
from ingest.ledger import Known, Listed, Unchanged
from ingest.record import to_article
from ingest.sandbox import sandbox
from ingest.visiting import Visited
from ingest.web import Item as WebItem
from ingest.web import Web

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.archive import Before
    from index.types import Article

Item = WebItem | Unchanged | Listed | PassedOver

WEB = ("http://", "https://")


def read_sources(
    sources: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    web: Web | None = None,
    known: Known | None = None,
) -> Iterator[Item]:
    """Yield every article the sources hold, in order, a failure for what could not be read, and what is passed over.

    Args:
        sources: files, folders (with everything below them), globs, addresses of pages, feeds and sitemaps, or "-" for
            JSON Lines on standard input.
        stdin: what "-" reads instead of this process's standard input.
        web: what reads addresses; without it, they are read as if for the first time, public ones only.
        known: of a caller that keeps a ledger, the records that need not be read again: for each an `Unchanged` is
            yielded, and after everything in a folder a `Listed`.

    Nothing is raised for a bad input, and one bad record never stops the rest. Files are opened one at a time and only
    when their turn comes; addresses that follow each other are read at the same time, one a host.
    """
    web = web or Web.over(Fetcher())
    sources = [
        links.web_address(source) if links.READERS_SCHEME.match(source) else source for source in sources
    ]
    for on_the_web, group in groupby(sources, _is_address):
        if on_the_web:
            yield from web.read_all(list(group))
            continue
        for source in group:
            if source == "-":
                lines = json_records.from_lines(stdin or sys.stdin.buffer, name="-", origin="-")
                yield from _guarded(lines, "-")
            elif known and files.is_folder(source):
                yield from _from_folder(source, web, known)
            else:
                yield from _from_disk(source, web, known or ledger.nothing)


def _is_address(source: str) -> bool:
    return source.lower().startswith(WEB)


def with_retries(sources: Sequence[str], places: Sequence[str]) -> list[str]:
    """Return sources, and after them the places to try again that none of them is or has inside."""
    named = [source if _is_address(source) else _full(Path(source)) for source in sources]
    inside = tuple(f"{name}{os.sep}" for name in named)
    return [*sources, *(place for place in places if place not in named and not place.startswith(inside))]


def _from_folder(folder: str, web: Web, known: Known) -> Iterator[Item]:
    kept: list[str] = []
    empty = False
    for found in files.find(folder):
        if isinstance(found, Failure):
            empty = found.reason == files.EMPTY
            kept += [] if empty else [_full(Path(found.source))]
            yield _named(found)
            continue
        if isinstance(found, PassedOver):
            yield PassedOver(_storable_name(found.source))
            continue
        origin = _full(found)
        before = known(origin)
        same = 0
        for item in _from_file(found, _storable_name(str(found)), origin, web, before):
            kept += [origin] if isinstance(item, Failure) else []
            same += isinstance(item, Unchanged)
            yield item
        # What a feed lists no more stays; where all is as it was there is nothing to look for.
        if files.kind(found) in FEEDS or (same < len(before.digests) and _is_json_feed(found)):
            kept.append(origin)
    yield Listed(_storable_name(folder), _full(Path(folder)), tuple(kept), empty)
    yield Visited(
        Visit(_full(Path(folder)), "folder", last_ok=datetime.now(UTC))
    )  # for the next `khabar watch`


def _is_json_feed(path: Path) -> bool:
    return files.kind(path) == ".json" and json_feed.names_itself(path)


def _from_disk(source: str, web: Web, known: Known) -> Iterator[Item]:
    for found in files.find(source):
        if isinstance(found, Failure):
            yield _named(found)
        elif isinstance(found, PassedOver):
            yield PassedOver(_storable_name(found.source))
        else:
            origin = _full(found)
            yield from _from_file(found, _storable_name(str(found)), origin, web, known(origin))


def _named(failure: Failure) -> Failure:
    return replace(failure, source=_storable_name(failure.source), place=_full(Path(failure.source)))


def _from_file(path: Path, name: str, origin: str, web: Web, known: Before) -> Iterator[Item]:
    empty = True
    for found in _guarded(_items(path, name, origin, web, known), name):
        empty = False
        yield replace(found, place=origin) if isinstance(found, Failure) else found
    if empty:
        yield Failure(name, "There is no article in it.", place=origin)


def _items(path: Path, name: str, origin: str, web: Web, known: Before) -> Iterator[Item]:
    kind = files.kind(path)
    if kind in (".jsonl", ".ndjson"):
        yield from json_records.from_lines_of(path, name=name, origin=origin, known=known)
    elif kind == ".json":
        yield from json_records.from_document(path, name=name, origin=origin, known=known)
    elif kind in (".csv", ".tsv"):
        rows = tables.records(decode.text(stream.read(path, json_records.LARGEST_DOCUMENT)))
        yield from json_records.from_records(rows, name=name, origin=origin, known=known)
    elif kind in (*FEEDS, LIST):
        yield from _feed_or_list(stream.read(path), kind, name, origin, web)
    else:
        yield _whole(path, kind, origin, known)


def _feed_or_list(data: bytes, kind: str, name: str, origin: str, web: Web) -> Iterator[WebItem]:
    if kind == LIST or sniff.is_list(sniff.kind(data)):
        yield from web.read_list(data)
    else:
        yield from web.read_file(data, name=name, origin=origin)


def _whole(path: Path, kind: str | None, origin: str, known: Before) -> Article | Unchanged:
    """Return the article that a file is."""
    is_page = kind in (".html", ".htm")
    data = stream.read(path, page.LARGEST if is_page else stream.LARGEST)
    digest = ledger.digest(data)
    same = ledger.unchanged(digest, origin=origin, known=known.digests)
    if same:
        return same
    record = _page(data) if is_page else plain.parse(decode.text(data), markdown=kind in (".md", ".markdown"))
    return replace(to_article(record, origin=origin, fallback_id=origin), digest=digest)


def _page(data: bytes) -> dict[str, object]:
    record = sandbox.parse("page", data)
    return record | {"source": record["source"] or record["host"]}


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


def _full(path: Path) -> str:
    try:
        return _storable_name(str(path.resolve()))
    except (OSError, RuntimeError, ValueError):  # a link to itself, a name too long, a NUL in it
        return _storable_name(str(path))


def _storable_name(path: str) -> str:
    """Return a path with its undecodable bytes spelled out, so that it can be stored and printed."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
