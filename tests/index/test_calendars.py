"""What is declared of each language's dates: whole, and written as texts are compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from index.terms import plain
from index.tongues.registry import DECLARED

if TYPE_CHECKING:
    from index.tongues.tongue import Tongue

every = pytest.mark.parametrize("tongue", DECLARED, ids=lambda tongue: tongue.code)


@every
def test_a_language_has_every_month_weekday_and_unit(tongue: Tongue) -> None:
    calendar = tongue.calendar
    assert set(calendar.months.values()) == set(range(1, 13))
    assert set(calendar.weekdays.values()) == set(range(7))
    assert list(calendar.units) == ["hour", "day", "week", "month", "year"]


@every
def test_its_words_are_folded(tongue: Tongue) -> None:
    calendar = tongue.calendar
    words = {
        *calendar.months, *calendar.weekdays, *calendar.counts, *calendar.days, *calendar.periods, *calendar.doubtful,
        *calendar.shifts_before, *calendar.shifts_after, *calendar.beside_month, *calendar.before_year,
        *calendar.zones, *calendar.no_day_before,
    }  # fmt: skip
    assert {word for word in words if plain(word) != word} == set()


@every
def test_doubtful_names_are_names_of_the_calendar(tongue: Tongue) -> None:
    calendar = tongue.calendar
    names = {*calendar.months, *calendar.weekdays, *calendar.short_weekdays}
    assert calendar.doubtful <= names


@every
def test_its_phrases_stand_for_known_parts_only(tongue: Tongue) -> None:
    stretches = tongue.calendar.stretches
    phrases = [
        *stretches.between, *stretches.past, *stretches.ago, *stretches.this, *stretches.last, *stretches.weekday,
        *stretches.since, *stretches.before, *stretches.until, *stretches.during, *stretches.on, *stretches.unread,
    ]  # fmt: skip
    parts = {part for phrase in phrases for part in re.findall("[A-Z]{3,}", phrase)}
    assert parts <= {"DATE", "FIRST", "DAY", "COUNT", "UNIT", "LONG", "WEEKDAY", "MONTH"}
