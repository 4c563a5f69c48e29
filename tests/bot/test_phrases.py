"""Dates, lengths of time and quotes, as people of a language write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.phrases import day, duration, figure, introduced, published

JULY_8, JULY_1 = datetime(2020, 7, 8, tzinfo=UTC), datetime(2020, 7, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "language", "written"),
    [
        (JULY_8, "en", "8 July 2020"),
        (JULY_8, "ar", "8 يوليو 2020"),
        (JULY_8, "fr", "8 juillet 2020"),
        (JULY_1, "en", "1 July 2020"),
        (JULY_1, "fr", "1er juillet 2020"),
        (JULY_8, "de", "8 July 2020"),
    ],
)
def test_a_date(when: datetime, language: str, written: str) -> None:
    assert day(when, language) == written


@pytest.mark.parametrize(
    ("time", "language", "written"),
    [
        (timedelta(days=1), "en", "1 day"),
        (timedelta(hours=2), "en", "2 hours"),
        (timedelta(days=1), "ar", "يوم"),
        (timedelta(days=2), "ar", "يومين"),
        (timedelta(days=3), "ar", "3 أيام"),
        (timedelta(days=11), "ar", "11 يوماً"),
        (timedelta(days=100), "ar", "100 يوماً"),
        (timedelta(days=103), "ar", "103 أيام"),
        (timedelta(days=1), "fr", "1 jour"),
        (timedelta(minutes=45), "fr", "45 minutes"),
        (timedelta(seconds=5), "fr", "1 minute"),
    ],
)
def test_a_length_of_time(time: timedelta, language: str, written: str) -> None:
    assert duration(time, language) == written


@pytest.mark.parametrize(
    ("language", "written"), [("en", "1,234,567"), ("ar", "1,234,567"), ("fr", "1\u202f234\u202f567")]
)
def test_a_number(language: str, written: str) -> None:
    assert figure(1_234_567, language) == written


@pytest.mark.parametrize(
    ("since", "until", "written"),
    [
        (JULY_1, JULY_1, "Articles publiés le 1er juillet 2020."),
        (JULY_1, JULY_8, "Articles publiés du 1er juillet 2020 au 8 juillet 2020."),
        (JULY_1, None, "Articles publiés depuis le 1er juillet 2020."),
        (None, JULY_8, "Articles publiés jusqu’au 8 juillet 2020."),
        (None, None, ""),
    ],
)
def test_when_articles_were_published(since: datetime | None, until: datetime | None, written: str) -> None:
    assert published(since, until, "fr") == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "\u2068Wire\u2069, 8 July 2020, according to \u2068Maas\u2069: “\u2068No.\u2069”"),
        ("ar", "\u2068Wire\u2069، 8 يوليو 2020، بحسب \u2068Maas\u2069 (ماس): «\u2068No.\u2069»"),
        (
            "fr",
            "\u2068Wire\u2069, 8 juillet 2020, selon \u2068Maas\u2069\u00a0: «\u00a0\u2068No.\u2069\u00a0»",
        ),
    ],
)
def test_a_quote_with_its_source_date_and_speaker(language: str, written: str) -> None:
    assert introduced("No.", language, source="Wire", published=JULY_8, who="Maas") == written


def test_a_quote_by_itself_has_no_lead() -> None:
    assert introduced("Non.", "fr", source=None, published=None, who=None) == "«\u00a0\u2068Non.\u2069\u00a0»"
