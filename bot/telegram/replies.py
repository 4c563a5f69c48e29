"""What is replied to whatever a person did."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.telegram import buttons, commands, questions, texts
from bot.telegram.desk import NOTHING, Reply, told
from bot.telegram.incoming import Command, Incoming, Inline, Left, Moved, NotText, Pressed, Question

if TYPE_CHECKING:
    from bot.telegram.desk import Desk
    from bot.telegram.incoming import Where

FOR_EVERYONE = {"forget", "privacy"}  # commands that are anybody's right


def reply(desk: Desk, incoming: Incoming, update: int) -> Reply:
    """Return the reply to what a person did; `update` is the number of the update that says so.

    Raises:
        ArchiveError: the archive, or the store of the chats, can't be read.
    """
    incoming = replace(incoming, where=replace(incoming.where, update=update))
    where = incoming.where
    is_a_right = isinstance(incoming, Command) and incoming.name in FOR_EVERYONE
    if not (is_a_right or desk.access.admits(where)):
        return _not_allowed(desk, where)
    match incoming:
        case Question():
            found = questions.reply_to(desk, incoming)
        case Command():
            found = commands.run(desk, incoming, update)
        case Pressed():
            found = buttons.press(desk, incoming)
        case Inline():
            found = questions.offer(desk, incoming)
        case NotText():
            found = told(where, desk.say(texts.ONLY_TEXT, where))
        case Moved():
            desk.chats.move(where.chat, incoming.to)
            found = NOTHING
        case Left():
            desk.chats.leave(where.chat)
            found = NOTHING
    return found


def _not_allowed(desk: Desk, where: Where) -> Reply:
    """Tell a stranger so, in private and not over and over."""
    if not where.private or where.message is None or desk.chats.asked(where.person).told:
        return NOTHING
    said = desk.say(texts.NOT_ALLOWED, where).format(person=where.person)
    return replace(told(where, said), usage="over")
