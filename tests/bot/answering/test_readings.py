"""The dates and numbers of a foreign quote as the reader writes them; known answers."""

from __future__ import annotations

import pytest

from bot.answering.readings import readings


def written(quote: str, language: str, reader: str) -> list[tuple[str, str]]:
    return [(one.said, one.written) for one in readings(quote, language, reader)]


@pytest.mark.parametrize(
    ("quote", "language", "reader", "told"),
    [
        ("في ٨ تموز ٢٠٢٠", "ar", "en", [("٨ تموز ٢٠٢٠", "8 July 2020")]),
        ("يوم 8 يوليو/تموز", "ar", "fr", [("8 يوليو/تموز", "8 juillet")]),
        ("on 1 July 2020", "en", "fr", [("1 July 2020", "1er juillet 2020")]),
        ("in September 2019", "en", "ar", [("September 2019", "سبتمبر 2019")]),
        ("أكد أن البلدين الشقيقين اتفقا قبل عامين على 12 بندا", "ar", "fr", []),
        ("ثلاثة ملايين ونصف المليون دولار", "ar", "en", [("ثلاثة ملايين ونصف المليون", "3,500,000")]),
        ("3.5 million people", "en", "fr", [("3.5 million", "3 500 000")]),
        ("twelve bridges and 4.25 metres", "en", "ar", [("twelve", "12")]),
        ("قتل ٧١ شخصا", "ar", "en", [("٧١", "71")]),
        ("منذ عام ٢٠١٥", "ar", "en", [("٢٠١٥", "2015")]),
    ],
)
def test_dates_and_numbers_are_written_as_the_reader_does(
    quote: str, language: str, reader: str, told: list[tuple[str, str]]
) -> None:
    assert [(said, text.replace("\u202f", " ")) for said, text in written(quote, language, reader)] == told


@pytest.mark.parametrize(
    "quote",
    [
        "قتل 71 شخصا",  # written so by the reader too
        "بلغت 12,500 دولار",
        "عشرات الأشخاص",  # no number
        "واحد منهم",
        "الثالث في السباق",
        "في الساعة 10:15",
        "يوم الجمعة",
        "في تموز",
    ],
)
def test_the_rest_is_left_alone(quote: str) -> None:
    assert written(quote, "ar", "en") == []


def test_a_span_counts_code_points_of_the_quote() -> None:
    quote = "قتل ٧١ شخصا في ٨ تموز ٢٠٢٠ وجرح ٧١ آخرون"
    found = readings(quote, "ar", "en")
    assert [quote[one.span.start : one.span.end] for one in found] == ["٧١", "٨ تموز ٢٠٢٠", "٧١"]
