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
    translate: bool = False,
) -> Answer:
    """Return the archive's answer, or its refusal; see `bot.asker.Asker.ask` for the arguments.

    Args:
        archive: that answers.
        request: the question with its options.
        turns: what was asked before.
        user: whose tokens a language model spends.
        on_text: gets each sentence that a language model writes.
        translate: whether foreign quotes get translations, where there is a translator.

    Raises:
        UsageError: the language model can't be used.
        ArchiveError: the archive can't be read.
    """
    from bot.answering.answer import PASSAGES

    asker = archive.asker(request.llm)
    found = asker.ask(
        request.text,
        k=request.k or PASSAGES,
        filters=request.filters,
        turns=turns,
        now=request.now,
        user=user,
        on_text=on_text,
    )
    return asker.translated(found, user) if translate else found


def translated(archive: Archive, answer: Answer, request: Request) -> Answer | None:
    """Return an answer to a request with translations of its foreign quotes; None where nobody translates.

    Raises:
        UsageError: the translator can't be used.
    """
    asker = archive.asker(request.llm)
    return asker.translated(answer) if asker.quotes else None


def find(archive: Archive, request: Request) -> list[Hit]:
    """Return the passages that a request is for, best first.

    Raises:
        ArchiveError: the archive can't be read.
    """
    return archive.retriever.search(request.text, k=request.k or HITS, filters=request.filters).hits
