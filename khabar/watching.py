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
    from collections.abc import Iterator, Sequence
    from types import FrameType

    from index.archive import Status
    from ingest.watch import Round
    from khabar.settings import Settings

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


def rounds(
    settings: Settings, sources: Sequence[str], stop: Event, *, every: timedelta, full: bool
) -> Iterator[tuple[Round, Status]]:
    """Watch, and yield what was taken in together, each time with what the archive then holds; see `ingest.watch`.

    Raises:
        KhabarError: there is nothing to watch, or the archive can't be used.
    """
    from ingest.addresses import Allowed
    from ingest.fetch import Fetcher
    from ingest.polite import Polite
    from ingest.watch import Watch
    from khabar.archive import Archive

    with Archive.open(settings=settings, create=True) as archive:
        fetch = Polite(Fetcher(Allowed.parse(settings.fetch_allow)), stop=stop)
        archive.require_model(archive.embedder.name)  # before it is loaded
        for found in Watch(archive, archive.analyser(), fetch, stop, every=every, full=full).run(sources):
            yield found, archive.status()


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
