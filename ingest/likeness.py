"""How much two wordings have in common: whether one may be the other corrected, or tells of something else entirely."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.terms import terms, words

if TYPE_CHECKING:
    from index.types import Article

NUMBER = re.compile(r"\d+")

# Shares of the letters in their words. Two reports on other things share up to a third: the small words, and the
# turns of phrase that reports have in common.
SAME_STORY = 0.4
SAME_TEXT = 0.7
# Of the shorter text's words. The two halves of one article share a quarter at the median (0.14 and more in 95 of 100),
# two long articles an eighth, two short ones nothing. To be wrong costs a day.
NEXT_TO_NOTHING = 0.14
SAME_HEADLINE = 0.5


def is_same_story(one: Article, other: Article) -> bool:
    """Tell whether two wordings, of which one may be the teaser of the other, are of one story."""
    mine, theirs = _words(one), _words(other)
    return _letters(mine & theirs) >= SAME_STORY * min(_letters(mine), _letters(theirs))


def likeness(one: Article, other: Article) -> float:
    """Return how far one wording may be the other corrected, from 0 to 1; 0 where it is rather another story.

    Under the headline of the other it may say much else; not so in a series of reports, which has one on many days.
    """
    mine, theirs = _words(one), _words(other)
    share = _letters(mine & theirs) / (_letters(mine | theirs) or 1)
    dates = one.published, other.published
    headline = _headline(one) == _headline(other) and (None in dates or dates[0] == dates[1])
    return share if share >= (SAME_STORY if headline else SAME_TEXT) else 0.0


def _words(article: Article) -> set[str]:
    return set(words(f"{article.title}\n{article.text}"))


def _letters(found: set[str]) -> int:
    return sum(map(len, found))


def _headline(article: Article) -> str:
    return " ".join(NUMBER.sub("0", article.title).casefold().split())


def share_nothing(held: Article, new: Article) -> bool:
    """Tell whether a wording shares next to nothing with the one held: neither headline nor words of its text."""
    if _shared(held.title, new.title, held.language) >= SAME_HEADLINE:
        return False
    return _shared(held.text, new.text, held.language) < NEXT_TO_NOTHING


def _shared(one: str, other: str, language: str) -> float:
    """Return the share of the shorter text's words that the other one has."""
    words, others = set(terms(one, language)), set(terms(other, language))
    fewer = min(len(words), len(others))
    return len(words & others) / fewer if fewer else 0.0
