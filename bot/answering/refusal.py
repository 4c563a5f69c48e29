"""Refusal: whether the best evidence is good enough to be an answer.

It must say what the question asks for (`focus.py`). Beyond that how much of the question its article covers and how
far the best passage stands out are added and held against a threshold: one where question and article share a language,
one where they don't (words met by translation count less). The thresholds were set on news-qa dev so that some 7 % of
the answerable questions are refused. They turn away questions on what the archive doesn't write about; the focus those
on a story whose answer the story leaves out. A year that the question names must be the article's, or stand in it.
docs/evaluation.md and docs/decisions.md have the figures.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.answering.evidence import said
from bot.answering.focus import SAME
from bot.reading.digits import years
from index.terms import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.answering.evidence import Evidence
    from bot.asking.question import Question
    from index.retriever import Found

ARTICLE = 10.0
PASSAGE = 0.3
# The more passages there are, the better the best of them looks by chance: the thresholds rise with the logarithm of
# their number, from the number in the archives on which they were set. Below it they fall half as fast, below the
# fewest no further; where they have fallen one word may reach them, so an article must say more than this share of the
# question's terms.
MEASURED, FEWEST = 250, 10
SAME_LANGUAGE = 5.3
OTHER_LANGUAGE = 3.4
LEAST_SAID = 1 / 3
# How likely a sentence must be to answer (`reading.py`) to be shown: where the best article is about the question by
# its words, and where it isn't but is in another language, whose words may be missed: there the reader alone may speak.
LEAST, BY_ITSELF = 0.15, 0.35
SURE = 0.5  # to be shown without doubt


def holds_answer(
    question: Question, found: Found, evidence: Sequence[Evidence], known: Collection[str] = ()
) -> bool:
    """Say whether the best evidence, given best first, may be shown as an answer.

    Articles `known` to be about what is asked, by their ids, need not say so in the question's words.
    """
    if not evidence or not evidence[0].meets:
        return False
    best = evidence[0]
    is_about = best.hit.passage.article.id in known or is_on_topic(found, best, found.hits[0].score)
    return is_about and not _is_of_another_year(question, best)


def is_answered(
    question: Question,
    found: Found,
    gathered: Sequence[Evidence],
    evidence: Sequence[Evidence],
    known: Collection[str] = (),
) -> bool:
    """Say whether the likeliest of some evidence, as it was gathered and as it was read, may be shown as an answer.

    `known`: as in `holds_answer`.
    """
    if not evidence or not evidence[0].meets or _is_of_another_year(question, evidence[0]):
        return False
    if holds_answer(question, found, gathered, known):
        return evidence[0].confidence >= LEAST
    # The first by words alone may not say what is asked for though its article is about it, and the likeliest may.
    about_it = is_on_topic(found, gathered[0], found.hits[0].score) and not _is_of_another_year(
        question, gathered[0]
    )
    foreign = evidence[0].hit.passage.article.language != question.language
    return (foreign or about_it) and evidence[0].confidence >= BY_ITSELF


def is_on_topic(found: Found, evidence: Evidence, passage: float) -> bool:
    """Say whether the article of some evidence is about the question, given the score of a passage of it."""
    same = evidence.hit.passage.article.language == found.query.language
    rise = math.log(max(found.passages, FEWEST) / MEASURED)
    worth = ARTICLE * evidence.features.article + PASSAGE * passage
    enough = worth >= (SAME_LANGUAGE if same else OTHER_LANGUAGE) + max(rise, rise / 2)
    return enough and bool(found.query.mixtures) and (rise >= 0 or _says_enough(found, evidence))


def _says_enough(found: Found, evidence: Evidence) -> bool:
    """Say whether the article of some evidence says more of the question than a word of it."""
    article = evidence.hit.passage.article
    text = "\n".join(hit.passage.text for hit in found.hits if hit.passage.article.id == article.id)
    met = said(found, text, article.language) >= SAME
    return bool(met.sum() > LEAST_SAID * len(met))


def _is_of_another_year(question: Question, evidence: Evidence) -> bool:
    """Say whether a question names a year that the article of some evidence doesn't, and was published far from it."""
    article, asked = evidence.hit.passage.article, question.years
    if not asked or not article.published:
        return False
    told = years(plain(article.text))
    return asked.isdisjoint(told) and all(abs(article.published.year - year) > 1 for year in asked)
