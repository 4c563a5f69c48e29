"""Which words of a text are names, and how near a name must sound to one.

"Zorblax" and "زعبلوط" are nobody's words: how often the lexicon has seen them is what a test says.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from bot.reading import names as module
from bot.reading.alignment import Alignment
from bot.reading.countries import countries
from bot.reading.names import Name, is_acronym, is_fused, names
from bot.reading.peoples import peoples
from bot.reading.wording import read


class Lexicon(NamedTuple):
    """A lexicon that has seen every word equally often."""

    often: int

    def seen(self, _term: int) -> int:
        return self.often


def seen(monkeypatch: pytest.MonkeyPatch, often: int) -> None:
    monkeypatch.setattr(module, "lexicon", lambda: Lexicon(often))


def only_name(text: str, language: str = "en") -> Name | None:
    found = list(names(read(text, language)))
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(("often", "proper"), [(7, {2}), (8, set())])
def test_a_capitalised_word_seen_less_than_8_times_is_a_name_by_itself(
    often: int, proper: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(monkeypatch, often)
    name = only_name("he saw Zorblax")

    assert name is not None
    assert name.proper == proper


@pytest.mark.parametrize(("often", "found"), [(599, True), (600, False)])
def test_a_word_that_has_its_capital_anyway_may_be_a_name_unless_seen_600_times(
    often: int, *, found: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(monkeypatch, often)

    assert (only_name("Zorblax came") is not None) is found


@pytest.mark.parametrize(("often", "common"), [(29, False), (30, True)])
def test_such_a_word_need_not_be_spelled_in_a_translation_if_seen_30_times(
    often: int, *, common: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(monkeypatch, often)
    name = only_name("Zorblax came")

    assert name is not None
    assert name.common is common


@pytest.mark.parametrize(
    ("text", "anyway"),
    [
        ("Farmer Sees Pig Eat Zorblax slowly", True),  # 5 capitals of 6 words
        ("Farmer Sees Pig eat Zorblax", False),  # 4 of 5
    ],
)
def test_above_four_fifths_capitals_a_text_is_a_headline(text: str, *, anyway: bool) -> None:
    found = {name.anyway for name in names(read(text, "en")) if len(name.places) == 1 and 4 in name.places}

    assert found in ({anyway}, set() if not anyway else {True})
    assert any(4 in name.places for name in names(read(text, "en")))


@pytest.mark.parametrize(("often", "found"), [(1, True), (2, False)])
def test_an_arabic_word_is_taken_for_a_name_if_seen_once_at_most(
    often: int, *, found: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(monkeypatch, often)

    assert (only_name("زعبلوط", "ar") is not None) is found


@pytest.mark.parametrize(("word", "found"), [("زعبلط", True), ("زعبط", False)])
def test_an_unknown_arabic_word_of_four_letters_is_no_name(word: str, *, found: bool) -> None:
    assert (only_name(word, "ar") is not None) is found


@pytest.mark.parametrize(("often", "sure"), [(99, True), (100, False)])
def test_an_arabic_name_seen_100_times_is_an_ordinary_word_first(
    often: int, *, sure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(monkeypatch, often)
    name = only_name("ترامب", "ar")

    assert name is not None
    assert name.sure is sure


def test_a_country_is_surely_a_name_however_often_it_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    seen(monkeypatch, 1000)
    name = only_name("لبنان", "ar")

    assert name is not None
    assert name.sure


def test_an_ordinary_arabic_word_of_the_list_of_names_is_no_sure_name() -> None:
    assert not any(name.sure for name in names(read("مزرعة", "ar")))


@pytest.mark.parametrize(("word", "fused"), [("زعبلوطق", False), ("زعبلوطقك", True)])
def test_an_unknown_arabic_word_of_8_letters_may_be_two(
    word: str, *, fused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(monkeypatch, 0)

    assert is_fused(read(word, "ar").words[0]) is fused


def test_a_word_of_a_language_that_keeps_its_spaces_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    seen(monkeypatch, 0)

    assert not is_fused(read("Zorblaxzorblaxzorblax", "en").words[0])


@pytest.mark.parametrize(
    ("word", "acronym"),
    [
        ("F", False), ("UN", True), ("UNHCR", True), ("UNESCO", False), ("MPs", True), ("FBI's", True), ("Un", False),
    ],
)  # fmt: skip
def test_two_to_five_capitals_are_initials(word: str, *, acronym: bool) -> None:
    assert is_acronym(read(word, "en").words[0]) is acronym


def _one_name(said: str, shown: str, languages: tuple[str, str]) -> bool:
    """Say whether the only word of one text and that of another spell one name."""
    return Alignment(read(said, languages[0]), read(shown, languages[1])).spells_name(0)


@pytest.mark.parametrize(
    ("said", "shown", "one"),
    [
        ("موريدو", "Moreno", True),  # 0.33 apart
        ("ميجيل", "Merkel", False),  # 0.41
    ],
)
def test_a_name_with_a_capital_may_sound_0_36_apart(said: str, shown: str, *, one: bool) -> None:
    assert _one_name(said, shown, ("ar", "en")) is one


@pytest.mark.parametrize(
    ("said", "shown", "one"),
    [
        ("Moreno", "نورينو", True),  # 0.17
        ("Moreno", "موريدو", False),  # 0.33
    ],
)
def test_an_arabic_word_that_is_no_known_name_must_sound_closer(said: str, shown: str, *, one: bool) -> None:
    assert _one_name(said, shown, ("en", "ar")) is one


@pytest.mark.parametrize(
    ("said", "shown", "one"),
    [
        ("Gerrard", "غيرارت", True),  # 0.08
        ("Merkel", "ميرغل", False),  # 0.11
    ],
)
def test_an_everyday_arabic_word_must_sound_the_same(
    said: str, shown: str, *, one: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(monkeypatch, 100)

    assert _one_name(said, shown, ("en", "ar")) is one


@pytest.mark.parametrize(("often", "one"), [(99, True), (100, False)])
def test_a_word_is_an_everyday_one_if_seen_100_times(
    often: int, *, one: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(monkeypatch, often)

    assert _one_name("Moreno", "نورينو", ("en", "ar")) is one


def test_names_of_an_undeclared_language_are_told_by_their_capitals() -> None:
    wording = read("Вчера министр Лавров приехал в Минск", "ru")

    assert [
        wording.words[place].text for name in names(wording) if not name.anyway for place in name.places
    ] == [
        "Лавров",
        "Минск",
    ]


def test_a_text_without_capitals_and_without_a_list_has_no_names() -> None:
    assert list(names(read("拜登周二访问北京", "zh"))) == []


def test_a_title_is_no_name_in_its_language() -> None:
    assert only_name("le Ministre") is not None
    assert only_name("le Ministre", "fr") is None


@pytest.mark.parametrize(
    ("word", "language", "country"),
    [
        ("egypt", "en", True), ("مصر", "ar", True), ("مصر", "en", False), ("egypte", "fr", True),
        ("egypte", "en", False), ("grenade", "en", False), ("", "en", False),
    ],
)  # fmt: skip
def test_a_country_is_known_in_its_language(word: str, language: str, *, country: bool) -> None:
    assert (word in countries(language)) is country


@pytest.mark.parametrize(("word", "found"), [("Malian", {"mal"}), ("Irish", set())])
def test_what_is_left_of_a_peoples_name_has_three_letters(word: str, found: set[str]) -> None:
    assert peoples(read(word, "en").words[0]) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("kurde", "fr"), ("أكراد", "ar")),
        (("kurde", "fr"), ("Kurds", "en")),
        (("chilienne", "fr"), ("شيلية", "ar")),
        (("Chilean", "en"), ("شيلية", "ar")),
    ],
)
def test_a_people_is_known_across_languages(one: tuple[str, str], other: tuple[str, str]) -> None:
    mine, theirs = read(*one).words[0], read(*other).words[0]

    assert not peoples(mine).isdisjoint(peoples(theirs))
