"""What is noted of a visit to an address, and what follows from it: when to come back, whether it is gone for good."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from index.backoff import back_off
from ingest.fetch import GONE, NOT_FOUND, FetchError

if TYPE_CHECKING:
    from datetime import datetime

    from index.visits import Visit
    from ingest.failure import UnreadableError
    from ingest.fetch import Response

# An address that fails again and again is left alone for twice as long each time, from the first to the longest.
FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(days=1)
# A page that is not found so often, over so long, is taken for withdrawn.
NOT_FOUND_TIMES = 3
NOT_FOUND_FOR = timedelta(days=1)
# A page is visited again when half its age has gone by since the last time, within these: corrections come early.
SOONEST = timedelta(hours=6)
LATEST = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Visited:
    """A visit made; in a stream of articles it comes after those that it brought.

    Attributes:
        visit: what to note of it.
        unchanged: how many articles are known to be as they were, without having been read.
    """

    visit: Visit
    unchanged: int = 0


def went_well(visit: Visit, response: Response, now: datetime, *, articles: int, whole: bool = True) -> Visit:
    """Return what to note of a visit that brought so many articles; the next one asks for changes only if all came."""
    return replace(
        visit,
        known_since=min(visit.known_since or now, now),
        etag=response.etag if whole else None,
        modified=response.modified if whole else None,
        articles=articles,
        last_ok=now,
        last_error=None,
        failures=0,
        failing_since=None,
        retry_at=None,
        gone=0,
        gone_since=None,
    )


def nothing_new(visit: Visit, now: datetime) -> Visit:
    """Return what to note of a visit that found what is known."""
    return replace(
        visit,
        last_ok=now,
        last_error=None,
        failures=0,
        failing_since=None,
        retry_at=None,
        gone=0,
        gone_since=None,
    )


def went_wrong(visit: Visit, error: UnreadableError, now: datetime) -> Visit:
    """Return what to note of a visit that failed."""
    status = error.status if isinstance(error, FetchError) else None
    asked = error.wait if isinstance(error, FetchError) else None
    missing = status in {NOT_FOUND, GONE}
    return replace(
        visit,
        last_error=str(error),
        failures=visit.failures + 1,
        failing_since=min(visit.failing_since or now, now),
        retry_at=now + max(asked or timedelta(0), back_off(visit.failures + 1, FIRST_WAIT, LONGEST_WAIT)),
        # One 410 says as much as a 404 that lasts.
        gone=NOT_FOUND_TIMES if status == GONE else visit.gone + 1 if missing else 0,
        gone_since=(now - NOT_FOUND_FOR if status == GONE else min(visit.gone_since or now, now))
        if missing
        else None,
    )


def is_withdrawn(visit: Visit, now: datetime) -> bool:
    """Tell whether a page is gone for good: answered 410, or 404 three times over a day or more."""
    return (
        visit.kind == "page"
        and visit.gone >= NOT_FOUND_TIMES
        and visit.gone_since is not None
        and now - visit.gone_since >= NOT_FOUND_FOR
    )


def wait(visit: Visit | None, now: datetime) -> timedelta:
    """Return how long an address is to be left alone; none where a clock that was ahead has said for how long."""
    left = visit.retry_at - now if visit and visit.retry_at else timedelta(0)
    return left if timedelta(0) < left <= LONGEST_WAIT else timedelta(0)


def is_due(visit: Visit | None, now: datetime) -> bool:
    """Tell whether a page is to be visited, for the first time or again; one that was visited in the future is."""
    if visit is None:
        return True
    if visit.retry_at is not None:
        return not wait(visit, now)
    if visit.last_ok is None or visit.last_ok > now:
        return True
    age = now - (visit.known_since or visit.last_ok)
    return now - visit.last_ok >= min(max(age / 2, SOONEST), LATEST)
