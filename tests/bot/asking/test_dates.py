"""Dates in questions, in every declared language; known days, asked on Friday 10 July 2020."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.dates import event, period, unread, without

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
        ("من استقال هذا المساء؟", day(7, 10), None),
        ("Que s'est-il passé hier ?", day(7, 9), day(7, 9)),
        ("Que s'est-il passé avant-hier ?", day(7, 8), day(7, 8)),
        ("Qui a démissionné aujourd’hui ?", day(7, 10), None),
        ("Qui a démissionné la semaine dernière ?", day(6, 27), day(7, 5)),
        ("Qui a démissionné le mois dernier ?", day(6, 1), day(6, 30)),
        ("Qui a démissionné cette semaine ?", day(7, 4), None),
        ("Qui a démissionné ce mois-ci ?", day(7, 1), None),
        ("Qui a démissionné ces 3 derniers jours ?", day(7, 7), None),
        ("Qui a démissionné il y a 3 jours ?", day(7, 7), day(7, 7)),
        ("Qui a démissionné depuis trois jours ?", day(7, 7), None),
        ("Qui a démissionné depuis lundi ?", day(7, 6), None),
        ("Qui a démissionné lundi dernier ?", day(7, 6), day(7, 6)),
        ("Qui a démissionné depuis juillet ?", day(7, 1), None),
        ("Qui a démissionné depuis le début de l'année ?", day(1, 1), None),
        ("Qui a démissionné à partir du 3 mars 2019 ?", day(3, 3, 2019), None),
        ("Qui a démissionné avant le 8 juillet 2020 ?", None, day(7, 7)),
        ("Qui a démissionné jusqu'en juin ?", None, day(6, 30)),
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
        ("ما الذي وُقع في ٣١/١٢/٢٠١٩؟", day(12, 31, 2019), day(12, 31, 2019)),
        ("What was signed on Oct. 7?", day(10, 7, 2019), day(10, 7, 2019)),
        ("What was signed on the 7th of October?", day(10, 7, 2019), day(10, 7, 2019)),
        ("What was signed on Wednesday, July 8?", day(7, 8), day(7, 8)),
        ("What was signed on 31/12/2019?", day(12, 31, 2019), day(12, 31, 2019)),
        ("What was signed on 12/31/2019?", day(12, 31, 2019), day(12, 31, 2019)),
        ("What was signed on 13/7/2019?", day(7, 13, 2019), day(7, 13, 2019)),
        ("What was signed on 7/7/2020?", day(7, 7), day(7, 7)),
        ("Qu'a-t-on signé en juillet 2020 ?", day(7, 1), day(7, 31)),
        ("Qu'a-t-on signé le 8 juillet ?", day(7, 8), day(7, 8)),
        ("Qu'a-t-on signé le mercredi 8 juillet 2020 ?", day(7, 8), day(7, 8)),
        ("Qu'a-t-on signé le 1er août 2019 ?", day(8, 1, 2019), day(8, 1, 2019)),
        ("Qu'a-t-on signé au mois d'août ?", day(8, 1, 2019), day(8, 31, 2019)),
        ("Qu'a-t-on signé entre le 3 et le 8 juillet ?", day(7, 3), day(7, 8)),
        ("Qu'a-t-on signé du 3 au 8 juillet 2020 ?", day(7, 3), day(7, 8)),
        ("Qui a signé d'avril à juin 2020 ?", day(4, 1), day(6, 30)),
        ("Qui a signé l'année dernière ?", day(1, 1, 2019), day(12, 31, 2019)),
    ],
)
def test_a_date_that_may_be_when_it_happened_is_loose(
    question: str, first: date | None, last: date | None
) -> None:
    found = period(question, NOW)
    assert found is not None
    assert (found[0].first, found[0].last, found[0].firm, found[0].bare) == (first, last, False, False)


@pytest.mark.parametrize(
    "question",
    [
        "Who won the World Cup in 2018?",
        "من فاز بكأس العالم عام 2018؟",
        "Who left in 2018?",
        "Qui a gagné la Coupe du monde en 2018 ?",
    ],
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
        "Who spoke after 2000 workers were dismissed?",
        "Who spoke after 2000 foreign workers were dismissed?",
        "ماذا قالت الحكومة بعد 2000 قتيل؟",
        "Qui a protesté après 2000 licenciements ?",
        "Did the siege last two weeks?",
        "What was signed on 7/8/2020?",
        "Que sait-on des émeutes de la semaine dernière ?",
        "Comment s'appelle la Yougoslavie aujourd'hui ?",
        "What is the latest on Yemen?",
        "Which is the latest news about Yemen?",
        "ما آخر أخبار اليمن؟",
        "ما الجديد في اليمن؟",
        "Quelles sont les dernières nouvelles du Yémen ?",
        "",
    ],
)
def test_what_is_no_date_limits_nothing(question: str) -> None:
    assert period(question, NOW) is None


def test_a_year_before_words_that_it_does_not_count_is_a_date() -> None:
    assert days("What happened after 2003 in Iraq?") == (day(1, 1, 2003), None)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Who resigned two weeks ago?", day(6, 23), day(6, 29)),
        ("Who resigned 3 months ago?", day(3, 26), day(4, 25)),
        ("Who resigned 2 years ago?", day(1, 9, 2018), day(1, 8, 2019)),
        ("Who resigned 3 hours ago?", day(7, 10), day(7, 10)),
        ("من استقال قبل أسبوعين؟", day(6, 23), day(6, 29)),
        ("Qui a démissionné il y a trois mois ?", day(3, 26), day(4, 25)),
    ],
)
def test_so_many_weeks_months_or_years_ago_are_the_days_about_it(
    question: str, first: date, last: date
) -> None:
    """3 days, 15 and 182 either side."""
    assert days(question) == (first, last)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What happened in the last 24 hours?", day(7, 9)),
        ("What happened last 24 hours?", day(7, 9)),
        ("What happened in the past 48 hours?", day(7, 8)),
        ("What happened in the last 6 hours?", day(7, 10)),
        ("ماذا حدث في آخر 24 ساعة؟", day(7, 9)),
        ("ماذا حدث خلال الـ48 ساعة الماضية؟", day(7, 8)),
        ("ماذا حدث خلال الساعات الـ24 الماضية؟", day(7, 9)),
        ("Que s'est-il passé dans les dernières 24 heures ?", day(7, 9)),
        ("Que s'est-il passé ces 48 dernières heures ?", day(7, 8)),
    ],
)
def test_hours_are_counted_from_the_moment_of_asking(question: str, first: date) -> None:
    assert days(question) == (first, None)


@pytest.mark.parametrize(
    ("asked", "this", "last"),
    [
        (10, (day(7, 10), day(7, 12)), (day(7, 3), day(7, 5))),  # a Friday
        (12, (day(7, 10), day(7, 12)), (day(7, 3), day(7, 5))),  # the Sunday after
        (13, (day(7, 10), day(7, 12)), (day(7, 10), day(7, 12))),  # the Monday after
    ],
)
def test_a_weekend_is_friday_to_sunday(asked: int, this: tuple[date, date], last: tuple[date, date]) -> None:
    """This one is the one that has begun, the last one the one that is over."""
    now = datetime(2020, 7, asked, 12, tzinfo=UTC)
    for question in (
        "What happened this weekend?",
        "ماذا حدث نهاية هذا الأسبوع؟",
        "Qui a gagné ce week-end ?",
    ):
        assert days(question, now) == this
    for question in (
        "What happened last weekend?",
        "ماذا حدث في نهاية الأسبوع الماضي؟",
        "Qui a gagné le week-end dernier ?",
    ):
        assert days(question, now) == last


def test_since_so_long_ago_is_up_to_now() -> None:
    assert days("Who resigned since 3 weeks ago?") == (day(6, 19), None)
    assert days("ماذا حدث منذ أسبوعين؟") == (day(6, 26), None)


@pytest.mark.parametrize(
    "question", ["What happened this weekend?", "What happened last weekend?", "Who resigned last year?"]
)
def test_news_of_a_weekend_or_a_year_may_come_later(question: str) -> None:
    found = period(question, NOW)
    assert found is not None
    assert not found[0].firm


@pytest.mark.parametrize(
    ("question", "asked", "first"),
    [
        ("What happened in the past month?", day(7, 31), day(6, 30)),
        ("What happened in the past month?", day(3, 31), day(2, 29)),
        ("What happened in the past 2 months?", day(1, 31), day(11, 30, 2019)),
        ("What happened in the past 12 months?", day(2, 29), day(2, 28, 2019)),
        ("What happened in the past month?", day(12, 15), day(11, 15)),
    ],
)
def test_a_month_back_is_the_same_day_or_the_months_last(question: str, asked: date, first: date) -> None:
    now = datetime(asked.year, asked.month, asked.day, 12, tzinfo=UTC)
    assert days(question, now) == (first, None)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What was signed on 7/8/2020?", ["7/8/2020"]),
        ("ما الذي وقع في ٧/٨/٢٠٢٠؟", ["٧/٨/٢٠٢٠"]),
        ("Qu'a-t-on signé entre le 7/8/2020 et le 9/8/2020 ?", ["7/8/2020", "9/8/2020"]),
        ("What was signed on 31 June 2020?", ["31 June 2020"]),
        ("Who resigned in the last Fortnight?", ["the last Fortnight"]),
        ("Who resigned the other day?", ["the other day"]),
        ("Who will resign next Ramadan?", ["next Ramadan"]),
        ("من استقال في رمضان الماضي؟", ["في رمضان الماضي"]),
        ("من استقال الليلة الماضية؟", ["الليلة الماضية"]),
        ("Qui a démissionné l'été dernier ?", ["l'été dernier"]),
        ("Who resigned in July 2020?", []),
        ("What was signed on 31/12/2019?", []),
        ("What was signed on 13/6/2020?", []),
        ("What was signed on 12/12/2019?", []),
        ("What was signed on 29 February?", []),
        ("Who resigned this week?", []),
        ("What damaged last summer's harvest?", []),
        ("Who is the pope?", []),
        ("", []),
    ],
)
def test_time_words_that_are_not_understood_are_named_as_written(question: str, words: list[str]) -> None:
    assert unread(question) == words


def test_only_the_questions_language_is_understood() -> None:
    assert period("Who resigned in July 2020?", NOW, "fr") is None
    assert period("Qui a démissionné en juillet 2020 ?", NOW, "en") is None


def test_a_language_without_a_declaration_has_dates_in_digits_only() -> None:
    assert period("Was geschah im April 2020?", NOW, "de") is None
    assert unread("Was geschah am 7/8/2020?", "de") == ["7/8/2020"]
    found = period("Was geschah am 2020-07-08?", NOW, "de")
    assert found is not None
    assert (found[0].first, found[0].last) == (day(7, 8), day(7, 8))


def test_the_words_of_a_date_can_be_left_out() -> None:
    question = "What did Germany propose, this week?"
    found = period(question, NOW)
    assert found is not None
    assert without(question, found[1]) == "What did Germany propose?"


def test_where_a_date_is_left_out_no_more_goes_than_its_space() -> None:
    for question, rest in (
        ("What did Germany propose this week?", "What did Germany propose?"),
        ("What, this week, did Germany propose?", "What did Germany propose?"),
        ("This week what was proposed?", "what was proposed?"),
        ("This week?", "This week?"),
    ):
        found = period(question, NOW)
        assert found is not None
        assert without(question, found[1]) == rest


def test_a_comma_of_another_script_goes_with_the_date() -> None:
    question = "ماذا قالت مصر، هذا الأسبوع؟"
    found = period(question, NOW)
    assert found is not None
    assert without(question, found[1]) == "ماذا قالت مصر؟"


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
        ("Que s'est-il passé depuis le cessez-le-feu ?", "le cessez-le-feu"),
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


LANGUAGES = st.sampled_from(["en", "ar", "fr", "de"])
WORDS = "since before between and from to in on last this past the week month year July 3 8 2020 31 99 ago 0 0001-01-01 منذ قبل بين و 8 يوليو خلال الماضي أيام hours weekend 7/8/2020 31/12/2020 depuis entre le et du au juillet ces derniers jours 0/0/0000".split()  # noqa: E501


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), st.dates(), LANGUAGES)
def test_any_words_of_dates_break_nothing(text: str, today: date, language: str) -> None:
    found = period(text, datetime(today.year, today.month, today.day, tzinfo=UTC), language)
    assert all(words in text for words in unread(text, language))
    if found:
        found[0].since, found[0].until
