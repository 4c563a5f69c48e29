"""The Telegram bot, put together from the settings."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

from index.errors import UsageError
from khabar.settings import NO_MODEL

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.telegram.context import Access
    from bot.telegram.webhook import Webhook
    from khabar.settings import Settings

NOT_SET_UP = (
    "no bot is set up: write /newbot to @BotFather in Telegram, and put the token it gives you into .env as"
    " KHABAR_TELEGRAM_TOKEN=…"
)
RESTART_SECONDS = 3.0  # for an earlier process to be gone


def serve(settings: Settings, *, say: Callable[[str], None]) -> None:
    """Run the bot until it is told to stop; `say` is told what the person at the screen may want to know.

    Raises:
        UsageError: a setting is missing, or can't be used.
        ArchiveError: the archive or the store of the chats can't be used now, or another bot runs on it.
        BusyError: another program takes the bot's updates.
    """
    token, webhook = _token(settings), _webhook(settings)
    access = _access(settings)
    os.umask(0o077)  # what the bot writes is of people: its owner alone may read it
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, _leave)  # until the bot listens to them itself
    from bot.telegram.chats import Chats
    from bot.telegram.context import Context, Limits
    from bot.telegram.run import run
    from index.lock import alone
    from khabar.archive import Archive

    limits = Limits(
        settings.telegram_per_minute,
        settings.telegram_per_day,
        settings.telegram_all_per_minute,
        settings.telegram_all_per_day,
    )
    with (
        Archive.open(settings=settings) as archive,
        alone(
            settings.archive,
            "telegram",
            wait=RESTART_SECONDS,
            doing="running the Telegram bot of",
            advice="stop that one first, or leave it at work",
        ),
        Chats.open(settings.archive) as chats,
    ):
        archive.require_model(archive.embedder.name)
        answers, quotes = archive.asker(), archive.asker(NO_MODEL)
        generates = answers.composer is not None
        context = Context(
            archive, chats, answers, quotes, access, limits, generates=generates, site=settings.web_url
        )
        run(
            token,
            settings.telegram_base_url,
            context,
            webhook=webhook,
            ready=lambda me: say(f"the bot listens as @{me.name}: write to it at https://t.me/{me.name}"),
        )


def check(settings: Settings) -> str:
    """Return whose bot the token is, or that there is none.

    Raises:
        UsageError: Telegram doesn't know the token or can't be asked, or a setting can't be used.
    """
    import asyncio

    from bot.telegram.api import Api
    from bot.telegram.errors import Doubtful, TelegramProblem

    if not settings.telegram_token.get_secret_value():
        return f"not set up: {NOT_SET_UP.partition(': ')[2]}"
    _webhook(settings)
    _access(settings)

    async def ask() -> str:
        async with Api(_token(settings), settings.telegram_base_url) as api:
            return (await api.me()).name

    try:
        return f"the token is @{asyncio.run(ask())}'s{_noted(settings)}"
    except Doubtful as problem:
        raise UsageError(problem.sentence) from None
    except TelegramProblem as problem:
        raise UsageError(
            f"Telegram can't be reached at {settings.telegram_base_url} ({problem}): check the network, and"
            " KHABAR_TELEGRAM_BASE_URL if it is set"
        ) from None


def _noted(settings: Settings) -> str:
    """Return what the store of the chats says of itself, after a comma; nothing where all is well.

    Raises:
        ArchiveError: it can't be read, or holds traces of what people had erased.
    """
    from time import time

    from bot.telegram.chats import GONE_WITHIN, NAME, Chats, ChatsError

    if not (settings.archive / NAME).exists():
        return ""
    with Chats.open(settings.archive) as chats:
        since, parked = chats.erasing_since(), chats.parked()
        if since is not None and time() - since > GONE_WITHIN:
            raise ChatsError(chats.kept_by_a_reader)
    if not parked:
        return ""
    return f"; {len(parked):,} updates could not be handled in the last 30 days, the last one for {parked[-1][2]}"


def _token(settings: Settings) -> str:
    token = settings.telegram_token.get_secret_value().strip()
    if not token:
        raise UsageError(NOT_SET_UP)
    if not all(character.isalnum() or character in ":_-" for character in token):
        raise UsageError("KHABAR_TELEGRAM_TOKEN is no token: copy it from @BotFather, like 123456789:AAE…")
    return token


def _webhook(settings: Settings) -> Webhook | None:
    from bot.telegram.webhook import Webhook

    if not settings.telegram_webhook_url:
        return None
    secret = settings.telegram_webhook_secret.get_secret_value()
    if not secret:
        raise UsageError(
            "KHABAR_TELEGRAM_WEBHOOK_SECRET is not set: a webhook without one would take anybody for Telegram;"
            " make one of letters and digits"
        )
    webhook = Webhook(settings.telegram_webhook_url, secret, settings.telegram_webhook_listen)
    webhook.host_and_port  # noqa: B018 - a mistake is told before anything starts
    return webhook


def _access(settings: Settings) -> Access:
    from bot.telegram.context import Access

    return Access(
        _numbers(settings.telegram_allow, "KHABAR_TELEGRAM_ALLOW"),
        _numbers(settings.telegram_admins, "KHABAR_TELEGRAM_ADMINS"),
    )


def _numbers(text: str, name: str) -> frozenset[int]:
    try:
        return frozenset(int(one) for one in text.replace(",", " ").split())
    except ValueError:
        raise UsageError(
            f"{name} is {text!r}: write numbers with commas between them; the bot tells a stranger their own"
        ) from None


def _leave(*_: object) -> None:
    sys.exit(0)
