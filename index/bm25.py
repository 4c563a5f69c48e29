"""Okapi BM25 over shards, for question terms that are mixtures of translations.

BM25 (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework") with term and document frequencies summed
over a term's translations (probabilistic structured queries, Darwish & Oard 2003).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.query import Mixture
    from index.shard import Shard

K1 = 0.8
B = 0.75
# A young archive can't tell a rare word from a common one: the lexicon's training text speaks for it, as this many
# passages.
BACKGROUND = 100
BACKGROUND_TEXTS = 720_000  # pairs the lexicon's counts were taken from


class Statistics(NamedTuple):
    """What BM25 needs to know of all passages in one language."""

    passages: int
    average_length: float

    @classmethod
    def of(cls, shards: Sequence[Shard]) -> Statistics:
        """Return the statistics of some shards in one language, removed passages still counted."""
        passages = sum(map(len, shards))
        return cls(passages, float(sum(shard.lengths.sum() for shard in shards)) / max(passages, 1))


def scores(mixtures: Sequence[Mixture], shards: Sequence[Shard]) -> tuple[list[NDArray[np.float32]], float]:
    """Return the BM25 score of every passage, float32[N] a shard, and the most a passage could score."""
    statistics = Statistics.of(shards)
    totals = [np.zeros(len(shard), np.float32) for shard in shards]
    norms = [K1 * (1 - B + B * shard.lengths / max(statistics.average_length, 1)) for shard in shards]
    most = 0.0
    for mixture in mixtures:
        found = [_frequencies(mixture, shard) for shard in shards]
        weight = idf(mixture, sum(holding for _, _, holding in found), statistics.passages)
        most += weight * (K1 + 1)
        for total, norm, (documents, frequency, _) in zip(totals, norms, found, strict=True):
            total[documents] += weight * frequency * (K1 + 1) / (frequency + norm[documents])
    return totals, most


def weights(mixtures: Sequence[Mixture], shards: Sequence[Shard]) -> tuple[float, ...]:
    """Return the inverse document frequency of each mixture over shards in any languages."""
    passages = sum(map(len, shards))
    return tuple(
        idf(mixture, sum(_holding(mixture, shard) for shard in shards), passages) for mixture in mixtures
    )


def idf(mixture: Mixture, holding: float, passages: int) -> float:
    """Return the inverse document frequency of a mixture that `holding` of `passages` passages have."""
    known = lexicon()
    background = float(
        sum(known.seen(int(term)) * weight for term, weight in zip(mixture.ids, mixture.weights, strict=True))
    )
    holding += BACKGROUND * min(background / BACKGROUND_TEXTS, 1)
    passages += BACKGROUND
    return math.log(1 + (max(passages - holding, 0) + 0.5) / (holding + 0.5))


def _frequencies(mixture: Mixture, shard: Shard) -> tuple[NDArray[np.int64], NDArray[np.float32], float]:
    """Return which passages hold the mixture (positions), how often, and how many do: each weighted."""
    summed = np.zeros(len(shard), np.float32)
    for term, weight in zip(mixture.ids, mixture.weights, strict=True):
        documents, frequencies = shard.postings.of(int(term))
        summed[documents] += frequencies * weight  # a document stands once in a term's list
    holding = np.flatnonzero(summed).astype(np.int64)
    return holding, summed[holding], _holding(mixture, shard)


def _holding(mixture: Mixture, shard: Shard) -> float:
    pairs = zip(mixture.ids, mixture.weights, strict=True)
    return float(sum(shard.postings.count_of(int(term)) * weight for term, weight in pairs))
