"""Lists of addresses: OPML (opml.org/spec2), sitemaps (sitemaps.org), news sitemaps. This file owns defusedxml."""

from __future__ import annotations

import re
from heapq import nlargest
from html.parser import HTMLParser
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from ingest import decode, sniff
from ingest.failure import UnreadableError
from ingest.record import address

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

MOST_LINKS = 50_000  # as the protocol has it
MOST_PAGES = 1_000  # of a sitemap in one go, the newest
LARGEST_IN_ANY_ENCODING = 5_000_000  # bytes: a larger one is not copied to look for its encoding

LONGEST_NAMED = 500  # code points of an entry that can't be read, as a failure names it

FEED_TYPES = frozenset(("rss", "atom", "rdf", "jsonfeed"))
WEB = re.compile(r"https?://", re.IGNORECASE)
# What feed readers registered for themselves: "feed://host/…", "feed:https://host/…".
READERS_SCHEME = re.compile(r"(?:feed|pcast|itpc|rss)(s?):(?://)?", re.IGNORECASE)
NO_SCHEME = re.compile(r"(?://)?[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?::\d+)?(?:/|$)")
OPML = re.compile(r"<opml\b", re.IGNORECASE)
OPML_END = re.compile(r"</opml\s*>\s*$", re.IGNORECASE)
LOOSE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


def load() -> None:
    """Import what `parse` needs."""
    import defusedxml.ElementTree  # noqa: F401


def parse(data: bytes, url: str = "") -> dict[str, Any]:
    """Return what a list of addresses links to.

    Args:
        data: OPML, a sitemap or an index of sitemaps, in any encoding; a large one in UTF-8, as the protocol has it.
        url: where it is from; addresses in it are relative to that.

    Returns:
        `feeds`, in the document's order, `sitemaps` and `pages`, the newest first, each address once: records with
        `url`, and of a page what the sitemap says of it: `modified`, and in a news sitemap `title`, `source`,
        `published`; and `unread`, for each entry that leads nowhere its `source` and a `reason`.

    Raises:
        UnreadableError: it can't be read, is none of these, or declares entities.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException

    try:
        if len(data) > LARGEST_IN_ANY_ENCODING:
            return _parse(data, url)
        text = _text(data)
        try:
            return _parse(text.encode(), url)
        except ParseError as error:
            return _parse_loosely(text, url, error)
    except DefusedXmlException:
        raise UnreadableError("It declares entities, as no list of addresses needs to.") from None
    except (ParseError, ValueError) as error:
        raise UnreadableError(f"It is not well-formed XML ({error}).") from None


def web_address(written: str, base: str = "") -> str:
    """Return what an address in a list means: relative to `base`, in a feed reader's own scheme, in none."""
    written = written.strip()
    if reader := READERS_SCHEME.match(written):
        rest = written[reader.end() :]
        written = rest if WEB.match(rest) else f"http{reader[1].lower()}://{rest.lstrip('/')}"
    elif NO_SCHEME.match(written) and not base:
        written = f"http://{written.lstrip('/')}"
    return urljoin(base, written)


def _parse(data: bytes, url: str) -> dict[str, Any]:
    found: dict[str, Any] = {"feeds": [], "sitemaps": [], "pages": [], "unread": []}
    root, children = _opened(data)
    unread = found["unread"]
    if root == "opml":
        found["feeds"] = _once(chain.from_iterable(map(_outlines, children)), url, unread)
    elif root == "sitemapindex":
        found["sitemaps"] = sorted(_once(map(_facts, children), url, unread), key=_when, reverse=True)
    elif root == "urlset":
        found["pages"] = nlargest(MOST_PAGES, _once(map(_facts, children), url, unread), key=_when)
    else:
        raise UnreadableError("It is neither OPML nor a sitemap.")
    return found


def _parse_loosely(text: str, url: str, error: Exception) -> dict[str, Any]:
    """Return what a list that is not well-formed holds.

    Raises:
        ParseError: it can't be mended.
    """
    if not OPML.search(text[: sniff.HEAD]):
        return _parse(LOOSE_AMPERSAND.sub("&amp;", text).encode(), url)
    outlines = _Outlines()
    outlines.feed(text[: text.rfind(">") + 1])
    unread: list[dict[str, str]] = []
    feeds = _once((facts for each in outlines.found for facts in _outline(each)), url, unread)
    if outlines.rawdata.strip() or not OPML_END.search(text):
        unread.append({"source": url or "OPML", "reason": f"The list breaks off ({error})."})
    return {"feeds": feeds, "sitemaps": [], "pages": [], "unread": unread}


class _Outlines(HTMLParser):
    """Reads the outlines of an OPML document whatever else is wrong with it: a bare "&", a tag without its end."""

    CDATA_CONTENT_ELEMENTS = ()  # type: ignore[misc]

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the attributes of an outline."""
        if tag == "outline":
            self.found.append({name: value or "" for name, value in attrs})


def _text(data: bytes) -> str:
    text = sniff.without_warning(decode.text(data, markup=True))
    return XML_DECLARATION.sub("", text, count=1).strip()


def _opened(data: bytes) -> tuple[str, Iterator[Element]]:
    """Return the root element's name, and its children: parsed one at a time, as all would fill the memory."""
    from defusedxml.ElementTree import iterparse

    events = iterparse(BytesIO(data), events=("start", "end"))
    _, root = next(events)

    def children() -> Iterator[Element]:
        depth = 1
        for event, element in events:
            depth += 1 if event == "start" else -1
            if event == "end" and depth == 1:
                yield element
                root.clear()

    return _name(root), children()


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2].lower()


def _outlines(root: Element) -> Iterator[dict[str, str]]:
    for outline in root.iter():
        if _name(outline) == "outline":
            yield from _outline({name.lower(): value for name, value in outline.attrib.items()})


def _outline(attributes: dict[str, str]) -> Iterator[dict[str, str]]:
    """Yield the feed of an outline; a folder has none."""
    is_feed = attributes.get("type", "").strip().lower() in FEED_TYPES
    url = attributes.get("xmlurl") or (attributes.get("url") if is_feed else None)
    if url or is_feed:
        yield {"url": url or "", "name": attributes.get("title") or attributes.get("text") or ""}


def _facts(element: Element) -> dict[str, str]:
    """Return what an entry of a sitemap says, by our fields' names."""
    fields = {
        "loc": "url",
        "lastmod": "modified",
        "title": "title",
        "name": "source",
        "publication_date": "published",
    }
    found: dict[str, str] = {}
    for part in element.iter():
        # A picture's or a film's address and title have the same names.
        if (name := fields.get(_name(part))) and "image" not in part.tag and "video" not in part.tag:
            found.setdefault(name, (part.text or "").strip())
    return found


def _once(entries: Any, url: str, unread: list[dict[str, str]]) -> list[dict[str, str]]:  # noqa: ANN401
    """Return the entries that lead somewhere, each address once; the others are named in `unread`."""
    found: dict[str, dict[str, str]] = {}
    for entry in entries:
        written = entry.get("url", "")
        try:
            target = address(web_address(written, url)) if written.strip() else None
        except ValueError:
            target = None
        name = entry.pop("name", "")
        if target:
            found.setdefault(target, entry | {"url": target})
        elif written.strip() or name:
            source = (written.strip() or name)[:LONGEST_NAMED]
            unread.append({"source": source, "reason": "It is listed with no address of the web."})
        if len(found) + len(unread) > MOST_LINKS:
            raise UnreadableError(f"It lists more than {MOST_LINKS:,} addresses.")
    return list(found.values())


def _when(record: dict[str, str]) -> str:
    return record.get("published") or record.get("modified") or ""
