"""When articles were published, as a plot of bars: a day each, a month or a year, as long as the time is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from bot.phrases import day, figure, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Unit = Literal["day", "month", "year"]
DAYS, MONTHS = 120, 120  # bars; of a longer time each stands for more
FEWEST = 14  # days that are drawn
HEIGHT, WIDTH, GAP = 100.0, 10.0, 0.18  # of the drawing, of a bar, and the part of it that is left free
LEAST = 2.0  # of a bar that stands for anything


@dataclass(frozen=True, slots=True)
class Bar:
    """How many articles there are of a time.

    Attributes:
        since: its first day; `until`: its last, both as addresses have them.
        name: of the time, in the reader's language.
        label: the name and how many articles.
        x, y, width, height: of what is drawn.
    """

    since: str
    until: str
    name: str
    label: str
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Plot:
    """The bars.

    Attributes:
        unit: what a bar stands for.
        width, height: of the whole drawing.
        articles: how many there are in all.
    """

    unit: Unit
    bars: tuple[Bar, ...]
    width: float
    height: float
    articles: int


def plot(days: Iterable[date], language: str) -> Plot | None:
    """Return the plot of articles by the days they were published on; None of none."""
    published = Counter(days)
    if not published:
        return None
    first, last = min(published), max(published)
    unit = _unit(first, last)
    if unit == "day":  # a few bars would be as wide as the page
        first = min(first, last - timedelta(days=FEWEST - 1))
    counts: Counter[date] = Counter()
    for when, count in published.items():
        counts[_begin(when, unit)] += count
    most = max(counts.values())
    bars = tuple(
        _bar(place, (begin, unit), counts[begin], counts[begin] / most, language)
        for place, begin in enumerate(_begins(first, last, unit))
    )
    return Plot(unit, bars, WIDTH * len(bars), HEIGHT, published.total())


def _unit(first: date, last: date) -> Unit:
    if (last - first).days < DAYS:
        return "day"
    return "month" if (last.year - first.year) * 12 + last.month - first.month < MONTHS else "year"


def _begin(when: date, unit: Unit) -> date:
    if unit == "day":
        return when
    return when.replace(day=1) if unit == "month" else when.replace(month=1, day=1)


def _begins(first: date, last: date, unit: Unit) -> Iterator[date]:
    at = _begin(first, unit)
    while at <= last:
        yield at
        at = _after(at, unit)


def _after(begin: date, unit: Unit) -> date:
    if unit == "day":
        return begin + timedelta(days=1)
    if unit == "month" and begin.month < 12:  # noqa: PLR2004 - months of a year
        return begin.replace(month=begin.month + 1)
    return begin.replace(year=begin.year + 1, month=1)


def _bar(place: int, time: tuple[date, Unit], count: int, share: float, language: str) -> Bar:
    (begin, unit), texts = time, say(language)
    names = {"day": day(begin, language), "month": f"{texts.months[begin.month - 1]} {begin.year}"}
    name = names.get(unit, str(begin.year))
    many = texts.web.articles[texts.plural(count)] if count else texts.web.articles[-1]
    height = max(HEIGHT * share, LEAST) if count else 0.0
    return Bar(
        since=begin.isoformat(),
        until=(_after(begin, unit) - timedelta(days=1)).isoformat(),
        name=name,
        label=f"{name}{texts.pause}{many.format(figure(count, language))}",
        count=count,
        x=round(WIDTH * (place + GAP / 2), 2),
        y=round(HEIGHT - height, 2),
        width=round(WIDTH * (1 - GAP), 2),
        height=round(height, 2),
    )
