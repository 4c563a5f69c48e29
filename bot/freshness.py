"""How fresh the archive is, said with an answer: which feeds have fallen silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.phrases import SEPARATOR, SILENT, SILENT_FEED, day, isolated, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.visits import Visit

NAMED = 3  # feeds; `khabar status` has them all


def silence(feeds: Iterable[Visit], language: str) -> tuple[str, ...]:
    """Return a line on the feeds that have not answered for several visits, longest first; none where all answer."""
    silent = [feed for feed in feeds if feed.is_silent]
    silent.sort(key=lambda feed: str(feed.last_ok or ""))
    named = [_named(feed, language) for feed in silent[:NAMED]]
    more = ["…"] if len(silent) > NAMED else []
    told = say(SEPARATOR, language).join(named + more)
    return (say(SILENT, language).format(feeds=told),) if silent else ()


def _named(feed: Visit, language: str) -> str:
    since = feed.last_ok or feed.known_since or feed.failing_since
    return say(SILENT_FEED, language).format(
        feed=isolated(feed.url.partition("://")[2] or feed.url), since=day(since, language) if since else "?"
    )
