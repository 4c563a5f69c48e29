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
from index.tongues.pattern import Pattern
from index.tongues.registry import of_text, tongue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Attribution(NamedTuple):
    """Whose words a sentence reports.

    Attributes:
        who: the words that name the speaker, verbatim; None where it isn't plain.
        reported: whether the sentence reports what somebody says at all.
    """

    who: str | None
    reported: bool


LONGEST = 120  # code points; more is a clause, not a name
# The first mark of a sentence may close what an earlier one has opened: "…, and I am glad," Lopez said.
QUOTED = re.compile(
    r"^[^\"“”«»]*[^\s\"“”«»(\[][\"”»](?=[\s.,;:،؛]|$)"
    r"|[\"“”«][^\"“”«»]*[\"“”»]?|(?<!\w)['‘][^'‘’]{12,}['’](?!\w)"
)
QUOTATION = re.compile(r"[\"“«][^\"“”«»]{12,}|(?<!\w)['‘][^'‘’]{20,}")
COMMA = re.compile(r"\w, $")
CLOSING = 30  # code points: "…, Mr. Doseba said." closes a sentence
WORD = re.compile(r"[\w’'-]+")
EDGE = " ,."
MARKS = ' "“”«»'
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
    told = QUOTED.sub(_blank, plain)
    spans = {span for rules in tongues for span in rules.speakers_in(told)}
    articles = [rules.article for rules in tongues]
    found = _different({sentence[places[start] : places[end - 1] + 1] for start, end in spans}, articles)
    reported = any(rules.reporting.search(told) for rules in tongues) or bool(QUOTATION.search(plain))
    who = (
        _unmarked(found.pop())
        if len(found) == 1 and not any(rules.nested.search(told) for rules in tongues)
        else None
    )
    for rules in tongues:
        who = rules.restored(who) if who else who
    return Attribution(who, reported)


def tells_of_speech(summary: str, language: str) -> bool:
    """Say whether a sentence that was written about others' words says by itself that they are somebody's."""
    return any(rules.told.search(summary) for rules in _read(language))


def _unmarked(name: str) -> str:
    """Return a name without the quotation marks it stands in: "Al Watan" said."""
    inner = name.strip(MARKS)
    return inner if name[0] in MARKS and name[-1] in MARKS and not set(inner) & set(MARKS[1:]) else name


def _different(names: set[str], articles: list[re.Pattern[str]]) -> set[str]:
    """Return the names but those that take up another: "Lopez" or "the ministry", who was called in full before."""
    return {
        name
        for name in names
        if not any(name != other and _taken_up(name, other, articles) for other in names)
    }


def _taken_up(name: str, other: str, articles: list[re.Pattern[str]]) -> bool:
    """Tell whether a name is part of another, longer one, its article aside."""
    words = name.casefold().strip(MARKS)
    bare = next((rest for article in articles if (rest := article.sub("", words)) != words), words)
    return len(name) < len(other) and any(
        re.search(rf"(?<!\w){re.escape(one)}(?!\w)", other.casefold()) for one in (words, bare)
    )


def _blank(quote: re.Match[str]) -> str:
    """Return a quotation as spaces between its marks."""
    words = quote[0]
    return words[0] + " " * (len(words) - 2) + words[-1] if len(words) > 1 else words


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
        self._kinds = [(mark, re.compile(rf"(?:{words})(?!\w)")) for mark, words in speech.kinds]
        self._subjects = [Pattern(pattern) for pattern in speech.subjects]
        self._speakers = [Pattern(pattern) for pattern in speech.speakers]
        self._led = [(set(kinds), Pattern(pattern)) for kinds, pattern in speech.led]
        self._anew = re.compile(rf".*, (?=(?:{'|'.join(speech.articles)}) )" if speech.articles else NEVER)
        self._openings = re.compile(speech.openings or NEVER)
        self._prepositions = re.compile(speech.prepositions or NEVER)
        self._addressees = re.compile(speech.addressees or NEVER)
        self._no_names = re.compile(speech.no_names or NEVER, re.IGNORECASE)
        self._places = re.compile(speech.places or NEVER)
        self._respelt = speech.respelt
        self.article = re.compile(rf"^(?:{speech.article or NEVER})")
        self.nested = re.compile(speech.nested or NEVER)
        self.reporting = re.compile(rf"(?<!\w)(?:{speech.reporting or NEVER})(?!\w)")
        self.told = re.compile(speech.told or NEVER, re.IGNORECASE)

    def speakers_in(self, told: str) -> Iterator[tuple[int, int]]:
        """Yield where the speakers of a sentence are named; two of them: one reports the other."""
        marked, origins = self._marked(told)

        def places(span: tuple[int, int]) -> tuple[int, int]:
            return origins[span[0]], origins[span[1] - 1] + 1

        # Of two before one verb the first speaks: the other is but what is said of them in passing.
        first: dict[int, tuple[int, int]] = {}
        for span, verb in self._subjects_in(told, marked, places):
            if verb not in first or span[0] < first[verb][0]:
                first[verb] = span
        yield from first.values()
        there = set(marked)
        led = (pattern for kinds, pattern in self._led if not kinds.isdisjoint(there))
        for pattern in (*self._speakers, *led):
            for match in pattern.finditer(marked):
                yield from self._name(told, *places(match.span("who")))

    def _subjects_in(
        self, told: str, marked: str, places: Callable[[tuple[int, int]], tuple[int, int]]
    ) -> Iterator[tuple[tuple[int, int], int]]:
        """Yield where speakers are named before a reporting verb, and where that ends."""
        for pattern in self._subjects:
            for match in pattern.finditer(marked):
                start, end = places(match.span("who"))
                verb = places(match.span())[1]
                if anew := self._anew.match(told, start, end):
                    start = anew.end()  # "during Storm Daniel, the Red Crescent said"
                elif self._goes_on(told, start, verb, aside="," in told[end:verb]):
                    continue
                yield from ((span, verb) for span in self._name(told, start, end))

    def _marked(self, told: str) -> tuple[str, list[int]]:
        """Return a text with the marks of its words' kinds, and for each of its letters its place in the text."""
        if not self._kinds:
            return told, list(range(len(told)))
        pieces, origins, end = list[str](), list[int](), 0
        for match in WORD.finditer(told):
            marks = "".join(mark for mark, words in self._kinds if words.match(told, match.start()))
            pieces += (told[end : match.start()], marks)
            origins += range(end, match.start())
            origins += [match.start()] * len(marks)
            end = match.start()
        pieces.append(told[end:])
        origins += range(end, len(told))
        return "".join(pieces), origins

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

    def _goes_on(self, told: str, start: int, end: int, *, aside: bool) -> bool:
        """Say whether what looks like a name ends a longer phrase: "Berzofsky, of the institute in Bethesda, said"."""
        if self._openings.fullmatch(told[:start]):
            return False
        return bool(self._prepositions.search(told[:start])) or (
            aside and bool(COMMA.search(told[:start])) and len(told) - end > CLOSING
        )
