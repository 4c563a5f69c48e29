"""What a question asks, given what was asked before it: follow-ups made whole, dates understood."""

from __future__ import annotations

import logging
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from bot import phrases
from bot.asking.dates import event, period, unread, without
from bot.asking.followup import Leans, Whole, begins, language_of, leans, whole
from bot.asking.question import Question
from bot.asking.standard import standard
from bot.phrases import Note
from index.retriever import NO_FILTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime

    from index.types import Article, Filters, Span

    # A language model's way to make a follow-up whole, with its own deadline; None where it can't.
    Rewrite = Callable[[str, Sequence["Turn"]], str | None]

log = logging.getLogger(__name__)

REMEMBERED = 10  # turns that a channel keeps of a conversation
SPELT = 30  # words of a question whose spelling is looked up
LONGEST = 400  # code points of a rewritten question; more is no question


@dataclass(frozen=True, slots=True)
class Turn:
    """A question asked earlier in the same conversation.

    Attributes:
        question: as it was asked.
        standalone: what it was taken to ask.
        filters: what it was answered from.
        answered: the quotes shown, joined; empty when it was refused.
        articles: the ids of the articles quoted, in the order of the quotes.
    """

    question: str
    standalone: str
    filters: Filters = NO_FILTERS
    answered: str = ""
    articles: tuple[str, ...] = ()


class Understood(NamedTuple):
    """What a person asks, after the turns before it.

    Attributes:
        standalone: the question, made whole.
        question: what to answer: without the words that only say when.
        language: of the question as asked, in which it is answered, ISO 639-1; its standalone form may be in another.
        filters: those given, narrowed by the dates that the question names.
        shown: what tells the reader how the question was understood, in its language.
        timeline: whether it asks what happened, in order.
        loose: whether the time it names may be when the thing happened: then later articles may tell of it too.
        more: whether it asks for more than was answered before ("Who else?").
        further: whether it asks how what was quoted goes on ("Tell me more").
        again: whether it doubts what was answered ("Really?").
        after: the turn that it asks on from, whose articles are likely to answer it too, even where nothing had to be
            added to its words ("And what did the governor of Mosul say?"); None: it stands by itself.
        relative: whether the time it names is counted from now.
    """

    standalone: str
    question: Question
    language: str
    filters: Filters = NO_FILTERS
    shown: tuple[Note, ...] = ()
    timeline: bool = False
    loose: bool = False
    more: bool = False
    further: bool = False
    again: bool = False
    after: Turn | None = None
    relative: bool = False


class Disambiguator(Protocol):
    """What the archive knows that helps to understand a question."""

    def fits(self, question: str, own: str, articles: Collection[str] = ()) -> bool:
        """Say whether an article fits a question and the words added to its own, as well as any fits its own.

        Those `articles` that answered the question before fit what was added.
        """

    def dated(self, event: str) -> Article | None:
        """Return the article that first told of an event, with its date; None where it isn't plain which."""

    def spelling(self, word: str, language: str, *, name: bool) -> str | None:
        """Return how the archive spells a word that it has in no way, but for one letter; None where it has none.

        What may be a `name` it may have as a word of another spelling that sounds the same.
        """


def understand(
    question: str,
    turns: Sequence[Turn] = (),
    *,
    now: datetime,
    filters: Filters = NO_FILTERS,
    disambiguator: Disambiguator | None = None,
    rewrite: Rewrite | None = None,
) -> Understood:
    """Return what a question asks after the turns before it.

    Args:
        question: as asked.
        turns: oldest first.
        now: what "today" means; with a zone, the reader's.
        filters: those the person set; what the question says narrows them.
        disambiguator: the archive; without one a doubtful follow-up is taken for one, and "since the ceasefire" is
            no filter.
        rewrite: a language model's way to make follow-ups whole; what it writes is only searched with.
    """
    text = standard(_readable(question))
    asked, misspelt = _spelt(Question.read(text, language_of(text) if turns else None), disambiguator)
    question = asked.text
    before = () if asks_for_the_news(asked, now) else turns
    whole_, after = _standalone(asked, before, disambiguator, rewrite)
    made, own = whole_.question, whole_.own
    follows = made != question or whole_.more or whole_.again
    # Words that were added to a question's own leave it in its language; a question taken over is in its own.
    added = follows and own != made
    whole_question = Question.read(made, asked.language if added else None) if follows else asked
    timeline = whole_question.happened
    told = [_misspelt(misspelt, asked.language)] if misspelt else []
    told += [_understood_as(made, asked.language)] if follows else []
    sought, loose, relative, narrowed = made, False, False, filters
    if (named := period(made, now, whole_question.language)) and (timeline or not named[0].bare):
        stretch, span = named
        loose, relative = not stretch.firm, stretch.relative
        sought = without(made, span) if stretch.firm or timeline else made
        narrowed = narrow(filters, stretch.since, stretch.until)
        told.append(_published(narrowed, asked.language))
    elif disambiguator and (counted := event(made, whole_question.language)):
        first = disambiguator.dated(counted[0])
        narrowed = narrow(filters, first.published if first else None, None)
        sought = about_the_rest(whole_question, counted[1])
        told.append(_since(counted[0], first, asked.language))
    elif follows and not named:
        narrowed = narrow(filters, turns[-1].filters.since, turns[-1].filters.until)
        if narrowed != filters:
            told.append(_published(narrowed, asked.language))
    if times := unread(question, asked.language):
        told.append(Note("unread_time", phrases.times_not_understood(times, asked.language)))
    answered = Question.read(sought, whole_question.language, own=own if added and not timeline else "")
    return Understood(
        made,
        answered,
        asked.language,
        narrowed,
        tuple(told),
        timeline,
        loose,
        more=whole_.more,
        further=whole_.further,
        again=whole_.again,
        after=after,
        relative=relative,
    )


def _readable(question: str) -> str:
    """Return a question without lone surrogates, its accents on their letters: no replaced word leaves one behind."""
    return unicodedata.normalize("NFC", question.encode("utf-8", "replace").decode())


def _spelt(question: Question, disambiguator: Disambiguator | None) -> tuple[Question, list[tuple[str, str]]]:
    """Return a question with the archive's spelling of words that it hasn't, and (spelling, word) of each."""
    if disambiguator is None:
        return question, []
    text, found = question.text, []
    gives_capitals = any(map(str.isupper, text))
    for word in reversed(question.content[:SPELT]):
        if word.text.isupper():  # an abbreviation
            continue
        ending = next((one for one in question.endings if word.folded.endswith(one)), "")
        bare = word.text[: len(word.text) - len(ending)]
        is_name = not (gives_capitals and bare[0].islower())
        if spelling := disambiguator.spelling(bare, question.language, name=is_name):
            text = f"{text[: word.start]}{spelling}{text[word.start + len(bare) :]}"
            found.append((spelling, bare))
    return (Question.read(text, question.language) if found else question), found[::-1]


def _misspelt(words: Sequence[tuple[str, str]], language: str) -> Note:
    return Note("misspelled", phrases.misspelled(words, language))


def _understood_as(standalone: str, language: str) -> Note:
    told = phrases.say(language).understood.format(question=phrases.isolated(standalone))
    return Note("understood", told)


def _published(filters: Filters, language: str) -> Note:
    return Note("published", phrases.published(filters.since, filters.until, language))


def narrow(filters: Filters, since: datetime | None, until: datetime | None) -> Filters:
    """Return filters narrowed to a stretch of time; where the two don't meet, those that were given stand."""
    first = max(filter(None, (filters.since, since)), default=None)
    last = min(filter(None, (filters.until, until)), default=None)
    return filters if first and last and first > last else replace(filters, since=first, until=last)


def _since(event: str, first: Article | None, language: str) -> Note:
    if first is None or first.published is None:
        return Note("no_event", phrases.say(language).no_event.format(event=phrases.isolated(event)))
    told = phrases.say(language).since_event.format(
        first=phrases.day(first.published, language),
        title=phrases.isolated(first.title),
        event=phrases.isolated(event),
    )
    return Note("since_event", told)


def _standalone(
    question: Question, turns: Sequence[Turn], disambiguator: Disambiguator | None, rewrite: Rewrite | None
) -> tuple[Whole, Turn | None]:
    """Return the question that a follow-up stands for, and the turn that it asks on from, if it does."""
    alone = Whole(question.text, question.text)
    if not turns or (how := leans(question)) is Leans.NO:
        return alone, None
    before, after = turns[-1], _answered_last(turns)
    made = whole(question, Question.read(before.standalone), before.answered)
    articles = after.articles if after else ()
    if how is Leans.MAYBE and disambiguator and not disambiguator.fits(made.question, made.own, articles):
        return alone, after if begins(question) else None
    if rewrite and not (made.more or made.again) and (written := _rewritten(question.text, turns, rewrite)):
        made = made._replace(question=written, own=written)
    return made, after if made.goes_on else None


def _answered_last(turns: Sequence[Turn]) -> Turn | None:
    """Return the last turn that was answered of those that lean on each other; None where none was."""
    for turn in reversed(turns):
        if turn.articles:
            return turn
        if turn.standalone == turn.question:
            return None
    return None


def _rewritten(question: str, turns: Sequence[Turn], rewrite: Rewrite) -> str | None:
    """Return a language model's standalone question, if it is one; whatever goes wrong there, the rules go on."""
    try:
        written = " ".join((rewrite(question, turns) or "").split())
    except Exception as error:  # noqa: BLE001 - a model that fails must not cost the answer
        log.warning("the follow-up was not rewritten: %s", type(error).__name__)
        return None
    return written if re.search(r"\w", written) and len(written) <= LONGEST else None


def asks_for_the_news(question: Question, now: datetime) -> bool:
    """Say whether a question asks what happened at some time, whatever it was: "What happened this week?"."""
    named = period(question.text, now, question.language)
    if named is None or not question.happened:
        return False
    rest = Question.read(without(question.text, named[1]), question.language)
    return not Question.read(rest.topic, question.language).content


def about_the_rest(question: Question, span: Span) -> str:
    """Return a question without the words at a span, or whole if what is left is about nothing."""
    rest = without(question.text, span)
    return rest if Question.read(rest, question.language).content else question.text
