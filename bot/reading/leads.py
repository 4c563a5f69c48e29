"""An article's lead: the first sentence that tells its news, past bylines, dates of changes, captions and datelines."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bot.reading.headings import is_heading, stops
from bot.reading.untrusted import may_be_quoted
from index.furniture import is_furniture
from index.terms import plain, terms
from index.tongues.marks import QUESTION_MARKS
from index.tongues.registry import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.types import Article, Span

FEWEST = 4  # terms of more than a letter; less is a dateline, a name, an agency
LONGEST_LINK = 40  # code points that may stand before a headline in a link to it
LONGEST_LABEL = 120  # code points of a line that a label opens; what is longer says more than who and when


def lead(article: Article, sentences: Iterable[Span]) -> Span | None:
    """Return where an article's lead stands among its first sentences; None where none tells anything.

    A sentence that ends like one comes before a line that doesn't: so few captions and bylines do.
    """
    first = None
    for span in sentences:
        if _tells(article, span):
            if stops(article.text[slice(*span)]):
                return span
            first = first or span
    return first


def _tells(article: Article, span: Span) -> bool:
    text = article.text[slice(*span)].strip()
    said = [term for term in terms(text, article.language) if len(term) > 1]
    return (
        not _is_headline(text, article.title)
        and may_be_quoted(text)
        and len(said) >= FEWEST
        and not text.rstrip("\"»”' )").endswith(("?", *QUESTION_MARKS))
        and not is_furniture(text)
        and not is_heading(article.text, span)
        and not (len(text) <= LONGEST_LABEL and _label().match(text))
        and not _credit().search(_line_around(article.text, span))
    )


def _line_around(text: str, span: Span) -> str:
    """Return the line that a sentence stands in: a caption may be two."""
    end = text.find("\n", span.end)
    return text[text.rfind("\n", 0, span.start) + 1 : end if end >= 0 else len(text)].strip()


def _is_headline(text: str, title: str) -> bool:
    """Say whether a line is an article's headline, or a link with it: "Story at the Wire: …"."""
    line, headline = _bare(text), _bare(title)
    return line == headline or (line.endswith(headline) and len(line) <= len(headline) + LONGEST_LINK)


def _bare(text: str) -> str:
    """Return what is compared of a line and a headline."""
    return " ".join(re.findall(r"\w+", plain(text)))


@cache
def _label() -> re.Pattern[str]:
    """Return what a line of who wrote an article, or when, begins with."""
    labels = any_of(lambda one: (*one.prose.bylines, *one.prose.published_labels, *one.prose.updated_labels))
    return re.compile(rf"\W*(?:{labels})(?!\w)", re.IGNORECASE)


@cache
def _credit() -> re.Pattern[str]:
    """Return what a caption ends with: an agency in brackets, or with a photographer's name."""
    agencies = any_of(lambda one: one.prose.agencies)
    return re.compile(rf"[(\[]\s*(?:[^()\[\]]{{0,40}}[/,]\s*)?{agencies}[^()\[\]]{{0,40}}[)\]]\.?$")
