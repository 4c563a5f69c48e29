"""The bundled reader: which sentence answers a question, in either language, and the same as before its 8 bits."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index.reader import FOLDER, Candidate, Reader, reader

GERMANY = {
    "en": "Germany proposed a demilitarised zone around Sirte.",
    "ar": "اقترحت ألمانيا منطقة منزوعة السلاح حول مدينة سرت.",
}
ENVOY = {
    "en": "The British envoy arrived in Tripoli on Monday.",
    "ar": "وصل المبعوث البريطاني إلى طرابلس يوم الاثنين.",
}
ASKED = {
    "en": ("What did Germany propose for Sirte?", "When did the British envoy arrive in Tripoli?"),
    "ar": ("ماذا اقترحت ألمانيا بشأن سرت؟", "متى وصل المبعوث البريطاني إلى طرابلس؟"),
}


def of(*texts: str) -> list[Candidate]:
    return [Candidate("", "", text) for text in texts]


@pytest.mark.parametrize("told", ["en", "ar"])
@pytest.mark.parametrize("asked", ["en", "ar"])
def test_of_two_sentences_it_prefers_the_one_that_answers(asked: str, told: str) -> None:
    sentences = of(GERMANY[told], ENVOY[told])
    germany, envoy = (reader().odds(question, sentences) for question in ASKED[asked])
    assert germany[0] > germany[1] + 1
    assert envoy[1] > envoy[0] + 1


@pytest.mark.parametrize("asked", ["en", "ar"])
def test_the_language_of_the_answer_does_not_decide(asked: str) -> None:
    for question, right, wrong in zip(ASKED[asked], (GERMANY, ENVOY), (ENVOY, GERMANY), strict=True):
        odds = reader().odds(question, of(*right.values(), *wrong.values()))
        assert min(odds[:2]) > max(odds[2:])


def test_its_odds_are_those_of_torch_before_they_were_put_into_8_bits() -> None:
    """Those were written down when it was exported: importing torch takes longer than this whole file."""
    told = json.loads((FOLDER / "odds.json").read_text("utf-8"))
    own = np.concatenate([reader().odds(one["question"], of(*one["sentences"])) for one in told])
    torch = np.concatenate([one["odds"] for one in told])
    assert np.abs(own - torch).max() < 1
    assert np.corrcoef(own, torch)[0, 1] > 0.98


def test_what_else_is_read_changes_no_odds() -> None:
    """Seen red with several texts in a batch, which share the scale that they are put into 8 bits by."""
    question = ASKED["en"][0]
    alone = Reader(FOLDER).odds(question, of(GERMANY["en"]))
    among = Reader(FOLDER).odds(question, of(GERMANY["en"], "A long sentence. " * 40, ENVOY["ar"]))
    assert among[0] == alone[0]


def test_nothing_to_read_gives_no_odds() -> None:
    assert reader().odds("Who?", []).shape == (0,)


@pytest.mark.parametrize("text", ["", "…", "ــــ", "\u200f", "😀", "中国" * 500, "x" * 5000])
def test_any_text_has_odds(text: str) -> None:
    assert np.isfinite(reader().odds(text, [Candidate(text, text, text)])).all()


def test_the_same_thing_in_two_languages_has_vectors_near_each_other() -> None:
    vectors = reader().vectors([GERMANY["en"], ENVOY["en"], GERMANY["ar"], ENVOY["ar"]])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0)
    alike = vectors[:2] @ vectors[2:].T
    assert min(np.diag(alike)) > alike[0, 1] + 0.2
    assert min(np.diag(alike)) > alike[1, 0] + 0.2


def test_threads_may_share_it() -> None:
    questions = [question for both in ASKED.values() for question in both] * 3
    sentences = of(*GERMANY.values(), *ENVOY.values())
    alone = [reader().odds(question, sentences) for question in questions]
    other = Reader(FOLDER)  # one that remembers nothing yet
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda question: other.odds(question, sentences), questions))
    assert (np.array(together) == np.array(alone)).all()
