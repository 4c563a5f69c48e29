"""The way from a word to what is known of its language."""

from __future__ import annotations

import pytest

from index.tongues.registry import DECLARED, of_word, tongue


@pytest.mark.parametrize(
    ("word", "language", "code"),
    [
        ("Boeing", "ar", "en"),
        ("بوينغ", "en", "ar"),
        ("État", "fr", "fr"),
        ("État", "ar", "en"),
        ("2024", "ar", "ar"),
        ("«الجزيرة»", "fr", "ar"),
        ("北京", "en", "zh"),
        ("May", "de", "en"),
        ("Москва", "ru", "ru"),
        ("Москва", "en", "cyrillic"),
    ],
)
def test_a_word_is_read_by_the_texts_tongue_or_by_the_first_of_its_script(
    word: str, language: str, code: str
) -> None:
    assert of_word(word, language).code == code


def test_a_language_without_a_declaration_has_a_neutral_tongue() -> None:
    assert tongue("sw").code == "sw"
    assert tongue("sw") not in DECLARED
