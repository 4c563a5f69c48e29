"""Two things set side by side: a quote for each of what "Compare A and B" or "the difference between A and B" names.

Each side is searched for by itself with the rest of the question, so that neither drowns the other, and is answered by
a sentence that names it, or whose headline does. Where only one of them is found that is said.
"""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from bot import phrases
from bot.answering.answer import PASSAGES_OF_ONE, answer, citations, newest, sentence
from bot.answering.disambiguation import own_terms
from bot.answering.evidence import gather, said
from bot.answering.focus import SAME
from bot.answering.reading import read
from bot.answering.refusal import SURE, is_answered
from bot.answering.types import Answer
from bot.asking.question import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

    from bot.answering.evidence import Evidence
    from bot.answering.types import Sentence
    from bot.asking.question import Side
    from index.retriever import Found, Retriever
    from index.types import Filters


class _Found(NamedTuple):
    """What was found for a side; `answer` is None where nothing answers."""

    side: Side
    found: Found
    gathered: list[Evidence]
    answer: Evidence | None

    @property
    def newest(self) -> date | None:
        return newest(self.found, self.gathered)


def comparison(
    retriever: Retriever,
    question: Question,
    *,
    k: int,
    filters: Filters,
    language: str,
    besides: str = "",
    put: Callable[[Answer, Found, Sequence[Evidence]], Answer] | None = None,
) -> Answer:
    """Return a quote for each side of a question that compares two; where neither has one, what answers it as a whole.

    Args:
        retriever: of the archive.
        question: whose `sides` are compared.
        k: how many passages are read for each.
        filters: which articles may be quoted.
        language: of what is said around the quotes, ISO 639-1.
        besides: quotes that were shown before and are not to be shown again.
        put: puts the answer in quotes into other words; sees what was found for a side, and the evidence for both.

    Raises:
        ModelMismatchError: the archive was written with another embedding model.
        ArchiveError: the archive can't be read.
    """
    begun = perf_counter()
    sides: list[_Found] = []
    for side in question.sides:
        quoted = "\n".join(one.answer.text for one in sides if one.answer)
        asked = Question.read(side.text, question.language)
        sides.append(_searched(retriever, asked, side, k=k, filters=filters, besides=f"{besides}\n{quoted}"))
    answered = [one for one in sides if one.answer]
    if not answered:
        return answer(retriever, question, k=k, filters=filters, language=language, besides=besides, put=put)
    chosen = [one.answer for one in answered if one.answer]
    confidence = min(one.confidence for one in chosen)
    plain = Answer(
        question=question.text,
        language=language,
        sentences=tuple(
            _of_side(one.side, sentence(number, quote, language))
            for number, (one, quote) in enumerate(zip(answered, chosen, strict=True), 1)
        ),
        citations=citations(chosen),
        newest_on_topic=max((one.newest for one in answered if one.newest), default=None),
        confidence=confidence,
        doubt=phrases.say(language).possibly if confidence < SURE else "",
        notes=tuple(phrases.one_side(one.side.name, language) for one in sides if not one.answer),
        answer_ms=(perf_counter() - begun) * 1000,
    )
    gathered = [evidence for one in answered for evidence in one.gathered]
    return put(plain, answered[0].found, gathered) if put else plain


def _searched(
    retriever: Retriever, asked: Question, side: Side, *, k: int, filters: Filters, besides: str
) -> _Found:
    """Return what is found for a side, none of it shown before."""
    found = retriever.search(asked.query, k=k, filters=filters, of_one_article=PASSAGES_OF_ONE)
    own = own_terms(found, side.name)
    gathered = [
        one
        for one in gather(asked, found, retriever.embedder)
        if one.text not in besides and _names(found, one, own)
    ]
    evidence = read(asked, found, gathered)
    return _Found(
        side, found, gathered, evidence[0] if is_answered(asked, found, gathered, evidence) else None
    )


def _names(found: Found, one: Evidence, own: NDArray[np.bool_]) -> bool:
    """Say whether a sentence or the headline above it has all of a side's own words, themselves or translated."""
    article = one.hit.passage.article
    met = said(found, f"{article.title}\n{one.text}", article.language)
    return bool(own.any()) and bool((met[own] >= SAME).all())


def _of_side(side: Side, quoted: Sentence) -> Sentence:
    """Return a sentence that begins with the side it is for."""
    name = phrases.isolated(side.name)
    lead = " · ".join(filter(None, (name, quoted.lead)))
    return replace(quoted, text=f"{name} · {quoted.text}", lead=lead)
