"""Lines that stand around an article without being its text: follow us, most read, counters, advertisements, rights.

Every pattern describes a whole line, and is of any language that is declared: a page's furniture is often of another
than its article. Where its words could begin a real sentence, it demands more than the words: "share this article" is
furniture, "share prices fell" is news. Who reads an article and who tells a correction by it must agree on it.
"""

from __future__ import annotations

import re
from functools import cache

from index.tongues.marks import FULL_STOPS, QUESTION_MARKS
from index.tongues.prose import COUNT, NETWORK
from index.tongues.registry import any_of

# Code points; no furniture is longer.
LONGEST = 260

SENTENCE_END = re.compile(rf"[.!?…{FULL_STOPS}{QUESTION_MARKS}]\W*\Z")
# Lines of signs alone.
SIGNS = r"#{2,}|[-_*=~•·.]{3,}|(?:\* ?){2,}"
# Between the parts of a line.
BETWEEN = re.compile(r"\s*[|·•]\s*|\s+[-–—]\s+")


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(_networked(any_of(lambda one: one.prose.lists)), re.IGNORECASE)


@cache
def _line() -> re.Pattern[str]:
    button = any_of(lambda one: (*one.prose.sharing, NETWORK))
    known = any_of(lambda one: (*one.prose.furniture, *one.prose.lists))
    counted = rf"(?:(?:{COUNT}\W*)?{button}(?:\W+{COUNT})?)"
    return re.compile(_networked(rf"{counted}(?:\W+{counted})*|{known}|{SIGNS}"), re.IGNORECASE)


@cache
def _counter() -> re.Pattern[str]:
    return re.compile(any_of(lambda one: one.prose.counters), re.IGNORECASE)


def _networked(pattern: str) -> str:
    return pattern.replace(NETWORK, any_of(lambda one: one.prose.networks))


def is_heading(line: str) -> bool:
    """Tell whether a line stands above the headlines of other articles."""
    return _heading().fullmatch(line) is not None


def is_furniture(line: str) -> bool:
    """Tell whether a line is known furniture."""
    bare = line.strip(" :>»|\t")
    if not 0 < len(bare) <= LONGEST:
        return False
    return _line().fullmatch(bare) is not None or not without_counters(bare)


def without_counters(line: str) -> str:
    """Return a line without those of its parts that count its readers or say how long ago it was written."""
    if len(line) > LONGEST:
        return line
    parts = [part for part in BETWEEN.split(line) if part.strip()]
    kept = [part for part in parts if not _counter().fullmatch(part.strip(" .:()[]\t"))]
    return line if len(kept) == len(parts) else " ".join(kept)
