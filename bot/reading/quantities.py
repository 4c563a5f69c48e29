"""The numbers a text gives, in digits or in words, English or Arabic, with their unit and how exact they claim to be.

"3.5 million", "3,500,000", "ثلاثة ملايين ونصف المليون" are one number; "more than 300" is another claim than "300".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.numerals import (
    BETWEEN,
    CONJUNCTIONS,
    DUAL_ENDINGS,
    DUALS,
    HALVES,
    JOINED,
    LOOK_AFTER,
    LOOK_BEFORE,
    ONES,
    ORDINAL_ENDINGS,
    PARTS,
    SHORT_SCALES,
    SIGNS,
    TEEN_ONLY,
    TWOS,
    Bound,
    Entry,
    Part,
    bounds,
    numerals,
    units,
)
from bot.reading.wording import forms
from index.terms import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from bot.reading.wording import Word


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
        certain: whether it surely is a number: "one of them" or a word that looks like an Arabic dual may be none.
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


def offered(words: Sequence[Word], taken: Collection[int] = ()) -> Iterator[Quantity]:
    """Yield what some words may be taken to say about one and two without a number: "a", "both", an Arabic dual."""
    for place, word in enumerate(words):
        if place in taken:
            continue
        if word.folded in HALVES:
            yield Quantity(frozenset({HALVES[word.folded]}), place, place + 1, certain=False)
        if any(form in TWOS for form in word.forms) or (
            len(word.folded) >= MIN_DUAL
            and word.folded.endswith(DUAL_ENDINGS)
            and not word.folded.isascii()
            and not any(form in numerals() for form in word.forms)  # "عشرين" is twenty, not two
        ):
            yield Quantity(frozenset({2.0}), place, place + 1, certain=False)
        if word.folded in ONES:
            yield Quantity(frozenset({1.0}), place, place + 1, certain=False)
        if compound := COMPOUND.match(word.folded):
            value = numerals()[compound[1]].value
            yield Quantity(frozenset({value}), place, place + 1, certain=False)


MIN_DUAL = 5  # letters
COMPOUND = re.compile("(two|three|four|five|six|seven|eight|nine|ten)(?:fold|somes?|balls?|way|part)$")


class _Number:
    """One number while it is read: `group` is below the next scale, `total` above it."""

    def __init__(self, words: Sequence[Word], taken: Collection[int]) -> None:
        self._words, self._taken = words, taken
        self._total, self._group, self._scale = 0.0, 0.0, float("inf")
        self._ordinal = self._vague = False

    def read(self, start: int) -> Quantity | None:
        word = self._words[start]
        if word.folded in DUALS or any(form in DUALS for form in word.forms):
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
        value = self._total + self._group
        return Quantity(
            frozenset({value}), start, end, vague=self._vague, ordinal=self._ordinal, certain=certain
        )

    def _digits(self, start: int) -> Quantity:
        readings = readings_of(self._words[start].folded)
        end = start + 1
        if (minutes := self._minutes(end)) is not None:
            clock = min(readings) + minutes / 60
            return Quantity(frozenset({clock, (clock + 12) % 24}), start, end + 1, unit="hour")
        if end - 2 >= 0 and (year := self._second_year(start)) is not None:
            readings |= {year}
        following = self._next(end)
        if following is not None and following.gap == "":
            if following.folded in ORDINAL_ENDINGS:
                return Quantity(readings, start, end + 1, ordinal=True)
            if following.folded == "s" and min(readings) >= 20:  # "the 1980s"
                return Quantity(readings | {min(readings) % 100}, start, end + 1, unit="decade")
            if following.folded in SHORT_SCALES:
                scale = SHORT_SCALES[following.folded]
                money = start > 0 and self._words[start - 1].folded in "$£€"
                scaled = frozenset(value * scale for value in readings)
                return Quantity(scaled if money or scale > 1e6 else scaled | readings, start, end + 1)
        if following is not None and following.text in SIGNS:
            return Quantity(frozenset(value + SIGNS[following.text] for value in readings), start, end + 1)
        self._group = max(readings) if len(readings) == 1 else min(readings)
        rest = self._rest(end)
        return Quantity(readings, start, end) if rest == end else self._quantity(start, rest)

    def _minutes(self, place: int) -> int | None:
        """Return the minutes of a time of day, "10:15", that stand at a place."""
        word = self._next(place)
        return (
            int(word.folded)
            if word is not None and word.gap == ":" and len(word.folded) == 2 and word.digits
            else None
        )

    def _second_year(self, place: int) -> float | None:
        """Return the year that "53" means in "1950-53"."""
        word, before = self._words[place], self._words[place - 1]
        if (
            place
            and word.gap in {"-", "–", "/"}
            and len(word.folded) == 2
            and len(before.folded) == 4
            and before.digits
        ):
            return float(before.folded[:2] + word.folded)
        return None

    def _opens(self, entry: Entry, start: int) -> bool:
        """Take the first word of a number in; say whether it can be one."""
        self._ordinal = entry.ordinal
        following = self._next(start + 1)
        if self._words[start].folded in TEEN_ONLY and (
            following is None or following.folded not in {"عشر", "عشره"}
        ):
            return False
        match entry.part:
            case Part.SCALE:
                plural = self._words[start].folded.endswith(
                    ("الاف", "ملايين", "مليارات", "تريليونات", "بلايين")
                )
                self._vague = plural
                pair = self._words[start].text.endswith("ألفا")
                self._total, self._scale = (
                    entry.value * (2 if pair and self._counts(start) else 1),
                    entry.value,
                )
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
        before = self._words[start - 1].folded if start else ""
        following = self._next(start + 1)
        if self._words[start].folded == "quarter" and (
            before not in {"a", "one"} and (following is None or following.folded != "of")
        ):
            return False
        following_entry = _entry(following)[1] if following is not None else None
        if following is not None and following_entry is not None and following_entry.ordinal:
            return False
        if following is not None and following.folded in {"time", "back"} and following.gap in {"-", ""}:
            return False
        if following is not None and following.folded in {"ذلك", "هذا", "هذه"}:
            return False  # "نصف": we describe
        before_entry = _entry(self._words[start - 1])[1] if start else None
        if before_entry is not None and before_entry.ordinal:
            return False
        self._group = entry.value
        return True

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
        if at is None or word is None or not JOINED.match(word.gap) or _percent(self._words[at : at + 2]):
            return None
        joined = self._words[place].folded in CONJUNCTIONS
        if word.digits:
            return at + 1 if joined and self._add_below(min(readings_of(word.folded))) else None
        conjunction, entry = _entry(word)
        if entry is None:
            return at + 1 if self._divide(word) else None
        return (
            at + 1
            if self._combine(entry, arabic=not word.folded.isascii(), joined=joined or conjunction)
            else None
        )

    def _connected(self, place: int) -> int | None:
        """Return where the number goes on: behind "and", "a" in "half a million", "of" in "tens of thousands"."""
        word = self._next(place)
        if word is None or not JOINED.match(word.gap):
            return None
        part = 0 < self._group < 1
        if word.folded in CONJUNCTIONS or (word.folded == "of" and (self._vague or part)):
            return self._behind_article(place + 1)
        return self._behind_article(place) if part else place

    def _behind_article(self, place: int) -> int:
        word = self._next(place)
        return place + (word is not None and word.folded in {"a", "an"})

    def _divide(self, word: Word) -> bool:
        """Take "thirds" or "quarters" in after a small number."""
        parts = PARTS.get(word.folded)
        if parts is None or not 1 <= self._group < 10 or self._total:
            return False
        self._group /= parts
        return True

    def _combine(self, entry: Entry, *, arabic: bool, joined: bool) -> bool:
        """Take a number word in; return whether the number can go on with it."""
        match entry.part:
            case Part.UNIT | Part.TEN:
                taken = self._add_small(entry, arabic=arabic, joined=joined)
                self._ordinal |= taken and entry.ordinal and self._group >= 1
                return taken
            case Part.HUNDREDS:
                return joined and self._add_below(entry.value)
            case Part.HUNDRED:
                return self._hundred(arabic=arabic, joined=joined)
            case Part.PAIR:
                return joined and self._pair(entry)
            case Part.FRACTION:
                return joined and self._fraction_more(entry)
            case _:
                return self._scaled(entry, joined=joined)

    def _add_small(self, entry: Entry, *, arabic: bool, joined: bool) -> bool:
        """Add 1 to 90: English goes down ("fifty three"), Arabic says the units first ("ثلاثة وخمسون")."""
        units = 1 <= self._group % 100 < 10
        teen = arabic and not joined and units and entry.value == 10
        english_tens = not arabic and not joined and self._group % 100 >= 20 and self._group % 10 == 0
        arabic_units = arabic and joined and units and entry.part is Part.TEN
        hundreds = (
            self._group % 100 == 0 and (self._group >= 100 or self._total > 0) and (joined or not arabic)
        )
        if teen or arabic_units or hundreds or (english_tens and entry.value < 10):
            self._group += entry.value
            return True
        if not arabic and self._group == 1 and entry == Entry(Part.UNIT, 3, ordinal=True):  # "one third"
            self._group = 1 / 3
            return True
        return False

    def _add_below(self, value: float) -> bool:
        """Add what stands below the scale just said: "three million and 500"."""
        if not self._total or self._group or value >= self._scale:
            return False
        self._group = value
        return True

    def _hundred(self, *, arabic: bool, joined: bool) -> bool:
        if joined:
            return arabic and self._add_below(100)
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
        if self._vague:  # "hundreds of thousands", "عشرات الآلاف"
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
        self._group, self._scale = 0.0, entry.value
        return True


def _entry(word: Word) -> tuple[bool, Entry | None]:
    """Return whether a word begins with an Arabic "and", and what number word it is."""
    table = numerals()
    for form in word.forms:
        if _is_other_word(word, form):
            continue
        if (entry := table.get(form)) is not None:
            return form != word.folded and word.folded.startswith("و") and not form.startswith("و"), entry
    return False, None


def _is_other_word(word: Word, form: str) -> bool:
    """Say whether a word only looks like a number word: "كمية" (amount) without its first letter, "ميت" (dead)."""
    return (form != word.folded and "ك" in word.folded[:2]) or (
        form.startswith("مي") and "ئ" not in word.text
    )


LONGEST = 18  # digits and separators that are looked at; more is no number but a code


def readings_of(digits: str) -> frozenset[float]:
    """Return what a folded number in digits can mean: "3,500" is 3500, "3,5" is 3.5, "3.500" may be both."""
    digits = digits[:LONGEST]
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return frozenset({float(digits.replace(",", ""))})
    if re.fullmatch(r"\d+,\d+", digits):
        return frozenset({float(digits.replace(",", "."))})
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits):
        whole = float(digits.replace(".", ""))
        return frozenset({whole, float(digits)} if digits.count(".") == 1 else {whole})
    plain = re.sub(r"[.,](?=.*[.,])", "", digits).replace(",", ".")
    return frozenset({float(plain)})


def _described(number: Quantity, words: Sequence[Word], taken: Collection[int]) -> Quantity:
    """Return a number with its unit and bound."""
    end, unit = number.end, number.unit
    if not unit:
        end, unit = _unit(number, words)
        if unit == "day" and number.end + 1 in taken:  # "في الدقيقة 89 يوم السبت"
            unit = ""
    bound = _bound_before(number, unit, words) or _bound_after(end, words) or Bound.EXACT
    return Quantity(
        number.values, number.start, end, bound, unit, number.vague, number.ordinal, number.certain
    )


def _unit(number: Quantity, words: Sequence[Word]) -> tuple[int, str]:
    """Return the unit of a number, and where number and percent sign end."""
    after = words[number.end : number.end + 3]
    if (share := _percent(after)) is not None:
        return number.end + share, "%"
    if number.start and words[number.start - 1].folded in "$£€":
        return number.end, units()[words[number.start - 1].folded]
    if after and JOINED.match(after[0].gap):
        split = len(after) > 1 and after[0].folded == "كيلو" and after[1].folded.startswith("متر")
        if unit := "km" if split else _unit_of(after[0]):
            return number.end, unit
    if number.start and not words[number.start - 1].folded.isascii():  # "الدقيقة 89", "القرن العشرين"
        return number.end, _unit_of(words[number.start - 1])
    return number.end, ""


def _percent(after: Sequence[Word]) -> int | None:
    """Return how many words say that a number before them is a share of a hundred."""
    said = [word.folded for word in after]
    if said[:1] and said[0] in {"%", "٪", "percent", "pct", "percentage", *PERCENT_WORDS}:
        return 1
    if said[:2] in (["per", "cent"], *([first, second] for first in ("في", "ب") for second in HUNDREDTH)):
        return 2
    return None


HUNDREDTH = tuple(plain(word) for word in ("المئة", "المائة", "مئة", "المية"))
PERCENT_WORDS = frozenset(f"ب{word}" for word in HUNDREDTH)


def _unit_of(word: Word) -> str:
    return next((unit for form in word.forms if (unit := units().get(form))), "")


def _bound_before(number: Quantity, unit: str, words: Sequence[Word]) -> Bound | None:
    start = number.start
    for _ in range(LOOK_BEFORE + 1):
        for length in range(min(4, start), 0, -1):
            run = words[start - length : start]
            bound = bounds(after=False).get(tuple(word.folded for word in run)) or bounds(after=False).get(
                (_bare(run[0].folded), *(word.folded for word in run[1:]))
            )
            if bound is not None and not (run[-1].folded == "over" and unit in DURATIONS):
                return bound
        if not start or words[start - 1].folded not in BETWEEN:
            return None
        start -= 1
    return None


DURATIONS = frozenset("year month week day hour minute decade century".split())


def _bare(word: str) -> str:
    """Return an Arabic word without a conjunction or a preposition before it."""
    return forms(word)[-1] if len(forms(word)) > 1 and word[0] in "وفبل" else word


def _bound_after(end: int, words: Sequence[Word]) -> Bound | None:
    for start in range(end, min(end + LOOK_AFTER, len(words))):
        if re.search(r"[.,;:!?،؛؟()]", words[start].gap):
            return None
        for length in (3, 2, 1):
            run = tuple(word.folded for word in words[start : start + length])
            if len(run) == length and (bound := bounds(after=True).get(run)) is not None:
                return bound
    return None
