"""Refusal: whether the best evidence is good enough to be an answer.

It must say what the question asks for (`bot.focus`). Beyond that its score, how much of the question its article covers
and how far its passage stands out are added and held against a threshold: one where question and article share a
language, one where they don't (words met by translation score less). The thresholds were set on news-qa dev so that
some 6 % of the answerable questions are refused. They turn away questions on what the archive doesn't write about; the
focus those on a story whose answer the story leaves out. docs/evaluation.md has both figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.evidence import Evidence
    from index.retriever import Found

ARTICLE = 4.0  # more than in ranking, where it is the same for all sentences of an article
PASSAGE = 0.3
SAME_LANGUAGE = 11.7
OTHER_LANGUAGE = 9.5


def holds_answer(found: Found, evidence: Sequence[Evidence]) -> bool:
    """Say whether the best evidence, given best first, may be shown as an answer."""
    if not evidence or not found.query.mixtures:
        return False
    best = evidence[0]
    if not best.meets:
        return False
    worth = best.score + ARTICLE * best.features.article + PASSAGE * found.hits[0].score
    same = best.hit.passage.article.language == found.query.language
    return worth >= (SAME_LANGUAGE if same else OTHER_LANGUAGE)
