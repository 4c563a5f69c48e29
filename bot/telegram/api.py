"""The Bot API, by python-telegram-bot: the one file that calls it, in our words and with our errors.

Updates are fetched here call by call rather than by the library's own `Updater`, which tells Telegram that an update
has arrived before anything has been done about it: a process that dies then has lost a question.
"""

from __future__ import annotations

import asyncio
import logging
import os
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.telegram.errors import (
    Conflict,
    Doubtful,
    Held,
    Moved,
    NotWelcome,
    Refused,
    TokenError,
    Unreachable,
    Unreadable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Self

    from telegram import InlineKeyboardMarkup

    from bot.telegram.message import Keyboard, Message, Part

DEFAULT_URL = "https://api.telegram.org/bot"
POLL_SECONDS = 30
CONNECTIONS = 64
SECONDS = 10.0  # for Telegram to answer
LISTENED_TO = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
# What Telegram says of a chat that can't be written to, with a status that says less.
NO_SUCH_CHAT = (
    "chat not found",
    "user is deactivated",
    "peer_id_invalid",
    "bot was kicked",
    "need administrator",
)
NO_SUCH_BOT = (
    "Telegram knows no bot with this KHABAR_TELEGRAM_TOKEN: copy it anew from @BotFather (/mybots, API Token)"
)
NO_BOT_API = (
    "what answers in Telegram's place doesn't say which bot this is: check KHABAR_TELEGRAM_BASE_URL, and the proxy if"
    " there is one"
)
NOTHING_NEW = "message is not modified"
UNREADABLE = ("can't parse", "unsupported start tag", "entities")


class Me(NamedTuple):
    """The bot itself: its number, and the name it is mentioned by."""

    id: int
    name: str


class InlineResult(NamedTuple):
    """An answer offered while somebody types in another chat."""

    key: str
    title: str
    description: str
    part: Part


class Api:
    """The Bot API for one bot; use within one event loop, as a context.

    Attributes:
        doubted: set when a call was answered as if there were no such bot; `me` says whether that is true.
    """

    def __init__(self, token: str, base_url: str = DEFAULT_URL) -> None:
        from telegram import Bot
        from telegram.error import InvalidToken
        from telegram.request import HTTPXRequest
        from telegram.warnings import PTBUserWarning

        # The library would rather have `Bot.get_updates` called, but see `updates`.
        warnings.filterwarnings("ignore", "Please use 'Bot.getUpdates'", PTBUserWarning)
        os.environ.setdefault("PTB_TIMEDELTA", "1")  # as the library's next version has it; else it warns
        keep_token_out_of_logs(token)
        calls, polls = (HTTPXRequest(size, SECONDS, SECONDS, SECONDS, SECONDS) for size in (CONNECTIONS, 1))
        self._requests = (calls, polls)
        self.doubted = asyncio.Event()
        try:
            self._bot = Bot(token, base_url, request=calls, get_updates_request=polls)
        except InvalidToken as error:
            raise TokenError(NO_SUCH_BOT) from error

    async def __aenter__(self) -> Self:
        for request in self._requests:  # and not `Bot.initialize`, which asks Telegram who it is at once
            await request.initialize()
        return self

    async def __aexit__(self, *_: object) -> None:
        for request in self._requests:
            await request.shutdown()

    async def me(self) -> Me:
        """Return who the bot is.

        Raises:
            Doubtful: what answers says that there is no such bot, or is no Bot API.
        """
        try:
            with self._translated():
                user = await self._bot.get_me()
        except (TypeError, ValueError, KeyError, AttributeError) as problem:
            raise Doubtful(f"no answer of Telegram's ({type(problem).__name__})", NO_BOT_API) from None
        if not user.is_bot:
            raise Doubtful("what answers is no bot", NO_BOT_API)
        return Me(user.id, user.username or "")

    async def updates(self, offset: int | None, seconds: int = POLL_SECONDS) -> list[dict[str, Any]]:
        """Return updates as they were sent, waiting up to `seconds` for one; those before `offset` are let go.

        Raises:
            Conflict: another program asks for them too.
        """
        asked = {"timeout": seconds, "allowed_updates": LISTENED_TO}
        if offset is not None:
            asked["offset"] = offset
        with self._translated():
            # As they were sent: one of a kind that the library doesn't know yet must not hold up the others.
            found: Any = await self._bot.do_api_request(
                "getUpdates", api_kwargs=asked, read_timeout=seconds + SECONDS
            )
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise Unreachable("what came is no list of updates")
        return found

    async def deliver(self, message: Message, *, plain: str | None = None) -> int:
        """Send a message, or put it in the place of the one it `edits`; `plain` instead of its markup.

        Returns:
            The message's number in its chat.

        Raises:
            TelegramProblem: which, says what to do about it.
        """
        from telegram import LinkPreviewOptions, ReplyParameters
        from telegram.constants import ParseMode

        shown: dict[str, Any] = {
            "chat_id": message.chat,
            "text": message.part.html if plain is None else plain,
            "parse_mode": ParseMode.HTML if plain is None else None,
            "reply_markup": _keyboard(message.part.keyboard),
            # Telegram would fetch the address otherwise, and show what the page says of itself.
            "link_preview_options": LinkPreviewOptions(is_disabled=True),
        }
        if message.edits is not None:
            with _as_it_was(), self._translated():
                await self._bot.edit_message_text(message_id=message.edits, **shown)
            return message.edits
        reply = (
            ReplyParameters(message.reply_to, allow_sending_without_reply=True) if message.reply_to else None
        )
        with self._translated():
            sent = await self._bot.send_message(
                reply_parameters=reply, message_thread_id=message.thread, **shown
            )
        return sent.message_id

    async def typing(self, chat: int, thread: int | None = None) -> None:
        """Show that an answer is being written; it shows for five seconds."""
        from telegram.constants import ChatAction

        with self._translated():
            await self._bot.send_chat_action(chat, ChatAction.TYPING, message_thread_id=thread)

    async def draft(self, chat: int, number: int, html: str, thread: int | None = None) -> None:
        """Show a text that is still being written, in a private chat, in the place of the draft with this `number`."""
        from telegram.constants import ParseMode

        with self._translated():
            await self._bot.send_message_draft(
                chat, number, html, message_thread_id=thread, parse_mode=ParseMode.HTML
            )

    async def answer_press(self, press: str, text: str | None = None) -> None:
        """End the waiting of a pressed button, with a word that shows for a moment."""
        with self._translated():
            await self._bot.answer_callback_query(press, text)

    async def answer_inline(self, query: str, results: Sequence[InlineResult], cache_seconds: int) -> None:
        """Offer answers to somebody who types in another chat; they see no one else's."""
        from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions
        from telegram.constants import ParseMode

        articles = [
            InlineQueryResultArticle(
                one.key,
                one.title,
                InputTextMessageContent(
                    one.part.html, ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
                ),
                _keyboard(one.part.keyboard),
                description=one.description,
            )
            for one in results
        ]
        with self._translated():
            await self._bot.answer_inline_query(query, articles, cache_time=cache_seconds, is_personal=True)

    async def set_commands(self, commands: Sequence[tuple[str, str]], language: str | None) -> None:
        """Register (name, description) of the commands for people whose Telegram is in `language`; None: all."""
        with self._translated():
            await self._bot.set_my_commands(commands, language_code=language)

    async def poll_from_now_on(self) -> None:
        """Have updates kept for `updates`, those that wait already too."""
        with self._translated():
            await self._bot.delete_webhook(drop_pending_updates=False)

    async def push_to(self, url: str, secret: str) -> None:
        """Have updates sent to an address, with the secret in the header that says they are Telegram's."""
        with self._translated():
            await self._bot.set_webhook(url, secret_token=secret, allowed_updates=LISTENED_TO)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            with _translated():
                yield
        except Doubtful:
            self.doubted.set()
            raise


def keep_token_out_of_logs(token: str) -> None:
    """Have no line of any log hold the token, whoever writes it: addresses and tracebacks may."""
    for library in ("httpx", "httpcore", "telegram"):
        logging.getLogger(library).setLevel(logging.WARNING)
    for handler in logging.getLogger().handlers:
        if not isinstance(handler.formatter, _Redacting):
            handler.setFormatter(_Redacting(handler.formatter, token))


class _Redacting(logging.Formatter):
    def __init__(self, formatter: logging.Formatter | None, token: str) -> None:
        super().__init__()
        self._formatter = formatter or logging.Formatter()
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        return self._formatter.format(record).replace(self._token, "<token>")


@contextmanager
def _translated() -> Iterator[None]:
    """Turn the library's errors into ours."""
    from telegram import error

    try:
        yield
    except error.RetryAfter as problem:
        seconds = problem.retry_after
        raise Held(seconds if isinstance(seconds, int) else seconds.total_seconds()) from None
    except error.ChatMigrated as problem:
        raise Moved(problem.new_chat_id) from None
    except error.Conflict as problem:
        raise Conflict(str(problem)) from None
    except error.Forbidden as problem:
        raise NotWelcome(str(problem)) from None
    except (error.InvalidToken, error.EndPointNotFound) as problem:
        raise Doubtful(str(problem), NO_SUCH_BOT) from None
    except error.BadRequest as problem:
        raise _refusal(str(problem)) from None
    except error.TelegramError as problem:
        raise Unreachable(str(problem)) from None


def _refusal(reason: str) -> Refused | NotWelcome:
    words = reason.casefold()
    if any(one in words for one in NO_SUCH_CHAT):
        return NotWelcome(reason)
    return Unreadable(reason) if any(one in words for one in UNREADABLE) else Refused(reason)


@contextmanager
def _as_it_was() -> Iterator[None]:
    """Take it for done that a message shows already what it is to show: an edit may be sent twice."""
    try:
        yield
    except Refused as problem:
        if NOTHING_NEW not in str(problem).casefold():
            raise


def _keyboard(rows: Keyboard) -> InlineKeyboardMarkup | None:
    from telegram import InlineKeyboardButton, InlineKeyboardMarkup

    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(one.text, url=one.url, callback_data=one.data) for one in row] for row in rows]
    )
