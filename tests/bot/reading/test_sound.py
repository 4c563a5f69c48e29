"""How far two spellings of a name sound apart."""

from __future__ import annotations

import pytest

from bot.reading.sound import distance, sounds, within


@pytest.mark.parametrize(
    ("word", "heard"),
    [
        ("schultz", "$ults"),
        ("cecilia", "sisilia"),
        ("livingston", "lifingstun"),
        ("ليفينغستون", "lifingstun"),
        ("تشيلي", "$ili"),
        ("москва", "москва"),  # of a script without a declared language: its letters
        ("2019", ""),
    ],
)
def test_a_word_has_its_sounds(word: str, heard: str) -> None:
    assert sounds(word) == heard


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("bad", "bd", 0.15),  # a vowel left out
        ("bad", "bid", 0.15),  # a vowel for another
        ("bahd", "bad", 0.35),  # a breath
        ("bad", "bald", 1.0),  # a consonant
        ("bad", "bal", 1.0),
        ("jad", "gad", 0.15),
        ("fad", "wad", 0.15),
        ("kad", "gad", 0.3),
        ("tad", "dad", 0.3),
        ("had", "kad", 0.3),
        ("bad", "fad", 0.5),
        ("mad", "nad", 0.5),
    ],
)
def test_each_change_costs_what_scripts_make_of_it(one: str, other: str, apart: float) -> None:
    consonants = max(sum(letter not in "aui" for letter in sounds(side)) for side in (one, other))

    assert distance(one, other) * consonants == pytest.approx(apart)


def test_the_distance_is_the_mean_cost_a_consonant() -> None:
    assert distance("bad", "bald") == pytest.approx(1 / 3)


def test_a_name_is_found_within_a_longer_word() -> None:
    assert within("navarro", "نافارويمكن") == pytest.approx(0, abs=0.05)
    assert distance("navarro", "نافارويمكن") > 0.3
