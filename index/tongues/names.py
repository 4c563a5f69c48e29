"""What tells names, titles, countries and peoples."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.tongues.pattern import NEVER, Pattern

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What tells names, titles, countries and peoples.

    Tables are words as they are written, separated by spaces: who reads them folds them (`index.terms.plain`). Patterns
    are for folded words if nothing else is said.

    Attributes:
        capitals: whether names begin with a capital; if not, the bundled list has to know them.
        titles: words with a capital that stand before a name and are none.
        ordinary: words that would pass for names though they are none: the bundled list knows them for names too, or
            they open sentences in a language that the lexicon doesn't know.
        hardly: how rare forms of words that are hardly names begin or end.
        future: begins verbs with a particle of one letter and a prefix of another, which both come off before a verb is
            looked up.
        joined: letters of conjunctions and prepositions that are written onto a name.
        clitics: what is written onto a word, in the order in which it comes off, one of each group.
        letters: what its words are made of where the common pattern of a word doesn't do: a range in a regular
            expression's character class.
        fused: in a word as written, what only two words without the space between them have; `NEVER` where words
            don't lose their spaces.
        own_endings: what the light stemmer takes off as an inflection though it ends names too: that of عدنان, whose
            stem is another name.
        acronym_endings: what may stand behind initials: "s" in "MPs".
        countries: names of countries, folded, separated by " | ".
        peoples: people → words for it that are not made with an ending; in each language under one name.
        demonym: how a word ends that says where somebody is from.
        derived: what of a name may differ where it is a country's, a people's or a language's: "ian" in "Indonesian".
        sound_groups: letters that sound as one, and the sound, for `bot.reading.sound`; applied in this order.
        sounds: letter → sound, where it isn't the letter itself. The first declared language of a script speaks for all
            names in that script.
    """

    capitals: bool = True
    titles: str = ""
    ordinary: str = ""
    hardly: Pattern = NEVER
    future: Pattern = NEVER
    joined: str = ""
    clitics: tuple[tuple[str, ...], ...] = ()
    letters: str = ""
    fused: Pattern = NEVER
    own_endings: tuple[str, ...] = ()
    acronym_endings: tuple[str, ...] = ()
    countries: str = ""
    peoples: Mapping[str, str] = field(default_factory=dict)
    demonym: Pattern = NEVER
    derived: Pattern = NEVER
    sound_groups: tuple[tuple[str, str], ...] = ()
    sounds: Mapping[str, str] = field(default_factory=dict)
