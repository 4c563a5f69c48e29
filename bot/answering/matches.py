"""Why a quote in another language was found: the question's words, each beside the one that says it there.

A pair is one that the search used: the question's term has the quote's in its mixture (`index.query.mixture`), as a
translation or by its sound. Of those the likeliest are taken, each word once on either side (competitive linking:
Melamed 2000, "Models of Translational Equivalence among Words"), and none that is likelier something else. Few pairs
that are right help a reader; a wrong one misleads.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from bot.answering.readings import readings
from bot.answering.types import Match
from bot.asking.dates import aligned
from bot.asking.question import Question, QuestionWord
from bot.reading.attribution import speaker
from bot.reading.names import spellings
from bot.reading.quantities import number_at
from bot.reading.sound import distance
from bot.reading.wording import read
from index.lexicon import lexicon
from index.postings import term_ids
from index.query import FLATTEN
from index.terms import TOKEN, plain, term_id, terms
from index.tongues.registry import of_word
from index.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answering.types import Answer, Citation
    from bot.reading.wording import Word
    from index.query import Mixture

LEAST = 0.11  # probability that two words say the same, from which they are a pair
INITIALS = 2  # letters of an abbreviation that stands for two words
SOUNDS = 0.5  # what counts as that of two that are one name, as far as can be heard
SPELLED = 0.15  # `bot.reading.sound.distance` up to which they are


class _Said(NamedTuple):
    """A word of a quote: where it stands, and its index terms."""

    text: str
    span: Span
    terms: tuple[str, ...]


class _Link(NamedTuple):
    """Two words, by their places, and how likely they say the same."""

    likelihood: float
    asked: int
    said: int


class _Group(NamedTuple):
    """Words that make a pair, by their places: one on each side, or those of a name."""

    asked: list[int]
    said: list[int]


def explained(answer: Answer, question: Question) -> Answer:
    """Return an answer whose citations say who speaks, and why those in another language than its own were found.

    Args:
        answer: as it was found.
        question: that was searched with.
    """

    def of(citations: Sequence[Citation]) -> tuple[Citation, ...]:
        return tuple(_explained(one, question, answer.language) for one in citations)

    return replace(answer, citations=of(answer.citations), nearest=of(answer.nearest))


def _explained(citation: Citation, question: Question, reader: str) -> Citation:
    language = citation.article.language
    speaks = speaker(citation.quote, language)
    if language == reader:
        return replace(citation, speaker=speaks)
    return replace(
        citation,
        speaker=speaks,
        matches=matches(question, citation.quote, language),
        readings=readings(citation.quote, language, reader),
    )


def matches(question: Question, quote: str, language: str) -> tuple[Match, ...]:
    """Return the words of a question that a quote says in another way, in the question's order.

    Args:
        question: that was searched with.
        quote: verbatim.
        language: of the quote, ISO 639-1.
    """
    if question.language == language:
        return ()
    asked = Question(question.text, question.language).content  # carried words were searched with too
    beside = _Beside(question, asked, quote, tuple(_words(quote, language)))
    found = (beside.match(group) for group in beside.groups())
    return tuple(one for one in found if one.asked.casefold() != one.said.casefold() and not _is_half(one))


def _is_half(match: Match) -> bool:
    """Say whether a pair is the initials of two words and one of these: "UN" and "الأمم", the nations."""
    initials, other = sorted((match.asked, match.said), key=len)
    return len(initials) == INITIALS and initials.isupper() and not other.isupper() and " " not in other


def _words(text: str, language: str) -> Iterator[_Said]:
    """Yield the words of a text that are index terms, as they stand in it."""
    folded, places = aligned(text)
    for match in TOKEN.finditer(folded):
        span = Span(places[match.start()], places[match.end() - 1] + 1)
        word = text[span.start : span.end]
        if own := terms(word, language):
            yield _Said(word, span, tuple(own))


class _Beside:
    """A question's words beside a quote's."""

    def __init__(
        self, question: Question, asked: Sequence[QuestionWord], quote: str, said: Sequence[_Said]
    ) -> None:
        self._question, self._asked, self._quote, self._said = question, asked, quote, said
        self._links = sorted(self._met(), key=lambda one: (-one.likelihood, one.asked, one.said))

    def groups(self) -> Iterator[_Group]:
        """Yield what makes a pair, in the question's order: the words of one name together."""
        groups: list[_Group] = []
        for link in sorted(self._likeliest(), key=lambda one: one.asked):
            alone = _Group([link.asked], [link.said])
            if groups and self._is_one_name(together := _joined(groups[-1], alone)):
                groups[-1] = together
            else:
                groups.append(alone)
        taken = (
            {place for one in groups for place in one.asked},
            {place for one in groups for place in one.said},
        )
        for group in groups:
            yield self._whole(group, *taken)

    def match(self, group: _Group) -> Match:
        """Return the pair that a group makes."""
        span = Span(self._said[group.said[0]].span.start, self._said[group.said[-1]].span.end)
        first, last = self._asked[group.asked[0]], self._asked[group.asked[-1]]
        return Match(self._question.text[first.start : last.end], self._quote[span.start : span.end], span)

    def _met(self) -> Iterator[_Link]:
        """Yield the pairs of words that the search may have met."""
        mixtures = {one.term: one for one in self._question.query.mixtures}
        where: dict[int, list[int]] = defaultdict(list)
        for place, other in enumerate(self._said):
            for id_ in {id_ for term in other.terms for id_ in term_ids(term)}:
                where[id_].append(place)
        for place, word in enumerate(self._asked):
            for mixture in filter(None, map(mixtures.get, terms(word.text, self._question.language))):
                for id_, weight in zip(mixture.ids.tolist(), mixture.weights.tolist(), strict=True):
                    for there in where.get(id_, ()):
                        yield _Link(_likelihood(mixture, id_, weight, word, self._said[there]), place, there)

    def _likeliest(self) -> Iterator[_Link]:
        """Yield the likeliest links, each word in one only."""
        asked, said = set[int](), set[int]()
        for link in self._links:
            if link.likelihood >= LEAST and link.asked not in asked and link.said not in said:
                asked.add(link.asked)
                said.add(link.said)
                yield link

    def _whole(self, group: _Group, asked: set[int], said: set[int]) -> _Group:
        """Return a group with the word beside it that belongs to its name: of "York", which is "نيويورك", "New"."""
        longer = [
            *(_joined(group, _Group([place], [])) for place in _beside(group.asked) if place not in asked),
            *(_joined(group, _Group([], [place])) for place in _beside(group.said) if place not in said),
        ]
        return next((one for one in longer if self._is_one_name(one) and self._belongs(one, group)), group)

    def _belongs(self, longer: _Group, group: _Group) -> bool:
        """Say whether the search met a group's other side by the word added to it too, or the whole sounds nearer."""
        links = {(one.asked, one.said) for one in self._links}
        added = [
            (place, there)
            for place in longer.asked
            for there in longer.said
            if place not in group.asked or there not in group.said
        ]
        whole, part = self._sound(longer), self._sound(group)
        return not links.isdisjoint(added) or (whole <= SPELLED and whole < part)

    def _sound(self, group: _Group) -> float:
        """Return how far the two sides of a group sound apart, their words written as one."""
        asked = "".join(self._asked[place].folded for place in group.asked)
        return distance(asked, "".join(plain(self._said[place].text) for place in group.said))

    def _is_one_name(self, group: _Group) -> bool:
        """Say whether a group's words stand side by side in question and quote, with capitals where there are any."""
        if not (_in_a_row(group.asked, len(self._asked)) and _in_a_row(group.said, len(self._said))):
            return False
        words = [self._asked[place] for place in group.asked]
        spans = [self._said[place].span for place in group.said]
        letters = [one.text[0] for one in words] + [self._said[place].text[0] for place in group.said]
        cased = [letter for letter in letters if letter.lower() != letter.upper()]
        return (
            bool(cased)
            and all(map(str.isupper, cased))
            and all(self._question.text[one.end : two.start].isspace() for one, two in pairwise(words))
            and all(self._quote[one.end : two.start].isspace() for one, two in pairwise(spans))
        )


def _joined(one: _Group, other: _Group) -> _Group:
    return _Group(sorted({*one.asked, *other.asked}), sorted({*one.said, *other.said}))


def _beside(places: Sequence[int]) -> tuple[int, int]:
    return places[0] - 1, places[-1] + 1


def _in_a_row(places: Sequence[int], count: int) -> bool:
    return places[0] >= 0 and places[-1] < count and places[-1] - places[0] == len(places) - 1


def _likelihood(mixture: Mixture, met: int, weight: float, word: QuestionWord, said: _Said) -> float:
    """Return how likely a question's word and one of a quote that its mixture meets say the same."""
    own = term_id(mixture.term)
    if met == own:
        return 1.0
    heard = read(said.text, of_word(said.text, word.language).code).words
    if _is_number(read(word.text, word.language).words) != _is_number(heard):
        return 0.0
    alike = any(distance(word.folded, form) <= SPELLED for one in heard for form in spellings(one))
    targets, back = lexicon().translations(met)
    reverse = dict(zip(targets.tolist(), back.tolist(), strict=True)).get(own, 0.0)
    return max(math.sqrt(weight ** (1 / FLATTEN) * reverse), SOUNDS * alike)


def _is_number(words: Sequence[Word]) -> bool:
    return bool(words) and number_at(words, 0) is not None
