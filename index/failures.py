"""Inputs that couldn't be taken in, as the archive remembers them: why, how often, when to try again."""

from __future__ import annotations

import math
from time import time
from typing import TYPE_CHECKING, NamedTuple

from index import schema
from index.backoff import back_off

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

MOST_TRIES = 20
FIRST_WAIT, LONGEST_WAIT = 60.0, 86_400.0  # seconds before a failed input is tried again


class RecordedFailure(NamedTuple):
    """An input that couldn't be taken in.

    Attributes:
        source: as the person named it.
        reason: why, a sentence.
        retry: whether it will be tried again.
        at: when it failed last, UTC.
        place: the file or address to try again; None where there is none.
        tries: how often in a row it failed.
        retry_at: not to be tried again before.
    """

    source: str
    reason: str
    retry: bool
    at: datetime
    place: str | None = None
    tries: int = 1
    retry_at: datetime | None = None


def record(connection: sqlite3.Connection, failures: Iterable[RecordedFailure]) -> None:
    """Note failures; a source's older note gives way, and counts as a try."""
    for failure in failures:
        _record(connection, failure)


def clear(
    connection: sqlite3.Connection,
    places: Iterable[str],
    *,
    below: str | None = None,
    before: datetime | None = None,
) -> None:
    """Forget what went wrong with some inputs, by name or place, and at places below a folder.

    With `before`, only what went wrong before that time.
    """
    # What is yet to go wrong was noted by a clock that was ahead, and so is old.
    until = (before.timestamp(), time()) if before else (math.inf, math.inf)
    forget = "DELETE FROM failures WHERE (at < ? OR at > ?) AND "
    connection.executemany(
        f"{forget} (source = ? OR place = ?)", [(*until, place, place) for place in places]
    )
    if below is not None:
        connection.execute(f"{forget} place > ? AND place < ?", (*until, *schema.inside(below)))


def load(connection: sqlite3.Connection) -> list[RecordedFailure]:
    """Return what failed, the oldest failure first."""
    rows = connection.execute(
        "SELECT source, reason, retry, at, place, tries, retry_at FROM failures ORDER BY at"
    )
    return [
        RecordedFailure(
            source,
            reason,
            bool(retry),
            schema.seen(at),
            place,
            tries,
            schema.moment_or_none(retry_at),
        )
        for source, reason, retry, at, place, tries, retry_at in rows
    ]


def due(connection: sqlite3.Connection, now: datetime) -> list[str]:
    """Return the files and addresses that are to be tried again by now."""
    query = (
        "SELECT DISTINCT place FROM failures WHERE (retry_at <= :now OR retry_at IS NOT NULL AND at > :now)"
        " AND place IS NOT NULL ORDER BY 1"
    )
    return [row[0] for row in connection.execute(query, {"now": now.timestamp()})]


def _record(connection: sqlite3.Connection, failure: RecordedFailure) -> None:
    stored = connection.execute("SELECT tries FROM failures WHERE source = ?", (failure.source,)).fetchone()
    if stored is None and failure.retry:  # named otherwise last time
        stored = connection.execute(
            "DELETE FROM failures WHERE place = ? AND retry_at IS NOT NULL RETURNING tries",
            (failure.place,),
        ).fetchone()
    tries, at = (stored[0] + 1 if stored else 1), failure.at.timestamp()
    retry = failure.retry and tries < MOST_TRIES
    retry_at = at + back_off(tries, FIRST_WAIT, LONGEST_WAIT) if retry else None
    connection.execute(
        "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?, ?, ?)",
        (failure.source, failure.reason, retry, at, failure.place, tries, retry_at),
    )
