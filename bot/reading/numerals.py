"""The words numbers are written with, their units, and what makes a number inexact, as tables of one tongue."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from index.terms import plain
from index.tongues.registry import tongue

if TYPE_CHECKING:
    from collections.abc import Iterable


class Bound(Enum):
    """How a number is meant."""

    EXACT = "exactly"
    ABOUT = "about"
    LEAST = "at least, or more than"
    MOST = "at most, or less than"
    UP_TO = "up to"


class Part(Enum):
    """What a number word does in a number."""

    UNIT = "1 to 19"
    TEN = "20, 30, ... 90"
    HUNDREDS = "200, 300, ... 900 in one word"
    HUNDRED = "100"
    SCALE = "1,000 and on"
    PAIR = "two of a scale in one word"
    FRACTION = "half, third, quarter"
    VAGUE = "tens, hundreds, thousands"


class Entry(NamedTuple):
    """A number word of a table; `rough` if it means about so many: the French "vingtaine"."""

    part: Part
    value: float
    ordinal: bool = False
    rough: bool = False


SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
PERCENT_SIGNS = ("%", "\u066a")
CURRENCY_SIGNS = {"$": "usd", "€": "eur", "£": "gbp"}
UNIT_SIGNS = {**CURRENCY_SIGNS, **dict.fromkeys(PERCENT_SIGNS, "%")}
JOINED = re.compile(r"[\s\-–‑]*$")  # what may stand between the words of one number


@cache
def numerals(code: str) -> dict[str, Entry]:
    """Return the number words of a tongue, folded."""
    own = tongue(code).numerals
    table: dict[str, Entry] = {}

    def add(
        part: Part, rows: Iterable[tuple[float, str]], *, ordinal: bool = False, rough: bool = False
    ) -> None:
        for value, words in rows:
            for word in re.split(r"[|\s]", words):
                table.setdefault(plain(word), Entry(part, value, ordinal, rough))

    add(Part.UNIT, enumerate(own.small.split()))
    add(Part.UNIT, enumerate(own.small_ordinals.split(), 1), ordinal=True)
    add(Part.TEN, zip(range(20, 100, 10), own.tens.split(), strict=False))
    add(Part.TEN, zip(range(20, 100, 10), own.ten_ordinals.split(), strict=False), ordinal=True)
    add(Part.TEN, zip(range(20, 100, 10), own.decades.split(), strict=False))
    add(Part.HUNDRED, ((100, word) for word in own.hundred.split()))
    add(Part.HUNDREDS, zip(range(200, 1000, 100), own.hundreds.split(), strict=False))
    add(Part.SCALE, own.scales)
    add(Part.SCALE, own.collectives, rough=True)
    add(Part.PAIR, own.pairs)
    add(Part.VAGUE, own.vague)
    add(Part.FRACTION, own.fractions)
    return table


@cache
def folded(words: str) -> frozenset[str]:
    """Return words that stand with spaces between, as a table of folded ones."""
    return frozenset(map(plain, words.split()))


@cache
def endings(words: str) -> tuple[str, ...]:
    """Return the same in a form that `str.endswith` takes."""
    return tuple(folded(words))


@cache
def phrases(text: str) -> frozenset[tuple[str, ...]]:
    """Return phrases that stand with "|" or a new line between, each as its folded words.

    What is written onto a word with an apostrophe is a word of its own, as in a text that is read.
    """
    return frozenset(
        tuple(plain(phrase).replace("'", " ").split())
        for phrase in re.split(r"[|\n]", text)
        if phrase.strip()
    )


@cache
def parts(code: str) -> dict[str, int]:
    """Return folded word → into how many parts it divides: "thirds"."""
    return {word: number for number, words in tongue(code).numerals.parts for word in folded(words)}


@cache
def loose_fractions(code: str) -> dict[str, float]:
    """Return folded word → the fraction it may say without being a number."""
    return {word: value for value, words in tongue(code).numerals.loose_fractions for word in folded(words)}


@cache
def short_scales(code: str) -> dict[str, float]:
    """Return folded word → the scale it is behind digits: "3bn"."""
    return {word: value for value, words in tongue(code).numerals.short_scales for word in folded(words)}


@cache
def units(code: str) -> dict[str, str]:
    """Return folded word → unit."""
    return {word: unit for unit, words in tongue(code).numerals.units for word in folded(words)}


@cache
def bounds(code: str, *, after: bool) -> dict[tuple[str, ...], Bound]:
    """Return folded phrase → how it means the number before or after which it stands."""
    own = tongue(code).numerals
    table = (
        ((Bound.LEAST, own.least_after), (Bound.MOST, own.most_after), (Bound.ABOUT, own.about_after))
        if after
        else (
            (Bound.LEAST, own.least),
            (Bound.MOST, own.most),
            (Bound.UP_TO, own.up_to),
            (Bound.ABOUT, own.about),
        )
    )
    return {phrase: bound for bound, text in table for phrase in phrases(text)}


@cache
def longest(code: str, *, after: bool) -> int:
    """Return how many words the longest of these phrases has."""
    return max(map(len, bounds(code, after=after)), default=0)
