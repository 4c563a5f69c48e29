"""A question on its way to its answer: by when, for whom, who listens, and the record of what happens to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.trace import Record

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Call:
    """What belongs to one question, whatever is asked of it.

    Attributes:
        until: the deadline, in seconds of `time.monotonic` (`Llm.deadline`).
        user: whose tokens a language model spends; empty: of the command line.
        on_text: gets each sentence that a language model writes, with its citation marks, as soon as it may be shown.
        record: of what happens.
    """

    until: float = 0.0
    user: str = ""
    on_text: Callable[[str], None] | None = None
    record: Record = field(default_factory=Record)
