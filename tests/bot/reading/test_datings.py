"""Dates in sentences."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.reading.datings import Date, dates, resolved
from bot.reading.wording import read


def given(sentence: str, language: str) -> list[Date]:
    return dates(read(sentence, language).words, language)


def parts(sentence: str, language: str) -> list[tuple[int | None, int | None, int | None, int | None]]:
    return [(date.day, date.month, date.year, date.weekday) for date in given(sentence, language)]


@pytest.mark.parametrize(
    ("sentence", "language", "date"),
    [
        ("He died on 29 September 2018.", "en", (29, 9, 2018, None)),
        ("He died on Saturday, Sept. 29.", "en", (29, 9, None, 5)),
        ("He died on the 29th of September.", "en", (29, 9, None, None)),
        ("He died in July.", "en", (None, 7, None, None)),
        ("He died on 29/09/2018.", "en", (29, 9, 2018, None)),
        ("توفي يوم السبت 29 أيلول/سبتمبر 2018.", "ar", (29, 9, 2018, 5)),
        ("توفي في غشت 2018.", "ar", (None, 8, 2018, None)),
        ("سافر في مارس ويوليو 2018 عاد", "ar", (None, 3, None, None)),
        ("Il est mort le 29 septembre 2018.", "fr", (29, 9, 2018, None)),
        ("Il est mort samedi 29 septembre.", "fr", (29, 9, None, 5)),
        ("Il est mort le 1er août.", "fr", (1, 8, None, None)),
        ("Il est mort en mars.", "fr", (None, 3, None, None)),
        ("Il est mort vendredi.", "fr", (None, None, None, 4)),
    ],
)
def test_a_date_is_read_as_far_as_it_is_given(
    sentence: str, language: str, date: tuple[int | None, ...]
) -> None:
    """Day, month, year and weekday."""
    assert parts(sentence, language)[0] == date


@pytest.mark.parametrize(
    ("sentence", "language", "period", "shift"),
    [
        ("He died yesterday.", "en", "day", -1),
        ("He died last year.", "en", "year", -1),
        ("He died last Friday.", "en", "weekday", -1),
        ("توفي أمس.", "ar", "day", -1),
        ("توفي العام الماضي.", "ar", "year", -1),
        ("توفي هذا العام.", "ar", "year", 0),
        ("Il est mort hier.", "fr", "day", -1),
        ("Il mourra demain.", "fr", "day", 1),
        ("Il est mort la semaine dernière.", "fr", "week", -1),
        ("Il est mort cette semaine.", "fr", "week", 0),
        ("Il mourra l'année prochaine.", "fr", "year", 1),
        ("Il est mort lundi dernier.", "fr", "weekday", -1),
    ],
)
def test_a_date_told_from_today_is_read(sentence: str, language: str, period: str, shift: int) -> None:
    found = given(sentence, language)
    assert [(date.period, date.shift) for date in found] == [(period, shift)]


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("He may march.", "en"),
        ("They won 3-2 in sun and rain.", "en"),
        ("البلاد في أمس الحاجة إلى السلام.", "ar"),
        ("أغلق باب 8 غرف.", "ar"),
        ("La planète Mars est rouge.", "fr"),
        ("Il a sept enfants.", "fr"),
        ("It ended 29/13/2018.", "en"),
    ],
)
def test_what_is_no_date_is_none(sentence: str, language: str) -> None:
    assert given(sentence, language) == []


def test_a_conjunction_comes_off_a_month_of_five_letters() -> None:
    assert parts("في آذار وأيلول", "ar") == [(None, 3, None, None), (None, 9, None, None)]


@pytest.mark.parametrize(
    ("year", "read_as"), [("1000", 1000), ("2100", 2100), ("0999", None), ("2101", None)]
)
def test_a_year_is_one_that_news_may_speak_of(year: str, read_as: int | None) -> None:
    assert given(f"on 1 May {year}", "en")[0].year == read_as


@pytest.mark.parametrize(
    ("sentence", "language"), [("Er starb in May 2018.", "de"), ("عاد في July 2018", "ar")]
)
def test_words_of_another_language_are_read_by_their_script(sentence: str, language: str) -> None:
    assert given(sentence, language)[0].year == 2018


def test_no_month_has_a_day_beyond_the_31st() -> None:
    assert parts("on 45 September", "en") == [(None, 9, None, None)]
    assert parts("on 31 October", "en") == [(31, 10, None, None)]


def test_a_weekday_is_the_nearest_one_before_and_after_publication() -> None:
    saturday = datetime(2018, 9, 29, tzinfo=UTC)
    found = resolved(given("He died on Friday.", "en"), saturday)
    assert [(date.day, date.month) for date in found] == [(5, 10), (28, 9)]


def test_a_day_without_a_year_is_of_the_year_of_publication_or_next_to_it() -> None:
    found = resolved(given("He died on 29 September.", "en"), datetime(2018, 1, 2, tzinfo=UTC))
    assert [date.year for date in found] == [2017, 2018, 2019]


@pytest.mark.parametrize("published", [datetime.min, datetime.max])
def test_there_is_no_day_beyond_the_calendar(published: datetime) -> None:
    told = given("He died yesterday or today, on Friday or tomorrow.", "en")
    assert {date.year for date in resolved(told, published)} == {published.year}
