"""The commands, each a function from what was written to what is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.phrases import day, figure, say
from bot.screen import line
from bot.telegram import preferences
from bot.telegram.chats import GONE_WITHIN, Watch
from bot.telegram.context import in_messages, quoted, told
from bot.telegram.incoming import Question
from bot.telegram.message import Button, Part
from bot.telegram.questions import LONGEST, reply_to
from index.tongues.registry import DECLARED

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.telegram.context import Context, Reply
    from bot.telegram.incoming import Command, Where

MOST_WATCHES = 20
MOST_SOURCES = 40
NAME = 100  # characters of a source's name
LISTED = 80  # characters of a question in the list of those watched: so many of them fit one message
BUTTON = 60  # characters of a question on a button
UNWATCH = "u:"  # a button's data, before the watch's number


def run(context: Context, command: Command, update: int) -> Reply:
    """Return what a command brings about; `update` is the number of the update that holds it.

    Raises:
        ArchiveError: the archive, or the store of the chats, can't be read.
    """
    if command.name == "forget":
        return forget(context, command.where, update)
    known = COMMANDS.get(command.name)
    if known:
        return known(context, command)
    # In a group it may be another bot's.
    return (
        told(command.where, context.say(command.where).unknown_command)
        if command.where.private
        else told(command.where)
    )


def forget(context: Context, where: Where, update: int) -> Reply:
    """Erase all that is kept about a person, and say so once it is gone from every file; else by when it will be."""
    language = context.language(where)
    texts = say(language).telegram
    if context.chats.forget(where.person, asking=update).everywhere:
        return told(where, texts.forgotten)
    by = datetime.now(UTC) + timedelta(seconds=GONE_WITHIN)
    return told(where, texts.forgotten_soon.format(when=f"{day(by, language)} {by:%H:%M} UTC"))


def _start(context: Context, command: Command) -> Reply:
    return told(command.where, context.say(command.where).start)


def _help(context: Context, command: Command) -> Reply:
    return told(command.where, context.say(command.where).help)


def _ask(context: Context, command: Command) -> Reply:
    if not command.argument:
        return told(command.where, context.say(command.where).ask_how)
    return reply_to(context, Question(command.where, command.argument))


def _new(context: Context, command: Command) -> Reply:
    context.chats.start_afresh(command.where.chat, command.where.person)
    return told(command.where, context.say(command.where).afresh)


def _privacy(context: Context, command: Command) -> Reply:
    model = context.say(command.where).privacy_model if context.generates else ""
    return told(command.where, context.say(command.where).privacy.format(model=model))


def _settings(context: Context, command: Command) -> Reply:
    return told(command.where, preferences.shown(context, command.where))


def _sources(context: Context, command: Command) -> Reply:
    texts, language = context.say(command.where), context.language(command.where)
    sources = context.archive.status().sources
    if not sources:
        return told(command.where, texts.no_articles)
    lines = [texts.sources]
    lines += [
        f"{quoted(name, NAME)} – {figure(count, language)}"
        for name, count in list(sources.items())[:MOST_SOURCES]
    ]
    if len(sources) > MOST_SOURCES:
        lines.append(texts.more_sources.format(count=len(sources) - MOST_SOURCES))
    return told(command.where, *in_messages(lines))


def _status(context: Context, command: Command) -> Reply:
    where, language = command.where, context.language(command.where)
    texts = context.say(where)
    status = context.archive.status()
    if not status.articles:
        return told(where, texts.no_articles)
    updated = min(status.updated, datetime.now(UTC)) if status.updated else None
    lines = texts.status.format(
        articles=figure(status.articles, language),
        languages=", ".join(
            f"{_name(code, language)} {figure(count, language)}" for code, count in status.languages.items()
        ),
        newest=day(status.newest, language) if status.newest else texts.unknown,
        updated=f"{day(updated, language)}, {updated:%H:%M} UTC" if updated else texts.unknown,
    )
    if where.person in context.access.admins:
        asked = context.chats.asked(where.person)
        counts = {
            "minute": asked.all_minute,
            "day": asked.all_day,
            "watches": len(context.chats.watches()),
            "waiting": len(context.chats.waiting()),
            "parked": len(context.chats.parked()),
        }
        lines = f"{lines}\n\n{texts.for_admins.format(**counts)}"
    return told(where, lines)


def _name(code: str, language: str) -> str:
    """Return what a language is called in another one."""
    own_names = {one.code: one.texts.own_name for one in DECLARED}
    return say(language).languages.get(code) or own_names.get(code, code)


def _watch(context: Context, command: Command) -> Reply:
    where, question = command.where, command.argument or _last(context, command.where)
    if not question:
        return told(where, context.say(where).watch_how)
    if len(question) > LONGEST:
        return told(where, context.say(where).too_long.format(length=len(question), most=LONGEST))
    if len(context.chats.watches(person=where.person)) >= MOST_WATCHES:
        return told(where, context.say(where).watches_full.format(most=MOST_WATCHES))
    newest = context.archive.newest_wording()
    watch = Watch(0, where.chat, where.person, question, context.language(where), newest)
    context.chats.watch(watch, update=where.update)
    return told(where, context.say(where).watching.format(question=quoted(question)))


def _watches(context: Context, command: Command) -> Reply:
    return told(command.where, watches(context, command.where))


def _unwatch(context: Context, command: Command) -> Reply:
    """End the watch whose question or place in the list is given; else show them all, to tap one."""
    where = command.where
    for number, watch in enumerate(context.chats.watches(where.chat, where.person), 1):
        if command.argument in {watch.question, str(number)}:
            context.chats.unwatch(watch.id)
    return told(where, watches(context, where))


def watches(context: Context, where: Where) -> Part:
    """Return what a person watches in a chat, shortened to fit one message, with a button for each that ends it."""
    found = context.chats.watches(where.chat, where.person)
    if not found:
        return Part(context.say(where).no_watches)
    lines = [f"{number}. {quoted(watch.question, LISTED)}" for number, watch in enumerate(found, 1)]
    buttons = tuple(
        (Button(f"✕ {number}. {line(watch.question)}"[:BUTTON], f"{UNWATCH}{watch.id}"),)
        for number, watch in enumerate(found, 1)
    )
    return Part("\n".join((context.say(where).watches, *lines)), buttons)


def _last(context: Context, where: Where) -> str:
    """Return what a person asked last in a chat, as it was understood."""
    turns = context.chats.turns(where.chat, where.person)
    return turns[-1].standalone if turns else ""


COMMANDS: dict[str, Callable[[Context, Command], Reply]] = {
    "start": _start,
    "help": _help,
    "ask": _ask,
    "new": _new,
    "privacy": _privacy,
    "settings": _settings,
    "sources": _sources,
    "status": _status,
    "watch": _watch,
    "watches": _watches,
    "unwatch": _unwatch,
}
