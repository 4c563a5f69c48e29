"""What stands beside Khabar in `bench/mixed.py`, and how its confidence is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench import data
from bench.archives import fill
from bench.mixed import FIGURES, dense, lexical, reached, reliability
from index.embedding import embedder
from khabar.evaluation import Case, Figures, Outcome, Quote, Reply, cases, evaluation, judged
from khabar.request import Options

if TYPE_CHECKING:
    from pathlib import Path


def case(kind: str) -> Case:
    line = f'{{"question": "Who?", "kind": "{kind}", "right": [["yes"]]}}'
    (found,) = (one for _, one in cases([line.encode()], Options()))
    assert isinstance(found, Case)
    return found


def outcome(confidence: float | None, *texts: str, kind: str = "same") -> Outcome:
    quotes = tuple(Quote("a", text) for text in texts)
    return judged(case(kind), Reply(quotes, not quotes, frozenset(), 1.0, confidence), ())


def test_bm25_answers_with_the_sentence_that_has_the_rare_words(tmp_path: Path) -> None:
    records = [
        {
            "id": "a",
            "title": "A",
            "text": "The people of the town met. Wolves came down. The people went home.",
        },
        {"id": "b", "title": "B", "text": "The people of the town voted. Nothing else happened on that day."},
    ]
    with fill(tmp_path / "archive", records, embedder()) as archive:
        found = lexical(archive, "Which people saw wolves?")
        assert found.quotes[0] == ("a", "Wolves came down.")
        assert lexical(archive, "Zanzibar?").refused


@pytest.mark.slow  # torch is imported
def test_the_newcomer_answers_with_the_sentence_nearest_to_the_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench.mixed.KEPT", tmp_path)
    articles = [
        {"id": "a", "title": "A", "source": "x", "text": "The council met. Two wolves were seen. Rain fell."},
        {"id": "b", "title": "B", "source": "x", "text": "Shares rose in Tokyo. The bank kept its rate."},
    ]
    wolves, bank = dense(articles, ["Which animals came?", "What did the bank decide?"])
    assert wolves.quotes[0] == ("a", "Two wolves were seen.")
    assert bank.quotes[0] == ("b", "The bank kept its rate.")
    assert wolves.found == {"a", "b"}


def test_answers_are_counted_by_the_tenth_of_their_confidence() -> None:
    outcomes = [
        outcome(0.84, "yes"),
        outcome(0.86, "no", "yes"),
        outcome(1.0, "yes"),
        outcome(0.5),  # refused: nothing to be right about
        outcome(None, "yes"),
    ]
    table = reliability(outcomes)
    assert "| 0.8 to 0.9 | 2 | 0.850 | 0.500 |" in table
    assert "| 0.9 to 1.0 | 1 | 1.000 | 1.000 |" in table
    assert "0.5 to" not in table
    assert table.endswith("0.233.")  # (2 * 0.35 + 0) / 3


def test_without_confidence_there_is_no_table() -> None:
    assert reliability([outcome(None, "yes"), outcome(None)]) == ""


def test_the_figures_are_of_the_kinds_they_name() -> None:
    found = evaluation(
        [
            outcome(None, "yes", kind="cross"),
            outcome(None, "no", "yes", kind="same"),
            outcome(None, "no", kind="same"),
            outcome(None, kind="absent"),
            outcome(None, "no", kind="false"),
            outcome(None, kind="chat"),
        ]
    )
    assert reached(found) == [1, 0, 1, 0.5, 2 / 5, 5 / 4, 0, 0, 1, 0, 1, 0, 0]
    assert len(reached(found)) == len(FIGURES)
    assert isinstance(found.total, Figures)


@pytest.mark.skipif(not data.folder().exists(), reason="the evaluation sets are not on this machine")
def test_every_question_of_mixed_qa_is_read() -> None:
    found = [one for _, one in cases(data.mixed_questions(), Options())]
    kinds = [one.kind for one in found if isinstance(one, Case)]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "cross": 56,
        "same": 56,
        "absent": 28,
        "chat": 10,
        "false": 10,
    }
