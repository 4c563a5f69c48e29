"""Who a sentence says it is from: the speaker, in the sentence's own words, where it names one plainly.

Rules that would rather find nobody than the wrong one: a speaker stands beside a reporting verb and is short; what
stands inside quotation marks is not looked at; where two people speak, one reporting the other, nobody is named.
A sentence that reports speech without a plain speaker is known for what it is (`Attribution.reported`), so that a
claim is never shown as a fact. How a language reports speech is in its tongue (`index.tongues.speech`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bot.reading.wording import INVISIBLE
from index.language import detect
from index.tongues.registry import of_text, tongue

if TYPE_CHECKING:
    from collections.abc import Iterator


class Attribution(NamedTuple):
    """Whose words a sentence reports.

    Attributes:
        who: the words that name the speaker, verbatim; None where it isn't plain.
        reported: whether the sentence reports what somebody says at all.
    """

    who: str | None
    reported: bool


LONGEST = 80  # code points; more is a clause, not a name
QUOTED = re.compile(r"[\"“”«][^\"“”«»]*[\"“”»]?|(?<!\w)['‘][^'‘’]{12,}['’](?!\w)")
QUOTATION = re.compile(r"[\"“«][^\"“”«»]{12,}|(?<!\w)['‘][^'‘’]{20,}")
COMMA = re.compile(r"\w, $")
CLOSING = 30  # code points: "…, Mr. Doseba said." closes a sentence
EDGE = " ,."
NEVER = r"(?!)"  # matches nothing


def speaker(sentence: str, language: str | None = None) -> str | None:
    """Return the words that name who said what a sentence reports, verbatim; None where it isn't plain."""
    return attribution(sentence, language).who


def attribution(sentence: str, language: str | None = None) -> Attribution:
    """Return who is speaking in a sentence, and whether anybody is.

    Args:
        sentence: as an article has it.
        language: of the sentence, ISO 639-1; None: as it looks.
    """
    tongues = _read(language or detect(sentence))
    places = [place for place, letter in enumerate(sentence) if INVISIBLE.get(ord(letter), "") is not None]
    plain = "".join(sentence[place] for place in places)
    told = QUOTED.sub(
        lambda quote: quote[0][0] + " " * (len(quote[0]) - 2) + quote[0][-1] if len(quote[0]) > 1 else "",
        plain,
    )
    if len(told) != len(plain):
        told = plain
    spans = {span for rules in tongues for span in rules.speakers_in(told)}
    found = {
        sentence[places[start] : places[end - 1] + 1]
        for start, end in spans
        if not any(outer != (start, end) and outer[0] <= start and end <= outer[1] for outer in spans)
    }
    reported = any(rules.reporting.search(told) for rules in tongues) or bool(QUOTATION.search(plain))
    who = found.pop() if len(found) == 1 and not any(rules.nested.search(told) for rules in tongues) else None
    for rules in tongues:
        who = rules.restored(who) if who else who
    return Attribution(who, reported)


def tells_of_speech(summary: str, language: str) -> bool:
    """Say whether a sentence that was written about others' words says by itself that they are somebody's."""
    return any(rules.told.search(summary) for rules in _read(language))


@cache
def _read(language: str) -> tuple[_Rules, ...]:
    return tuple(_rules(one.code) for one in of_text(language))


@cache
def _rules(code: str) -> _Rules:
    return _Rules(code)


class _Rules:
    """A language's `Speech`, compiled."""

    def __init__(self, code: str) -> None:
        speech = tongue(code).speech
        self._subjects = [re.compile(pattern) for pattern in speech.subjects]
        self._speakers = [re.compile(pattern) for pattern in speech.speakers]
        self._anew = re.compile(rf".*, (?=(?:{'|'.join(speech.articles)}) )" if speech.articles else NEVER)
        self._openings = re.compile(speech.openings or NEVER)
        self._prepositions = re.compile(speech.prepositions or NEVER)
        self._addressees = re.compile(speech.addressees or NEVER)
        self._no_names = re.compile(speech.no_names or NEVER, re.IGNORECASE)
        self._places = re.compile(speech.places or NEVER)
        self._respelt = speech.respelt
        self.nested = re.compile(speech.nested or NEVER)
        self.reporting = re.compile(rf"(?<!\w)(?:{speech.reporting or NEVER})(?!\w)")
        self.told = re.compile(speech.told or NEVER, re.IGNORECASE)

    def speakers_in(self, told: str) -> Iterator[tuple[int, int]]:
        """Yield where the speakers of a sentence are named; two of them: one reports the other."""
        for pattern in self._subjects:
            for match in pattern.finditer(told):
                start, end = match.span("who")
                if anew := self._anew.match(told, start, end):
                    start = anew.end()  # "during Storm Daniel, the Red Crescent said"
                elif self._goes_on(told, start, match.end()):
                    continue
                yield from self._name(told, start, end)
        for pattern in self._speakers:
            for match in pattern.finditer(told):
                yield from self._name(told, *match.span("who"))

    def restored(self, who: str) -> str:
        """Return a speaker as it is written behind "according to"."""
        return next(
            (whole + who[len(cut) :] for cut, whole in self._respelt if who.startswith(cut)),
            who,
        )

    def _name(self, told: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        if opening := self._openings.match(told[start:end]):
            start += opening.end()
        who = told[start:end].rstrip(EDGE)
        who = self._addressees.sub("", who).rstrip(EDGE)
        if 1 < len(who) <= LONGEST and not self._no_names.match(who) and not self._places.match(who):
            yield start, start + len(who)

    def _goes_on(self, told: str, start: int, end: int) -> bool:
        """Say whether what looks like a name ends a longer phrase: "Berzofsky, of the institute in Bethesda, said"."""
        return bool(self._prepositions.search(told[:start])) or (
            bool(COMMA.search(told[:start])) and len(told) - end > CLOSING
        )
