"""A text cut into words, each read by its language."""

from __future__ import annotations

import pytest

from bot.reading.wording import forms, read


def test_a_word_of_another_script_is_read_by_the_first_language_of_that() -> None:
    words = read("قالت Boeing يوم 5", "ar").words

    assert [word.language for word in words] == ["ar", "en", "ar", "ar"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("l'Allemagne", [("l'", "l"), ("Allemagne", "allemagne")]),
        ("L’État", [("L’", "l"), ("État", "etat")]),
        ("jusqu'à", [("jusqu'", "jusqu"), ("à", "a")]),
        ("aujourd'hui", [("aujourd'hui", "aujourd'hui")]),
        ("O'Brien", [("O'Brien", "o'brien")]),
    ],
)  # fmt: skip
def test_french_elisions_are_words_of_their_own(text: str, pieces: list[tuple[str, str]]) -> None:
    wording = read(text, "fr")

    assert [(word.text, word.folded) for word in wording.words] == pieces
    assert wording.said(0, len(pieces)) == text


def test_an_elision_opens_the_sentence_for_its_word() -> None:
    assert [word.first for word in read("L'Italie a gagné. D'accord.", "fr").words] == [
        True, False, False, False, True, False,
    ]  # fmt: skip


def test_an_english_genitive_is_no_part_of_a_word() -> None:
    assert read("Trump’s visit", "en").words[0].folded == "trump"


@pytest.mark.parametrize(
    ("word", "language", "left"),
    [
        ("فلم", "ar", ("فلم", "لم")),  # one letter more off would leave one
        ("والبيت", "ar", ("والبيت", "البيت", "بيت")),
        ("والبيت", "", ("والبيت", "البيت", "بيت")),
        ("والبيت", "en", ("والبيت", "البيت", "بيت")),
        ("well", "ar", ("well",)),
    ],
)
def test_clitics_come_off_a_word_of_a_language_that_has_them(
    word: str, language: str, left: tuple[str, ...]
) -> None:
    assert forms(word, language) == left


def test_an_accent_may_be_a_sign_of_its_own() -> None:
    assert read("Ge\u0301raud", "fr") == read("Géraud", "fr")
