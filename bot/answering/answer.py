"""Answers: a question in, the sentences that answer it out, quoted with their exact spans, or a refusal."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING

from bot import phrases
from bot.answering.disagreement import disagreement
from bot.answering.disambiguation import lighter
from bot.answering.evidence import Evidence, ahead, best_first, gather, meeting_first
from bot.answering.kinds import holds
from bot.answering.reading import read
from bot.answering.refusal import LEAST, SURE, is_answered, is_on_topic
from bot.answering.types import Answer, Citation, Sentence
from bot.answering.verdict import verdict
from bot.asking.question import Question
from bot.reading.attribution import attribution
from index.retriever import NO_FILTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from bot.answering.disagreement import Sides
    from bot.answering.verdict import Verdict
    from bot.asking.conversation import Turn
    from index.retriever import Found, Retriever
    from index.types import Filters

PASSAGES = 15  # read for an answer,
PASSAGES_OF_ONE = 5  # so many of one article while others fit the question
MOST = 3  # sentences in an answer, and passages shown with a refusal
OF_ONE_ARTICLE = 2  # of them
# A further sentence is shown if it is so likely to answer, and at least this share as likely as the best.
FURTHER, BESIDE_BEST = 0.15, 0.4
NEAREST = 0.2  # share of the question that an article must say to be shown with a refusal
# What is added to the score of a sentence whose article was quoted in the turn that a follow-up asks on from, and
# what is taken from that of a sentence that was quoted there itself.
SAME_ARTICLE, SHOWN = 6.0, 2.0
ALIKE = 0.8  # share of matching characters from which two sentences say the same


def answer(
    retriever: Retriever,
    question: str | Question,
    *,
    k: int = PASSAGES,
    filters: Filters = NO_FILTERS,
    language: str | None = None,
    besides: str = "",
    after: Turn | None = None,
    put: Callable[[Answer, Found, Sequence[Evidence]], Answer] | None = None,
) -> Answer:
    """Return the archive's answer to a question, read from its k best passages.

    Args:
        retriever: of the archive.
        question: in any language, as text or read.
        k: how many passages are read.
        filters: which articles may be quoted.
        language: of what is said around the quotes, ISO 639-1; None: the question's.
        besides: quotes that were shown before and are not to be shown again.
        after: the turn that the question asks on from: its articles are preferred, its quotes aren't.
        put: puts the answer in quotes, or the refusal, into other words; sees what was found and the evidence in it.

    Raises:
        ModelMismatchError: the archive was written with another embedding model.
        ArchiveError: the archive can't be read.
    """
    begun = perf_counter()
    asked = Question.read(question) if isinstance(question, str) else question
    language = language or asked.language
    found = retriever.search(asked.query, k=k, filters=filters, of_one_article=PASSAGES_OF_ONE)
    found = lighter(found, asked.own, retriever.embedder) if asked.own else found
    searched = perf_counter()
    gathered = [one for one in gather(asked, found, retriever.embedder) if one.text not in besides]
    gathered = preferring(gathered, after) if after else gathered
    known = after.articles if after else ()
    evidence = read(asked, found, gathered, known)
    is_known = is_answered(asked, found, gathered, evidence, known)
    chosen = choose(_wanted_first(asked, evidence)) if is_known else []
    near = [] if chosen else nearest(evidence)
    confidence = chosen[0].confidence if chosen else None
    sides = disagreement(asked, evidence, chosen, language)
    sure = confidence is not None and confidence >= SURE
    told = _verdict(asked, sides, sure=sure) if chosen else None
    plain = Answer(
        question=asked.text,
        language=language,
        sentences=tuple(sentence(number, one, language) for number, one in enumerate(sides.shown, 1)),
        citations=citations(sides.shown),
        reason=None if chosen else _reason(found, near, language),
        nearest=citations(near),
        newest_on_topic=newest(found, gathered),
        form="disagreement" if sides.differ else "answer",
        confidence=confidence,
        doubt=phrases.say(language).possibly if chosen and not sure else "",
        verdict=told,
        opening=phrases.opening(told, language) if told and sure else "",
        notes=sides.notes,
        retrieve_ms=(searched - begun) * 1000,
        answer_ms=(perf_counter() - searched) * 1000,
    )
    return put(plain, found, gathered) if put else plain


def preferring(evidence: Sequence[Evidence], after: Turn) -> list[Evidence]:
    """Return evidence, best first, with the articles quoted in a turn before others, and its quotes behind others."""
    weighed = [
        replace(
            one,
            score=one.score
            + SAME_ARTICLE * (one.hit.passage.article.id in after.articles)
            - SHOWN * (one.text in after.answered),
        )
        for one in evidence
    ]
    return meeting_first(sorted(weighed, key=best_first))


def _wanted_first(question: Question, evidence: list[Evidence]) -> list[Evidence]:
    """Return evidence, likeliest first, with one that has what is wanted before those that are hardly likelier.

    Of a question that yes or no answers that is a plain answer, of others what their kind is answered with.
    """

    def wanted(one: Evidence) -> bool:
        if not one.meets or one.confidence < LEAST:
            return False
        if question.whether:
            return one.confidence >= SURE and _judged(question, one) != "says"
        return holds(question, one.text, one.hit.passage.article.language)

    return ahead(evidence, wanted)


def _verdict(question: Question, sides: Sides, *, sure: bool) -> Verdict | None:
    """Return what the first of the sentences shown is to a question that yes or no answers; None for any other.

    Where it may be no answer, or another one says the opposite, it is neither.
    """
    if not question.whether:
        return None
    if not sure or sides.differ:
        return "says"
    told = [_judged(question, one) for one in sides.shown]
    return told[0] if len({"yes", "no"} & set(told)) == 1 else "says"


def _judged(question: Question, one: Evidence) -> Verdict:
    article = one.hit.passage.article
    if article.withdrawn:
        return "says"
    return verdict(question, one.text, article.language, article.published)


def choose(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the best one to three sentences, likeliest first: each likely by itself, no two alike, few an article."""
    best = evidence[0]
    least = max(FURTHER, BESIDE_BEST * best.confidence)
    good = [best, *(one for one in evidence[1:] if one.confidence >= least)]
    return list(islice(varied(good, OF_ONE_ARTICLE), MOST))


def nearest(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return what comes closest to an answer, one sentence an article; none that has little to do with the question."""
    near = [one for one in evidence if one.features.article >= NEAREST and not one.features.fragment]
    return list(islice(varied(near, 1), MOST))


def varied(evidence: Sequence[Evidence], of_one_article: int) -> Iterator[Evidence]:
    """Yield the sentences that say what no earlier one says, so many of an article."""
    shown: list[Evidence] = []
    for one in evidence:
        of_this = sum(other.hit.passage.article.id == one.hit.passage.article.id for other in shown)
        if of_this < of_one_article and not any(_alike(one.text, other.text) for other in shown):
            shown.append(one)
            yield one


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def sentence(number: int, evidence: Evidence, language: str, *, dated: bool = True) -> Sentence:
    """Return an answer's sentence in a language: a quote with its source, date (if `dated`) and speaker."""
    article = evidence.hit.passage.article
    told = attribution(evidence.text, article.language)
    lead = phrases.lead(
        language,
        source=article.source,
        published=article.published if dated else None,
        who=told.who,
        reported=told.reported,
    )
    return Sentence(phrases.quoted(evidence.text, lead, language), (number,), lead, number)


def citations(chosen: Sequence[Evidence]) -> tuple[Citation, ...]:
    """Return citations of some sentences, numbered from 1."""
    return tuple(Citation(number, one.hit.passage, one.span) for number, one in enumerate(chosen, 1))


def _reason(found: Found, near: Sequence[Evidence], language: str) -> str:
    texts = phrases.say(language)
    if not found.hits:
        return texts.nothing_found
    return texts.no_answer if near else texts.nothing_near


def newest(found: Found, evidence: Sequence[Evidence]) -> date | None:
    """Return the latest publication date among the articles found that are about the question."""
    by_article = {one.hit.passage.article.id: one for one in reversed(evidence)}  # the best of each
    articles = [
        one.hit.passage.article for one in by_article.values() if is_on_topic(found, one, one.hit.score)
    ]
    return max((article.published.date() for article in articles if article.published), default=None)
