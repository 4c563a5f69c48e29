"""The names in a text: words with a capital, or where a language has none those that a bundled list knows for names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.reading.countries import countries
from bot.reading.sound import ALIKE
from bot.reading.tables import folded
from index.known_names import among, known
from index.lexicon import lexicon
from index.terms import stemmer, term_id, terms
from index.tongues.pattern import NEVER
from index.tongues.registry import tongue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from bot.reading.wording import Word, Wording


class Name(NamedTuple):
    """A name in a text.

    Attributes:
        places: of its words.
        proper: those of them that are names by themselves; the others are ordinary words ("Supreme Court").
        sure: whether it can hardly be anything but a name.
        anyway: whether any word would have a capital where it stands.
        acronyms: whether it is nothing but initials.
        common: whether it is an ordinary word that a translation need not spell.
    """

    places: tuple[int, ...]
    proper: frozenset[int]
    sure: bool = True
    anyway: bool = False
    acronyms: bool = False
    common: bool = False

    def lacks(self, missing: Collection[int]) -> bool:
        """Say whether what a translation hasn't of it can't be ordinary words that were translated in another way."""
        if self.proper:
            return not self.common and not self.proper.isdisjoint(missing)
        return not self.acronyms and len(self.places) == 1 and bool(missing)


LETTERS = 4  # of a word from which a conjunction may come off
UNKNOWN = 1  # times seen in the lexicon's training: nobody's word, so likely a name
RARE = 8  # times seen in the lexicon's training: a capitalised word seen less is taken for a name
INITIALS = range(2, 6)  # letters of an acronym: a longer word in capitals is shouted


def names(wording: Wording, taken: Collection[int] = ()) -> Iterator[Name]:
    """Yield the names among the words of a text, in order; words at the places `taken` (dates, numbers) are none."""
    if tongue(wording.language).names.capitals:
        yield from _capitalised(wording, taken)
    else:
        yield from _listed(wording, taken)


def _capitalised(wording: Wording, taken: Collection[int]) -> Iterator[Name]:
    """Yield runs of capitals; a capital that any word would have there makes a doubtful name by itself."""
    headline = _is_headline(wording)
    run: list[int] = []
    for place, word in enumerate(wording.words):
        capital = place not in taken and _has_capital(word)
        anyway = capital and (word.first or headline) and not among(known().sure, word.folded)
        if capital and not anyway:
            run.append(place)
            continue
        if run:
            yield _run(wording, run)
            run = []
        if anyway and _may_begin(word):
            yield Name((place,), frozenset({place}), sure=False, anyway=True, common=_seen(word) >= OFTEN)
    if run:
        yield _run(wording, run)


def _may_begin(word: Word) -> bool:
    """Say whether a word that has its capital anyway may still be a name: not a common word, nor an inflected one."""
    own = tongue(word.language).names
    common = _seen(word) >= ORDINARY or word.folded in folded(own.ordinary)
    return not (common or is_acronym(word) or own.hardly.search(word.folded))


def _seen(word: Word) -> int:
    """Return how often the lexicon's training had a word."""
    return lexicon().seen(term_id(stemmer(word.language)(word.folded)))


def _run(wording: Wording, run: Sequence[int]) -> Name:
    proper = frozenset(place for place in run if _is_proper(wording.words[place]))
    sure = len(proper) > 1 or any(among(known().sure, wording.words[place].folded) for place in proper)
    acronyms = all(is_acronym(wording.words[place]) for place in run)
    return Name(tuple(run), proper, sure=sure, acronyms=acronyms)


def _is_headline(wording: Wording) -> bool:
    """Say whether a text has capitals where its style has them: "Killer Pig Mauls Chinese Farmer to Death"."""
    words = [word for word in wording.words if word.text[0].isalpha() and not word.stop]
    return sum(word.text[0].isupper() for word in words) > HEADLINE * len(words)


def _listed(wording: Wording, taken: Collection[int]) -> Iterator[Name]:
    for place, word in enumerate(wording.words):
        own = frozenset({place})
        if place in taken or not word.text[0].isalpha():
            continue
        own_names = tongue(word.language).names
        if own_names.capitals:
            if word.text[0].isupper():
                yield Name((place,), own if _is_proper(word) else frozenset())
        elif own_names.fused.search(word.text):
            continue
        elif any(among(known().likely, form) for form in _bare(word)) or _is_unknown(word):
            yield Name((place,), own, sure=_is_sure(word))


def _is_sure(word: Word) -> bool:
    forms = _bare(word)
    if not countries(word.language).isdisjoint(forms):
        return True
    common = any(lexicon().seen(term_id(stem)) >= COMMON for stem in terms(word.folded, word.language))
    ordinary = folded(tongue(word.language).names.ordinary)
    return not common and any(among(known().sure, form) for form in forms) and ordinary.isdisjoint(forms)


def _bare(word: Word) -> tuple[str, ...]:
    """Return a word, and what is left without a conjunction or preposition; an article belongs to a name."""
    whole = word.folded
    joined = whole[0] in tongue(word.language).names.joined and len(whole) > LETTERS
    return (whole, whole[1:]) if joined else (whole,)


def spellings(word: Word) -> tuple[str, ...]:
    """Return what of a word may spell a name: all its forms, or only itself where a name is known to be so."""
    return (word.folded,) if among(known().likely, word.folded) else word.forms


def farthest_sound(word: Word, language: str) -> float:
    """Return how far (`bot.reading.sound.distance`) a name may sound from a word of the evidence that spells it.

    The more ordinary the word, the nearer it must sound; 0 for one that is no name for want of a capital.
    """
    if tongue(language).names.capitals or tongue(word.language).names.capitals or not word.text[0].isalpha():
        return ALIKE if word.text[0].isupper() else 0.0
    if any(among(known().likely, form) for form in word.forms):
        return ALIKE
    everyday = all(lexicon().seen(term_id(stem)) >= EVERYDAY for stem in terms(word.folded, language))
    return IDENTICAL if everyday else CLOSE


ORDINARY, OFTEN = (
    600,
    30,
)  # times seen in the lexicon's training: no name, and one that a translation needn't spell
HEADLINE = 0.8  # share of a text's content words with a capital
FUSED = 8  # letters of an unknown word from which it may be two
COMMON = 100  # times seen in the lexicon's training: a name too, but an ordinary word first
EVERYDAY = 100  # times seen in the lexicon's training
CLOSE, IDENTICAL = 0.25, 0.1  # `bot.reading.sound.distance`


def _has_capital(word: Word) -> bool:
    common = word.stop or word.folded in folded(tongue(word.language).names.titles)
    return word.text[0].isupper() and len(word.text) > 1 and not common and "'" not in word.folded


def _is_unknown(word: Word) -> bool:
    """Say whether a word of a language without capitals is none that the lexicon knows, nor a form of one."""
    own, whole = tongue(word.language).names, word.folded
    if len(whole) <= LETTERS or own.hardly.search(whole):
        return False
    forms = [whole, whole[1:], whole[2:]] if own.future.search(whole) else [whole]
    return all(_is_unseen(form, word.language) for form in forms)


def _is_unseen(form: str, language: str) -> bool:
    """Say whether the lexicon knows none of a word's stems."""
    stems = terms(form, language)
    return bool(stems) and all(lexicon().seen(term_id(stem)) <= UNKNOWN for stem in stems)


def is_fused(word: Word) -> bool:
    """Say whether a word is rather two that have lost the space between them: "كافانويمكن"."""
    fused = tongue(word.language).names.fused
    if fused is NEVER:
        return False
    return (len(word.folded) >= FUSED and _is_unseen(word.folded, word.language)) or bool(
        fused.search(word.text)
    )


def is_acronym(word: Word) -> bool:
    """Say whether a word is initials: "FBI"."""
    endings = tongue(word.language).names.acronym_endings
    return any(
        len(initials) in INITIALS and initials.isalpha() and initials.isupper()
        for initials in (word.text, *map(word.text.removesuffix, endings))
    )


def _is_proper(word: Word) -> bool:
    return not is_acronym(word) and (_seen(word) < RARE or among(known().likely, word.folded))
