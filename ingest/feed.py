"""Feeds to records: RSS 0.9 to 2.0 and Atom. This file owns feedparser."""

from __future__ import annotations

import re
from calendar import timegm
from collections import deque
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, cast

from ingest import dates, decode, json_feed, sniff, wordpress
from ingest.entry import Entry, record
from ingest.failure import UnreadableError

MOST_ENTRIES = 5_000

XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
# An entry's tags and its feed's end tag, whatever prefix their namespace has.
ENTRY_TAG = re.compile(r"<(/?)(?:\w+:)?(?:item|entry)(?:\s[^<>]*?)?(/?)>", re.IGNORECASE)
UNKNOWN_WORDS = re.compile(r"[^\x00-\x7f]")
# A picture's or a film's title and description, which feedparser takes for the entry's.
MEDIA = re.compile(r"""xmlns:(\w+)\s*=\s*["']http://search\.yahoo\.com/mrss/?["']""")
APART = "apart"  # the prefix under which feedparser leaves them alone
FEED_END = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)


def load() -> None:
    """Import what `parse` needs."""
    import feedparser  # noqa: F401


def parse(data: bytes, url: str = "", charset: str = "") -> dict[str, Any]:
    """Return a feed's entries as records (see `ingest.entry.record`), and whether it is whole.

    Args:
        data: RSS, Atom or JSON Feed, in any encoding.
        url: the address or path it is from; links in it are relative to that.
        charset: the encoding that the server named.

    Returns:
        `entries`, in the feed's order, `whole`: false for a feed that breaks off inside its last entry, which is
        then left out: half an article would pass for a new wording; and `left_out`: the sentence that says what of it
        is no news, None where all is.

    Raises:
        UnreadableError: it is no feed, or one too long.
    """
    text = decode.text(data, markup=True, charset=charset)
    if text.lstrip().startswith("{"):
        entries, whole, left_out = json_feed.parse(text, url), True, None
    else:
        text = XML_DECLARATION.sub("", sniff.without_warning(text), count=1)
        entries, left_out = _entries(text, url)
        whole = not _breaks_off(text)
    if len(entries) > MOST_ENTRIES:
        raise UnreadableError(f"The feed has more than {MOST_ENTRIES:,} entries.")
    return {"entries": entries if whole else entries[:-1], "whole": whole, "left_out": left_out}


def _entries(text: str, url: str) -> tuple[list[dict[str, Any]], str | None]:
    import feedparser

    # It is decoded already; and feedparser opens what it is given as text.
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    found = feedparser.parse(BytesIO(_media_apart(text).encode()), response_headers=headers)
    if not found.version and not found.entries:
        raise UnreadableError("It is no feed that can be read.")
    posts = [entry for entry in found.entries if _is_post(entry)]
    left_out = [
        (entry.get("wp_post_type") or "entry", entry.get("wp_status") or "")
        for entry in found.entries
        if not _is_post(entry)
    ]
    people = wordpress.authors(text) if "<wp:author>" in text else {}
    records = [record(_entry(entry, found.feed, people)) for entry in posts]
    return records, wordpress.left_out(left_out)


def _is_post(entry: Any) -> bool:  # noqa: ANN401 - feedparser has no types
    """Tell whether an entry is for readers: one of an export may be a draft, a picture, behind a password."""
    return not entry.get("wp_post_password") and wordpress.is_published(
        entry.get("wp_status"), entry.get("wp_post_type")
    )


def _media_apart(text: str) -> str:
    media = MEDIA.search(text)
    if not media:
        return text
    named = re.compile(rf"(</?){media[1]}:(?=(?:title|description)[\s/>])")
    return named.sub(rf"\1{APART}:", text.replace(media[0], f'{media[0]} xmlns:{APART}="urn:{APART}"'))


def _breaks_off(text: str) -> bool:
    tags = deque(ENTRY_TAG.finditer(text), maxlen=1)
    return any(not (tag[1] or tag[2]) and not FEED_END.search(text, tag.end()) for tag in tags)


def _entry(entry: Any, feed: Any, people: dict[str, str]) -> Entry:  # noqa: ANN401
    contents = [part.get("value") or "" for part in entry.get("content", ())]
    content = max(contents, key=len, default="")
    return Entry(
        guid=entry.get("id"),
        url=entry.get("feedburner_origlink") or entry.get("link"),
        title=entry.get("title") or entry.get(f"{APART}_title"),
        # Of a film, all that its entry says may be said of the film.
        summary=entry.get("summary") or entry.get(f"{APART}_description") or "",
        content=wordpress.without_shortcodes(content) if entry.get("wp_post_type") else content,
        author=_authors(entry, people) or feed.get("author"),
        source=(entry.get("source") or {}).get("title") or entry.get("publisher") or feed.get("title"),
        published=_time(entry, "published") or _time(entry, "created"),
        modified=_time(entry, "updated"),
        language=(entry.get("title_detail") or {}).get("language") or feed.get("language"),
    )


def _authors(entry: Any, people: dict[str, str]) -> list[str]:  # noqa: ANN401
    """Return all authors of an entry; where feedparser took an address for a name, what stands behind it."""
    one = entry.get("author")
    several = [each.get("name") or "" for each in entry.get("authors", ())]
    names = [name if ")" in name else name.rpartition("(")[2] for name in several]
    found = names if len(names) > 1 else [one] if one else []
    return [people.get(name, name) for name in found]


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
