"""Where things are on the site: an article's page, at a sentence of it, by what a citation says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from bot.screen import web_address
from index.masking import masked
from index.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answering.types import Citation

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
MOST = 50  # spans that are marked on a page


def of_article(
    article_id: str, version: int | None = None, span: Span | None = None, others: Iterable[Span] = ()
) -> str:
    """Return where an article's page is, at the sentence of a span if one is given.

    The span stands in the address twice: what is behind # no server sees, and what is before it scrolls no page.

    Args:
        article_id: the article's.
        version: the wording; None: the current one.
        span: code points of its text.
        others: spans that are marked too.
    """
    more = [("v", str(version))] if version is not None else []
    more += [("s", written(span))] if span else []
    marked = ",".join(map(written, others))
    more += [("also", marked)] if marked else []
    # Dots alone would be taken for a way up by a browser.
    place = (
        quote(article_id, safe="").replace(".", "%2E")
        if set(article_id) == {"."}
        else quote(article_id, safe="")
    )
    asked = f"?{urlencode(more, safe=',')}" if more else ""
    return f"/a/{place}{asked}" + (f"#s={written(span)}" if span else "")


def at(site: str, citation: Citation) -> str | None:
    """Return where somebody reads what is quoted, on the site that serves an archive's pages.

    None where there is no such site, or where the article's id gives a secret away.
    """
    article = citation.article
    if not site or masked(article.id) != article.id:
        return None
    return web_address(f"{site.rstrip('/')}{of_article(article.id, article.version, citation.span)}")


def written(span: Span) -> str:
    """Return a span as addresses have it."""
    return f"{span.start}-{span.end}"


def spans(text: str, length: int) -> list[Span]:
    """Return the spans that an address names, but for those that are not in a text of so many code points."""
    found = (Span(int(one[1]), int(one[2])) for one in _SPAN.finditer(text[: 20 * MOST]))
    return [one for one in found if one.start < one.end <= length][:MOST]
