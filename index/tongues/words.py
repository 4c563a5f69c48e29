"""How its words are told, folded, stopped and stemmed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How its words are told, folded, stopped and stemmed.

    Attributes:
        called: what a language field calls it beside its code and its English name, lower-case.
        function: its commonest function words, as they are written: they tell which language a text is in.
        letters: those that tell it from others of its script. Of a language without `function` words a few decide.
        alphabet: the letters of its words, folded, with which a misspelt one is tried.
        folding: letter → what every text has in its place before anything is counted, None for what vanishes.
        late_folding: letter → what it becomes once the article is off, which it tells from the word's own letters.
        stop: words that are no index terms, folded both ways.
        snowball: its Snowball stemmer; "" for none.
        elisions: what is written onto the next word with an apostrophe, folded, without it: "l" of "l'eau".
        endings: what is written onto a word with an apostrophe and is none of it, folded: "'s".
        respelt: ending of folded words → what stands for it before the Snowball stemmer, which knows the accents that
            folding has taken off: "recoltees" is to it no form of "recolte".
        prefixes: what the light stemmer takes off the beginning of a word, the first that fits.
        suffixes: what it takes off the end, each that fits, in this order. A language with them has no `snowball`.
        clitics: letter that may be written onto a word → how many times as often as the whole the rest must have been
            seen for it to be taken off.
        free_clitics: those of them that are taken off an unknown word too.
        asking: regular expressions, for folded text, of what only says that a number or a name is asked for.
        glosses: stop word, as in `stop` → the English word that the reader, an English model, takes it for first.
            Only of languages whose words it reads by the lexicon: stop words are not in that.
    """

    called: frozenset[str] = frozenset()
    function: frozenset[str] = frozenset()
    letters: str = ""
    alphabet: str = ""
    folding: Mapping[str, str | None] = field(default_factory=dict)
    late_folding: Mapping[str, str] = field(default_factory=dict)
    stop: frozenset[str] = frozenset()
    snowball: str = ""
    elisions: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    respelt: Mapping[str, str] = field(default_factory=dict)
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    clitics: Mapping[str, int] = field(default_factory=dict)
    free_clitics: frozenset[str] = frozenset()
    asking: tuple[str, ...] = ()
    glosses: Mapping[str, str] = field(default_factory=dict)
