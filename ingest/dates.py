"""Dates as news writes them, to times in the zone that they name, in UTC where they name none.

The language of metadata and of a line above an article isn't known, and one page may hold several: the words of all
languages of which they are known count everywhere.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING

from index.terms import plain
from index.tongues import others
from index.tongues.marks import COMMAS
from index.tongues.registry import DECLARED
from ingest import hijri

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CALENDARS = (*(tongue.calendar for tongue in DECLARED), *others.CALENDARS)
NUMERIC = re.compile(
    r"(?<!\d)(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-/.])(\d{1,2})\6(\d{4}))(?!\d)"
)
RFC822 = re.compile(
    r"(?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3} \d{2,4} \d{1,2}:\d{2}(?::\d{2})?"
    r"(?: ?[+-]\d{4}| [A-Za-z]{1,4})?(?: \([\w ]+\))?"
)
# Hours from UTC of the abbreviations that mean one time only, or one of them in the news. "ET" and "PT" are taken as
# winter time: an hour off is near enough. "IST", "CST", "MST", "AST" and "GST" are two or more zones each.
ZONES = {
    "GMT": 0, "UTC": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3,
    "WAT": 1, "CAT": 2, "SAST": 2, "EAT": 3, "PKT": 5, "WIB": 7, "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9,
    "ACST": 9.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "ET": -5, "EST": -5, "EDT": -4, "CDT": -5, "MDT": -6, "PT": -8, "PST": -8, "PDT": -7, "BRT": -3, "ART": -3,
}  # fmt: skip
FARTHEST = 14  # hours from UTC
_SIGNED = r"(?P<sign>[+-])(?P<hours>\d{1,2})(?P<colon>:?)(?P<minutes>\d\d)?(?!\d)"
ZONE_NAME = rf"(?P<name>{'|'.join(ZONES)}|(?i:gmt|utc))(?![^\W\d])"
# Behind a time, perhaps with two letters for "a.m.", or at the end; in capitals: "et" and "est" are French words.
NAMED_ZONE = re.compile(
    rf"(?:\d\s?(?:[^\W\d]\.?){{0,2}}[\s(,]*|(?={ZONE_NAME.replace('name', 'end')}\W*$))(?<![^\W\d])"
    rf"{ZONE_NAME}(?:\s?{_SIGNED})?"
)
ANY_ZONE = re.compile(rf"(?<![^\W\d]){ZONE_NAME}(?:\s?{_SIGNED})?")
OFFSET = re.compile(rf"(?P<time>\d:\d\d(?P<second>:\d\d)?)(?:\.\d+|\s?(?:[^\W\d]\.?){{1,2}})?\s?{_SIGNED}")

# Years before newspapers are Hijri dates, or no dates at all.
EARLIEST_YEAR = 1600
DIGITS_ONLY = {12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}  # by their number
NUMBER = re.compile(
    r"(?:/Date\()?(\d{9,14})(?:\.\d+)?(?:[+-]\d{4})?(?:\)/)?"
)  # as text, and as .NET writes it
CENTURIES = ("19", "20")
EPOCH_SECONDS = range(10**8, 10**11)
EPOCH_MILLISECONDS = range(10**11, 10**14)
NOON = 12
LAST_MONTH = 12
# The clock's zero is what a field without a time says, in whatever zone; a clock may be a day ahead.
ZERO = timedelta(hours=FARTHEST)
AHEAD = timedelta(days=1)


def parse(value: object) -> datetime | None:
    """Return the time a metadata value tells, or None where it can't be read.

    Takes a datetime, epoch seconds or milliseconds, ISO 8601, RFC 822, and worded dates in every declared language.
    It is in the zone that the value names: its day is the publisher's. A date alone is midnight UTC; a time without a
    zone, or with one that could be several, is UTC; 5/6/2020 could be two days and is None.
    """
    if isinstance(value, datetime):
        return _in_own_zone(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _epoch(value)
    return _written(_western(value.strip())) if isinstance(value, str) else None


def believable(time: datetime | None, now: datetime) -> datetime | None:
    """Return a time at which something may have been published; None for the clock's zero and for the future."""
    if time is None or time - now > AHEAD or abs(time - datetime.fromtimestamp(0, UTC)) <= ZERO:
        return None
    return time


def read(value: object) -> datetime | None:
    """Return the time that a value tells, if something may have been published then."""
    return believable(parse(value), datetime.now(UTC))


def in_line(line: str) -> datetime | None:
    """Return the date of a line that holds a date and nothing else worth reading, or None.

    It may stand there in two calendars.
    """
    line = _western(line)
    if whole := _iso(line):
        return whole
    folded = plain(ANY_ZONE.sub(" ", OFFSET.sub(r"\g<time>", line)))
    beside = _hijri_pattern().search(folded)
    folded = _hijri_pattern().sub(" ", folded, count=1)
    found = _worded_pattern().search(folded) or NUMERIC.search(folded)
    if found is None and beside is None:
        return None
    rest = folded[: found.start()] + " " + folded[found.end() :] if found else folded
    rest = _beside_date().sub("", _weekdays().sub("", _clock_pattern().sub("", _local_zone().sub("", rest))))
    return None if any(c.isalnum() for c in rest) else parse(line)


def _western(text: str) -> str:
    """Return a text with digits of any script as Western ones."""
    return re.sub(r"\d", lambda digit: str(int(digit[0])), text)


def _written(text: str) -> datetime | None:
    if text.isdigit() and text.startswith(CENTURIES) and (time := _digits(text)):
        return time
    if number := NUMBER.fullmatch(text):
        return _epoch(int(number[1]))
    return _iso(text) or _rfc822(text) or _worded(text) or _numeric(text) or _hijri(text)


def _digits(text: str) -> datetime | None:
    """Return the time of digits alone: "20200708143000"; seconds since 1970 begin with other ones."""
    try:
        form = DIGITS_ONLY.get(len(text))
        return datetime.strptime(text, form).replace(tzinfo=UTC) if form else None
    except ValueError:
        return None


def _iso(text: str) -> datetime | None:
    try:
        return _in_own_zone(datetime.fromisoformat(text))
    except ValueError:
        return None


def _rfc822(text: str) -> datetime | None:
    """Return an RFC 822 date; only its own form, for the parser would read "4:20 p.m." as 4:20."""
    try:
        read = parsedate_to_datetime(text) if RFC822.fullmatch(text) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # The parser knows America's zones only.
    return read and _in_own_zone(read if read.tzinfo else read.replace(tzinfo=_zone(text)))


def _worded(text: str) -> datetime | None:
    found = _worded_pattern().search(plain(text))
    if found is None:
        return None
    month = _months()[found["month"] or found["month2"]]
    return _time(int(found["year"]), month, int(found["day"] or found["day2"]), text)


def _numeric(text: str) -> datetime | None:
    return next((time for found in NUMERIC.finditer(text) if (time := _of_numbers(found, text))), None)


def _of_numbers(found: re.Match[str], text: str) -> datetime | None:
    if found[1]:
        return _time(int(found[1]), int(found[3]), int(found[4]), text)
    first, second = int(found[5]), int(found[7])
    if first != second and max(first, second) <= LAST_MONTH:
        return None
    return _time(int(found[8]), min(first, second), max(first, second), text)


def _hijri(text: str) -> datetime | None:
    """Return the day of a date that stands in the Hijri calendar alone."""
    found = _hijri_pattern().search(plain(text))
    if found is None:
        return None
    name = found["month"] or found["month2"]
    month = _hijri_months()[name] if name else int(found["number"] or found["number2"])
    years, days = ("year", "year2", "year3"), ("day", "day2", "day3", "day4")
    year, day = (int(next(found[one] for one in names if found[one])) for names in (years, days))
    meant = hijri.day(year, month, day)
    return _time(meant.year, meant.month, meant.day, text) if meant else None


def _time(year: int, month: int, day: int, text: str) -> datetime | None:
    try:
        return _in_own_zone(datetime(year, month, day, *_clock(text), tzinfo=_zone(text)))
    except ValueError:
        return None


def _clock(text: str) -> tuple[int, int, int]:
    """Return hour, minute and second of the first clock time in a text; midnight where there is none."""
    clock = _clock_pattern().search(plain(text))
    if clock is None:
        return 0, 0, 0
    hour, minute, second = int(clock["hour"]), int(clock["minute"] or clock["past"] or 0), clock["second"]
    if clock["forenoon"] or clock["afternoon"]:
        hour = hour % NOON + (NOON if clock["afternoon"] else 0)
    return hour, minute, int(second or 0)


def _zone(text: str) -> timezone:
    """Return the zone of the clock time in a text: UTC where none is named that could be only one."""
    folded = plain(text)
    if not _clock_pattern().search(folded):
        return UTC
    bare, named, local = OFFSET.search(text), NAMED_ZONE.search(text), _local_zone().search(folded)
    hours = (
        (_signed(bare) if bare and _is_offset(bare) else None)
        or (_of_name(named, ZONES) if named else None)
        or (_of_name(local, _local_zones()) if local else 0)
    )
    return timezone(timedelta(hours=hours)) if hours and abs(hours) <= FARTHEST else UTC


def _signed(match: re.Match[str]) -> float:
    hours = int(match["hours"]) + int(match["minutes"] or 0) / 60
    return -hours if match["sign"] == "-" else hours


def _is_offset(match: re.Match[str]) -> bool:
    """Say whether a signed number behind a time is no end of a stretch: "10:00-12:00"."""
    if match["sign"] == "-":
        return bool(match["minutes"]) and bool(match["second"] or not match["colon"])
    return len(match["hours"]) == 2  # noqa: PLR2004 - digits


def _of_name(match: re.Match[str], zones: Mapping[str, float]) -> float:
    """Return the hours of a zone's name, with what is counted from it: "GMT+3"."""
    hours = zones[match["name"].upper()]
    return _signed(match) if match["sign"] and not hours else hours


# --- Patterns of all languages, compiled when the first date is read --------------------------------------------------


@cache
def _months() -> dict[str, int]:
    return {name: number for calendar in CALENDARS for name, number in calendar.months.items()}


@cache
def _worded_pattern() -> re.Pattern[str]:
    """Return a pattern for a day, a month and a year; "أبريل/نيسان" names the month twice."""
    names = _any(_months())
    nth, of = _any(*(one.nth for one in CALENDARS)), _any(*(one.of for one in CALENDARS))
    day = rf"\d{{1,2}})(?:{nth})?"
    other_name = rf"(?:\s*[/(]\s*(?:{names})\)?)?"
    apart, of = rf"[\s\-/,{COMMAS}]+", rf"(?:(?:{of})\s+)?"
    clock = r"(?:\d{1,2}:\d\d(?::\d\d)?\s+(?:[a-z]{2,5}\s+|[+-]\d{4}\s+)?)?"  # as Unix writes a time
    return re.compile(
        rf"(?<!\w)(?:(?P<day>{day}[\s\-/]+{of}(?P<month>{names})\.?{other_name}"
        rf"|(?P<month2>{names})\.?[\s\-/]+(?P<day2>{day}){apart}{of}{clock}(?P<year>\d{{4}})(?!\w)"
    )


@cache
def _hijri_months() -> dict[str, int]:
    return {name: number for calendar in CALENDARS for name, number in calendar.hijri.items()}


@cache
def _hijri_pattern() -> re.Pattern[str]:
    """Return a pattern for a date of the Hijri calendar: with a month's name, or in numbers with its mark."""
    names, marks = _any(_hijri_months()), _any(*(one.hijri_marks for one in CALENDARS))
    of, apart = rf"(?:(?:{_any(*(one.of for one in CALENDARS))})\s+)?", rf"[\s\-/,{COMMAS}]+"
    year, mark = r"1[34]\d\d)(?!\d)", rf"\s*(?:{marks})(?!\w)"
    return re.compile(
        rf"(?<!\w)(?:(?:(?P<day>\d{{1,2}})[\s\-/]+{of}(?P<month>{names})"
        rf"|(?P<month2>{names})\s+(?P<day2>\d{{1,2}})){apart}{of}(?P<year>{year}(?:{mark})?"
        rf"|(?P<year2>{year}[-/](?P<number>\d{{1,2}})[-/](?P<day3>\d{{1,2}}){mark}"
        rf"|(?P<day4>\d{{1,2}})[-/](?P<number2>\d{{1,2}})[-/](?P<year3>{year}{mark})"
    )


@cache
def _clock_pattern() -> re.Pattern[str]:
    marks = _any([one.hour_mark for one in CALENDARS])
    forenoon, afternoon = (
        "|".join(getattr(one, half) for one in CALENDARS) for half in ("forenoon", "afternoon")
    )
    return re.compile(
        rf"(?<!\d)(?P<hour>\d{{1,2}})(?::(?P<minute>\d{{2}})(?::(?P<second>\d{{2}}))?"
        rf"|\s?(?:{marks})\s?(?:(?P<past>\d{{2}})(?!\d))?(?!\w))"
        rf"(?:\s*(?:(?P<forenoon>{forenoon})|(?P<afternoon>{afternoon})))?"
    )


@cache
def _weekdays() -> re.Pattern[str]:
    long = _any([one.article + name for one in CALENDARS for name in one.weekdays])
    return re.compile(rf"(?<!\w)(?:{long}|{_any(*(one.short_weekdays for one in CALENDARS))})(?!\w)")


@cache
def _beside_date() -> re.Pattern[str]:
    return re.compile("|".join(one.beside_date for one in CALENDARS))


@cache
def _local_zones() -> dict[str, float]:
    return {name: hours for calendar in CALENDARS for name, hours in calendar.zones.items()}


@cache
def _local_zone() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<name>{_any(_local_zones())})(?!\w)(?:\s?{_SIGNED})?")


def _any(*words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first."""
    return "|".join(
        sorted({re.escape(word) for some in words for word in some if word}, key=lambda w: (-len(w), w))
    )


# --- Numbers that are times -------------------------------------------------------------------------------------------


def _epoch(number: float) -> datetime | None:
    try:
        whole = int(number)
    except (ValueError, OverflowError):
        return None
    if whole in EPOCH_MILLISECONDS:
        whole //= 1000
    return datetime.fromtimestamp(whole, UTC) if whole in EPOCH_SECONDS else None


def _in_own_zone(time: datetime) -> datetime | None:
    """Return a time in its zone, in UTC where that is none or no zone of today's: whole minutes are stored."""
    offset = time.utcoffset() or timedelta()
    is_zone = abs(offset) <= timedelta(hours=FARTHEST) and not offset % timedelta(minutes=1)
    try:
        time = (
            time.astimezone(timezone(offset) if is_zone else UTC) if time.tzinfo else time.replace(tzinfo=UTC)
        )
        return time if time.astimezone(UTC).year >= EARLIEST_YEAR else None
    except OverflowError:
        return None
