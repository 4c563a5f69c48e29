"""What a document from the web is, told by its beginning: servers' content types often lie."""

from __future__ import annotations

import re
from typing import Literal

from ingest import decode

Format = Literal["feed", "opml", "sitemap", "page"]

HEAD = 8192  # bytes; comments and style sheets come before the root element in some feeds
ROOT = re.compile(r"<(?:\w+:)?([A-Za-z][\w.]*)")
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
    head = decode.text(data[:HEAD], markup=True).lstrip("\ufeff \t\n")
    if head.startswith("{"):
        return "feed" if "jsonfeed.org/version" in head else "page"
    root = ROOT.search(NO_ELEMENT.sub("", head))
    return KINDS.get(root[1].lower(), "page") if root else "page"
