"""What a person did, read off an update as Telegram sends it.

An update says much more than that: the names of people, the whole message that another one replies to, which may be
somebody else's. `needed` leaves that out before anything is kept, and `read` looks at nothing that it leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.telegram.api import Me

Document = dict[str, Any]

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
        as_channel: whether somebody speaks as a channel or group, of which one person may have many.
    """

    chat: int
    person: int
    private: bool
    message: int | None = None
    thread: int | None = None
    language: str | None = None
    update: int | None = None
    as_channel: bool = False

    @property
    def account(self) -> int:
        """Whose limits it counts against: all who speak as channels in a chat share that chat's."""
        return self.chat if self.as_channel else self.person


@dataclass(frozen=True, slots=True)
class Question:
    """A text for the bot.

    Attributes:
        edited: it takes the place of one that may have been answered.
        at: when it was written, in seconds since 1970, if Telegram says so.
    """

    where: Where
    text: str
    edited: bool = False
    at: int | None = None


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


LARGEST = 2**63 - 1  # that SQLite stores; Telegram's numbers have at most 52 bits

# What is looked at in an update, by name: a value, a document, or a list of documents. Of media, whether there is any.
_VALUE: Document = {}
_USER: Document = dict.fromkeys(("id", "language_code"), _VALUE)
_CHAT: Document = dict.fromkeys(("id", "type"), _VALUE)
_MESSAGE: Document = {
    **dict.fromkeys(("message_id", "date", "text", "message_thread_id", "is_topic_message"), _VALUE),
    **dict.fromkeys(("is_automatic_forward", "migrate_to_chat_id"), _VALUE),
    "chat": _CHAT,
    "from": _USER,
    "sender_chat": _CHAT,
    "via_bot": _USER,
    "entities": [{**dict.fromkeys(("type", "offset", "length"), _VALUE), "user": _USER}],
    "reply_to_message": {"from": _USER},
}
_UPDATE: Document = {
    "update_id": _VALUE,
    "message": _MESSAGE,
    "edited_message": _MESSAGE,
    "callback_query": {
        **dict.fromkeys(("id", "data"), _VALUE),
        "from": _USER,
        "message": {**dict.fromkeys(("message_id", "message_thread_id"), _VALUE), "chat": _CHAT},
    },
    "inline_query": {**dict.fromkeys(("id", "query"), _VALUE), "from": _USER},
    "my_chat_member": {"chat": _CHAT, "from": _USER, "new_chat_member": {"status": _VALUE}},
}


def needed(body: Document) -> Document:
    """Return what `read` looks at in an update, and nothing else: no names, no messages but the one that was sent."""
    kept = _only(body, _UPDATE)
    for kind in ("message", "edited_message"):
        if isinstance(message := body.get(kind), dict):
            kept[kind] |= {media: True for media in NOT_TEXT if message.get(media)}
    return kept


def read(body: Document, me: Me) -> Incoming | None:
    """Return what an update says that the bot is meant by; None where it isn't.

    Raises:
        ValueError: it is in no form known.
    """
    if query := _part(body, "inline_query"):
        return Inline(_at_home(_part(query, "from")), _text(query, "id"), _clean(_text(query, "query")))
    if press := _part(body, "callback_query"):
        return _press(press)
    if member := _part(body, "my_chat_member"):
        chat, person = _part(member, "chat"), _number(_part(member, "from"), "id")
        where = Where(_number(chat, "id"), person, chat.get("type") == PRIVATE)
        return Left(where) if _part(member, "new_chat_member").get("status") in {"kicked", "left"} else None
    for kind in ("message", "edited_message"):
        if message := _part(body, kind):
            return _message(message, me, edited=kind == "edited_message")
    return None


def _message(message: Document, me: Me, *, edited: bool) -> Incoming | None:
    where = _where(message)
    if message.get("migrate_to_chat_id"):
        return Moved(where, _number(message, "migrate_to_chat_id"))
    # What somebody chose from the bot's own inline results, and what a channel's posts are copied to, is no question.
    if (
        message.get("via_bot")
        or message.get("is_automatic_forward")
        or _part(message, "from").get("id") == me.id
    ):
        return None
    if message.get("text") is None:
        is_said = where.private or _is_reply(message, me)
        is_something = any(message.get(kind) for kind in NOT_TEXT)
        return NotText(where) if is_said and is_something and not edited else None
    if command := _command(message, me):
        name, argument = command
        return None if edited else Command(where, name, argument)
    text, mentioned = _unmentioned(message, me)
    if where.private or mentioned or _is_reply(message, me):
        return Question(where, _clean(text), edited, _moment(message))
    return None


def _command(message: Document, me: Me) -> tuple[str, str] | None:
    """Return the command that a message begins with and the rest, if it is for this bot or for any."""
    for entity, words in _entities(message, "bot_command"):
        name, _, addressee = words[1:].partition("@")
        if entity.get("offset") == 0 and (not addressee or addressee.casefold() == me.name.casefold()):
            return name.casefold(), _clean(_text(message, "text")[len(words) :])
    return None


def _unmentioned(message: Document, me: Me) -> tuple[str, bool]:
    """Return a message's text without the bot's name, and whether it was in it."""
    text = _text(message, "text")
    mentions = [
        words
        for entity, words in _entities(message, "mention", "text_mention")
        if words.casefold() == f"@{me.name}".casefold() or _part(entity, "user").get("id") == me.id
    ]
    for words in mentions:
        text = text.replace(words, " ", 1)
    return text, bool(mentions)


def _entities(message: Document, *kinds: str) -> Iterator[tuple[Document, str]]:
    """Yield the entities of some kinds with their words; Telegram counts in UTF-16 code units."""
    units = _text(message, "text").encode("utf-16-le", "surrogatepass")
    for entity in message.get("entities") or ():
        if not isinstance(entity, dict):
            raise ValueError("an entity is none")  # noqa: TRY004 - what is wrong is the update
        if entity.get("type") in kinds:
            start = _number(entity, "offset")
            end = start + _number(entity, "length")
            yield entity, units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


def _is_reply(message: Document, me: Me) -> bool:
    return _part(_part(message, "reply_to_message"), "from").get("id") == me.id


def _press(press: Document) -> Pressed:
    message, user = _part(press, "message"), _part(press, "from")
    if message:
        chat = _part(message, "chat")
        where = Where(
            _number(chat, "id"),
            _number(user, "id"),
            chat.get("type") == PRIVATE,
            _number(message, "message_id"),
            _number(message, "message_thread_id") if message.get("message_thread_id") else None,
            _language(user),
        )
    else:
        where = _at_home(user)
    return Pressed(where, _text(press, "id"), _clean(str(press.get("data") or "")))


def _where(message: Document) -> Where:
    chat, user, channel = (_part(message, name) for name in ("chat", "from", "sender_chat"))
    return Where(
        chat=_number(chat, "id"),
        person=_number(channel or user or chat, "id"),
        private=chat.get("type") == PRIVATE,
        message=_number(message, "message_id"),
        thread=_number(message, "message_thread_id") if message.get("is_topic_message") else None,
        language=_language(user),
        as_channel=bool(channel),
    )


def _at_home(user: Document) -> Where:
    number = _number(user, "id")
    return Where(number, number, private=True, language=_language(user))


def _language(user: Document) -> str | None:
    code = user.get("language_code")
    return code if isinstance(code, str) else None


def _moment(message: Document) -> int | None:
    at = message.get("date")
    return at if isinstance(at, int) and 0 < at <= LARGEST else None


def _only(body: Document, shape: Document) -> Document:
    """Return the parts of a document that a shape names."""
    return {name: _kept(body[name], inner) for name, inner in shape.items() if name in body}


def _kept(value: Any, shape: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(shape, list):
        return [_kept(one, shape[0]) for one in value] if isinstance(value, list) else None
    if shape:
        return _only(value, shape) if isinstance(value, dict) else None
    return value if isinstance(value, str | int | None) else None


def _part(body: Document, name: str) -> Document:
    """Return a document within another; an empty one where there is none."""
    found = body.get(name) or {}
    if not isinstance(found, dict):
        raise ValueError(f"{name} is no document")  # noqa: TRY004 - what is wrong is the update
    return found


def _number(body: Document, name: str) -> int:
    found = body.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or abs(found) > LARGEST:
        raise ValueError(f"{name} is no number of Telegram's")
    return found


def _text(body: Document, name: str) -> str:
    found = body.get(name)
    if not isinstance(found, str):
        raise ValueError(f"{name} is no text")  # noqa: TRY004 - what is wrong is the update
    return found


def _clean(text: str) -> str:
    """Return text as one that can be stored: halves of characters are none."""
    return text.encode("utf-8", "replace").decode().strip()
