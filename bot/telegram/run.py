"""The bot from its start to its end."""

from __future__ import annotations

import asyncio
import signal
from contextlib import AsyncExitStack
from functools import partial
from logging import getLogger
from typing import TYPE_CHECKING

from bot.phrases import say
from bot.telegram.api import Api
from bot.telegram.errors import TelegramProblem
from bot.telegram.poll import doubt, known, patiently, poll
from bot.telegram.sender import stored
from bot.telegram.service import Service
from bot.telegram.watching import look_after
from bot.telegram.webhook import listening
from index.errors import KhabarError
from index.tongues.registry import DECLARED
from index.tongues.scripts import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.telegram.api import Me
    from bot.telegram.context import Context
    from bot.telegram.webhook import Webhook

log = getLogger(__name__)

TIDY_SECONDS = 3_600.0
CLEAR_SECONDS = 60.0
SIGNALS = (signal.SIGTERM, signal.SIGINT)


class _Stopped(Exception):  # noqa: N818 - no error
    """The bot was told to stop."""


def run(
    token: str,
    base_url: str,
    context: Context,
    *,
    webhook: Webhook | None = None,
    ready: Callable[[Me], None] = lambda _: None,
) -> None:
    """Run the bot until SIGTERM or SIGINT; `ready` is told who it is once it listens.

    Raises:
        TokenError: Telegram knows no bot with this token.
        BusyError: another program takes the bot's updates.
        ChatsDamagedError: the store of the chats can't be read any more.
        UsageError: the webhook can't listen.
    """
    asyncio.run(_until_told(token, base_url, context, webhook, ready))


async def _until_told(
    token: str, base_url: str, context: Context, webhook: Webhook | None, ready: Callable[[Me], None]
) -> None:
    stop = asyncio.Event()
    for one in SIGNALS:
        asyncio.get_running_loop().add_signal_handler(one, stop.set)
    await work(Api(token, base_url), context, stop, webhook=webhook, ready=ready)


async def work(
    api: Api,
    context: Context,
    stop: asyncio.Event,
    *,
    webhook: Webhook | None = None,
    ready: Callable[[Me], None] = lambda _: None,
) -> None:
    """Be at work until `stop` is set; raises as `run` does."""
    async with api:
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(_until(stop))
                await _work(api, context, webhook, ready, tasks)
        except* _Stopped:
            log.info("stopped")
        except* KhabarError as several:
            raise several.exceptions[0] from None  # the first thing that could not be borne


async def _until(stop: asyncio.Event) -> None:
    await stop.wait()
    raise _Stopped


async def _work(
    api: Api,
    context: Context,
    webhook: Webhook | None,
    ready: Callable[[Me], None],
    tasks: asyncio.TaskGroup,
) -> None:
    me = await known(api)
    service = Service(api, context, me, tasks)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(service.sender.finish)
        await service.resume()
        tasks.create_task(_register_commands(api))
        tasks.create_task(look_after(context, service.sender))
        tasks.create_task(_tidy(context))
        tasks.create_task(_clear(context))
        tasks.create_task(doubt(api))
        ready(me)
        if webhook is None:
            await poll(api, service.receive)
        else:
            await stack.enter_async_context(listening(webhook, service.receive))
            await patiently(lambda: api.push_to(webhook.url, webhook.secret))
            await asyncio.Event().wait()


async def _register_commands(api: Api) -> None:
    """Have Telegram offer the commands, in each person's language."""
    for language in (None, *(one.code for one in DECLARED)):
        commands = say(language or UNKNOWN).telegram.commands
        try:
            await patiently(partial(api.set_commands, commands, language))
        except TelegramProblem as problem:
            log.warning("the commands can't be registered: %s", problem)


async def _tidy(context: Context) -> None:
    while True:
        await stored(context.chats.tidy)
        await asyncio.sleep(TIDY_SECONDS)


async def _clear(context: Context) -> None:
    """Have what was erased leave the files too, as soon as no other program reads them."""
    while True:
        await stored(context.chats.clear_in_time)
        await asyncio.sleep(CLEAR_SECONDS)
