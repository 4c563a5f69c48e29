"""What a document from the web is, told by its beginning: servers' content types often lie."""

from __future__ import annotations

import re
from typing import Literal

from ingest import decode

Format = Literal["feed", "opml", "sitemap", "page"]

HEAD = 8192  # bytes; comments and style sheets come before the root element in some feeds
ROOT = re.compile(r"<(?:\w+:)?([A-Za-z][\w.]*)")
# What a server's own scripts say ends where the document begins.
BEGINNING = re.compile(
    r"<\?xml\s|<(?:rss|feed|rdf:rdf|opml|urlset|sitemapindex|!doctype|html)[\s>]|\{\s*\"version\"",
    re.IGNORECASE,
)
# The first element of a page: those of WHATWG MIME Sniffing, 7.1, and what parts of pages begin with today.
HTML = frozenset(
    """html head script iframe h1 h2 h3 h4 h5 h6 div font table a style title b body br p meta link base noscript
    main article section header nav aside footer figure picture img span ul ol dl pre blockquote center strong
    em i""".split()
)
# No text has these (there as well); a page has a stray one at most.
BINARY = re.compile("[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f]")
NO_ELEMENT = re.compile(r"<!--.*?(?:-->|$)|<[?!][^>]*(?:>|$)", re.DOTALL)
KINDS: dict[str, Format] = {
    "rss": "feed",
    "rdf": "feed",
    "feed": "feed",
    "channel": "feed",
    "opml": "opml",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
}


def kind(data: bytes) -> Format:
    """Return what a document is; "page" for whatever is nothing else."""
    head = without_warning(decode.text(data[:HEAD], markup=True)).lstrip("\ufeff \t\n")
    if head.startswith("{"):
        return "feed" if "jsonfeed.org/version" in head else "page"
    root = ROOT.search(NO_ELEMENT.sub("", head))
    return KINDS.get(root[1].lower(), "page") if root else "page"


def is_page(text: str) -> bool:
    """Tell whether a document that is nothing else is a page: neither data, a picture, a PDF nor any other file."""
    head = text[:HEAD].lstrip("\ufeff \t\n")
    if head.startswith("%PDF-") or len(BINARY.findall(head)) * 100 > len(head):
        return False
    if (head[:1], text.rstrip()[-1:]) in {("{", "}"), ("[", "]")}:  # JSON
        return False
    root = ROOT.search(NO_ELEMENT.sub("", text))
    return bool(root and root[1].lower() in HTML)


def is_list(kind: Format) -> bool:
    """Tell whether a kind of document lists addresses."""
    return kind in {"opml", "sitemap"}


def without_warning(text: str) -> str:
    """Return a document without what its server's scripts complained of before it began ("Deprecated: …")."""
    begins = None if text.lstrip().startswith(("{", "[")) else BEGINNING.search(text, 0, HEAD)
    return text[begins.start() :] if begins else text
