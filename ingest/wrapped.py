"""Text wrapped by hand, as wires, mails and editors do it: back to a line a paragraph, or sentences end with lines."""

from __future__ import annotations

import re
from itertools import pairwise

# Code points. A text with a longer line was not wrapped by hand, one whose longest is shorter is a list or a poem.
WIDEST, NARROWEST = 100, 40
# So many line ends must be where the next word did not fit, and this share of all that are inside paragraphs.
FEWEST, SHARE = 3, 0.5
BEGINS_ANEW = re.compile(r"\s*(?:[-–—•·▪●*+>#|]|\(?\d{1,3}[.)]\s|$)")


def unwrapped(text: str) -> str:
    """Return a text with the lines of its paragraphs joined where it was wrapped by hand; any other as it is."""
    lines = text.split("\n")
    width = max(map(len, lines))
    if not NARROWEST <= width <= WIDEST:
        return text
    inside = [pair for pair in pairwise(lines) if pair[0].strip() and pair[1].strip()]
    full = sum(_is_full(line, following, width) for line, following in inside)
    if full < max(FEWEST, SHARE * len(inside)):
        return text
    joined = [lines[0]]
    for line, following in pairwise(lines):
        if _is_full(line, following, width):
            joined[-1] = f"{joined[-1].rstrip()} {following.lstrip()}"
        else:
            joined.append(following)
    return "\n".join(joined)


def _is_full(line: str, following: str, width: int) -> bool:
    """Tell whether a line ends where it does because the next word would have made it wider than the text is."""
    if not line.strip() or BEGINS_ANEW.match(following):
        return False
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width
