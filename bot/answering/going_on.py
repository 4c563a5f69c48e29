"""What is asked about an answer itself: how its article goes on ("Tell me more"), and whether it is so ("Really?")."""

from __future__ import annotations

from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING

from bot import phrases
from bot.answering.answer import (
    FURTHER,
    MOST,
    PASSAGES,
    PASSAGES_OF_ONE,
    citations,
    newest,
    sentence,
    varied,
)
from bot.answering.disagreement import disagreement
from bot.answering.evidence import Evidence, gather, unweighed
from bot.answering.reading import read
from bot.answering.types import Answer
from bot.phrases import Note
from bot.reading.headings import is_heading
from bot.reading.untrusted import may_be_quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.asking.conversation import Turn
    from bot.asking.question import Question
    from index.retriever import Found, Retriever
    from index.types import Article, Filters


def continued(
    retriever: Retriever, question: Question, after: Turn, *, filters: Filters, language: str, besides: str
) -> Answer | None:
    """Return the sentences that follow those quoted before in their articles; None where nothing follows.

    Args:
        retriever: of the archive.
        question: that was answered by those quotes.
        after: the turn in which it was.
        filters: which articles may be quoted.
        language: of what is said around the quotes, ISO 639-1.
        besides: all quotes that were shown for the question.

    Raises:
        ModelMismatchError: the archive was written with another embedding model.
        ArchiveError: the archive can't be read.
    """
    begun = perf_counter()
    found = retriever.search(question.query, k=PASSAGES, filters=filters, of_one_article=PASSAGES_OF_ONE)
    searched = perf_counter()
    chosen = list(islice(_following(found, after, besides), MOST))
    if not chosen:
        return None
    return Answer(
        question=question.text,
        language=language,
        sentences=tuple(sentence(number, one, language) for number, one in enumerate(chosen, 1)),
        citations=citations(chosen),
        newest_on_topic=newest(found, chosen),
        retrieve_ms=(searched - begun) * 1000,
        answer_ms=(perf_counter() - searched) * 1000,
    )


def _following(found: Found, after: Turn, besides: str) -> Iterator[Evidence]:
    """Yield what stands behind the last quote in each article quoted, the first article first."""
    for article in after.articles:
        hits = [hit for hit in found.hits if hit.passage.article.id == article]
        sentences = sorted(
            (unweighed(hit, span) for hit in hits for span in hit.passage.sentences), key=lambda one: one.span
        )
        last = max((place for place, one in enumerate(sentences) if one.text in besides), default=None)
        if last is not None:
            yield from (one for one in sentences[last + 1 :] if _tells(one))


def _tells(one: Evidence) -> bool:
    article = one.hit.passage.article
    return may_be_quoted(one.text) and not is_heading(article.text, one.span) and one.text != article.title


def confirmed(
    retriever: Retriever, question: Question, after: Turn, *, filters: Filters, language: str
) -> Answer | None:
    """Return what was answered again, with what other sources say to the same question, and a note if they differ.

    None where the quote is gone from the archive.

    Args:
        retriever: of the archive.
        question: that was answered.
        after: the turn in which it was.
        filters: which articles may be quoted.
        language: of what is said around the quotes, ISO 639-1.

    Raises:
        ModelMismatchError: the archive was written with another embedding model.
        ArchiveError: the archive can't be read.
    """
    begun = perf_counter()
    found = retriever.search(question.query, k=PASSAGES, filters=filters, of_one_article=PASSAGES_OF_ONE)
    searched = perf_counter()
    gathered = gather(question, found, retriever.embedder)
    again = next((one for one in gathered if after.answered.startswith(one.text)), None)
    if again is None:
        return None
    evidence = read(question, found, gathered)
    others = (one for one in evidence if one.confidence >= FURTHER and _is_another(one, again, retriever))
    chosen = [again, *islice(varied(list(others), 1), MOST - 1)]
    sides = disagreement(question, [again, *evidence], chosen, language)
    texts = phrases.say(language)
    told = (
        Note("told_by_others", texts.told_by_others)
        if len(chosen) > 1
        else Note("told_by_none", texts.told_by_none)
    )
    return Answer(
        question=question.text,
        language=language,
        sentences=tuple(sentence(number, one, language) for number, one in enumerate(sides.shown, 1)),
        citations=citations(sides.shown),
        newest_on_topic=newest(found, gathered),
        form="disagreement" if sides.differ else "answer",
        notes=sides.notes or (told,),
        retrieve_ms=(searched - begun) * 1000,
        answer_ms=(perf_counter() - searched) * 1000,
    )


def _is_another(one: Evidence, quoted: Evidence, retriever: Retriever) -> bool:
    """Say whether a sentence is of another source than one quoted, and of no copy of its text."""
    own, other = quoted.hit.passage.article, one.hit.passage.article
    if other.id == own.id or (own.source and own.source == other.source):
        return False
    return other.id not in _ids(retriever.archive.copies(own.id))


def _ids(articles: Sequence[Article]) -> set[str]:
    return {one.id for one in articles}
