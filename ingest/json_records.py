"""JSON and JSON Lines to articles, a bad record at a time."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, BinaryIO

from index.archive import Before
from ingest import decode, exports, json_feed, ledger, stream
from ingest.entry import told_apart
from ingest.failure import Failure, UnreadableError
from ingest.ledger import Unchanged
from ingest.record import TITLE, URL, to_article
from ingest.sandbox import sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from index.types import Article

# Bytes of a .json file that is one document and must be held whole.
LARGEST_DOCUMENT = 200_000_000
NOTHING = Before()
DEEPEST = 3  # of envelopes in each other
PAGE = re.compile(r"\s{0,100}(?:<\?xml[^>]{0,100}>\s*)?(?:<!doctype html|<html\b)", re.IGNORECASE)


@dataclass
class _Later:
    """Tells whether a record gives way to one of the same article further down, which was read before.

    Attributes:
        known: the records that need not be read again, by their digests, and what their articles go by.
        digests: gives all records' numbers and digests; asked once, and only if a known article has a new record.
    """

    known: Before = NOTHING
    digests: Callable[[], Iterable[tuple[int, bytes]]] = tuple

    def of(self, article: Article, number: int) -> Unchanged | None:
        """Return the known article that a record is of, if one of its records comes after the one with this number."""
        article_id = next((id_ for name in article.names if (id_ := self.known.names.get(name))), None)
        if article_id is None or self._last.get(article_id, 0) <= number:
            return None
        return Unchanged(article_id, article.origin or "")

    @cached_property
    def _last(self) -> dict[str, int]:
        known = self.known.digests
        return {known[digest]: number for number, digest in self.digests() if digest in known}


def from_lines_of(
    path: Path, *, name: str, origin: str, known: Before = NOTHING
) -> Iterator[Article | Failure | Unchanged]:
    """Yield what a JSON Lines file holds; see `from_lines`. Of several records of one article the last counts."""
    later = _Later(known, lambda: _line_digests(path))
    with stream.open_bytes(path) as file:
        yield from from_lines(file, name=name, origin=origin, later=later)


def from_lines(
    file: BinaryIO, *, name: str, origin: str, later: _Later | None = None
) -> Iterator[Article | Failure | Unchanged]:
    """Yield the articles of JSON Lines, and a failure for each line that holds none.

    Args:
        file: their bytes; only one line is held at a time.
        name: how failures call the file.
        origin: the file's own path, or "-".
        later: what of it is known.
    """
    later = later or _Later()
    for line in stream.lines(file):
        where = f"{name}:line {line.number}"
        digest = ledger.digest(line.text or "")
        if same := ledger.unchanged(digest, origin=origin, known=later.known.digests):
            yield same
            continue
        try:
            records = _records(_parsed(line.text))
        except UnreadableError as error:
            yield Failure(where, str(error))
            continue
        alone = len(records) == 1
        for record in records:
            article = _article(record, where, origin, None, digest if alone else None)
            yield _unless_later(article, later, line.number)


def _unless_later(article: Article | Failure, later: _Later, number: int) -> Article | Failure | Unchanged:
    if isinstance(article, Failure):
        return article
    return later.of(article, number) or article


def _line_digests(path: Path) -> Iterator[tuple[int, bytes]]:
    with stream.open_bytes(path) as file:
        yield from ((line.number, ledger.digest(line.text or "")) for line in stream.lines(file))


def from_document(
    path: Path, *, name: str, origin: str, known: Before = NOTHING
) -> Iterator[Article | Failure | Unchanged]:
    """Yield the articles of a .json file: an object, an array, an envelope, or JSON Lines after all."""
    if len(known.digests) == 1 and (same := _as_it_was(path, origin, known)):
        yield same
        return
    if _holds_lines(path):
        yield from from_lines_of(path, name=name, origin=origin, known=known)
        return
    data = stream.read(path, LARGEST_DOCUMENT)
    found = _parsed(decode.text(data))
    records: Sequence[Any] = (
        told_apart(json_feed.entries(found, origin)) if json_feed.is_feed(found) else _records(found)
    )
    alone = data if len(records) == 1 else None
    fallback_id = origin if records and records[0] is found else None  # it is the file
    yield from from_records(
        records, name=name, origin=origin, known=known, alone=alone, fallback_id=fallback_id
    )


def from_records(
    records: Sequence[Any],
    *,
    name: str,
    origin: str,
    known: Before = NOTHING,
    alone: bytes | None = None,
    fallback_id: str | None = None,
) -> Iterator[Article | Failure | Unchanged]:
    """Yield the articles of records that a file holds, and a failure for each that holds none.

    Args:
        records: parsed, in the file's order.
        name: how failures call the file.
        origin: its own path.
        known: the records that need not be read again.
        alone: the file, where it holds one record.
        fallback_id: the identity of a record with neither id nor address, where the file is one record.
    """
    digests = [ledger.digest(alone or record) for record in records]
    later = _Later(known, lambda: enumerate(digests, 1))
    for number, (record, digest) in enumerate(zip(records, digests, strict=True), 1):
        where = name if alone else f"{name}:record {number}"
        if same := ledger.unchanged(digest, origin=origin, known=known.digests):
            yield same
            continue
        yield _unless_later(_article(record, where, origin, fallback_id, digest), later, number)


def _as_it_was(path: Path, origin: str, known: Before) -> Unchanged | None:
    """Return the one article that a file held if it holds the same still, without parsing it."""
    digest = ledger.digest(stream.read(path, LARGEST_DOCUMENT))
    return ledger.unchanged(digest, origin=origin, known=known.digests)


def _holds_lines(path: Path) -> bool:
    """Tell whether the first line of a file is a whole JSON object and more follows."""
    with stream.open_bytes(path) as file:
        start = list(zip(stream.lines(file), range(2), strict=False))
    first = (start[0][0].text or "").strip() if len(start) > 1 else ""
    return first.startswith("{") and first.endswith("}") and _is_json(first)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _parsed(text: str | None) -> object:
    if text is None:
        raise UnreadableError(f"The line is longer than {stream.LARGEST // 1_000_000} MB.")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"It is not valid JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            "It is not JSON that can be read: nested too deeply, or a number too long."
        ) from error


def _records(value: object, depth: int = 0) -> list[Any]:
    """Return the records in a JSON value: a list's items, or those of the lists that an envelope holds."""
    if isinstance(value, list):
        return [record for each in value for record in (_records(each) if isinstance(each, dict) else [each])]
    if not isinstance(value, dict):
        return [value]
    lists = list(_lists(value)) if depth < DEEPEST else []
    # What services have side by side: "featured", "latest"; comments have no headlines.
    articles = [each for each in lists if exports.has_text(each[0]) and exports.has_title(each[0])]
    chosen = articles or ([max(lists, key=len)] if lists else [])
    if not chosen or _is_article(value, chosen[0]):
        return [value]
    return [record for each in chosen for item in each for record in _records(item, depth + 1)]


def _lists(value: dict[str, Any], depth: int = 0) -> Iterator[list[dict[str, Any]]]:
    """Yield the lists of records in a value, and in the objects in it: {"response": {"docs": […]}}."""
    for each in value.values():
        if isinstance(each, list) and each and isinstance(each[0], dict):
            yield each
        elif isinstance(each, dict) and depth < DEEPEST:
            yield from _lists(each, depth + 1)


def _is_article(record: dict[str, object], nested: list[dict[str, object]]) -> bool:
    """Tell whether a record with a list of records in it is an article, maybe one without its text.

    A headline or an address may also be those of a collection; its articles have headlines then, as comments don't.
    """
    if exports.has_text(record):
        return True
    is_named = any(record.get(field) for field in (*TITLE, *URL))
    return is_named and not exports.has_title(nested[0])


def _article(
    record: object, where: str, origin: str, fallback_id: str | None, digest: bytes | None = None
) -> Article | Failure:
    if not isinstance(record, dict):
        return Failure(where, "It is not a JSON object.")
    try:
        read = _with_page(exports.usual(record))
        return replace(to_article(read, origin=origin, fallback_id=fallback_id), digest=digest)
    except UnreadableError as error:
        return Failure(where, str(error))


def _with_page(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record with the article of the page that it has for its text, as crawlers keep it."""
    text = record.get("text") or ""
    if not PAGE.match(text):
        return record
    page = sandbox.parse("page", text.encode("utf-8", "replace"), url=record.get("url") or "")
    own = {name: value for name, value in record.items() if value and name != "text"}
    return page | {"source": page["source"] or page["host"]} | own
