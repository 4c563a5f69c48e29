"""Who answers: the one way from a question to its answer that every channel takes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot import phrases
from bot.answer import PASSAGES, answer
from bot.conversation import understand
from bot.ground import Ground
from bot.provenance import with_provenance
from bot.timeline import timeline
from bot.within import answer_within
from index.retriever import NO_FILTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.conversation import Rewrite, Turn, Understood
    from bot.types import Answer
    from index.retriever import Retriever
    from index.types import Filters


@dataclass(frozen=True, slots=True)
class Asker:
    """Answers questions from an archive; threads may share it.

    Attributes:
        retriever: of the archive.
        rewrite: a language model's way to make follow-ups whole; rules do without one.
    """

    retriever: Retriever
    rewrite: Rewrite | None = None

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
            now: what "today" means in the question, with the reader's zone; the present time, UTC, if not given.

        Raises:
            ModelMismatchError: the archive was written with another embedding model.
            ArchiveError: the archive can't be read.
        """
        now = now or datetime.now(UTC)
        understood = understand(
            question,
            turns,
            now=now,
            filters=filters,
            ground=Ground(self.retriever, filters),
            rewrite=self.rewrite,
        )
        shown = [turn.answered for turn in turns if turn.standalone == understood.question]
        besides = " ".join(shown) if understood.more else ""
        found = answer_within(
            lambda narrowed: self._answer(understood, k, narrowed, besides), understood, filters
        )
        if found.refused and besides:
            found = replace(found, reason=phrases.say(phrases.NO_MORE, found.language))
        notes = (understood.shown, *found.notes) if understood.shown else found.notes
        found = replace(found, question=question, standalone=understood.question, notes=notes)
        return with_provenance(found, self.retriever.archive, now)

    def _answer(self, understood: Understood, k: int, filters: Filters, besides: str) -> Answer:
        """Return the answer from the articles that pass some filters."""
        listed = understood.timeline and timeline(
            self.retriever, understood.sought, filters=filters, language=understood.language, besides=besides
        )
        found = listed or answer(
            self.retriever,
            understood.sought,
            k=k,
            filters=filters,
            language=understood.language,
            own=understood.own,
            besides=besides,
        )
        return replace(found, filters=filters)
