"""What leads a page's readers to other articles: lines and lists of links between its paragraphs, teasers of others.

As elsewhere, what is in doubt stays: a link that ends like a sentence, or of a few words, may belong to the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from index.furniture import SENTENCE_END
from ingest.elements import length, words

if TYPE_CHECKING:
    from ingest.stated import Stated

HEADINGS = ("h1", "h2", "h3", "h4")
# Words, of which another article's headline has at least so many.
LEAST_HEADLINE = 5
# Shares: of a line's letters, that are a link; of a page's paragraphs, which are about something else than cards.
NEARLY_ALL = 0.75
MOST_CARDS = 0.5


def drop(page: Stated) -> None:
    """Drop them from a page's elements, unless they are most of it."""
    body = page.tree.find("body")
    if body is None:
        return
    found = [
        *(one for one in body.iter("p") if _is_link(one, page.url)),
        *(one for one in body.iter("ul", "ol") if _is_list(one, page.url)),
        *(one for one in body.iter("article") if _is_teaser(one, page)),
    ]
    if length(found) <= MOST_CARDS * length([body]):
        for one in found:
            one.drop_tree()


def leads_away(heading: Any, url: str) -> bool:  # noqa: ANN401 - lxml has no types
    """Tell whether a heading is a link to another page, or stands in one.

    Args:
        heading: an element.
        url: the page's own address.
    """
    text = words(heading)
    links = (*heading.iter("a"), *heading.iterancestors("a"))
    return bool(text) and any(_leads_away(link, url) and text in words(link) for link in links)


def _leads_away(link: Any, url: str) -> bool:  # noqa: ANN401
    href = link.get("href") or "#"
    try:
        return not href.startswith("#") and (not url or urljoin(url, href).partition("#")[0] != url)
    except ValueError:
        return False


def _is_link(line: Any, url: str) -> bool:  # noqa: ANN401
    text = words(line)
    if len(text.split()) < LEAST_HEADLINE or SENTENCE_END.search(text[-5:]):
        return False
    linked = sum(len(words(link)) for link in line.iter("a") if _leads_away(link, url))
    return linked >= NEARLY_ALL * len(text)


def _is_list(element: Any, url: str) -> bool:  # noqa: ANN401
    items = list(element.iterchildren("li"))
    return len(items) > 1 and all(_is_link(item, url) for item in items)


def _is_teaser(article: Any, page: Stated) -> bool:  # noqa: ANN401
    """Tell whether an <article> is another one than the page's, which leads to its own page."""
    first = next(article.iter(*HEADINGS), None)
    if first is None or page.heading is None or article in page.heading.iterancestors():
        return False
    return leads_away(first, page.url)
