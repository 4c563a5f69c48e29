"""Numbers as they stand in a text in digits, whatever its language."""

from __future__ import annotations

import re

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")


def numbers(text: str) -> frozenset[str]:
    """Return the numbers in a folded text, without the commas between thousands."""
    return frozenset(match[0].replace(",", "") for match in NUMBER.finditer(text))


def years(text: str) -> frozenset[int]:
    """Return the years in a folded text, from 1000 to 2099."""
    return frozenset(map(int, YEAR.findall(text)))
