"""The scripts that words are written in."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

UNKNOWN = "und"
# First and last letter of each script's part of Unicode, lower-case; a language that is alone in its script stands for
# it.
SCRIPTS = (
    ("az", "latin"), ("\u00c0\u024f", "latin"), ("\u0370\u03ff", "el"), ("\u0400\u052f", "cyrillic"),
    ("\u0531\u0587", "hy"), ("\u05d0\u05ea", "he"), ("\u0620\u06ff", "arabic"), ("\u0750\u077f", "arabic"),
    ("\u0900\u097f", "hi"), ("\u0980\u09ff", "bn"), ("\u0b80\u0bff", "ta"), ("\u0e00\u0e7f", "th"),
    ("\u10a0\u10ff", "ka"), ("\u1100\u11ff", "ko"), ("\u1200\u137f", "am"), ("\u1e00\u1eff", "latin"),
    ("\u1f00\u1fff", "el"), ("\u3041\u30ff", "ja"), ("\u3400\u9fff", "zh"), ("\uac00\ud7a3", "ko"),
    ("\ufb50\ufdff", "arabic"), ("\ufe70\ufefc", "arabic"),
)  # fmt: skip
_STARTS = [span[0] for span, _ in SCRIPTS]


@cache
def script(letter: str) -> str:
    """Return the script of a lower-case letter; "und" for scripts not told apart here."""
    place = bisect_right(_STARTS, letter) - 1
    span, name = SCRIPTS[place]
    return name if place >= 0 and letter <= span[1] else UNKNOWN


def script_of(word: str) -> str:
    """Return the script of a word's first letter, "" for what has no letter."""
    first = next(filter(str.isalpha, word), "")
    return script(first.lower()[0]) if first else ""
