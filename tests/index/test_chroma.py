"""A new neighbour index is looked at before it is used: it must find nearly all that was put into it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index import chroma
from index.errors import ArchiveError
from index.postings import forward
from index.shard import Shard, ShardRow

PASSAGES, DIMENSIONS = 100, 32
GENERATOR = np.random.default_rng(7)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Shard]:
    """A collection in a folder, and the shard it was made from."""
    rows = [
        ShardRow(number, number, None, None, 1, forward(["storm"]), vector.tobytes())
        for number, vector in enumerate(unlike(PASSAGES), 1)
    ]
    shard, folder = Shard.build("en", DIMENSIONS, rows), tmp_path_factory.mktemp("chroma")
    chroma._fill(folder, "shard-0", shard)
    return folder, shard


def unlike(count: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float16]]:
    vectors = GENERATOR.normal(size=(count, DIMENSIONS))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype("<f2")


def with_others(shard: Shard, count: int) -> Shard:
    """The shard with so many vectors that the collection doesn't have."""
    return replace(shard, vectors=np.concatenate([unlike(count), shard.vectors[count:]]))


def test_an_index_that_misses_one_or_two_is_used(built: tuple[Path, Shard]) -> None:
    folder, shard = built
    chroma._probe(folder, "shard-0", with_others(shard, 2))


def test_an_index_that_misses_many_is_not(built: tuple[Path, Shard]) -> None:
    folder, shard = built
    with pytest.raises(ArchiveError, match="doesn't find the vectors"):
        chroma._probe(folder, "shard-0", with_others(shard, 10))
