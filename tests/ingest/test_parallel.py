"""Streams read beside each other: in order, one at a time in a lane, no further than they are wanted."""

from __future__ import annotations

from threading import Barrier, Lock
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest

from ingest import parallel as module
from ingest.parallel import in_parallel

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 10  # seconds


def lane(job: str) -> str:
    return job[0]


def test_what_is_read_comes_in_the_order_of_the_jobs() -> None:
    def read(job: str) -> Iterator[str]:
        sleep(0.05 if job == "a1" else 0)
        yield from (f"{job}.{number}" for number in range(3))

    jobs = ["a1", "b1", "a2", "c1"]
    assert list(in_parallel(jobs, lane, read)) == [f"{job}.{number}" for job in jobs for number in range(3)]


def test_lanes_are_read_at_the_same_time_and_a_lane_one_job_after_another() -> None:
    both, lock, now, most = Barrier(2), Lock(), {"a": 0, "b": 0}, {"a": 0, "b": 0}

    def read(job: str) -> Iterator[str]:
        with lock:
            now[job[0]] += 1
            most[job[0]] = max(most[job[0]], now[job[0]])
        both.wait(PATIENCE)  # nobody gets on before the other lane has begun
        yield job
        with lock:
            now[job[0]] -= 1

    assert list(in_parallel(["a1", "a2", "b1", "b2"], lane, read)) == ["a1", "a2", "b1", "b2"]
    assert most == {"a": 1, "b": 1}


def test_jobs_that_wait_for_their_turn_keep_no_other_from_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 1)
    monkeypatch.setattr(module, "AHEAD", 1)
    jobs = ["a1", "b1", "c1", "d1", "a2", "b2"]
    found = list(in_parallel(jobs, lane, lambda job: [job] * 20))
    assert found == [job for job in jobs for _ in range(20)]


def test_what_a_job_raises_is_raised_in_its_turn() -> None:
    def read(job: str) -> Iterator[str]:
        if job == "b1":
            raise ValueError(job)
        yield job

    stream = in_parallel(["a1", "b1", "c1"], lane, read)
    assert next(stream) == "a1"
    with pytest.raises(ValueError, match="b1"):
        next(stream)


def test_what_nobody_wants_any_more_is_not_read_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AHEAD", 1)
    read_so_far = [0]

    def read(_: str) -> Iterator[int]:
        for number in range(1_000_000):
            read_so_far[0] += 1
            yield number

    stream = in_parallel(["a1", "b1"], lane, read)
    assert next(stream) == 0
    stream.close()  # type: ignore[attr-defined]
    until = monotonic() + PATIENCE
    seen = -1
    while seen != read_so_far[0] and monotonic() < until:
        seen = read_so_far[0]
        sleep(2 * module.LOOK)
    assert read_so_far[0] < 100
