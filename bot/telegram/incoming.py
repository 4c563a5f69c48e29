"""What a person did, read off an update as Telegram sends it."""

from __future__ import annotations

from dataclasses import dataclass
from logging import getLogger
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import telegram

    from bot.telegram.api import Me

log = getLogger(__name__)

PRIVATE = "private"
NOT_TEXT = (
    "voice", "audio", "photo", "video", "video_note", "sticker", "animation", "document", "location", "contact",
    "poll", "dice",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Where:
    """Where something was done, and by whom.

    Attributes:
        chat: its number, for replies; a person's own for what isn't done in a chat.
        person: the number of who did it; a channel or group may speak, too.
        private: whether only the bot and the person read there.
        message: the number of the message, or of the one whose button was pressed.
        thread: the topic of a forum.
        language: of the person's Telegram, ISO 639-1, if known.
        update: the number of the update that says so, once it is handled.
    """

    chat: int
    person: int
    private: bool
    message: int | None = None
    thread: int | None = None
    language: str | None = None
    update: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A text for the bot; `edited`: it takes the place of one that may have been answered."""

    where: Where
    text: str
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name without the slash, in small letters, and what follows it."""

    where: Where
    name: str
    argument: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A pressed button: its data, and what the press is answered by."""

    where: Where
    id: str
    data: str


@dataclass(frozen=True, slots=True)
class Inline:
    """A question typed after the bot's name in some other chat."""

    where: Where
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class NotText:
    """Something said to the bot that isn't text."""

    where: Where


@dataclass(frozen=True, slots=True)
class Moved:
    """A group that has become a supergroup, under a new number."""

    where: Where
    to: int


@dataclass(frozen=True, slots=True)
class Left:
    """A chat that the bot can't write to any more: blocked, or taken out of the group."""

    where: Where


Incoming = Question | Command | Pressed | Inline | NotText | Moved | Left


def read(body: dict[str, Any], me: Me) -> Incoming | None:
    """Return what an update says that the bot is meant by; None where it isn't, or can't make anything of it."""
    from telegram import Update

    try:
        update = Update.de_json(body, None)
        if query := update.inline_query:
            where = _at_home(query.from_user)
            return Inline(where, query.id, _clean(query.query))
        if press := update.callback_query:
            return _press(press)
        if (member := update.my_chat_member) and member.new_chat_member.status in {"kicked", "left"}:
            where = Where(member.chat.id, member.from_user.id, member.chat.type == PRIVATE)
            return Left(where)
        if message := update.message or update.edited_message:
            return _message(message, me, edited=update.edited_message is not None)
    except (TypeError, ValueError, KeyError, AttributeError) as problem:
        log.warning("an update is in no form known, and let go: %s", type(problem).__name__)
    return None


def _message(message: telegram.Message, me: Me, *, edited: bool) -> Incoming | None:
    where = _where(message)
    if message.migrate_to_chat_id:
        return Moved(where, message.migrate_to_chat_id)
    # What somebody chose from the bot's own inline results, and what a channel's posts are copied to, is no question.
    if (
        message.via_bot
        or message.is_automatic_forward
        or (message.from_user and message.from_user.id == me.id)
    ):
        return None
    if message.text is None:
        is_said = where.private or _is_reply(message, me)
        is_something = any(getattr(message, kind) for kind in NOT_TEXT)
        return NotText(where) if is_said and is_something and not edited else None
    if command := _command(message, me):
        name, argument = command
        return None if edited else Command(where, name, argument)
    text, mentioned = _unmentioned(message, me)
    if where.private or mentioned or _is_reply(message, me):
        return Question(where, _clean(text), edited)
    return None


def _command(message: telegram.Message, me: Me) -> tuple[str, str] | None:
    """Return the command that a message begins with and the rest, if it is for this bot or for any."""
    for entity, words in message.parse_entities(["bot_command"]).items():
        name, _, addressee = words[1:].partition("@")
        if entity.offset == 0 and (not addressee or addressee.casefold() == me.name.casefold()):
            return name.casefold(), _clean((message.text or "")[len(words) :])
    return None


def _unmentioned(message: telegram.Message, me: Me) -> tuple[str, bool]:
    """Return a message's text without the bot's name, and whether it was in it."""
    text = message.text or ""
    mentions = [
        words
        for entity, words in message.parse_entities(["mention", "text_mention"]).items()
        if words.casefold() == f"@{me.name}".casefold() or (entity.user and entity.user.id == me.id)
    ]
    for words in mentions:
        text = text.replace(words, " ", 1)
    return text, bool(mentions)


def _is_reply(message: telegram.Message, me: Me) -> bool:
    answered = message.reply_to_message
    return answered is not None and answered.from_user is not None and answered.from_user.id == me.id


def _press(press: telegram.CallbackQuery) -> Pressed:
    if press.message is None:
        where = _at_home(press.from_user)
    else:
        chat = press.message.chat
        thread = getattr(press.message, "message_thread_id", None)
        language = press.from_user.language_code
        where = Where(
            chat.id, press.from_user.id, chat.type == PRIVATE, press.message.message_id, thread, language
        )
    return Pressed(where, press.id, press.data or "")


def _where(message: telegram.Message) -> Where:
    speaker = message.sender_chat or message.from_user
    return Where(
        chat=message.chat.id,
        person=speaker.id if speaker else message.chat.id,
        private=message.chat.type == PRIVATE,
        message=message.message_id,
        thread=message.message_thread_id if message.is_topic_message else None,
        language=message.from_user.language_code if message.from_user else None,
    )


def _at_home(user: telegram.User) -> Where:
    return Where(user.id, user.id, private=True, language=user.language_code)


def _clean(text: str) -> str:
    """Return text as one that can be stored: halves of characters are none."""
    return text.encode("utf-8", "replace").decode().strip()
