"""The bundled lexicon: known translations, both ways; questions as mixtures of them."""

import numpy as np
import pytest

from index.lexicon import lexicon
from index.query import analyse, synonyms
from index.terms import term_id, terms


def translations(word: str) -> set[int]:
    return set(lexicon().translations(term_id(terms(word)[0]))[0].tolist())


@pytest.mark.parametrize(
    ("english", "arabic"),
    [
        ("Germany", "ألمانيا"),
        ("peace", "سلام"),
        ("police", "شرطة"),
        ("earthquake", "زلزال"),
        ("weapons", "سلاح"),
        ("minister", "وزير"),
    ],
)
def test_common_news_words_are_translated_both_ways(english: str, arabic: str) -> None:
    assert term_id(terms(arabic)[0]) in translations(english)
    assert term_id(terms(english)[0]) in translations(arabic)


def test_probabilities_are_best_first_and_sum_to_at_most_one() -> None:
    known = lexicon()
    for row in range(0, len(known.terms), 5_000):
        _, probabilities = known.translations(int(known.terms[row]))

        assert np.all(np.diff(probabilities) <= 0)
        assert probabilities.sum() < 1.05


def test_an_unknown_term_has_no_translation() -> None:
    targets, probabilities = lexicon().translations(term_id("qqqqzzzz"))

    assert len(targets) == len(probabilities) == lexicon().seen(term_id("qqqqzzzz")) == 0


def test_a_question_keeps_each_term_once_and_first_in_its_mixture() -> None:
    query = analyse("What did Germany propose for Germany and Sirte?")

    assert [mixture.term for mixture in query.mixtures] == ["germani", "propos", "sirt"]
    assert all(
        int(mixture.ids[0]) == term_id(mixture.term) and mixture.weights[0] == 1 for mixture in query.mixtures
    )


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How many people died?", ["peopl", "die"]),
        ("What was the name of the ship?", ["ship"]),
        ("كم عدد السفن؟", ["سفن"]),
        ("ما اسم السفينة؟", ["سفين"]),
        ("How many?", ["mani"]),
    ],
)
def test_words_that_only_say_what_is_asked_for_are_no_terms_beside_others(
    question: str, asked: list[str]
) -> None:
    assert [mixture.term for mixture in analyse(question).mixtures] == asked


def test_synonyms_are_found_through_the_other_language() -> None:
    assert term_id(terms("store")[0]) in synonyms(term_id(terms("shops")[0]))
