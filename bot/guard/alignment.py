"""Which words of a sentence say what words of another text say, in its language or across English and Arabic."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.guard.names import may_be_name
from bot.guard.sound import ALIKE, distance, within
from index.postings import term_ids
from index.query import loose_translations, mixture, synonyms
from index.terms import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.guard.wording import Word, Wording


class Alignment:
    """The words of a sentence beside those of a text.

    Args:
        said: the sentence.
        shown: the text.
    """

    def __init__(self, said: Wording, shown: Wording) -> None:
        self.said, self.shown = said, shown
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
        meanings = _meanings(self.said.words[place].text, self.said.language)
        return {there for id_ in meanings for there in self._where.get(id_, ())}

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

    def same_word(self, place: int, there: int) -> bool:
        """Say whether a word of the sentence and one of the text are the same word."""
        return self.said.words[place].folded == self.shown.words[there].folded

    def covered(self, places: Sequence[int]) -> set[int]:
        """Return which places of the text some words of the sentence have counterparts at."""
        return {there for place in places for there in self.counterparts(place)}

    def names(self, place: int) -> bool:
        """Say whether the text has a name of the sentence: by dictionary, by sound, as an acronym."""
        word = self.said.words[place]
        if self.counterparts(place):
            return True
        across = self.said.language != self.shown.language
        named = (other for other in self.shown.words if not across or may_be_name(other, self.shown.language))
        return any(_one_name(word, other, across=across) for other in named) or self._acronym(place)

    def _acronym(self, place: int) -> bool:
        """Say whether a word is, or is one of those that stand for, the first letters of capitals in the text."""
        word = self.said.words[place]
        initials = "".join(other.text[0] if other.text[0].isupper() else " " for other in self.shown.words)
        if word.text.isupper() and len(word.text) > 1:
            return word.text in initials
        return any(
            other.text.isupper() and len(other.text) > 1 and word.text[0] in other.text
            for other in self.shown.words
        )

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


def _one_name(word: Word, other: Word, *, across: bool) -> bool:
    if not across or word.folded.isascii() == other.folded.isascii():
        return _root(word.folded) == _root(other.folded) or distance(word.folded, other.folded) <= SPELLING
    if len(other.folded) > FUSED:  # words that have lost the spaces between them
        return any(within(mine, other.folded) <= SPELLING for mine in word.forms if len(mine) >= SHORT)
    return any(
        distance(mine, theirs) <= (ALIKE if len(theirs) >= SHORT and len(mine) >= SHORT else SPELLING)
        for mine in word.forms
        for theirs in other.forms
    )


def _root(name: str) -> str:
    """Return a folded name without what makes it a people's: "indonesian" and "indonesia" have one root."""
    while len(name) > SHORT and (shorter := PEOPLE.sub("", name)) != name and len(shorter) >= SHORT:
        name = shorter
    return name


CLAUSE = re.compile(r"[.,;:!?،؛؟]")
PEOPLE = re.compile(r"(?:'s|ese|ish|ans?|ns?|ia|ic|[iyase])$")
PLAIN = 0.3  # weight in a mixture from which a term is a translation, not a paraphrase
FUSED = 14  # letters; no Arabic word is so long
SHORT = 4  # letters
SPELLING = 0.2  # `bot.guard.sound` distance up to which two spellings in one script are one name


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
