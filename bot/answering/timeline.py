"""What happened, in order: a dated list, one quoted line an article, for "What happened in Derna?".

The lines are chosen as an answer's sentences are, by how well they say what is asked about, and then put in order of
publication. Where the articles have no dates, or only one tells of it, there is no order to show.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING

from bot import phrases
from bot.answering.answer import PASSAGES_OF_ONE, choose, citations, newest, sentence
from bot.answering.evidence import Evidence, Features, gather
from bot.answering.refusal import holds_answer, is_on_topic
from bot.answering.types import Answer
from bot.asking.question import Question
from index.search import SAME
from index.types import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answering.types import Sentence
    from index.retriever import Found, Retriever
    from index.types import Filters, Passage

LINES = 8
PASSAGES = 40  # read for a list: more articles than an answer needs
EARLIEST = datetime.min.replace(tzinfo=UTC)
# Of what the best article in its language covers of the topic; less is about something else: of Silicon Valley Bank
# most has who says Silicon Valley.
COVERED = 0.85


def timeline(
    retriever: Retriever, question: Question, *, filters: Filters, language: str, besides: str = ""
) -> Answer | None:
    """Return what happened as a list in order of publication, or as a plain answer where there is no order.

    Where the question has no topic it is what the newest articles begin with. None where nothing tells of it.

    Args:
        retriever: of the archive.
        question: that asks what `happened`, without the words for when.
        filters: which articles may be quoted.
        language: of what is said around the quotes, ISO 639-1.
        besides: quotes that were shown before.

    Raises:
        ModelMismatchError: the archive was written with another embedding model.
        ArchiveError: the archive can't be read.
    """
    begun = perf_counter()
    about = Question.read(question.topic, question.language)
    if not about.content:
        leads = [one for one in _leads(retriever, filters) if one.text not in besides]
        told = _distinct(sorted(leads, key=_published), retriever)[-LINES:]  # of copies the first stays
        return _listed(question.text, told, language, perf_counter() - begun, 0.0) if told else None
    found = retriever.search(about.query, k=PASSAGES, filters=filters, of_one_article=PASSAGES_OF_ONE)
    searched = perf_counter()
    evidence = [one for one in gather(about, found, retriever.embedder) if one.text not in besides]
    if not holds_answer(about, found, evidence):
        return None
    told = _told(found, evidence, retriever)
    if len(told) > 1:
        return _listed(question.text, told, language, searched - begun, perf_counter() - searched)
    chosen = choose(evidence)
    return Answer(
        question=question.text,
        language=language,
        sentences=tuple(sentence(number, one, language) for number, one in enumerate(chosen, 1)),
        citations=citations(chosen),
        newest_on_topic=newest(found, evidence),
        retrieve_ms=(searched - begun) * 1000,
        answer_ms=(perf_counter() - searched) * 1000,
    )


def _listed(question: str, told: Sequence[Evidence], language: str, retrieve: float, answer: float) -> Answer:
    """Return a list of dated sentences, the earliest first; times in seconds."""
    told = sorted(told, key=lambda one: (_published(one), -one.score))
    return Answer(
        question=question,
        language=language,
        sentences=tuple(_line(number, one, language) for number, one in enumerate(told, 1)),
        citations=citations(told),
        form="overview",
        newest_on_topic=max(_published(one).date() for one in told),
        retrieve_ms=retrieve * 1000,
        answer_ms=answer * 1000,
    )


def _leads(retriever: Retriever, filters: Filters) -> Iterator[Evidence]:
    """Yield what each of the newest articles begins with, the newest first."""
    firsts: dict[str, Passage] = {}
    for passage in retriever.newest(PASSAGES, filters):
        known = firsts.setdefault(passage.article.id, passage)
        if passage.span.start < known.span.start:
            firsts[passage.article.id] = passage
    for passage in firsts.values():
        texts = ((span, passage.article.text[span.start : span.end].strip()) for span in passage.sentences)
        lead = next((span for span, text in texts if text != passage.article.title.strip()), None)
        if lead:
            yield Evidence(Hit(passage, 0.0), lead, Features(*[0.0] * len(Features._fields)), 0.0)


def _published(one: Evidence) -> datetime:
    return one.hit.passage.article.published or EARLIEST


def _told(found: Found, evidence: Sequence[Evidence], retriever: Retriever) -> list[Evidence]:
    """Return the best sentence of each of the best articles, dated ones, copies left out, the best first."""
    best: dict[str, Evidence] = {}
    most: dict[str, float] = {}
    for one in evidence:
        article = one.hit.passage.article
        best.setdefault(article.id, one)
        most[article.language] = max(most.get(article.language, 0.0), one.features.article)
    best = {
        id_: one
        for id_, one in best.items()
        if one.hit.passage.article.published
        and one.features.article >= COVERED * most[one.hit.passage.article.language]
        and is_on_topic(found, one, one.hit.score)
    }
    return _distinct(list(best.values()), retriever)[:LINES]


def _distinct(evidence: Sequence[Evidence], retriever: Retriever) -> list[Evidence]:
    """Return the sentences that no better one says too, by their vectors."""
    if not evidence:
        return []
    vectors = retriever.embedder.passages([one.text for one in evidence])
    alike = vectors @ vectors.T
    kept: list[int] = []
    for place in range(len(evidence)):
        if all(alike[place, other] < SAME for other in kept):
            kept.append(place)
    return [evidence[place] for place in kept]


def _line(number: int, one: Evidence, language: str) -> Sentence:
    """Return a line that begins with its date."""
    quoted = sentence(number, one, language, dated=False)
    when = phrases.day(_published(one), language)
    lead = " · ".join(filter(None, (when, quoted.lead)))
    return replace(quoted, text=f"{when} · {quoted.text}", lead=lead)
