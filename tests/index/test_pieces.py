"""How the reader cuts texts: English by MiniLM's tokenizer, Arabic by stems that stand for their translations."""

from __future__ import annotations

import json

import pytest

from index.pieces import SPELLED, STEMS, joined
from index.reader import FOLDER, reader

PIECES = reader().pieces
ENGLISH = {
    number: piece
    for piece, number in json.loads((FOLDER / "tokenizer.json").read_text("utf-8"))["model"]["vocab"].items()
}


def shown(text: str) -> list[str]:
    """A text's pieces, a stem as its likeliest translation with a star."""
    return [
        ENGLISH[piece] if piece < STEMS else f"*{ENGLISH[int(PIECES.translations(piece - STEMS)[0][0])]}"
        for piece in PIECES.cut(text)
    ]


def test_english_is_cut_as_minilm_cuts_it() -> None:
    assert shown("How many people died in Sirte?") == [
        "how",
        "many",
        "people",
        "died",
        "in",
        "sir",
        "##te",
        "?",
    ]


def test_an_arabic_word_stands_for_its_translations() -> None:
    assert shown("اقترحت ألمانيا") == ["*proposed", "*german"]


@pytest.mark.parametrize(
    ("word", "gloss"), [("متى", "*when"), ("لم", "*not"), ("ماذا", "*what"), ("على", "*on")]
)
def test_a_function_word_that_is_no_index_term_is_read_all_the_same(word: str, gloss: str) -> None:
    assert shown(word) == [gloss]


def test_a_word_that_the_lexicon_does_not_know_is_spelled() -> None:
    assert shown("باستوي") == ["bas", "##t", "##wy"]


def test_a_spelled_word_is_no_longer_than_a_name() -> None:
    assert len(PIECES.cut("قسطنطينوبوليسغراديشفيلي")) == SPELLED


def test_latin_words_in_an_arabic_text_are_english_ones() -> None:
    assert shown("شركة Apple")[1:] == ["apple"]


def test_translations_shares_sum_to_one_and_an_unknown_stem_has_none() -> None:
    (stem,) = PIECES.cut("اقترحت")
    assert PIECES.translations(stem - STEMS)[1].sum() == pytest.approx(1.0)
    assert not len(PIECES.translations(7)[0])


def test_the_question_and_its_context_are_one_segment_and_the_sentence_the_other() -> None:
    whole, segments = joined(PIECES, [11], [12, 13], [14])
    assert whole == [PIECES.cls, 11, PIECES.sep, 12, 13, PIECES.sep, 14, PIECES.sep]
    assert segments == [0, 0, 0, 0, 0, 0, 1, 1]
