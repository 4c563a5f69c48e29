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


def is_list(kind: Format) -> bool:
    """Tell whether a kind of document lists addresses."""
    return kind in {"opml", "sitemap"}


def without_warning(text: str) -> str:
    """Return a document without what its server's scripts complained of before it began ("Deprecated: …")."""
    begins = None if text.lstrip().startswith(("{", "[")) else BEGINNING.search(text, 0, HEAD)
    return text[begins.start() :] if begins else text
