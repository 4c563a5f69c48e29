"""Article pages (HTML) to records. This file owns trafilatura."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from index.identity import is_home, same_site
from ingest import dates, decode
from ingest.failure import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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

# The page's own statement of a time, in JSON-LD, OpenGraph, meta and microdata; trafilatura's have no time of day.
PUBLISHED = (
    re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"'),
    re.compile(
        r"""<meta\s[^<>]*?["'](?:article:published_time|og:article:published_time|datePublished)["'][^<>]*>""",
        re.IGNORECASE,
    ),
    re.compile(r"""<time\s[^<>]*?(?:pubdate|datePublished)[^<>]*>""", re.IGNORECASE),
)
MODIFIED = (
    re.compile(r'"dateModified"\s*:\s*"([^"]{8,40})"'),
    re.compile(
        r"""<meta\s[^<>]*?["'](?:article:modified_time|og:updated_time|dateModified|last-modified)["'][^<>]*>""",
        re.IGNORECASE,
    ),
    re.compile(r"""<time\s[^<>]*?dateModified[^<>]*>""", re.IGNORECASE),
)
CANONICAL = re.compile(r"""<link\s[^<>]*?\brel\s*=\s*["']?canonical\b[^<>]*>""", re.IGNORECASE)
HREF = re.compile(r"""\bhref\s*=\s*["']([^"'<>]{1,2000})["']""", re.IGNORECASE)
VALUE = re.compile(r"""(?:content|datetime)\s*=\s*["']([^"']{8,40})["']""", re.IGNORECASE)
XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


# Code points of text, and of the page around it: less text than this in so much page is a wall, not an article.
LEAST_TEXT = 100
MUCH_PAGE = 20_000
# Hosts of one site, as far as their addresses are concerned.
VARIANT = re.compile(r"^(?:www\d?|m|mobile|amp)\.")


def load() -> None:
    """Import what `parse` needs."""
    import trafilatura  # noqa: F401


def parse(data: bytes, url: str = "") -> dict[str, Any]:
    """Return the record an article page holds: main text, title, author, source, published, modified, url.

    Args:
        data: HTML in any encoding.
        url: where it was fetched; the page may name another address of the same site as its canonical one.

    Raises:
        UnreadableError: the page is too large, nested too deeply, or has no article text.
    """
    if len(data) > LARGEST:
        raise UnreadableError(f"The page is larger than {LARGEST // 1_000_000} MB.")
    html = XML_DECLARATION.sub("", decode.text(data, markup=True), count=1)
    _refuse_depth(html)
    record = _extract(html, url)
    record["published"] = _stated_time(html, PUBLISHED) or record["published"]
    record["modified"] = _stated_time(html, MODIFIED)
    record["url"] = _canonical(_named_address(html) or record["url"], url) if url else record["url"]
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


def _extract(html: str, url: str) -> dict[str, Any]:
    import trafilatura

    found = trafilatura.bare_extraction(html, url=url or None, include_comments=False, with_metadata=True)
    page: dict[str, str | None] = (
        {} if found is None else found if isinstance(found, dict) else found.as_dict()
    )
    text = (page.get("text") or "").strip()
    if not text or (len(text) < LEAST_TEXT and len(html) > MUCH_PAGE):
        raise UnreadableError("The page has no article text that could be found.")
    return {
        "text": _without_title(str(page["text"]), page["title"]),
        "title": page["title"],
        "author": page["author"],
        "source": None if _is_host(page["sitename"], page["url"]) else page["sitename"],
        "host": page["hostname"],
        "published": page["date"],
        "url": page["url"],
    }


def _is_host(name: str | None, url: str | None) -> bool:
    """Tell whether what passes for a site's name is its host, for want of one."""
    return VARIANT.sub("", (name or "").lower()) == VARIANT.sub("", urlsplit(url or "").netloc.lower())


def _without_title(text: str, title: str | None) -> str:
    """Return the text without the headline that trafilatura leaves above it."""
    first, _, rest = text.partition("\n")
    return rest if rest.strip() and first.strip() == (title or "").strip() else text


def _named_address(html: str) -> str | None:
    link = CANONICAL.search(html)
    address = HREF.search(link[0]) if link else None
    return unescape(address[1]) if address else None


def _canonical(named: str | None, url: str) -> str:
    """Return the address a page names as its own if it lies on the site it was fetched from, else where it was.

    A page that could name any address could pass for another publisher's article; a front page is none.
    """
    try:
        target = urljoin(url, named or "")
    except ValueError:
        return url
    return target if named and same_site(target, url) and not is_home(target) else url


def _stated_time(html: str, patterns: Iterable[re.Pattern[str]]) -> str | None:
    """Return a time that the page's metadata states, in ISO 8601."""
    for pattern in patterns:
        found = pattern.search(html)
        value = VALUE.search(found[0]) if found and not pattern.groups else found
        if value and (time := dates.parse(value[1])):
            return time.isoformat()
    return None
