"""Fetching updates: long polling, one poller a bot."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from functools import partial
from logging import INFO, WARNING, getLogger
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from bot.telegram.errors import BusyError, Conflict, Doubtful, Held, TelegramProblem, TokenError, Unreachable
from index.backoff import back_off

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.telegram.api import Api, Me

log = getLogger(__name__)
Result = TypeVar("Result")

FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0  # seconds until Telegram is called again after it failed
# Seconds of conflict that a poller bears. Telegram may take an earlier process, that is gone, for another one for a
# while; of two that live, the one that came later leaves, and the other goes on.
PATIENCE, PATIENCE_OF_AN_OLD_ONE = 10.0, 60.0
OLD = 60.0  # seconds of polling that make an old one
DOUBTS = 3  # times in a row that Telegram must say that it knows no such bot
APART = 30.0  # seconds between two conflicts that have nothing to do with each other


@dataclass(slots=True)
class Rivals:
    """How long another program has been fetching the same updates."""

    clock: Callable[[], float] = monotonic
    _began: float = 0.0
    _since: float | None = None
    _last: float = 0.0
    _is_old: bool = False

    def __post_init__(self) -> None:
        self._began = self.clock()

    def met(self) -> None:
        """Note a conflict.

        Raises:
            BusyError: it has gone on for longer than this poller bears.
        """
        now = self.clock()
        if self._since is None or now - self._last > APART:
            self._since, self._is_old = now, now - self._began > OLD
        self._last = now
        if now - self._since > (PATIENCE_OF_AN_OLD_ONE if self._is_old else PATIENCE):
            raise BusyError(
                "another program fetches this bot's updates from Telegram (409 Conflict): stop it, or have this one"
                " run with a bot of its own, which @BotFather makes"
            )


async def poll(api: Api, receive: Callable[[list[dict[str, Any]]], Awaitable[None]]) -> None:
    """Fetch updates for ever, and tell Telegram that they have arrived once they are received.

    Raises:
        BusyError: another program fetches them too.
    """
    await patiently(api.poll_from_now_on)
    rivals = Rivals()
    offset: int | None = None
    failures = 0
    while True:
        try:
            found = await patiently(partial(api.updates, offset))
        except Conflict as problem:
            log.info("%s", problem)
            rivals.met()
            await asyncio.sleep(random.uniform(0.5, 1.5))  # noqa: S311 - so that two don't keep step
            continue
        except TelegramProblem as problem:
            log.warning("Telegram gives no updates: %s", problem)
            found = [{}]
        await receive([one for one in found if one])
        numbers = [one["update_id"] for one in found if isinstance(one.get("update_id"), int)]
        # Not kept beyond an answer without updates: after a quiet week Telegram counts from another number.
        offset = max(numbers) + 1 if numbers else None
        # What has no number can't be said to have arrived, and comes again.
        failures = failures + 1 if found and not numbers else 0
        if failures:
            await asyncio.sleep(back_off(failures, FIRST_WAIT, LONGEST_WAIT))


async def known(api: Api) -> Me:
    """Return who the bot is, asked again until Telegram can be reached.

    Raises:
        TokenError: several times in a row it was said that there is no such bot; once may be a proxy's page.
    """
    doubts = 0

    async def ask() -> Me:
        nonlocal doubts
        try:
            return await api.me()
        except Doubtful as problem:
            doubts += 1
            if doubts == DOUBTS:
                raise TokenError(problem.sentence) from None
            raise
        except Unreachable:
            doubts = 0
            raise

    return await patiently(ask)


async def doubt(api: Api) -> None:
    """Ask, whenever a call has been answered as if there were no such bot, whether there is one; for ever.

    Raises:
        TokenError: there is none any more.
    """
    while True:
        await api.doubted.wait()
        await known(api)
        api.doubted.clear()
        await asyncio.sleep(FIRST_WAIT)


async def patiently(call: Callable[[], Awaitable[Result]]) -> Result:
    """Return what a call returns, made again until Telegram can be reached."""
    failures = 0
    while True:
        try:
            return await call()
        except Unreachable as problem:
            failures += 1
            wait = back_off(failures, FIRST_WAIT, LONGEST_WAIT)
            seconds = problem.seconds if isinstance(problem, Held) else wait
            # A doubt that is true ends in a sentence of its own (`known`).
            level = INFO if isinstance(problem, Doubtful) else WARNING
            log.log(level, "Telegram can't be reached, next attempt in %g s: %s", seconds, problem)
        await asyncio.sleep(seconds)
