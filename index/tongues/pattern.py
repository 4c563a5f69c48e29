"""Regular expressions of a language, compiled when first used: a cold start pays for none that it doesn't need."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Pattern:
    """A regular expression, used as `re.Pattern` is."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source, self._flags = source, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first match from a place on."""
        return self._compiled.search(text, start)

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the beginning."""
        return self._compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of the whole text."""
        return self._compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield all matches in order."""
        return self._compiled.finditer(text)

    def split(self, text: str) -> list[str]:
        """Return the text's pieces between the matches."""
        return self._compiled.split(text)


# What stands between two words that belong together; as ".*" each of many such words would look through all the rest.
BETWEEN = ".{0,200}"
NEVER = Pattern(r"(?!)")  # what a language has no pattern for matches nothing


def whole(*alternatives: str) -> Pattern:
    """Return a pattern that finds any of some words or phrases, whole."""
    return Pattern(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")
