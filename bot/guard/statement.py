"""A sentence or a quote with what its words say, and what can be wrong with a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.reading.alignment import CLAUSE, content
from bot.reading.datings import Date, dates
from bot.reading.negation import denials
from bot.reading.quantities import Quantity, quantities

if TYPE_CHECKING:
    from bot.reading.negation import Denial
    from bot.reading.wording import Wording

FaultKind = Literal["number", "qualifier", "date", "name", "negation", "opposite"]


class Fault(NamedTuple):
    """Something a sentence says that its evidence doesn't.

    Attributes:
        kind: what it is.
        words: the sentence's words at fault; for a negation left out, the evidence's.
        reason: why it is a fault, in English, for a trace.
    """

    kind: FaultKind
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
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
    def of(cls, wording: Wording) -> Statement:
        """Return a wording with what its words say."""
        given = dates(wording.words, wording.language)
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


NEAR_BY, COUNTED = 4, 2  # words behind a number in which stands what it counts, and how many of them say it
