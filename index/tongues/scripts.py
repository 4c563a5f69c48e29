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
    ("\u0e80\u0eff", "lo"), ("\u1000\u109f", "my"), ("\u10a0\u10ff", "ka"), ("\u1100\u11ff", "ko"),
    ("\u1200\u137f", "am"), ("\u1780\u17ff", "km"), ("\u1e00\u1eff", "latin"), ("\u1f00\u1fff", "el"),
    ("\u3005\u3007", "zh"), ("\u3041\u30ff", "ja"), ("\u3400\u9fff", "zh"), ("\uac00\ud7a3", "ko"),
    ("\uf900\ufaff", "zh"), ("\ufb50\ufdff", "arabic"), ("\ufe70\ufefc", "arabic"),
    ("\U00020000\U0003ffff", "zh"),
)  # fmt: skip
_STARTS = [span[0] for span, _ in SCRIPTS]
# A Chinese sign says as much as several letters.
LETTERS_PER_SIGN = {"zh": 3, "ja": 3, "ko": 2}
# Japanese is written with Chinese signs too: a text of those is Japanese if a sixth of it is kana.
WITHIN = {"zh": "ja"}
# Letters and marks of the scripts that put no space between words (Han and kana, Thai, Lao, Burmese, Khmer): the inside
# of a regular expression's character class.
UNSPACED = (
    r"\u3005-\u3007\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    r"\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ebd\u0ec0-\u0ece\u0edc-\u0edf"
    r"\u1000-\u103f\u1050-\u108f\u109a-\u109d\u1780-\u17d3\u17d7\u17dc\u17dd"
)


@cache
def script(letter: str) -> str:
    """Return the script of a lower-case letter; "und" for scripts not told apart here."""
    place = bisect_right(_STARTS, letter) - 1
    span, name = SCRIPTS[place]
    return name if place >= 0 and letter <= span[1] else UNKNOWN


def script_of(word: str) -> str:
    """Return the script of a word's first letter that is in one of `SCRIPTS`; "und" for a word without."""
    first = script(word[:1])
    if first != UNKNOWN:
        return first
    scripts = (script(letter.lower()[0]) for letter in word if letter.isalpha())
    return next((one for one in scripts if one != UNKNOWN), UNKNOWN)
