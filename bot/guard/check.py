"""The tamper guard: whether a sentence says only what its evidence says.

Every number with its qualifier, every date, every name and every negation of the sentence must have a counterpart
in the evidence, in its language or across languages; a negation of the evidence must not be lost, a verb not
turned into its opposite. The sentence is read strictly and the evidence generously: a word of the evidence that may be
a number counts for one. Rules and tables, no model: milliseconds, and every verdict has its reason.
docs/evaluation.md has how many tampered sentences are caught, and how many true ones are rejected.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.guard.denied import negations, opposites
from bot.guard.numbers import exchanged_counts, unsaid_numbers, unsaid_scores
from bot.guard.statement import Fault, Statement
from bot.reading.alignment import Alignment
from bot.reading.datings import Date, on_weekday, resolved
from bot.reading.names import names
from bot.reading.wording import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime


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
        sentence: as it would be shown.
        evidence: the quotes it rests on; together they must say all it says.
        language: the sentence's, ISO 639-1; detected if not given.
        evidence_language: the same of the evidence.
        published: when the evidence was published, so that "Friday" and "28 September" can be one day.
    """
    said = Statement.of(read(sentence, language))
    shown = [Statement.of(read(quote, evidence_language)) for quote in evidence]
    beside = [Alignment(said.wording, quote.wording) for quote in shown]
    return Verdict(
        (
            *unsaid_numbers(said, shown),
            *unsaid_scores(said, shown),
            *exchanged_counts(said, shown, beside),
            *_dates(said, shown, beside, published),
            *_names(said, shown, beside),
            *negations(said, shown, beside),
            *opposites(said, shown),
        )
    )


# --- dates ---


def _dates(
    said: Statement, shown: Sequence[Statement], beside: Sequence[Alignment], published: datetime | None
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


def _names(said: Statement, shown: Sequence[Statement], beside: Sequence[Alignment]) -> Iterator[Fault]:
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


def _unsaid(said: Statement, shown: Sequence[Statement], *, same: bool) -> bool:
    """Say whether the evidence has a name that the sentence hasn't, so that a doubtful one may stand in its place."""
    for quote in shown:
        back = Alignment(quote.wording, said.wording)
        for name in names(quote.wording, quote.taken):
            missing = [place for place in name.places if not back.names(place)]
            if missing and (same or name.lacks(missing)):
                return True
    return False
