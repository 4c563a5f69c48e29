"""Answers within the time that a question names: "this week" is a limit, "in July 2020" a preference.

Where nothing of July 2020 answers, later articles may tell of it, and so may undated ones; but not in a list of what
happened in July 2020. Where no article at all is as new as "this week", whoever asks can't know how old the archive is:
what it has is shown, as older than what was asked about. The reader is told what was searched.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import phrases
from bot.answering.types import Note

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.answering.types import Answer
    from bot.asking.conversation import Understood
    from index.types import Filters


def answer_in_time(
    answer: Callable[[Filters], Answer],
    quoted: Callable[[Filters], Answer],
    understood: Understood,
    given: Filters,
    newest: Callable[[Filters], datetime | None],
) -> Answer:
    """Return the answer to a question from the time it names, with a note where that time had to be left.

    Args:
        answer: answers the question from the articles that pass some filters.
        quoted: does so in quotes: what may not be shown must not be written by a language model, and shown meanwhile.
        understood: the question.
        given: the filters that the person set; these are never left.
        newest: when the newest of the articles that pass some filters was published; None where none has a date.
    """
    found = answer(understood.filters)
    if not found.refused:
        return found
    return (
        _later(answer, understood, given)
        or _older(found, answer, understood, given, newest)
        or _undated(found, answer, quoted, understood, given)
        or found
    )


def _later(answer: Callable[[Filters], Answer], understood: Understood, given: Filters) -> Answer | None:
    """Return the answer of articles published later than the time named, where they may tell of it."""
    if not understood.loose or understood.timeline or understood.filters.until == given.until:
        return None
    later = answer(replace(understood.filters, until=given.until))
    return None if later.refused else _loosened(later, "later", phrases.say(later.language).later)


def _older(
    found: Answer,
    answer: Callable[[Filters], Answer],
    understood: Understood,
    given: Filters,
    newest: Callable[[Filters], datetime | None],
) -> Answer | None:
    """Return what there is where no article is as new as a question asks for; what the person set isn't left."""
    since, texts = understood.filters.since, phrases.say(found.language)
    last = newest(replace(given, since=None)) if since else None
    if not since or not last or last >= since:
        return None
    newest_is = texts.newest_is.format(day=phrases.day(last, found.language))
    may_leave = understood.relative or (understood.loose and not understood.timeline)
    if not may_leave or since == given.since:
        return _noted(found, "newest_is", newest_is)
    older = _noted(answer(given), "newest_is", newest_is)
    if older.refused and not older.nearest:
        return replace(older, loosened=True)
    return _loosened(older, "loosened", texts.loosened)


def _undated(
    found: Answer,
    answer: Callable[[Filters], Answer],
    quoted: Callable[[Filters], Answer],
    understood: Understood,
    given: Filters,
) -> Answer | None:
    """Return the answer of undated articles, or a refusal that shows them, where no others tell of the question."""
    if understood.filters == given or given.since or given.until:
        return None
    undated = quoted(given)
    if undated.refused or any(one.article.published for one in undated.citations):
        return None
    if understood.loose:
        whenever = answer(given)
        return _loosened(whenever, "undated", phrases.say(whenever.language).from_undated)
    return replace(found, reason=phrases.say(found.language).only_undated, nearest=undated.citations)


def _loosened(answer: Answer, code: str, text: str) -> Answer:
    return replace(_noted(answer, code, text), loosened=True)


def _noted(answer: Answer, code: str, text: str) -> Answer:
    return replace(answer, notes=(*answer.notes, Note(code, text)))
