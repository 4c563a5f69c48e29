"""Lists of addresses: OPML (opml.org/spec2), sitemaps (sitemaps.org), news sitemaps. This file owns defusedxml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from ingest import decode
from ingest.failure import UnreadableError
from ingest.record import address

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

MOST_LINKS = 50_000  # as the protocol has it

XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


def load() -> None:
    """Import what `parse` needs."""
    import defusedxml.ElementTree  # noqa: F401


def parse(data: bytes, url: str = "") -> dict[str, Any]:
    """Return what a list of addresses links to.

    Args:
        data: OPML, a sitemap or an index of sitemaps, in any encoding.
        url: where it is from; addresses in it are relative to that.

    Returns:
        `feeds`, `sitemaps` and `pages`, in the document's order, each address once: records with `url`, and of a page
        what the sitemap says of it: `modified`, and in a news sitemap `title`, `source`, `published`.

    Raises:
        UnreadableError: it is not well-formed, none of these, or declares entities.
    """
    root = _root(XML_DECLARATION.sub("", decode.text(data, markup=True), count=1).strip())
    kind = _name(root)
    found: dict[str, Any] = {"feeds": [], "sitemaps": [], "pages": []}
    if kind == "opml":
        found["feeds"] = _once(_outlines(root), url)
    elif kind == "sitemapindex":
        found["sitemaps"] = _once(map(_facts, root), url)
    elif kind == "urlset":
        found["pages"] = _once(map(_facts, root), url)
    else:
        raise UnreadableError("It is neither OPML nor a sitemap.")
    return found


def _root(text: str) -> Element:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(text)
    except (ParseError, ValueError) as error:
        if isinstance(error, DefusedXmlException):
            raise UnreadableError("It declares entities, as no list of addresses needs to.") from None
        raise UnreadableError(f"It is not well-formed XML ({error}).") from None
    return root


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
