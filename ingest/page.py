"""Article pages (HTML) to records. This file owns trafilatura."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest import dates, decode
from ingest.failure import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

# Bytes. Measured: time grows faster than size, and 20 MB of paragraphs took over 40 s.
LARGEST = 5_000_000
# Elements open at once. lxml silently returns nothing for 256 and more; real pages stay below 100.
DEEPEST = 240
# Real pages have some 3,000 tags; trafilatura takes 5 s for 20,000.
MOST_TAGS = 25_000

TAG = re.compile(r"<(?:(/?)([a-zA-Z][a-zA-Z0-9]*)|!--)")
# What follows these is no markup until they end.
UNPARSED = {
    "script": re.compile(r"</script", re.IGNORECASE),
    "style": re.compile(r"</style", re.IGNORECASE),
    "": re.compile("-->"),
}
# Elements without an end, or whose end tag may be left out: they say nothing about depth.
OPEN_ENDED = frozenset(
    """area base br col embed hr img input link meta param source track wbr
    p li dt dd option optgroup tr td th thead tbody tfoot colgroup rp rt body html head""".split()
)

# The page's own statement of the time; trafilatura's dates have no time of day.
STATED = (
    re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"'),
    re.compile(
        r"""<meta\s[^<>]*?["'](?:article:published_time|og:article:published_time|datePublished)["'][^<>]*>""",
        re.IGNORECASE,
    ),
    re.compile(r"""<time\s[^<>]*?(?:pubdate|datePublished)[^<>]*>""", re.IGNORECASE),
)
VALUE = re.compile(r"""(?:content|datetime)\s*=\s*["']([^"']{8,40})["']""", re.IGNORECASE)
XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


def parse(data: bytes) -> dict[str, object]:
    """Return the record an article page holds: main text, title, author, source, published, url.

    Raises:
        UnreadableError: the page is too large, nested too deeply, or has no article text.
    """
    if len(data) > LARGEST:
        raise UnreadableError(f"The page is larger than {LARGEST // 1_000_000} MB.")
    html = XML_DECLARATION.sub("", decode.text(data, markup=True), count=1)
    _refuse_depth(html)
    record = _extract(html)
    record["published"] = _stated_time(html) or record["published"]
    return record


def _refuse_depth(html: str) -> None:
    depth = 0
    for count, (closing, name) in enumerate(_tags(html)):
        if name not in OPEN_ENDED:
            depth = max(0, depth - 1) if closing else depth + 1
        if depth > DEEPEST or count > MOST_TAGS:
            raise UnreadableError(
                "The page has too many tags, or too many inside each other, to be an article."
            )


def _tags(html: str) -> Iterator[tuple[bool, str]]:
    """Yield (is an end tag, lower-case name) of the tags outside scripts, styles and comments."""
    place = 0
    while tag := TAG.search(html, place):
        closing, name = bool(tag[1]), (tag[2] or "").lower()
        place = tag.end()
        if not closing and name in UNPARSED:
            end = UNPARSED[name].search(html, place)
            place = end.end() if end else len(html)
        else:
            yield closing, name


def _extract(html: str) -> dict[str, object]:
    import trafilatura

    found = trafilatura.bare_extraction(html, include_comments=False, with_metadata=True)
    page: dict[str, str | None] = (
        {} if found is None else found if isinstance(found, dict) else found.as_dict()
    )
    if not (page.get("text") or "").strip():
        raise UnreadableError("The page has no article text that could be found.")
    return {
        "text": _without_title(str(page["text"]), page["title"]),
        "title": page["title"],
        "author": page["author"],
        "source": page["sitename"] or page["hostname"],
        "published": page["date"],
        "url": page["url"],
    }


def _without_title(text: str, title: str | None) -> str:
    """Return the text without the headline that trafilatura leaves above it."""
    first, _, rest = text.partition("\n")
    return rest if rest.strip() and first.strip() == (title or "").strip() else text


def _stated_time(html: str) -> datetime | None:
    """Return the time of publication that the page's metadata states."""
    for pattern in STATED:
        found = pattern.search(html)
        value = VALUE.search(found[0]) if found and not pattern.groups else found
        if value and (time := dates.parse(value[1])):
            return time
    return None
