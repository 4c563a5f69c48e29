"""Who answers: the one way from a question to its answer that every channel takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import PASSAGES, answer
from index.retriever import NO_FILTERS

if TYPE_CHECKING:
    from bot.types import Answer
    from index.retriever import Retriever
    from index.types import Filters


@dataclass(frozen=True, slots=True)
class Asker:
    """Answers questions from an archive; threads may share it."""

    retriever: Retriever

    def ask(self, question: str, *, k: int = PASSAGES, filters: Filters = NO_FILTERS) -> Answer:
        """Return the archive's answer to a question, read from its k best passages.

        Raises:
            ModelMismatchError: the archive was written with another embedding model.
            ArchiveError: the archive can't be read.
        """
        return answer(self.retriever, question, k=k, filters=filters)
