"""Names of countries, folded (`index.terms.plain`): "What about Egypt?" takes a country's place, not a person's."""

from __future__ import annotations

from functools import cache

from index.tongues.registry import tongue


@cache
def countries(language: str) -> frozenset[str]:
    """Return the names of countries in a language; none where they are not known."""
    return frozenset(" ".join(tongue(language).names.countries.split()).split(" | ")) - {""}
