"""What `khabar watch` needs of this process: how often, and an end when it is told to end."""

from __future__ import annotations

import os
import re
import signal
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Timer
from typing import TYPE_CHECKING

from index.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
LENGTH = re.compile(r"(\d{1,6})\s*([smhd])", re.IGNORECASE)
# Seconds after which a stop is not waited for any longer: what was under way is done again by the next watch.
LONGEST_STOP = 8.0


def interval(text: str) -> timedelta:
    """Return a length of time written like 30s, 10m, 2h or 1d.

    Raises:
        UsageError: it is none, or no time at all.
    """
    found = LENGTH.fullmatch(text.strip())
    length = timedelta(**{UNITS[found[2].lower()]: int(found[1])}) if found else timedelta(0)
    if not length:
        raise UsageError(f"every {text!r} is no length of time: write it like 30s, 10m or 2h")
    return length


@contextmanager
def until_told() -> Iterator[Event]:
    """Yield an event that SIGTERM and SIGINT set; the process ends soon after, at the latest by force."""
    stop = Event()
    force = Timer(LONGEST_STOP, os._exit, args=(0,))
    force.daemon = True

    def told(_signal: int, _frame: FrameType | None) -> None:
        if not stop.is_set():
            stop.set()
            force.start()

    before = {number: signal.signal(number, told) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        stop.set()
        force.cancel()
        for number, handler in before.items():
            signal.signal(number, handler)
