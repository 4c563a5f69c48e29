"""A circuit breaker: a provider that keeps failing is left alone for a while, so that nobody waits for it in vain."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FAILURES = 5  # in a row
PAUSE = 60.0  # seconds


@dataclass
class Breaker:
    """Open after FAILURES requests in a row have failed; after PAUSE seconds one may try ("half-open")."""

    clock: Callable[[], float] = monotonic
    _failed: int = 0
    _open_until: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    def allows(self) -> bool:
        """Say whether a request may be made now; where it is the one that tries, no other may until it has ended."""
        with self._lock:
            if self._failed < FAILURES:
                return True
            if self.clock() < self._open_until:
                return False
            self._open_until = self.clock() + PAUSE
            return True

    def succeeded(self) -> None:
        """A request was answered."""
        with self._lock:
            self._failed = 0

    def failed(self) -> None:
        """A request was not."""
        with self._lock:
            self._failed += 1
            self._open_until = self.clock() + PAUSE
