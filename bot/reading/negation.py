"""What a text denies: its negations and where each stands.

A word that denies by its meaning ("refused", "نفى", "unable") is kept apart from one that only negates ("not", "لم"):
a translation may say either for the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.reading.tables import folded, phrases
from index.lexicon import lexicon
from index.terms import plain, stemmer, term_id
from index.tongues.registry import tongue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.reading.wording import Word
    from index.tongues import denial

COMMON = 20  # times seen in the lexicon's training
SHORT = 3  # letters of what is left behind "un" at most, where the word is no opposite
OWNED = 6  # letters: "اسمه", but "صالحة" is an adjective
BEHIND, BEFORE = 5, 2  # words behind and before a negation in which it may find what it denies
PAIRED = 5  # words between which the parts of a negation stand: "ne … pas"


@dataclass(frozen=True, slots=True)
class Denial:
    """A negation in a text.

    Attributes:
        place: of its word.
        plain: whether it only negates; if not, it denies by its meaning.
        adjective: whether it makes an adjective its opposite ("غير"): a translation has a word for that.
        denied: what it denies within its own word: "likely" in "unlikely".
        parts: places of its other words: of "pas" in "ne … pas".
        way: what it means, by a name that it has in common with its translations; empty for none.
    """

    place: int
    plain: bool
    adjective: bool = False
    denied: str = ""
    parts: tuple[int, ...] = ()
    way: str = ""


def denials(words: Sequence[Word]) -> list[Denial]:
    """Return the negations among some words, in order."""
    harmless = _harmless(words)
    pairs = _pairs(words, harmless)
    partners = {other for others in pairs.values() for other in others}
    found: list[Denial] = []
    for place, word in enumerate(words):
        if place in harmless or place in partners:
            continue
        known = tongue(word.language).denial
        if place in pairs:
            parts = pairs[place]
            only = {words[part].folded for part in parts} <= folded(known.only)
            found.append(Denial(place, plain=not only, parts=parts, way=ONLY if only else ""))
        elif _negates(words, place) or _stands_before(words, place, known.before):
            found.append(Denial(place, plain=True, adjective=_is_adjective(word)))
        elif (opposite := _opposite_of(word)) or (way := _way(word)):
            found.append(Denial(place, plain=False, denied=opposite, way="" if opposite else way))
    return found


ONLY = "only"  # a meaning of `index.tongues.denial.Denial.denials`


def _known(word: Word) -> denial.Denial:
    return tongue(word.language).denial


def _harmless(words: Sequence[Word]) -> set[int]:
    """Return the places of phrases that hold a negation and deny nothing."""
    found: set[int] = set()
    for place in range(len(words)):
        if place not in found and (length := _harmless_at(words, place)):
            found.update(range(place, place + length))
    return found


def _harmless_at(words: Sequence[Word], place: int) -> int:
    """Return the length of the harmless phrase at a place, 0 for none."""
    known = phrases(_known(words[place]).harmless)
    for length in (4, 3, 2):
        run = words[place : place + length]
        rest = tuple(word.folded for word in run[1:])
        if len(run) == length and any((form, *rest) in known for form in run[0].forms[:2]):
            return length
    return 0


def _pairs(words: Sequence[Word], harmless: set[int]) -> dict[int, tuple[int, ...]]:
    """Return the places of words that negate together with others, each with the places of those: "ne … pas"."""
    found: dict[int, tuple[int, ...]] = {}
    for place, word in enumerate(words):
        known = _known(word)
        if word.folded in folded(known.particles):
            behind, before = (
                tuple(other for other in side if words[other].folded in partners and other not in harmless)
                for side, partners in (
                    (_behind(words, place), folded(known.partners)),
                    (_before(words, place), folded(known.partners_before)),
                )
            )
            if behind or before:
                found[place] = behind or before
    return found


def _behind(words: Sequence[Word], place: int) -> list[int]:
    """Return the places behind a word, within its sentence, in which the other part of a negation may stand."""
    found: list[int] = []
    for other in range(place + 1, min(place + 1 + PAIRED, len(words))):
        if words[other].first:
            break
        found.append(other)
    return found


def _before(words: Sequence[Word], place: int) -> list[int]:
    """Return the same before a word: "Personne n'a démissionné"."""
    found: list[int] = []
    for other in range(place, max(place - PAIRED, 0), -1):
        if words[other].first:
            break
        found.append(other - 1)
    return found


def _negates(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    known = _known(word)
    if _only_half(words, place):
        return False
    if known.written.fullmatch(word.text) or (word.first and _stands_before(words, place, known.opening)):
        return True
    if known.endings and word.folded.endswith(known.endings):
        return True
    negations = folded(known.negations)
    return any(form in negations or form.startswith(known.beginnings) for form in _openings(word))


def _stands_before(words: Sequence[Word], place: int, known: Mapping[str, str]) -> bool:
    """Say whether a word stands before one of those before which it negates: "has yet to be determined"."""
    if not known or place + 1 == len(words):
        return False
    forms = _openings(words[place])
    after = words[place + 1].folded
    return any(after in folded(others) for word, others in known.items() if word in forms)


def _only_half(words: Sequence[Word], place: int) -> bool:
    """Say whether a word that may negate does not here: "No. 10", "No, …", "غيّر اسمه"."""
    word, after = words[place], words[place + 1 : place + 2]
    known = _known(word)
    if word.folded in folded(known.answers):
        return bool(after) and (after[0].digits or bool(COMMA.search(after[0].gap)))
    if _is_adjective(word):
        changed = place and words[place - 1].folded in folded(known.changed_after)
        return bool(
            changed or (after and after[0].text.endswith(known.owned) and len(after[0].folded) < OWNED)
        )
    return False


COMMA = re.compile("[,،]")


def _is_adjective(word: Word) -> bool:
    adjective = plain(_known(word).adjective)
    return bool(adjective) and word.folded.endswith(adjective)


def _openings(word: Word) -> tuple[str, ...]:
    """Return a word, and what is left without its conjunction and preposition."""
    found = [word.folded]
    for letters in _known(word).joined:
        found += [form[1:] for form in found if form[:1] and form[0] in letters]
    return (found[0], *(form for form in found[1:] if len(form) > 1))


@cache
def _denials(language: str) -> dict[str, str]:
    """Return the words that deny, folded or stemmed, each with its meaning."""
    known = tongue(language).denial
    return {
        _stem(plain(word), language) if known.stemmed else plain(word): meaning
        for meaning, words in known.denials.items()
        for word in words.split()
    }


def _way(word: Word) -> str:
    """Return what a word that denies means, by the name it has in common with its translations."""
    table = _denials(word.language)
    forms = (_stem(word.folded, word.language),) if _known(word).stemmed else word.forms
    return next((table[form] for form in forms if form in table), "")


def _opposite_of(word: Word) -> str:
    """Return what a word is the opposite of: "likely" for "unlikely", "power" for "powerless"; empty for nothing."""
    known, whole = _known(word), word.folded
    if known.no_opposite.search(whole):
        return ""
    if part := known.opposite.search(whole):
        return whole[: part.start()] + whole[part.end() :]
    for prefix, surely in known.opposite_prefixes.items():
        rest = whole.removeprefix(prefix)
        if rest != whole and len(rest) > SHORT and (_is_common(rest, word.language) or surely.search(rest)):
            return rest
    return ""


def _is_common(word: str, language: str) -> bool:
    return lexicon().seen(term_id(_stem(word, language))) >= COMMON


def _stem(word: str, language: str) -> str:
    return stemmer(language)(word) or word
