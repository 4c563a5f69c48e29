"""Refusal: whether the best evidence is good enough to be an answer.

It must say what the question asks for (`bot.focus`). Beyond that how much of the question its article covers and how
far the best passage stands out are added and held against a threshold: one where question and article share a language,
one where they don't (words met by translation count less). The thresholds were set on news-qa dev so that some 7 % of
the answerable questions are refused. They turn away questions on what the archive doesn't write about; the focus those
on a story whose answer the story leaves out. docs/evaluation.md and docs/decisions.md have the figures.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.evidence import Evidence
    from index.retriever import Found

ARTICLE = 10.0
PASSAGE = 0.3
# The more passages there are, the better the best of them looks by chance: the thresholds rise and fall with the
# logarithm of their number, from the number in the archives on which they were set; below the fewest no further.
MEASURED, FEWEST = 250, 10
SAME_LANGUAGE = 5.3
OTHER_LANGUAGE = 3.4


def holds_answer(found: Found, evidence: Sequence[Evidence]) -> bool:
    """Say whether the best evidence, given best first, may be shown as an answer."""
    if not evidence or not evidence[0].meets:
        return False
    return is_on_topic(found, evidence[0], found.hits[0].score)


def is_on_topic(found: Found, evidence: Evidence, passage: float) -> bool:
    """Say whether the article of some evidence is about the question, given the score of a passage of it."""
    if not found.query.mixtures:
        return False
    worth = ARTICLE * evidence.features.article + PASSAGE * passage
    same = evidence.hit.passage.article.language == found.query.language
    return worth >= _threshold(found.passages, SAME_LANGUAGE if same else OTHER_LANGUAGE)


def _threshold(passages: int, measured: float) -> float:
    """Return what an article must be worth among so many passages; the lower threshold falls by as large a share."""
    rise = math.log(max(passages, FEWEST) / MEASURED)
    return measured + rise if rise > 0 else measured * (1 + rise / SAME_LANGUAGE)
