"""Answers within the time that a question names: "this week" is a limit, "in July 2020" a preference.

Where nothing of July 2020 answers, later articles may tell of it, and so may undated ones; but not in a list of what
happened in July 2020. The reader is told what was searched.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import phrases
from bot.answering.types import Note

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering.types import Answer
    from bot.asking.conversation import Understood
    from index.types import Filters


def answer_in_time(
    answer: Callable[[Filters], Answer],
    quoted: Callable[[Filters], Answer],
    understood: Understood,
    given: Filters,
) -> Answer:
    """Return the answer to a question from the time it names, with a note where that time had to be left.

    Args:
        answer: answers the question from the articles that pass some filters.
        quoted: does so in quotes: what may not be shown must not be written by a language model, and shown meanwhile.
        understood: the question.
        given: the filters that the person set; these are never left.
    """
    found = answer(understood.filters)
    if not found.refused or understood.filters == given:
        return found
    if understood.loose and not understood.timeline and understood.filters.until != given.until:
        later = answer(replace(understood.filters, until=given.until))
        if not later.refused:
            return _noted(later, Note("later", phrases.say(later.language).later))
    if given.since or given.until:
        return found
    undated = quoted(given)
    if undated.refused or any(one.article.published for one in undated.citations):
        return found
    if understood.loose:
        whenever = answer(given)
        return _noted(whenever, Note("undated", phrases.say(whenever.language).from_undated))
    return replace(found, reason=phrases.say(found.language).only_undated, nearest=undated.citations)


def _noted(answer: Answer, note: Note) -> Answer:
    return replace(answer, notes=(*answer.notes, note))
