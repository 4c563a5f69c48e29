"""The inverted index: which passages hold a term, and how often."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.phonetic import stored_key
from index.terms import term_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

FORWARD = np.dtype([("term", "<u4"), ("frequency", "u1")])


def forward(terms: Iterable[str]) -> bytes:
    """Return a passage's terms as stored with it: one packed (uint32 term id, uint8 frequency) a distinct term.

    The phonetic keys of rare words are among them, as terms of their own.
    """
    counts: Counter[int] = Counter()
    for term, count in Counter(terms).items():
        for id_ in term_ids(term):
            counts[id_] += count
    rows = np.empty(len(counts), FORWARD)
    rows["term"] = list(counts)
    rows["frequency"] = np.minimum(list(counts.values()), 255)
    return rows.tobytes()


@lru_cache(maxsize=200_000)
def term_ids(term: str) -> tuple[int, ...]:
    """Return the ids a text's term is indexed under: its own, and that of its phonetic key if it has one."""
    sound = stored_key(term)
    return (term_id(term), term_id(sound)) if sound else (term_id(term),)


class Postings(NamedTuple):
    """Postings in compressed sparse rows.

    Attributes:
        terms: uint32[T], ascending.
        offsets: int64[T + 1].
        documents: uint32[P], positions in the shard; ascending within a term.
        frequencies: uint8[P].
    """

    terms: NDArray[np.uint32]
    offsets: NDArray[np.int64]
    documents: NDArray[np.uint32]
    frequencies: NDArray[np.uint8]

    @classmethod
    def invert(cls, passages: Sequence[bytes]) -> Postings:
        """Return the postings of passages given by their `forward` terms, in shard order."""
        rows = np.frombuffer(b"".join(passages), FORWARD)
        sizes = [len(passage) // FORWARD.itemsize for passage in passages]
        documents = np.repeat(np.arange(len(passages), dtype=np.uint32), sizes)
        order = np.argsort(rows["term"], kind="stable")
        terms, first = np.unique(rows["term"][order], return_index=True)
        offsets = np.append(first, len(rows)).astype(np.int64)
        return cls(terms, offsets, documents[order], rows["frequency"][order])

    def of(self, term: int) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
        """Return the documents that hold a term and its frequency in each; both empty for an unknown term."""
        span = self._span(term)
        return self.documents[span], self.frequencies[span]

    def count_of(self, term: int) -> int:
        """Return how many documents hold a term."""
        span = self._span(term)
        return int(span.stop - span.start)

    def counts_of(self, terms: NDArray[np.uint32]) -> NDArray[np.int64]:
        """Return how many documents hold each of some terms."""
        if not len(self.terms):
            return np.zeros(len(terms), np.int64)
        rows = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        counts: NDArray[np.int64] = np.where(self.terms[rows] == terms, np.diff(self.offsets)[rows], 0)
        return counts

    def _span(self, term: int) -> slice:
        row = int(np.searchsorted(self.terms, np.uint32(term)))
        known = row < len(self.terms) and self.terms[row] == term
        return slice(int(self.offsets[row]), int(self.offsets[row + 1])) if known else slice(0, 0)
