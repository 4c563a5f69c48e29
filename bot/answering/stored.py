"""An answer kept so that it can be shown again: which spans of which versions, and Khabar's own words between them.

No words of an article are kept as quotes: they are read from the archive each time, in the version quoted, so that an
article taken out of the archive is gone from old answers too. What is said around them may name a speaker, or be a
language model's telling of the article: `without` takes that out when the article is gone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bot.answering.matches import explained
from bot.answering.provenance import with_copies
from bot.answering.types import Answer, Citation, Note, Sentence
from bot.asking.question import Question
from bot.asking.several import questions
from index.errors import UsageError
from index.types import Article, Filters, Passage, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

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
        "form": answer.form,
        "sentences": [
            [_without_quotes(one, quotes), list(one.citations), one.lead, one.quote]
            for one in answer.sentences
        ],
        "asked": _headed(answer),
        "citations": [_place(citation) for citation in answer.citations],
        "nearest": [_place(citation) for citation in answer.nearest],
        "reason": answer.reason,
        "notes": [list(note) for note in answer.notes],
        "newest": answer.newest_on_topic and answer.newest_on_topic.isoformat(),
        "freshness": answer.freshness,
        "doubt": answer.doubt,
        "opening": answer.opening,
        "until": answer.filters.until and answer.filters.until.isoformat(),
    }


def without(document: Document, gone: Collection[str]) -> Document:
    """Return what may be kept of an answer, some of whose articles are gone: nothing that was made from those.

    Args:
        document: what was kept.
        gone: the ids of the articles.
    """
    lost = {
        one["number"] for one in (*document["citations"], *document["nearest"]) if one.get("article") in gone
    }

    def place(one: Document) -> Document:
        return {"number": one["number"]} if one["number"] in lost else one

    def sentence(said: list[str | int], numbers: list[int], *more: object) -> list[object]:
        return [list(numbers), numbers] if lost & set(numbers) else [said, numbers, *more]

    return document | {
        "standalone": "",
        "notes": [],
        "doubt": "",
        "opening": "",
        "newest": None,
        "sentences": [sentence(*one) for one in document["sentences"]],
        "citations": [place(one) for one in document["citations"]],
        "nearest": [place(one) for one in document["nearest"]],
    }


def articles(document: Document) -> set[str]:
    """Return the ids of the articles that a kept answer was made from."""
    return {*quoted(document), *_articles(document.get("nearest", ()))}


def quoted(document: Document) -> tuple[str, ...]:
    """Return the ids of the articles that a kept answer quotes, each once, in the order of its quotes."""
    return tuple(dict.fromkeys(_articles(document.get("citations", ()))))


def _articles(places: Iterable[object]) -> Iterator[str]:
    """Yield the ids of the articles in which some places are that are still known."""
    return (one["article"] for one in places if isinstance(one, dict) and one.get("article"))


def filters_kept(filters: Filters) -> Document:
    """Return what is to be kept of what an answer was searched by, as JSON takes it."""
    return {
        "since": filters.since and filters.since.isoformat(),
        "until": filters.until and filters.until.isoformat(),
        "source": filters.source,
        "language": filters.language,
    }


def filters_recalled(document: Document) -> Filters:
    """Return filters as they were kept."""
    since, until = (document[name] and datetime.fromisoformat(document[name]) for name in ("since", "until"))
    return Filters(since, until, document["source"], document["language"])


def recall(document: Document, question: str, archive: Archive) -> Recalled:
    """Return a kept answer to a question.

    Raises:
        ArchiveError: the archive can't be read.
    """
    until = datetime.fromisoformat(document["until"]) if document.get("until") else None
    citations, nearest = (
        with_copies([_citation(place, archive) for place in document[which]], archive, until)
        for which in ("citations", "nearest")
    )
    quotes = {citation.number: citation.quote or GONE for citation in citations}
    several = dict(zip(document.get("asked", ()), questions(question), strict=False))
    answer = Answer(
        question=question,
        language=document["language"],
        sentences=tuple(
            replace(
                _sentence(_with_quotes(pieces, quotes), *more, quotes=quotes), asked=several.get(place, "")
            )
            for place, (pieces, *more) in enumerate(document["sentences"])
        ),
        citations=citations,
        reason=document["reason"],
        nearest=nearest,
        newest_on_topic=date.fromisoformat(document["newest"]) if document["newest"] else None,
        mode=document["mode"],
        form=document.get("form", "answer"),
        standalone=document["standalone"],
        notes=tuple(map(_note, document["notes"])),
        freshness=document["freshness"],
        doubt=document.get("doubt", ""),
        opening=document.get("opening", ""),
    )
    answer = explained(answer, Question.read(answer.standalone or question))
    return Recalled(answer, frozenset(one.number for one in (*citations, *nearest) if not one.article.text))


def _sentence(
    text: str, citations: list[int], lead: str = "", quote: int | None = None, *, quotes: dict[int, str]
) -> Sentence:
    """Return a sentence as it was kept; one whose quote is gone is what is left of its text."""
    if quote is None or quotes[quote] == GONE:
        return Sentence(text, tuple(citations))
    return Sentence(text, tuple(citations), lead, quote)


def _note(kept: str | list[str]) -> Note:
    """Return a note as it was kept; before notes had codes they were kept as their text."""
    return Note("", kept) if isinstance(kept, str) else Note(*kept)


def _headed(answer: Answer) -> list[int | None]:
    """Return, for each question of a message with several, which sentence names it; None for one without an answer.

    The questions themselves are kept with the message alone, as long as that is.
    """
    places = {one.asked: place for place, one in enumerate(answer.sentences) if one.asked}
    return [places.get(one.question) for one in answer.parts]


def _place(citation: Citation) -> Document:
    passage = citation.passage
    return {
        "number": citation.number,
        "article": citation.article.id,
        "version": citation.article.version,
        "span": list(citation.span),
        "passage": list(passage.span),
    }


def _citation(place: Document, archive: Archive) -> Citation:
    article = Article(id="", text="", title="", language="und")
    if "article" in place:
        try:
            article = archive.cited(place["article"], place["version"])
        except UsageError:
            article = replace(article, id=place["article"], version=place["version"])
    if not article.text:
        return Citation(place["number"], Passage(0, article, Span(0, 0), ()), Span(0, 0))
    passage = Passage(0, article, Span(*place["passage"]), ())
    return Citation(place["number"], passage, Span(*place["span"]))


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
