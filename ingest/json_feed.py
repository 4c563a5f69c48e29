"""JSON Feed 1.0 and 1.1 (jsonfeed.org) to records."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, TypeGuard
from urllib.parse import urljoin

from ingest import stream
from ingest.entry import Entry, record
from ingest.failure import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

VERSION = "https://jsonfeed.org/version/"
BEGINNING = 65_536  # bytes


def parse(text: str, url: str) -> list[dict[str, Any]]:
    """Return the entries of a JSON Feed from an address or path, as records.

    Raises:
        UnreadableError: it is none.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("It is not valid JSON, or nested too deeply.") from error
    if not is_feed(found):
        raise UnreadableError("It is JSON, but no JSON Feed.")
    return entries(found, url)


def names_itself(path: Path) -> bool:
    """Tell whether a file says near its beginning that it is a JSON Feed."""
    try:
        with stream.open_bytes(path) as file:
            return VERSION.encode() in file.read(BEGINNING).replace(b"\\/", b"/")
    except (OSError, EOFError, zlib.error):
        return False


def is_feed(value: object) -> TypeGuard[dict[str, Any]]:
    """Tell whether a JSON value is a JSON Feed."""
    return (
        isinstance(value, dict)
        and str(value.get("version")).startswith(VERSION)
        and isinstance(value.get("items"), list)
    )


def entries(feed: dict[str, Any], url: str) -> list[dict[str, Any]]:
    """Return a JSON Feed's entries as records."""
    return [record(_entry(item, feed, url)) for item in feed["items"] if isinstance(item, dict)]


def _entry(item: dict[str, Any], feed: dict[str, Any], url: str) -> Entry:
    link = _text(item.get("url")) or _text(item.get("external_url"))
    return Entry(
        guid=_text(item.get("id")),
        url=_joined(_text(feed.get("home_page_url")) or url, link),
        title=_text(item.get("title")),
        summary=_text(item.get("summary")) or "",
        content=_text(item.get("content_text")) or _text(item.get("content_html")) or "",
        author=item.get("authors") or item.get("author") or feed.get("authors") or feed.get("author"),
        source=_text(feed.get("title")),
        published=_text(item.get("date_published")),
        modified=_text(item.get("date_modified")),
        language=_text(item.get("language")) or _text(feed.get("language")),
    )


def _text(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value) or None


def _joined(base: str, link: str | None) -> str | None:
    try:
        return urljoin(base, link) if link else None
    except ValueError:
        return None
