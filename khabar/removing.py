"""Whether a person agrees to what `khabar remove` is about to take out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from bot.screen import counted
from khabar import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabar.archive import Archive

YES = {"y", "yes"}


def agreed(archive: Archive, ids: Sequence[str]) -> bool:
    """Name the articles and ask, where a person gave no whole ids; on standard error, which no script reads.

    Raises:
        UsageError: an id is no article's, or the beginning of several.
    """
    from rich.console import Console

    articles = {found.id: found for found in map(archive.article, ids)}
    if articles.keys() <= set(ids):
        return True
    console = Console(stderr=True, highlight=False)
    render.show(render.removed(articles.values(), "to be removed:"), console)
    asked = f"Remove {counted(len(articles), 'article')}, with all versions? [y/N] "
    typer.echo(asked, nl=False, err=True)  # `typer.confirm` writes a space to standard output
    return sys.stdin.readline().strip().lower() in YES
