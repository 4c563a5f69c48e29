"""The dates a text gives: months and weekdays in English and Arabic, in any order, and those told from today.

"29 September 2018", "Sept. 29", "29/09/2018", "٢٩ أيلول/سبتمبر" and, in an article of Saturday the 29th, "Saturday".
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from bot.reading.calendar import MONTH_NAMES, WEEKDAY_NAMES
from bot.reading.quantities import number_at
from index.terms import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.wording import Word

# Words that are months or days only beside other words of a date: "may", "ماي" (Theresa May), "march", "آب", "sun".
DOUBTFUL = frozenset(
    plain(word) for word in "may march mar jan jun dec mon sun sat wed ماي آب أوت جوان".split()
)
IN_MONTH = frozenset(
    map(
        plain,
        (
            "in of last next this since until by early late mid before after from during"
            " شهر في من منذ خلال حتى مطلع أواخر أوائل منتصف نهاية بداية"
        ).split(),
    )
)
DAYS_TEXT = {
    -1: "yesterday أمس الأمس البارحة",
    0: "today tonight اليوم الليلة",
    1: "tomorrow غدا الغد",
}
# What is last, this or next: (before the unit in English, behind it in Arabic).
SHIFTS_TEXT = {
    -1: "last past previous الماضي الماضية المنصرم المنصرمة الفائت الفائتة السابق السابقة",
    0: "this current الجاري الجارية الحالي الحالية",
    1: "next coming upcoming المقبل المقبلة القادم القادمة",
}
THIS = frozenset({"هذا", "هذه"})  # before the unit
PERIODS_TEXT = """
year العام السنة عام سنة
month الشهر شهر
week الأسبوع أسبوع
weekend
season الموسم
summer الصيف صيف
winter الشتاء شتاء
spring الربيع ربيع
autumn fall الخريف خريف
"""
NUMERIC = re.compile(r"[/\-.]")
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


def dates(words: Sequence[Word]) -> list[Date]:
    """Return the dates among some words, in order."""
    found: list[Date] = []
    place = 0
    while place < len(words):
        date = _numeric(words, place) or _calendar(words, place) or _relative(words, place)
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
            for days in (ahead, ahead - 7):
                yield _on(date, published + timedelta(days))
        elif date.period == "day":
            yield _on(date, published + timedelta(date.shift))
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


def _on(date: Date, when: datetime) -> Date:
    return replace(date, day=when.day, month=when.month, year=when.year, weekday=when.weekday())


def _table(names: tuple[str, ...], article: str = "") -> dict[tuple[str, ...], int]:
    """Return folded name → its number from 0; `article` is written onto the Arabic names."""
    return {
        tuple((name if name.isascii() else article + name).split()): number
        for number, some in enumerate(names)
        for name in some.split("|")
    }


MONTHS, WEEKDAYS = _table(MONTH_NAMES), _table(WEEKDAY_NAMES, plain("ال"))


@cache
def _shifts() -> dict[str, int]:
    return {plain(word): shift for shift, text in SHIFTS_TEXT.items() for word in text.split()}


@cache
def _days() -> dict[str, int]:
    return {plain(word): shift for shift, text in DAYS_TEXT.items() for word in text.split()}


@cache
def _periods() -> dict[str, str]:
    lines = (line.split() for line in PERIODS_TEXT.strip().splitlines())
    return {plain(word): words[0] for words in lines for word in words}


def _named(words: Sequence[Word], place: int, table: dict[tuple[str, ...], int]) -> tuple[int, int] | None:
    """Return the number of the month or weekday at a place, and the place after it."""
    for length in (2, 1):
        run = words[place : place + length]
        if len(run) == length:
            for form in run[0].forms if len(run[0].folded) > SHORT else (run[0].folded,):
                number = table.get((form, *(word.folded for word in run[1:])))
                if number is not None:
                    return number, place + length
    return None


def _month(words: Sequence[Word], place: int) -> tuple[int, int] | None:
    """Return a month and the place after it; "كانون الثاني/يناير" is one."""
    named = _named(words, place, MONTHS) if place < len(words) else None
    if named is None:
        return None
    number, end = named
    if end == place + 1 and not _surely_month(words, place):
        return None
    if end < len(words) and "/" in words[end].gap and (again := _named(words, end, MONTHS)):
        end = again[1]
    return number + 1, end


def _surely_month(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    latin = word.folded.isascii()
    if latin and word.text[0].islower():
        return False
    if not any(form in DOUBTFUL for form in word.forms):
        return True
    before, after = words[place - 1] if place else None, words[place + 1] if place + 1 < len(words) else None
    beside = any(near is not None and near.digits for near in (before, after))
    return beside or (before is not None and before.folded in IN_MONTH)


def _calendar(words: Sequence[Word], place: int) -> Date | None:
    """Return the date with a month or a weekday that begins at a place, a day's number before it included."""
    if weekday := _weekday(words, place):
        start, (number, end) = place, weekday
        rest = _day_month(words, end)
        if rest is not None and rest.start == end:
            return replace(rest, start=start, weekday=number)
        shift, end = _shift(words, end)
        return Date(
            start, end, weekday=number, period="weekday" if shift is not None else "", shift=shift or 0
        )
    return _day_month(words, place)


def _weekday(words: Sequence[Word], place: int) -> tuple[int, int] | None:
    word = words[place]
    if word.folded.isascii() and (word.text[0].islower() or word.folded in DOUBTFUL):
        return None
    return _named(words, place, WEEKDAYS)


def _day_month(words: Sequence[Word], place: int) -> Date | None:
    day, at = _day(words, place)
    if day is not None:
        while at < len(words) and words[at].folded in {"of", "من", "شهر"}:
            at += 1
    month = _month(words, at)
    if month is None:
        return None
    number, end = month
    if day is None:
        day, after = _day(words, end)
        end = after if day is not None else end
    year, end = _year(words, end)
    shift, end = _shift(words, end) if year is None else (None, end)
    return Date(place, end, day, number, year, period="month" if shift is not None else "", shift=shift or 0)


def _day(words: Sequence[Word], place: int) -> tuple[int | None, int]:
    """Return the number of a day at a place, and the place after it."""
    if ordinal := _ordinal_day(words, place):
        return ordinal
    if place >= len(words) or not re.fullmatch(r"\d\d?", words[place].folded):
        return None, place
    day, after = int(words[place].folded), place + 1
    if after < len(words) and words[after].digits and words[after].gap in {"-", "–"}:
        return None, place  # a score
    if after < len(words) and words[after].folded in {"st", "nd", "rd", "th"} and not words[after].gap:
        after += 1
    return (day, after) if day in DAYS_OF_MONTH else (None, place)


def _ordinal_day(words: Sequence[Word], place: int) -> tuple[int, int] | None:
    """Return the day that an ordinal in words gives before "of" or "من" ("الأول من أكتوبر"), and the place after it."""
    if place >= len(words) or words[place].digits or (place and words[place - 1].folded.startswith("ال")):
        return None
    number = number_at(words, place)
    if number is None or number.end >= len(words) or words[number.end].folded not in {"of", "من"}:
        return None
    return (int(number.value), number.end) if number.value in DAYS_OF_MONTH else None


def _year(words: Sequence[Word], place: int) -> tuple[int | None, int]:
    at = place
    while at < len(words) and words[at].folded in {"من", "عام", "سنه", "of", "لعام", "العام"}:
        at += 1
    if at < len(words) and re.fullmatch(r"\d{4}", words[at].folded) and "." not in words[at].gap:
        year = int(words[at].folded)
        if FIRST_YEAR <= year <= LAST_YEAR:
            return year, at + 1
    return None, place


def _shift(words: Sequence[Word], place: int) -> tuple[int | None, int]:
    """Return what an Arabic word behind a month, weekday or period shifts it by."""
    shift = (
        _shifts().get(words[place].folded)
        if place < len(words) and not words[place].folded.isascii()
        else None
    )
    return shift, place + (shift is not None)


def _numeric(words: Sequence[Word], place: int) -> Date | None:
    """Return a date in digits: 2018-09-29, 29/09/2018, 29.9.2018; the day comes first where either could."""
    run = [words[place].folded] if words[place].digits else []
    end = place + 1
    if run and run[0].count(".") == PARTS - 1:
        run = run[0].split(".")
    else:
        while (
            run
            and len(run) < PARTS
            and end < len(words)
            and words[end].digits
            and words[end].gap in {"/", "-"}
        ):
            run.append(words[end].folded)
            end += 1
    if len(run) != PARTS or not all(part.isdigit() for part in run):
        return None
    first, second, third = map(int, run)
    year, month, day = (first, second, third) if first >= FIRST_YEAR else (third, second, first)
    if month > DECEMBER:
        month, day = day, month
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= DECEMBER and day in DAYS_OF_MONTH):
        return None
    return Date(place, end, day, month, year)


def _idiom(words: Sequence[Word], place: int) -> bool:
    """Say whether "أمس" is none: "في أمس الحاجة" is a dire need."""
    return place + 1 < len(words) and words[place + 1].folded == plain("الحاجة")


def _relative(words: Sequence[Word], place: int) -> Date | None:
    """Return "yesterday", "last year", "العام الماضي"."""
    word = words[place]
    for form in word.forms:
        if (
            (shift := _days().get(form)) is not None
            and (form == word.folded or shift)
            and not _idiom(words, place)
        ):
            return Date(place, place + 1, period="day", shift=shift)
    if place + 1 >= len(words):
        return None
    after = words[place + 1]
    if word.folded.isascii():
        shift, period = _shifts().get(word.folded), _periods().get(after.folded)
        if shift is not None and shift and (named := _weekday(words, place + 1)):
            return Date(place, named[1], weekday=named[0], period="weekday", shift=shift)
        if shift is not None and (month := _month(words, place + 1)):
            return Date(place, month[1], month=month[0], period="month", shift=shift)
    elif word.folded in THIS:
        shift, period = 0, _periods().get(after.folded)
    else:
        shift = _shifts().get(after.folded)
        period = next((found for form in word.forms if (found := _periods().get(form))), None)
    return None if shift is None or period is None else Date(place, place + 2, period=period, shift=shift)
