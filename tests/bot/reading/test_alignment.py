"""Which words of a sentence say what words of another text say."""

from __future__ import annotations

import numpy as np
import pytest

from bot.reading import alignment as module
from bot.reading.alignment import Alignment
from bot.reading.wording import read
from index.query import Mixture
from index.terms import term_id


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hafez", "Afez", True),  # 0.12 apart
        ("Moreno", "Molino", False),  # 0.33
    ],
)
def test_two_spellings_in_one_script_may_sound_0_2_apart(one: str, other: str, *, same: bool) -> None:
    assert Alignment(read(one, "en"), read(other, "en")).spells_name(0) is same


@pytest.mark.parametrize(("name", "beginning"), [("Livi", True), ("Liv", False)])
def test_four_letters_may_be_short_for_a_longer_name(name: str, *, beginning: bool) -> None:
    assert Alignment(read(name, "en"), read("ليفينغستون", "ar")).spells_name(0) is beginning


@pytest.mark.parametrize(("weight", "places"), [(0.3, {0}), (0.29, set())])
def test_a_translation_weighs_0_3(weight: float, places: set[int], monkeypatch: pytest.MonkeyPatch) -> None:
    def mixture(term: str) -> Mixture:
        ids = np.array([term_id(term), term_id("zorb")], np.uint32)
        return Mixture(term, ids, np.array([1, weight], np.float32))

    monkeypatch.setattr(module, "mixture", mixture)

    assert Alignment(read("blax", "en"), read("zorb", "en")).translations(0) == places


@pytest.mark.parametrize(
    ("said", "shown", "languages"),
    [
        ("Indonesian", "Indonesia", ("en", "en")),
        ("Indonésienne", "Indonésie", ("fr", "fr")),
        ("Русский", "Русский", ("ru", "ru")),
        ("Emmanuel", "إيمانويل", ("fr", "ar")),
        ("إيمانويل", "Emmanuel", ("ar", "fr")),
    ],
)
def test_a_name_is_found_in_its_language_and_across_scripts(
    said: str, shown: str, languages: tuple[str, str]
) -> None:
    assert Alignment(read(said, languages[0]), read(shown, languages[1])).spells_name(0)


def test_words_of_one_script_are_spelled_alike_whatever_their_language() -> None:
    assert Alignment(read("Macron", "fr"), read("Macron", "en")).spells_name(0)
    assert not Alignment(read("Moreno", "fr"), read("Molino", "en")).spells_name(0)
