"""How long to wait before what has failed is tried again: twice as long each time, up to a limit."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

Wait = TypeVar("Wait", float, timedelta)

MOST_DOUBLINGS = 30  # no wait grows for longer, and no number grows without end


def back_off(failures: int, first: Wait, longest: Wait) -> Wait:
    """Return how long to wait after so many failures in a row, at least one.

    Args:
        failures: how many there were.
        first: the wait after the first of them.
        longest: the wait that is never exceeded.
    """
    return min(first * (1 << min(failures - 1, MOST_DOUBLINGS)), longest)
