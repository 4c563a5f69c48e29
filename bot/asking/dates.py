"""Dates in a question: which words name a stretch of time, and which days those are.

What is taken for a filter on the date of publication, and what isn't (docs/decisions.md has the reasons):

* *Firm*, since they speak of the news itself: "today", "yesterday", "this week", "last month", "in the past 3 days",
  "since Monday", "since July", "before 8 July 2020". Only articles of that time may answer.
* *Loose*, since they may as well say when the thing happened: "in July 2020", "on 8 July", "between 3 and 8 July",
  "from 2004 to 2014", "since 2005", "last year". Articles of that time come first; where none answers, later ones may.
* A bare year is no filter ("Who won the World Cup in 2018?", "the 2018 World Cup") unless a list of what happened is
  asked for; nor is a weekday ("on Tuesday"), nor a date that belongs to a name ("last year's unrest").

A week's beginning differs by country: "this week" is the last seven days, "last week" runs from the Saturday that may
begin the week before to the Sunday that may end it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from bot.reading.calendar import MONTH, NUMBER, UNITS, WEEKDAY, either, number
from index.terms import plain
from index.types import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import tzinfo

DAY, WEEK = timedelta(1), timedelta(7)


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


def period(question: str, now: datetime) -> tuple[Period, Span] | None:
    """Return the stretch of time a question names and where it does; None if it names none.

    `now` is what "today" means in the question; with its zone, the reader's.
    """
    folded, places = aligned(question)
    if not HINT.search(folded):
        return None
    for pattern, days in _rules():
        for match in pattern.finditer(folded):
            if found := _found(match, days, now):
                return found, _span(match, places)
    return None


def event(question: str) -> tuple[str, Span] | None:
    """Return the event that a question counts from ("since the ceasefire") and where it does; None if from none."""
    folded, places = aligned(question)
    for pattern in EVENTS:
        if match := pattern.search(folded):
            return question[slice(*_span(match, places, "what"))].strip(), _span(match, places)
    return None


def without(question: str, span: Span) -> str:
    """Return a question without the words at a span; as it is if nothing would be left."""
    rest = f"{question[: span.start].rstrip(' ,،')} {question[span.end :].lstrip(' ,،')}".strip()
    rest = re.sub(r"\s+([?؟!.])", r"\1", rest)
    return rest if re.search(r"\w", rest) else question


def aligned(text: str) -> tuple[str, list[int]]:
    """Return a text folded as the rules are written, and where in the text each of its characters stands."""
    folded = [(letter, place) for place, character in enumerate(text) for letter in plain(character)]
    return "".join(letter for letter, _ in folded), [place for _, place in folded]


def _span(match: re.Match[str], places: list[int], group: str | int = 0) -> Span:
    return Span(places[match.start(group)], places[match.end(group) - 1] + 1)


def _found(match: re.Match[str], days: Days, now: datetime) -> Period | None:
    try:
        return days(match, now)
    except (ValueError, OverflowError):  # 31 June, or a day before the calendar begins
        return None


# What a match of a rule's pattern means.
if TYPE_CHECKING:
    Days = Callable[[re.Match[str], datetime], Period | None]

# Without one of these there is no date, and the rules need not be compiled.
HINT = re.compile(
    "|".join(
        (
            r"\d|yesterday|today|this|tonight|امس|بارح|ليل|صباح",
            *UNITS.values(),
            either(MONTH),
            either(WEEKDAY),
        )
    )
)
OPEN_ENDED = re.compile("since|منذ")
NOWADAYS = re.compile(
    r"(?<!\w)(?:even|still|is|are|does|do) (?!\w+ing)(?:.* )?today"
    r"|(?:هذا|هذه|في|ها|حتي|يعرف|تعرف|يسمي|تسمي) اليوم(?!\w)"
)

# --- Days that are named ----------------------------------------------------------------------------------------------

YEAR = r"(?:1[89]|20)\d\d(?!\d)"
NTH = r"(?:st|nd|rd|th)?"


def _named(group: str) -> str:
    """Return a pattern for a day, a month or a year, its parts in groups whose names begin with `group`."""
    return (
        rf"(?:(?P<{group}iso>\d{{4}}-\d\d-\d\d)(?!\d)"
        rf"|(?:(?P<{group}d1>\d{{1,2}}){NTH}(?: of| من)? )?(?:شهر )?(?P<{group}m>{either(MONTH)})(?!\w)"
        r"(?: ?[/(] ?\w+(?: ال\w+)?\)?)?"  # "تموز/يوليو" and "July (Tammuz)" name a month twice
        rf"(?: (?P<{group}d2>\d{{1,2}}){NTH}(?!\w))?(?:,? (?:(?:من|of) )?(?:عام |سنه |العام )?(?P<{group}y1>{YEAR}))?"
        rf"|(?:the year |(?:ال)?(?:عام|سنه) )?(?P<{group}y2>{YEAR}))"
    )


def _part(match: re.Match[str], group: str) -> str:
    """Return what a group whose name begins so has matched; "" if none has."""
    return next((text for name, text in match.groupdict().items() if text and name.startswith(group)), "")


def _days(match: re.Match[str], group: str, today: date, year: int | None = None) -> tuple[date, date]:
    """Return the first and last day of a named date; one without a year is the latest that has begun."""
    if iso := _part(match, f"{group}iso"):
        return date.fromisoformat(iso), date.fromisoformat(iso)
    named_year, month, day = _part(match, f"{group}y"), _part(match, f"{group}m"), _part(match, f"{group}d")
    if not month:
        return date(int(named_year), 1, 1), date(int(named_year), 12, 31)
    number_ = MONTH[month]
    latest = today.year - ((number_, int(day or 1)) > (today.month, today.day))
    in_year = int(named_year) if named_year else year or latest
    days = (int(day), int(day)) if day else (1, monthrange(in_year, number_)[1])
    return date(in_year, number_, days[0]), date(in_year, number_, days[1])


def _only_a_year(match: re.Match[str], group: str) -> bool:
    return not (_part(match, f"{group}iso") or _part(match, f"{group}m"))


def _on(match: re.Match[str], now: datetime) -> Period:
    return Period(*_days(match, "a", now.date()), firm=False, bare=_only_a_year(match, "a"))


def _during(match: re.Match[str], now: datetime) -> Period:
    return replace(_on(match, now), bare=False)


def _between(match: re.Match[str], now: datetime) -> Period | None:
    """Take what the first day leaves out from the last one: "between 3 and 8 July", "from May to June 2020"."""
    beginning, last = _days(match, "b", now.date())
    if day := _part(match, "day"):
        first = beginning.replace(day=int(day))
    else:
        first, _ = _days(match, "a", now.date(), last.year)
        if first > last and not _part(match, "ay"):
            first, _ = _days(match, "a", now.date(), last.year - 1)
    return Period(first, last, firm=False) if first <= last else None


def _since(match: re.Match[str], now: datetime) -> Period:
    return Period(_days(match, "a", now.date())[0], firm=not _only_a_year(match, "a"))


def _before(match: re.Match[str], now: datetime) -> Period:
    return Period(last=_days(match, "a", now.date())[0] - DAY, firm=not _only_a_year(match, "a"))


def _until(match: re.Match[str], now: datetime) -> Period:
    return Period(last=_days(match, "a", now.date())[1], firm=not _only_a_year(match, "a"))


# --- Days that are counted from today ---------------------------------------------------------------------------------


def _relative(
    match: re.Match[str], now: datetime, first: date, last: date | None = None, *, firm: bool = True
) -> Period:
    """Return a period that ends with `last`, or has no end if the words say "since"."""
    return Period(first, None if OPEN_ENDED.search(match[0]) else last, firm=firm, zone=now.tzinfo)


def _today(match: re.Match[str], now: datetime) -> Period | None:
    """What is so "today" is no news: "What is Yugoslavia known as today?"."""
    return None if NOWADAYS.search(match.string) else _relative(match, now, now.date())


def _yesterday(match: re.Match[str], now: datetime) -> Period:
    day = now.date() - DAY * (2 if re.search("before|اول", match[0]) else 1)
    return _relative(match, now, day, day)


def _weekday(match: re.Match[str], now: datetime) -> Period:
    ago = (now.date().weekday() - WEEKDAY[match["weekday"]] - 1) % 7 + 1
    return _relative(match, now, now.date() - DAY * ago, now.date() - DAY * ago)


def _this(match: re.Match[str], now: datetime) -> Period:
    return _relative(match, now, _beginning(now.date(), _unit(match)))


def _last(match: re.Match[str], now: datetime) -> Period:
    """The week, month or year before this one; Arabic's "خلال" may mean up to today."""
    today, unit = now.date(), _unit(match)
    if unit == "week":
        monday = today - DAY * today.weekday()
        first, last = monday - WEEK - 2 * DAY, monday - DAY
    else:
        last = _beginning(today, unit) - DAY
        first = _beginning(last, unit)
    return _relative(match, now, first, None if "خلال" in match[0] else last, firm=unit != "year")


def _past(match: re.Match[str], now: datetime) -> Period:
    """So many days, weeks, months or years up to today."""
    return _relative(match, now, _back(match, now.date()), firm=_unit(match) != "year")


def _ago(match: re.Match[str], now: datetime) -> Period:
    """A day so many days ago; of weeks and more, the days about it."""
    unit, day = _unit(match), _back(match, now.date())
    about = {"day": 0, "week": 3, "month": 15, "year": 182}[unit] * DAY
    return _relative(
        match,
        now,
        day - (0 * DAY if OPEN_ENDED.search(match[0]) else about),
        day + about,
        firm=unit != "year",
    )


def _beginning(today: date, unit: str) -> date:
    return {
        "day": today,
        "week": today - 6 * DAY,
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }[unit]


def _back(match: re.Match[str], today: date) -> date:
    """Return the day so many days, weeks, months or years before today."""
    unit = _unit(match)
    many = (
        number(_part(match, "count")) if _part(match, "count") else 2 if match["unit"].endswith("ين") else 1
    )
    if unit in {"day", "week"}:
        return today - many * (DAY if unit == "day" else WEEK)
    years, month = divmod(today.month - 1 - many * (12 if unit == "year" else 1), 12)
    year = today.year + years
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _unit(match: re.Match[str]) -> str:
    word = match["unit"].removeprefix("ال")
    return next(unit for unit, names in UNITS.items() if re.fullmatch(names, word))


# --- The words --------------------------------------------------------------------------------------------------------

EVENTS = (
    re.compile(
        r"(?<!\w)(?<!year )(?<!years )(?<!months )(?<!weeks )(?<!days )(?:ever )?"
        r"since (?P<what>the (?:[\w'’-]+ ?){1,6})(?=[?.!,]|$)"
    ),
    re.compile(r"(?<!\w)منذ (?!متي|اي|ذلك|ذاك|هذا|هذه)(?P<what>(?:\w+ ?){1,6})(?=[؟?.!،,]|$)"),
)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Days], ...]:
    """Return patterns on folded text with what they mean; the first that is found decides."""
    return tuple(
        (re.compile(rf"(?<![\w'’-]){pattern}(?!['’]?s?\w)(?!['’]s)"), days)
        for days, patterns in _table()
        for pattern in patterns
    )


def _table() -> Iterator[tuple[Days, tuple[str, ...]]]:
    a, b, day = _named("a"), _named("b"), rf"(?P<day>\d{{1,2}}){NTH}"
    kind = "(?:عامي|سنتي|شهري|يومي|عام|سنه|شهر|يوم) "
    yield (
        _between,
        (
            rf"between (?:{day}|{a}) and {b}",
            rf"from (?:{day}|{a}) (?:to|until|till|through) {b}",
            rf"(?:(?:on|from) )?{day} ?[-–] ?{b}",
            rf"(?:في الفتره )?(?:ما )?بين (?:{kind})?(?:{day}|{a}) و ?{b}",
            rf"من (?:{kind})?(?:{day}|{a}) (?:الي|حتي) {b}",
        ),
    )
    yield from _relative_table()
    yield (
        _since,
        (
            rf"since (?:the (?:start|beginning) of )?{a}",
            rf"from {a} on(?:wards?)?",
            rf"after {a}",
            rf"منذ (?:(?:بدايه|مطلع|اوايل) )?(?:يوم )?{a}",
            rf"من {a} فصاعدا",
            rf"بعد (?:يوم )?{a}",
        ),
    )
    yield _before, (rf"(?:before|prior to) {a}", rf"قبل (?:{kind})?{a}")
    yield _until, (rf"(?:until|till|up to) {a}", rf"حتي (?:{kind})?{a}")
    yield _during, (rf"(?:during|throughout) {a}", rf"(?:خلال|طوال) {a}")
    yield _on, (rf"(?:in|on) {a}", rf"(?:في|بتاريخ|يوم|ليوم|عام|سنه) {a}")


def _relative_table() -> Iterator[tuple[Days, tuple[str, ...]]]:
    count = rf"(?P<count>\d{{1,3}}|{either(NUMBER)})"
    units = rf"(?P<unit>(?:ال)?(?:{'|'.join(UNITS.values())}))"
    whole = rf"(?P<unit>(?:ال)?(?:{'|'.join(names for unit, names in UNITS.items() if unit != 'day')}))"
    two = "(?P<unit>(?:ال)?(?:يوم|اسبوع|شهر|عام|سنت)ين)"
    last, now = "(?:ال)?(?:ماضي|فايت|منصرم|اخير|سابق)(?:ه|ين|تين)?", "(?:ال)?(?:حالي|جاري)ه?"
    within = "(?:(?:في|خلال|منذ|طوال|علي مدي|علي مدار) )?"
    weekday = rf"(?:ال)?(?P<weekday>{either(WEEKDAY)})"
    yield (
        _yesterday,
        ("(?:since )?(?:the day before )?yesterday", "(?:منذ )?(?:اول (?:من )?|يوم )?(?:امس|البارحه)"),
    )
    yield (
        _past,
        (
            rf"(?:in|over|during|within|for) the (?:past|last|previous) (?:{count} )?{units}",
            rf"the (?:last|past) {count} {units}",
            rf"the past {units}",
            rf"{within}{units} (?:ال)?{count} {last}",
            rf"{within}{count} {units} {last}",
            rf"{within}اخر (?:{count} )?{units}",
            rf"{within}{two} {last}",
        ),
    )
    yield (
        _ago,
        (
            rf"(?:since )?{count} {units} ago",
            rf"(?:قبل|منذ) {count} {units}",
            rf"(?:قبل|منذ) {two}",
            "منذ (?P<unit>اسبوع|شهر)",
        ),
    )
    yield (
        _this,
        (
            rf"since the (?:start|beginning) of (?:the |this )?{whole}",
            rf"منذ (?:بدايه|مطلع) (?:هذا |هذه )?{whole}(?: {now})?",
            rf"(?:in |during |since )?this {whole}",
            rf"{within}(?:هذا|هذه) {whole}",
            rf"{within}{whole} {now}",
        ),
    )
    yield _last, (rf"(?:in |during |since )?last {whole}", rf"{within}{whole} {last}")
    yield (
        _weekday,
        (
            rf"(?:on |since )?(?:last|this past) {weekday}",
            rf"since {weekday}",
            rf"(?:في |منذ )?(?:يوم )?{weekday} {last}",
            rf"منذ (?:يوم )?{weekday}",
        ),
    )
    yield (
        _today,
        (
            "(?:since )?(?:today|tonight|this (?:morning|afternoon|evening))",
            "(?:منذ )?(?:اليوم|الليله|هذا (?:الصباح|المساء))(?! ال)",
        ),
    )
