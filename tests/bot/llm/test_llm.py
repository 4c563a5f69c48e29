"""The limits a language model is held to: tokens in the store, the breaker, a prompt within its budget."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.llm.breaker import FAILURES, PAUSE, Breaker
from bot.llm.model import Budget, connect
from bot.llm.store import KEPT_DAYS, LOCAL, NAME, Store
from index.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIMITS = Budget(user=100, day=150)
TODAY = datetime(2026, 11, 24, 23, 0, tzinfo=UTC)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path)
    yield store
    store.close()


def test_a_user_may_take_so_much_a_day(store: Store) -> None:
    assert store.reserve("one", 100, LIMITS, TODAY)
    assert not store.reserve("one", 1, LIMITS, TODAY)
    assert store.reserve("one", 1, LIMITS, TOMORROW)


def test_all_together_may_take_so_much_a_day(store: Store) -> None:
    assert store.reserve("one", 90, LIMITS, TODAY)
    assert not store.reserve("another", 90, LIMITS, TODAY)
    assert store.reserve("another", 60, LIMITS, TODAY)


def test_what_was_reserved_and_not_used_may_be_taken(store: Store) -> None:
    store.reserve(LOCAL, 100, LIMITS, TODAY)
    store.settle(LOCAL, 100, 30, TODAY)
    assert store.spent(LOCAL, TODAY) == 30
    assert store.reserve(LOCAL, 70, LIMITS, TODAY)


def test_what_is_spent_is_known_to_the_next_process(store: Store, tmp_path: Path) -> None:
    store.reserve(LOCAL, 100, LIMITS, TODAY)
    other = Store.open(tmp_path)
    assert not other.reserve(LOCAL, 1, LIMITS, TODAY)
    other.close()


def test_no_user_is_named_on_the_disk(store: Store, tmp_path: Path) -> None:
    store.reserve("telegram-4711", 10, LIMITS, TODAY)
    assert store.spent("telegram-4711", TODAY) == 10
    assert b"4711" not in (tmp_path / NAME).read_bytes()


def test_an_answer_is_kept_for_some_days(store: Store) -> None:
    store.keep("key", [["It rained.", [1]]], TODAY)
    assert store.kept("key") == [["It rained.", [1]]]
    store.keep("other", [], TODAY + timedelta(days=KEPT_DAYS + 1))
    assert store.kept("key") is None


def test_where_nothing_can_be_written_limits_last_for_the_run(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()  # no database can be made here
    store = Store.open(tmp_path)
    assert store.reserve(LOCAL, 100, LIMITS, TODAY)
    assert not store.reserve(LOCAL, 1, LIMITS, TODAY)
    store.close()


def test_the_breaker_opens_after_some_failures_in_a_row_and_lets_one_try_later() -> None:
    now = [0.0]
    breaker = Breaker(clock=lambda: now[0])
    for _ in range(FAILURES - 1):
        breaker.failed()
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()
    now[0] = PAUSE
    assert breaker.allows()
    assert not breaker.allows()  # one at a time
    breaker.succeeded()
    assert breaker.allows()


def test_a_success_in_between_starts_the_count_anew() -> None:
    breaker = Breaker()
    for _ in range(FAILURES - 1):
        breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.allows()


@pytest.mark.parametrize("name", ["", "none-such", ":x", "openai:"])
def test_a_name_that_is_no_model_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="provider:model"):
        connect(name)
