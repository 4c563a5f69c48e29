"""JSON and JSON Lines to articles, a bad record at a time."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from ingest import decode, json_feed, ledger, stream
from ingest.failure import Failure, UnreadableError
from ingest.record import TEXT, to_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from index.types import Article
    from ingest.ledger import Unchanged

# Bytes of a .json file that is one document and must be held whole.
LARGEST_DOCUMENT = 200_000_000
NOTHING: Mapping[bytes, str] = {}


def from_lines(
    file: BinaryIO, *, name: str, origin: str, known: Mapping[bytes, str] = NOTHING
) -> Iterator[Article | Failure | Unchanged]:
    """Yield the articles of a JSON Lines file, and a failure for each line that holds none.

    Args:
        file: its bytes; only one line is held at a time.
        name: how failures call the file.
        origin: the file's own path, or "-".
        known: the lines that need not be read again, by their digests.
    """
    read: set[str] = set()  # of two records of one article the last counts, though it may be known
    for line in stream.lines(file):
        where, fallback_id = f"{name}:line {line.number}", f"{origin}#{line.number}"
        digest = ledger.digest(line.text or "")
        same = ledger.unchanged(digest, origin=origin, fallback_id=fallback_id, known=known)
        if same and same.id not in read:
            yield same
            continue
        try:
            records = _records(_parsed(line.text))
        except UnreadableError as error:
            yield Failure(where, str(error))
            continue
        alone = len(records) == 1
        for number, record in enumerate(records, 1):
            place = fallback_id if alone else f"{fallback_id}#{number}"
            article = _article(record, where, origin, place, digest if alone else None)
            read |= set() if isinstance(article, Failure) else {article.id}
            yield article


def from_document(
    path: Path, *, name: str, origin: str, known: Mapping[bytes, str] = NOTHING
) -> Iterator[Article | Failure | Unchanged]:
    """Yield the articles of a .json file: an object, an array, an envelope, or JSON Lines after all."""
    if len(known) == 1 and (same := _as_it_was(path, origin, known)):
        yield same
        return
    if _holds_lines(path):
        with stream.open_bytes(path) as file:
            yield from from_lines(file, name=name, origin=origin, known=known)
        return
    data = stream.read(path, LARGEST_DOCUMENT)
    found = _parsed(decode.text(data))
    records = json_feed.entries(found, origin) if json_feed.is_feed(found) else _records(found)
    alone, read = len(records) == 1, set[str]()
    for number, record in enumerate(records, 1):
        where = name if alone else f"{name}:record {number}"
        fallback_id = origin if alone else f"{origin}#{number}"
        digest = ledger.digest(data if alone else record)
        same = ledger.unchanged(digest, origin=origin, fallback_id=fallback_id, known=known)
        if same and same.id not in read:
            yield same
            continue
        article = _article(record, where, origin, fallback_id, digest)
        read |= set() if isinstance(article, Failure) else {article.id}
        yield article


def _as_it_was(path: Path, origin: str, known: Mapping[bytes, str]) -> Unchanged | None:
    """Return the one article that a file held if it holds the same still, without parsing it."""
    digest = ledger.digest(stream.read(path, LARGEST_DOCUMENT))
    return ledger.unchanged(digest, origin=origin, fallback_id=origin, known=known)


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


def _records(value: object) -> list[object]:
    """Return the records in a JSON value: a list's items, or those of the list that an envelope holds."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and not any(value.get(field) for field in TEXT):
        lists = [
            each for each in value.values() if isinstance(each, list) and each and isinstance(each[0], dict)
        ]
        if lists:
            return max(lists, key=len)
    return [value]


def _article(
    record: object, where: str, origin: str, fallback_id: str, digest: bytes | None = None
) -> Article | Failure:
    if not isinstance(record, dict):
        return Failure(where, "It is not a JSON object.")
    try:
        return replace(to_article(record, origin=origin, fallback_id=fallback_id), digest=digest)
    except UnreadableError as error:
        return Failure(where, str(error))
