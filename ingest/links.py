"""Lists of addresses: OPML (opml.org/spec2), sitemaps (sitemaps.org), news sitemaps. This file owns defusedxml."""

from __future__ import annotations

import re
from heapq import nlargest
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
        `published`.

    Raises:
        UnreadableError: it is not well-formed, none of these, or declares entities.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException

    try:
        return _parse(data if len(data) > LARGEST_IN_ANY_ENCODING else _in_utf8(data), url)
    except DefusedXmlException:
        raise UnreadableError("It declares entities, as no list of addresses needs to.") from None
    except (ParseError, ValueError) as error:
        raise UnreadableError(f"It is not well-formed XML ({error}).") from None


def _parse(data: bytes, url: str) -> dict[str, Any]:
    found: dict[str, Any] = {"feeds": [], "sitemaps": [], "pages": []}
    root, children = _opened(data)
    if root == "opml":
        found["feeds"] = _once(chain.from_iterable(map(_outlines, children)), url)
    elif root == "sitemapindex":
        found["sitemaps"] = sorted(_once(map(_facts, children), url), key=_when, reverse=True)
    elif root == "urlset":
        found["pages"] = nlargest(MOST_PAGES, _once(map(_facts, children), url), key=_when)
    else:
        raise UnreadableError("It is neither OPML nor a sitemap.")
    return found


def _in_utf8(data: bytes) -> bytes:
    text = sniff.without_warning(decode.text(data, markup=True))
    return XML_DECLARATION.sub("", text, count=1).strip().encode()


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
        attributes = {name.lower(): value for name, value in outline.attrib.items()}
        if _name(outline) == "outline" and (url := attributes.get("xmlurl")):
            yield {"url": url}


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


def _once(entries: Any, url: str) -> list[dict[str, str]]:  # noqa: ANN401
    found: dict[str, dict[str, str]] = {}
    for entry in entries:
        try:
            target = address(urljoin(url, entry.get("url", "")))
        except ValueError:
            continue
        if target:
            found.setdefault(target, entry | {"url": target})
        if len(found) > MOST_LINKS:
            raise UnreadableError(f"It lists more than {MOST_LINKS:,} addresses.")
    return list(found.values())


def _when(record: dict[str, str]) -> str:
    return record.get("published") or record.get("modified") or ""
