"""Dates in a question: which words name a stretch of time, and which days those are.

What is taken for a filter on the date of publication, and what isn't (docs/decisions.md has the reasons):

* *Firm*, since they speak of the news itself: "today", "yesterday", "this week", "last month", "in the past 3 days",
  "since Monday", "since July", "before 8 July 2020". Only articles of that time may answer.
* *Loose*, since they may as well say when the thing happened: "in July 2020", "on 8 July", "between 3 and 8 July",
  "from 2004 to 2014", "since 2005", "last year", "last weekend". Articles of that time come first; where none answers,
  later ones may.
* A bare year is no filter ("Who won the World Cup in 2018?", "the 2018 World Cup") unless a list of what happened is
  asked for; nor is a weekday ("on Tuesday"), nor a date that belongs to a name ("last year's unrest").

A week's beginning differs by country: "this week" is the last seven days, "last week" runs from the Saturday that may
begin the week before to the Sunday that may end it. So do its days of rest: a weekend runs from Friday to Sunday.

The phrases are those of the question's language (`index.tongues.calendar.Stretches`); in a language without a
declaration only dates in digits are understood. "7/8/2020" could be two days, and is taken for neither: `unread`
names it.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from index.language import detect
from index.terms import plain
from index.tongues.registry import tongue
from index.types import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import tzinfo

    from index.tongues.calendar import Calendar

    # What a match of a rule's pattern means; none where it is no date after all, ValueError where there is no such day.
    Days = Callable[[re.Match[str], datetime, Calendar], "Period | None"]

DAY, WEEK = timedelta(1), timedelta(7)
SUNDAY, WEEKEND = 6, 3  # as `date.weekday` counts; days of a weekend
SIDE = {"hour": 0, "day": 0, "week": 3, "month": 15, "year": 182}  # days either side of "so many units ago"
LEAP_YEAR = datetime(2000, 12, 31, tzinfo=UTC)  # a today before which every month and day have been


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time.

    Attributes:
        first: its first day; None: it has no beginning.
        last: its last day; None: it has no end.
        firm: whether only articles published in it may answer.
        bare: whether it is a year alone, which limits nothing unless a list of what happened is asked for.
        zone: of whoever says "today"; None where the days are named outright.
    """

    first: date | None = None
    last: date | None = None
    firm: bool = True
    bare: bool = False
    zone: tzinfo | None = None

    @property
    def relative(self) -> bool:
        """Whether its days are counted from today."""
        return self.zone is not None

    @property
    def since(self) -> datetime | None:
        """Its first moment, UTC: the reader's or UTC's, the earlier one, as many articles name their day only."""
        if self.first is None:
            return None
        return min(datetime.combine(self.first, time.min, zone).astimezone(UTC) for zone in self._zones)

    @property
    def until(self) -> datetime | None:
        """Its last moment, UTC: likewise the later one."""
        if self.last is None:
            return None
        return max(datetime.combine(self.last, time.max, zone).astimezone(UTC) for zone in self._zones)

    @property
    def _zones(self) -> tuple[tzinfo, tzinfo]:
        return UTC, self.zone or UTC


def period(question: str, now: datetime, language: str | None = None) -> tuple[Period, Span] | None:
    """Return the stretch of time a question names and where it does; None if it names none.

    Args:
        question: as asked.
        now: what "today" means in the question; with its zone, the reader's.
        language: of the question, ISO 639-1; detected if not given.
    """
    folded, places = aligned(question)
    language = language or detect(question)
    if not _hint(language).search(folded):
        return None
    calendar = tongue(language).calendar
    for pattern, days in _rules(language):
        for match in pattern.finditer(folded):
            with suppress(ValueError, OverflowError):  # 31 June, or a day before the calendar begins
                if found := days(match, now, calendar):
                    return found, _span(match, places)
    return None


def event(question: str, language: str | None = None) -> tuple[str, Span] | None:
    """Return the event that a question counts from ("since the ceasefire") and where it does; None if from none."""
    folded, places = aligned(question)
    for pattern in tongue(language or detect(question)).calendar.stretches.events:
        if match := re.search(pattern, folded):
            return question[slice(*_span(match, places, "what"))].strip(), _span(match, places)
    return None


def unread(question: str, language: str | None = None) -> list[str]:
    """Return the words of a question that say when, but aren't understood, as they were written.

    They are dates that could be two ("7/8/2020") or are none ("31 June"), and what `Stretches.unread` lists.
    """
    language = language or detect(question)
    read = period(question, LEAP_YEAR, language)
    end = 0
    found = []
    folded, places = aligned(question)
    for span in sorted(_unread(folded, places, language), key=lambda span: (span.start, -span.end)):
        within = read and read[1].start < span.end and span.start < read[1].end
        if span.start >= end and not within:
            found.append(question[slice(*span)])
            end = span.end
    return found


def _unread(folded: str, places: list[int], language: str) -> Iterator[Span]:
    calendar = tongue(language).calendar
    for pattern in _unread_patterns(language):
        yield from (_span(match, places) for match in pattern.finditer(folded))
    for match in IN_DIGITS.finditer(folded):
        if _in_digits(match[0]) is None:
            yield _span(match, places)
    if not _hint(language).search(folded):
        return
    for pattern, days in _rules(language):
        for match in pattern.finditer(folded):
            try:
                days(match, LEAP_YEAR, calendar)
            except (ValueError, OverflowError):
                yield _date_span(match, places)


def _date_span(match: re.Match[str], places: list[int]) -> Span:
    """Return where the date of a rule's match is, without the words that lead to it."""
    parts = [
        match.span(name) for name, text in match.groupdict().items() if text and name.startswith("date_")
    ]
    start, end = (min(start for start, _ in parts), max(end for _, end in parts)) if parts else match.span()
    return Span(places[start], places[end - 1] + 1)


def without(question: str, span: Span) -> str:
    """Return a question without the words at a span; as it is if nothing would be left."""
    before, after = question[: span.start], question[span.end :]
    while before and _joins(before[-1]):
        before = before[:-1]
    while after and _joins(after[0]):
        after = after[1:]
    rest = re.sub(r"\s+([^\w\s])", _closed, f"{before} {after}".strip())
    return rest if re.search(r"\w", rest) else question


def _joins(character: str) -> bool:
    """Say whether a character is a space or a comma, of any script."""
    return character == " " or unicodedata.name(character, "").endswith("COMMA")


def _closed(match: re.Match[str]) -> str:
    """Return a mark that ends a sentence without the space before it, anything else as it is."""
    ends = unicodedata.name(match[1], "").endswith(("QUESTION MARK", "EXCLAMATION MARK", "FULL STOP"))
    return match[1] if ends else match[0]


def aligned(text: str) -> tuple[str, list[int]]:
    """Return a text folded as the rules are written, and where in the text each of its characters stands."""
    folded = [(letter, place) for place, character in enumerate(text) for letter in plain(character)]
    return "".join(letter for letter, _ in folded), [place for _, place in folded]


def _span(match: re.Match[str], places: list[int], group: str | int = 0) -> Span:
    return Span(places[match.start(group)], places[match.end(group) - 1] + 1)


# --- Days that are named ----------------------------------------------------------------------------------------------

YEAR = r"(?:1[89]|20)\d\d(?!\d)"
DIGITS = r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?![\d/-])"
IN_DIGITS = re.compile(rf"(?<![\w/.-]){DIGITS}")
MONTHS_OF_YEAR = 12


def _in_digits(text: str) -> date | None:
    """Return the day that digits name, the year first or last; None where it is none, or could be two ("7/8/2020")."""
    first, second, third = map(int, re.split("[-/.]", text))
    if first > third:
        year, month, day = first, second, third
    elif first == second or max(first, second) > MONTHS_OF_YEAR:
        year, month, day = third, min(first, second), max(first, second)
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _date(calendar: Calendar, group: str) -> str:
    """Return a pattern for a day, a month or a year, its parts in groups whose names begin with `group`."""
    by_digits = rf"(?P<{group}iso>{DIGITS})"
    year = f"(?:{_either(calendar.before_year)}) " if calendar.before_year else ""
    by_year = rf"(?:{year})?(?P<{group}y2>{YEAR})(?!{calendar.counted})"
    if not calendar.months:
        return f"(?:{by_digits}|{by_year})"
    months, of = _either(calendar.months), f" (?:{_either(calendar.of)})" if calendar.of else NOTHING
    nth, the = _nth(calendar), f"(?:{calendar.before_day})?"
    month = f"(?:(?:{_either(calendar.before_month)}) )?" if calendar.before_month else ""
    return (
        rf"(?:{by_digits}"
        rf"|(?:{calendar.article}(?:{_either(calendar.weekdays)}),? )?"
        rf"(?:{the}(?P<{group}d1>\d{{1,2}}){nth}(?:{of})? )?{month}(?P<{group}m>{months})(?!\w)(?:\.(?= \d))?"
        rf"(?: ?[/(] ?(?:{months}|\w+)\)?)?"  # "تموز/يوليو" and "July (Tammuz)" name a month twice
        rf"(?: {the}(?P<{group}d2>\d{{1,2}}){nth}(?!\w))?(?:,?(?:{of})? (?:{year})?(?P<{group}y1>{YEAR}))?"
        rf"|{by_year})"
    )


def _either(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first: "july" before "jul"."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def _nth(calendar: Calendar) -> str:
    return f"(?:{_either(calendar.nth)})?" if calendar.nth else ""


def _part(match: re.Match[str], group: str) -> str:
    """Return what a group whose name begins so has matched; "" if none has."""
    return next((text for name, text in match.groupdict().items() if text and name.startswith(group)), "")


def _days(
    match: re.Match[str], calendar: Calendar, group: str, today: date, year: int | None = None
) -> tuple[date, date]:
    """Return the first and last day of a named date; one without a year is the latest that has begun."""
    if digits := _part(match, f"{group}iso"):
        day_ = _in_digits(digits)
        if day_ is None:
            raise ValueError(digits)
        return day_, day_
    named_year, month, day = _part(match, f"{group}y"), _part(match, f"{group}m"), _part(match, f"{group}d")
    if not month:
        return date(int(named_year), 1, 1), date(int(named_year), 12, 31)
    number_ = calendar.months[month]
    latest = today.year - ((number_, int(day or 1)) > (today.month, today.day))
    in_year = int(named_year) if named_year else year or latest
    days = (int(day), int(day)) if day else (1, monthrange(in_year, number_)[1])
    return date(in_year, number_, days[0]), date(in_year, number_, days[1])


def _only_a_year(match: re.Match[str]) -> bool:
    return not (_part(match, "date_iso") or _part(match, "date_m"))


def _on(match: re.Match[str], now: datetime, calendar: Calendar) -> Period:
    return Period(*_days(match, calendar, "date_", now.date()), firm=False, bare=_only_a_year(match))


def _during(match: re.Match[str], now: datetime, calendar: Calendar) -> Period:
    return replace(_on(match, now, calendar), bare=False)


def _between(match: re.Match[str], now: datetime, calendar: Calendar) -> Period | None:
    """Take what the first day leaves out from the last one: "between 3 and 8 July", "from May to June 2020"."""
    beginning, last = _days(match, calendar, "date_", now.date())
    if day := _part(match, "day"):
        first = beginning.replace(day=int(day))
    else:
        first, _ = _days(match, calendar, "first_", now.date(), last.year)
        if first > last and not _part(match, "first_y"):
            first, _ = _days(match, calendar, "first_", now.date(), last.year - 1)
    return Period(first, last, firm=False) if first <= last else None


def _since(match: re.Match[str], now: datetime, calendar: Calendar) -> Period:
    return Period(_days(match, calendar, "date_", now.date())[0], firm=not _only_a_year(match))


def _before(match: re.Match[str], now: datetime, calendar: Calendar) -> Period:
    return Period(last=_days(match, calendar, "date_", now.date())[0] - DAY, firm=not _only_a_year(match))


def _until(match: re.Match[str], now: datetime, calendar: Calendar) -> Period:
    return Period(last=_days(match, calendar, "date_", now.date())[1], firm=not _only_a_year(match))


# --- Days that are counted from today ---------------------------------------------------------------------------------


def _relative(
    match: re.Match[str],
    now: datetime,
    calendar: Calendar,
    first: date,
    last: date | None = None,
    *,
    firm: bool = True,
) -> Period:
    """Return a period that ends with `last`, or has no end if the words say "since"."""
    end = None if re.search(calendar.stretches.open_ended, match[0]) else last
    return Period(first, end, firm=firm, zone=now.tzinfo)


def _today(match: re.Match[str], now: datetime, calendar: Calendar) -> Period | None:
    """What is so "today" is no news: "What is Yugoslavia known as today?"."""
    if _is_nowadays(calendar.stretches.nowadays, match.string):
        return None
    return _relative(match, now, calendar, now.date())


@lru_cache(maxsize=16)  # asked again for each "today" of a question
def _is_nowadays(pattern: str, folded: str) -> bool:
    return re.search(pattern, folded) is not None


def _yesterday(match: re.Match[str], now: datetime, calendar: Calendar) -> Period:
    return _relative(match, now, calendar, now.date() - DAY, now.date() - DAY)


def _before_yesterday(match: re.Match[str], now: datetime, calendar: Calendar) -> Period:
    return _relative(match, now, calendar, now.date() - 2 * DAY, now.date() - 2 * DAY)


def _weekday(match: re.Match[str], now: datetime, calendar: Calendar) -> Period:
    ago = (now.date().weekday() - calendar.weekdays[match["weekday"]] - 1) % 7 + 1
    return _relative(match, now, calendar, now.date() - DAY * ago, now.date() - DAY * ago)


def _this(match: re.Match[str], now: datetime, calendar: Calendar) -> Period:
    return _relative(match, now, calendar, _beginning(now.date(), _unit(match, calendar)))


def _last(match: re.Match[str], now: datetime, calendar: Calendar) -> Period:
    """The week, month or year before this one; Arabic's "خلال" may mean up to today."""
    today, unit = now.date(), _unit(match, calendar)
    if unit == "week":
        monday = today - DAY * today.weekday()
        first, last = monday - WEEK - 2 * DAY, monday - DAY
    else:
        last = _beginning(today, unit) - DAY
        first = _beginning(last, unit)
    end = None if re.search(calendar.stretches.up_to_now, match[0]) else last
    return _relative(match, now, calendar, first, end, firm=unit != "year")


def _this_weekend(match: re.Match[str], now: datetime, calendar: Calendar) -> Period:
    """The weekend that has begun last, over or not: news of it may come later, so it isn't firm."""
    friday = now.date() - DAY * ((now.date().weekday() - (SUNDAY - WEEKEND + 1)) % 7)
    return _relative(match, now, calendar, friday, friday + (WEEKEND - 1) * DAY, firm=False)


def _last_weekend(match: re.Match[str], now: datetime, calendar: Calendar) -> Period:
    """The weekend that has ended last."""
    sunday = now.date() - DAY * (now.date().weekday() + 1)
    return _relative(match, now, calendar, sunday - (WEEKEND - 1) * DAY, sunday, firm=False)


def _past(match: re.Match[str], now: datetime, calendar: Calendar) -> Period:
    """So many hours, days, weeks, months or years up to now."""
    return _relative(match, now, calendar, _back(match, now, calendar), firm=_unit(match, calendar) != "year")


def _ago(match: re.Match[str], now: datetime, calendar: Calendar) -> Period:
    """A day so many days ago; of weeks and more, the days about it."""
    unit, day = _unit(match, calendar), _back(match, now, calendar)
    about = SIDE[unit] * DAY
    since = re.search(calendar.stretches.open_ended, match[0])
    return _relative(match, now, calendar, day if since else day - about, day + about, firm=unit != "year")


def _beginning(today: date, unit: str) -> date:
    return {
        "week": today - 6 * DAY,
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }[unit]


def _back(match: re.Match[str], now: datetime, calendar: Calendar) -> date:
    """Return the day so many hours, days, weeks, months or years before now."""
    unit, count, today = _unit(match, calendar), _part(match, "count"), now.date()
    if count:
        many = int(count) if count.isdigit() else calendar.counts[count]
    else:
        many = 2 if calendar.dual and match["unit"].endswith(calendar.dual) else 1
    if unit == "hour":
        return (now - timedelta(hours=many)).date()
    if unit in {"day", "week"}:
        return today - many * (DAY if unit == "day" else WEEK)
    years, month = divmod(today.month - 1 - many * (12 if unit == "year" else 1), 12)
    year = today.year + years
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _unit(match: re.Match[str], calendar: Calendar) -> str:
    return next(unit for unit, names in calendar.units.items() if re.fullmatch(names, match["unit"]))


# --- The phrases of a language, compiled when its first question with one is asked ------------------------------------

NOTHING = "(?!)"
PLACEHOLDER = re.compile("[A-Z]{3,}")


@cache
def _hint(language: str) -> re.Pattern[str]:
    """Return a pattern without a match of which there is no date, and the rules need not be compiled."""
    calendar = tongue(language).calendar
    names = (_either(calendar.months), _either(calendar.weekdays), *calendar.units.values())
    return re.compile("|".join((r"\d", calendar.stretches.hint, *filter(None, names))))


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], Days], ...]:
    """Return patterns on folded text with what they mean; the first that is found decides."""
    calendar = tongue(language).calendar
    return tuple(
        (_phrase(phrase, calendar), days) for phrases, days in _table(calendar) for phrase in phrases
    )


@cache
def _unread_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    calendar = tongue(language).calendar
    return tuple(_phrase(phrase, calendar) for phrase in calendar.stretches.unread)


def _phrase(phrase: str, calendar: Calendar) -> re.Pattern[str]:
    """Return a phrase compiled, whole words of the question that no genitive follows ("last year's unrest")."""
    parts = _placeholders(calendar)
    spelled = PLACEHOLDER.sub(lambda match: parts[match[0]], phrase)
    return re.compile(rf"(?<![\w'’-])(?:{spelled})(?!['’]?\w)")


def _placeholders(calendar: Calendar) -> dict[str, str]:
    long = [names for unit, names in calendar.units.items() if unit not in {"hour", "day"}]
    weekdays, months = _either(calendar.weekdays), _either(calendar.months)
    return {
        "DATE": _date(calendar, "date_"),
        "FIRST": _date(calendar, "first_"),
        "DAY": rf"(?:{calendar.before_day})?(?P<day>\d{{1,2}}){_nth(calendar)}",
        "DIGITS": f"(?P<date_iso>{DIGITS})",
        "COUNT": rf"(?P<count>\d{{1,3}}|{_either(calendar.counts) or NOTHING})",
        "UNIT": f"(?P<unit>{'|'.join(calendar.units.values())})",
        "LONG": f"(?P<unit>{'|'.join(long)})",
        "WEEKDAY": f"(?P<weekday>{weekdays})",
        "MONTH": f"(?:{months})",
    }


def _table(calendar: Calendar) -> Iterator[tuple[tuple[str, ...], Days]]:
    stretches = calendar.stretches
    yield stretches.between, _between
    yield stretches.before_yesterday, _before_yesterday
    yield stretches.yesterday, _yesterday
    yield stretches.past, _past
    yield stretches.ago, _ago
    yield stretches.last_weekend, _last_weekend
    yield stretches.this_weekend, _this_weekend
    yield stretches.this, _this
    yield stretches.last, _last
    yield stretches.weekday, _weekday
    yield stretches.today, _today
    yield stretches.since, _since
    yield stretches.before, _before
    yield stretches.until, _until
    yield stretches.during, _during
    yield stretches.on, _on
    yield ("DIGITS",), _on
