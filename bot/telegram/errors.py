"""What can go wrong with Telegram, sorted by who must act.

* KhabarError: the person who runs the bot.
  * TokenError (exit 2): Telegram knows no such bot.
  * BusyError (exit 5): another program takes the bot's updates.
* TelegramProblem: the bot, by itself.
  * Unreachable: try again later.
    * Held: not before so many seconds.
  * Moved: the group has another number now.
  * NotWelcome: nobody can be written to there any more.
  * Refused: Telegram won't take this message, ever.
    * Unreadable: it can't read the message's markup.
"""

from __future__ import annotations

from index.errors import KhabarError, UsageError


class TokenError(UsageError):
    """Telegram knows no bot with this token."""


class BusyError(KhabarError):
    """Another program takes the bot's updates."""

    exit_code = 5


class TelegramProblem(Exception):  # noqa: N818 - the bot deals with these; a person sees none
    """Something the bot deals with by itself."""


class Unreachable(TelegramProblem):
    """Telegram can't be reached, or fails: what was asked may or may not have been done."""


class Held(Unreachable):
    """Too much was asked; nothing was done, and nothing will be for `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"held for {seconds:g} s")
        self.seconds = seconds


class Conflict(TelegramProblem):
    """Another program asked for the bot's updates at the same time."""


class Moved(TelegramProblem):
    """A group has become a supergroup, whose number is `chat`."""

    def __init__(self, chat: int) -> None:
        super().__init__("the group has moved")
        self.chat = chat


class NotWelcome(TelegramProblem):
    """The bot is blocked, was removed, or the chat is gone."""


class Refused(TelegramProblem):
    """Telegram won't take this."""


class Unreadable(Refused):
    """Telegram can't read the markup."""
