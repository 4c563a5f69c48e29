"""What is replied to whatever a person did."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.telegram import buttons, commands, questions
from bot.telegram.context import NOTHING, Reply, told
from bot.telegram.incoming import Command, Incoming, Inline, Left, Moved, NotText, Pressed, Question
from bot.telegram.questions import over_acted

if TYPE_CHECKING:
    from bot.telegram.context import Context
    from bot.telegram.incoming import Where

FOR_EVERYONE = {"forget", "privacy"}  # commands that are anybody's right


def reply(context: Context, incoming: Incoming, update: int) -> Reply:
    """Return the reply to what a person did; `update` is the number of the update that says so.

    Raises:
        ArchiveError: the archive, or the store of the chats, can't be read.
    """
    incoming = replace(incoming, where=replace(incoming.where, update=update))
    where = incoming.where
    is_a_right = isinstance(incoming, Command) and incoming.name in FOR_EVERYONE
    if not (is_a_right or context.access.admits(where)):
        return _not_allowed(context, where)
    # Each press and each command costs: they read the archive too, and each says something.
    costs = isinstance(incoming, Pressed | Command | NotText) and not is_a_right
    if costs and over_acted(context, where):
        return _too_much(context, incoming)
    found = _found(context, incoming, update)
    return replace(found, account=where.account, usage=found.usage or ("acted" if costs else None))


def _found(context: Context, incoming: Incoming, update: int) -> Reply:
    where = incoming.where
    match incoming:
        case Question():
            return questions.reply_to(context, incoming)
        case Command():
            return commands.run(context, incoming, update)
        case Pressed():
            return buttons.press(context, incoming)
        case Inline():
            return questions.offer(context, incoming)
        case NotText():
            return told(where, context.say(where).only_text)
        case Moved():
            context.chats.move(where.chat, incoming.to)
        case Left():
            context.chats.leave(where.chat)
    return NOTHING


def _too_much(context: Context, incoming: Incoming) -> Reply:
    """Tell who pressed or commanded too much so, by a message once a minute."""
    where = incoming.where
    said = context.say(where).too_many_at_once
    if isinstance(incoming, Pressed):
        return Reply(toast=said)
    if context.chats.asked(where.account).told:
        return NOTHING
    return replace(told(where, said), usage="over", account=where.account)


def _not_allowed(context: Context, where: Where) -> Reply:
    """Tell a stranger so, in private and not over and over."""
    if not where.private or where.message is None or context.chats.asked(where.account).told:
        return NOTHING
    said = context.say(where).not_allowed.format(person=where.person)
    return replace(told(where, said), usage="over", account=where.account)
