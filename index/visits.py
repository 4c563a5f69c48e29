"""What the archive remembers of the addresses it fetches: how far it is, what went wrong, when to ask again."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Literal

from index.schema import moment_or_none, past

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

VisitKind = Literal["feed", "page", "sitemap", "folder"]

SILENT = 3  # visits in a row

_COLUMNS = (
    'url, kind, "full", known_since, articles, etag, modified, last_ok, last_error, failures, failing_since, retry_at,'
    " gone, gone_since"
)


@dataclass(frozen=True, slots=True)
class Visit:
    """The last visits to an address or a folder; all times are UTC.

    Attributes:
        url: the address as the person or a feed gave it; a folder's path.
        kind: what is there.
        full: whether the pages that a feed links to are fetched for their full text.
        known_since: when it was first visited.
        articles: how many articles it held when it was last read.
        etag: the validator of the last good response, to send back in `If-None-Match` (RFC 9110, 13.1.2).
        modified: its `Last-Modified`, as sent, for `If-Modified-Since`.
        last_ok: when it last answered well; a 304 is such an answer.
        last_error: what was wrong with the last visit, a sentence; None when it went well.
        failures: how many visits in a row failed.
        failing_since: when the first of them was.
        retry_at: not to be visited before: what `Retry-After` or the back-off says.
        gone: how many visits in a row were answered 404.
        gone_since: when the first of them was.
    """

    url: str
    kind: VisitKind
    full: bool = False
    known_since: datetime | None = None
    articles: int = 0
    etag: str | None = None
    modified: str | None = None
    last_ok: datetime | None = None
    last_error: str | None = None
    failures: int = 0
    failing_since: datetime | None = None
    retry_at: datetime | None = None
    gone: int = 0
    gone_since: datetime | None = None

    @property
    def is_silent(self) -> bool:
        """Whether it has not answered well for `SILENT` visits in a row: what it published since is missing."""
        return self.failures >= SILENT


def store(connection: sqlite3.Connection, visits: Iterable[Visit]) -> None:
    """Note visits; what was known of their addresses gives way."""
    rows = [
        [value.timestamp() if hasattr(value, "timestamp") else value for value in astuple(visit)]
        for visit in visits
    ]
    connection.executemany(
        f"INSERT OR REPLACE INTO visits ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
    )


def load(connection: sqlite3.Connection) -> list[Visit]:
    """Return what is known of every address, in the order of the addresses."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM visits ORDER BY url")
    return [_visit(*row) for row in rows]


def feeds(connection: sqlite3.Connection) -> list[Visit]:
    """Return what is known of feeds and sitemaps, in the order of the addresses."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM visits WHERE kind IN ('feed', 'sitemap') ORDER BY url")
    return [_visit(*row) for row in rows]


def _visit(  # noqa: PLR0917 - a row, column by column
    url: str,
    kind: VisitKind,
    full: int,
    known_since: float | None,
    articles: int,
    etag: str | None,
    modified: str | None,
    last_ok: float | None,
    last_error: str | None,
    failures: int,
    failing_since: float | None,
    retry_at: float | None,
    gone: int,
    gone_since: float | None,
) -> Visit:
    return Visit(
        url,
        kind,
        bool(full),
        past(known_since),
        articles,
        etag,
        modified,
        past(last_ok),
        last_error,
        failures,
        past(failing_since),
        moment_or_none(retry_at),
        gone,
        past(gone_since),
    )
