"""Which articles stand for a stretch of time: the newest, or what most outlets tell, spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.overview import newest_articles, openings_of, published, told_most
from index.postings import forward
from index.shard import Shard, ShardRow
from index.types import Filters

if TYPE_CHECKING:
    from collections.abc import Iterable

HOUR, DAY = 3_600, 86_400
D = 64


def vector(direction: int, cosine: float = 1.0) -> bytes:
    """A vector in a direction of its own, or so near to the first one."""
    made = np.zeros(D, "<f2")
    made[direction] = (1 - cosine**2) ** 0.5 if cosine < 1 else 1
    if cosine < 1:
        made[0] = cosine
    return made.tobytes()


def row(
    id_: int, at: int | None, source: str, *, version: int | None = None, of: bytes | None = None
) -> ShardRow:
    return ShardRow(id_, version or id_, at, source, 3, forward(["term"]), of or vector(id_ % D))


def shard(rows: Iterable[ShardRow], language: str = "en") -> Shard:
    return Shard.build(language, D, rows)


def test_the_newest_articles_are_their_first_passages() -> None:
    rows = [
        row(1, 5, "a", version=7),
        row(2, 5, "a", version=7),
        row(3, None, "a"),
        row(4, 9, "b"),
        row(5, 1, "b"),
    ]
    parts = [shard(rows), shard([row(9, 7, "c")], "ar")]

    assert newest_articles(parts, 3, Filters()) == [4, 9, 1]
    assert newest_articles(parts, 9, Filters(language="en")) == [4, 1, 5]
    assert newest_articles(parts, 9, Filters(source="c")) == [9]
    assert newest_articles([], 9, Filters()) == []


def test_every_article_with_a_date_is_counted_once() -> None:
    rows = [row(1, 5, "a", version=7), row(2, 5, "a", version=7), row(3, None, "a"), row(4, 9, "b")]
    parts = [shard(rows), shard([row(9, 7, "c")], "ar")]
    parts[0].mask(np.array([4]))

    assert published(parts, Filters()).tolist() == [5, 7]
    assert published(parts, Filters(language="en")).tolist() == [5]
    assert published(parts, Filters(source="c")).tolist() == [7]
    assert published([], Filters()).tolist() == []


def test_each_passage_has_the_first_one_of_its_article() -> None:
    rows = [
        row(number, 5, "a", version=version) for number, version in ((2, 7), (4, 7), (6, 8), (7, 9), (8, 9))
    ]
    parts = [shard(rows), shard([row(9, 7, "c")], "ar")]

    assert openings_of(parts, [4, 2, 6, 8, 9, 99]) == {2: 2, 4: 2, 6: 6, 8: 7, 9: 9}
    assert openings_of(parts, []) == {}


def test_what_was_removed_stands_for_nothing() -> None:
    part = shard([row(1, 5, "a"), row(2, 6, "a")])
    part.mask(np.array([2]))

    assert newest_articles([part], 9, Filters()) == [1]
    assert told_most([part], 9, Filters()) == [1]


def test_what_other_outlets_tell_too_comes_first_with_those_that_tell_it() -> None:
    event = [
        row(number, HOUR * number, source, of=vector(number, 0.9))
        for number, source in ((10, "a"), (11, "b"), (12, "c"))
    ]
    rows = [row(1, HOUR, "a"), *event, row(13, 13 * HOUR, "a", of=vector(13, 0.9)), row(20, 20 * HOUR, "b")]
    # Two of one outlet are no further teller.
    assert set(told_most([shard(rows)], 3, Filters())) == {10, 11, 12}


def test_an_outlet_does_not_tell_after_itself() -> None:
    alone = [row(number, HOUR * number, "a", of=vector(number, 0.9)) for number in (10, 11, 12)]
    told = [row(30, 30 * HOUR, "a", of=vector(30)), row(31, 31 * HOUR, "b", of=vector(30))]

    assert set(told_most([shard([*alone, *told])], 2, Filters())) == {30, 31}


def test_two_days_apart_and_a_cosine_of_three_quarters_are_the_limits() -> None:
    def first_two(hours: float, cosine: float) -> set[int]:
        pair = [row(1, 0, "a", of=vector(0)), row(2, int(hours * HOUR), "b", of=vector(2, cosine))]
        rows = [*pair, row(3, 24 * HOUR, "c"), row(4, 91 * HOUR, "d")]
        return set(told_most([shard(rows)], 2, Filters()))

    assert first_two(48, 0.76) == {1, 2}
    assert first_two(49, 0.76) != {1, 2}
    assert first_two(48, 0.74) != {1, 2}


def test_a_loud_day_does_not_stand_for_a_month() -> None:
    loud = [row(number, HOUR * number, "a") for number in range(1, 25)]
    quiet = [row(number, DAY * number, "b") for number in range(25, 31)]

    chosen = told_most([shard([*loud, *quiet])], 8, Filters())

    assert len(set(chosen) & set(range(25, 31))) >= 5


def test_each_language_has_as_many_places() -> None:
    english = shard(row(number, HOUR * number, "a") for number in range(1, 30))
    arabic = shard((row(number, HOUR * number, "b") for number in range(40, 43)), "ar")

    chosen = told_most([english, arabic], 8, Filters())

    assert len(chosen) == 8
    assert set(range(40, 43)) <= set(chosen)


def test_the_shards_of_a_language_are_looked_at_together() -> None:
    parts = [
        shard([row(1, HOUR, "a", of=vector(0)), row(3, 99 * HOUR, "a")]),
        shard([row(2, 2 * HOUR, "b", of=vector(0))]),
    ]

    assert set(told_most(parts, 2, Filters())) == {1, 2}
