"""What is told of an answer while it is made, as server-sent events (WHATWG HTML, 9.2)."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from bot.web.desk import Desk

Result = TypeVar("Result")

MEDIA_TYPE = "text/event-stream"
ALIVE_SECONDS = 15.0  # between two signs of life: proxies cut what is silent
ALIVE = b": still at it\n\n"


class Growing(Generic[Result]):
    """A call that says what it writes, made when it is its turn; use within one event loop."""

    def __init__(self, call: Callable[[Callable[[str], None]], Result], desk: Desk) -> None:
        loop, self._written = asyncio.get_running_loop(), asyncio.Queue[str]()

        def hear(text: str) -> None:
            loop.call_soon_threadsafe(self._written.put_nowait, text)

        self._task = asyncio.create_task(desk.run(lambda: call(hear)))
        self._task.add_done_callback(lambda task: task.cancelled() or task.exception())  # told by `result`

    async def texts(self) -> AsyncIterator[str]:
        """Yield what the call says, as it says it, until it ends; an empty text where a sign of life is due."""
        while (text := await self._next()) is not None:
            yield text

    def result(self) -> Result:
        """Return what the call returned, or raise what it raised; once it has ended."""
        return self._task.result()

    def leave(self) -> None:
        """Say that nobody waits any more: a call that waits for its turn isn't made; what has begun is not cut off."""
        self._task.cancel()

    async def _next(self) -> str | None:
        more = asyncio.create_task(self._written.get())
        try:
            await asyncio.wait({more, self._task}, timeout=ALIVE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            if more.done():
                return more.result()
        finally:
            more.cancel()
        if not self._task.done():
            return ""
        return None if self._written.empty() else self._written.get_nowait()


def event(name: str, data: Mapping[str, object]) -> bytes:
    """Return an event; JSON has no line breaks."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode("utf-8", "replace")
