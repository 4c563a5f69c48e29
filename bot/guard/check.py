"""The tamper guard: whether a sentence says only what its evidence says.

Every number with its qualifier, every date, every name and every negation of the sentence must have a counterpart
in the evidence, in its language or across English and Arabic; a negation of the evidence must not be lost, a verb not
turned into its opposite. The sentence is read strictly and the evidence generously: a word of the evidence that may be
a number counts for one. Rules and tables, no model: milliseconds, and every verdict has its reason.
docs/evaluation.md has how many tampered sentences are caught, and how many true ones are rejected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.guard.alignment import CLAUSE, Alignment, content
from bot.guard.datings import Date, dates, on_weekday, resolved
from bot.guard.names import names
from bot.guard.negation import BEFORE, BEHIND, denials
from bot.guard.numerals import Bound
from bot.guard.opposites import turned
from bot.guard.quantities import Quantity, offered, quantities
from bot.guard.wording import Wording, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.guard.negation import Denial

Kind = Literal["number", "qualifier", "date", "name", "negation", "opposite"]


class Fault(NamedTuple):
    """Something a sentence says that its evidence doesn't.

    Attributes:
        kind: what it is.
        words: the sentence's words at fault; for a negation left out, the evidence's.
        reason: why it is a fault, in English, for a trace.
    """

    kind: Kind
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the guard found in a sentence."""

    faults: tuple[Fault, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing speaks against showing it."""
        return not self.faults


def check(
    sentence: str,
    evidence: Sequence[str],
    *,
    language: str | None = None,
    evidence_language: str | None = None,
    published: datetime | None = None,
) -> Verdict:
    """Return what a sentence says that its evidence doesn't.

    Args:
        sentence: in English or Arabic.
        evidence: the quotes it rests on, in English or Arabic; together they must say all it says.
        language: the sentence's, ISO 639-1; detected if not given.
        evidence_language: the same of the evidence.
        published: when the evidence was published, so that "Friday" and "28 September" can be one day.
    """
    said = _Text.of(read(sentence, language))
    shown = [_Text.of(read(quote, evidence_language)) for quote in evidence]
    beside = [Alignment(said.wording, quote.wording) for quote in shown]
    return Verdict(
        (
            *_numbers(said, shown),
            *_scores(said, shown),
            *_counts(said, shown, beside),
            *_dates(said, shown, beside, published),
            *_names(said, shown, beside),
            *_negations(said, shown, beside),
            *_opposites(said, shown),
        )
    )


@dataclass(frozen=True, slots=True)
class _Text:
    """A sentence or a quote, read.

    Attributes:
        taken: places of the words of dates and numbers.
    """

    wording: Wording
    dates: list[Date]
    quantities: list[Quantity]
    denials: list[Denial]
    taken: frozenset[int]

    @classmethod
    def of(cls, wording: Wording) -> _Text:
        """Return a wording with what its words say."""
        given = dates(wording.words)
        calendar = {place for date in given for place in range(date.start, date.end)}
        numbers = quantities(wording.words, calendar)
        numeric = {place for one in numbers for place in range(one.start, one.end)}
        return cls(wording, given, numbers, denials(wording.words), frozenset(calendar | numeric))

    def counted(self, number: Quantity) -> list[int]:
        """Return the places of the content words next to a number, within its clause: behind it, or else before it."""
        if number.ordinal or self._in_range(number):
            return []
        words = self.wording.words
        behind = range(number.end, min(number.end + NEAR_BY, len(words)))
        before = range(number.start - 1, max(number.start - 1 - NEAR_BY, -1), -1)
        return self._next_to(behind, 0) or self._next_to(before, 1)

    def _next_to(self, places: range, gap: int) -> list[int]:
        """Return the first content words at places of one clause; the gap before a place's word is at `place + gap`."""
        found: list[int] = []
        for place in places:
            if place in self.taken or CLAUSE.search(self.wording.words[place + gap].gap):
                break
            if content(self.wording.words[place], self.wording.language):
                found.append(place)
        return found[:COUNTED]

    def _in_range(self, number: Quantity) -> bool:
        """Say whether a number is one end of "2 to 4", or of a score or a code: "1-0"."""
        around = self.wording.words[max(number.start - 2, 0) : number.end + 2]
        return sum(word.digits for word in around) > sum(
            word.digits for word in self.wording.words[number.start : number.end]
        )

    def said(self, part: Date | Quantity) -> str:
        """Return the words of a date or a number."""
        return self.wording.said(part.start, part.end)


# --- numbers ---


def _numbers(said: _Text, shown: Sequence[_Text]) -> Iterator[Fault]:
    told = [one for quote in shown for one in _told(quote)]
    across = any(quote.wording.language != said.wording.language for quote in shown)
    for one in said.quantities:
        alike = [other for other in told if _same_value(one, other)]
        if not alike and one.certain:
            yield Fault("number", said.said(one), "no such number in the evidence")
        elif alike and not any(_same_claim(one, other, across=across) for other in alike):
            yield Fault("qualifier", said.said(one), f"the evidence says {alike[0].bound.value}")


def _scores(said: _Text, shown: Sequence[_Text]) -> Iterator[Fault]:
    """Yield scores that are none of the evidence's: "3&2", though it has a three here and a two there."""
    told = {pair for quote in shown for _, pair in _pairs(quote, READ_AS_ONE)}
    for place, pair in _pairs(said, JOINED_BY):
        if told and pair not in told:
            yield Fault("number", said.wording.said(place, place + 2), "no such score in the evidence")


def _pairs(text: _Text, between: re.Pattern[str]) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield where two numbers in digits follow each other with no more between them than a pattern takes, and which."""
    words = text.wording.words
    calendar = {place for date in text.dates for place in range(date.start, date.end)}
    figures = [place for place, word in enumerate(words) if word.digits and place not in calendar]
    for first, second in pairwise(figures):
        said = text.wording.said(first, second + 1)
        if between.fullmatch(said.removeprefix(words[first].text).removesuffix(words[second].text)):
            yield first, frozenset({words[first].folded, words[second].folded})


JOINED_BY = re.compile(r"\s?[-–&]\s?|\sمقابل\s")
READ_AS_ONE = re.compile(r"\W*(?:\w+\W+)?")  # the evidence's are read generously: "2 to 4"


def _counts(said: _Text, shown: Sequence[_Text], beside: Sequence[Alignment]) -> Iterator[Fault]:
    """Yield numbers that count what the evidence counts with another: "5 soldiers" of "3 soldiers and 5 civilians"."""
    for one in said.quantities:
        counted = said.counted(one)
        own, others = 0, 0
        for quote, alignment in zip(shown, beside, strict=True):
            there = alignment.covered(counted)
            for other in quote.quantities:
                met = len(there.intersection(quote.counted(other)))
                if _same_value(one, other):
                    same_unit = one.unit and one.unit == other.unit
                    unclear = not quote.counted(other) or (alignment.across and same_unit)
                    own = 1 if unclear else max(own, met)
                elif other.certain:
                    others = max(others, met)
        if others and not own and one.certain:
            yield Fault("number", said.said(one), "the evidence counts something else with it")


def _told(quote: _Text) -> Iterator[Quantity]:
    """Yield every number a quote gives, those of its dates too, and what may be one."""
    yield from quote.quantities
    yield from offered(quote.wording.words)
    for date in quote.dates:
        for value in (date.day, date.year):
            if value is not None:
                yield Quantity(frozenset({float(value)}), date.start, date.end)


def _same_value(one: Quantity, other: Quantity) -> bool:
    if one.unit and other.unit and one.unit != other.unit and "century" not in {one.unit, other.unit}:
        return False
    if _in_century(one, other) or _in_century(other, one) or _share(one) & _share(other):
        return True
    if one.vague:
        return (one.value == other.value) if other.vague else one.value <= other.value < one.value * VAGUE
    return (bool(one.values & other.values) and not other.vague) or _rounded(one, other)


def _in_century(one: Quantity, other: Quantity) -> bool:
    """Say whether one is a century in which the other, a year, lies: "القرن العشرين" of the 1980s."""
    return one.unit == "century" and any(
        100 * (one.value - 1) <= value < 100 * one.value for value in other.values
    )


def _share(one: Quantity) -> set[float]:
    """Return a number as a share of one, if it is a percentage or a fraction: "half" is 50 percent."""
    if one.unit == "%":
        return {round(value / 100, 4) for value in one.values}
    return {round(value, 4) for value in one.values if 0 < value < 1}


NEAR_BY, COUNTED = 4, 2  # words behind a number in which stands what it counts, and how many of them say it
VAGUE = 100  # "thousands" may stand for less than so many times as many
NEAR = 0.05  # how far off a rounded number may be


def _rounded(one: Quantity, other: Quantity) -> bool:
    """Say whether a number that claims not to be exact is another, exact one rounded: "more than 800" of 832."""
    if (
        one.bound is Bound.EXACT
        or other.bound is not Bound.EXACT
        or _digits(one.value) >= _digits(other.value)
    ):
        return False
    share = one.value / other.value if other.value else 0.0
    least = 1 - NEAR if one.bound is Bound.ABOUT else 1 - 4 * NEAR if one.bound is Bound.LEAST else 1
    most = 1 + NEAR if one.bound is Bound.ABOUT else 1 if one.bound is Bound.LEAST else 1 + 4 * NEAR
    return least <= share <= most


def _digits(value: float) -> int:
    """Return how many digits a number has before its trailing zeros."""
    return len(f"{value:.0f}".rstrip("0"))


def _same_claim(one: Quantity, other: Quantity, *, across: bool) -> bool:
    if (
        one.bound is other.bound
        or not (one.certain and other.certain)
        or (one.values.isdisjoint(other.values) and not one.vague)
    ):
        return True
    both = {one.bound, other.bound}
    if Bound.UP_TO in both and (Bound.MOST in both or (across and Bound.EXACT in both)):
        return True  # "يصل إلى 20" may be "reaches 20" and "up to 20"
    return one.bound is Bound.ABOUT and other.bound is Bound.EXACT


# --- dates ---


def _dates(
    said: _Text, shown: Sequence[_Text], beside: Sequence[Alignment], published: datetime | None
) -> Iterator[Fault]:
    given = [date for quote in shown for date in quote.dates]
    told = [*given, *map(on_weekday, given), *(resolved(given, published) if published else ())]
    years = {value for quote in shown for one in quote.quantities for value in one.values}
    meant = {id(date): list(resolved([date], published)) if published else [] for date in said.dates}
    for date in said.dates:
        if date.weekday is not None and any(one.across and one.spells_name(date.start) for one in beside):
            continue  # "Saturday Night Live"
        if not any(
            _supports(date, [date, *meant[id(date)]], other, years) for other in told
        ) and not _excused(date, told):
            yield Fault("date", said.said(date), "no such date in the evidence")


def _supports(date: Date, readings: Sequence[Date], other: Date, years: set[float]) -> bool:
    """Say whether a date of the evidence says a date of the sentence, in one of its readings."""
    if date.weekday is None and date.month is None:
        same = (date.period, date.shift) == (other.period, other.shift)
        return same or any(one.day is not None and one.within(other) for one in readings[1:])
    shifted = date.period and other.period == date.period and other.shift != date.shift
    return not shifted and any(
        one.within(other) or (one.year in years and one.within(other.in_year(one.year))) for one in readings
    )


def _excused(date: Date, told: Sequence[Date]) -> bool:
    """Say whether "last year" or "today" may stand though the evidence has no word for it: none contradicts it."""
    if date.weekday is not None or date.month is not None or (date.period == "day" and date.shift):
        return False
    return not any(other.period == date.period for other in told)


# --- names ---


def _names(said: _Text, shown: Sequence[_Text], beside: Sequence[Alignment]) -> Iterator[Fault]:
    same = all(quote.wording.language == said.wording.language for quote in shown)
    unsaid: bool | None = None
    for name in names(said.wording, said.taken):
        missing = [place for place in name.places if not any(one.names(place) for one in beside)]
        if not missing or not (same or name.lacks(missing)):
            continue
        sure = name.sure or (same and not name.anyway)
        if not sure and unsaid is None:
            unsaid = _unsaid(said, shown, same=same)
        if sure or unsaid:
            yield Fault(
                "name", said.wording.said(missing[0], missing[-1] + 1), "no such name in the evidence"
            )


def _unsaid(said: _Text, shown: Sequence[_Text], *, same: bool) -> bool:
    """Say whether the evidence has a name that the sentence hasn't, so that a doubtful one may stand in its place."""
    for quote in shown:
        back = Alignment(quote.wording, said.wording)
        for name in names(quote.wording, quote.taken):
            missing = [place for place in name.places if not back.names(place)]
            if missing and (same or name.lacks(missing)):
                return True
    return False


# --- negations and opposites ---


def _negations(said: _Text, shown: Sequence[_Text], beside: Sequence[Alignment]) -> Iterator[Fault]:
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
            yield Fault("negation", said.wording.words[mine.place].text, "nothing is denied in the evidence")
    for number, theirs in free:
        denied = _is_told(theirs, beside[number]) if theirs.plain else _says_opposite(theirs, beside[number])
        if denied and not _goes_on(theirs, shown[number]):
            words = shown[number].wording.said(theirs.place, theirs.place + BEHIND)
            yield Fault("negation", words, "denied in the evidence, said in the sentence")


def _says_opposite(denial: Denial, beside: Alignment) -> bool:
    """Say whether the sentence has "clear" where the evidence has "unclear"."""
    here = range(len(beside.said.words))
    return bool(denial.denied) and any(beside.says(place, denial.denied) for place in here)


def _goes_on(denial: Denial, text: _Text) -> bool:
    """Say whether a negation repeats one before it: "no forgetting, no forgiveness", "لا هذا ولا ذاك"."""
    again = text.wording.words[denial.place].folded in AGAIN
    return again and any(0 < denial.place - other.place <= BEHIND for other in text.denials if other.plain)


AGAIN = frozenset({"no", "nor", "ولا"})


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
    """Return how likely two negations are one by what they deny and where they stand, 0 for not at all."""
    overlap = float(_overlap(mine, theirs, beside))
    if not beside.across or not (mine.plain or theirs.plain):
        return overlap
    if not (mine.plain and theirs.plain):
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
    denied = beside.content_behind(denial.place, 1 if denial.adjective else DENIED)
    told = beside.covered(range(len(beside.said.words)))
    if not beside.across:
        return bool(denied) and len(told.intersection(denied)) > len(denied) / 2
    if not told.isdisjoint(denied):
        return True
    whole = len(beside.said.words) >= WHOLE * len(beside.shown.words)
    return whole and not denial.adjective


WHOLE = 0.5  # of the evidence's length, from which a sentence can be a translation of all of it
DENIED = 3  # content words behind a negation that tell what is denied


def _opposites(said: _Text, shown: Sequence[_Text]) -> Iterator[Fault]:
    if any(denial.plain for text in (said, *shown) for denial in text.denials):
        return
    for word, other in turned(said.wording, [quote.wording for quote in shown]):
        yield Fault("opposite", word, f"the evidence says {other}")
