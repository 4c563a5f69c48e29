"""Answers: a question in, the sentences that answer it out, quoted with their exact spans, or a refusal."""

from __future__ import annotations

import math
from difflib import SequenceMatcher
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING

from bot import phrases
from bot.answering.disagreement import disagreement
from bot.answering.disambiguation import lighter
from bot.answering.evidence import Evidence, gather
from bot.answering.refusal import holds_answer, is_on_topic
from bot.answering.types import Answer, Citation, Sentence
from bot.asking.question import Question
from bot.reading.attribution import attribution
from index.retriever import NO_FILTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from index.retriever import Found, Retriever
    from index.types import Filters

PASSAGES = 15  # read for an answer,
PASSAGES_OF_ONE = 5  # so many of one article while others fit the question
MOST = 3  # sentences in an answer, and passages shown with a refusal
# One article may not crowd out the others: this is how many of its sentences are shown while another article has one
# that comes near the best.
OF_ONE_ARTICLE = 2
NEAR = math.log(1 / 4)
# A further sentence is shown if the model of `evidence.py` gives it at least this share of the best one's odds.
FURTHER = math.log(1 / 40)
# … and if its article says this share of what the best one's article says of the question.
ON_TOPIC = 0.6
ALIKE = 0.8  # share of matching characters from which two sentences say the same


def answer(
    retriever: Retriever,
    question: str | Question,
    *,
    k: int = PASSAGES,
    filters: Filters = NO_FILTERS,
    language: str | None = None,
    besides: str = "",
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
    evidence = [one for one in gather(asked, found, retriever.embedder) if one.text not in besides]
    chosen = choose(evidence) if holds_answer(asked, found, evidence) else []
    chosen, notes = disagreement(asked, evidence, chosen, language)
    plain = Answer(
        question=asked.text,
        language=language,
        sentences=tuple(sentence(number, one, language) for number, one in enumerate(chosen, 1)),
        citations=citations(chosen),
        reason=None if chosen else _reason(found, language),
        nearest=() if chosen else citations(nearest(evidence)),
        newest_on_topic=newest(found, evidence),
        notes=notes,
        retrieve_ms=(searched - begun) * 1000,
        answer_ms=(perf_counter() - searched) * 1000,
    )
    return put(plain, found, evidence) if put else plain


def choose(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the best one to three sentences: near the best in odds, on its topic, no two alike, few of one article."""
    best = evidence[0]
    good = [
        one
        for one in evidence
        if one.score >= best.score + FURTHER and one.features.article >= ON_TOPIC * best.features.article
    ]
    others_near = {one.hit.passage.article.id for one in good if one.score >= best.score + NEAR}
    return list(islice(_varied(good, OF_ONE_ARTICLE if len(others_near) > 1 else MOST), MOST))


def nearest(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return what comes closest to an answer, one sentence an article."""
    return list(islice(_varied(evidence, 1), MOST))


def _varied(evidence: Sequence[Evidence], of_one_article: int) -> Iterator[Evidence]:
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
    text = phrases.introduced(
        evidence.text,
        language,
        source=article.source,
        published=article.published if dated else None,
        who=told.who,
        reported=told.reported,
    )
    return Sentence(text, (number,))


def citations(chosen: Sequence[Evidence]) -> tuple[Citation, ...]:
    """Return citations of some sentences, numbered from 1."""
    return tuple(Citation(number, one.hit.passage, one.span) for number, one in enumerate(chosen, 1))


def _reason(found: Found, language: str) -> str:
    texts = phrases.say(language)
    return texts.no_answer if found.hits else texts.nothing_found


def newest(found: Found, evidence: Sequence[Evidence]) -> date | None:
    """Return the latest publication date among the articles found that are about the question."""
    by_article = {one.hit.passage.article.id: one for one in reversed(evidence)}  # the best of each
    articles = [
        one.hit.passage.article for one in by_article.values() if is_on_topic(found, one, one.hit.score)
    ]
    return max((article.published.date() for article in articles if article.published), default=None)
