"""Yes or no: whether a quote plainly says, or denies, what a question asks whether it is so.

A wrong "Yes." is worse than none. So the guard must find nothing in the question, turned into a statement, that the
quote doesn't say, and the quote must say it word for word: its first clause has the statement's words in their order,
and between them nothing but articles, auxiliaries, dates. "Germany rejected the truce that Turkey proposed" has all the
words of "Did Germany propose a truce?". In another language a verb may stand first, and words are met by their
translations. Everything else is "says": the quote stands for itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.guard.check import check
from bot.guard.statement import Statement
from bot.reading.alignment import CLAUSE, Alignment, content
from bot.reading.attribution import attribution
from bot.reading.names import names
from bot.reading.wording import read
from index.terms import plain, terms
from index.tongues.marks import QUESTION_MARKS
from index.tongues.registry import tongue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.asking.question import Question
    from bot.reading.wording import Word
    from index.tongues.pattern import Pattern
    from index.tongues.whether import Form

    Verdict = Literal["yes", "no", "says"]

ADJECTIVES = 2  # that may stand between an article and its noun
ACROSS = 3  # words that a statement must have for one of them to stand first in another language
MARKS = (*'"“”«»', "?", *QUESTION_MARKS)  # what is somebody's words, or asks itself, says nothing


def verdict(question: Question, quote: str, language: str, published: datetime | None = None) -> Verdict:
    """Return what a quote is to a question that yes or no answers.

    Args:
        question: that asks whether something is so.
        quote: a sentence of an article.
        language: of the quote, ISO 639-1.
        published: when the quote was, so that "Friday" and "28 September" can be one day.
    """
    if question.stated is None or any(mark in quote for mark in MARKS):
        return "says"
    text, form = question.stated
    asked, said = Statement.of(read(text, question.language)), Statement.of(read(quote, language))
    denied = bool(said.denials)
    if asked.denials or len(said.denials) > 1 or not all(one.plain for one in said.denials):
        return "says"
    if len(said.dates) < len(asked.dates) or (denied and len(said.dates) > len(asked.dates)):
        return "says"
    found = check(text, [quote], language=question.language, evidence_language=language, published=published)
    if {fault.kind for fault in found.faults} != ({"negation"} if denied else set()):
        return "says"
    if not _Beside(asked, said, form).is_stated():
        return "says"
    return "no" if denied else "yes"


class _Beside:
    """A quote beside a statement, and the form in which it was asked for."""

    def __init__(self, asked: Statement, said: Statement, form: Form) -> None:
        self._asked, self._said = asked, said
        self._mine, self._theirs = asked.wording.words, said.wording.words
        self._beside, self._back = (
            Alignment(asked.wording, said.wording),
            Alignment(said.wording, asked.wording),
        )
        self._own, self._known = (tongue(one.wording.language).whether for one in (asked, said))
        self._between = self._passing = form.between
        if self._beside.across:
            self._passing = frozenset[str]().union(*(one.between for one in self._known.forms))
        self._needs = form.needs
        self._proper = {place for name in names(asked.wording, asked.taken) for place in name.places}
        self._denying = {place for one in said.denials for place in (one.place, *one.parts)}
        self._passed = _dated(said) | self._denying

    def is_stated(self) -> bool:
        """Say whether the quote begins with the statement, or with its denial, and leaves nothing open."""
        dated = _dated(self._asked)
        wanted = [
            place
            for place, word in enumerate(self._mine)
            if place not in dated and _written(word) not in self._between
        ]
        return bool(wanted) and any(self._begins_with(order) for order in self._orders(wanted))

    def _orders(self, wanted: Sequence[int]) -> Iterator[Sequence[int]]:
        """Yield the orders in which the words of the statement may stand: in another language one may come first."""
        if not self._beside.across:
            yield wanted
        elif not self._needs:  # "قتل" is "killed" and "was killed"
            first = range(len(wanted)) if len(wanted) >= ACROSS else range(1)
            yield from ([wanted[place], *wanted[:place], *wanted[place + 1 :]] for place in first)

    def _begins_with(self, order: Sequence[int]) -> bool:
        met: dict[int, int] = {}  # place in the quote → in the statement
        used, adjectives = set[str](), 0
        for place, word in enumerate(self._theirs):
            wanted = order[len(met)]
            if place in self._passed:
                continue
            if met and CLAUSE.search(word.gap):
                return False
            if self._is(wanted, place):
                met[place] = wanted
                adjectives = 0
                if len(met) == len(order):
                    return self._ends_with(place) and self._is_sure(met, used)
            elif self._may_stand(word):
                used.add(_written(word))
                adjectives = ADJECTIVES if self._may_be_described(wanted, word) and len(met) > 1 else 0
            elif adjectives and content(word, word.language):
                adjectives -= 1
            else:
                return False
        return False

    def _may_stand(self, word: Word) -> bool:
        return _written(word) in self._passing or (
            bool(self._denying) and _written(word) in self._known.between_denied
        )

    def _may_be_described(self, wanted: int, article: Word) -> bool:
        """Say whether an adjective may follow an article of the quote: if the statement has such a one there too."""
        before = self._mine[wanted - 1 : wanted] if wanted else ()
        return _written(article) in self._known.some and any(
            _written(one) in self._own.some for one in before
        )

    def _is(self, place: int, there: int) -> bool:
        """Say whether a word of the statement and one of the quote are the same, or translations."""
        mine, theirs = self._mine[place], self._theirs[there]
        if self._beside.across:
            spelled = self._beside.spelled_at(place) if place in self._proper else set()
            translated = self._beside.translations(place) | spelled
            return there in translated or place in self._back.translations(there)
        if _owns(mine) != _owns(theirs):
            return False
        if mine.folded == theirs.folded:
            return True
        derived = self._known.derived
        if bool(derived.search(mine.folded)) != bool(derived.search(theirs.folded)):
            return False
        own, other = (terms(word.text, word.language) for word in (mine, theirs))
        if self._denying:
            own, other = ([_without(self._known.persons, term) for term in some] for some in (own, other))
        return bool(own) and own == other

    def _ends_with(self, last: int) -> bool:
        """Say whether what the quote goes on with leaves the statement what it is, and is nobody's who only says so."""
        after = next(
            (place for place in range(last + 1, len(self._theirs)) if place not in self._passed), None
        )
        if after is None:
            return True
        word = self._theirs[after]
        if not CLAUSE.search(word.gap):
            goes_on = content(word, word.language) or word.digits or _written(word) in self._known.binds
            if goes_on or self._denying:
                return False
        rest = self._said.wording.said(after, len(self._theirs))
        return not attribution(rest, self._said.wording.language).reported

    def _is_sure(self, met: dict[int, int], used: set[str]) -> bool:
        """Say whether the quote says that it is so, and in the form asked for, not that it would, could or will be."""
        others = " ".join(word.folded for place, word in enumerate(self._theirs) if place not in met)
        if self._known.unsure.search(others) or (self._needs and self._needs.isdisjoint(used)):
            return False
        return not any(
            self._known.unreal.search(self._theirs[place].folded)
            and not self._own.unreal.search(self._mine[wanted].folded)
            for place, wanted in met.items()
        )


def _written(word: Word) -> str:
    return word.text.lower().rstrip("'’")


def _owns(word: Word) -> bool:
    """Say whether a word has a genitive's ending."""
    return plain(word.text) != word.folded


def _without(pattern: Pattern, term: str) -> str:
    found = pattern.search(term)
    return term[found.end() :] if found else term


def _dated(text: Statement) -> set[int]:
    """Return the places of the words of dates, and of a small word that leads to one: "on Monday"."""
    words, dates = text.wording.words, text.dates
    before = {one.start - 1 for one in dates if one.start and words[one.start - 1].stop}
    return before | {place for one in dates for place in range(one.start, one.end)}
