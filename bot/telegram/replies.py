"""What is replied to whatever a person did."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.telegram import buttons, commands, questions
from bot.telegram.context import NOTHING, Reply, told
from bot.telegram.incoming import Command, Incoming, Inline, Left, Moved, NotText, Pressed, Question

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
    match incoming:
        case Question():
            found = questions.reply_to(context, incoming)
        case Command():
            found = commands.run(context, incoming, update)
        case Pressed():
            found = buttons.press(context, incoming)
        case Inline():
            found = questions.offer(context, incoming)
        case NotText():
            found = told(where, context.say(where).only_text)
        case Moved():
            context.chats.move(where.chat, incoming.to)
            found = NOTHING
        case Left():
            context.chats.leave(where.chat)
            found = NOTHING
    return found


def _not_allowed(context: Context, where: Where) -> Reply:
    """Tell a stranger so, in private and not over and over."""
    if not where.private or where.message is None or context.chats.asked(where.person).told:
        return NOTHING
    said = context.say(where).not_allowed.format(person=where.person)
    return replace(told(where, said), usage="over")
