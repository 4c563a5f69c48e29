"""Refusal: what the best evidence must be worth, by language and by the size of the archive."""

from datetime import UTC, datetime

import numpy as np
import pytest

from bot.answering.evidence import Evidence, Features
from bot.answering.refusal import FEWEST, MEASURED, OTHER_LANGUAGE, PASSAGE, SAME_LANGUAGE, holds_answer
from bot.asking.question import Question
from index.query import analyse
from index.retriever import Found
from index.types import Article, Hit, Passage, Span

TEXT = "The quake struck at dawn."


def found_with(
    worth: float,
    language: str = "en",
    passages: int = MEASURED,
    *,
    asked: str = "When did the quake strike?",
    text: str = TEXT,
    rest: str = "",
    published: datetime | None = None,
) -> tuple[Question, Found, list[Evidence]]:
    """What was found in an archive of so many passages: one of this worth, and its sentence; `rest` wasn't found."""
    article = Article("quake", text + rest, "News", language, published=published)
    hit = Hit(Passage(1, article, Span(0, len(text)), (Span(0, len(text)),)), worth / PASSAGE)
    nothing = Features(*[0.0] * len(Features._fields))
    question = Question.read(asked)
    found = Found(question.query, [hit], (), np.zeros(1, np.float32), passages)
    return question, found, [Evidence(hit, Span(0, len(text)), nothing, 0.0)]


@pytest.mark.parametrize(("language", "threshold"), [("en", SAME_LANGUAGE), ("ar", OTHER_LANGUAGE)])
def test_the_threshold_is_the_language_pairs(language: str, threshold: float) -> None:
    assert holds_answer(*found_with(threshold + 0.1, language))
    assert not holds_answer(*found_with(threshold - 0.1, language))


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
