"""The dates a text gives: months and weekdays in any order, and those told from today.

"29 September 2018", "Sept. 29", "29/09/2018", "٢٩ أيلول/سبتمبر" and, in an article of Saturday the 29th, "Saturday".
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from bot.reading.quantities import number_at
from index.tongues.registry import of_word, tongue
from index.tongues.scripts import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.wording import Word
    from index.tongues.calendar import Calendar
    from index.tongues.tongue import Tongue

SHORT = 4  # letters; of a shorter word nothing comes off: "باب" is no month
PARTS, DECEMBER = 3, 12  # of a date in digits
DAYS_OF_MONTH = range(1, 32)
FIRST_YEAR, LAST_YEAR = 1000, 2100


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text, as far as it is given.

    Attributes:
        start: the first of its words, by place in the wording.
        end: the word after its last.
        month: 1 to 12.
        weekday: 0 is Monday.
        period: what is last, this or next: "day", "year", "month", "week", "weekday", ...
        shift: -1 for last or yesterday, 0 for this or today, 1 for next or tomorrow.
    """

    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    period: str = ""
    shift: int = 0

    def in_year(self, year: int | None) -> Date:
        """Return the date in a year, if it has none itself."""
        return replace(self, year=year) if self.year is None else self

    def within(self, other: Date) -> bool:
        """Say whether another date says all this one says: "September" is within "29 September"."""
        return all(
            mine is None or mine == theirs
            for mine, theirs in (
                (self.day, other.day), (self.month, other.month),
                (self.year, other.year), (self.weekday, other.weekday),
            )
        )  # fmt: skip


def dates(words: Sequence[Word], language: str) -> list[Date]:
    """Return the dates among some words of a text in a language, in order."""
    reader = _Reader(words, language)
    found: list[Date] = []
    place = 0
    while place < len(words):
        date = reader.read(place)
        if date is not None and (not found or date.start >= found[-1].end):
            found.append(date)
            place = date.end
        else:
            place += 1
    return found


def resolved(given: Sequence[Date], published: datetime) -> Iterator[Date]:
    """Yield what dates mean in an article of a day: the day "Friday" was or will be, the year of "29 September"."""
    for date in given:
        if date.weekday is not None and date.day is None:
            ahead = (date.weekday - published.weekday()) % 7
            yield from (day for days in (ahead, ahead - 7) for day in _on(date, published, days))
        elif date.period == "day":
            yield from _on(date, published, date.shift)
        elif date.period == "year":
            yield replace(date, year=published.year + date.shift)
        elif date.month is not None and date.year is None:
            for year in (published.year - 1, published.year, published.year + 1):
                yield replace(date, year=year)


def on_weekday(date: Date) -> Date:
    """Return a full date with its weekday."""
    if date.day is None or date.month is None or date.year is None or date.weekday is not None:
        return date
    with suppress(ValueError):  # 31 June
        return replace(date, weekday=datetime(date.year, date.month, date.day, tzinfo=UTC).weekday())
    return date


def _on(date: Date, published: datetime, days: int) -> Iterator[Date]:
    """Yield a date as the day so many days from a day; none where the calendar has no such day."""
    with suppress(OverflowError):
        when = published + timedelta(days)
        yield replace(date, day=when.day, month=when.month, year=when.year, weekday=when.weekday())


@cache
def _months(code: str) -> dict[tuple[str, ...], int]:
    """Return the folded words of a month's name → its number, of a language."""
    return {tuple(name.split()): number for name, number in tongue(code).calendar.months.items()}


@cache
def _weekdays(code: str) -> dict[tuple[str, ...], int]:
    calendar = tongue(code).calendar
    return {(calendar.article + name,): number for name, number in calendar.weekdays.items()}


def _tongue_of(word: Word, language: str) -> Tongue:
    """Return the tongue a word is read by: "May" in an Arabic sentence, or in a German one, is read as English."""
    own = of_word(word.folded, language)
    return own if own.calendar.months else of_word(word.folded, UNKNOWN)


class _Reader:
    """Some words, read for the dates that begin at their places."""

    def __init__(self, words: Sequence[Word], language: str) -> None:
        self.words = words
        self.tongues = [_tongue_of(word, language) for word in words]

    def read(self, place: int) -> Date | None:
        """Return the date that begins at a place."""
        return self._numeric(place) or self._calendar(place) or self._relative(place)

    def _known(self, place: int) -> Calendar:
        return self.tongues[place].calendar

    def _named(self, place: int, table: dict[tuple[str, ...], int]) -> tuple[int, int] | None:
        """Return the number of the month or weekday at a place, and the place after it."""
        for length in (2, 1):
            run = self.words[place : place + length]
            if len(run) == length:
                for form in run[0].forms if len(run[0].folded) > SHORT else (run[0].folded,):
                    number = table.get((form, *(word.folded for word in run[1:])))
                    if number is not None:
                        return number, place + length
        return None

    def _month(self, place: int) -> tuple[int, int] | None:
        """Return a month and the place after it; "كانون الثاني/يناير" is one."""
        if place >= len(self.words):
            return None
        named = self._named(place, _months(self.tongues[place].code))
        if named is None:
            return None
        number, end = named
        if end == place + 1 and not self._surely_month(place):
            return None
        if end < len(self.words) and "/" in self.words[end].gap:
            again = self._named(end, _months(self.tongues[end].code))
            end = again[1] if again else end
        return number, end

    def _surely_month(self, place: int) -> bool:
        word, known = self.words[place], self._known(place)
        if known.capitals and word.text[0].islower():
            return False
        if known.doubtful.isdisjoint(word.forms):
            return True
        beside = (place - 1, place + 1)
        if any(0 <= near < len(self.words) and self.words[near].digits for near in beside):
            return True
        return place > 0 and self.words[place - 1].folded in self._known(place - 1).beside_month

    def _calendar(self, place: int) -> Date | None:
        """Return the date with a month or a weekday that begins at a place, a day's number before it included."""
        weekday = self._weekday(place)
        if weekday is None:
            return self._day_month(place)
        number, end = weekday
        rest = self._day_month(end)
        if rest is not None:
            return replace(rest, start=place, weekday=number)
        shift, end = self._shift(end)
        return Date(
            place, end, weekday=number, period="weekday" if shift is not None else "", shift=shift or 0
        )

    def _weekday(self, place: int) -> tuple[int, int] | None:
        if place >= len(self.words):
            return None
        word, known = self.words[place], self._known(place)
        if word.folded in known.doubtful or (known.capitals and word.text[0].islower()):
            return None
        return self._named(place, _weekdays(self.tongues[place].code))

    def _day_month(self, place: int) -> Date | None:
        day, at = self._day(place)
        if day is not None:
            while at < len(self.words) and self._words_before_month(at):
                at += 1
        month = self._month(at)
        if month is None:
            return None
        number, end = month
        if day is None:
            day, end = self._day(end)
        year, end = self._year(end)
        shift, end = self._shift(end) if year is None else (None, end)
        return Date(
            place, end, day, number, year, period="month" if shift is not None else "", shift=shift or 0
        )

    def _words_before_month(self, place: int) -> bool:
        known = self._known(place)
        return self.words[place].folded in known.of | known.before_month

    def _day(self, place: int) -> tuple[int | None, int]:
        """Return the number of a day at a place, and the place after it."""
        words = self.words
        if ordinal := self._ordinal_day(place):
            return ordinal
        if place >= len(words) or not re.fullmatch(r"\d\d?", words[place].folded):
            return None, place
        day, after = int(words[place].folded), place + 1
        if after < len(words) and words[after].digits and words[after].gap in {"-", "–"}:
            return None, place  # a score
        if after < len(words) and words[after].folded in self._known(after).nth and not words[after].gap:
            after += 1
        return (day, after) if day in DAYS_OF_MONTH else (None, place)

    def _ordinal_day(self, place: int) -> tuple[int, int] | None:
        """Return the day that an ordinal in words gives ("الأول من أكتوبر"), and the place after it."""
        words = self.words
        if place >= len(words) or words[place].digits or (place and self._has_article(place - 1)):
            return None
        number = number_at(words, place)
        if number is None or number.end >= len(words):
            return None
        if words[number.end].folded not in self._known(number.end).of:
            return None
        return (int(number.value), number.end) if number.value in DAYS_OF_MONTH else None

    def _has_article(self, place: int) -> bool:
        article = self._known(place).article
        return bool(article) and self.words[place].folded.startswith(article)

    def _year(self, place: int) -> tuple[int | None, int]:
        words, at = self.words, place
        while at < len(words) and words[at].folded in self._known(at).of | self._known(at).before_year:
            at += 1
        if at < len(words) and re.fullmatch(r"\d{4}", words[at].folded) and "." not in words[at].gap:
            year = int(words[at].folded)
            if FIRST_YEAR <= year <= LAST_YEAR:
                return year, at + 1
        return None, place

    def _shift(self, place: int) -> tuple[int | None, int]:
        """Return what a word behind a month or weekday shifts it by."""
        if place >= len(self.words):
            return None, place
        shift = self._known(place).shifts_after.get(self.words[place].folded)
        return shift, place + (shift is not None)

    def _numeric(self, place: int) -> Date | None:
        """Return a date in digits: 2018-09-29, 29/09/2018, 29.9.2018; the day comes first where either could."""
        words = self.words
        run = [words[place].folded] if words[place].digits else []
        end = place + 1
        if run and run[0].count(".") == PARTS - 1:
            run = run[0].split(".")
        else:
            while run and len(run) < PARTS and end < len(words) and _continues(words[end]):
                run.append(words[end].folded)
                end += 1
        if len(run) != PARTS or not all(re.fullmatch(r"\d{1,4}", part) for part in run):
            return None
        first, second, third = map(int, run)
        year, month, day = (first, second, third) if first >= FIRST_YEAR else (third, second, first)
        if month > DECEMBER:
            month, day = day, month
        if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= DECEMBER and day in DAYS_OF_MONTH):
            return None
        return Date(place, end, day, month, year)

    def _relative(self, place: int) -> Date | None:
        """Return "yesterday", "last year", "العام الماضي"."""
        word, known = self.words[place], self._known(place)
        for form in word.forms:
            shift = known.days.get(form)
            if shift is not None and (form == word.folded or shift) and not self._idiom(place):
                return Date(place, place + 1, period="day", shift=shift)
        if place + 1 >= len(self.words):
            return None
        shift = known.shifts_before.get(word.folded)
        return self._shifted_after(place) if shift is None else self._shifted_before(place, shift)

    def _idiom(self, place: int) -> bool:
        """Say whether "أمس" is none: "في أمس الحاجة" is a dire need."""
        return place + 1 < len(self.words) and (
            self.words[place + 1].folded in self._known(place + 1).no_day_before
        )

    def _shifted_before(self, place: int, shift: int) -> Date | None:
        """Return "last year", "last July", "next Monday", whose first word has been read; "this Monday" is a Monday."""
        if shift and (weekday := self._weekday(place + 1)):
            return Date(place, weekday[1], weekday=weekday[0], period="weekday", shift=shift)
        if month := self._month(place + 1):
            return Date(place, month[1], month=month[0], period="month", shift=shift)
        period = self._known(place + 1).periods.get(self.words[place + 1].folded)
        return None if period is None else Date(place, place + 2, period=period, shift=shift)

    def _shifted_after(self, place: int) -> Date | None:
        """Return "العام الماضي", "la semaine dernière" without its article."""
        shift = self._known(place + 1).shifts_after.get(self.words[place + 1].folded)
        periods = self._known(place).periods
        period = next((periods[form] for form in self.words[place].forms if form in periods), None)
        return None if shift is None or period is None else Date(place, place + 2, period=period, shift=shift)


def _continues(word: Word) -> bool:
    """Say whether a word goes on with the date in digits before it."""
    return word.digits and word.gap in {"/", "-"}
