"""An answer kept so that it can be shown again: which spans of which versions, and Khabar's own words between them.

No words of an article are kept: they are read from the archive each time, in the version quoted, so that an
article taken out of the archive is gone from old answers too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.answering.types import Also, Answer, Citation, Sentence
from index.errors import UsageError
from index.types import Article, Passage, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.archive import Archive

GONE = "…"  # stands for a quote whose article is gone

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Recalled:
    """A kept answer, read again.

    Attributes:
        answer: as it was given; quotes of articles that are gone are left out of its sentences.
        gone: the numbers of the citations whose articles are gone; those have an article without text.
    """

    answer: Answer
    gone: frozenset[int]


def keep(answer: Answer) -> Document:
    """Return what is to be kept of an answer, as JSON takes it."""
    quotes = {citation.number: citation.quote for citation in answer.citations}
    return {
        "language": answer.language,
        "mode": answer.mode,
        "standalone": answer.standalone,
        "sentences": [[_without_quotes(one, quotes), list(one.citations)] for one in answer.sentences],
        "citations": [_place(citation) for citation in answer.citations],
        "nearest": [_place(citation) for citation in answer.nearest],
        "reason": answer.reason,
        "notes": list(answer.notes),
        "newest": answer.newest_on_topic and answer.newest_on_topic.isoformat(),
        "freshness": answer.freshness,
        "doubt": answer.doubt,
    }


def recall(document: Document, question: str, archive: Archive) -> Recalled:
    """Return a kept answer to a question.

    Raises:
        ArchiveError: the archive can't be read.
    """
    citations = [_citation(place, archive) for place in document["citations"]]
    nearest = [_citation(place, archive) for place in document["nearest"]]
    quotes = {citation.number: citation.quote or GONE for citation in citations}
    answer = Answer(
        question=question,
        language=document["language"],
        sentences=tuple(
            Sentence(_with_quotes(pieces, quotes), tuple(numbers))
            for pieces, numbers in document["sentences"]
        ),
        citations=tuple(citations),
        reason=document["reason"],
        nearest=tuple(nearest),
        newest_on_topic=date.fromisoformat(document["newest"]) if document["newest"] else None,
        mode=document["mode"],
        standalone=document["standalone"],
        notes=tuple(document["notes"]),
        freshness=document["freshness"],
        doubt=document.get("doubt", ""),
    )
    return Recalled(answer, frozenset(one.number for one in (*citations, *nearest) if not one.article.text))


def _place(citation: Citation) -> Document:
    passage = citation.passage
    return {
        "number": citation.number,
        "article": citation.article.id,
        "version": citation.article.version,
        "span": list(citation.span),
        "passage": list(passage.span),
        "also": citation.also,
        "carried_by": citation.carried_by,
    }


def _citation(place: Document, archive: Archive) -> Citation:
    try:
        article = archive.cited(place["article"], place["version"])
    except UsageError:
        article = Article(id=place["article"], text="", title="", language="und", version=place["version"])
    passage = Passage(0, article, Span(*place["passage"]), ())
    also, carried_by = (tuple(Also(*one) for one in place.get(which, ())) for which in ("also", "carried_by"))
    return Citation(place["number"], passage, Span(*place["span"]), also, carried_by)


def _without_quotes(sentence: Sentence, quotes: dict[int, str]) -> list[str | int]:
    """Return a sentence in pieces: its own words, and the numbers of what it quotes."""
    pieces: list[str | int] = [sentence.text]
    for number in sentence.citations:
        pieces = [part for piece in pieces for part in _cut_out(piece, quotes.get(number, ""), number)]
    return pieces


def _cut_out(piece: str | int, quote: str, number: int) -> Iterable[str | int]:
    if isinstance(piece, int) or not quote or quote not in piece:
        return [piece]
    before, _, after = piece.partition(quote)
    return [before, number, *_cut_out(after, quote, number)]


def _with_quotes(pieces: Sequence[str | int], quotes: dict[int, str]) -> str:
    return "".join(quotes[piece] if isinstance(piece, int) else piece for piece in pieces)
