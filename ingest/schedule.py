"""When to visit which address again.

What happens is timed by a clock that only grows. The clock on the wall may be put forward a year and back again, so of
the times by it that are stored only as much is believed as they can mean: no wait is longer than the longest there is.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ingest import visiting

if TYPE_CHECKING:
    from index.visits import Visit

JITTER = 0.1  # of the interval: not all at once, not in step with other readers
PAGES = 20  # known pages visited again at a time
PAGES_EVERY = timedelta(minutes=1)


@dataclass
class Schedule:
    """The addresses watched, the pages known, and when each is due; one thread at a time.

    Attributes:
        every: how long after a visit the next one is due, a failing address's back-off aside.
        known: what is known of addresses, the archive's and what came since.
        pages: whether the pages that were taken in before are visited again, ever more seldom as they age.
    """

    every: timedelta
    known: dict[str, Visit]
    pages: bool = False
    _watched: set[str] = field(default_factory=set)
    _not_before: dict[str, datetime] = field(default_factory=dict)
    _under_way: set[str] = field(default_factory=set)
    _pages_at: datetime | None = None

    def watch(self, url: str, now: datetime, wall: datetime | None = None) -> None:
        """Take an address in: due when its last visit is long enough ago, at once where there was none.

        Args:
            url: the address.
            now: a time that only grows, here and below.
            wall: the time by the clock on the wall, if that is another.
        """
        self._watched.add(url)
        visit = self.known.get(url)
        wall = wall or now
        since = wall - visit.last_ok if visit and visit.last_ok else self.every
        rest = self.every - since if since >= timedelta(0) else timedelta(0)
        self._not_before[url] = now + max(rest, timedelta(0), visiting.wait(visit, wall))

    def due(self, now: datetime, wall: datetime | None = None) -> list[str]:
        """Return the addresses to visit now, the longest due first; each is under way until its visit is `over`."""
        waiting = self._watched - self._under_way
        found = sorted(
            (url for url in waiting if self._not_before[url] <= now), key=self._not_before.__getitem__
        )
        found += self._due_pages(now, wall or now)
        self._under_way |= set(found)
        return found

    def over(self, url: str, now: datetime) -> None:
        """Note that a visit is over, whatever became of it."""
        self._under_way.discard(url)
        if url in self._watched or url in self._not_before:
            # No secret depends on when.
            self._not_before[url] = now + self.every * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311

    def put_back(self, url: str) -> None:
        """Note that an address wasn't visited though it was due: it still is."""
        self._under_way.discard(url)

    def stored(self, visit: Visit, now: datetime, wall: datetime | None = None) -> None:
        """Note a visit that the archive has noted, with all it brought."""
        self.known[visit.url] = visit
        if visit.url in self._under_way:
            self.over(visit.url, now)
        if visit.url in self._watched:
            after = now + visiting.wait(visit, wall or now)
            self._not_before[visit.url] = max(self._not_before[visit.url], after)

    def _due_pages(self, now: datetime, wall: datetime) -> list[str]:
        if not self.pages or (self._pages_at and now < self._pages_at):
            return []
        self._pages_at = now + PAGES_EVERY
        taken = self._watched | self._under_way
        pages = (
            visit
            for visit in self.known.values()
            if visit.kind == "page" and visit.url not in taken and visiting.is_due(visit, wall)
        )
        due = [page.url for page in pages if self._not_before.get(page.url, now) <= now][:PAGES]
        # However the visit ends, it is not due again at once.
        self._not_before |= dict.fromkeys(due, now)
        return due
