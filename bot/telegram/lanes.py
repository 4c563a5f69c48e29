"""Work that is done in order within a lane, and lane beside lane: a slow chat holds up its own people only."""

from __future__ import annotations

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
