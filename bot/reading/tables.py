"""The tables of words in a language's declaration (`index.tongues`), folded to look words up in."""

from __future__ import annotations

from functools import cache

from index.terms import plain


@cache
def folded(table: str) -> frozenset[str]:
    """Return the words of a table."""
    return frozenset(map(plain, table.split()))


@cache
def phrases(table: str) -> frozenset[tuple[str, ...]]:
    """Return the phrases of a table that are separated by "|", each as its words."""
    return frozenset(tuple(plain(phrase).split()) for phrase in table.split("|") if phrase)
