"""How long what has failed is left alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from index.backoff import back_off


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (8, 60), (10**9, 60)]
)
def test_the_wait_doubles_up_to_the_longest(failures: int, seconds: int) -> None:
    assert back_off(failures, 1.0, 60.0) == seconds


def test_it_may_be_a_time_span() -> None:
    assert back_off(3, timedelta(minutes=5), timedelta(days=1)) == timedelta(minutes=20)


def test_it_may_double_often_but_not_without_end() -> None:
    assert back_off(20, 1.0, 1e9) == 2**19
    assert back_off(10**6, timedelta(minutes=5), timedelta(days=1)) == timedelta(days=1)
