"""Questions, however they come in: in a chat, changed afterwards, typed after the bot's name elsewhere, watched."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import escape
from secrets import token_urlsafe
from time import time
from typing import TYPE_CHECKING

from bot.answering.stored import keep
from bot.phrases import Note, duration, say
from bot.telegram import render
from bot.telegram.api import InlineResult
from bot.telegram.chats import KeptAnswer, Preferences, Watch
from bot.telegram.context import ACTS, NOTHING, Reply, messages_to, quoted, told
from bot.telegram.incoming import Where
from bot.telegram.message import Part
from index.retriever import NO_FILTERS
from index.types import Filters

if TYPE_CHECKING:
    from bot.answering.types import Answer
    from bot.telegram.context import Context
    from bot.telegram.incoming import Inline, Question

LONGEST = 1_000  # characters of a question; more is a document
SHORTEST_INLINE = 3  # characters that are worth an answer while somebody types
LATE = 600.0  # seconds after which an answer says when its question was asked
KEY_BYTES = 8  # of what names an answer in its buttons; nobody guesses it
TITLE, DESCRIPTION = 100, 200  # characters of an inline result


def reply_to(context: Context, question: Question) -> Reply:
    """Answer a question; one that was changed is answered anew if its words are others.

    Raises:
        ArchiveError: the archive, or the store of the chats, can't be read.
    """
    where, text = question.where, question.text
    if question.edited and not _is_new(context, question):
        return NOTHING
    if (refused := _refusal(context, where)) is not None:
        return refused
    if not text:
        return replace(told(where, context.say(where).mentioned), usage="acted")
    if len(text) > LONGEST:
        said = context.say(where).too_long.format(length=len(text), most=LONGEST)
        return replace(told(where, said), usage="acted")
    context.on_work()
    return _answered(context, question)


def offer(context: Context, inline: Inline) -> Reply:
    """Answer what somebody types in another chat: the whole answer, then each of its sentences."""
    if len(inline.text) < SHORTEST_INLINE or len(inline.text) > LONGEST or _refusal(context, inline.where):
        return NOTHING
    found = context.quoting.ask(inline.text, filters=_period(context.chats.preferences(inline.where.person)))
    if found.refused:
        return Reply(usage="asked")
    several = (
        [_only(found, number) for number in range(len(found.sentences))] if len(found.sentences) > 1 else []
    )
    results = tuple(
        InlineResult(str(number), inline.text[:TITLE], one.text[:DESCRIPTION], render.inline(one))
        for number, one in enumerate((found, *several))
    )
    return Reply(usage="asked", results=results)


def news(context: Context, watch: Watch, found: Answer) -> Reply:
    """Return an answer as news for who watches its question."""
    key = token_urlsafe(KEY_BYTES)
    where = Where(watch.chat, watch.person, private=watch.chat == watch.person)
    head = Part(say(watch.language).telegram.news.format(question=quoted(watch.question)))
    parts = render.answer(found, key, translates=context.translates)
    return Reply(messages_to(where, (head, *parts)), _kept(found, key, where, watch.question))


def _answered(context: Context, question: Question) -> Reply:
    where, text = question.where, question.text
    preferences = context.chats.preferences(where.person)
    turns = context.chats.turns(where.chat, where.person)
    found = context.asker.ask(
        text,
        filters=_period(preferences),
        turns=turns,
        language=preferences.language,
        user=str(where.person),
        on_text=context.on_text,
    )
    if found.form == "chat":  # nothing was asked: there is nothing to look up, to rate or to ask on from
        return replace(told(where, escape(found.reason or "")), usage="asked")
    shown = _late(_as_preferred(found, preferences), question.at)
    key = token_urlsafe(KEY_BYTES)
    parts = render.answer(shown, key, translates=context.translates)
    return Reply(messages_to(where, parts), _kept(shown, key, where, text), found.turn, usage="asked")


def _kept(answer: Answer, key: str, where: Where, question: str) -> KeptAnswer:
    return KeptAnswer(key, where.chat, where.person, where.message, question, keep(answer))


def _late(answer: Answer, asked: int | None) -> Answer:
    """Return an answer that says so if it comes long after the question, as from a bot that was down."""
    waited = time() - asked if asked else 0.0
    if waited < LATE:
        return answer
    ago = duration(timedelta(seconds=waited), answer.language)
    late = Note("late", say(answer.language).telegram.late.format(time=ago))
    return replace(answer, notes=(late, *answer.notes))


def _is_new(context: Context, question: Question) -> bool:
    """Return whether a changed message was answered before it was changed to other words."""
    if question.where.message is None:
        return False
    before = context.chats.answer_to(question.where.chat, question.where.message)
    return before is not None and before.question is not None and before.question != question.text


def _refusal(context: Context, where: Where) -> Reply | None:
    """Return what is told to who asks too much, once; None where the limits allow the question."""
    if where.person in context.access.admins:
        return None
    asked, limits = context.chats.asked(where.account), context.limits
    if limits.minute and asked.person_minute >= limits.minute:
        said = context.say(where).too_many_at_once
    elif limits.day and asked.person_day >= limits.day:
        said = context.say(where).too_many_today
    elif (limits.all_minute and asked.all_minute >= limits.all_minute) or (
        limits.all_day and asked.all_day >= limits.all_day
    ):
        said = context.say(where).too_many_people
    else:
        return None
    return NOTHING if asked.told else replace(told(where, said), usage="over")


def over_acted(context: Context, where: Where) -> bool:
    """Return whether somebody has pressed so many buttons, or given so many commands, that no more are heard now."""
    acted, limits = context.chats.acted(where.account), context.limits
    return where.person not in context.access.admins and (
        0 < limits.minute * ACTS <= acted.minute or 0 < limits.day * ACTS <= acted.day
    )


def _period(preferences: Preferences) -> Filters:
    if preferences.days is None:
        return NO_FILTERS
    return Filters(since=datetime.now(UTC) - timedelta(days=preferences.days))


def _as_preferred(answer: Answer, preferences: Preferences) -> Answer:
    if preferences.language:
        answer = replace(answer, language=preferences.language)
    return _shortened(answer) if preferences.short and answer.sentences else answer


def _shortened(answer: Answer) -> Answer:
    """Return an answer of its first sentence, or of the first to each question that was asked."""
    first, *others = answer.sentences
    kept = (first, *(one for one in others if one.asked))
    numbers = {number for one in kept for number in one.citations}
    return replace(
        answer,
        sentences=kept,
        citations=tuple(one for one in answer.citations if one.number in numbers),
    )


def _only(answer: Answer, number: int) -> Answer:
    """Return an answer of one of its sentences."""
    sentence = answer.sentences[number]
    citations = tuple(one for one in answer.citations if one.number in sentence.citations)
    return replace(answer, sentences=(sentence,), citations=citations)
