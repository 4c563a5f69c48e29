"""Article pages (HTML) to records. This file owns trafilatura."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from index.identity import is_home, same_site
from ingest import cards, decode, elements, markup, notice, sniff, stated
from ingest.failure import SentOnError, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ingest.stated import Stated

# Bytes. Measured: time grows faster than size, and 20 MB of paragraphs took over 40 s.
LARGEST = 5_000_000
TOO_LARGE = f"The page is larger than {LARGEST // 1_000_000} MB."
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

XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


# The places where a word may be broken.
UNPRINTED = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
# Code points of text, and of the page around it: less text than this in so much page is a wall, not an article.
LEAST_TEXT = 100
MUCH_PAGE = 20_000
NO_TEXT = "The page has no article text that could be found."
# Hosts of one site, as far as their addresses are concerned.
VARIANT = re.compile(r"^(?:www\d?|m|mobile|amp)\.")


def load() -> None:
    """Import what `parse` needs."""
    import trafilatura  # noqa: F401


def parse(data: bytes, url: str = "", asked: str = "", charset: str = "") -> dict[str, Any]:
    """Return the record an article page holds: main text, title, author, source, published, modified, url.

    Args:
        data: HTML in any encoding.
        url: where it was fetched; the page may name another address of the same site as its canonical one.
        asked: the address that led there.
        charset: the encoding that the server named.

    Raises:
        SentOnError: the page only sends its readers on.
        UnreadableError: the page is too large, nested too deeply, has no article text, or is no article.
    """
    if len(data) > LARGEST:
        raise UnreadableError(TOO_LARGE)
    html = sniff.without_warning(
        XML_DECLARATION.sub("", decode.text(data, markup=True, charset=charset), count=1)
    )
    if not sniff.is_page(html):
        raise UnreadableError(NO_TEXT)
    _refuse_depth(html)
    page = stated.read(html, url)
    if page is None:
        raise UnreadableError(NO_TEXT)
    # A page of nothing but signs is several times as long when they are written as the text that they are.
    if len(data) > LARGEST / 2 and len(stated.source(page.tree)) > 2 * LARGEST:
        raise UnreadableError(TOO_LARGE)
    record = _extract(page)
    if target := notice.sends_on(page, record["text"]):
        raise SentOnError(notice.REASONS["moved"], target)
    if reason := notice.why(page, record["text"], asked):
        raise UnreadableError(reason)
    if not record["text"].strip() or (len(record["text"].strip()) < LEAST_TEXT and len(html) > MUCH_PAGE):
        raise UnreadableError(NO_TEXT)
    record["published"], record["modified"] = page.published(), page.modified()
    record["url"] = _canonical(page.canonical or record["url"], url) if url else record["url"]
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


def _extract(page: Stated) -> dict[str, Any]:
    from trafilatura import bare_extraction
    from trafilatura.htmlprocessing import convert_to_html
    from trafilatura.metadata import extract_metadata

    # The date that it finds is a guess.
    found = extract_metadata(
        deepcopy(page.tree), page.url or None, {"extensive_search": False, "original_date": True}
    )
    shown = replace(page, tree=deepcopy(page.tree))
    elements.prepare(shown.tree)
    cards.drop(shown)
    # A document and no dictionary: none was asked for.
    main: Any = bare_extraction(shown.tree, url=page.url or None, include_comments=False)
    text = markup.from_html(stated.source(convert_to_html(main.body))).translate(UNPRINTED) if main else ""
    return {
        "text": _without_titles(text, (*page.titles, found.title or "")),
        "title": found.title,
        "author": found.author,
        "source": None if _is_host(found.sitename, found.url) else found.sitename,
        "host": found.hostname,
        "url": found.url,
    }


def _is_host(name: str | None, url: str | None) -> bool:
    """Tell whether what passes for a site's name is its host, for want of one."""
    return VARIANT.sub("", (name or "").lower()) == VARIANT.sub("", urlsplit(url or "").netloc.lower())


def _without_titles(text: str, titles: Iterable[str]) -> str:
    """Return the text without the headlines that trafilatura leaves above it, perhaps once more for a printer."""
    known = {folded for title in titles if (folded := stated.folded(title))}
    first, _, rest = text.partition("\n")
    while rest and stated.folded(first) in known:
        text = rest.lstrip()
        first, _, rest = text.partition("\n")
    return text


def _canonical(named: str | None, url: str) -> str:
    """Return the address a page names as its own if it lies on the site it was fetched from, else where it was.

    A page that could name any address could pass for another publisher's article; a front page is none.
    """
    try:
        target = urljoin(url, named or "")
    except ValueError:
        return url
    return target if named and same_site(target, url) and not is_home(target) else url
