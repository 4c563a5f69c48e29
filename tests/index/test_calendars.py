"""What is declared of each language's dates: whole, and written as texts are compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from index.terms import plain
from index.tongues.registry import DECLARED

if TYPE_CHECKING:
    from index.tongues.tongue import Tongue

BY_CODE = {tongue.code: tongue for tongue in DECLARED}
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


def says_when(text: str, language: str) -> bool:
    """Whether a sentence has what tells a reader when."""
    return BY_CODE[language].asking.signs["when"].search(plain(text)) is not None


@every
def test_a_month_or_weekday_says_when_and_is_nobodys_name(tongue: Tongue) -> None:
    """Seen red with غشت, شتنبر, أوت and "Sept." told of in a list of their own, or in none."""
    calendar = tongue.calendar
    names = {*calendar.months, *calendar.weekdays, *(calendar.article + day for day in calendar.weekdays)}
    sure = names - calendar.doubtful
    assert {name for name in sure if not says_when(f"x {name} x", tongue.code)} == set()
    words = {name.split()[0].rpartition("'")[2] for name in sure}
    assert {word for word in words if not tongue.asking.calendar.fullmatch(word)} == set()


@pytest.mark.parametrize(
    ("language", "text", "when"),
    [
        ("en", "The bridge was opened in March.", True),
        ("en", "The bridge was opened on 25 March.", True),
        ("en", "The bridge was opened, May 25.", True),
        ("en", "The march over the bridge was long.", False),
        ("en", "The bridge may be opened.", False),
        ("en", "The octopus is separate.", False),
        ("ar", "افتتح الجسر في غشت.", True),
        ("ar", "افتتح الجسر في آب.", True),
        ("ar", "افتتح الجسر 25 أوت.", True),
        ("ar", "افتتح أب الجسر.", False),
        ("ar", "صام الناس في جمادى الأولى.", True),
        ("fr", "Le pont a ouvert en mai.", True),
        ("fr", "Le pont a ouvert le 1er mars.", True),
        ("fr", "Le pont est ouvert mais vide.", False),
        ("fr", "Une planète, Mars, brille.", False),
    ],
)
def test_a_name_that_is_another_word_too_says_when_beside_words_of_a_date(
    language: str, text: str, *, when: bool
) -> None:
    assert says_when(text, language) is when


@pytest.mark.parametrize(("language", "words"), [("en", "march may"), ("fr", "mars mai")])
def test_full_names_of_months_are_nobodys_name_though_they_are_words_too(language: str, words: str) -> None:
    assert all(map(BY_CODE[language].asking.calendar.fullmatch, words.split()))


def test_a_month_asked_for_is_not_seen_in_another_word() -> None:
    told = {name: told for name, _, told in BY_CODE["en"].asking.measures}["date"]
    assert told.search("it was in august")
    assert not told.search("she augmented the separate novels")
