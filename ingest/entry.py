"""What a feed's entry says, to a record: the one way in for RSS, Atom and JSON Feed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from index.identity import of_address, route
from index.tongues.registry import any_of
from ingest import dates, endings, markup
from ingest.record import address

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

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
        language: of the feed, as it says.
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
    language: str | None = None


def record(entry: Entry) -> dict[str, Any]:
    """Return the record of an entry. One of a headline only has that for its text.

    Its `guid` is what its feed knows it by, else the place in the page that its link names, if any.
    """
    text = max(entry.content, entry.summary, key=len)
    url = address(entry.url)
    place = _place(entry.url)
    return {
        "url": url,
        "guid": entry.guid or (f"{of_address(url)}#{place}" if url and place else None),
        "fragment": place,
        "title": entry.title,
        "text": text if text.strip() else entry.title,
        "author": entry.author,
        "source": entry.source,
        "published": entry.published or entry.modified,
        "modified": entry.modified,
        "likely_language": entry.language,
        "teaser": url is not None and is_teaser(entry),
    }


def told_apart(records: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a feed's records, those marked `shared` that have one link with others and are known by something else.

    Of several entries of one article the newest by its date counts, the first of those that don't say.
    """
    by_link: dict[str, list[dict[str, Any]]] = {}
    for number, one in enumerate(records):
        by_link.setdefault(of_address(one["url"]) if one["url"] else f"{number}", []).append(one)
    chosen: dict[int, dict[str, Any]] = {}
    for group in by_link.values():
        by_guid: dict[str | None, list[dict[str, Any]]] = {}
        for one in group:
            by_guid.setdefault(one["guid"], []).append(one)
        several = [_newest(each) for each in by_guid.values()]
        if len({(one["title"], one["text"]) for one in several}) == 1 or None in by_guid:
            several = [_newest(group)]
        shared = {"shared": True} if len(several) > 1 else {}
        chosen |= {id(one): one | shared for one in several}
    return [chosen[id(one)] for one in records if id(one) in chosen]


def _newest(records: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the newest of a feed's records of one article, which may be in any order."""
    newest, *others = records
    for one in others:
        time, other = _time(one), _time(newest)
        if time and other and time > other:
            newest = one
    return newest


def _time(record: dict[str, Any]) -> datetime | None:
    return dates.parse(record["modified"]) or dates.parse(record["published"])


def _place(link: str | None) -> str:
    """Return the place in a page that a link names."""
    fragment = urlsplit((link or "").strip()).fragment
    return "" if route(fragment) or fragment.startswith(":~:") else fragment


def is_teaser(entry: Entry) -> bool:
    """Tell whether an entry only announces its article: it says that it goes on, or is short and not called content."""
    text = markup.from_html(max(entry.content, entry.summary, key=len)).strip()
    text, is_cut_off = endings.read(text, title=entry.title, source=entry.source)
    if is_cut_off or _goes_on(text):
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
