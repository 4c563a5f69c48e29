"""When an address is visited again, and when it counts as gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from index.visits import SILENT, Visit
from ingest import visiting
from ingest.fetch import FetchError, Response
from ingest.schedule import Schedule

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def failed(times: int, error: FetchError, visit: Visit | None = None, apart: timedelta = HOUR) -> Visit:
    """An address after so many failures in a row, the last one now."""
    visit = visit or Visit("u", "page")
    for number in range(times):
        visit = visiting.went_wrong(visit, error, NOW - (times - 1 - number) * apart)
    return visit


@pytest.mark.parametrize(
    ("times", "wait"),
    [(1, HOUR / 12), (2, HOUR / 6), (3, HOUR / 3), (9, 64 * HOUR / 3), (10, DAY), (50, DAY)],
)
def test_a_failing_address_is_left_alone_for_longer_each_time_a_day_at_most(
    times: int, wait: timedelta
) -> None:
    assert failed(times, FetchError("Broken.")).retry_at == NOW + wait


def test_a_server_may_ask_for_a_longer_rest_and_not_for_a_shorter_one() -> None:
    assert failed(1, FetchError("", wait=2 * HOUR)).retry_at == NOW + 2 * HOUR
    assert failed(1, FetchError("", wait=timedelta(seconds=1))).retry_at == NOW + HOUR / 12


def test_a_good_visit_ends_the_waiting() -> None:
    visit = visiting.went_well(failed(9, FetchError("")), Response("u", b"x"), NOW, articles=1)
    assert (visit.failures, visit.retry_at) == (0, None)
    assert failed(1, FetchError(""), visit).retry_at == NOW + HOUR / 12


@pytest.mark.parametrize(
    ("times", "apart", "withdrawn"),
    [
        (2, 2 * DAY, False),
        (3, DAY / 2, True),
        (3, 0.49 * DAY, False),
        (4, DAY / 3, True),
        (9, timedelta(minutes=1), False),
    ],
)
def test_a_page_not_found_three_times_over_a_day_is_gone(
    times: int, apart: timedelta, *, withdrawn: bool
) -> None:
    assert visiting.is_withdrawn(failed(times, FetchError("", status=404), apart=apart), NOW) is withdrawn


def test_one_410_is_enough_and_other_failures_are_not() -> None:
    assert visiting.is_withdrawn(failed(1, FetchError("", status=410)), NOW)
    assert not visiting.is_withdrawn(failed(9, FetchError("", status=500), apart=DAY), NOW)
    assert not visiting.is_withdrawn(failed(9, FetchError("", status=404), Visit("u", "feed"), DAY), NOW)


@pytest.mark.parametrize(
    ("age", "again"), [(HOUR, 6 * HOUR), (12 * HOUR, 12 * HOUR), (20 * DAY, 20 * DAY), (1000 * DAY, 30 * DAY)]
)
def test_a_page_is_due_when_half_its_age_has_gone_by_from_six_hours_to_a_month(
    age: timedelta, again: timedelta
) -> None:
    page = Visit("u", "page", known_since=NOW - age, last_ok=NOW)
    assert not visiting.is_due(page, NOW + again - timedelta(seconds=1))
    assert visiting.is_due(page, NOW + again)


def test_twenty_known_pages_are_visited_a_minute() -> None:
    pages = {f"p{n}": Visit(f"p{n}", "page", known_since=NOW, last_ok=NOW) for n in range(70)}
    plan = Schedule(HOUR, pages, pages=True)
    later = NOW + DAY
    assert [len(plan.due(later + timedelta(seconds=after))) for after in (0, 59, 60, 119, 120)] == [
        20,
        0,
        20,
        0,
        20,
    ]


def test_visits_are_a_tenth_of_the_interval_early_or_late_at_most() -> None:
    plan = Schedule(10 * HOUR, {})
    dues = []
    for number in range(400):
        url = f"u{number}"
        plan.watch(url, NOW)
        plan.over(url, NOW)
        dues.append(plan._not_before[url] - NOW)
    assert 9 * HOUR <= min(dues) < 9.2 * HOUR
    assert 10.8 * HOUR < max(dues) <= 11 * HOUR


def test_a_feed_is_silent_after_three_failures() -> None:
    assert [failed(times, FetchError("")).is_silent for times in (1, 2, 3)] == [False, False, True]
    assert SILENT == 3
