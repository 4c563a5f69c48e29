"""What a ranking is worth: recall@k, reciprocal rank and nDCG, of one question and averaged over many."""

from __future__ import annotations

from math import log2
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Sequence

DEPTH = 10


class Scores(NamedTuple):
    """The averages over a set of questions, each from 0 to 1."""

    recall_1: float
    recall_5: float
    recall_10: float
    mrr_10: float
    ndcg_10: float

    @classmethod
    def of(cls, rankings: Iterable[tuple[Sequence[Hashable], Collection[Hashable]]]) -> Scores:
        """Return the averages over rankings, each with what is relevant to its question."""
        rows = [
            (
                *(recall(ranked, relevant, k) for k in (1, 5, DEPTH)),
                reciprocal_rank(ranked, relevant),
                ndcg(ranked, relevant),
            )
            for ranked, relevant in rankings
        ]
        return cls(*map(fmean, zip(*rows, strict=True)))


def recall(ranked: Sequence[Hashable], relevant: Collection[Hashable], k: int) -> float:
    """Return 1 where any relevant item is among the first k, else 0 (also called success@k or hit rate)."""
    return float(any(item in relevant for item in ranked[:k]))


def reciprocal_rank(ranked: Sequence[Hashable], relevant: Collection[Hashable], k: int = DEPTH) -> float:
    """Return 1 / the rank of the first relevant item among the first k, 0 where there is none."""
    return next((1 / rank for rank, item in enumerate(ranked[:k], 1) if item in relevant), 0.0)


def ndcg(ranked: Sequence[Hashable], relevant: Collection[Hashable], k: int = DEPTH) -> float:
    """Return the normalised discounted cumulative gain of the first k, every relevant item gaining 1."""
    gained = sum(1 / log2(rank + 1) for rank, item in enumerate(ranked[:k], 1) if item in relevant)
    best = sum(1 / log2(rank + 1) for rank in range(1, min(len(relevant), k) + 1))
    return gained / best if best else 0.0
