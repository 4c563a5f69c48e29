"""How far two words sound apart across scripts: "Nugroho" and "نوجروهو" are one name, however it is spelled.

`index.phonetic` gives a name one key to be found by; here two spellings are compared, vowels too, since a name must
not pass for another with the same consonants: an edit distance (Wagner & Fischer 1974) over sounds, in which what
transliteration changes freely costs little.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.tongues.registry import of_word

VOWELS = frozenset("aui'")
DOUBLED = re.compile(r"(.)\1+")
# Sounds that one script writes for several of the other: what it costs to take one for the other.
NEAR = {
    frozenset(pair): cost
    for cost, pairs in (
        (0.15, "jg fu au iu ai"),
        (0.3, "gk j$ s$ ts td hk ji gh sj ds"),
        (0.5, "bf k$ t$ mn ki si"),
    )
    for pair in pairs.split()
}
VOWEL, BREATH = 0.15, 0.35  # what it costs to leave out a vowel, an "h"
ALIKE = 0.36  # mean cost a consonant up to which two words are one name: set on models' name lists


@lru_cache(maxsize=50_000)
def sounds(folded: str) -> str:
    """Return a folded word's sounds, one letter each; doubled ones once."""
    known = of_word(folded, "").names  # a name sounds the same in all languages of a script
    for letters, sound in known.sound_groups:
        folded = folded.replace(letters, sound)
    raw = "".join(known.sounds.get(letter, letter) for letter in folded if letter.isalpha() or letter == "$")
    return DOUBLED.sub(r"\1", raw)


@lru_cache(maxsize=200_000)
def distance(one: str, other: str) -> float:
    """Return how far two folded words sound apart: 0 the same, 1 nothing in common, the mean cost a consonant."""
    left, right = sounds(one), sounds(other)
    consonants = max(sum(sound not in VOWELS for sound in side) for side in (left, right))
    return _edits(left, right) / max(consonants, 1)


def within(one: str, other: str) -> float:
    """Return the distance of a folded word to the nearest part of another (Sellers 1980)."""
    left, right = sounds(one), sounds(other)
    consonants = sum(sound not in VOWELS for sound in left)
    row = [0.0] * (len(right) + 1)
    for mine in left:
        row = _next_row(row, mine, right)
    return min(row) / max(consonants, 1)


def _edits(left: str, right: str) -> float:
    row = [0.0]
    for sound in right:
        row.append(row[-1] + _gap(sound))
    for mine in left:
        row = _next_row(row, mine, right)
    return row[-1]


def _next_row(above: list[float], mine: str, right: str) -> list[float]:
    row = [above[0] + _gap(mine)]
    for place, theirs in enumerate(right):
        row.append(
            min(above[place] + _swap(mine, theirs), above[place + 1] + _gap(mine), row[-1] + _gap(theirs))
        )
    return row


def _gap(sound: str) -> float:
    return VOWEL if sound in VOWELS else BREATH if sound == "h" else 1.0


def _swap(one: str, other: str) -> float:
    if one == other:
        return 0.0
    return NEAR.get(frozenset((one, other)), VOWEL if one in VOWELS and other in VOWELS else 1.0)
