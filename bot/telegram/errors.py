"""What can go wrong with Telegram, sorted by who must act.

* KhabarError: the person who runs the bot.
  * TokenError (exit 2): Telegram knows no such bot, or what answers is not Telegram.
  * BusyError (exit 5): another program takes the bot's updates.
* TelegramProblem: the bot, by itself.
  * Unreachable: try again later.
    * Held: not before so many seconds.
    * Doubtful: Telegram says, or a proxy on the way there, that there is no such bot.
  * Moved: the group has another number now.
  * NotWelcome: nobody can be written to there any more.
  * Refused: Telegram won't take this message, ever.
    * Unreadable: it can't read the message's markup.
"""

from __future__ import annotations

from traceback import extract_tb

from index.errors import KhabarError, UsageError


class TokenError(UsageError):
    """Telegram knows no bot with this token, or what answers in its place isn't Telegram's."""


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


class Doubtful(Unreachable):
    """There is said to be no such bot, which a proxy's page may say too; `sentence` is what is wrong if it is true."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(reason)
        self.sentence = sentence


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


def reason(problem: BaseException) -> str:
    """Return what went wrong and where in the code; the words of an exception may be a person's."""
    frames = extract_tb(problem.__traceback__)
    where = f" in {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    return f"{type(problem).__name__}{where}"
