"""The clock on the wall jumps; feeds are visited in their rhythm, and nothing was ever in the future."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from index import visits
from index.archive import Archive
from index.failures import RecordedFailure
from index.visits import Visit
from ingest import visiting
from ingest.fetch import FetchError, Response
from ingest.schedule import Schedule

if TYPE_CHECKING:
    from pathlib import Path

START = datetime(2026, 1, 1, tzinfo=UTC)
STEADY = datetime(1970, 1, 2, tzinfo=UTC)
EVERY = timedelta(minutes=10)
LOOK = timedelta(minutes=1)
DAY, YEAR = timedelta(days=1), timedelta(days=365)
JUMPS = some.sampled_from([timedelta(0), YEAR, -YEAR, 30 * DAY, -30 * DAY, DAY, -DAY, timedelta(hours=1)])


@given(some.lists(some.tuples(JUMPS, some.integers(1, 40), some.booleans(), some.booleans()), max_size=12))
def test_a_feed_is_visited_in_its_rhythm_whatever_the_clock_on_the_wall_says(
    steps: list[tuple[timedelta, int, bool, bool]],
) -> None:
    """Each step: the clock jumps, so many minutes go by, whether the feed answers, whether the watch starts anew.

    Seen red with the times of visits compared with the clock on the wall: none for a year, or at every look.
    """
    wall, last = START, STEADY
    steady = STEADY
    visit, visited = Visit("u", "feed", known_since=START), False
    plan, longest = Schedule(EVERY, {}), EVERY
    plan.watch("u", steady, wall)
    for jump, minutes, answers, anew in steps:
        wall += jump
        if anew:
            plan, visited = Schedule(EVERY, {"u": visit}), False
            plan.watch("u", steady, wall)
            last, longest = steady, DAY if visit.retry_at else EVERY
        for _ in range(minutes):
            wall, steady = wall + LOOK, steady + LOOK
            if not plan.due(steady, wall):
                assert steady - last <= 1.1 * longest + LOOK
                continue
            assert not visited or steady - last >= 0.9 * EVERY
            ok = visiting.went_well(visit, Response("u", b""), wall, articles=1)
            visit = ok if answers else visiting.went_wrong(visit, FetchError("no", retry=True), wall)
            plan.stored(visit, steady, wall)
            last, visited = steady, True
            longest = max(EVERY, visit.retry_at - wall) if visit.retry_at else EVERY


@pytest.mark.parametrize("ahead", [YEAR, 30 * DAY])
def test_a_page_that_was_visited_in_the_future_is_due(ahead: timedelta) -> None:
    """Seen red with its last visit believed: not before the time it claims, and half its age."""
    assert visiting.is_due(Visit("u", "page", known_since=START + ahead, last_ok=START + ahead), START)
    assert visiting.is_due(Visit("u", "page", failures=1, retry_at=START + ahead), START)


def test_a_visit_heals_what_the_one_before_noted_in_the_future() -> None:
    later = START + YEAR
    visit = Visit("u", "page", known_since=later, failures=2, failing_since=later, gone=2, gone_since=later)
    failed = visiting.went_wrong(visit, FetchError("no", retry=True, status=404), START)
    assert (failed.failing_since, failed.gone_since) == (START, START)
    assert visiting.went_well(visit, Response("u", b""), START, articles=1).known_since == START


def test_nothing_that_an_archive_says_has_happened_was_later_than_now(tmp_path: Path) -> None:
    """As after a clock that was a year ahead. Seen red with the stored times shown as they are."""
    later = datetime.now(UTC) + YEAR
    with Archive.open(tmp_path / "archive", create=True) as archive:
        with archive.writer() as writer:
            writer._note(updated=later.timestamp())
            visit = Visit("https://a.example/feed", "feed", known_since=later, last_ok=later)
            writer.record_visits([visit, replace(visit, url="https://b.example/feed", failing_since=later)])
            writer.record_failures([RecordedFailure("f", "no", retry=True, at=later, place="/f")])
        now = datetime.now(UTC)
        status = archive.status()
        assert archive.updated
        assert archive.updated <= datetime.now(UTC)
        assert status.updated
        assert status.updated <= datetime.now(UTC)
        for one in (*archive.feeds(), *archive.visits()):
            times = (one.known_since, one.last_ok, one.failing_since, one.gone_since)
            assert all(time <= datetime.now(UTC) for time in times if time)
        assert [failure.at <= datetime.now(UTC) for failure in status.failures] == [True]
        assert archive.to_retry(now) == ["/f"]
        with archive.writer() as writer:
            writer.clear_failures(["f"], before=now)
        assert archive.status().failures == []


def test_stored_times_of_the_past_stay_as_they_are() -> None:
    assert visits._visit("u", "feed", 0, 1.0, 0, None, None, 2.0, None, 0, None, 9e9, 0, None) == Visit(
        "u",
        "feed",
        known_since=datetime.fromtimestamp(1, UTC),
        last_ok=datetime.fromtimestamp(2, UTC),
        retry_at=datetime.fromtimestamp(9e9, UTC),
    )
