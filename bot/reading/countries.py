"""Names of countries, folded (`index.terms.plain`): "What about Egypt?" takes a country's place, not a person's."""

from __future__ import annotations

from functools import cache

from index.tongues.registry import of_word, tongue


def is_country(name: str, language: str) -> bool:
    """Say whether a folded name is a country's in a language, or in the one that a word of its script is read by."""
    return name in countries(of_word(name, language).code)


@cache
def countries(language: str) -> frozenset[str]:
    """Return the names of countries in a language."""
    return frozenset(" ".join(tongue(language).names.countries.split()).split(" | ")) - {""}
