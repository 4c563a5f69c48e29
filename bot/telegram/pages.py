"""An article in pages, to be leafed from a passage on."""

from __future__ import annotations

import re

from bot.telegram.text import SENTENCE_END
from index.types import Span

PAGE = 900  # code points at most

_END = re.compile(rf"{SENTENCE_END.pattern}|\n+")


def pages(text: str, passage: Span) -> dict[int, Span]:
    """Return the pages of a text by their distance from a passage: 0 is the passage, 1 what comes after it."""
    before, after = _leaves(text, 0, passage.start), _leaves(text, passage.end, len(text))
    return dict(enumerate((*before, passage, *after), -len(before)))


def around(page: Span, quoted: Span, most: int) -> Span:
    """Return at most so many code points of a page, what is quoted in the middle; from the start if nothing is."""
    if quoted.end <= page.start or page.end <= quoted.start:
        quoted = Span(page.start, page.start)
    margin = max(most - (quoted.end - quoted.start), 0) // 2
    start = max(page.start, min(quoted.start - margin, page.end - most))
    return Span(start, min(page.end, start + most))


def _leaves(text: str, start: int, end: int) -> list[Span]:
    """Return a stretch of a text in pages without the space around them, cut where sentences end if one does."""
    leaves = []
    while start < end:
        most = min(start + PAGE, end)
        ends = [found.end() for found in _END.finditer(text, start, most)] if most < end else []
        cut = ends[-1] if ends else most
        if page := text[start:cut].strip():
            at = text.index(page, start)
            leaves.append(Span(at, at + len(page)))
        start = cut
    return leaves
