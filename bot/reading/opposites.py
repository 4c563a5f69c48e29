"""Words that are each other's opposite: "rose" must not become "fell"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from index.terms import plain, stemmer
from index.tongues.registry import tongue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.wording import Word, Wording


@cache
def _sides(language: str) -> dict[str, list[tuple[str, int]]]:
    """Return word, or stem, → the pairs it belongs to, each by its meaning and side."""
    known = tongue(language).denial
    table: dict[str, list[tuple[str, int]]] = {}
    for meaning, sides in known.opposites.items():
        for side, words in enumerate(sides):
            for word in map(plain, words.split()):
                key = _stem(word, language) if known.stemmed else word
                table.setdefault(key, []).append((meaning, side))
    return table


def turned(said: Wording, shown: Sequence[Wording]) -> Iterator[tuple[str, str]]:
    """Yield the words of a sentence whose opposite a text has though not them, each with the opposite."""
    told = [(place, word) for text in shown for word in text.words for place in _of(word)]
    there = {place for place, _ in told}
    mine = {place for word in said.words for place in _of(word)}
    for word in said.words:
        places = _of(word)
        against = [other for (meaning, side), other in told if (meaning, 1 - side) in places]
        if against and not there.intersection(places) and not any((m, 1 - s) in mine for m, s in places):
            yield word.text, against[0].text


def _of(word: Word) -> list[tuple[str, int]]:
    sides = _sides(word.language)
    if tongue(word.language).denial.stemmed:
        return sides.get(word.folded) or sides.get(_stem(word.folded, word.language), [])
    return next((sides[form] for form in word.forms if form in sides), [])


def _stem(word: str, language: str) -> str:
    return stemmer(language)(word) or word
