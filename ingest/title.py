"""Headlines: found as the first line of a text, or made from its lead."""

from __future__ import annotations

import re

from index.tongues.marks import COMMAS, FULL_STOPS, QUESTION_MARKS, SEMICOLONS

# Code points.
LONGEST_LINE = 140
LONGEST_MADE = 90
SHORTEST_MADE = 30

PAUSES = f",;:{COMMAS}{SEMICOLONS}"
NOT_A_TITLE_END = tuple(f".。{FULL_STOPS}{PAUSES}")
CLAUSE_END = re.compile(rf"[{PAUSES}](?=\s)|\s[-–—]\s")
SENTENCE_END = re.compile(rf"[.!?{QUESTION_MARKS}](?=\s|$)")
# A paragraph of at least this many lines whose first line is nearly full was wrapped by hand.
WRAPPED_LINES = 3
NEARLY_FULL = 0.7


def take(text: str) -> tuple[str | None, str]:
    """Return (title, rest) where the first line of the text looks like a title, else (None, text)."""
    line, _, rest = text.partition("\n")
    if not rest.strip() or not looks_like_title(line) or _goes_on(line, rest):
        return None, text
    return line.strip(), rest.strip()


def looks_like_title(line: str) -> bool:
    """Tell whether a line is short, has words and doesn't end like a sentence or a clause."""
    line = line.strip()
    return len(line) <= LONGEST_LINE and not line.endswith(NOT_A_TITLE_END) and any(map(str.isalpha, line))


def made_from(text: str) -> str:
    """Return a title made from the beginning of a text, cut at a clause if possible, with "…" if cut."""
    lead = text.strip().partition("\n")[0].strip()
    if len(lead) <= LONGEST_MADE:
        return lead.rstrip(f" .{PAUSES}") or lead
    head = lead[: LONGEST_MADE + 1]
    if sentence := SENTENCE_END.search(head, SHORTEST_MADE):
        return head[: sentence.start() + (head[sentence.start()] != ".")]
    return _shortened(head) + "…"


def _goes_on(line: str, rest: str) -> bool:
    """Tell whether the second line continues the first: lower case, or a paragraph wrapped by hand."""
    paragraph = rest.split("\n\n", 1)[0].split("\n")
    if not paragraph[0].strip():
        return False
    if paragraph[0].lstrip()[0].islower():
        return True
    widths = [len(each) for each in (line, *paragraph[:10])]
    return (
        len(widths) >= WRAPPED_LINES
        and max(widths) <= LONGEST_LINE
        and widths[0] >= NEARLY_FULL * max(widths)
    )


def _shortened(head: str) -> str:
    clauses = [mark.start() for mark in CLAUSE_END.finditer(head, SHORTEST_MADE)]
    if clauses:
        return head[: clauses[-1]].rstrip()
    words = head[:-1].rpartition(" ")[0] if not head[-1].isspace() else head
    return (words or head[:-1]).rstrip(f" -–—,{COMMAS}")
