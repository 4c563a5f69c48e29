"""What ranks sentences: each feature by a known answer, each weight by an order that turns around if it changes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from bot.answering import evidence
from bot.answering.evidence import (
    WEIGHTS,
    Evidence,
    Features,
    Wanted,
    _without_headings,
    gather,
    said,
    says,
)
from bot.asking.question import Question
from index.postings import term_ids
from index.retriever import Found
from index.types import Article, Hit, Passage, Span
from ingest.sentences import split

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING = Features(*[0.0] * len(Features._fields))


# --- weights ---


def score(**given: float) -> float:
    return float(np.dot(NOTHING._replace(**given), WEIGHTS))


@pytest.mark.parametrize(
    ("feature", "less", "more"),
    [
        ("terms", 2.0, 3.0),  # all of the question's words say more than two best passages
        ("article", 0.33, 0.53),
        ("cosine", 0.37, 0.58),
        ("kind", 0.18, 0.3),
        ("unit", 0.2, 0.32),
        ("length", 0.41, 0.65),
        ("thing", 0.27, 0.42),
    ],
)
def test_what_speaks_for_a_sentence_is_worth_so_much_of_the_best_passage(
    feature: str, less: float, more: float
) -> None:
    assert score(passage=less) < score(**{feature: 1}) < score(passage=more)


@pytest.mark.parametrize(
    ("feature", "less", "more"),
    [
        ("likeness", 1.56, 2.4),
        ("context", 0.1, 0.16),
        ("before", 0.085, 0.134),
        ("fresh", 0.42, 0.66),
        ("fragment", 0.77, 1.2),
        ("question", 1.1, 1.7),  # a sentence that asks is worth less than the worst passage's that tells
    ],
)
def test_what_speaks_against_a_sentence_takes_so_much_of_the_best_passage(
    feature: str, less: float, more: float
) -> None:
    assert score(**{feature: 1}, passage=less) < 0 < score(**{feature: 1}, passage=more)


# --- features ---


class Embedder:
    """A model for which all texts are alike."""

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        return np.full((len(texts), 1), 0.5)


def found(question: Question, *texts: str, title: str = "News", weights: Sequence[float] = ()) -> Found:
    """What was found: a passage of all of each text, the first the best."""
    hits = []
    for number, text in enumerate(texts):
        one = Article(f"a{number}", text, title, "en")
        hits.append(Hit(Passage(number, one, Span(0, len(text)), tuple(split(text))), 4.0 / (number + 1)))
    count = len(question.query.mixtures)
    return Found(question.query, hits, tuple(weights or [1.0] * count), np.ones(1, np.float32), 250)


def features(asked: str, *texts: str, **options: Any) -> dict[str, Features]:
    """Return the features of each sentence by its first word."""
    question = Question.read(asked, "en")
    ranked = gather(question, found(question, *texts, **options), Embedder())  # type: ignore[arg-type]
    return {one.text.split()[0]: one.features for one in ranked}


ASKED = "Did Zorblax visit Mataram?"
TEXT = (
    "Zorblax arrived early by plane. Later trips brought rain instead. Mataram welcomed every single guest."
)


def test_a_sentence_has_the_share_of_the_questions_words_that_it_says() -> None:
    told = features(ASKED, TEXT)

    assert told["Zorblax"].likeness == pytest.approx(1 / 3)
    assert told["Later"].likeness == pytest.approx(0, abs=0.1)
    assert told["Mataram"].likeness == pytest.approx(1 / 3)


def test_a_words_share_is_by_its_weight() -> None:
    told = features(ASKED, TEXT, weights=[6, 1, 3])

    assert told["Zorblax"].likeness == pytest.approx(0.6)
    assert told["Mataram"].likeness == pytest.approx(0.3)


def test_the_neighbours_words_are_those_before_and_behind_that_the_sentence_lacks() -> None:
    told = features(ASKED, TEXT)

    assert told["Later"].context == pytest.approx(2 / 3)
    assert told["Zorblax"].context == 0
    assert (told["Zorblax"].before, told["Mataram"].before) == (0, 0)
    # Of the three words one is said by no sentence of three, which tells sentences apart best, had one said it.
    said_once, unsaid = math.log(3), math.log(7)
    assert told["Later"].before == pytest.approx(said_once / (2 * said_once + unsaid))


def test_the_sentence_of_another_passage_is_no_neighbour() -> None:
    told = features(ASKED, "Zorblax arrived early by plane.", "Later trips brought rain instead.")

    assert (told["Later"].context, told["Later"].before) == (0, 0)


def test_an_articles_share_is_what_any_of_its_sentences_says() -> None:
    told = features(ASKED, TEXT, "Zorblax left again by train.")

    assert [told[word].article for word in ("Zorblax", "Later", "Mataram")][1:] == pytest.approx([2 / 3] * 2)
    assert features(ASKED, "Zorblax left again by train.")["Zorblax"].article == pytest.approx(1 / 3)


def test_a_word_that_most_of_an_articles_sentences_have_tells_them_apart_less() -> None:
    told = features(
        "Did Zorblax visit Mataram?",
        "Zorblax left again by train. The old Zorblax slept long. Our Zorblax met Mataram people. Then rain fell hard.",
    )

    # Said by three sentences of four, by one, by none: ln(1 + 4 / 3.5), ln(1 + 4 / 1.5), ln(1 + 4 / 0.5).
    common, rare, unsaid = math.log(15 / 7), math.log(11 / 3), math.log(9)
    total = common + rare + unsaid
    assert told["Zorblax"].terms == pytest.approx(common / total, abs=0.02)
    assert told["Our"].terms == pytest.approx((common + rare) / total, abs=0.02)


def test_a_passage_counts_beside_the_best_ones_score() -> None:
    told = features(ASKED, "Zorblax left again by train.", "Mataram welcomed every single guest.")

    assert (told["Zorblax"].passage, told["Mataram"].passage) == (1, 0.5)
    assert told["Zorblax"].cosine == 0.5


def test_a_sentences_words_are_counted_and_those_that_are_new() -> None:
    told = features(ASKED, "Zorblax visited Mataram twice since.")["Zorblax"]

    assert told.length == pytest.approx(math.log(5), abs=0.3)
    assert told.length > told.fresh > 0
    assert told.fresh == pytest.approx(math.log1p(round(math.expm1(told.length)) - 3))


@pytest.mark.parametrize(
    ("text", "fragment"), [("Zorblax left town yesterday.", 0), ("Zorblax left town.", 1)]
)
def test_less_than_four_words_are_a_fragment(text: str, fragment: int) -> None:
    assert features(ASKED, text)["Zorblax"].fragment == fragment


@pytest.mark.parametrize(
    ("text", "asks"),
    [("Zorblax left town when?", 1), ('Zorblax asked: "Why now?"', 1), ("Zorblax left town.", 0)],
)
def test_a_question_is_known_by_its_mark(text: str, asks: int) -> None:
    assert features(ASKED, text)["Zorblax"].question == asks


@pytest.mark.parametrize(("cosine", "thing"), [(0.3, 0.5), (0.6, 1), (0.9, 1)])
def test_the_thing_asked_for_may_be_said_by_a_like_word(
    monkeypatch: pytest.MonkeyPatch, cosine: float, thing: float
) -> None:
    monkeypatch.setattr(evidence, "alike", lambda _word, _tokens: cosine)
    told = features("To which zorbital was the boy taken?", "Clinic staff looked after him.")

    assert told["Clinic"].thing == pytest.approx(thing)


def test_where_no_thing_is_asked_for_none_is_said() -> None:
    assert features(ASKED, TEXT)["Zorblax"].thing == 0


# --- words ---


def test_a_paraphrase_counts_six_tenths_of_the_root_of_its_probability(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    question = Question.read("zorblax", "en")
    other, *_ = term_ids("blaxor")
    monkeypatch.setattr(evidence, "synonyms", lambda _: {other: 0.25})
    monkeypatch.setattr(evidence, "loose_translations", lambda _: {})
    wanted = Wanted(question.query.mixtures)

    assert wanted.likely([other]).tolist() == pytest.approx([0.3])
    assert wanted.exactly([other]).tolist() == [0]
    assert wanted.likely(list(term_ids("zorblax"))).tolist() == [1]


def test_a_text_says_a_question_if_it_has_all_its_words() -> None:
    question = Question.read(ASKED, "en")
    what = found(question, TEXT)

    assert said(what, "Zorblax came to Mataram", "en").tolist() == [1, 0, 1]
    assert says(what, "The visit of Zorblax to Mataram", "en")
    assert not says(what, "Zorblax came to Mataram", "en")
    assert not says(found(Question.read("?", "en"), TEXT), "Zorblax", "en")


# --- what is left out ---


def test_a_headline_is_not_quoted() -> None:
    told = features(
        ASKED, "Zorblax left again by train. More is known of him.", title="Zorblax left again by train."
    )

    assert list(told) == ["More"]


def test_an_article_that_is_a_headline_is_quoted() -> None:
    headline = "Zorblax left again by train"

    assert list(features(ASKED, headline, title=headline)) == ["Zorblax"]


def test_a_sentence_that_no_reader_saw_is_not_quoted() -> None:
    text = "Zorblax left again.\n<!-- Mataram is hidden here. -->\nLater trips brought rain instead."

    assert features(ASKED, text).keys() == {"Zorblax", "Later"}


@pytest.mark.parametrize(("ahead", "quoted"), [(5.1, ["sentence"]), (5.5, ["heading", "sentence"])])
def test_a_heading_gives_way_to_a_sentence_of_a_two_hundredth_of_its_odds(
    monkeypatch: pytest.MonkeyPatch, ahead: float, quoted: list[str]
) -> None:
    monkeypatch.setattr(evidence, "is_heading", lambda text, _: text == "heading")
    hits = [
        Hit(Passage(1, Article("a", text, "News", "en"), Span(0, 9), (Span(0, 9),)), 1)
        for text in ("heading", "sentence")
    ]
    ranked = [Evidence(hits[0], Span(0, 9), NOTHING, 10 + ahead), Evidence(hits[1], Span(0, 9), NOTHING, 10)]

    assert [one.text for one in _without_headings(ranked)] == quoted
    assert [one.text for one in _without_headings(ranked[:1])] == ["heading"]
