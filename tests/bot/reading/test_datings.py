"""Dates in sentences."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.reading.datings import Date, dates, on_weekday, resolved
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


# --- what a date means in an article of a day ---

PUBLISHED = datetime(2018, 9, 29, tzinfo=UTC)  # a Saturday


def meant(text: str) -> list[tuple[int | None, int | None, int | None]]:
    found = resolved(given(text, "en"), PUBLISHED)
    return [(date.day, date.month, date.year) for date in found]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on Friday", [(5, 10, 2018), (28, 9, 2018)]),
        ("on Saturday", [(29, 9, 2018), (22, 9, 2018)]),
        ("yesterday", [(28, 9, 2018)]),
        ("today", [(29, 9, 2018)]),
        ("last year", [(None, None, 2017)]),
        ("this year", [(None, None, 2018)]),
        ("on 28 September", [(28, 9, 2017), (28, 9, 2018), (28, 9, 2019)]),
        ("in June", [(None, 6, 2017), (None, 6, 2018), (None, 6, 2019)]),
        ("last week", []),
        ("last month", []),
        ("on 28 September 2018", []),
    ],
)
def test_a_date_is_resolved_by_the_day_of_publication(
    text: str, days: list[tuple[int | None, int | None, int | None]]
) -> None:
    assert meant(text) == days


def test_a_weekday_that_is_resolved_keeps_its_weekday() -> None:
    assert [date.weekday for date in resolved(given("on Friday", "en"), PUBLISHED)] == [4, 4]
    assert [date.weekday for date in resolved(given("yesterday", "en"), PUBLISHED)] == [4]


@pytest.mark.parametrize(
    ("date", "weekday"),
    [
        (Date(0, 1, 28, 9, 2018), 4),
        (Date(0, 1, 28, 9, 2018, weekday=1), 1),
        (Date(0, 1, 31, 6, 2018), None),
        (Date(0, 1, None, 9, 2018), None),
        (Date(0, 1, 28, None, 2018), None),
        (Date(0, 1, 28, 9), None),
    ],
)
def test_a_full_date_has_a_weekday(date: Date, weekday: int | None) -> None:
    assert on_weekday(date).weekday == weekday


def test_a_year_is_given_to_what_has_none() -> None:
    assert Date(0, 1, 28, 9).in_year(2018).year == 2018
    assert Date(0, 1, 28, 9, 2017).in_year(2018).year == 2017


@pytest.mark.parametrize(
    ("other", "within"),
    [
        (Date(5, 9, 28, 9, 2018, 4), True),
        (Date(5, 9, 27, 9, 2018, 4), False),
        (Date(5, 9, 28, 8, 2018, 4), False),
        (Date(5, 9, 28, 9, 2017, 4), False),
        (Date(5, 9, 28, 9, 2018, 3), False),
        (Date(5, 9, 28, 9, 2018), False),
    ],
)
def test_a_date_is_within_one_that_says_all_it_says(other: Date, *, within: bool) -> None:
    assert Date(0, 1, 28, 9, 2018, 4).within(other) is within
    assert Date(0, 1).within(other)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("on 2018-09-28", (28, 9, 2018)),
        ("on 28-9-2018", (28, 9, 2018)),
        ("on 28.9.2018", (28, 9, 2018)),
        ("on 9/28/2018", (28, 9, 2018)),  # no month is the 28th
        ("on 12/12/2018", (12, 12, 2018)),
        ("on 12/13/2018", (13, 12, 2018)),
        ("on 5/6/2018", (5, 6, 2018)),
        ("on 1000-01-31", (31, 1, 1000)),
        ("on 31/12/2100", (31, 12, 2100)),
    ],
)
def test_a_date_in_digits_begins_with_its_day_or_its_year(text: str, date: tuple[int, int, int]) -> None:
    assert [(one.day, one.month, one.year) for one in given(text, "en")] == [date]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "on 32/9/2018",
            "on 0/9/2018",
            "on 13/13/2018",
            "on 28/0/2018",
            "on 28/9",
            "on 28/9/999",
            "on 28/9/2101",
        ),
        *("on 28.9", "version 1.2.3.4", "at 28:9:2018"),
    ],
)
def test_digits_that_are_no_date_are_none(text: str) -> None:
    assert given(text, "en") == []


@pytest.mark.parametrize(
    ("text", "parts_"),
    [
        ("on 31 May", [(31, 5)]),
        ("on 1 May", [(1, 5)]),
        ("on 32 May", [(None, 5)]),
        ("on 0 May", [(None, 5)]),
        ("by 3-2 May", [(2, 5)]),
        ("on the 5th June", [(5, 6)]),
        ("in May and June", [(None, 5), (None, 6)]),
        ("He said in May 2018", [(None, 5)]),
        ("He said may 2018", []),
        ("May he rest", []),
        ("In May he left", [(None, 5)]),
        ("They met May 5 there", [(5, 5)]),
        ("They met may 5 there", []),
    ],
)
def test_a_month_has_a_day_from_1_to_31_beside_it(text: str, parts_: list[tuple[int | None, int]]) -> None:
    assert [(date.day, date.month) for date in given(text, "en")] == parts_


def test_where_a_date_stands_is_told() -> None:
    assert [
        (one.start, one.end) for one in given("He died on Saturday, 29 September 2018, in Palu", "en")
    ] == [(3, 7)]
    assert [(one.start, one.end) for one in given("He left last year for Palu", "en")] == [(2, 4)]
    assert [(one.start, one.end) for one in given("next July", "en")] == [(0, 2)]


@pytest.mark.parametrize("published", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_there_is_no_day_beyond_the_calendar(published: datetime) -> None:
    told = given("He died yesterday or today, on Friday or tomorrow.", "en")
    assert {date.year for date in resolved(told, published)} == {published.year}
