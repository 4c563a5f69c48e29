"""What a number written in digits can mean, in the language of its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.wording import Word
    from index.tongues.numerals import Numerals

LONGEST = 18  # digits and separators that are looked at; more is no number but a code
SPACES = {" ", "\u00a0", "\u202f"}  # between groups of digits: a space, no-break, narrow no-break


def readings_of(digits: str, own: Numerals) -> frozenset[float]:
    """Return what a folded number in digits can mean.

    Args:
        digits: with their separators: "3,500" is 3500, "3,5" is 3.5, "3.500" may be both. Where the decimal sign is
            a comma "3.500" is 3500 and "3,500" is 3.5.
        own: the numerals of the text's language.
    """
    digits = digits[:LONGEST]
    if own.decimal == ",":
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
            digits = digits.replace(".", "")
        elif re.fullmatch(r"\d+,\d+", digits):
            return frozenset({float(digits.replace(",", "."))})
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return frozenset({float(digits.replace(",", ""))})
    if re.fullmatch(r"\d+,\d+", digits):
        return frozenset({float(digits.replace(",", "."))})
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits):
        whole = float(digits.replace(".", ""))
        return frozenset({whole, float(digits)} if digits.count(".") == 1 else {whole})
    plain = re.sub(r"[.,](?=.*[.,])", "", digits).replace(",", ".")
    return frozenset({float(plain)})


def grouped(words: Sequence[Word], start: int, own: Numerals) -> tuple[str, int]:
    """Return the digits that begin at a place, with the groups behind them: "1 234,5"; and the place after them."""
    digits, end = words[start].folded, start + 1
    if own.spaced and re.fullmatch(r"[1-9]\d{0,2}", digits):
        while (
            end < len(words)
            and digits.isdigit()
            and words[end].gap in SPACES
            and re.fullmatch(r"\d{3}(?:,\d+)?", words[end].folded)
        ):
            digits, end = digits + words[end].folded, end + 1
    return digits, end
