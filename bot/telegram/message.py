"""What goes out to a chat: texts in Telegram's HTML, with buttons under them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: it opens an address, or sends `data` back to the bot.

    Attributes:
        data: at most 64 bytes of UTF-8, as the Bot API has it.
    """

    text: str
    data: str | None = None
    url: str | None = None


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A text that fits one message, its markup balanced, and the rows of buttons under it."""

    html: str
    keyboard: Keyboard = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A part on its way to a chat.

    Attributes:
        chat: where it goes.
        part: what is shown there.
        edits: the message that it takes the place of; None: it is a message of its own.
        reply_to: the message it answers, where that must be shown.
        thread: the topic of a forum it belongs to.
    """

    chat: int
    part: Part
    edits: int | None = None
    reply_to: int | None = None
    thread: int | None = None

    def document(self) -> dict[str, Any]:
        """Return the message as JSON keeps it."""
        rows = [[[one.text, one.data, one.url] for one in row] for row in self.part.keyboard]
        return {
            "html": self.part.html,
            "keyboard": rows,
            "edits": self.edits,
            "reply_to": self.reply_to,
            "thread": self.thread,
        }

    @classmethod
    def of(cls, chat: int, document: dict[str, Any]) -> Message:
        """Return the message for a chat that `document` holds."""
        keyboard = tuple(tuple(Button(*one) for one in row) for row in document["keyboard"])
        return cls(
            chat,
            Part(document["html"], keyboard),
            document["edits"],
            document["reply_to"],
            document["thread"],
        )
