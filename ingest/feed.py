"""Feeds to records: RSS 0.9 to 2.0 and Atom. This file owns feedparser."""

from __future__ import annotations

import re
from calendar import timegm
from collections import deque
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, cast

from ingest import dates, decode, json_feed, sniff
from ingest.entry import Entry, record
from ingest.failure import UnreadableError

MOST_ENTRIES = 5_000

XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
# An entry's tags and its feed's end tag, whatever prefix their namespace has.
ENTRY_TAG = re.compile(r"<(/?)(?:\w+:)?(?:item|entry)(?:\s[^<>]*?)?(/?)>", re.IGNORECASE)
UNKNOWN_WORDS = re.compile(r"[^\x00-\x7f]")
FEED_END = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)


def load() -> None:
    """Import what `parse` needs."""
    import feedparser  # noqa: F401


def parse(data: bytes, url: str = "") -> dict[str, Any]:
    """Return a feed's entries as records (see `ingest.entry.record`), and whether it is whole.

    Args:
        data: RSS, Atom or JSON Feed, in any encoding.
        url: the address or path it is from; links in it are relative to that.

    Returns:
        `entries`, in the feed's order, and `whole`: false for a feed that breaks off inside its last entry, which is
        then left out: half an article would pass for a new wording.

    Raises:
        UnreadableError: it is no feed, or one too long.
    """
    text = XML_DECLARATION.sub("", sniff.without_warning(decode.text(data, markup=True)), count=1)
    if text.lstrip().startswith("{"):
        entries, whole = json_feed.parse(text, url), True
    else:
        entries, whole = _entries(text, url), not _breaks_off(text)
    if len(entries) > MOST_ENTRIES:
        raise UnreadableError(f"The feed has more than {MOST_ENTRIES:,} entries.")
    return {"entries": entries if whole else entries[:-1], "whole": whole}


def _entries(text: str, url: str) -> list[dict[str, Any]]:
    import feedparser

    # It is decoded already; and feedparser opens what it is given as text.
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    found = feedparser.parse(BytesIO(text.encode()), response_headers=headers)
    if not found.version and not found.entries:
        raise UnreadableError("It is no feed that can be read.")
    return [record(_entry(entry, found.feed)) for entry in found.entries]


def _breaks_off(text: str) -> bool:
    tags = deque(ENTRY_TAG.finditer(text), maxlen=1)
    return any(not (tag[1] or tag[2]) and not FEED_END.search(text, tag.end()) for tag in tags)


def _entry(entry: Any, feed: Any) -> Entry:  # noqa: ANN401 - feedparser has no types
    contents = [part.get("value") or "" for part in entry.get("content", ())]
    return Entry(
        guid=entry.get("id"),
        url=entry.get("feedburner_origlink") or entry.get("link"),
        title=entry.get("title"),
        summary=entry.get("summary") or "",
        content=max(contents, key=len, default=""),
        author=entry.get("author") or feed.get("author"),
        source=(entry.get("source") or {}).get("title") or entry.get("publisher") or feed.get("title"),
        published=_time(entry, "published") or _time(entry, "created"),
        modified=_time(entry, "updated"),
    )


def _time(entry: Any, name: str) -> str | None:  # noqa: ANN401
    # feedparser warns of, and gives up, mapping "updated" to "published".
    if name not in entry.keys():  # noqa: SIM118 - "in" alone would look through its aliases
        return None
    written, parsed = entry.get(name), entry.get(f"{name}_parsed")
    # feedparser makes a date of nearly anything: "06-09-2021" is one of 2006 to it. It knows some languages' words.
    if dates.parse(written) or not parsed or not UNKNOWN_WORDS.search(str(written)):
        return cast("str | None", written)
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC).isoformat()
    except (ValueError, OverflowError):
        return None
