"""Refusal: what the best evidence must be worth, by language and by the size of the archive."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from bot.answering.evidence import Evidence, Features
from bot.answering.refusal import holds_answer, is_answered
from bot.asking.question import Question
from index.query import analyse
from index.retriever import Found
from index.types import Article, Hit, Passage, Span

TEXT = "The quake struck at dawn."
# What is expected, written out: a test that took these from the code would go along with any change of them.
PASSAGE, SAME_LANGUAGE, OTHER_LANGUAGE = 0.3, 5.3, 3.4
MEASURED, FEWEST = 250, 10


def found_with(
    worth: float,
    language: str = "en",
    passages: int = MEASURED,
    *,
    asked: str = "When did the quake strike?",
    text: str = TEXT,
    rest: str = "",
    published: datetime | None = None,
    article_share: float = 0.0,
) -> tuple[Question, Found, list[Evidence]]:
    """What was found in an archive of so many passages: one of this worth, and its sentence; `rest` wasn't found."""
    article = Article("quake", text + rest, "News", language, published=published)
    hit = Hit(Passage(1, article, Span(0, len(text)), (Span(0, len(text)),)), worth / PASSAGE)
    nothing = Features(*[0.0] * len(Features._fields))._replace(article=article_share)
    question = Question.read(asked)
    found = Found(question.query, [hit], (), np.zeros(1, np.float32), passages)
    return question, found, [Evidence(hit, Span(0, len(text)), nothing, 0.0)]


@pytest.mark.parametrize(
    ("language", "threshold"), [("en", SAME_LANGUAGE), ("ar", OTHER_LANGUAGE), ("fr", OTHER_LANGUAGE)]
)
def test_the_threshold_is_the_language_pairs(language: str, threshold: float) -> None:
    assert holds_answer(*found_with(threshold + 0.1, language))
    assert not holds_answer(*found_with(threshold - 0.1, language))


def test_an_article_that_is_known_to_be_about_it_need_not_say_so() -> None:
    worth = SAME_LANGUAGE - 0.1

    assert holds_answer(*found_with(worth), ["quake"])
    assert not holds_answer(*found_with(worth), ["flood"])


@pytest.mark.parametrize(
    ("confidence", "worth", "answers"),
    [
        (0.36, SAME_LANGUAGE + 0.1, 1),
        (0.34, SAME_LANGUAGE + 0.1, 0),
        (0.9, SAME_LANGUAGE - 0.1, 0),
    ],
)
def test_the_likeliest_may_answer_where_the_first_by_words_does_not_say_what_is_asked_for(
    confidence: float, worth: float, answers: int
) -> None:
    question, found, (first,) = found_with(worth)
    gathered = [replace(first, meets=0)]

    assert is_answered(question, found, gathered, [replace(first, confidence=confidence)]) == answers


def test_the_threshold_rises_with_the_number_of_passages() -> None:
    enough = SAME_LANGUAGE + np.log(100)

    assert holds_answer(*found_with(enough + 0.1, passages=100 * MEASURED))
    assert not holds_answer(*found_with(enough - 0.1, passages=100 * MEASURED))


@pytest.mark.parametrize(("language", "threshold"), [("en", SAME_LANGUAGE), ("ar", OTHER_LANGUAGE)])
def test_in_a_small_archive_the_threshold_falls_half_as_fast(language: str, threshold: float) -> None:
    enough = threshold - np.log(10) / 2

    assert holds_answer(*found_with(enough + 0.1, language, passages=MEASURED // 10))
    assert not holds_answer(*found_with(enough - 0.1, language, passages=MEASURED // 10))


def test_below_the_fewest_passages_the_thresholds_fall_no_further() -> None:
    enough = SAME_LANGUAGE + np.log(FEWEST / MEASURED) / 2

    assert holds_answer(*found_with(enough + 0.1, passages=1))
    assert not holds_answer(*found_with(enough - 0.1, passages=1))


@pytest.mark.parametrize(("share", "holds"), [(0.46, True), (0.44, False)])
def test_what_its_article_says_of_the_question_is_worth_ten_times_its_share(
    share: float, *, holds: bool
) -> None:
    assert holds_answer(*found_with(SAME_LANGUAGE - 4.5, article_share=share)) is holds


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ("Which quake struck where boats burned?", True),  # two of four words
        ("Which quake drowned boats?", False),  # one of three
        ("Which quake burned?", True),  # one of two
    ],
)
def test_in_a_small_archive_an_article_says_more_than_a_third_of_the_question(
    asked: str, *, holds: bool
) -> None:
    question, found, evidence = found_with(SAME_LANGUAGE + 1, passages=100, asked=asked)

    assert holds_answer(question, found, evidence) is holds
    assert holds_answer(question, found._replace(passages=MEASURED), evidence)


def test_the_best_passage_found_is_what_counts() -> None:
    question, found, evidence = found_with(SAME_LANGUAGE + 0.1)
    worse = replace(found.hits[0], score=0)

    assert holds_answer(question, found._replace(hits=[*found.hits, worse]), evidence)


def test_what_does_not_meet_the_focus_holds_no_answer() -> None:
    question, found, (best,) = found_with(SAME_LANGUAGE + 1)

    assert not holds_answer(question, found, [replace(best, meets=False)])


def test_a_question_without_words_has_no_answer() -> None:
    question, found, evidence = found_with(SAME_LANGUAGE + 1)

    assert not holds_answer(question, found._replace(query=analyse("?", "en")), evidence)


@pytest.mark.parametrize(("published", "holds"), [(2020, False), (2021, True), (2023, True), (2024, False)])
def test_an_article_may_be_of_the_year_before_or_after(published: int, *, holds: bool) -> None:
    day = datetime(published, 6, 1, tzinfo=UTC)
    given = found_with(
        SAME_LANGUAGE + 1, asked="Who won the 2022 cup?", text="They won the cup.", published=day
    )

    assert holds_answer(*given) is holds


def test_nothing_found_holds_no_answer() -> None:
    assert not holds_answer(Question.read("When?"), Found(analyse("When?"), []), [])


@pytest.mark.parametrize(
    ("asked", "text", "published", "holds"),
    [
        ("Who won the 2022 World Cup?", "The team won the cup.", 2018, False),
        ("من فاز بكأس العالم ٢٠٢٢؟", "The team won the cup.", 2018, False),
        ("Who won the 2022 World Cup?", "The team won the cup of 2022.", 2030, True),
        ("Who won the 2022 World Cup?", "The team won the cup.", 2022, True),
        ("Who won the 2022 World Cup?", "The team won last year's cup.", 2023, True),
        ("Who won the 2022 World Cup?", "The team won the cup.", None, True),
        ("Who won the World Cup?", "The team won the cup.", 2018, True),
    ],
)
def test_a_year_asked_about_is_the_articles_or_in_it(
    asked: str, text: str, published: int | None, *, holds: bool
) -> None:
    day = datetime(published, 6, 1, tzinfo=UTC) if published else None
    assert holds_answer(*found_with(SAME_LANGUAGE + 1, asked=asked, text=text, published=day)) is holds


def test_a_year_asked_about_may_stand_where_nothing_was_found() -> None:
    asked, day = "Who won the 2022 World Cup?", datetime(2018, 6, 1, tzinfo=UTC)
    text, rest = "The team won the cup.", " The next one is held in 2022."

    assert holds_answer(*found_with(SAME_LANGUAGE + 1, asked=asked, text=text, rest=rest, published=day))
