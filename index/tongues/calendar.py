"""The words that dates are written and told with.

All words and patterns are for folded text (`index.terms.plain`). What a date is made of, and which days are meant, is
the rooms' to know: `bot/asking/dates.py` reads questions, `bot/reading/datings.py` sentences, `ingest/dates.py`
metadata and the lines above an article.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NEVER = "(?!)"  # a pattern that nothing matches
Meaning = TypeVar("Meaning", int, str)


def named(names: Mapping[Meaning, str]) -> dict[str, Meaning]:
    """Return each name with what it means; names that mean one thing stand in one string, a bar between them."""
    return {name: meaning for meaning, some in names.items() for name in some.split("|")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretches:
    """The phrases by which a question names a stretch of time.

    Each is a regular expression in which a word in capitals stands for a part of a date:

    * DATE: a day, a month or a year; FIRST: the first of two; DAY: a day's number, whose month follows with DATE.
    * COUNT: a number, in digits or words; UNIT: a unit of time, LONG: one longer than a day. The words of a unit may
      also be spelled out, in a group named `unit`.
    * WEEKDAY: a day of the week; MONTH: a month.

    Attributes:
        hint: what every phrase has that has neither digits nor a month, a weekday or a unit: a question without
            any of these is read no further.
        between: from one date to another.
        before_yesterday: the day before yesterday.
        yesterday: the day before today.
        past: so many units up to now.
        ago: a moment so many units before now.
        last_weekend: the one that has ended last.
        this_weekend: the one that has begun last.
        this: the unit that now is in.
        last: the unit before it.
        weekday: the last day of that name.
        today: today, or a part of it.
        since: from a date on.
        before: up to the day before a date.
        until: up to a date.
        during: a date, a year too, that isn't just when something happened.
        on: a date.
        open_ended: what makes a phrase counted from today a beginning: "since".
        up_to_now: what makes "last" a stretch that ends now.
        nowadays: whole questions in which "today" is no day.
        events: whole patterns; their group `what` is an event that time is counted from.
        unread: words that say when, by which no days are known: "fortnight".
    """

    hint: str = NEVER
    between: tuple[str, ...] = ()
    before_yesterday: tuple[str, ...] = ()
    yesterday: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    ago: tuple[str, ...] = ()
    last_weekend: tuple[str, ...] = ()
    this_weekend: tuple[str, ...] = ()
    this: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    weekday: tuple[str, ...] = ()
    today: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    during: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    open_ended: str = NEVER
    up_to_now: str = NEVER
    nowadays: str = NEVER
    events: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The words that dates are written and told with.

    Attributes:
        months: name → 1 to 12.
        weekdays: name → 0 to 6, as `datetime.date.weekday` counts; without the article.
        short_weekdays: names of weekdays that are words only beside a date.
        article: what is written onto a weekday's name.
        capitals: whether months and weekdays are written with a capital.
        doubtful: names of months and weekdays that are other words too, unless they stand beside other words of a date.
        beside_month: words before a doubtful name that make it a month.
        counts: number word → number, in phrases as "three days ago".
        units: "hour", "day", "week", "month", "year" → a pattern of the words for it.
        dual: the ending by which a unit says "two" of itself.
        nth: what is written onto a day's number.
        before_day: a pattern of what stands before a day's number: "the ".
        of: words between a day and its month, a month and its year.
        before_month: words that announce a month's name.
        before_year: words that announce a year.
        counted: a pattern of what follows a number that looks like a year, but counts: " workers".
        days: word → days from today: "yesterday".
        shifts_before: word → -1, 0 or 1, where it stands before the unit, month or weekday: "last", "this", "next".
        shifts_after: the same where it stands behind.
        periods: word → the period it shifts: "year", "week", "summer", ...
        no_day_before: words behind a word of `days` that make it none.
        beside_date: a pattern of the words that may stand beside a date in a line that is nothing but a date.
        hour_mark: a letter between hours and minutes.
        forenoon: a pattern of what follows a time before noon.
        afternoon: a pattern of what follows a time after noon.
        zones: name of a place whose time it is → hours from UTC.
        hijri: name of a month of the Hijri calendar → 1 to 12.
        hijri_marks: what says behind a year that it is one of that calendar.
        stretches: how a question names a stretch of time.
    """

    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    short_weekdays: frozenset[str] = frozenset()
    article: str = ""
    capitals: bool = False
    doubtful: frozenset[str] = frozenset()
    beside_month: frozenset[str] = frozenset()
    counts: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    dual: str = ""
    nth: frozenset[str] = frozenset()
    before_day: str = ""
    of: frozenset[str] = frozenset()
    before_month: frozenset[str] = frozenset()
    before_year: frozenset[str] = frozenset()
    counted: str = NEVER
    days: Mapping[str, int] = field(default_factory=dict)
    shifts_before: Mapping[str, int] = field(default_factory=dict)
    shifts_after: Mapping[str, int] = field(default_factory=dict)
    periods: Mapping[str, str] = field(default_factory=dict)
    no_day_before: frozenset[str] = frozenset()
    beside_date: str = NEVER
    hour_mark: str = ""
    forenoon: str = NEVER
    afternoon: str = NEVER
    zones: Mapping[str, float] = field(default_factory=dict)
    hijri: Mapping[str, int] = field(default_factory=dict)
    hijri_marks: frozenset[str] = frozenset()
    stretches: Stretches = field(default_factory=Stretches)


def date_names(calendar: Calendar) -> str:
    """Return a pattern of the names of months and weekdays, but for those that are other words too.

    Of several words the first stands for all: that is how "تشرين الاول" is known by a single word.
    """
    return (
        rf"{_sure(calendar.months, calendar)}|(?:{calendar.article})?(?:{_sure(calendar.weekdays, calendar)})"
    )


def dates_named(calendar: Calendar) -> str:
    """Return a pattern of those names, and of months that are other words too where they stand as in a date."""
    doubtful = "|".join(_longest_first(calendar.doubtful & {*calendar.months}))
    before, nth = (
        rf"(?:{'|'.join(_longest_first(words))})" for words in (calendar.beside_month, calendar.nth)
    )
    return rf"{date_names(calendar)}|(?:{before} |\d+{nth}? )(?:{doubtful})|(?:{doubtful}) \d+"


def _sure(names: Iterable[str], calendar: Calendar) -> str:
    """Return a pattern of the first words of names that aren't doubtful; of "d'avril" what is behind the elision."""
    sure = {name.split()[0].rpartition("'")[2] for name in names if name not in calendar.doubtful}
    return "|".join(_longest_first(sure))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
