"""Whether two texts tell of one thing at all: a page may bring something else than its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.terms import terms

if TYPE_CHECKING:
    from index.types import Article

# Of the shorter text's words. The two halves of one article share a quarter at the median (0.14 and more in 95 of 100),
# two long articles an eighth, two short ones nothing. To be wrong costs a day.
NEXT_TO_NOTHING = 0.14
FEWEST_WORDS = 12
SAME_HEADLINE = 0.5


def share_nothing(held: Article, new: Article) -> bool:
    """Tell whether a wording shares next to nothing with the one held: neither headline nor words of its text."""
    if _shared(held.title, new.title, held.language) >= SAME_HEADLINE:
        return False
    return _shared(held.text, new.text, held.language, FEWEST_WORDS) < NEXT_TO_NOTHING


def _shared(one: str, other: str, language: str, fewest: int = 1) -> float:
    """Return the share of the shorter text's words that the other one has; all of one too short to be judged."""
    words, others = set(terms(one, language)), set(terms(other, language))
    fewer = min(len(words), len(others))
    return len(words & others) / fewer if fewer >= fewest else float(fewest > 1)
