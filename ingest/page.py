"""Article pages (HTML) to records. This file owns trafilatura."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ingest import decode
from ingest.failure import UnreadableError

# Bytes. Measured: time grows faster than size, and 20 MB of paragraphs took over 40 s.
LARGEST = 5_000_000
# Elements open at once. lxml silently returns nothing for deeper pages; real ones stay below 100.
DEEPEST = 250
MOST_TAGS = 100_000

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
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
        re.I,
    ),
    re.compile(r"""<time\s[^<>]*?(?:pubdate|datePublished)[^<>]*>""", re.I),
)
VALUE = re.compile(r"""(?:content|datetime)\s*=\s*["']([^"']{8,40})["']""", re.I)
XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
HTML_LANGUAGE = re.compile(r"""<html\b[^<>]*?\blang\s*=\s*["']?([\w-]{2,10})""", re.I)


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
    for count, tag in enumerate(TAG.finditer(html)):
        if tag[2].lower() not in OPEN_ENDED:
            depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > DEEPEST or count > MOST_TAGS:
            raise UnreadableError(
                "The page's markup is nested too deeply or too much of it to be an article."
            )


def _extract(html: str) -> dict[str, object]:
    import trafilatura

    found = trafilatura.bare_extraction(html, include_comments=False, with_metadata=True)
    text = found.text if found else None
    if not text or not text.strip():
        raise UnreadableError("The page has no article text that could be found.")
    return {
        "text": text,
        "title": found.title,
        "author": found.author,
        "source": found.sitename or found.hostname or _host(found.url),
        "published": found.date,
        "url": found.url,
    }


def _host(url: str | None) -> str | None:
    return urlsplit(url).hostname if url else None


def _stated_time(html: str) -> str | None:
    for pattern in STATED:
        found = pattern.search(html)
        value = VALUE.search(found[0]) if found and not pattern.groups else found
        if value:
            return value[1]
    return None
