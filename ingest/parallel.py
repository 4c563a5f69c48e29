"""Slow streams read beside each other, and passed on one after another."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from queue import Full, Queue
from threading import Event, Semaphore, Thread
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Job = TypeVar("Job")
Item = TypeVar("Item")

AT_ONCE = 8  # lanes that read at the same time; the others wait
AHEAD = 100  # items of a job that may wait to be passed on
LOOK = 0.2  # seconds between looks at whether they are still wanted


def in_parallel(
    jobs: Sequence[Job], lane: Callable[[Job], str], read: Callable[[Job], Iterable[Item]]
) -> Iterator[Item]:
    """Yield what is read for each job, in the order of the jobs.

    Jobs of one lane are read one after another; lanes are read at the same time, each in a thread, a little ahead of
    their turn. What a job raises is raised when its turn has come.
    """
    lanes: defaultdict[str, list[_Stream[Item]]] = defaultdict(list)
    streams = [_Stream(read(job)) for job in jobs]
    for job, stream in zip(jobs, streams, strict=True):
        lanes[lane(job)].append(stream)
    if len(lanes) == 1:
        for stream in streams:
            yield from stream.source
        return
    stop, reading = Event(), Semaphore(AT_ONCE)
    for own in lanes.values():
        Thread(target=_read, args=(own, reading, stop), daemon=True).start()
    try:
        for stream in streams:
            yield from stream.items()
    finally:
        stop.set()


class _End:
    """Comes after a job's last item, with what it raised."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error


class _Stream(Generic[Item]):
    """What is read for one job: filled by its lane's thread, emptied by the caller's."""

    def __init__(self, source: Iterable[Item]) -> None:
        self.source = source
        self._queue: Queue[Item | _End] = Queue(AHEAD)

    def fill(self, reading: Semaphore, stop: Event) -> None:
        """Read the source to its end, or until nobody wants it; only the reading, not the waiting, takes a place."""
        source = iter(self.source)
        item: Item | _End | None = None
        while not isinstance(item, _End) and not stop.is_set():
            with reading:
                item = _next(source)
            self._put(item, stop)

    def items(self) -> Iterator[Item]:
        """Yield what is read, as it comes."""
        while not isinstance(item := self._queue.get(), _End):
            yield item
        if item.error:
            raise item.error

    def _put(self, item: Item | _End, stop: Event) -> None:
        waiting = True
        while waiting and not stop.is_set():
            with suppress(Full):
                self._queue.put(item, timeout=LOOK)
                waiting = False


def _next(source: Iterator[Item]) -> Item | _End:
    try:
        return next(source)
    except StopIteration:
        return _End()
    except Exception as error:  # noqa: BLE001 - it is raised where it is awaited
        return _End(error)


def _read(streams: Iterable[_Stream[Item]], reading: Semaphore, stop: Event) -> None:
    for stream in streams:
        stream.fill(reading, stop)
