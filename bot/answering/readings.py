"""The dates and numbers of a quote in another language as the reader would write them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot import phrases
from bot.answering.types import Reading
from bot.reading.datings import dates
from bot.reading.quantities import is_dual, quantities
from bot.reading.wording import read
from index.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.reading.datings import Date
    from bot.reading.quantities import Quantity
    from bot.reading.wording import Wording

LEAST = 2  # "one" is as often no number
LEAP_YEAR = 2000  # a year in which every month and day have been
DIGITS = 3  # of a fraction
GROUPED = 10_000  # from here on digits stand in groups: below, it may be a year


def readings(quote: str, language: str, reader: str) -> tuple[Reading, ...]:
    """Return the dates and numbers of a quote, in its order, that a reader would write in another way.

    Args:
        quote: verbatim.
        language: of the quote, ISO 639-1.
        reader: the reader's language.
    """
    wording, found, start = read(quote, language), [], 0
    for first, last, written in sorted(_told(wording, reader)):
        said = wording.said(first, last)
        at = quote.find(said, start)
        if at < 0:  # a mark that draws nothing stands in it
            continue
        start = at + len(said)
        if _bare(said) != _bare(written):
            found.append(Reading(said, written, Span(at, start)))
    return tuple(found)


def _told(wording: Wording, reader: str) -> Iterator[tuple[int, int, str]]:
    """Yield the first word of each date and number, the word after its last, and how a reader writes it."""
    days = dates(wording.words, wording.language)
    for one in days:
        if written := _day(one, reader):
            yield one.start, one.end, written
    taken = {place for one in days for place in range(one.start, one.end)}
    for number in quantities(wording.words, taken):
        if is_dual(wording.words[number.start]):
            continue  # "2" would stand for "two years" and "the two brothers" alike
        if written := _figure(number, reader):
            yield number.start, number.end, written


def _day(told: Date, reader: str) -> str:
    """Return a date with a month as a reader writes it, as far as it is given; "" for any other."""
    if told.month is None or (told.day is None and told.year is None):
        return ""
    try:
        whole = phrases.day(date(told.year or LEAP_YEAR, told.month, told.day or 1), reader)
    except ValueError:  # 31 June
        return ""
    texts = phrases.say(reader)
    month = texts.months[told.month - 1]
    if told.day is None:
        return f"{month} {told.year}"
    return whole if told.year else whole.removesuffix(str(LEAP_YEAR)).rstrip()


def _figure(number: Quantity, reader: str) -> str:
    """Return a number as a reader writes it; "" for one that isn't plain."""
    if not number.certain or number.vague or number.ordinal or len(number.values) > 1 or number.value < LEAST:
        return ""
    if number.unit == "hour" and number.value % 1:
        return ""  # a time of day
    if number.value % 1:
        return f"{number.value:.{DIGITS}f}".rstrip("0")
    return phrases.figure(int(number.value), reader) if number.value >= GROUPED else f"{number.value:.0f}"


def _bare(text: str) -> str:
    """Return a number or date as it is written in any language, to be compared: "1,500" and "1 500" are one."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
