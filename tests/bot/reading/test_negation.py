"""What a text denies."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from bot.reading import negation as module
from bot.reading.negation import denials
from bot.reading.wording import read
from index.tongues.registry import DECLARED, tongue


class Lexicon(NamedTuple):
    """A lexicon that has seen every word equally often."""

    often: int

    def seen(self, _term: int) -> int:
        return self.often


def denied(text: str, language: str) -> list[str]:
    """Return the words of a text that deny."""
    words = read(text, language).words
    return [words[one.place].text for one in denials(words)]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("He isn't here.", "en", ["isn't"]),
        ("No. 10 is there.", "en", []),
        ("No one came.", "en", ["No"]),
        ("It has yet to come.", "en", ["yet"]),
        ("It is yet another one.", "en", []),
        ("No doubt it is.", "en", []),
        ("ما كان هنا", "ar", ["ما"]),
        ("وما كان هنا", "ar", ["وما"]),
        ("هذا ما كان هنا", "ar", []),
        ("بدونه", "ar", ["بدونه"]),
        ("يجب ألا يغضب", "ar", ["ألا"]),
        ("لا، هو هنا", "ar", []),
        ("لا يزال هنا", "ar", []),
        ("غير صالحة", "ar", ["غير"]),
        ("قد غير رأيا", "ar", []),
        ("Il ne viendra pas.", "fr", ["ne"]),
        ("Il n’est plus là.", "fr", ["n’"]),
        ("Il en veut plus.", "fr", []),
        ("Personne n'a répondu.", "fr", ["n'"]),
        ("Une personne a répondu.", "fr", []),
        ("Aucun ministre n'a répondu.", "fr", ["n'"]),
        ("Elle n'a ni faim ni soif.", "fr", ["n'"]),
        ("Pas de réponse.", "fr", ["Pas"]),
        ("Il est parti sans payer.", "fr", ["sans"]),
        ("C'est un premier pas.", "fr", []),
        ("Sans doute.", "fr", []),
        ("Non, il est là.", "fr", []),
        ("Avant qu'il ne parte.", "fr", []),
        ("Personne ici. Il ne part.", "fr", []),
        ("Il est plus grand que je ne pensais.", "fr", []),
        ("Er ist nicht da.", "de", []),  # nothing is known of it
    ],
)
def test_negations_are_found(text: str, language: str, found: list[str]) -> None:
    assert denied(text, language) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Il ne lui avait ce soir pas répondu.", ["ne"]),  # the fifth word behind
        ("Il ne lui avait encore ce soir pas répondu.", ["pas"]),
        ("Aucun des quatre vieux ministres n'a répondu.", ["n'"]),
        ("Aucun des quatre vieux et sages ministres n'a répondu.", ["Aucun"]),
    ],
)
def test_the_parts_of_a_negation_stand_within_five_words(text: str, found: list[str]) -> None:
    assert denied(text, "fr") == found


def test_only_denies_by_its_meaning() -> None:
    (one,) = denials(read("Il ne parle que de paix.", "fr").words)

    assert (one.plain, one.way) == (False, "only")


@pytest.mark.parametrize(("often", "opposite"), [(19, ""), (20, "zorb")])
def test_a_word_seen_20_times_has_an_opposite_with_a_prefix(
    often: int, opposite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "lexicon", lambda: Lexicon(often))

    assert [one.denied for one in denials(read("inzorb", "en").words)] == [opposite] * bool(opposite)


@pytest.mark.parametrize(("word", "opposite"), [("inzorb", "zorb"), ("inzor", "")])
def test_of_a_word_with_a_prefix_more_than_three_letters_must_be_left(
    word: str, opposite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "lexicon", lambda: Lexicon(1000))

    assert [one.denied for one in denials(read(word, "en").words)] == [opposite] * bool(opposite)


@pytest.mark.parametrize(
    ("word", "language", "opposite"),
    [
        ("powerless", "en", "power"),
        ("dishonest", "en", "honest"),
        ("mistrust", "en", "trust"),
        ("unlikely", "en", "likely"),
        ("incertain", "fr", "certain"),
        ("mécontent", "fr", "content"),
    ],
)
def test_a_word_is_the_opposite_of_the_rest_of_it(word: str, language: str, opposite: str) -> None:
    assert [one.denied for one in denials(read(word, language).words)] == [opposite]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("غير رأيه", []),  # "changed his mind": 4 letters
        ("غير متشابه", ["غير"]),  # an adjective that ends so: 6
    ],
)
def test_what_is_changed_is_a_short_word(text: str, found: list[str]) -> None:
    assert denied(text, "ar") == found


@pytest.mark.parametrize(
    ("word", "language", "way"),
    [
        ("refusals", "en", "refuse"),
        ("ورفضت", "ar", "refuse"),
        ("refusé", "fr", "refuse"),
        ("refused", "de", "refuse"),
    ],
)
def test_a_word_that_denies_has_its_meaning(word: str, language: str, way: str) -> None:
    assert [one.way for one in denials(read(word, language).words)] == [way] * bool(way)


def test_meanings_have_the_same_names_in_all_languages() -> None:
    english = tongue("en").denial
    for one in DECLARED:
        assert one.denial.denials.keys() - english.denials.keys() <= {"unlike"}
        assert one.denial.opposites.keys() <= english.opposites.keys()
        assert one.names.peoples.keys() <= tongue("en").names.peoples.keys()
