"""The limits a language model is held to: tokens in the store, the breaker, a prompt within its budget."""

from __future__ import annotations

import json
import stat
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llm_server import KEY, MODEL, Raw, does, serving

from bot.llm.breaker import FAILURES, PAUSE, Breaker
from bot.llm.client import Llm
from bot.llm.model import MOST_TOKENS, NO_LIMITS_SET, Budget, ModelFailure, Prompt, connect, tokens
from bot.llm.store import KEPT_DAYS, LOCAL, NAME, Store
from index.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    day = store.reserve(LOCAL, 100, LIMITS, TODAY)
    store.settle(LOCAL, day, 100, 30)
    assert store.spent(LOCAL, TODAY) == 30
    assert store.reserve(LOCAL, 70, LIMITS, TODAY)


def test_what_was_reserved_before_midnight_gives_nothing_back_after_it(store: Store) -> None:
    """It was taken off what had been spent on the new day."""
    day = store.reserve("one", 100, LIMITS, TODAY)
    store.reserve("one", 100, LIMITS, TOMORROW)
    store.settle("one", day, 100, 10)
    assert store.spent("one", TOMORROW) == 100
    assert not store.reserve("one", 1, LIMITS, TOMORROW)


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 60), st.integers(-(10**9), 10**9)), max_size=60)
)
def test_however_many_small_questions_come_nobody_takes_more_than_there_is(
    asked: list[tuple[str, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder))
        waiting: list[tuple[str, str, int, int]] = []
        for user, reserved, told in asked:
            if day := store.reserve(user, reserved, LIMITS, TODAY):
                waiting.append((user, day, reserved, min(max(told, 0), reserved)))
            if len(waiting) > 2:  # some are under way at the same time
                store.settle(*waiting.pop(0))
            spent = [store.spent(one, TODAY) for one in "abc"]
            assert max(spent) <= LIMITS.user
            assert sum(spent) == store.spent(None, TODAY) <= LIMITS.day
        store.close()


@pytest.mark.parametrize(
    ("told", "counted"),
    [((10**30, 10**30), 2 * MOST_TOKENS), ((-(10**30), -5), None), ((0, 0), None), ((9, 3), 12)],
    ids=["more than there are", "less than none", "none", "as it was"],
)
def test_a_server_counts_tokens_only_as_far_as_they_can_be(
    store: Store, told: tuple[int, int], counted: int | None
) -> None:
    """A count of 10³⁰ was an OverflowError, one below zero gave back what had been spent, and 0 made all free."""
    usage = {"prompt_tokens": told[0], "completion_tokens": told[1], "total_tokens": sum(told)}
    event = json.dumps(
        {
            "id": "1",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "m",
            "choices": [],
            "usage": usage,
        }
    )
    with serving(does("Yes.", Raw(f"data: {event}\n\n".encode()))) as server:
        model = connect(MODEL, base_url=server.address, api_key=KEY)
        store.settle("another", store.reserve("another", 1_000, NO_LIMITS_SET), 1_000, 1_000)
        llm, prompt = Llm(model, store), Prompt("You answer.", "Yes?")
        assert llm.complete(prompt, until=llm.deadline(), user="one") == "Yes."
        model.close()
    assert store.spent("one") == (counted or prompt.tokens + tokens("Yes."))
    assert store.spent("another") == 1_000


def test_many_small_questions_end_at_a_users_allowance(store: Store) -> None:
    limits = Budget(seconds=20.0, output=20, user=300)
    with serving(does("Yes.")) as server:
        model = connect(MODEL, base_url=server.address, api_key=KEY, limits=limits)
        llm, prompt = Llm(model, store, limits), Prompt("You answer.", "Yes?")

        def ask(_: int) -> str:
            try:
                return llm.complete(prompt, until=llm.deadline(), user="one")
            except ModelFailure as failure:
                return failure.why

        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(ask, range(100)))
        model.close()
    each = prompt.tokens + tokens("Yes.")
    assert set(answers) == {"Yes.", "spent"}
    assert len(server.asked) == answers.count("Yes.")
    assert 0 < store.spent("one") == len(server.asked) * each <= 300


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


def test_its_owner_alone_may_read_what_is_kept_of_the_models_work(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    assert stat.S_IMODE((tmp_path / "llm.db").stat().st_mode) == 0o600
