"""How sentences stand: rank and confidence from their signs, and from what confidence on one is shown.

What is expected is written out: a test that took these numbers from the code would go along with any change of them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bot.answering import reading
from bot.answering.answer import answer
from bot.answering.evidence import Evidence, Features
from bot.answering.reading import READ, read, standings
from bot.answering.refusal import is_answered
from bot.asking.question import Question
from index.query import analyse
from index.retriever import Found
from index.types import Article, Hit, Passage, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

ASKED = "Who heads the committee?"


def evidence(
    number: int, *, language: str = "en", meets: bool = True, confidence: float = 0.0, text: str = ""
) -> Evidence:
    text = text or f"Sentence {number} of the committee."
    span = Span(0, len(text))
    article = Article(f"a{number}", text, "News", language)
    nothing = Features(*[0.0] * len(Features._fields))
    return Evidence(Hit(Passage(number, article, span, (span,)), 20.0), span, nothing, 0.0, meets, confidence)


def found(*hits: Hit) -> Found:
    return Found(analyse(ASKED), list(hits), (1.0, 1.0), np.zeros(1, np.float32), 250)


def read_with(
    monkeypatch: pytest.MonkeyPatch, rows: Sequence[tuple[float, float, float]], gathered: list[Evidence]
) -> list[Evidence]:
    def signs(_: Question, some: Sequence[Evidence]) -> NDArray[np.float64]:
        return np.array(rows[: len(some)])

    monkeypatch.setattr(reading, "signs", signs)
    return read(Question.read(ASKED), found(), gathered)


def test_the_rank_weighs_score_odds_and_likeness(monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = read_with(monkeypatch, [(2.0, 3.0, 0.5)], [evidence(1)])

    assert one.score == pytest.approx(0.45 * 2 + 0.79 * 3 + 8.45 * 0.5)


@pytest.mark.parametrize(("language", "foreign"), [("en", 0), ("ar", 1)])
@pytest.mark.parametrize("meets", [True, False])
def test_the_confidence_is_a_logistic_of_rank_lead_language_and_focus(
    monkeypatch: pytest.MonkeyPatch, language: str, foreign: int, *, meets: bool
) -> None:
    rows = [(10.0, 1.0, 0.5), (10.0, 0.0, 0.5)]
    first, second = read_with(
        monkeypatch, rows, [evidence(1, language=language, meets=meets), evidence(2, meets=meets)]
    )
    rank = 0.45 * 10 + 0.79 + 8.45 * 0.5
    odds = -4.83 + 0.298 * rank + 0.499 * 0.79 + 0.566 * foreign + 0.714 * meets
    other = -4.83 + 0.298 * (rank - 0.79) - 0.499 * 0.79 + 0.714 * meets

    assert first.confidence == pytest.approx(1 / (1 + math.exp(-odds)))
    assert second.confidence == pytest.approx(1 / (1 + math.exp(-other)))


def test_a_lead_counts_to_three() -> None:
    stands = standings(Question.read(ASKED), [evidence(1), evidence(2)], np.array([12.0, 2.0]))

    assert [one.lead for one in stands] == [3.0, -10.0]
    assert standings(Question.read(ASKED), [evidence(1)], np.array([12.0]))[0].lead == 3.0


def test_twelve_sentences_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    told = read_with(monkeypatch, [(1.0, 1.0, 0.5)] * 30, [evidence(number) for number in range(30)])

    assert len(told) == READ == 12


def test_one_that_says_what_is_asked_for_goes_before_a_little_better_one_that_doesnt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gathered = [evidence(1, meets=False), evidence(2)]
    near = read_with(monkeypatch, [(2.0, 0.0, 0.0), (-0.2, 0.0, 0.0)], gathered)
    far = read_with(monkeypatch, [(2.0, 0.0, 0.0), (-0.3, 0.0, 0.0)], gathered)

    assert [near[0].hit.passage.article.id, far[0].hit.passage.article.id] == ["a2", "a1"]


@pytest.mark.parametrize(
    ("confidence", "by_words", "language", "answered"),
    [
        (0.16, 20.0, "en", True),
        (0.14, 20.0, "en", False),
        (0.36, 0.0, "ar", True),
        (0.34, 0.0, "ar", False),
        (0.99, 0.0, "en", False),
    ],
)
def test_less_confidence_is_enough_where_the_words_speak_for_an_article(
    confidence: float, by_words: float, language: str, *, answered: bool
) -> None:
    one = evidence(1, confidence=confidence, language=language)
    hit = Hit(one.hit.passage, by_words)

    assert is_answered(Question.read(ASKED), found(hit), [one], [one]) is answered


def test_what_doesnt_say_what_is_asked_for_is_no_answer() -> None:
    one = evidence(1, meets=False, confidence=0.99)

    assert not is_answered(Question.read(ASKED), found(one.hit), [one], [one])
    assert not is_answered(Question.read(ASKED), found(), [], [])


@pytest.mark.parametrize(("confidence", "kind"), [(0.51, "answer"), (0.49, "possible")])
def test_an_answer_is_possible_below_a_half(
    monkeypatch: pytest.MonkeyPatch, confidence: float, kind: str
) -> None:
    one = evidence(1, confidence=confidence)

    class Finder:
        embedder = None

        def search(self, *_: object, **__: object) -> Found:
            return found(one.hit)

    monkeypatch.setattr("bot.answering.answer.gather", lambda *_: [one])
    monkeypatch.setattr("bot.answering.answer.read", lambda *_: [one])
    given = answer(Finder(), ASKED)  # type: ignore[arg-type]

    assert (given.kind, given.confidence) == (kind, confidence)
    assert given.text.startswith("Possibly:") is (kind == "possible")


@pytest.mark.parametrize(
    ("asked", "has", "lacks", "lost"),
    [
        ("when did it burst?", "It burst at noon.", "It came at noon.", 2.0),
        ("متى انفجر؟", "It burst at noon.", "It came at noon.", 0.32),  # "burst" is its translation so far
        ("When did Omar Sharqawi come?", "Omar Sharqawi came.", "Omar Shaheen came, not Sharqawi.", 2.0),
    ],
    ids=["term", "translated", "names"],
)
def test_an_article_loses_for_what_it_lacks_and_another_has(
    monkeypatch: pytest.MonkeyPatch, asked: str, has: str, lacks: str, lost: float
) -> None:
    question = Question.read(asked)
    searched = Found(
        question.query, [], tuple(1.0 for _ in question.query.mixtures), np.zeros(1, np.float32), 250
    )
    monkeypatch.setattr(reading, "signs", lambda *_: np.ones((2, 3)))
    first, second = read(question, searched, [evidence(1, text=has), evidence(2, text=lacks)])

    assert (first.text, second.text) == (has, lacks)
    assert first.score - second.score == pytest.approx(lost, abs=0.01)


def test_an_article_known_to_be_about_it_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    question = Question.read("when did it burst?")
    searched = Found(
        question.query, [], tuple(1.0 for _ in question.query.mixtures), np.zeros(1, np.float32), 250
    )
    monkeypatch.setattr(reading, "signs", lambda *_: np.ones((2, 3)))
    has, lacks = evidence(1, text="It burst at noon."), evidence(2, text="It came at noon.")
    first, second = read(question, searched, [has, lacks], [lacks.hit.passage.article.id])

    assert first.score == second.score
