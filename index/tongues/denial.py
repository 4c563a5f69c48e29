"""Words that deny, and opposites."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.tongues.pattern import NEVER, Pattern

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Words that deny, and opposites.

    Tables are words as they are written, separated by spaces: who reads them folds them (`index.terms.plain`). Patterns
    are for folded words if nothing else is said.

    Attributes:
        negations: words that only negate.
        beginnings: how other words begin that do: "بدون" also of "بدونه".
        endings: how other words end that do: "n't".
        written: a word that negates only as it is written before it is folded.
        joined: letters of conjunctions, then of prepositions, that are written onto a negation.
        before: word → the words before which it negates: "yet" → "to".
        opening: the same for words that negate only at the head of a sentence.
        particles: words that negate only together with one of `partners` near them: "ne".
        partners: what follows them, some of it `negations` by itself too: "pas".
        partners_before: what may stand before them instead: "personne".
        only: of the partners, those with which nothing is denied but everything else: "ne … que".
        answers: negations that may be an answer, or an abbreviation, before a comma or a number: "No, …", "No. 10".
        adjective: a negation that makes an adjective its opposite.
        changed_after: words after which it is a verb instead.
        owned: how a thing that is somebody's ends; before one it is a verb, too.
        harmless: phrases that hold a negation and deny nothing, or bound a number; separated by "|".
        denials: meaning → words that deny by it; in each language under one name, so that they translate each other.
        stemmed: whether a word of `denials` or `opposites` stands for all that have its stem; if not, it is one of
            all its forms there, and what is written onto words comes off before they are looked up.
        opposite: what of a word makes it the opposite of the rest: "less" in "powerless".
        opposite_prefixes: the same by prefixes that other words begin with too, so that the rest must be a known word,
            or have what this pattern finds.
        no_opposite: how words begin that only look so: "under".
        again: negations that may repeat one before them.
        names_too: negations that spell a name of another script too: "دون" is Don.
        opposites: meaning → words for it, and for its opposite; in each language under one name.
    """

    negations: str = ""
    beginnings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    written: Pattern = NEVER
    joined: tuple[str, ...] = ()
    before: Mapping[str, str] = field(default_factory=dict)
    opening: Mapping[str, str] = field(default_factory=dict)
    particles: str = ""
    partners: str = ""
    partners_before: str = ""
    only: str = ""
    answers: str = ""
    adjective: str = ""
    changed_after: str = ""
    owned: tuple[str, ...] = ()
    harmless: str = ""
    denials: Mapping[str, str] = field(default_factory=dict)
    stemmed: bool = True
    opposite: Pattern = NEVER
    opposite_prefixes: Mapping[str, Pattern] = field(default_factory=dict)
    no_opposite: Pattern = NEVER
    again: str = ""
    names_too: str = ""
    opposites: Mapping[str, tuple[str, str]] = field(default_factory=dict)
