"""Which words of a sentence say what words of another text say, in its language or across two."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.reading.names import IDENTICAL, farthest_sound, is_acronym, is_fused, spellings
from bot.reading.peoples import peoples
from bot.reading.sound import distance, sounds, within
from bot.reading.tables import folded
from index.postings import term_ids
from index.query import loose_translations, mixture, synonyms
from index.terms import terms
from index.tongues.registry import tongue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.wording import Word, Wording


class Alignment:
    """The words of a sentence beside those of a text.

    Args:
        said: the sentence.
        shown: the text.
    """

    def __init__(self, said: Wording, shown: Wording) -> None:
        self.said, self.shown = said, shown
        self.across = said.language != shown.language
        self._where: dict[int, list[int]] = {}
        for place, word in enumerate(shown.words):
            for id_ in _ids(word.text, shown.language):
                self._where.setdefault(id_, []).append(place)

    def counterparts(self, place: int) -> set[int]:
        """Return the places in the text of what says the same as a word of the sentence; none for a stop word.

        A place behind the last word has none.
        """
        if place >= len(self.said.words):
            return set()
        return self.told(self.said.words[place].text)

    def translations(self, place: int) -> set[int]:
        """Return the places of the same word in the text, or of its likeliest translations; of no paraphrase."""
        word = self.said.words[place]
        own = [mixture(term) for term in terms(word.text, self.said.language)]
        ids = {
            id_
            for one in own
            for id_, weight in zip(one.ids.tolist(), one.weights, strict=True)
            if weight >= PLAIN
        }
        return {there for id_ in ids for there in self._where.get(id_, ())}

    def told(self, word: str) -> set[int]:
        """Return the places in the text of what says the same as a word in the sentence's language."""
        return {there for id_ in _meanings(word, self.said.language) for there in self._where.get(id_, ())}

    def says(self, place: int, word: str) -> bool:
        """Say whether a word of the sentence and one in the text's language say the same."""
        mine, said, shown = self.said.words[place].text, self.said.language, self.shown.language
        return not (
            _meanings(mine, said).isdisjoint(_ids(word, shown))
            and _meanings(word, shown).isdisjoint(_ids(mine, said))
        )

    def spelled(self, place: int) -> bool:
        """Say whether a negation of the sentence spells a name of the text: "دون" for "Don"."""
        return _spells(self.said.words[place], self.shown)

    def spells(self, place: int) -> bool:
        """Say whether a negation of the text spells a name of the sentence."""
        return _spells(self.shown.words[place], self.said)

    def same_word(self, place: int, there: int) -> bool:
        """Say whether a word of the sentence and one of the text are the same word."""
        return self.said.words[place].folded == self.shown.words[there].folded

    def covered(self, places: Sequence[int]) -> set[int]:
        """Return which places of the text some words of the sentence have counterparts at."""
        return {there for place in places for there in self.counterparts(place)}

    def names(self, place: int) -> bool:
        """Say whether the text has a name of the sentence: by dictionary, by sound, as an acronym."""
        return bool(self.counterparts(place)) or self.spells_name(place) or self._acronym(place)

    def spells_name(self, place: int) -> bool:
        """Say whether a word of the sentence and one of the text are spellings of one name."""
        return any(self._one_name(self.said.words[place], other) for other in self.shown.words)

    def spelled_at(self, place: int) -> set[int]:
        """Return the places in the text of other spellings of a name of the sentence."""
        word = self.said.words[place]
        return {there for there, other in enumerate(self.shown.words) if self._one_name(word, other)}

    def _one_name(self, word: Word, other: Word) -> bool:
        farthest = farthest_sound(other, self.shown.language)
        if not farthest:
            return False
        if word.script == other.script:
            same = _root(word) == _root(other)
            return same or distance(word.folded, other.folded) <= min(farthest, SPELLING)
        if _is_in(word, other) or _is_in(other, word) or not peoples(word).isdisjoint(peoples(other)):
            return True
        if _is_short_for(word, other) or _is_short_for(other, word):
            return True
        return any(
            distance(mine, theirs)
            <= (min(farthest, SPELLING) if min(len(mine), len(theirs)) < SHORT else farthest)
            for mine in spellings(word)
            for theirs in spellings(other)
        )

    def _acronym(self, place: int) -> bool:
        """Say whether a word is the first letters of words in the text, or among those that letters in it stand for."""
        word = self.said.words[place]
        if is_acronym(word):
            return bool(_spelled(word).search(_initials(self.shown)))
        runs = (
            _spelled(other).finditer(_initials(self.said)) for other in self.shown.words if is_acronym(other)
        )
        return any(run.start() <= place < run.end() for some in runs for run in some)

    def content_behind(self, place: int, most: int) -> list[int]:
        """Return the places of the first content words of the text behind one of its words, within its clause."""
        found: list[int] = []
        for other in range(place + 1, len(self.shown.words)):
            word = self.shown.words[other]
            if len(found) == most or CLAUSE.search(word.gap):
                break
            if content(word, self.shown.language):
                found.append(other)
        return found


def _is_short_for(name: Word, longer: Word) -> bool:
    """Say whether a name is the beginning of a longer one: "Livi" of "Livingston"."""
    mine, theirs = sounds(name.folded), sounds(longer.folded)
    return (
        len(name.folded) >= SHORT
        and len(mine) >= SHORT
        and len(theirs) > len(mine)
        and theirs.startswith(mine)
    )


def _is_in(name: Word, fused: Word) -> bool:
    """Say whether a name is part of a word that has lost the space to the next one."""
    forms = [form for form in name.forms if len(form) >= SHORT]
    return is_fused(fused) and any(within(form, fused.folded) <= SPELLING for form in forms)


def _initials(wording: Wording) -> str:
    """Return a character a word: its first letter if it is a capital, "_" for a stop word, else a space."""
    return "".join(
        word.text[0] if word.text[0].isupper() else "_" if word.stop else " " for word in wording.words
    )


def _spelled(acronym: Word) -> re.Pattern[str]:
    """Return a pattern of the initials (see `_initials`) that an acronym stands for; stop words may have none."""
    return re.compile("_*".join(re.escape(letter) for letter in acronym.text if letter.isupper()))


def _root(word: Word) -> str:
    """Return a folded name without what makes it a people's: "indonesian" and "indonesia" have one root."""
    name, derived = word.folded, tongue(word.language).names.derived
    while len(name) > SHORT and (ending := derived.search(name)) and ending.start() >= SHORT:
        name = name[: ending.start()]
    return name


def _spells(word: Word, other: Wording) -> bool:
    return word.folded in folded(tongue(word.language).denial.names_too) and any(
        distance(word.folded, one.folded) < IDENTICAL for one in other.words if one.text[0].isupper()
    )


CLAUSE = re.compile(r"[.,;:!?،؛؟]")
PLAIN = 0.3  # weight in a mixture from which a term is a translation, not a paraphrase
SHORT = 4  # letters
SPELLING = 0.2  # `bot.reading.sound` distance up to which two spellings in one script are one name


def content(word: Word, language: str) -> bool:
    """Say whether a word carries meaning of its own: neither a stop word nor a number nor a sign."""
    return not word.digits and bool(_ids(word.text, language))


@lru_cache(maxsize=50_000)
def _ids(word: str, language: str) -> tuple[int, ...]:
    return tuple(id_ for term in terms(word, language) for id_ in term_ids(term))


@lru_cache(maxsize=50_000)
def _meanings(word: str, language: str) -> frozenset[int]:
    found: set[int] = set()
    for term in terms(word, language):
        own = mixture(term)
        first = int(own.ids[0])
        found |= {*map(int, own.ids), *synonyms(first), *loose_translations(first)}
    return frozenset(found)
