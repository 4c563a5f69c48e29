"""Follow-ups: whether a question leans on the one before it, and if so, the question it stands for.

Rules on surface words. A question leans if it leaves out what it is about ("Why?", "And what did Britain say?") or
points back ("Where was she born?"). What a pronoun stands for is not guessed: the words that it may stand for are added
in brackets, where the reader sees them.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from bot.asking.dates import period, without
from bot.asking.question import AnswerKind, Question, QuestionWord
from bot.reading.attribution import speaker
from index.language import detect
from index.terms import plain, terms
from index.tongues.registry import DECLARED, tongue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CARRIED = 4  # words of the question before, names and the rarest; more would drown the question's own
INHERITED = 2  # of them, what it had carried itself
SHORT, LONG = 2, 5  # content words: up to SHORT, "And …" lacks its subject; with more than LONG nothing does
FIRST_QUOTE = 300  # code points of what was answered that a "who" is looked for in
ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # where only the words of a date matter

BRACKETED = re.compile(r"\([^()]*\)\W*$")
FULL_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]+(?: [A-ZÀ-ÖØ-Þ][\w’'-]+)+")


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
        further: whether it asks how what was quoted goes on ("Tell me more").
        again: whether it doubts what was answered ("Really?").
        goes_on: whether it asks on about what was answered, and not the same about something else ("And Egypt?").
    """

    question: str
    own: str
    more: bool = False
    further: bool = False
    again: bool = False
    goes_on: bool = True


def language_of(asked: str) -> str:
    """Return the language of what may be a follow-up, which can be too short to tell a language by: "Vraiment ?"."""
    first, folded = detect(asked), plain(asked)
    codes = sorted((one.code for one in DECLARED), key=lambda code: code != first)
    return next((code for code in codes if _asks_briefly(folded, code)), first)


def _asks_briefly(folded: str, language: str) -> bool:
    asking = tongue(language).asking
    return any(pattern.search(folded) for pattern in (asking.more, asking.further, asking.doubts))


def leans(question: Question) -> Leans:
    """Return whether a question leans on one before it."""
    asking, asked = question.asking, question.plain
    if _asks_briefly(asked, question.language) or asking.about.search(asked):
        return Leans.SURELY
    if not question.content:
        return Leans.SURELY if re.search(r"\w", asked) else Leans.NO
    if points_back(question):
        return Leans.SURELY
    if len(question.content) <= SHORT and (begins(question) or asking.unfinished.search(asked)):
        return Leans.SURELY
    if begins(question):
        return Leans.MAYBE
    complete = len(question.content) > LONG or question.names or asking.defines.search(asked)
    return Leans.NO if complete else Leans.MAYBE


def whole(question: Question, before: Question, answered: str = "") -> Whole:
    """Return what a question stands for that leans on the one `before`.

    Args:
        question: as asked.
        before: the question before, as it was understood.
        answered: the quotes shown for it; empty if it was refused.
    """
    asking = question.asking
    if asking.doubts.search(question.plain):
        return Whole(before.text, before.text, again=True)
    if (further := asking.further.search(question.plain)) or asking.more.search(question.plain):
        return Whole(before.text, before.text, more=True, further=bool(further))
    if about := asking.about.search(question.plain):
        what = question.matched(asking.about, about.lastgroup or 0) or ""
        woven = _about(Question.read(what, question.language), before)
        return Whole(woven, woven, goes_on=False)
    if _bare(question) and question.language == before.language and (swapped := _swapped(question, before)):
        return Whole(swapped, swapped)
    own = _begun(question)
    made = _bracketed(question, own, _carried(question, before, answered))
    return Whole(made, own if question.content else made)


def begins(question: Question) -> bool:
    """Say whether a question opens as one that goes on: with "And"."""
    return question.asking.begins.search(question.plain) is not None


def points_back(question: Question) -> bool:
    """Say whether a question has a pronoun, or the like, for something that was said before it."""
    asking, asked = question.asking, question.plain
    if asking.attached:
        return _points_back_with_attached(question)
    if asking.no_pronoun.search(asked):
        return False
    ends = asking.back_at_end.search(asked) and not asking.title_end.search(question.text)
    if asking.back_after_verb.search(asked) or ends:
        return True
    asks, back = asking.asked.search(asked), asking.back.search(asked)
    if back is None:
        return False
    between = question.written(asks.start("rest") if asks else 0, back.start())
    return not Question.read(between, question.language).content


def _points_back_with_attached(question: Question) -> bool:
    """Say whether a question points back, in a language that writes pronouns onto other words."""
    asking, words = question.asking, question.words
    if asking.nobody_said.search(question.plain):
        return True
    asked = asking.asked.search(question.plain)
    asks = len(Question.read(asked["ask"], question.language).words) if asked else 0
    bound = asked is not None and asking.bound.search(asked["ask"]) is not None
    if any(word.attached for word in words[:asks]):
        return True
    relative = any(asking.relative.fullmatch(one.folded) for one in words[1:])
    if words and asking.back.fullmatch(words[-1].folded) and not relative:
        return True
    for word in words[asks:]:
        if not bound and (asking.back.fullmatch(word.folded) or word.attached):
            return True
        if word.says or asking.relative.fullmatch(word.folded):
            return False
    return False


def _about(what: Question, before: Question) -> str:
    """Put "Egypt" of "What about Egypt?" in the place of its like in the question before, or else beside it."""
    if _is_date(what):
        return _beside(_undated(before), what.text)
    if {word.folded for word in what.words} <= {word.folded for word in before.words}:
        return before.text  # asked again
    inside = Question.read(f"– {what.text}", what.language)  # where a capital makes a name
    own = inside.names or [one for one in inside.content if _may_be_name(one)]
    old = _counterpart(_runs(own, inside.text), before)
    if _placed(what.plain, what):  # "And in Egypt?": where something else stood with such a word before it
        old = next(
            (
                one
                for one in _runs(before.names, before.text)
                if _placed(before.text[: one.start], what, ends=True)
            ),
            None,
        )
    if old:
        head = _without_article(before.text[: old.start], what)
        return f"{head}{what.text}{before.text[old.end :]}"
    return _beside(before.text, what.text if _placed(what.plain, what) else inside.text)


def _may_be_name(word: QuestionWord) -> bool:
    """Say whether a word may be a name: where capitals tell names, one that has one, or that nobody knows."""
    return not tongue(word.language).names.capitals or word.text[0].isupper() or word.seen == 0


def _placed(text: str, what: Question, *, ends: bool = False) -> bool:
    """Say whether a text begins, or ends, with a word that says where, whom or what for."""
    placing = what.asking.placing
    return (
        plain(f" {text}").endswith(tuple(f" {one}" for one in placing)) if ends else text.startswith(placing)
    )


def _without_article(head: str, what: Question) -> str:
    """Return what stands before a name without the article there, where what takes the name's place has its own."""
    articles = (*what.asking.placing, *what.asking.articles)
    has_own = what.plain.startswith(articles)
    article = next((one for one in articles if has_own and plain(head).endswith(f" {one}")), "")
    return head[: len(head) - len(article)]


def _beside(before: str, more: str) -> str:
    stem = before.rstrip(" ?؟.!")
    return f"{stem} {more}{before[len(stem) :].rstrip() or '?'}"


def _is_date(what: Question) -> bool:
    named = period(what.text, ANY_DAY, what.language)
    if named is None:
        return False
    return not Question.read(without(what.text, named[1]).replace(what.text, ""), what.language).content


def _undated(question: Question) -> str:
    named = period(question.text, ANY_DAY, question.language)
    return without(question.text, named[1]) if named else question.text


def _counterpart(new: Sequence[QuestionWord], before: Question) -> QuestionWord | None:
    """Return the name that new names contrast with, a country's with a country's; None if there is none."""
    old = _runs(before.names, before.text)
    if not new or {one.folded for one in new} & {one.folded for one in old}:
        return None
    return next((one for one in old if one.country == new[0].country), None)


def _bare(question: Question) -> bool:
    """Say whether a question is a question word and no more."""
    is_bare = question.asking.bare.search(question.plain)
    return bool(is_bare) and not any(word.attached for word in question.words)


def _swapped(question: Question, before: Question) -> str | None:
    """Return the question before with the follow-up's question word: "When?" asks "When did Germany propose …?"."""
    own, old = _asking(question), _asking(before)
    return f"{own[0]} {old[1]}" if own and old and old[1] else None


def _asking(question: Question) -> tuple[str, str] | None:
    """Return a question's asking words, and what follows them and what is counted; None if that can't be told."""
    asking, asked = question.asking, question.plain
    match = asking.asked.search(asked) or asking.only_asks.search(asked)
    if not match:
        return None
    ask = Question.read(question.written(*match.span("ask")), question.language)
    return _begun(ask), question.from_(match.start("rest")) if match["rest"] else ""


def _carried(question: Question, before: Question, answered: str) -> list[str]:
    """Return the words that a follow-up leaves out: the subject of the conversation, and names of the question before.

    The subject is what the question before had in brackets itself: of that the first names are carried on, and
    nothing else, or each turn would add to what the last one had. Nor is a date carried: it is a limit, no subject.
    """
    subject = _bracket(before.text)
    named = period(before.text, ANY_DAY, before.language)
    apart = [(old.start, old.end) for old in [_contrasted(question, before)] if old]
    apart += [named[1]] if named else []
    words = [word for word in before.content if not any(start <= word.start < end for start, end in apart)]
    is_name = {word.start for word in before.names}
    inherited = [word for word in words if word.start >= subject and word.start in is_name][:INHERITED]
    if not inherited:  # no name: then what there is
        inherited = [word for word in words if word.start >= subject][:INHERITED]
    added = sorted(
        (word for word in words if word.start < subject and word.folded not in before.asking.saying),
        key=lambda word: (word.start not in is_name, word.seen),
    )
    kept = _distinct((*inherited, *added), {term for word in question.words for term in _stems(word)})[
        :CARRIED
    ]
    runs = _runs(sorted(kept, key=lambda word: (word.start < subject, word.start)), before.text)
    return [*_who(question, before, answered), *(_unowned(run) for run in runs)]


def _bracket(text: str) -> int:
    """Return where what a question carries in brackets begins; the text's length where it has none."""
    found = BRACKETED.search(text)
    return found.start() if found else len(text)


def _distinct(words: Iterable[QuestionWord], said: set[str]) -> list[QuestionWord]:
    """Return the words whose stems neither an earlier one has nor the question itself."""
    kept = []
    for word in words:
        stems = _stems(word)
        if not stems <= said:
            kept.append(word)
            said |= stems
    return kept


def _stems(word: QuestionWord) -> set[str]:
    return set(terms(word.text, word.language)) or {word.folded}


def _unowned(name: QuestionWord) -> str:
    """Return a name as written, without the ending that makes what follows its own: "Louvre's"."""
    endings = tongue(name.language).words.endings
    ending = next((one for one in endings if name.folded.endswith(one)), "")
    return name.text[: len(name.text) - len(ending)]


def _contrasted(question: Question, before: Question) -> QuestionWord | None:
    """Return the name that a follow-up's own takes the place of: "And what did Britain say?" is no longer Germany."""
    asking = question.asking
    contrasts = asking.begins.search(question.plain) or asking.unfinished.search(question.plain)
    if points_back(question) or not contrasts:
        return None
    return _counterpart(_runs(question.names, question.text), before)


def _who(question: Question, before: Question, answered: str) -> list[str]:
    """Return whom a "who" was answered with, where the follow-up may mean that person."""
    if before.kind is not AnswerKind.WHO or not answered or not points_back(question):
        return []
    quote = answered[:FIRST_QUOTE]
    people = [name for found in FULL_NAME.finditer(quote) if _may_be_a_person(name := found[0])]
    named = people[:1] or [who for who in [speaker(quote)] if who]
    return [name for name in named if plain(name) not in before.plain]


def _may_be_a_person(name: str) -> bool:
    """Say whether none of a name's words is one that any sentence has, or a country's: not "The Louvre"."""
    words = Question.read(name).words
    return all(word.says and not word.country for word in words)


def _runs(words: Iterable[QuestionWord], text: str) -> list[QuestionWord]:
    """Return words of a text, those that follow each other as one: "Angela Merkel" is one name."""
    runs: list[list[QuestionWord]] = []
    for word in words:
        if runs and text[runs[-1][-1].end : word.start] == " ":
            runs[-1].append(word)
        else:
            runs.append([word])
    return [_as_one(run, text) if len(run) > 1 else run[0] for run in runs]


def _as_one(run: Sequence[QuestionWord], text: str) -> QuestionWord:
    name = text[run[0].start : run[-1].end]
    return QuestionWord(name, plain(name), run[0].start, run[-1].end, run[-1].language)


def _begun(question: Question) -> str:
    """Return a question without the "and" it begins with."""
    begins = question.asking.begins.search(question.plain)
    rest = question.from_(begins.end()) if begins else question.text
    return (rest or question.text)[:1].upper() + (rest or question.text)[1:]


def _bracketed(question: Question, own: str, carried: Sequence[str]) -> str:
    """Return a question with what it leaves out in brackets before its mark."""
    if not carried:
        return own
    stem = own.rstrip(" ?؟.!")
    written, mark = own[len(stem) :].strip(), question.asking.mark
    if written and written != mark.strip():
        mark = written
    return f"{stem} ({question.asking.comma.join(carried)}){mark}"
