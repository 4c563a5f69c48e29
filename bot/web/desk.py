"""Where questions wait for their turn: so many are answered at once, so many wait, and the next is sent away."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from bot.threads import in_thread
from bot.web.limits import Limits, Meter
from bot.web.problems import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

WAITING = 128  # that wait for their turn; behind them it would take too long
BUSY_SECONDS = 5  # after which somebody who is sent away may come again
READS = 5  # articles and pages that cost as much as a question, as presses do in the chat


class Desk:
    """Has calls made in threads, in the order in which they come; use within one event loop."""

    def __init__(self, limits: Limits, at_once: int, waiting: int = WAITING) -> None:
        self._asked = Meter(limits)
        self._read = Meter(
            Limits(
                limits.minute * READS, limits.day * READS, limits.all_minute * READS, limits.all_day * READS
            )
        )
        self._places = asyncio.Semaphore(at_once)
        self._room = at_once + waiting
        self._here = 0
        self._at_work: set[asyncio.Task[object]] = set()

    def admit(self, person: str, *, reads: bool = False) -> None:
        """Count a request of somebody's who may make it now: one that asks or searches, or one that only `reads`.

        Raises:
            Refusal: too much was asked by them or by all, or too many wait.
        """
        if self._here >= self._room:
            raise Refusal(
                503,
                f"too many are asking just now: ask again in {BUSY_SECONDS} s",
                Retry_After=str(BUSY_SECONDS),
            )
        wait = (self._read if reads else self._asked).take(person)
        if wait is not None:
            seconds = f"{wait + 1:.0f}"
            raise Refusal(429, f"too much was asked: ask again in {seconds} s", Retry_After=seconds)

    async def run(self, call: Callable[[], Result]) -> Result:
        """Return what a call returns, made in a thread when it is its turn.

        Who is cancelled while waiting is not called for; what has begun keeps its place until it ends.
        """
        self._here += 1
        try:
            await self._places.acquire()
        except BaseException:
            self._here -= 1
            raise
        task = asyncio.create_task(self._made(call))
        self._at_work.add(task)
        task.add_done_callback(self._at_work.discard)
        return await asyncio.shield(task)

    async def _made(self, call: Callable[[], Result]) -> Result:
        try:
            return await in_thread(call)
        finally:
            self._places.release()
            self._here -= 1
