"""How a question with its options is answered, whichever way it came in: the command line, a program."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.errors import UnknownSourceError

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
        UnknownSourceError: the archive has no such source.
        UsageError: the language model can't be used.
        ArchiveError: the archive can't be read.
    """
    from bot.answering.answer import PASSAGES

    require_source(archive, request.filters.source)
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
    found = replace(found, as_of=request.as_of)
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
        UnknownSourceError: the archive has no such source.
        ArchiveError: the archive can't be read.
    """
    require_source(archive, request.filters.source)
    return archive.retriever.search(request.text, k=request.k or HITS, filters=request.filters).hits


def require_source(archive: Archive, source: str | None) -> None:
    """Make sure that the archive has articles of a publisher, if one is named; an archive without any has no answer.

    Raises:
        UnknownSourceError: it has articles, but none of a publisher that could be meant.
        ArchiveError: the archive can't be read.
    """
    if not source or not archive.snapshot().parts:
        return
    from index.sources import named, near

    sources = archive.snapshot().sources
    if not named(source, sources):
        names = ", ".join(near(source, sources)) or "none that names its publisher"
        raise UnknownSourceError(
            f"no article is of the source {source!r} (near it: {names}): `khabar status` lists all"
        )
