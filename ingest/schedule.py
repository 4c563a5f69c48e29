"""When to visit which address again."""

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

    def watch(self, url: str, now: datetime) -> None:
        """Take an address in: due when its last visit is long enough ago, at once where there was none."""
        self._watched.add(url)
        visit = self.known.get(url)
        last = visit.last_ok + self.every if visit and visit.last_ok else now
        self._not_before[url] = max(last, visit.retry_at) if visit and visit.retry_at else last

    def due(self, now: datetime) -> list[str]:
        """Return the addresses to visit now, the longest due first; each is under way until its visit is `over`."""
        waiting = self._watched - self._under_way
        found = sorted(
            (url for url in waiting if self._not_before[url] <= now), key=self._not_before.__getitem__
        )
        found += self._due_pages(now)
        self._under_way |= set(found)
        return found

    def over(self, url: str, now: datetime) -> None:
        """Note that a visit is over, whatever became of it."""
        self._under_way.discard(url)
        if url in self._watched or url in self._not_before:
            # No secret depends on when.
            self._not_before[url] = now + self.every * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311

    def stored(self, visit: Visit, now: datetime) -> None:
        """Note a visit that the archive has noted, with all it brought."""
        self.known[visit.url] = visit
        if visit.url in self._under_way:
            self.over(visit.url, now)
        if visit.retry_at and visit.url in self._watched:
            self._not_before[visit.url] = max(self._not_before[visit.url], visit.retry_at)

    def _due_pages(self, now: datetime) -> list[str]:
        if not self.pages or (self._pages_at and now < self._pages_at):
            return []
        self._pages_at = now + PAGES_EVERY
        taken = self._watched | self._under_way
        pages = (
            visit
            for visit in self.known.values()
            if visit.kind == "page" and visit.url not in taken and visiting.is_due(visit, now)
        )
        due = [page.url for page in pages if self._not_before.get(page.url, now) <= now][:PAGES]
        # However the visit ends, it is not due again at once.
        self._not_before |= dict.fromkeys(due, now)
        return due
