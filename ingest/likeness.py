"""How much two wordings have in common: whether one may be the other, corrected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.terms import words

if TYPE_CHECKING:
    from index.types import Article

NUMBER = re.compile(r"\d+")

# Shares of the letters in their words. Two reports on other things share up to a third: the small words, and the
# turns of phrase that reports have in common.
SAME_STORY = 0.4
SAME_TEXT = 0.7


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
