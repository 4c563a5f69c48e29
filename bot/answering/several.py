"""The answers to several questions of one message, made one answer: whatever shows an answer shows them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import phrases
from bot.answering.types import Answer, Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.types import Citation, Sentence
    from index.types import Filters

MARK = re.compile(r"\[(\d+)\]")
MARKED = frozenset({"corrected", "withdrawn"})  # codes of notes that name citations by their marks


def joined(message: str, asked: Sequence[str], found: Sequence[Answer]) -> Answer:
    """Return one answer of those to each question of a message, named before what answers it.

    Citations are numbered on from one to the next. A question without an answer is named in a note; where none has one,
    all are refused.

    Args:
        message: as written.
        asked: the questions in it.
        found: the answers to them, or to the first of them where they are too many.
    """
    language = found[0].language
    refused = all(one.refused for one in found)
    doubts = {one.doubt for one in found if not one.refused}
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    nearest: list[Citation] = []
    notes: list[Note] = []
    for question, one in zip(asked, found, strict=False):
        own = _numbered(one, len(nearest if refused else citations))
        if own.refused and not refused:
            notes += (note for note in own.notes if note.code not in MARKED)
            notes.append(Note("unanswered", _named(question, _without_nearest(own), language)))
            continue
        notes += own.notes
        said = " ".join(filter(None, (own.doubt if len(doubts) > 1 else "", own.opening)))
        sentences += _headed(own.sentences, question, said)
        citations += own.citations
        nearest += own.nearest
    if len(asked) > len(found):
        notes.append(Note("too_many", phrases.say(language).too_many_questions.format(count=len(found))))
    reasons = (
        _named(question, one.reason or "", language) for question, one in zip(asked, found, strict=False)
    )
    forms = {one.form for one in found if one.refused == refused}
    return Answer(
        question=message,
        language=language,
        sentences=tuple(sentences),
        citations=tuple(citations),
        reason=" ".join(reasons) if refused else None,
        nearest=tuple(nearest),
        newest_on_topic=max((one.newest_on_topic for one in found if one.newest_on_topic), default=None),
        mode="generated" if any(one.mode == "generated" for one in found) else "extractive",
        form=forms.pop() if len(forms) == 1 else "answer",
        confidence=min((one.confidence for one in found if one.confidence is not None), default=None),
        doubt=doubts.pop() if len(doubts) == 1 else "",
        standalone=" ".join(one.standalone or one.question for one in found),
        filters=_widest([one.filters for one in found]),
        loosened=any(one.loosened for one in found),
        notes=tuple(dict.fromkeys(notes)),
        freshness=found[-1].freshness,
        retrieve_ms=sum(one.retrieve_ms for one in found),
        answer_ms=sum(one.answer_ms for one in found),
        parts=tuple(found),
    )


def _numbered(answer: Answer, before: int) -> Answer:
    """Return an answer whose citations are numbered after so many others."""

    def on(citations: Sequence[Citation]) -> tuple[Citation, ...]:
        return tuple(replace(one, number=one.number + before) for one in citations)

    def marks(text: str) -> str:
        return MARK.sub(lambda mark: f"[{int(mark[1]) + before}]", text)

    return replace(
        answer,
        sentences=tuple(
            replace(
                one,
                citations=tuple(number + before for number in one.citations),
                quote=None if one.quote is None else one.quote + before,
            )
            for one in answer.sentences
        ),
        citations=on(answer.citations),
        nearest=on(answer.nearest),
        notes=tuple(
            note._replace(text=marks(note.text)) if note.code in MARKED else note for note in answer.notes
        ),
    )


def _headed(sentences: Sequence[Sentence], question: str, said: str) -> list[Sentence]:
    """Return sentences of which the first names the question they answer, and begins with what is said before them."""
    if not sentences:
        return []
    first, *rest = sentences
    if said:
        lead = f"{said} {first.lead}".strip() if first.quote is not None else ""
        first = replace(first, text=f"{said} {first.text}", lead=lead)
    return [replace(first, asked=question), *rest]


def _without_nearest(answer: Answer) -> str:
    """Return why there is no answer, where the nearest passages aren't shown."""
    texts = phrases.say(answer.language)
    return texts.nothing_near if answer.reason == texts.no_answer else answer.reason or ""


def _named(question: str, said: str, language: str) -> str:
    opening, closing = phrases.say(language).quotes
    return f"{opening}{phrases.isolated(question)}{closing}: {said}"


def _widest(filters: Sequence[Filters]) -> Filters:
    """Return filters that let all pass that any of some does."""
    firsts, lasts = [one.since for one in filters], [one.until for one in filters]
    return replace(
        filters[0],
        since=None if None in firsts else min(filter(None, firsts)),
        until=None if None in lasts else max(filter(None, lasts)),
    )
