"""The numbers a text gives, in digits or in words, with their unit and how exact they claim to be.

"3.5 million", "3,500,000", "ثلاثة ملايين ونصف المليون" are one number; "more than 300" is another claim than "300".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.alignment import CLAUSE
from bot.reading.figures import grouped, readings_of
from bot.reading.numerals import (
    CURRENCY_SIGNS,
    JOINED,
    PERCENT_SIGNS,
    SIGNS,
    UNIT_SIGNS,
    Bound,
    Entry,
    Part,
    bounds,
    endings,
    folded,
    longest,
    loose_fractions,
    numerals,
    parts,
    phrases,
    short_scales,
    units,
)
from index.terms import plain
from index.tongues.registry import tongue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from bot.reading.wording import Word
    from index.tongues.numerals import Numerals


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text.

    Attributes:
        values: what it can be read as; more than one only where writing is ambiguous ("20m", "3.500").
        start: the first of its words, by place in the wording.
        end: the word after its last.
        bound: how it is meant.
        unit: what is counted, where a table knows it ("year", "usd", "%", ...); empty otherwise.
        vague: "hundreds", "thousands": an order of magnitude only.
        ordinal: "third".
        certain: whether it surely is a number: "one of them" or a word that looks like a dual may be none.
    """

    values: frozenset[float]
    start: int
    end: int
    bound: Bound = Bound.EXACT
    unit: str = ""
    vague: bool = False
    ordinal: bool = False
    certain: bool = True

    @property
    def value(self) -> float:
        """The likeliest reading."""
        return min(self.values)


def quantities(words: Sequence[Word], taken: Collection[int] = ()) -> list[Quantity]:
    """Return the numbers among some words, in order; words at the places `taken` (dates) are none."""
    found: list[Quantity] = []
    place = 0
    while place < len(words):
        number = None if place in taken else _Number(words, taken).read(place)
        if number is None:
            place += 1
            continue
        found.append(_described(number, words, taken))
        place = found[-1].end
    return found


def number_at(words: Sequence[Word], place: int) -> Quantity | None:
    """Return the number whose first word is at a place, without unit and bound; None for none."""
    return _Number(words, ()).read(place)


def is_dual(word: Word) -> bool:
    """Say whether a word is two of something by its ending: "عامين"."""
    duals = folded(_own(word).duals)
    return bool(duals) and any(form in duals for form in word.forms)


def offered(words: Sequence[Word], taken: Collection[int] = ()) -> Iterator[Quantity]:
    """Yield what some words may be taken to say about one and two without a number: "a", "both", an Arabic dual."""
    for place, word in enumerate(words):
        if place not in taken:
            for value in _offered(word):
                yield Quantity(frozenset({value}), place, place + 1, certain=False)


def _offered(word: Word) -> Iterator[float]:
    own, table = _own(word), numerals(word.language)
    if (part := loose_fractions(word.language).get(word.folded)) is not None:
        yield part
    if any(form in folded(own.twos) for form in word.forms) or (
        len(word.folded) >= MIN_DUAL
        and word.folded.endswith(endings(own.dual_endings))
        and not any(form in table for form in word.forms)  # "عشرين" is twenty, not two
    ):
        yield 2.0
    if word.folded in folded(own.ones):
        yield 1.0
    for ending in endings(own.compound_endings):
        entry = table.get(word.folded.removesuffix(ending)) if word.folded.endswith(ending) else None
        if entry is not None and entry.part is Part.UNIT and not entry.ordinal and entry.value in COMPOUNDED:
            yield entry.value


MIN_DUAL = 5  # letters
COMPOUNDED = range(2, 11)  # numbers with words of their own for so many times: "twofold"


class _Number:
    """One number while it is read: `group` is below the next scale, `total` above it."""

    def __init__(self, words: Sequence[Word], taken: Collection[int]) -> None:
        self._words, self._taken = words, taken
        self._total, self._group, self._scale = 0.0, 0.0, float("inf")
        self._ordinal = self._vague = self._rough = self._figures = False

    def read(self, start: int) -> Quantity | None:
        word = self._words[start]
        if is_dual(word):
            return Quantity(frozenset({2.0}), start, start + 1, unit=_unit_of(word))
        if word.text in SIGNS:
            return Quantity(frozenset({SIGNS[word.text]}), start, start + 1)
        if word.digits:
            return self._digits(start)
        _, entry = _entry(word)
        if entry is None or not self._opens(entry, start):
            return None
        end = self._rest(start + 1)
        certain = not (end == start + 1 and self._total + self._group == 1)
        return self._quantity(start, end, certain=certain)

    def _quantity(self, start: int, end: int, *, certain: bool = True) -> Quantity:
        return Quantity(
            frozenset({self._total + self._group}),
            start,
            end,
            Bound.ABOUT if self._rough else Bound.EXACT,
            vague=self._vague,
            ordinal=self._ordinal,
            certain=certain,
        )

    def _digits(self, start: int) -> Quantity:
        own = _own(self._words[start])
        digits, end = grouped(self._words, start, own)
        readings = readings_of(digits, own)
        if (time := self._minutes(end)) is not None:
            clock = min(readings) + time[0] / 60
            return Quantity(frozenset({clock, (clock + 12) % 24}), start, time[1], unit="hour")
        if end - 2 >= 0 and (year := self._second_year(start)) is not None:
            readings |= {year}
        following = self._next(end)
        if following is not None and following.gap == "":
            if following.folded in folded(_own(following).ordinal_endings):
                return Quantity(readings, start, end + 1, ordinal=True)
            if following.folded in folded(_own(following).decade_endings) and min(readings) >= LEAST_DECADE:
                return Quantity(readings | {min(readings) % 100}, start, end + 1, unit="decade")
            if scale := short_scales(following.language).get(following.folded):
                money = self._is_currency(start - 1) or self._is_currency(end + 1)
                scaled = frozenset(value * scale for value in readings)
                return Quantity(scaled if money or scale > 1e6 else scaled | readings, start, end + 1)
        if following is not None and following.text in SIGNS:
            return Quantity(frozenset(value + SIGNS[following.text] for value in readings), start, end + 1)
        self._group, self._figures = min(readings), True
        rest = self._rest(end)
        return Quantity(readings, start, end) if rest == end else self._quantity(start, rest)

    def _is_currency(self, place: int) -> bool:
        return 0 <= place < len(self._words) and self._words[place].folded in CURRENCY_SIGNS

    def _minutes(self, place: int) -> tuple[int, int] | None:
        """Return the minutes of a time of day that stand at a place, "10:15" or "10h15", and the place after them."""
        word = self._next(place)
        if word is not None and not word.gap.strip() and word.folded in folded(_own(word).hour_signs):
            place += 1
            word = self._next(place)
            behind = word is not None and not word.gap.strip()
        else:
            behind = word is not None and word.gap == ":"
        if word is not None and behind and len(word.folded) == 2 and word.digits:
            return int(word.folded), place + 1
        return None

    def _second_year(self, place: int) -> float | None:
        """Return the year that "53" means in "1950-53"."""
        word, before = self._words[place], self._words[place - 1]
        if (
            place
            and word.gap in {"-", "–", "/"}
            and len(word.folded) == 2
            and re.fullmatch(r"\d{4}", before.folded)
        ):
            return float(before.folded[:2] + word.folded)
        return None

    def _opens(self, entry: Entry, start: int) -> bool:
        """Take the first word of a number in; say whether it can be one."""
        self._ordinal, self._rough = entry.ordinal, entry.rough
        word, following = self._words[start], self._next(start + 1)
        if word.folded in folded(_own(word).teen_only) and (
            following is None or numerals(following.language).get(following.folded) != TEN
        ):
            return False
        match entry.part:
            case Part.SCALE:
                own = _own(word)
                self._vague = word.folded.endswith(endings(own.vague_plurals))
                pair = bool(own.twofold) and word.text.endswith(own.twofold) and self._counts(start)
                self._total, self._scale = entry.value * (2 if pair else 1), entry.value
            case Part.PAIR:
                self._total, self._scale = entry.value, entry.value / 2
            case Part.VAGUE:
                self._vague = True
                self._total = entry.value
            case Part.FRACTION:
                return self._fraction(entry, start)
            case _:
                self._group = entry.value
        return True

    def _counts(self, place: int) -> bool:
        """Say whether a noun follows that is counted, so that "ألفا شخص" is two thousand."""
        following = self._next(place + 1)
        return following is not None and following.gap.isspace()

    def _fraction(self, entry: Entry, start: int) -> bool:
        """Take "half" in where it is a number: not in "the first half", "quarter-final"."""
        word, own = self._words[start], _own(self._words[start])
        before = self._words[start - 1] if start else None
        following = self._next(start + 1)
        opened = before is not None and before.folded in folded(own.fraction_openers)
        divides = following is not None and following.folded in folded(own.of)
        if word.folded in folded(own.doubtful_fractions) and not opened and not divides:
            return False
        if following is not None and (
            (following.folded in folded(own.fraction_compounds) and following.gap in {"-", ""})
            or following.folded in folded(own.fraction_homographs)
        ):
            return False
        if any(one is not None and self._is_ordinal(one) for one in (before, following)):
            return False
        self._group = entry.value
        return True

    def _is_ordinal(self, word: Word) -> bool:
        entry = _entry(word)[1]
        return entry is not None and entry.ordinal

    def _rest(self, place: int) -> int:
        """Take in the words that go on with the number; return the place after the last."""
        while (taken := self._take(place)) is not None:
            place = taken
        return place

    def _next(self, place: int) -> Word | None:
        return self._words[place] if place < len(self._words) and place not in self._taken else None

    def _take(self, place: int) -> int | None:
        """Take one more word of the number in; return the place after it, or None where it ends."""
        at = self._connected(place)
        word = self._next(at) if at is not None else None
        if at is None or word is None or not JOINED.match(word.gap):
            return None
        if _percent(self._words[at : at + 2]):
            return None
        joined = self._is_conjunction(self._words[place])
        if word.digits:
            adds = joined and not _own(word).after_and
            digits = readings_of(word.folded, _own(word))
            return at + 1 if adds and self._add_below(min(digits)) else None
        conjunction, entry = _entry(word)
        if entry is None:
            return at + 1 if self._divide(word) else None
        joined = joined or conjunction
        goes_on = self._goes_on(word, entry, joined=joined)
        return at + 1 if goes_on and self._combine(entry, _own(word), joined=joined) else None

    def _goes_on(self, word: Word, entry: Entry, *, joined: bool) -> bool:
        """Say whether a number can go on with a number word: "un" behind digits is an article, "premier" opens one."""
        own = _own(word)
        if joined and own.after_and and entry.value not in own.after_and and entry.part is not Part.FRACTION:
            return False
        article = self._figures and word.folded in folded(own.ones)
        return not article and word.folded not in folded(own.openers)

    def _is_conjunction(self, word: Word) -> bool:
        return word.folded in folded(_own(word).conjunctions)

    def _connected(self, place: int) -> int | None:
        """Return where the number goes on: behind "and", "a" in "half a million", "of" in "tens of thousands"."""
        word = self._next(place)
        if word is None or not JOINED.match(word.gap):
            return None
        part = 0 < self._group < 1
        of = word.folded in folded(_own(word).of) and (self._vague or self._rough or part)
        if of or self._is_conjunction(word):
            return self._behind_article(place + 1)
        return self._behind_article(place) if part else place

    def _behind_article(self, place: int) -> int:
        word = self._next(place)
        return place + (word is not None and word.folded in folded(_own(word).articles))

    def _divide(self, word: Word) -> bool:
        """Take "thirds" or "quarters" in after a small number."""
        number = parts(word.language).get(word.folded)
        if number is None or not 1 <= self._group < 10 or self._total:
            return False
        self._group /= number
        return True

    def _combine(self, entry: Entry, own: Numerals, *, joined: bool) -> bool:
        """Take a number word in; return whether the number can go on with it."""
        match entry.part:
            case Part.UNIT | Part.TEN:
                taken = self._add_small(entry, own, joined=joined)
                self._ordinal |= taken and entry.ordinal and self._group >= 1
                return taken
            case Part.HUNDREDS:
                return joined and self._add_below(entry.value)
            case Part.HUNDRED:
                return self._hundred(own, joined=joined)
            case Part.PAIR:
                return joined and self._pair(entry)
            case Part.FRACTION:
                return joined and self._fraction_more(entry)
            case _:
                return self._scaled(entry, joined=joined)

    def _add_small(self, entry: Entry, own: Numerals, *, joined: bool) -> bool:
        """Add 1 to 90: English goes down ("fifty three"), Arabic says the units first ("ثلاثة وخمسون")."""
        below = self._group % 100
        hundreds = below == 0 and (self._group >= 100 or self._total > 0)
        if (hundreds and (joined or not own.units_first)) or self._is_next(entry, below, own, joined=joined):
            self._group += entry.value
            return True
        if own.four_twenties and below == 4 and entry.part is Part.TEN and entry.value == 20:
            self._group += 80 - below
            return True
        if (
            self._group == 1
            and entry.part is Part.UNIT
            and entry.ordinal
            and entry.value in own.ordinal_parts
        ):
            self._group = 1 / entry.value  # "one third"
            return True
        return False

    @staticmethod
    def _is_next(entry: Entry, below: float, own: Numerals, *, joined: bool) -> bool:
        """Say whether a number word stands behind others below a hundred."""
        if own.units_first:
            ten = entry.part is Part.TEN if joined else entry.value == 10
            return 1 <= below < 10 and ten
        if joined and not own.after_and:
            return False
        units = own.first_ten <= below and below % 10 == 0 and entry.value < 10
        return units or (below in own.teens_behind and 10 <= entry.value < 20)

    def _add_below(self, value: float) -> bool:
        """Add what stands below the scale just said: "three million and 500"."""
        if not self._total or self._group or value >= self._scale:
            return False
        self._group = value
        return True

    def _hundred(self, own: Numerals, *, joined: bool) -> bool:
        if joined:
            return own.units_first and self._add_below(100)
        if own.bare_hundred and not self._group:
            return self._add_below(100)
        if not 1 <= self._group < 100 or self._group % 1:
            return False
        self._group *= 100
        return True

    def _pair(self, entry: Entry) -> bool:
        if not self._total or self._group or entry.value >= self._scale:
            return False
        self._total, self._scale = self._total + entry.value, entry.value / 2
        return True

    def _fraction_more(self, entry: Entry) -> bool:
        """Add "and a half": of the scale just said, or of one."""
        if self._total and not self._group:
            self._total += entry.value * self._scale
        else:
            self._group += entry.value
        return True

    def _scaled(self, entry: Entry, *, joined: bool) -> bool:
        if self._vague or self._rough:  # "hundreds of thousands", "عشرات الآلاف"
            if joined or self._total > entry.value:
                return False
            self._total *= entry.value
            return True
        if entry.part is Part.VAGUE or entry.value >= self._scale:
            # "مليون ونصف المليون": the scale once more after a fraction
            return entry.value == self._scale and not self._group and self._total % entry.value != 0
        if self._group:
            self._total += self._group * entry.value
        elif joined and self._total:
            self._total += entry.value
        else:
            return False
        self._group, self._scale, self._rough = 0.0, entry.value, entry.rough
        return True


TEN = Entry(Part.UNIT, 10)
LEAST_DECADE = 20  # "the 20s", "the 1980s"


def _own(word: Word) -> Numerals:
    return tongue(word.language).numerals


def _entry(word: Word) -> tuple[bool, Entry | None]:
    """Return whether a word begins with an "and" that is written onto it, and what number word it is."""
    own, table = _own(word), numerals(word.language)
    for form in word.forms:
        if (entry := table.get(form)) is not None and not _is_other_word(word, form, own):
            conjunctions = endings(own.conjunctions)
            return word.folded.startswith(conjunctions) and not form.startswith(conjunctions), entry
    return False, None


def _is_other_word(word: Word, form: str, own: Numerals) -> bool:
    """Say whether a word only looks like a number word: "كمية" (amount) without its first letter, "ميت" (dead)."""
    behind = bool(own.excluded_clitic) and form != word.folded and own.excluded_clitic in word.folded[:2]
    return behind or any(
        form.startswith(plain(beginning)) and letter not in word.text
        for beginning, letter in own.written_with
    )


def _described(number: Quantity, words: Sequence[Word], taken: Collection[int]) -> Quantity:
    """Return a number with its unit and bound."""
    end, unit = number.end, number.unit
    if not unit:
        end, unit = _unit(number, words)
        if unit == "day" and number.end + 1 in taken:  # "في الدقيقة 89 يوم السبت"
            unit = ""
    bound = _bound_before(number, unit, words) or _bound_after(end, words) or number.bound
    return Quantity(
        number.values, number.start, end, bound, unit, number.vague, number.ordinal, number.certain
    )


def _unit(number: Quantity, words: Sequence[Word]) -> tuple[int, str]:
    """Return the unit of a number, and where number and percent sign end."""
    after = words[number.end : number.end + 3]
    if (share := _percent(after)) is not None:
        return number.end + share, "%"
    before = words[number.start - 1] if number.start else None
    if before is not None and before.folded in CURRENCY_SIGNS:
        return number.end, CURRENCY_SIGNS[before.folded]
    if after and JOINED.match(after[0].gap) and (unit := _unit_behind(after)):
        return number.end, unit
    if before is not None and _own(before).noun_first:
        return number.end, _unit_of(before, signs=False)
    return number.end, ""


def _unit_behind(after: Sequence[Word]) -> str:
    """Return the unit that stands behind a number: in a word, in two, or linked to it as in "millions de dollars"."""
    own = _own(after[0])
    if len(after) > 1:
        for first, second, unit in own.split_units:
            if after[0].folded == plain(first) and after[1].folded.startswith(plain(second)):
                return unit
        if after[0].folded in folded(own.linking):
            return _unit_behind(after[1:])
    return _unit_of(after[0])


def _percent(after: Sequence[Word]) -> int | None:
    """Return how many words say that a number before them is a share of a hundred."""
    said = tuple(word.folded for word in after[:2])
    if not said:
        return None
    if said[0] in PERCENT_SIGNS:
        return 1
    known = phrases(_own(after[0]).percent)
    return next((length for length in (1, 2) if said[:length] in known), None)


def _unit_of(word: Word, *, signs: bool = True) -> str:
    """Return the unit that a word means; a sign does only behind its number."""
    if signs and word.folded in UNIT_SIGNS:
        return UNIT_SIGNS[word.folded]
    known = units(word.language)
    return next((unit for form in word.forms if (unit := known.get(form))), "")


def _bound_before(number: Quantity, unit: str, words: Sequence[Word]) -> Bound | None:
    start = number.start
    for _ in range(LOOK_BEFORE + 1):
        if not start:
            return None
        last = words[start - 1]
        for length in range(min(longest(last.language, after=False), start), 0, -1):
            bound = _bound_of(words[start - length : start])
            within = last.folded in folded(_own(last).within_a_time) and unit in DURATIONS
            if bound is not None and not within:
                return bound
        if last.folded not in CURRENCY_SIGNS and last.folded not in folded(_own(last).between):
            return None
        start -= 1
    return None


DURATIONS = frozenset("year month week day hour minute decade century".split())


def _bound_of(phrase: Sequence[Word]) -> Bound | None:
    known = bounds(phrase[0].language, after=False)
    rest = [word.folded for word in phrase[1:]]
    return known.get((phrase[0].folded, *rest)) or known.get((_bare(phrase[0]), *rest))


def _bare(word: Word) -> str:
    """Return a word without a conjunction or a preposition before it."""
    return word.forms[-1] if word.forms[1:] and word.folded[0] in _own(word).bare_of else word.folded


def _bound_after(end: int, words: Sequence[Word]) -> Bound | None:
    for start in range(end, min(end + LOOK_AFTER, len(words))):
        if CLAUSE.search(words[start].gap) or PARENTHESIS.search(words[start].gap):
            return None
        known = bounds(words[start].language, after=True)
        for length in range(longest(words[start].language, after=True), 0, -1):
            run = tuple(word.folded for word in words[start : start + length])
            if len(run) == length and (bound := known.get(run)) is not None:
                return bound
    return None


PARENTHESIS = re.compile(r"[()]")
LOOK_BEFORE = 2  # words that may stand between a qualifier and its number: "about us $ 300"
LOOK_AFTER = 4  # places behind a number where a qualifier may begin: "300 men in arms or more"
