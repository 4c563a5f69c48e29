"""How many questions are answered, by person and for all, in a minute and in a day: as on Telegram."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MINUTE, DAY = 60.0, 86_400.0  # seconds


@dataclass(frozen=True, slots=True)
class Limits:
    """How many questions are answered; 0: any number.

    Attributes:
        minute, day: of one person.
        all_minute, all_day: of everybody together.
    """

    minute: int = 60
    day: int = 1_000
    all_minute: int = 1_500
    all_day: int = 50_000


class Window:
    """Counts by name within a span of time, and begins anew when it is over: it holds what came within one."""

    def __init__(self, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._counts: Counter[str] = Counter()
        self._ends = clock() + seconds

    def count(self, name: str) -> int:
        """Return how often a name was counted in the span that is now."""
        self._turn()
        return self._counts[name]

    def add(self, name: str) -> None:
        """Count a name once more."""
        self._turn()
        self._counts[name] += 1

    @property
    def left(self) -> float:
        """Seconds until the span is over."""
        return max(self._ends - self._clock(), 0.0)

    def _turn(self) -> None:
        now = self._clock()
        if now >= self._ends:
            self._counts.clear()
            self._ends = now + self._seconds


class Meter:
    """Counts questions against the limits; one thread uses it, that of the event loop."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = monotonic) -> None:
        minute, day = Window(MINUTE, clock), Window(DAY, clock)
        self._all = ""  # no person's name
        self._held = (
            (minute, limits.minute, limits.all_minute),
            (day, limits.day, limits.all_day),
        )

    def take(self, person: str) -> float | None:
        """Count a question of somebody's; if that would be one too many, count none, and return the seconds to wait."""
        waits = [
            window.left
            for window, own, everybody in self._held
            if (own and window.count(person) >= own) or (everybody and window.count(self._all) >= everybody)
        ]
        if waits:
            return max(waits)
        for window, _, _ in self._held:
            window.add(person)
            window.add(self._all)
        return None
