"""Days of the Hijri calendar, as official gazettes and almanacs have them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from ingest import hijri


@pytest.mark.parametrize(
    ("year", "month", "day", "meant"),
    [
        (1411, 1, 1, date(1990, 7, 23)),
        (1420, 1, 1, date(1999, 4, 17)),
        (1429, 9, 1, date(2008, 9, 1)),
        (1441, 11, 17, date(2020, 7, 8)),
        (1445, 9, 30, date(2024, 4, 9)),
        (1446, 12, 10, date(2025, 6, 6)),
        (1500, 1, 1, date(2076, 11, 27)),
    ],
)
def test_a_day_is_that_of_the_umm_al_qura_calendar(year: int, month: int, day: int, meant: date) -> None:
    assert hijri.day(year, month, day) == meant


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1410, 12, 29), (1501, 1, 1), (1441, 0, 1), (1441, 13, 1), (1441, 1, 0), (1444, 9, 30), (1445, 9, 31)],
)
def test_a_day_that_is_none_or_out_of_reach_has_no_date(year: int, month: int, day: int) -> None:
    assert hijri.day(year, month, day) is None


def test_every_day_follows_the_one_before() -> None:
    days = [
        found
        for year in hijri.YEARS
        for month in range(1, 13)
        for day in range(1, 31)
        if (found := hijri.day(year, month, day))
    ]
    assert all(after - before == timedelta(1) for before, after in pairwise(days))
