"""The numbers of a sentence beside those of its evidence: how many, how exactly, of what."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.guard.statement import Fault
from bot.reading.numerals import Bound
from bot.reading.quantities import Quantity, offered
from index.tongues.registry import tongue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.guard.statement import Statement
    from bot.reading.alignment import Alignment


def unsaid_numbers(said: Statement, shown: Sequence[Statement]) -> Iterator[Fault]:
    """Yield numbers that the evidence hasn't, or has only as another claim: "300" for "more than 300"."""
    told = [one for quote in shown for one in _told(quote)]
    across = any(quote.wording.language != said.wording.language for quote in shown)
    for one in said.quantities:
        alike = [other for other in told if _same_value(one, other)]
        if not alike and one.certain:
            yield Fault("number", said.said(one), "no such number in the evidence")
        elif alike and not any(_same_claim(one, other, across=across) for other in alike):
            yield Fault("qualifier", said.said(one), f"the evidence says {alike[0].bound.value}")


def unsaid_scores(said: Statement, shown: Sequence[Statement]) -> Iterator[Fault]:
    """Yield scores that are none of the evidence's: "3&2", though it has a three here and a two there."""
    told = {pair for quote in shown for _, pair in _pairs(quote, READ_AS_ONE)}
    for place, pair in _pairs(said, _joined_by(said.wording.language)):
        if told and pair not in told:
            yield Fault("number", said.wording.said(place, place + 2), "no such score in the evidence")


def _pairs(text: Statement, between: re.Pattern[str]) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield where two numbers in digits follow each other with no more between them than a pattern takes, and which."""
    words = text.wording.words
    calendar = {place for date in text.dates for place in range(date.start, date.end)}
    figures = [place for place, word in enumerate(words) if word.digits and place not in calendar]
    for first, second in pairwise(figures):
        said = text.wording.said(first, second + 1)
        if between.fullmatch(said.removeprefix(words[first].text).removesuffix(words[second].text)):
            yield first, frozenset({words[first].folded, words[second].folded})


READ_AS_ONE = re.compile(r"\W*(?:\w+\W+)?")  # the evidence's are read generously: "2 to 4"


@cache
def _joined_by(language: str) -> re.Pattern[str]:
    """Return a pattern of what makes one score of two numbers: "3-2", or a language's word for it."""
    words = (re.escape(word) for word in tongue(language).numerals.against.split())
    return re.compile("|".join((r"\s?[-–&]\s?", *(rf"\s{word}\s" for word in words))))


def exchanged_counts(
    said: Statement, shown: Sequence[Statement], beside: Sequence[Alignment]
) -> Iterator[Fault]:
    """Yield numbers that count what the evidence counts with another: "5 soldiers" of "3 soldiers and 5 civilians"."""
    theirs = [[(other, quote.counted(other)) for other in quote.quantities] for quote in shown]
    for one in said.quantities:
        counted = said.counted(one)
        own, others = 0, 0
        for numbers, alignment in zip(theirs, beside, strict=True):
            there = alignment.covered(counted)
            for other, counted_there in numbers:
                met = len(there.intersection(counted_there))
                if _same_value(one, other):
                    same_unit = one.unit and one.unit == other.unit
                    unclear = not counted_there or (alignment.across and same_unit)
                    own = 1 if unclear else max(own, met)
                elif other.certain:
                    others = max(others, met)
        if others and not own and one.certain:
            yield Fault("number", said.said(one), "the evidence counts something else with it")


def _told(quote: Statement) -> Iterator[Quantity]:
    """Yield every number a quote gives, those of its dates too, and what may be one."""
    yield from quote.quantities
    yield from offered(quote.wording.words)
    for date in quote.dates:
        for value in (date.day, date.year):
            if value is not None:
                yield Quantity(frozenset({float(value)}), date.start, date.end)


def _same_value(one: Quantity, other: Quantity) -> bool:
    if one.unit and other.unit and one.unit != other.unit and "century" not in {one.unit, other.unit}:
        return False
    if _in_century(one, other) or _in_century(other, one) or _share(one) & _share(other):
        return True
    if one.vague:
        return (one.value == other.value) if other.vague else one.value <= other.value < one.value * VAGUE
    return (bool(one.values & other.values) and not other.vague) or _rounded(one, other)


def _in_century(one: Quantity, other: Quantity) -> bool:
    """Say whether one is a century in which the other, a year, lies: "القرن العشرين" of the 1980s."""
    return one.unit == "century" and any(
        100 * (one.value - 1) <= value < 100 * one.value for value in other.values
    )


def _share(one: Quantity) -> set[float]:
    """Return a number as a share of one, if it is a percentage or a fraction: "half" is 50 percent."""
    if one.unit == "%":
        return {round(value / 100, 4) for value in one.values}
    return {round(value, 4) for value in one.values if 0 < value < 1}


VAGUE = 100  # "thousands" may stand for less than so many times as many
NEAR = 0.05  # how far off "about" may be, as a share
FAR = 0.2  # how far below or above another number "more than" or "up to" may be


def _rounded(one: Quantity, other: Quantity) -> bool:
    """Say whether a number that claims not to be exact is another, exact one rounded: "more than 800" of 832."""
    if (
        one.bound is Bound.EXACT
        or other.bound is not Bound.EXACT
        or _digits(one.value) >= _digits(other.value)
    ):
        return False
    share = one.value / other.value if other.value else 0.0
    least = 1 - NEAR if one.bound is Bound.ABOUT else 1 - FAR if one.bound is Bound.LEAST else 1
    most = 1 + NEAR if one.bound is Bound.ABOUT else 1 if one.bound is Bound.LEAST else 1 + FAR
    return least <= share <= most


def _digits(value: float) -> int:
    """Return how many digits a number has before its trailing zeros."""
    return len(f"{value:.0f}".rstrip("0"))


def _same_claim(one: Quantity, other: Quantity, *, across: bool) -> bool:
    if (
        one.bound is other.bound
        or not (one.certain and other.certain)
        or (one.values.isdisjoint(other.values) and not one.vague)
    ):
        return True
    both = {one.bound, other.bound}
    if Bound.UP_TO in both and (Bound.MOST in both or (across and Bound.EXACT in both)):
        return True  # "يصل إلى 20" may be "reaches 20" and "up to 20"
    return one.bound is Bound.ABOUT and other.bound is Bound.EXACT
