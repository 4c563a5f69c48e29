"""The commands, each a function from what was written to what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chats import Watch
from bot.phrases import day, say
from bot.telegram import preferences, texts
from bot.telegram.desk import quoted, told
from bot.telegram.incoming import Question
from bot.telegram.message import Button, Part
from bot.telegram.questions import LONGEST, reply_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.telegram.desk import Desk, Reply
    from bot.telegram.incoming import Command, Where

MOST_WATCHES = 20
MOST_SOURCES = 40
BUTTON = 60  # characters of a question on a button
UNWATCH = "u:"  # a button's data, before the watch's number


def run(desk: Desk, command: Command, update: int) -> Reply:
    """Return what a command brings about; `update` is the number of the update that holds it.

    Raises:
        ArchiveError: the archive, or the store of the chats, can't be read.
    """
    if command.name == "forget":
        return forget(desk, command.where, update)
    known = COMMANDS.get(command.name)
    if known:
        return known(desk, command)
    # In a group it may be another bot's.
    return (
        told(command.where, desk.say(texts.UNKNOWN_COMMAND, command.where))
        if command.where.private
        else told(command.where)
    )


def forget(desk: Desk, where: Where, update: int) -> Reply:
    """Erase all that is kept about a person."""
    said = desk.say(texts.FORGOTTEN, where)
    desk.chats.forget(where.person, asking=update)
    return told(where, said)


def _start(desk: Desk, command: Command) -> Reply:
    return told(command.where, desk.say(texts.START, command.where))


def _help(desk: Desk, command: Command) -> Reply:
    return told(command.where, desk.say(texts.HELP, command.where))


def _ask(desk: Desk, command: Command) -> Reply:
    if not command.argument:
        return told(command.where, desk.say(texts.ASK_HOW, command.where))
    return reply_to(desk, Question(command.where, command.argument))


def _new(desk: Desk, command: Command) -> Reply:
    desk.chats.start_afresh(command.where.chat, command.where.person)
    return told(command.where, desk.say(texts.AFRESH, command.where))


def _privacy(desk: Desk, command: Command) -> Reply:
    model = desk.say(texts.PRIVACY_MODEL, command.where) if desk.generates else ""
    return told(command.where, desk.say(texts.PRIVACY, command.where).format(model=model))


def _settings(desk: Desk, command: Command) -> Reply:
    return told(command.where, preferences.shown(desk, command.where))


def _sources(desk: Desk, command: Command) -> Reply:
    sources = desk.archive.status().sources
    if not sources:
        return told(command.where, desk.say(texts.NO_ARTICLES, command.where))
    lines = [desk.say(texts.SOURCES, command.where)]
    lines += [f"{quoted(name)} – {count:,}" for name, count in list(sources.items())[:MOST_SOURCES]]
    if len(sources) > MOST_SOURCES:
        lines.append(desk.say(texts.MORE_SOURCES, command.where).format(count=len(sources) - MOST_SOURCES))
    return told(command.where, "\n".join(lines))


def _status(desk: Desk, command: Command) -> Reply:
    where, language = command.where, desk.language(command.where)
    status = desk.archive.status()
    if not status.articles:
        return told(where, say(texts.NO_ARTICLES, language))
    names = texts.LANGUAGES[language]
    unknown = say(texts.UNKNOWN, language)
    lines = say(texts.STATUS, language).format(
        articles=f"{status.articles:,}",
        languages=", ".join(f"{names.get(code, code)} {count:,}" for code, count in status.languages.items()),
        newest=day(status.newest, language) if status.newest else unknown,
        updated=f"{day(status.updated, language)}, {status.updated:%H:%M} UTC" if status.updated else unknown,
    )
    if where.person in desk.access.admins:
        asked = desk.chats.asked(where.person)
        counts = {"minute": asked.all_minute, "day": asked.all_day, "watches": len(desk.chats.watches())}
        lines = f"{lines}\n\n{say(texts.FOR_ADMINS, language).format(**counts)}"
    return told(where, lines)


def _watch(desk: Desk, command: Command) -> Reply:
    where, question = command.where, command.argument or _last(desk, command.where)
    if not question:
        return told(where, desk.say(texts.WATCH_WHAT, where))
    if len(question) > LONGEST:
        return told(where, desk.say(texts.TOO_LONG, where).format(length=len(question), most=LONGEST))
    if len(desk.chats.watches(person=where.person)) >= MOST_WATCHES:
        return told(where, desk.say(texts.WATCHES_FULL, where).format(most=MOST_WATCHES))
    updated = desk.archive.updated
    checked = updated.timestamp() if updated else 0.0
    watch = Watch(0, where.chat, where.person, question, desk.language(where), checked)
    desk.chats.watch(watch, update=where.update)
    return told(where, desk.say(texts.WATCHING, where).format(question=quoted(question)))


def _watches(desk: Desk, command: Command) -> Reply:
    return told(command.where, watches(desk, command.where))


def _unwatch(desk: Desk, command: Command) -> Reply:
    """End the watch whose question or place in the list is given; else show them all, to tap one."""
    where = command.where
    for number, watch in enumerate(desk.chats.watches(where.chat, where.person), 1):
        if command.argument in {watch.question, str(number)}:
            desk.chats.unwatch(watch.id)
    return told(where, watches(desk, where))


def watches(desk: Desk, where: Where) -> Part:
    """Return what a person watches in a chat, with a button for each that ends it."""
    found = desk.chats.watches(where.chat, where.person)
    if not found:
        return Part(desk.say(texts.NO_WATCHES, where))
    lines = [f"{number}. {quoted(watch.question)}" for number, watch in enumerate(found, 1)]
    buttons = tuple(
        (Button(f"✕ {number}. {watch.question}"[:BUTTON], f"{UNWATCH}{watch.id}"),)
        for number, watch in enumerate(found, 1)
    )
    return Part("\n".join((desk.say(texts.WATCHES, where), *lines)), buttons)


def _last(desk: Desk, where: Where) -> str:
    """Return what a person asked last in a chat, as it was understood."""
    turns = desk.chats.turns(where.chat, where.person)
    return turns[-1].standalone if turns else ""


COMMANDS: dict[str, Callable[[Desk, Command], Reply]] = {
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
