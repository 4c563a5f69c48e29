"""The lists of other articles' headlines below a text; what else is furniture says `index.furniture`."""

from __future__ import annotations

from index.furniture import LONGEST, SENTENCE_END, is_heading


def without_lists(lines: list[str]) -> list[str]:
    """Return the lines up to the last "most read" heading below which only headlines follow."""
    for number in range(len(lines) - 1, 0, -1):
        line = lines[number].strip(" :\t")
        if len(line) > LONGEST or SENTENCE_END.search(line[-5:]):
            break
        if is_heading(line):
            return lines[:number]
    return lines
