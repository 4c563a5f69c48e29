"""Where sources differ: two answers to one question with another number, date or culprit.

Rules that would rather miss a disagreement than make one up: only where the question asks for one such thing, each
sentence gives exactly one, and both articles are plainly about what is asked, from about the same time. Sources are
independent if they are others by name and their texts are not mostly the same. One source that gives another figure
later has not disagreed with itself: that is an update, and the later figure is pointed out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from bot import phrases
from bot.asking.question import AnswerKind
from bot.phrases import Note
from bot.reading.alignment import Alignment, content
from bot.reading.datings import Date, dates, resolved
from bot.reading.names import names
from bot.reading.numerals import Bound
from bot.reading.quantities import Quantity, quantities
from bot.reading.wording import Wording, read
from index.tongues.registry import of_word, tongue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answering.evidence import Evidence
    from bot.asking.question import Question
    from bot.reading.wording import Word
    from index.types import Article

LOOKED_AT = 12  # sentences, best first
OF_ARTICLE, ACROSS = (
    0.6,
    0.35,
)  # share of the question's terms that an article must say, and one in another language
OF_SENTENCE = 0.3  # share of them that the sentence itself must say
APART = timedelta(days=21)  # articles further apart are about different things that happened
BESIDE = 4  # words between a number and what it counts
COPIED = 0.5  # share of a text's sentences that another has too, from which one is a copy
MUCH = 0.5  # share of the content words of one sentence that the other must have
TIMES = 10  # how many times another a number may be and still be of the same thing
SAME = 0.1  # how far apart, in parts of one, numbers given as inexact may lie


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence gives for the thing asked for.

    Attributes:
        said: the words that give it, verbatim where the text has them so.
        value: to be compared with others of its kind.
    """

    evidence: Evidence
    said: str
    value: Quantity | Date | Wording

    @property
    def article(self) -> Article:
        """The article that says so."""
        return self.evidence.hit.passage.article


class Sides(NamedTuple):
    """The sentences to show so that both sides are among them, a note, if any, and whether sources differ."""

    shown: Sequence[Evidence]
    notes: tuple[Note, ...] = ()
    differ: bool = False


def disagreement(
    question: Question, evidence: Sequence[Evidence], chosen: Sequence[Evidence], language: str
) -> Sides:
    """Return what to show of some sentences whose sources may differ, or have changed what they say.

    Args:
        question: that they are to answer.
        evidence: the sentences found, best first.
        chosen: those of them that were to be shown.
        language: of the note, ISO 639-1.
    """
    claims = list(_claims(question, evidence))
    for one, other in _pairs(claims, chosen):
        if (
            _agree(one.value, other.value)
            or not _same_time(one.article, other.article)
            or not _alike(one, other)
        ):
            continue
        first, last = sorted((one, other), key=_when)
        if _same_source(one.article, other.article):
            if first.article.published == last.article.published:
                continue
            return Sides(_with(chosen, (one, other)), (_updated(language, first, last),))
        if not _copies(one.article, other.article):
            return Sides(_with(chosen, (one, other)), (_differ(language, first, last),), differ=True)
    return Sides(chosen)


def _pairs(claims: Sequence[Claim], chosen: Sequence[Evidence]) -> Iterator[tuple[Claim, Claim]]:
    """Yield pairs of claims of two articles, one of each shown; sources that differ before one that has changed."""
    shown = {(one.hit.passage.article.id, one.span) for one in chosen}
    pairs = [
        (one, other)
        for one, other in combinations(claims, 2)
        if one.article.id != other.article.id and (one.article.id, one.evidence.span) in shown
    ]
    yield from sorted(pairs, key=lambda pair: _same_source(pair[0].article, pair[1].article))


def _claims(question: Question, evidence: Sequence[Evidence]) -> Iterator[Claim]:
    """Yield what the sentences that are plainly about the question give for the thing asked for."""
    asked = read(question.judged, question.language)
    for one in evidence[:LOOKED_AT]:
        same = one.hit.passage.article.language == question.language
        if not one.meets or one.features.article < (OF_ARTICLE if same else ACROSS):
            continue
        sentence = read(one.text, one.hit.passage.article.language)
        beside = Alignment(asked, sentence)
        if not _is_about(beside) or not _names_all(asked, one, beside):
            continue
        found = list(_values(question, one, sentence, beside))
        if len(found) == 1:
            said, value = found[0]
            yield Claim(one, said, value)


def _is_about(beside: Alignment) -> bool:
    """Say whether a sentence itself says enough of the question's words."""
    asked = beside.said
    own = [place for place, word in enumerate(asked.words) if content(word, asked.language)]
    met = sum(bool(beside.counterparts(place)) for place in own)
    return bool(own) and met >= OF_SENTENCE * len(own)


def _names_all(asked: Wording, one: Evidence, beside: Alignment) -> bool:
    """Say whether the question has names, the sentence has all of them, and its passage every number of the question.

    Without a name "the shooting" may be any.
    """
    proper = [place for name in names(asked) for place in name.proper]
    if not proper or not all(beside.names(place) for place in proper):
        return False
    passage = one.hit.passage
    text = read(f"{passage.article.title}. {passage.text}", passage.article.language)
    told = {value for number in quantities(text.words) for value in number.values}
    return all(number.values & told for number in quantities(asked.words) if number.certain)


def _values(
    question: Question, one: Evidence, sentence: Wording, beside: Alignment
) -> Iterator[tuple[str, Quantity | Date | Wording]]:
    if question.kind in {AnswerKind.NUMBER, AnswerKind.MONEY, AnswerKind.SHARE}:
        yield from _numbers(question.kind, sentence, beside)
    elif question.kind is AnswerKind.WHEN:
        yield from _days(one, sentence)
    elif question.kind is AnswerKind.WHO and question.asking.culprit.search(question.plain):
        for pattern in tongue(sentence.language).asking.culprits:
            for match in pattern.finditer(one.text):
                yield match["who"], read(match["who"], sentence.language)


def _numbers(wanted: AnswerKind, sentence: Wording, beside: Alignment) -> Iterator[tuple[str, Quantity]]:
    """Yield the numbers of the kind asked for: a share, a sum, or a count beside what the question counts."""
    calendar = {
        place for date in dates(sentence.words, sentence.language) for place in range(date.start, date.end)
    }
    counted = {there for place in _counted(beside.said) for there in beside.translations(place)}
    if any(_is_person(beside.said.words[place], beside.said.language) for place in _counted(beside.said)):
        counted |= {place for place, word in enumerate(sentence.words) if _is_person(word, sentence.language)}
    for number in quantities(sentence.words, calendar):
        near = range(number.start - BESIDE, number.end + BESIDE)
        if not _happens(number, sentence, beside, counted):
            continue
        fits = {
            AnswerKind.SHARE: number.unit == "%",
            AnswerKind.MONEY: number.unit in {"usd", "eur", "gbp", "sar"},
            AnswerKind.NUMBER: not number.unit and not counted.isdisjoint(near),
        }[wanted]
        if fits and number.certain and not number.ordinal and not number.vague:
            yield sentence.said(number.start, number.end), number


def _happens(number: Quantity, sentence: Wording, beside: Alignment, counted: set[int]) -> bool:
    """Say whether the clause around a number has what the question says of it: arrested, not killed."""
    words = sentence.words
    start, end = number.start, number.end
    conjunctions = tongue(sentence.language).asking.conjunctions
    while start > 0 and not BREAK.search(words[start].gap) and words[start - 1].folded not in conjunctions:
        start -= 1
    while end < len(words) and not BREAK.search(words[end].gap) and words[end].folded not in conjunctions:
        end += 1
    asked = beside.said
    named = {place for name in names(asked) for place in name.places}
    wanted = [
        place
        for place, word in enumerate(asked.words)
        if place not in named and content(word, asked.language)
    ]
    told = beside.covered([place for place in wanted if place not in _counted(asked)])
    return not told.difference(counted).isdisjoint(range(start, end))


BREAK = re.compile(r"[,;:.!?،؛؟]")


def _is_person(word: Word, language: str) -> bool:
    persons = of_word(word.text, language).asking.persons
    return any(form in persons for form in word.forms)


AGAIN = 3  # words behind one that asks how many, among which another one may stand nearer to what is counted


def _counted(asked: Wording) -> list[int]:
    """Return the places of the question's words for what is counted: the first after "how many", "كم بلغ عدد"."""
    counts = tongue(asked.language).asking.counts
    for place, word in enumerate(asked.words):
        again = any(other.folded in counts for other in asked.words[place + 1 : place + 1 + AGAIN])
        if word.folded in counts and not again:
            after = range(place + 1, len(asked.words))
            return [other for other in after if content(asked.words[other], asked.language)][:1]
    return []


def _days(one: Evidence, sentence: Wording) -> Iterator[tuple[str, Date]]:
    """Yield the days a sentence gives, those told from the day of publication too."""
    published = one.hit.passage.article.published
    for date in dates(sentence.words, sentence.language):
        full = [date] if date.day and date.month and date.year else []
        if published is not None and not full:
            near = [
                other for other in resolved([date], published) if other.day and other.month and other.year
            ]
            full = [
                other for other in near if (other.year, other.month, other.day) <= published.timetuple()[:3]
            ][-1:]
        for other in full:
            yield sentence.said(date.start, date.end), other


def _agree(one: Quantity | Date | Wording, other: Quantity | Date | Wording) -> bool:
    """Say whether two values can both be true, or are of different things."""
    match one, other:
        case (Quantity(), Quantity()):
            return _numbers_agree(one, other)
        case (Date(), Date()):
            return (one.day, one.month, one.year) == (other.day, other.month, other.year)
        case (Wording(), Wording()):
            beside = Alignment(one, other)
            own = [place for place, word in enumerate(one.words) if content(word, one.language)]
            return any(beside.names(place) for place in own)
        case _:
            return True


def _numbers_agree(one: Quantity, other: Quantity) -> bool:
    if one.unit != other.unit or one.values & other.values:
        return True
    less, more = sorted((one, other), key=lambda number: number.value)
    if round(more.value) == less.value or round(less.value) == more.value or _rounds(less, more):
        return True
    if more.value > TIMES * less.value:
        return True  # one of them counts something else
    exact = one.bound is Bound.EXACT and other.bound is Bound.EXACT
    if not exact and more.value - less.value <= SAME * more.value:
        return True
    if one.bound is other.bound:
        return False
    return less.bound is Bound.LEAST or more.bound in {Bound.MOST, Bound.UP_TO}


def _alike(one: Claim, other: Claim) -> bool:
    """Say whether two sentences with another number or date otherwise say much the same."""
    if isinstance(one.value, Wording):
        return True
    left, right = (read(claim.evidence.text, claim.article.language) for claim in (one, other))
    met, own = _met(left, right)
    back, theirs = _met(right, left)
    return max(met / max(own, 1), back / max(theirs, 1)) >= MUCH


def _met(one: Wording, other: Wording) -> tuple[int, int]:
    """Return how many content words of a sentence another has, of how many."""
    beside = Alignment(one, other)
    own = [place for place, word in enumerate(one.words) if content(word, one.language)]
    return sum(bool(beside.counterparts(place)) for place in own), len(own)


def _rounds(one: Quantity, other: Quantity) -> bool:
    """Say whether a number is another one, rounded: 1.2 million of 1,183,000."""
    rough, fine = sorted((one.value, other.value), key=lambda value: len(f"{value:.0f}".rstrip("0")))
    digits = len(f"{rough:.0f}") - len(f"{rough:.0f}".rstrip("0"))
    return digits > 0 and round(fine, -digits) == rough


def _same_time(one: Article, other: Article) -> bool:
    return bool(one.published and other.published and abs(one.published - other.published) <= APART)


def _same_source(one: Article, other: Article) -> bool:
    if not one.source or not other.source:
        return True
    return one.source.casefold() == other.source.casefold()


def _copies(one: Article, other: Article) -> bool:
    """Say whether two texts are mostly the same, as an agency's are in two papers: they are one voice."""
    left, right = (
        {line.strip() for line in SENTENCE.split(article.text) if line.strip()} for article in (one, other)
    )
    return len(left & right) >= COPIED * min(len(left), len(right))


SENTENCE = re.compile(r"[.!?؟\n]+")


def _with(chosen: Sequence[Evidence], claims: tuple[Claim, Claim]) -> list[Evidence]:
    """Return the sentences to show with both claims among them, in place of the last if need be."""
    sides = [claim.evidence for claim in claims]
    others = [one for one in chosen if one not in sides]
    kept = others[: max(len(chosen), 2) - 2]
    return sorted([*sides, *kept], key=lambda one: -one.score)


def _when(claim: Claim) -> float:
    return claim.article.published.timestamp() if claim.article.published else 0.0


def _differ(language: str, first: Claim, last: Claim) -> Note:
    told = phrases.say(language).sources_differ
    return Note("sources_differ", told.format(first=_side(language, first), last=_side(language, last)))


def _updated(language: str, first: Claim, last: Claim) -> Note:
    told = phrases.say(language).source_updated
    return Note("source_updated", told.format(first=_side(language, first), last=_side(language, last)))


def _side(language: str, claim: Claim) -> str:
    """Return one side of a disagreement: source, date, and the words that give the value."""
    article = claim.article
    return phrases.introduced(
        claim.said, language, source=article.source, published=article.published, who=None
    )
