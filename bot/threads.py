"""Threads for what takes long: a language model that hangs must not keep a server from stopping."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


async def in_thread(call: Callable[[], Result]) -> Result:
    """Return what a call returns, made in a thread that dies with the process.

    `asyncio.to_thread` would wait for it at the end, however long it takes.
    """
    future: Future[Result] = Future()
    future.set_running_or_notify_cancel()  # who waits may give up; the thread can't

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return await asyncio.wrap_future(future)
