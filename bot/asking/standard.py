"""A message as it would be written with care: colloquial words as the standard ones, no shouting, no ornaments.

Everything that reads a question knows the standard language only. What is colloquial in a language says its tongue
(`index.tongues.asking.Asking.colloquial`); what is no part of any question (emojis, quotation marks around it, capitals
throughout) is told by its signs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.asking.dates import aligned
from index.language import detect
from index.tongues.registry import tongue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Pictures and what joins and colours them; signs that measure (°, ㎡) are none.
_PICTURE = "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\u20e3\ufe0e\ufe0f"
EMOJI = re.compile(f"[{_PICTURE}]+(?:\u200d[{_PICTURE}]*)*")
# Quotation marks around all of a message, its end mark inside or outside of them, and none within.
QUOTED = re.compile(
    r"""\s*["“”„«»‘’'`]+(?P<inside>[^"“”„«»]*?\w[^"“”„«»]*?)["“”„«»‘’'`]+(?P<mark>\s*[?؟!.]*)\s*"""
)
WORD = re.compile(r"[^\W\d_]{2,}")
SHOUTED = 3  # words in capitals from which they say nothing: two may be two abbreviations
GROUP = re.compile(r"\\(\d)")


def standard(message: str) -> str:
    """Return a message as it would be written with care; the names in it are left as they are."""
    bare = unquoted(EMOJI.sub(" ", " ".join(message.split())))
    if _is_shouted(bare):
        bare = bare.lower()
    told = " ".join(_in_the_language(bare).split())
    return told if re.search(r"\w", told) else message


def unquoted(message: str) -> str:
    """Return a message without quotation marks around all of it."""
    quoted = QUOTED.fullmatch(message)
    return quoted["inside"] + quoted["mark"].strip() if quoted else message


def _is_shouted(text: str) -> bool:
    """Say whether a text is in capitals throughout, and no mere row of abbreviations."""
    words = WORD.findall(text)
    return len(words) >= SHOUTED and all(map(str.isupper, words))


def _in_the_language(text: str) -> str:
    """Return a text with what is colloquial in its language written as it is taught."""
    asking = tongue(detect(text)).asking
    folded, places = aligned(text)
    if not asking.informal.search(folded):
        return text
    for pattern, written in asking.colloquial:
        if pattern.search(folded):
            text = "".join(_pieces(text, pattern.finditer(folded), places, written))
            folded, places = aligned(text)
    return text


def _pieces(text: str, matches: Iterator[re.Match[str]], places: list[int], written: str) -> Iterator[str]:
    """Yield a text in pieces, with what was found in it written otherwise; its groups as they stand in the text."""
    done = 0
    for match in matches:
        groups = [text[slice(*_span(span, places))] for span in map(match.span, range(match.re.groups + 1))]
        start, end = _span(match.span(), places)
        yield text[done:start]
        yield _filled(written, groups)
        done = end
    yield text[done:]


def _filled(written: str, groups: Sequence[str]) -> str:
    return GROUP.sub(lambda group: groups[int(group[1])], written)


def _span(span: tuple[int, int], places: list[int]) -> tuple[int, int]:
    """Return where in the text stands what stands at a span of the folded one; an empty one where nothing does."""
    start, end = span
    return (places[start], places[end - 1] + 1) if 0 <= start < end else (0, 0)
