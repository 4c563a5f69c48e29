"""A question, read once: everything after `bot/asking/` takes a `Question`, and none reads its text again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from bot.asking.dates import aligned
from bot.reading.countries import countries
from bot.reading.digits import numbers, years
from index.language import detect
from index.lexicon import lexicon
from index.phonetic import is_unknown
from index.query import analyse
from index.terms import plain, term_id, terms
from index.tongues.registry import of_word, tongue

if TYPE_CHECKING:
    from typing import Self

    from index.query import Query
    from index.tongues.asking import Asking
    from index.tongues.pattern import Pattern
    from index.tongues.whether import Form

WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+")
NEXT = 6  # words among which stands what is asked for


class AnswerKind(Enum):
    """The kind of answer asked for; `index.tongues.asking` has the words for each by value, but for WHETHER."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    MONEY = "money"
    SHARE = "share"
    NUMBER = "number"
    WHY = "why"
    SAID = "said"
    WHETHER = "whether"
    WHAT = "what"


class AskedWord(NamedTuple):
    """A word for what is asked for: its place among the terms of the question's query, and itself, folded."""

    place: int
    text: str


class Side(NamedTuple):
    """One of two things that are to be compared.

    Attributes:
        name: as it was written.
        text: what is searched for: the name with the rest of the question.
    """

    name: str
    text: str


class QuestionWord(NamedTuple):
    """A word of a question, or several that are one name.

    Attributes:
        text: as written.
        folded: in lower case, letter variants folded.
        start: its place in the question, code points.
        end: the place after it.
        language: of the question.
    """

    text: str
    folded: str
    start: int
    end: int
    language: str

    @property
    def says(self) -> bool:
        """Whether it says what the question is about, and not only how it asks."""
        own = of_word(self.text, self.language)
        empty, stops = own.asking.empty, own.words.stop
        return not any(form in empty or form in stops for form in (*self._forms, *self._joined))

    @property
    def country(self) -> bool:
        """Whether it is a country's name."""
        own = of_word(self.text, self.language)
        known = any(form in countries(own.code) for form in (*self._forms, *self._joined))
        return known and not (self.text.islower() and self.folded in own.words.stop)

    @property
    def seen(self) -> int:
        """How often the lexicon has seen it: a name hardly ever."""
        own = terms(self.text, self.language)
        return min((lexicon().seen(term_id(term)) for term in own), default=0)

    @property
    def attached(self) -> bool:
        """Whether a pronoun is written onto it."""
        asking = of_word(self.text, self.language).asking
        is_attached = asking.attached is not None and asking.attached.search(self.text) is not None
        return is_attached and self.folded not in asking.not_attached

    def is_name(self, *, begins: bool, capitals: bool = True) -> bool:
        """Say whether it is a name; one that begins a question has a capital anyway.

        Who writes without `capitals` gives none to names either: then they are told as in scripts that have none.
        """
        own = of_word(self.text, self.language)
        if self.country:
            return True
        if not (own.names.capitals and capitals):
            return any(map(is_unknown, terms(self.text, own.code)))
        dated = self.folded in own.calendar.months or self.folded in own.calendar.weekdays
        return self.text[0].isupper() and not dated and (not begins or self.seen == 0)

    @property
    def _forms(self) -> tuple[str, str]:
        return self.folded, self.folded.removesuffix("'s")

    @property
    def _joined(self) -> tuple[str, ...]:
        """What is left of it without what is written onto it."""
        joined = of_word(self.text, self.language).asking.joined
        return tuple(re.sub(pattern, rest, self.folded) for pattern, rest in joined)


@dataclass(frozen=True)
class Question:
    """A question in one language; what it says is read when it is first asked for, and once.

    Attributes:
        text: what is searched with.
        language: ISO 639-1.
        own: what of the text are its own words, where others were carried over from the question before: the others
            find the article, these say which of its sentences answers. Empty: all of it.
    """

    text: str
    language: str
    own: str = ""

    @classmethod
    def read(cls, text: str, language: str | None = None, *, own: str = "") -> Self:
        """Return a question; its language is detected if not given."""
        return cls(text, language or detect(text), "" if own == text else own)

    @property
    def asking(self) -> Asking:
        """How questions are put in its language."""
        return tongue(self.language).asking

    @property
    def endings(self) -> tuple[str, ...]:
        """What may be written onto its words with an apostrophe and is none of them: "'s"."""
        return tongue(self.language).words.endings

    @property
    def judged(self) -> str:
        """The words that sentences are judged by."""
        return self.own or self.text

    @cached_property
    def plain(self) -> str:
        """Its own words, folded (`index.terms.plain`)."""
        return self._aligned[0]

    @cached_property
    def query(self) -> Query:
        """Its terms, carried ones too."""
        return analyse(self.text, self.language)

    @cached_property
    def kind(self) -> AnswerKind:
        """The kind of answer asked for; WHAT where no rule says more."""
        if self.whether:
            return AnswerKind.WHETHER
        much = [(AnswerKind.NUMBER.value, asked) for _, asked, _ in self.asking.amounts]
        found = [
            (match.start(), kind)
            for kind, pattern in (*much, *self.asking.kinds)
            if (match := pattern.search(self.plain))
        ]
        return AnswerKind(min(found, key=lambda first: first[0], default=(0, "what"))[1])

    @cached_property
    def whether(self) -> bool:
        """Whether yes or no answers it: "Did Germany propose a truce?"."""
        return tongue(self.language).whether.asks.search(self.plain) is not None

    @cached_property
    def stated(self) -> tuple[str, Form] | None:
        """What it asks whether it is so, as a statement, and how it asks; None where that is not plain.

        "Did Germany propose a truce?" states "Germany propose a truce". What offers a choice states nothing, nor does a
        follow-up, of which only some words are its own.
        """
        known = tongue(self.language).whether
        if not self.whether or self.own or known.either.search(self.plain):
            return None
        for form in known.forms:
            if match := form.opens.search(self.plain):
                start, end = match.span("out" if "out" in match.groupdict() else 0)
                return f"{self.written(0, start)}{self.from_(end)}".strip(), form
        return None

    @cached_property
    def measure(self) -> str | None:
        """What is to be measured, as `Asking.measures` names it; None where nothing is."""
        measures = self.asking.measures
        return next((name for name, asked, _ in measures if asked.search(self.plain)), None)

    @cached_property
    def amount(self) -> str | None:
        """Of what "how much" is asked, as `Asking.amounts` names it; None where it isn't."""
        return next((name for name, asked, _ in self.asking.amounts if asked.search(self.plain)), None)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers in it, in digits."""
        return numbers(self.plain)

    @cached_property
    def years(self) -> frozenset[int]:
        """The years in it."""
        return years(self.plain)

    @cached_property
    def words(self) -> tuple[QuestionWord, ...]:
        """Its words, in order."""
        folded, places = self._aligned
        return tuple(
            QuestionWord(
                self.judged[places[match.start()] : places[match.end() - 1] + 1],
                match[0].replace("’", "'"),
                places[match.start()],
                places[match.end() - 1] + 1,
                self.language,
            )
            for match in WORD.finditer(folded)
        )

    @cached_property
    def content(self) -> tuple[QuestionWord, ...]:
        """The words that say what it is about."""
        return tuple(word for word in self.words if word.says)

    @cached_property
    def names(self) -> tuple[QuestionWord, ...]:
        """The words that are names: in capitals, or where there are none those that no dictionary knows; countries."""
        first = re.search(r"\w", self.judged)
        start = first.start() if first else -1
        capitals = any(map(str.isupper, self.judged))
        return tuple(
            word for word in self.content if word.is_name(begins=word.start == start, capitals=capitals)
        )

    @cached_property
    def thing(self) -> tuple[AskedWord, ...]:
        """The words for the thing asked for: of "Which hospital was he taken to?" the hospital."""
        asked = self.asking.which.search(self.plain)
        return self._asked(*asked.span(1)) if asked else ()

    @cached_property
    def counted(self) -> tuple[AskedWord, ...]:
        """The words for what is counted: of "How many viewers …" the viewers, of "How many of those who …" none."""
        many = self.asking.many.search(self.plain)
        if many is None or self._opens_clause(self.plain[many.end() :]):
            return ()
        return self._asked(many.end())[:2]

    def _opens_clause(self, text: str) -> bool:
        """Say whether a text opens with words that say nothing and a clause: "of those who", not "of the people"."""
        says_nothing = self.asking.empty | tongue(self.language).words.stop
        for word in TOKEN.findall(text):
            if self.asking.relative.fullmatch(word):
                return True
            if word not in says_nothing:
                break
        return False

    @cached_property
    def speaker(self) -> tuple[AskedWord, ...]:
        """The words for whose words are asked for: of "What did Merkel say …" Merkel."""
        start = self.asking.speaker.search(self.plain)
        if start is None:
            return ()
        topic = self.asking.topic.search(self.plain, start.end())
        return self._asked(start.end(), topic.start() if topic else None)

    @cached_property
    def named(self) -> tuple[AskedWord, ...]:
        """The word for what has the name asked for: of "the name of the Glasgow restaurant" the restaurant."""
        start = self.asking.name_of.search(self.plain)
        if not start:
            return ()
        capitals = {plain(token) for token in TOKEN.findall(self.judged) if token[0].isupper()}
        told = self._asked(start.end())
        return tuple(
            word for word in told if word.text not in capitals and not self.asking.age.fullmatch(word.text)
        )[:1]

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The two things that it compares, each with the rest of the question; none where it compares nothing."""
        for pattern in self.asking.compares:
            if found := pattern.search(self.plain):
                groups = found.groupdict()
                of, rest = (
                    self.matched(pattern, group) if groups.get(group) else "" for group in ("of", "rest")
                )
                names = (self.matched(pattern, group) or "" for group in ("one", "other"))
                sides = [Side(name, " ".join(filter(None, (of, name, rest)))) for name in names]
                return (
                    tuple(sides)
                    if all(Question.read(one.name, self.language).content for one in sides)
                    else ()
                )
        return ()

    @cached_property
    def happened(self) -> bool:
        """Whether it asks for what happened, and not for one fact."""
        return self.asking.happened.search(self.plain) is not None

    @cached_property
    def topic(self) -> str:
        """What it is about, if it asks what happened: "in Derna" of "What happened in Derna?"."""
        match = self.asking.happened.search(self.plain)
        if match is None:
            return ""
        order = self.asking.ordered.search(self.plain, match.end())
        if order is None:
            return self.from_(match.end())
        return f"{self.written(match.end(), order.start())} {self.from_(order.end())}".strip()

    @cached_property
    def newest_first(self) -> bool:
        """Whether what happened is to be told backwards: "What's new?", "timeline of the flood, latest first"."""
        asking = self.asking
        is_new = asking.newest_first.search(self.plain) is not None
        return is_new and asking.oldest_first.search(self.plain) is None

    def matched(self, pattern: Pattern, group: str | int = 0) -> str | None:
        """Return what a pattern on the folded text finds, as written; None where it finds nothing."""
        match = pattern.search(self.plain)
        if match is None or match.start(group) < 0:
            return None
        return self.written(match.start(group), match.end(group))

    def written(self, start: int, end: int) -> str:
        """Return as written what stands between two places of the folded text."""
        places = self._aligned[1]
        return self.judged[places[start] : places[end - 1] + 1] if end > start else ""

    def from_(self, start: int) -> str:
        """Return as written what stands behind a place of the folded text."""
        places = self._aligned[1]
        return self.judged[places[start] :] if start < len(places) else ""

    @cached_property
    def _aligned(self) -> tuple[str, list[int]]:
        return aligned(self.judged)

    def _asked(self, start: int, end: int | None = None) -> tuple[AskedWord, ...]:
        """Return the content words among the next few of the folded question between two of its places.

        Their terms are those of the words as written: a word that is folded whole may have another stem.
        """
        places = {mixture.term: place for place, mixture in enumerate(self.query.mixtures)}
        words = islice(TOKEN.finditer(self.plain, start, len(self.plain) if end is None else end), NEXT)
        return tuple(
            AskedWord(places[term], word[0])
            for word in words
            for term in terms(self.written(*word.span()), self.language)
            if term in places
        )
