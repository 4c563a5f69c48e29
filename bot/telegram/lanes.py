"""Work that is done in order within a lane, and lane beside lane: a slow chat holds up its own people only."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from asyncio import TaskGroup
    from collections.abc import Awaitable, Callable, Hashable

Item = TypeVar("Item")


class Lanes(Generic[Item]):
    """Lanes of items waiting for `work`; use within one event loop. What `work` raises ends the task group."""

    def __init__(self, tasks: TaskGroup, work: Callable[[Item], Awaitable[None]]) -> None:
        self._tasks = tasks
        self._work = work
        self._lanes: dict[Hashable, deque[Item]] = {}

    def put(self, lane: Hashable, item: Item) -> None:
        """Have an item worked on after those before it in its lane."""
        if lane in self._lanes:
            self._lanes[lane].append(item)
        else:
            self._lanes[lane] = deque([item])
            self._tasks.create_task(self._run(lane))

    def waiting(self) -> int:
        """Return how many items are not yet done."""
        return sum(map(len, self._lanes.values()))

    async def _run(self, lane: Hashable) -> None:
        items = self._lanes[lane]
        while items:
            await self._work(items[0])
            items.popleft()
        del self._lanes[lane]


class Places:
    """So many at a time, as a context; use within one event loop.

    Of those that wait, by turns the one that has waited longest gets a place and the one that came last: behind a long
    queue nobody waits for ever, and who comes now doesn't wait for all of it. Those that yield come after all others.
    """

    def __init__(self, count: int) -> None:
        self._free = count
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._yielding: deque[asyncio.Future[None]] = deque()
        self._is_latests_turn = False

    async def take(self, *, yields: bool = False) -> None:
        """Wait for a place, to be given back; one that `yields` lets all others go first."""
        if self._free:
            self._free -= 1
            return
        place = asyncio.get_running_loop().create_future()
        (self._yielding if yields else self._waiting).append(place)
        try:
            await place
        except asyncio.CancelledError:
            if not place.cancelled():
                self.give_back()  # it was given just now
            raise

    async def __aenter__(self) -> None:
        await self.take()

    async def __aexit__(self, *_: object) -> None:
        self.give_back()

    def give_back(self) -> None:
        """Let the next one have a place."""
        while self._waiting:
            self._is_latests_turn = not self._is_latests_turn
            place = self._waiting.pop() if self._is_latests_turn else self._waiting.popleft()
            if not place.done():  # who waited may have given up
                place.set_result(None)
                return
        while self._yielding:
            if not (place := self._yielding.popleft()).done():
                place.set_result(None)
                return
        self._free += 1
