"""Text wrapped by hand, as wires, mails and editors do it: back to a line a paragraph, or sentences end with lines.

What is copied out of a document of pages is such text, with words hyphenated at line ends, and with the head or foot of
every page between its lines.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from index.tongues.registry import KNOWN

# Code points. A text with a longer line was not wrapped by hand, one whose longest is shorter is a list or a poem.
WIDEST, NARROWEST = 100, 40
# So many line ends must be where the next word did not fit, and this share of all that are inside paragraphs.
FEWEST, SHARE = 3, 0.5
BEGINS_ANEW = re.compile(r"\s*(?:[-–—•·▪●*+>#|]|\(?\d{1,3}[.)]\s|$)")
# The first part of a word at a line's end, and the rest of it on the next.
CUT = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})[-‐\u00ad]\Z")
REST = re.compile(r"\s*([^\W\d_]+)")
SENTENCE_END = re.compile(r"[.!?…:؟。]\W*\Z")
# Code points.
LONGEST_HEAD = 100


def unwrapped(text: str) -> str:
    """Return a text with the lines of its paragraphs joined where it was wrapped by hand; any other as it is.

    A word that was hyphenated there is whole again; heads and feet of numbered pages are gone, whatever the lines are.
    """
    lines = _without_heads(text.split("\n"))
    width = max(map(len, lines))
    inside = [pair for pair in pairwise(lines) if pair[0].strip() and pair[1].strip()]
    cut = sum(_is_cut(line, following) for line, following in inside)
    if width > WIDEST or (width < NARROWEST and cut < FEWEST):
        return "\n".join(lines)
    full = sum(_is_full(line, following, width) for line, following in inside)
    if full < max(FEWEST, SHARE * len(inside)):
        return "\n".join(lines)
    joined = [lines[0]]
    for line, following in pairwise(lines):
        if _is_cut(line, following):
            joined[-1] = _healed(joined[-1].rstrip(), following.lstrip(), text)
        elif _is_full(line, following, width):
            between = "" if CUT.search(joined[-1].rstrip()) else " "  # "Ras al-", "Tin"
            joined[-1] = f"{joined[-1].rstrip()}{between}{following.lstrip()}"
        else:
            joined.append(following)
    return "\n".join(joined)


def _is_full(line: str, following: str, width: int) -> bool:
    """Tell whether a line ends where it does because the next word would have made it wider than the text is."""
    if _is_cut(line, following):
        return True
    if not line.strip() or BEGINS_ANEW.match(following):
        return False
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width


def _is_cut(line: str, following: str) -> bool:
    """Tell whether a word begins at the end of a line and goes on, in small letters, on the next."""
    rest = REST.match(following)
    return CUT.search(line.rstrip()) is not None and rest is not None and rest[1][:1].islower()


def _healed(line: str, following: str, text: str) -> str:
    """Return two lines as one, the word between them whole; a hyphen of its own it keeps."""
    first, rest = CUT.search(line), REST.match(following)
    if not first or not rest:
        return f"{line} {following}"
    whole = f"{first[1]}{rest[1]}"
    compound = f"{first[1]}-{rest[1]}"
    keeps = compound in text or (whole not in text and first[1].lower() in _first_parts())
    return line + following if keeps else line[:-1] + following


def _without_heads(lines: list[str]) -> list[str]:
    """Return the lines but the heads and feet of numbered pages; a paragraph that went on over a page is one again."""
    heads = {number for number, line in enumerate(lines) if _is_head(line)}
    if not heads:
        return lines
    kept: list[str] = []
    beyond_page = False
    for number, line in enumerate(lines):
        if number in heads:
            beyond_page = True
        elif not beyond_page:
            kept.append(line)
        elif line.strip():
            _turn_page(kept, line)
            beyond_page = False
    return kept or [""]


def _turn_page(kept: list[str], line: str) -> None:
    """Add the first line of a page: to its paragraph where the last one broke off, else behind an empty line."""
    while kept and not kept[-1].strip():
        kept.pop()
    if kept and (SENTENCE_END.search(kept[-1]) or not line.lstrip()[:1].islower()):
        kept.append("")
    kept.append(line)


def _is_head(line: str) -> bool:
    return len(line) <= LONGEST_HEAD and _head().fullmatch(line.strip()) is not None


@cache
def _head() -> re.Pattern[str]:
    numbers = "|".join(pattern for one in KNOWN for pattern in one.prose.page_numbers)
    beside = r"[^.!?\n]{1,70}?"
    return re.compile(
        rf"(?:{beside}(?:\s{{2,}}|\s*[|·•–—]\s*))?[-–—]?\s*(?:{numbers})\s*[-–—]?(?:(?:\s{{2,}}|\s*[|·•–—]\s*){beside})?",
        re.IGNORECASE,
    )


@cache
def _first_parts() -> frozenset[str]:
    return frozenset[str]().union(*(one.prose.keeping_hyphen for one in KNOWN))
