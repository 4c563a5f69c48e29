"""How a question with its options is answered, whichever way it came in: the command line, a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.answering.types import Answer
    from bot.asking.conversation import Turn
    from index.types import Hit
    from khabar.archive import Archive
    from khabar.request import Request

HITS = 10  # that a search lists


def answer(
    archive: Archive,
    request: Request,
    *,
    turns: Sequence[Turn] = (),
    user: str = "",
    on_text: Callable[[str], None] | None = None,
) -> Answer:
    """Return the archive's answer, or its refusal; see `bot.asker.Asker.ask` for the arguments.

    Raises:
        UsageError: the language model can't be used.
        ArchiveError: the archive can't be read.
    """
    from bot.answering.answer import PASSAGES

    return archive.asker(request.llm).ask(
        request.text,
        k=request.k or PASSAGES,
        filters=request.filters,
        turns=turns,
        now=request.now,
        user=user,
        on_text=on_text,
    )


def find(archive: Archive, request: Request) -> list[Hit]:
    """Return the passages that a request is for, best first.

    Raises:
        ArchiveError: the archive can't be read.
    """
    return archive.retriever.search(request.text, k=request.k or HITS, filters=request.filters).hits
