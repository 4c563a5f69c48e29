"""What those who reply work with, and what a reply is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from bot.phrases import say
from bot.screen import isolated, line
from bot.telegram.chats import Done
from bot.telegram.message import Message, Part
from bot.telegram.text import MOST, disarmed, plain, units
from index.language import code
from index.tongues.scripts import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.asker import Asker
    from bot.asking.conversation import Turn
    from bot.telegram.api import InlineResult
    from bot.telegram.chats import Chats, KeptAnswer, Usage
    from bot.telegram.incoming import Where
    from index.archive import Archive
    from index.tongues.texts import TelegramTexts

LONGEST_QUOTED = 1_000  # characters of somebody's words that are shown back to them
ACTS = 5  # presses and commands that cost as much as a question


@dataclass(frozen=True, slots=True)
class Limits:
    """How many questions are answered, by person and for all; 0: any number."""

    minute: int = 60
    day: int = 1_000
    all_minute: int = 1_500
    all_day: int = 50_000


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask: people and chats by their numbers; everyone, if none is named. Admins always may."""

    allowed: frozenset[int] = frozenset()
    admins: frozenset[int] = frozenset()

    def admits(self, where: Where) -> bool:
        """Return whether somebody may ask there."""
        return (
            not self.allowed or where.person in self.admins or bool(self.allowed & {where.person, where.chat})
        )


@dataclass(frozen=True, slots=True)
class Context:
    """What those who reply work with; threads share it.

    Attributes:
        asker: answers questions.
        quoting: answers with quotes only, where many answers are made that nobody may read.
        generates: whether `asker` has a language model, which is sent what is asked.
        on_text: hears each sentence of the answer while a language model writes it.
        on_work: hears that an answer is being made.
        site: where the archive's pages are read; empty: nowhere.
    """

    archive: Archive
    chats: Chats
    asker: Asker
    quoting: Asker
    access: Access = Access()
    limits: Limits = Limits()
    generates: bool = False
    on_text: Callable[[str], None] | None = None
    on_work: Callable[[], None] = lambda: None
    site: str = ""

    @property
    def translates(self) -> bool:
        """Whether foreign quotes can be translated."""
        return self.asker.quotes is not None

    def language(self, where: Where) -> str:
        """Return the language that a person is spoken to in where no question says it: chosen, or Telegram's."""
        return code(self.chats.preferences(where.person).language or where.language) or UNKNOWN

    def say(self, where: Where) -> TelegramTexts:
        """Return what is said in a person's language."""
        return say(self.language(where)).telegram


@dataclass(frozen=True, slots=True)
class Reply:
    """What comes of an update.

    Attributes:
        messages: to go out, in this order.
        answer: the answer that they show.
        turn: the question answered.
        usage: whether it counts against the limits, or says that they are used up.
        toast: a word that shows for a moment over a pressed button.
        results: offered to who types in another chat.
        shows: the key of an answer kept before that the messages show.
        account: whose limits it counts against; None: the person's.
        failed: why there is no better reply.
    """

    messages: tuple[Message, ...] = ()
    answer: KeptAnswer | None = None
    turn: Turn | None = None
    usage: Usage | None = None
    toast: str | None = None
    results: tuple[InlineResult, ...] = ()
    shows: str | None = None
    account: int | None = None
    failed: str | None = None

    def instead_of(self, message: int | None) -> Reply:
        """Return the reply with its first message in the place of another one; as it is, if there is none."""
        if message is None or not self.messages:
            return self
        first, *others = self.messages
        return replace(self, messages=(replace(first, edits=message), *others))

    def done(self) -> Done:
        """Return what is to be kept of it."""
        bodies = tuple((message.chat, message.document()) for message in self.messages)
        return Done(bodies, self.answer, self.turn, self.usage, self.shows, self.account, self.failed)


NOTHING = Reply()


def told(where: Where, *texts: str | Part) -> Reply:
    """Return the reply that these are, each a message, beneath what they answer where others write too."""
    return Reply(messages_to(where, (Part(one) if isinstance(one, str) else one for one in texts)))


def messages_to(where: Where, parts: Iterable[Part]) -> tuple[Message, ...]:
    """Return parts as messages to where something was asked."""
    reply_to = None if where.private else where.message
    return tuple(
        Message(where.chat, part, reply_to=None if number else reply_to, thread=where.thread)
        for number, part in enumerate(parts)
    )


def quoted(text: str, most: int = LONGEST_QUOTED) -> str:
    """Return somebody's words, on one line, as HTML in which they are no markup, link or command.

    Args:
        text: the words.
        most: so many characters are shown of them.
    """
    text = line(text)
    shown = text if len(text) <= most else f"{text[:most].rstrip()}…"
    return escape(disarmed(isolated(shown, "ltr")), quote=False)


def in_messages(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines of HTML as texts that each fit a message; no line is longer than one."""
    held: list[str] = []
    size = 0
    for one in lines:
        added = units(plain(one)) + 1
        if held and size + added > MOST:
            yield "\n".join(held)
            held, size = [], 0
        held.append(one)
        size += added
    yield "\n".join(held)
