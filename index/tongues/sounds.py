"""How its letters sound, so that a name is found in another script."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.tongues.pattern import NEVER, Pattern

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounds:
    """How its letters sound, so that a name is found in another script.

    A name is looked for whatever language it stands in, so the first declared language of a script speaks for all words
    in that script: the others need no sounds.

    Attributes:
        groups: letters that sound as one, and what they become, in this order: for keys (`index.phonetic`).
        letters: consonant → its class; what is not here is not in a key.
        written: script → how its names are written in that: regular expressions for folded words, and the letters for
            them; at each place of a word the first that fits is taken.
        unspoken: in a word spelled in its script by the letters of another, what nobody can say: vowels that the other
            doesn't write are missing.
        spelling: letter → Latin letters: how the reader (`index.pieces`) cuts a word that the lexicon doesn't know.
    """

    groups: tuple[tuple[str, str], ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    unspoken: Pattern = NEVER
    spelling: Mapping[str, str] = field(default_factory=dict)
