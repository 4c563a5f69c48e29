"""What a feed's entry says, to a record: the one way in for RSS, Atom and JSON Feed."""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

from index.tongues.registry import any_of
from ingest import markup
from ingest.record import address

# Code points. A text that only announces the article is seldom longer, an article seldom shorter.
LONGEST_TEASER = 700
# Code points at a text's end in which it says so.
END = 120


class Entry(NamedTuple):
    """An entry as the feed has it.

    Attributes:
        guid: what the feed knows it by; may mean another entry in another feed.
        url: of the article it announces or holds.
        summary: what the feed calls a summary or description; may be all of the article.
        content: what the feed calls the content; may be a summary.
    """

    guid: str | None
    url: str | None
    title: str | None
    summary: str
    content: str
    author: object
    source: str | None
    published: str | None
    modified: str | None


def record(entry: Entry, feed: str) -> dict[str, Any]:
    """Return the record of an entry of the feed at an address or path.

    It has an `id` where its link is no web address. An entry of a headline only has that for its text.
    """
    text = max(entry.content, entry.summary, key=len)
    url = address(entry.url)
    found = {
        "url": url,
        "title": entry.title,
        "text": text if text.strip() else entry.title,
        "author": entry.author,
        "source": entry.source,
        "published": entry.published or entry.modified,
        "modified": entry.modified,
        "teaser": url is not None and is_teaser(entry),
    }
    return found if url else found | {"id": f"{feed}#{_known_by(entry, text)}"}


def is_teaser(entry: Entry) -> bool:
    """Tell whether an entry only announces its article: it says that it goes on, or is short and not called content."""
    text = markup.from_html(max(entry.content, entry.summary, key=len)).strip()
    if _goes_on(text):
        return True
    named_content = len(entry.content.strip()) > len(entry.summary.strip())
    return len(text) <= LONGEST_TEASER and not named_content


def _goes_on(text: str) -> bool:
    """Tell whether a text says at its end that it goes on elsewhere."""
    return _going_on().search(text[-END:]) is not None


@cache
def _going_on() -> re.Pattern[str]:
    words = any_of(lambda one: one.prose.goes_on)
    return re.compile(rf"(?:…|\.\.\.|\[(?:…|\.\.\.|&hellip;)\]|{words})[\s.…»>→\])]*$", re.IGNORECASE)


def _known_by(entry: Entry, text: str) -> str:
    return (
        entry.guid or blake2b(f"{entry.title}\0{text}".encode("utf-8", "replace"), digest_size=8).hexdigest()
    )
