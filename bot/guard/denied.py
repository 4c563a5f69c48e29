"""What a sentence denies beside what its evidence denies, and what it turns into its opposite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.guard.statement import Fault
from bot.reading.negation import BEFORE, BEHIND
from bot.reading.opposites import turned
from bot.reading.tables import folded
from index.tongues.registry import tongue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.guard.statement import Statement
    from bot.reading.alignment import Alignment
    from bot.reading.negation import Denial


def negations(said: Statement, shown: Sequence[Statement], beside: Sequence[Alignment]) -> Iterator[Fault]:
    """Yield negations that only one side has.

    Each negation of the sentence takes one of the evidence, the nearest in what it denies. A plain one left without is
    a fault; one of the evidence left over is where the sentence says what it denies.
    """
    free = [
        (number, denial)
        for number, quote in enumerate(shown)
        for denial in quote.denials
        if not beside[number].spells(denial.place)
    ]
    left = [denial for denial in said.denials if not any(one.spelled(denial.place) for one in beside)]
    for own, other, likeness in ROUNDS:
        for mine in [one for one in left if one.plain is own]:
            options = {
                one: likeness(mine, one[1], beside[one[0]]) for one in free if other in {one[1].plain, None}
            }
            best = max(options, key=options.__getitem__, default=None)
            if best is not None and options[best] > 0:
                free.remove(best)
                left.remove(mine)
    for mine in left:
        if mine.plain and (not mine.adjective or any(one.counterparts(mine.place + 1) for one in beside)):
            words = said.wording.said(mine.place, max((mine.place, *mine.parts)) + 1)
            yield Fault("negation", words, "nothing is denied in the evidence")
    for number, theirs in free:
        denied = _is_told(theirs, beside[number]) if theirs.plain else _says_opposite(theirs, beside[number])
        if denied and not _goes_on(theirs, shown[number]):
            words = shown[number].wording.said(theirs.place, theirs.place + BEHIND)
            yield Fault("negation", words, "denied in the evidence, said in the sentence")


def _says_opposite(denial: Denial, beside: Alignment) -> bool:
    """Say whether the sentence has "clear" where the evidence has "unclear"."""
    here = range(len(beside.said.words))
    return bool(denial.denied) and any(beside.says(place, denial.denied) for place in here)


def _goes_on(denial: Denial, text: Statement) -> bool:
    """Say whether a negation repeats one before it: "no forgetting, no forgiveness", "لا هذا ولا ذاك"."""
    word = text.wording.words[denial.place]
    again = word.folded in folded(tongue(word.language).denial.again)
    return again and any(0 < denial.place - other.place <= BEHIND for other in text.denials if other.plain)


def _translated(mine: Denial, theirs: Denial, beside: Alignment) -> float:
    """Return how likely two negations are one that is the same word or its translation, 0 for not at all."""
    same = (
        theirs.place in beside.counterparts(mine.place)
        or beside.same_word(mine.place, theirs.place)
        or (mine.way and mine.way == theirs.way)
    )
    return bool(same or _same_denied(mine, theirs, beside)) * (1.0 + _overlap(mine, theirs, beside))


def _same_denied(mine: Denial, theirs: Denial, beside: Alignment) -> bool:
    """Say whether one denies in a word of its own what the other denies by a word before it: "unlikely", "غير مرجح"."""
    if mine.denied and theirs.plain:
        there = {*beside.told(mine.denied), *beside.counterparts(mine.place)}
        return not there.isdisjoint(range(theirs.place + 1, theirs.place + 1 + NEXT))
    if theirs.denied and mine.plain:
        here = range(mine.place + 1, min(mine.place + 1 + NEXT, len(beside.said.words)))
        return any(
            theirs.place in beside.counterparts(place) or beside.says(place, theirs.denied) for place in here
        )
    return False


NEXT = 2  # words in which a negation finds the word it denies


def _adjectives(mine: Denial, theirs: Denial, beside: Alignment) -> float:
    """Return how likely "impractical" and "غير عملية" are one."""
    opposite = (mine.denied and theirs.adjective) or (mine.adjective and theirs.denied)
    return _alike(mine, theirs, beside) if opposite else 0.0


def _alike(mine: Denial, theirs: Denial, beside: Alignment) -> float:
    """Return how likely two negations are one by what they deny, 0 for not at all."""
    overlap = float(_overlap(mine, theirs, beside))
    if not (beside.across and mine.plain and theirs.plain):
        return overlap
    if mine.adjective == theirs.adjective or _same_next(mine, theirs, beside):
        return overlap + EITHER
    return 0.0


def _same_next(mine: Denial, theirs: Denial, beside: Alignment) -> bool:
    """Say whether the words behind two negations say the same."""
    here = range(mine.place + 1, min(mine.place + 1 + NEXT, len(beside.said.words)))
    return not beside.covered(here).isdisjoint(range(theirs.place + 1, theirs.place + 1 + NEXT))


EITHER = 0.5  # what it is worth that both only negate: across languages their words around may all differ
# Which negations of the sentence look for theirs among which of the evidence, plain or not (None: either), and by
# what: first by their words, then the plain ones among each other, then a plain one for a word that denies.
ROUNDS = (
    (False, None, _translated),
    (True, False, _translated),
    (False, True, _adjectives),
    (True, False, _adjectives),
    (True, True, _alike),
    (True, False, _alike),
    (False, True, _alike),
    (False, False, _alike),
)


def _overlap(mine: Denial, theirs: Denial, beside: Alignment) -> int:
    """Return how many of the words around a negation have counterparts around one of the evidence."""
    near = _around(mine.place, len(beside.said.words))
    there = set(_around(theirs.place, len(beside.shown.words)))
    covered = len(beside.covered(near) & there)
    return covered or _same_words(near, there, beside)


def _same_words(near: Sequence[int], there: set[int], beside: Alignment) -> bool:
    """Say whether the words around two negations are the same ones, be they stop words or none."""
    mine = {beside.said.words[place].folded for place in near}
    return mine == {beside.shown.words[place].folded for place in there}


def _around(place: int, end: int) -> list[int]:
    return [other for other in range(max(0, place - BEFORE), min(end, place + BEHIND + 1)) if other != place]


def _is_told(denial: Denial, beside: Alignment) -> bool:
    """Say whether the sentence says what a negation of the evidence denies."""
    most = 1 if denial.adjective else DENIED
    behind = beside.content_behind(denial.place, most + len(denial.parts))
    denied = [place for place in behind if place not in denial.parts][:most]
    told = beside.covered(range(len(beside.said.words)))
    if not beside.across:
        return bool(denied) and len(told.intersection(denied)) > len(denied) / 2
    if not told.isdisjoint(denied):
        return True
    whole = len(beside.said.words) >= WHOLE * len(beside.shown.words)
    return whole and not denial.adjective


WHOLE = 0.5  # of the evidence's length, from which a sentence can be a translation of all of it
DENIED = 3  # content words behind a negation that tell what is denied


def opposites(said: Statement, shown: Sequence[Statement]) -> Iterator[Fault]:
    """Yield words whose opposite the evidence has, where neither denies anything."""
    if any(denial.plain for text in (said, *shown) for denial in text.denials):
        return
    for word, other in turned(said.wording, [quote.wording for quote in shown]):
        yield Fault("opposite", word, f"the evidence says {other}")
