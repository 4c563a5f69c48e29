"""Whose turn it is to be visited: no host waits for others that don't answer."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Visits begin in places, and after `HELD` seconds go on beside them: a host that hangs keeps nobody waiting for longer.
PLACES = 16
HELD = 1.0
MOST = 64  # visits under way at once, to hosts that answered last time, and as many to others


class Turn(NamedTuple):
    """A host whose turn it is, and its addresses that are due."""

    host: str
    urls: list[str]


@dataclass
class _Lane:
    """Hosts of one kind: addresses that wait, by host, in the order in which hosts came; since when each is visited."""

    waiting: dict[str, list[str]] = field(default_factory=dict)
    under_way: dict[str, float] = field(default_factory=dict)


@dataclass
class Turns:
    """Hosts that are due, and those that are visited; one thread at a time.

    Those that answered last time have places of their own: however many hosts hang, they are visited in time.

    Attributes:
        clock: seconds that only grow.
    """

    clock: Callable[[], float] = time.monotonic
    _answering: _Lane = field(default_factory=_Lane)
    _others: _Lane = field(default_factory=_Lane)

    def add(self, host: str, url: str, *, answered: bool) -> None:
        """Have an address wait for its host's turn; `answered`: it did when it was visited last."""
        lane = self._answering if answered else self._others
        lane.waiting.setdefault(host, []).append(url)

    def begin(self) -> Iterator[Turn]:
        """Yield the hosts whose turn it is; each is under way until it is `over`."""
        for lane in (self._answering, self._others):
            now = self.clock()
            held = sum(now - since < HELD for since in lane.under_way.values())
            free = min(PLACES - held, MOST - len(lane.under_way))
            ready = [host for host in lane.waiting if not self._is_visited(host)]
            for host in ready[: max(free, 0)]:
                lane.under_way[host] = now
                yield Turn(host, lane.waiting.pop(host))

    def over(self, host: str) -> None:
        """Note that a host's turn is over."""
        for lane in (self._answering, self._others):
            lane.under_way.pop(host, None)

    def _is_visited(self, host: str) -> bool:
        return host in self._answering.under_way or host in self._others.under_way
