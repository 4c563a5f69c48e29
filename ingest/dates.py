"""Dates as news writes them, in English and Arabic, to times in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

MONTHS_EN = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# Per month: the Egyptian and Gulf name, then the Levantine and Maghrebi ones.
MONTHS_AR = (
    "يناير كانون_الثاني جانفي", "فبراير شباط فيفري", "مارس آذار اذار", "أبريل ابريل إبريل نيسان أفريل",
    "مايو أيار ايار ماي", "يونيو يونية حزيران جوان", "يوليو يولية تموز جويلية", "أغسطس اغسطس آب أوت",
    "سبتمبر أيلول ايلول", "أكتوبر اكتوبر تشرين_الأول", "نوفمبر تشرين_الثاني", "ديسمبر كانون_الأول",
)  # fmt: skip
MONTH = {
    **{name: number for number, name in enumerate(MONTHS_EN, 1)},
    **{name[:3]: number for number, name in enumerate(MONTHS_EN, 1)},
    "sept": 9,
    **{name.replace("_", " "): n for n, names in enumerate(MONTHS_AR, 1) for name in names.split()},
}
NAMES = "|".join(sorted(map(re.escape, MONTH), key=len, reverse=True))
DAY = r"\d{1,2})(?:st|nd|rd|th)?"
OTHER_NAME = rf"(?:\s*[/(]\s*(?:{NAMES})\)?)?"  # "أبريل/نيسان"
WORDED = re.compile(
    rf"(?<!\w)(?:(?P<day>{DAY}\s+(?:of\s+)?(?P<month>{NAMES})\.?{OTHER_NAME},?"
    rf"|(?P<month2>{NAMES})\.?\s+(?P<day2>{DAY},?)\s+(?P<year>\d{{4}})(?!\w)"
)
NUMERIC = re.compile(
    r"(?<!\d)(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-/.])(\d{1,2})\6(\d{4}))(?!\d)"
)
CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?m\b\.?)?")
RFC822 = re.compile(
    r"(?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3} \d{2,4} \d{1,2}:\d{2}(?::\d{2})?"
    r"(?: ?[+-]\d{4}| [A-Za-z]{1,4})?(?: \([\w ]+\))?"
)
WEEKDAYS = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|ال(?:سبت|أحد|احد|اثنين|إثنين|ثلاثاء|أربعاء|اربعاء|خميس|جمعة)"
)
BESIDE_DATE = re.compile(
    r"\b(?:at|on|gmt|utc|e[sd]?t|p[sd]?t|bst|ces?t)\b|الساعة|بتوقيت|مكة(?: المكرمة)?"
    r"|غرينتش|جرينتش|يوم|صباحا|مساء|(?<!\w)[مه](?!\w)"
)
# Hours from UTC. "ET" and "PT" are taken as winter time: an hour off is near enough for news.
ZONES = {
    "est": -5, "edt": -4, "et": -5, "pst": -8, "pdt": -7, "pt": -8, "bst": 1, "cet": 1, "cest": 2, "مكة": 3,
}  # fmt: skip
ZONE = re.compile(rf"(?<!\w)(?:{'|'.join(ZONES)})(?!\w)")
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")

# Years before newspapers are Hijri dates, or no dates at all.
EARLIEST_YEAR = 1600
DATE_DIGITS = 8  # "20200708"
EPOCH_SECONDS = range(10**8, 10**11)
EPOCH_MILLISECONDS = range(10**11, 10**14)
NOON = 12
LAST_MONTH = 12


def parse(value: object) -> datetime | None:
    """Return the time a metadata value tells, in UTC, or None where it can't be read.

    Takes a datetime, epoch seconds or milliseconds, ISO 8601, RFC 822, and worded dates in English and
    Arabic. A date alone is midnight UTC; a time without zone is UTC; 5/6/2020 could be two days and is None.
    """
    if isinstance(value, datetime):
        return _in_utc(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _epoch(value)
    return _written(value.strip().translate(DIGITS)) if isinstance(value, str) else None


def in_line(line: str) -> datetime | None:
    """Return the date of a line that holds a date and nothing else worth reading, or None."""
    if whole := _iso(line.translate(DIGITS)):
        return whole
    folded = line.translate(DIGITS).lower()
    found = WORDED.search(folded) or NUMERIC.search(folded)
    if found is None:
        return None
    rest = folded[: found.start()] + " " + folded[found.end() :]
    rest = BESIDE_DATE.sub("", WEEKDAYS.sub("", CLOCK.sub("", rest)))
    return None if any(c.isalnum() for c in rest) else parse(line)


def _written(text: str) -> datetime | None:
    if text.isdigit() and len(text) != DATE_DIGITS:
        return _epoch(int(text)) if len(text) < 20 else None  # noqa: PLR2004 - more is no time anybody means
    return _iso(text) or _rfc822(text) or _worded(text.lower()) or _numeric(text)


def _iso(text: str) -> datetime | None:
    try:
        return _in_utc(datetime.fromisoformat(text))
    except ValueError:
        return None


def _rfc822(text: str) -> datetime | None:
    """Return an RFC 822 date; only its own form, for the parser would read "4:20 p.m." as 4:20."""
    try:
        return _in_utc(parsedate_to_datetime(text)) if RFC822.fullmatch(text) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _worded(text: str) -> datetime | None:
    found = WORDED.search(text)
    if found is None:
        return None
    month = MONTH[found["month"] or found["month2"]]
    return _time(int(found["year"]), month, int(found["day"] or found["day2"]), text)


def _numeric(text: str) -> datetime | None:
    found = NUMERIC.search(text)
    if found is None:
        return None
    if found[1]:
        return _time(int(found[1]), int(found[3]), int(found[4]), text)
    first, second = int(found[5]), int(found[7])
    if first != second and max(first, second) <= LAST_MONTH:
        return None
    return _time(int(found[8]), min(first, second), max(first, second), text)


def _time(year: int, month: int, day: int, text: str) -> datetime | None:
    try:
        return _in_utc(datetime(year, month, day, *_clock(text), tzinfo=_zone(text)))
    except ValueError:
        return None


def _clock(text: str) -> tuple[int, int, int]:
    """Return hour, minute and second of the first clock time in a text; midnight where there is none."""
    clock = CLOCK.search(text.lower())
    if clock is None:
        return 0, 0, 0
    hour, minute, second = (int(part or 0) for part in clock.group(1, 2, 3))
    if clock[4]:
        hour = hour % NOON + (NOON if clock[4] == "p" else 0)
    return hour, minute, second


def _zone(text: str) -> timezone:
    named = ZONE.search(text.lower())
    return timezone(timedelta(hours=ZONES[named[0]] if named and CLOCK.search(text.lower()) else 0))


def _epoch(number: float) -> datetime | None:
    try:
        whole = int(number)
    except (ValueError, OverflowError):
        return None
    if whole in EPOCH_MILLISECONDS:
        whole //= 1000
    return datetime.fromtimestamp(whole, UTC) if whole in EPOCH_SECONDS else None


def _in_utc(time: datetime) -> datetime | None:
    try:
        time = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except OverflowError:
        return None
    return time if time.year >= EARLIEST_YEAR else None
