"""Which languages a text's words may be of."""

import pytest

from index.tongues.registry import any_of, of_text


@pytest.mark.parametrize(
    ("language", "codes"),
    [
        ("en", ["en", "ar"]),
        ("ar", ["ar", "en"]),
        ("fr", ["fr", "ar"]),
        ("de", ["de", "en", "ar"]),
        ("fa", ["fa", "en", "ar"]),
    ],
)
def test_a_texts_words_may_be_of_one_language_a_script(language: str, codes: list[str]) -> None:
    assert [one.code for one in of_text(language)] == codes


def test_languages_without_a_pattern_add_nothing_to_those_of_all() -> None:
    assert any_of(lambda one: one.prose.conjunctions) == "(?:و|et)"
