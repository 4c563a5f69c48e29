"""Dates in questions, in both languages; known days, asked on Friday 10 July 2020."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.dates import event, period, without

NOW = datetime(2020, 7, 10, 12, tzinfo=UTC)


def day(month: int, of_month: int, year: int = 2020) -> date:
    return date(year, month, of_month)


def days(question: str, now: datetime = NOW) -> tuple[date | None, date | None] | None:
    found = period(question, now)
    return found and (found[0].first, found[0].last)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("What happened today?", day(7, 10), None),
        ("What did Ankara say yesterday?", day(7, 9), day(7, 9)),
        ("What did Ankara say the day before yesterday?", day(7, 8), day(7, 8)),
        ("What did Germany propose this week?", day(7, 4), None),
        ("Who resigned last week?", day(6, 27), day(7, 5)),
        ("Who resigned last month?", day(6, 1), day(6, 30)),
        ("Who resigned this month?", day(7, 1), None),
        ("Who resigned in the past 3 days?", day(7, 7), None),
        ("Who resigned over the last two weeks?", day(6, 26), None),
        ("Who resigned 3 days ago?", day(7, 7), day(7, 7)),
        ("Who resigned since Monday?", day(7, 6), None),
        ("Who resigned last Friday?", day(7, 3), day(7, 3)),
        ("Who resigned since July?", day(7, 1), None),
        ("Who resigned since 3 March 2019?", day(3, 3, 2019), None),
        ("Who resigned since the start of the year?", day(1, 1), None),
        ("Who resigned before 8 July 2020?", None, day(7, 7)),
        ("Who resigned until June?", None, day(6, 30)),
        ("ماذا حدث أمس؟", day(7, 9), day(7, 9)),
        ("ماذا قالت مصر أول من أمس؟", day(7, 8), day(7, 8)),
        ("ماذا حدث اليوم؟", day(7, 10), None),
        ("ماذا حدث هذا الأسبوع؟", day(7, 4), None),
        ("من استقال في الأسبوع الماضي؟", day(6, 27), day(7, 5)),
        ("من استقال الشهر الماضي؟", day(6, 1), day(6, 30)),
        ("من استقال خلال الشهر الماضي؟", day(6, 1), None),
        ("من استقال خلال الأيام الثلاثة الماضية؟", day(7, 7), None),
        ("من استقال قبل ثلاثة أيام؟", day(7, 7), day(7, 7)),
        ("من استقال منذ يومين؟", day(7, 8), None),
        ("من استقال منذ يوليو؟", day(7, 1), None),
        ("من استقال يوم الاثنين الماضي؟", day(7, 6), day(7, 6)),
    ],
)
def test_a_date_that_speaks_of_the_news_is_firm(question: str, first: date | None, last: date | None) -> None:
    found = period(question, NOW)
    assert found is not None
    assert (found[0].first, found[0].last, found[0].firm) == (first, last, True)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("What was signed in July 2020?", day(7, 1), day(7, 31)),
        ("What was signed in August?", day(8, 1, 2019), day(8, 31, 2019)),
        ("What was signed on July 8, 2020?", day(7, 8), day(7, 8)),
        ("What was signed on 2020-07-08?", day(7, 8), day(7, 8)),
        ("What was signed between 3 and 8 July?", day(7, 3), day(7, 8)),
        ("What was signed between November and March 2020?", day(11, 1, 2019), day(3, 31)),
        ("What was signed from 2004 to 2014?", day(1, 1, 2004), day(12, 31, 2014)),
        ("What was signed before 2020?", None, day(12, 31, 2019)),
        ("What was signed during 2019?", day(1, 1, 2019), day(12, 31, 2019)),
        ("ما الذي وُقع في ٨ تموز ٢٠٢٠؟", day(7, 8), day(7, 8)),
        ("ما الذي وُقع بين ٣ و٨ تموز/يوليو؟", day(7, 3), day(7, 8)),
        ("ما الذي وُقع في تشرين الثاني 2019؟", day(11, 1, 2019), day(11, 30, 2019)),
        ("ما الذي وُقع في غشت 2019؟", day(8, 1, 2019), day(8, 31, 2019)),
        ("ما الذي وُقع بين عامي 2018 و2019؟", day(1, 1, 2018), day(12, 31, 2019)),
    ],
)
def test_a_date_that_may_be_when_it_happened_is_loose(
    question: str, first: date | None, last: date | None
) -> None:
    found = period(question, NOW)
    assert found is not None
    assert (found[0].first, found[0].last, found[0].firm, found[0].bare) == (first, last, False, False)


@pytest.mark.parametrize(
    "question", ["Who won the World Cup in 2018?", "من فاز بكأس العالم عام 2018؟", "Who left in 2018?"]
)
def test_a_year_alone_is_bare(question: str) -> None:
    found = period(question, NOW)
    assert found is not None
    assert found[0].bare


@pytest.mark.parametrize(
    "question",
    [
        "Who won the 2018 World Cup?",
        "What objects did prisoners use during last year's unrest?",
        "Whose wall has fragments visible in places around Newcastle even today?",
        "What is Yugoslavia known as today?",
        "What may happen on Tuesday?",
        "Since when has the volcano been active?",
        "What was signed on 31 June 2020?",
        "كيف تم بناء الكعبة بالشكل الذي هي عليها اليوم؟",
        "بماذا يسمى اليوم العاشر من شهر محرم؟",
        "منذ متى لا يوجد سفراء؟",
        "من قتل الجنود؟",
        "",
    ],
)
def test_what_is_no_date_limits_nothing(question: str) -> None:
    assert period(question, NOW) is None


def test_the_words_of_a_date_can_be_left_out() -> None:
    question = "What did Germany propose, this week?"
    found = period(question, NOW)
    assert found is not None
    assert without(question, found[1]) == "What did Germany propose?"


def test_today_is_the_readers_day_and_utcs() -> None:
    """At 1 in the night of 10 July in Riyadh it is 9 July, 22:00, UTC."""
    riyadh = timezone(timedelta(hours=3))
    found = period("What happened today?", datetime(2020, 7, 10, 1, tzinfo=riyadh))
    assert found is not None
    assert found[0].since == datetime(2020, 7, 9, 21, tzinfo=UTC)
    denver = timezone(timedelta(hours=-6))
    found = period("What happened today?", datetime(2020, 7, 10, 1, tzinfo=denver))
    assert found is not None
    assert found[0].since == datetime(2020, 7, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What happened since the ceasefire?", "the ceasefire"),
        ("What has Germany said since the Berlin conference, and why?", "the Berlin conference"),
        ("ماذا حدث منذ وقف إطلاق النار؟", "وقف إطلاق النار"),
    ],
)
def test_an_event_is_named_by_its_words(question: str, words: str) -> None:
    found = event(question)
    assert found is not None
    assert found[0] == words


@pytest.mark.parametrize("question", ["Since when?", "منذ متى؟", "How was a year since the vote marked?"])
def test_no_event_is_made_up(question: str) -> None:
    assert event(question) is None


@given(st.text(max_size=80), st.dates())
def test_any_text_has_a_period_in_order_or_none(text: str, today: date) -> None:
    found = period(text, datetime(today.year, today.month, today.day, tzinfo=UTC))
    if found:
        stretch, span = found
        assert 0 <= span.start < span.end <= len(text)
        assert stretch.first is None or stretch.last is None or stretch.first <= stretch.last


WORDS = "since before between and from to in on last this past the week month year July 3 8 2020 31 99 ago 0 0001-01-01 منذ قبل بين و 8 يوليو خلال الماضي أيام".split()  # noqa: E501


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), st.dates())
def test_any_words_of_dates_break_nothing(text: str, today: date) -> None:
    found = period(text, datetime(today.year, today.month, today.day, tzinfo=UTC))
    if found:
        found[0].since, found[0].until
