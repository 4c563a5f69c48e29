"""Brings the messages of the outbox to their chats: each in its order, each until it has arrived.

A message leaves the outbox when Telegram has said that it took it. A process that dies between the two sends it
again; since one message is on its way at a time, that is one message at most. A message whose taking takes long no
longer keeps the others waiting.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from logging import getLogger
from typing import TYPE_CHECKING, TypeVar

from bot.telegram.chats import ChatsDamagedError, ChatsError
from bot.telegram.errors import Held, Moved, NotWelcome, Refused, Unreachable, Unreadable, reason
from bot.telegram.lanes import Lanes, Places
from bot.telegram.message import Message
from bot.telegram.pace import Pace
from bot.telegram.text import plain
from index.backoff import back_off

if TYPE_CHECKING:
    from asyncio import TaskGroup
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterable

    from bot.telegram.api import Api
    from bot.telegram.chats import Chats, Outgoing

log = getLogger(__name__)
Result = TypeVar("Result")

PATIENCE = 0.5  # seconds that others wait for a message on its way
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds before the next attempt
FINISHING = 5.0  # seconds that a stop waits for messages on their way


class Sender:
    """Sends; use within one event loop."""

    def __init__(self, api: Api, chats: Chats, tasks: TaskGroup) -> None:
        self.pace = Pace()
        self._api = api
        self._chats = chats
        self._lanes: Lanes[Outgoing] = Lanes(tasks, self._bring)
        self._one_at_a_time = Places(1)
        self._on_their_way: set[asyncio.Task[None]] = set()
        self._yielding: set[int] = set()  # messages that nobody waits for

    def put(self, messages: Iterable[Outgoing], *, yielding: bool = False) -> None:
        """Have messages of the outbox sent; `yielding`: after all that somebody waits for."""
        for one in messages:
            if yielding:
                self._yielding.add(one.id)
            self._lanes.put(one.chat, one)

    def waiting(self) -> int:
        """Return how many messages are not yet sent."""
        return self._lanes.waiting()

    async def finish(self) -> None:
        """Wait, not for ever, until what is on its way has arrived."""
        if self._on_their_way:
            await asyncio.wait(self._on_their_way, timeout=FINISHING)

    async def _bring(self, one: Outgoing) -> None:
        """Attempt until there is nothing more to do for a message; one that can't even be attempted is parked."""
        try:
            await self._brought(one)
        except ChatsDamagedError:
            raise
        except Exception as problem:
            log.exception("a message can't be sent:")
            why = reason(problem)
            await stored(lambda: self._chats.park(None, why))
            await stored(lambda: self._chats.sent(one.id))
        finally:
            self._yielding.discard(one.id)

    async def _brought(self, one: Outgoing) -> None:
        failures, chat = 0, one.chat
        while True:
            await self.pace.wait(chat)
            try:
                async with self._turn(yields=one.id in self._yielding):
                    if (got := await stored(lambda: self._chats.outgoing(one.id))) is None:
                        return
                    if got[0] != chat:  # the group has moved
                        chat = got[0]
                        continue
                    await self.pace.leave(chat)
                    await self._shielded(self._attempt(one.id))
            except Held as problem:
                log.info("Telegram asks for %g seconds of quiet in a chat", problem.seconds)
                self.pace.hold(chat, problem.seconds)
            except Unreachable as problem:
                failures += 1
                wait = back_off(failures, FIRST_WAIT, LONGEST_WAIT)
                log.info("a message will be sent again in %g s: %s", wait, problem)
                self.pace.hold(chat, wait)

    async def _attempt(self, id_: int) -> None:
        """Send a message, unless it was forgotten while it waited, and take it out of the outbox.

        Raises:
            Unreachable: it may not have arrived.
        """
        if (got := await stored(lambda: self._chats.outgoing(id_))) is None:
            return
        message = Message.of(*got)
        try:
            await self._deliver(message)
        except Moved as problem:
            new = problem.chat
            await stored(lambda: self._chats.move(message.chat, new))
            return  # it is in the outbox still, for the new chat
        except NotWelcome as problem:
            log.info("a chat can't be written to any more: %s", problem)
            await stored(lambda: self._chats.leave(message.chat))
        except Refused as problem:
            log.warning("Telegram refuses a message, which is dropped: %s", problem)
        await stored(lambda: self._chats.sent(id_))

    async def _deliver(self, message: Message) -> None:
        try:
            await self._api.deliver(message)
        except Unreadable as problem:
            log.warning("Telegram can't read a message's markup, so it goes out plain: %s", problem)
            await self._api.deliver(message, plain=plain(message.part.html))
        except Refused as problem:
            if message.edits is None or message.reply_to is None:
                raise
            log.info("an answer's beginning is gone, so that it goes out as a new message: %s", problem)
            await self._deliver(replace(message, edits=None))

    async def _shielded(self, attempt: Coroutine[None, None, None]) -> None:
        """Let an attempt end by itself when the bot is stopped: half-sent is neither sent nor unsent."""
        task = asyncio.create_task(attempt)
        self._on_their_way.add(task)
        task.add_done_callback(self._on_their_way.discard)
        await asyncio.shield(task)

    @asynccontextmanager
    async def _turn(self, *, yields: bool) -> AsyncIterator[None]:
        """Be the only one to send, for as long as the others have patience."""
        await self._one_at_a_time.take(yields=yields)
        is_over = False

        def end() -> None:
            nonlocal is_over
            if not is_over:
                is_over = True
                self._one_at_a_time.give_back()

        patience = asyncio.get_running_loop().call_later(PATIENCE, end)
        try:
            yield
        finally:
            patience.cancel()
            end()


async def stored(call: Callable[[], Result]) -> Result:
    """Return what a call to the store returns; while the disk has no room for it, it is made again and again.

    Raises:
        ChatsDamagedError: it never will.
    """
    failures = 0
    while True:
        try:
            return await asyncio.to_thread(call)
        except ChatsDamagedError:
            raise
        except ChatsError as problem:
            log.warning("%s", problem)
        failures += 1
        await asyncio.sleep(back_off(failures, FIRST_WAIT, LONGEST_WAIT))
