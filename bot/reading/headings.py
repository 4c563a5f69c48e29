"""Headings between an article's paragraphs: they announce what the paragraphs say, and are poor answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.tongues.marks import COMMAS, FULL_STOPS, QUESTION_MARKS, SEMICOLONS

if TYPE_CHECKING:
    from index.types import Span

# Code points: nine in ten lines without a stop in news are shorter; longer ones are paragraphs.
LONGEST = 80
STOPPED = re.compile(rf"[.!?…。:;,{COMMAS}{SEMICOLONS}{FULL_STOPS}{QUESTION_MARKS}](?:\s?»|[\"'”’»›)\]])*$")
BELOW = re.compile(r"[^\S\n]*\n\s*(?P<line>.*?)\s*$", re.MULTILINE)  # the next line that isn't blank
ITEM = re.compile(r"[-–—•·▪●*]|\(?\d+[.)]")


def is_heading(text: str, sentence: Span) -> bool:
    """Tell whether a sentence of a text is a heading: a short line without a stop, above a paragraph with one.

    A list's items, and lines in a text that has no stops anywhere, are none.
    """
    start, end = sentence
    below = BELOW.match(text, end)
    begins_line = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    return (
        begins_line
        and below is not None
        and not stops(text[start:end])
        and len(text[start:end]) <= LONGEST
        and stops(below["line"])
        and not below["line"][:1].islower()
        and not any(map(ITEM.match, (text[start:end], below["line"])))
    )


def stops(line: str) -> bool:
    """Say whether a line ends as a sentence, or a part of one, does."""
    return STOPPED.search(line) is not None
