"""Lines that stand around an article without being its text: follow us, most read, advertisements, rights.

Every pattern describes a whole line, and is of any language that is declared: a page's furniture is often of another
than its article. Where its words could begin a real sentence, it demands more than the words: "share this article" is
furniture, "share prices fell" is news.
"""

from __future__ import annotations

import re
from functools import cache

from index.tongues.marks import FULL_STOPS, QUESTION_MARKS
from index.tongues.prose import NETWORK
from index.tongues.registry import any_of

# Code points; no furniture is longer.
LONGEST = 260

SENTENCE_END = re.compile(rf"[.!?…{FULL_STOPS}{QUESTION_MARKS}]\W*\Z")
# Lines of signs alone.
SIGNS = r"#{2,}|[-_*=~•·.]{3,}|(?:\* ?){2,}"


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(_networked(any_of(lambda one: one.prose.lists)), re.IGNORECASE)


@cache
def _line() -> re.Pattern[str]:
    button = any_of(lambda one: (*one.prose.sharing, NETWORK))
    known = any_of(lambda one: (*one.prose.furniture, *one.prose.lists))
    return re.compile(_networked(rf"{button}(?:\W+{button})*|{known}|{SIGNS}"), re.IGNORECASE)


def _networked(pattern: str) -> str:
    return pattern.replace(NETWORK, any_of(lambda one: one.prose.networks))


def is_furniture(line: str) -> bool:
    """Tell whether a line is known furniture."""
    bare = line.strip(" :>»|\t")
    return 0 < len(bare) <= LONGEST and _line().fullmatch(bare) is not None


def without_lists(lines: list[str]) -> list[str]:
    """Return the lines up to the last "most read" heading below which only headlines follow."""
    for number in range(len(lines) - 1, 0, -1):
        line = lines[number].strip(" :\t")
        if len(line) > LONGEST or SENTENCE_END.search(line[-5:]):
            break
        if _heading().fullmatch(line):
            return lines[:number]
    return lines
