"""Who answers: the one way from a question to its answer that every channel takes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.answer import PASSAGES, answer
from bot.conversation import understand
from index.retriever import NO_FILTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.conversation import Turn
    from bot.types import Answer
    from index.retriever import Retriever
    from index.types import Filters


@dataclass(frozen=True, slots=True)
class Asker:
    """Answers questions from an archive; threads may share it."""

    retriever: Retriever

    def ask(
        self,
        question: str,
        *,
        k: int = PASSAGES,
        filters: Filters = NO_FILTERS,
        turns: Sequence[Turn] = (),
        now: datetime | None = None,
    ) -> Answer:
        """Return the archive's answer to a question, read from its k best passages.

        Args:
            question: in any language, as the person wrote it.
            k: how many passages are read.
            filters: which articles may be quoted.
            turns: what was asked before in the same conversation, oldest first.
            now: what "today" means in the question; the present time if not given.

        Raises:
            ModelMismatchError: the archive was written with another embedding model.
            ArchiveError: the archive can't be read.
        """
        understood = understand(question, turns, now=now or datetime.now(UTC), filters=filters)
        found = answer(self.retriever, understood.question, k=k, filters=understood.filters)
        notes = (understood.shown, *found.notes) if understood.shown else found.notes
        return replace(
            found, question=question, standalone=understood.question, filters=understood.filters, notes=notes
        )
