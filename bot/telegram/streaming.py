"""An answer shown while it is being written: as a draft in private, elsewhere as a message that grows.

What is shown so far is nobody's to keep: a draft goes away by itself, and the final answer takes the place of the
message. If the process dies meanwhile, the answer is made again from the inbox.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from logging import getLogger
from typing import TYPE_CHECKING, Self

from bot.telegram import render
from bot.telegram.errors import Held, TelegramProblem
from bot.telegram.message import Message

if TYPE_CHECKING:
    from bot.telegram.api import Api
    from bot.telegram.incoming import Where
    from bot.telegram.pace import Pace

log = getLogger(__name__)

EVERY = 1.5  # seconds between two states shown


class Stream:
    """What is shown of an answer that is being written; use within one event loop, as a context.

    Attributes:
        message: the number of the message that has grown, which the final answer is to take the place of.
    """

    def __init__(self, api: Api, pace: Pace, where: Where, number: int) -> None:
        self.message: int | None = None
        self._api = api
        self._pace = pace
        self._where = where
        self._number = number
        self._sentences: list[str] = []
        self._more = asyncio.Event()
        self._done = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    def add(self, sentence: str) -> None:
        """Show one more sentence with its citation marks; any thread may call."""
        with suppress(RuntimeError):  # the bot has stopped meanwhile
            self._loop.call_soon_threadsafe(self._added, sentence)

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._show())
        return self

    async def __aexit__(self, _: object, error: BaseException | None, __: object) -> None:
        """Wait for what is on its way: the number of a message must be known before another takes its place."""
        self._done.set()
        self._more.set()
        if isinstance(error, asyncio.CancelledError):  # the bot is told to stop
            self._task.cancel()
        else:
            await self._task

    def _added(self, sentence: str) -> None:
        self._sentences.append(sentence)
        self._more.set()

    async def _show(self) -> None:
        """Show what there is whenever there is more."""
        while True:
            await self._more.wait()
            self._more.clear()
            if self._done.is_set():
                return
            try:
                await self._shown()
            except Held as problem:
                self._pace.hold(self._where.chat, problem.seconds)
            except TelegramProblem as problem:
                log.info("an answer can't be shown while it is written: %s", problem)
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(self._done.wait(), EVERY)

    async def _shown(self) -> None:
        where, part = self._where, render.unfinished(self._sentences)
        if where.private:
            if not self._pace.is_held(where.chat):
                await self._api.draft(where.chat, self._number, part.html, where.thread)
        elif self._pace.spares(where.chat):
            message = Message(where.chat, part, self.message, where.message, where.thread)
            self.message = await self._api.deliver(message)
