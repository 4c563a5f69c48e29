"""The tamper guard: whether a sentence says only what its evidence says, as far as numbers go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.numerals import Bound
from bot.quantities import Quantity, offered, quantities
from bot.wording import Wording, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

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
    published: datetime | None = None,  # noqa: ARG001
) -> Verdict:
    """Return what a sentence says that its evidence doesn't.

    Args:
        sentence: in English or Arabic.
        evidence: the quotes it rests on, in English or Arabic; together they must say all it says.
        language: the sentence's, ISO 639-1; detected if not given.
        evidence_language: the same of the evidence.
        published: when the evidence was published, so that "Friday" and "28 September" can be one day.
    """
    said = read(sentence, language)
    shown = [read(quote, evidence_language) for quote in evidence]
    return Verdict(tuple(_numbers(said, shown)))


def _numbers(said: Wording, shown: Sequence[Wording]) -> Iterator[Fault]:
    told = [one for quote in shown for one in (*quantities(quote.words), *offered(quote.words))]
    for one in quantities(said.words):
        alike = [other for other in told if _same_value(one, other)]
        words = said.said(one.start, one.end)
        if not alike and one.certain:
            yield Fault("number", words, "no such number in the evidence")
        elif alike and not any(_same_claim(one, other) for other in alike):
            yield Fault("qualifier", words, f"the evidence says {alike[0].bound.value}")


def _same_value(one: Quantity, other: Quantity) -> bool:
    units = not one.unit or not other.unit or one.unit == other.unit
    return units and bool(one.values & other.values)


def _same_claim(one: Quantity, other: Quantity) -> bool:
    return one.bound in {other.bound, Bound.ABOUT if other.bound is Bound.EXACT else other.bound}
