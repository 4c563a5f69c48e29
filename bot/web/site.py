"""What the pages need of the rest: who answers, what searches the archive, where conversations are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.answering.types import Answer
    from bot.asking.conversation import Turn
    from bot.web.conversations import Conversations
    from bot.web.desk import Desk
    from index.archive import Archive
    from index.retriever import Retriever


class Ask(Protocol):
    """Who answers a question with options as a person typed them; `khabar.api.ask` over an archive is one."""

    def __call__(
        self,
        question: str,
        *,
        since: str | None = None,
        until: str | None = None,
        source: str | None = None,
        lang: str | None = None,
        turns: Sequence[Turn] = (),
        user: str = "",
        on_text: Callable[[str], None] | None = None,
    ) -> Answer:
        """Return the answer.

        Raises:
            UsageError: the question or an option can't be understood.
            ArchiveError: the archive can't be read.
        """


def _untranslated(answer: Answer, _user: str) -> Answer:
    return answer


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages show is read and asked through this.

    Attributes:
        retriever: searches the archive; its `archive` is what is read.
        ask: answers questions.
        conversations: where they are kept.
        desk: where requests wait for their turn.
        translated: gives an answer that is read again the translations of its quotes, which are kept elsewhere; for
            the person named.
    """

    retriever: Retriever
    ask: Ask
    conversations: Conversations
    desk: Desk
    translated: Callable[[Answer, str], Answer] = _untranslated

    @property
    def archive(self) -> Archive:
        """What is read."""
        return self.retriever.archive
