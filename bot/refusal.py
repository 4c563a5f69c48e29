"""Refusal: whether the best evidence is good enough to be an answer.

Two thresholds on the evidence score, one where question and article share a language and one where they don't (words
met by translation score less), set on news-qa dev so that 8 % of the answerable questions are refused. What the archive
doesn't write about is refused by it; a question on a story the archive has, whose answer the story leaves out, mostly
isn't: see docs/evaluation.md for both figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.evidence import Evidence
    from index.retriever import Found

# What the article says of the question weighs more here than in ranking, where it is the same for all its sentences.
ARTICLE = 8.0
SAME_LANGUAGE = 11.8
OTHER_LANGUAGE = 8.8


def holds_answer(found: Found, evidence: Sequence[Evidence]) -> bool:
    """Say whether the best evidence, given best first, may be shown as an answer."""
    if not evidence or not found.query.mixtures:
        return False
    best = evidence[0]
    same = best.hit.passage.article.language == found.query.language
    worth = best.score + ARTICLE * best.features.article
    return worth >= (SAME_LANGUAGE if same else OTHER_LANGUAGE)
