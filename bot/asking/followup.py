"""Follow-ups: whether a question leans on the one before it, and if so, the question it stands for.

Rules on surface words, in English and Arabic. A question leans if it leaves out what it is about ("Why?", "And what
did Britain say?", "وماذا عن مصر؟") or points back ("Where was she born?", "ماذا قالت عنه؟"). What a pronoun stands for
is not guessed: the words that it may stand for are added in brackets, where the reader sees them.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from bot.asking.dates import aligned, period, without
from bot.asking.patterns import (
    ABOUT,
    AFTER_AUXILIARY,
    ASKING,
    ASKING_AR,
    AT_THE_END,
    ATTACHED,
    BACK,
    BACK_AR,
    BARE,
    BEGINS,
    BINDS_AR,
    DEFINES,
    EMPTY,
    MORE,
    NO_PRONOUN,
    NOBODY_SAID,
    NOT_ATTACHED,
    ONLY_ASKS,
    RELATIVE,
    SAID_WITHOUT_TOPIC,
    SAYING,
)
from bot.reading.attribution import speaker
from bot.reading.countries import COUNTRIES
from bot.reading.kinds import AnswerKind, kind
from index.language import UNKNOWN, detect
from index.lexicon import lexicon
from index.phonetic import is_unknown
from index.terms import ARABIC_LETTERS, STOP_WORDS_EN, plain, term_id, terms
from index.tongues.registry import of_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CARRIED = 4  # words of the question before, names and the rarest; more would drown the question's own
SHORT, LONG = 2, 5  # content words: up to SHORT, "And …" lacks its subject; with more than LONG nothing does
FIRST_QUOTE = 300  # code points of what was answered that a "who" is looked for in
ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # where only the words of a date matter

FULL_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+")
TITLE_END = re.compile(
    r" (?:It|Him|Her|Them|That|This|There)\W*$"
)  # "I Love It": a title's word is no pronoun
WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")


class Leans(Enum):
    """Whether a question leans on the one before."""

    NO = "no"
    MAYBE = "maybe"  # "How many died?" after "What happened in Derna?": the archive decides
    SURELY = "surely"


class Whole(NamedTuple):
    """A follow-up made whole.

    Attributes:
        question: what it stands for.
        own: its own words, where others were added to them; else the same.
        more: whether it asks for more of the same ("Who else?").
    """

    question: str
    own: str
    more: bool = False


class QuestionWord(NamedTuple):
    """A word of a question: as written, folded, and its place, code points."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def says(self) -> bool:
        """Whether it says what the question is about, and not only how it asks."""
        return not (self.folded in EMPTY or self.folded.removesuffix("'s") in EMPTY or self._joined(EMPTY))

    @property
    def country(self) -> bool:
        """Whether it is a country's name."""
        known = self.folded.removesuffix("'s") in COUNTRIES or self._joined(COUNTRIES)
        return known and not (self.text.isascii() and self.text.islower() and self.text in STOP_WORDS_EN)

    @property
    def seen(self) -> int:
        """How often the lexicon has seen it: a name hardly ever."""
        return min((lexicon().seen(term_id(term)) for term in terms(self.text, detect(self.text))), default=0)

    def _joined(self, known: frozenset[str]) -> bool:
        """Say whether it is one of some Arabic words with a conjunction or preposition written onto it."""
        if not ARABIC_LETTERS.match(self.folded):
            return False
        bare = self.folded.removeprefix("و").removeprefix("ف")
        return bare in known or bare[1:] in known or f"ا{bare[1:]}" in known


def leans(question: str) -> Leans:
    """Return whether a question leans on one before it."""
    asked, said = plain(question), content(question)
    if MORE.search(asked) or ABOUT.search(asked) or not said:
        return Leans.SURELY if re.search(r"\w", asked) else Leans.NO
    if points_back(question):
        return Leans.SURELY
    if len(said) <= SHORT and (BEGINS.search(asked) or SAID_WITHOUT_TOPIC.search(asked)):
        return Leans.SURELY
    if BEGINS.search(asked):
        return Leans.MAYBE
    return Leans.NO if len(said) > LONG or names(question) or DEFINES.search(asked) else Leans.MAYBE


def whole(question: str, before: str, answered: str = "") -> Whole:
    """Return what a question stands for that leans on the one `before`.

    Args:
        question: as asked.
        before: the question before, as it was understood.
        answered: the quotes shown for it; empty if it was refused.
    """
    asked, places = aligned(question)
    if MORE.search(asked):
        return Whole(before, before, more=True)
    if about := ABOUT.search(asked):
        start, end = about.span(about.lastgroup or 0)
        woven = _about(question[places[start] : places[end - 1] + 1], before)
        return Whole(woven, woven)
    if _bare(question) and detect(question) == detect(before) and (swapped := _swapped(question, before)):
        return Whole(swapped, swapped)
    own = _begun(question)
    made = _bracketed(own, _carried(question, before, answered))
    return Whole(made, own if content(question) else made)


def content(question: str) -> list[QuestionWord]:
    """Return the words that say what a question is about, in order."""
    return [word for word in _words(question) if word.says]


def names(question: str) -> list[QuestionWord]:
    """Return the words that are names: in capitals, or in Arabic those that no dictionary knows, and countries."""
    first = re.search(r"\w", question)
    return [
        word
        for word in content(question)
        if _is_name(word, begins=first is not None and word.start == first.start())
    ]


def points_back(question: str) -> bool:
    """Say whether a question has a pronoun, or the like, for something that was said before it."""
    if detect(question) == "ar":
        return _points_back_ar(question)
    asked = plain(question)
    if NO_PRONOUN.search(asked):
        return False
    if AFTER_AUXILIARY.search(asked) or (AT_THE_END.search(asked) and not TITLE_END.search(question)):
        return True
    asking, back = ASKING.search(asked), BACK.search(asked)
    return back is not None and not content(asked[asking.start("rest") if asking else 0 : back.start()])


def _points_back_ar(question: str) -> bool:
    asked = plain(question)
    if NOBODY_SAID.search(asked):
        return True
    asking, tokens = ASKING_AR.search(asked), _words(question)
    asks = len(_words(asking["ask"])) if asking else 0
    bound = asking is not None and BINDS_AR.search(asking["ask"]) is not None
    if any(map(_attached, tokens[:asks])):
        return True
    if (
        tokens
        and BACK_AR.fullmatch(tokens[-1].folded)
        and not any(RELATIVE.fullmatch(one.folded) for one in tokens[1:])
    ):
        return True
    for word in tokens[asks:]:
        if not bound and (BACK_AR.fullmatch(word.folded) or _attached(word)):
            return True
        if word.says or RELATIVE.fullmatch(word.folded):
            return False
    return False


def _attached(word: QuestionWord) -> bool:
    """Say whether a pronoun is written onto a word: "عمره", but not "مدرسة", which is folded to the same letter."""
    return bool(ATTACHED.search(word.text)) and word.folded not in NOT_ATTACHED


def _words(question: str) -> list[QuestionWord]:
    folded, places = aligned(question)
    found = ((match, places[match.start()], places[match.end() - 1] + 1) for match in WORD.finditer(folded))
    return [
        QuestionWord(question[start:end], match[0].replace("’", "'"), start, end)
        for match, start, end in found
    ]


def _is_name(word: QuestionWord, *, begins: bool) -> bool:
    """Say whether a word is a name; one that begins a question has a capital anyway."""
    if word.country:
        return True
    if ARABIC_LETTERS.match(word.folded):
        return any(map(is_unknown, terms(word.text, "ar")))
    calendar = of_word(word.folded, UNKNOWN).calendar
    dated = word.folded in calendar.months or word.folded in calendar.weekdays
    return word.text[0].isupper() and not dated and (not begins or word.seen == 0)


def _about(what: str, before: str) -> str:
    """Put "Egypt" of "What about Egypt?" in the place of its like in the question before, or else beside it."""
    if _is_date(what):
        return _beside(_undated(before), what)
    inside = f"– {what}"  # where a capital makes a name
    old = _counterpart(_runs(names(inside) or content(inside), inside), before)
    return f"{before[: old.start]}{what}{before[old.end :]}" if old else _beside(before, f"– {what}")


def _beside(before: str, more: str) -> str:
    stem = before.rstrip(" ?؟.!")
    return f"{stem} {more}{before[len(stem) :].strip() or '?'}"


def _is_date(text: str) -> bool:
    named = period(text, ANY_DAY)
    return named is not None and not content(without(text, named[1]).replace(text, ""))


def _undated(question: str) -> str:
    named = period(question, ANY_DAY)
    return without(question, named[1]) if named else question


def _counterpart(new: Sequence[QuestionWord], before: str) -> QuestionWord | None:
    """Return the name that new names contrast with, a country's with a country's; None if there is none."""
    old = _runs(names(before), before)
    if not new or {one.folded for one in new} & {one.folded for one in old}:
        return None
    return next((one for one in old if one.country == new[0].country), None)


def _bare(question: str) -> bool:
    """Say whether a question is a question word and no more."""
    return bool(BARE.search(plain(question))) and not any(map(_attached, _words(question)))


def _swapped(question: str, before: str) -> str | None:
    """Return the question before with the follow-up's question word: "When?" asks "When did Germany propose …?"."""
    own, old = _asking(question), _asking(before)
    return f"{own[0]} {old[1]}" if own and old and old[1] else None


def _asking(question: str) -> tuple[str, str] | None:
    """Return a question's asking words, and what follows them and what is counted; None if that can't be told."""
    folded, places = aligned(question)
    pattern = ASKING_AR if detect(question) == "ar" else ASKING
    match = pattern.search(folded) or ONLY_ASKS.search(folded)
    if not match:
        return None
    ask = question[places[match.start("ask")] : places[match.end("ask") - 1] + 1]
    return _begun(ask), question[places[match.start("rest")] :] if match["rest"] else ""


def _carried(question: str, before: str, answered: str) -> list[str]:
    """Return the words that a follow-up leaves out: the names and the rarest words of the question before."""
    own = {word.folded for word in _words(question)}
    old = _contrasted(question, before)
    words = [
        word
        for word in content(before)
        if word.folded not in own | SAYING and not (old and old.start <= word.start < old.end)
    ]
    is_name = {word.start for word in names(before)}
    kept = sorted(words, key=lambda word: (word.start not in is_name, word.seen))[:CARRIED]
    runs = _runs(sorted(kept, key=lambda word: word.start), before)
    return [*_who(question, before, answered), *(run.text for run in runs)]


def _contrasted(question: str, before: str) -> QuestionWord | None:
    """Return the name that a follow-up's own takes the place of: "And what did Britain say?" is no longer Germany."""
    asked = plain(question)
    if points_back(question) or not (BEGINS.search(asked) or SAID_WITHOUT_TOPIC.search(asked)):
        return None
    return _counterpart(_runs(names(question), question), before)


def _who(question: str, before: str, answered: str) -> list[str]:
    """Return whom a "who" was answered with, where the follow-up may mean that person."""
    if kind(before) is not AnswerKind.WHO or not answered or not points_back(question):
        return []
    quote = answered[:FIRST_QUOTE]
    known = plain(before)
    people = [name[0] for name in FULL_NAME.finditer(quote) if plain(name[0]) not in known]
    named = people[:2] or [who for who in [speaker(quote)] if who]
    return [name for name in named if plain(name) not in known]


def _runs(words: Iterable[QuestionWord], text: str) -> list[QuestionWord]:
    """Return words of a text, those that follow each other as one: "Angela Merkel" is one name."""
    runs: list[QuestionWord] = []
    for word in words:
        if runs and text[runs[-1].end : word.start] == " ":
            first = runs.pop()
            whole_name = text[first.start : word.end]
            runs.append(QuestionWord(whole_name, plain(whole_name), first.start, word.end))
        else:
            runs.append(word)
    return runs


def _begun(question: str) -> str:
    """Return a question without the "and" it begins with."""
    folded, places = aligned(question)
    begins = BEGINS.search(folded)
    rest = question[places[begins.end()] :] if begins and begins.end() < len(places) else question
    return rest[:1].upper() + rest[1:]


def _bracketed(question: str, carried: Sequence[str]) -> str:
    """Return a question with what it leaves out in brackets before its mark."""
    if not carried:
        return question
    arabic = detect(question) == "ar"
    stem = question.rstrip(" ?؟.!")
    mark = question[len(stem) :].strip() or ("؟" if arabic else "?")
    return f"{stem} ({('، ' if arabic else ', ').join(carried)}){mark}"
