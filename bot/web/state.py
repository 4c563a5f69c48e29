"""What a page shows of the archive's state: what is there, by source and language, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.answering.provenance import freshness
from bot.phrases import day, say
from index.masking import masked, names_only

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.archive import Status

SOURCES, FAILURES = 30, 50  # shown


@dataclass(frozen=True, slots=True)
class Row:
    """So many articles of something.

    Attributes:
        share: of the most that there are of anything beside it, in hundredths.
    """

    name: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed and how the last visit to it went.

    Attributes:
        last: the day on which it last answered well; `again`: on which it is visited next, where the last failed.
    """

    name: str
    is_silent: bool
    error: str
    last: str
    again: str
    articles: int


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be read, why, when, and when it is tried again; empty: never, unless by hand."""

    name: str
    reason: str
    at: str
    again: str


def state(status: Status, language: str) -> dict[str, Any]:
    """Return what the page shows of a state, in a language."""
    names = say(language).languages
    now = datetime.now(UTC)
    return {
        "articles": status.articles,
        "newest": status.newest,
        "freshness": names_only(freshness(status.updated, status.feeds, language, now)),
        "by_source": _rows(status.sources, {})[:SOURCES],
        "more": max(len(status.sources) - SOURCES, 0),
        "by_language": _rows(status.languages, names),
        # What is wrong is not folded away behind what is well.
        "feeds": [
            Feed(
                masked(one.url),
                one.is_silent,
                masked(one.last_error or ""),
                day(one.last_ok, language) if one.last_ok else "",
                day(one.retry_at, language) if one.retry_at and one.last_error else "",
                one.articles,
            )
            for one in sorted(status.feeds, key=lambda one: (not one.is_silent, not one.last_error))
        ],
        "failures": [
            Failure(
                masked(one.source),
                masked(one.reason),
                day(one.at, language),
                day(one.retry_at, language) if one.retry and one.retry_at else "",
            )
            for one in status.failures[:FAILURES]
        ],
        "more_failures": max(len(status.failures) - FAILURES, 0),
    }


def _rows(counts: Mapping[str, int], names: Mapping[str, str]) -> list[Row]:
    most = max(counts.values(), default=1)
    ordered = sorted(counts.items(), key=lambda one: -one[1])
    return [Row(names.get(name, name), count, round(100 * count / most, 1)) for name, count in ordered]
