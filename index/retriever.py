"""The index room's front: an archive and an embedding model that answer searches."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index import bm25
from index.overview import newest_articles, openings_of, published, told_most
from index.query import Query, analyse
from index.search import OF_ONE_ARTICLE, newest, search
from index.types import Filters, Hit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.archive import Archive
    from index.embedding import Embedder
    from index.hub import Reranker
    from index.shard import Shard
    from index.types import Passage

NO_FILTERS = Filters()
RERANKED = 30  # passages that a reranker looks at


class Found(NamedTuple):
    """A question as analysed, and the hits for it, best first.

    Attributes:
        weights: the inverse document frequency of each of the query's terms in this archive.
        vector: float32[D], the question's embedding; empty where there was nothing to search.
        passages: how many there were to search, in the whole archive.
    """

    query: Query
    hits: list[Hit]
    weights: tuple[float, ...] = ()
    vector: NDArray[np.float32] = np.zeros(0, np.float32)
    passages: int = 0


class Retriever:
    """Finds passages; threads may share it."""

    def __init__(self, archive: Archive, embedder: Embedder, reranker: Reranker | None = None) -> None:
        self.archive = archive
        self.embedder = embedder
        self.reranker = reranker

    def search(
        self,
        question: str | Query,
        *,
        k: int = 10,
        filters: Filters = NO_FILTERS,
        of_one_article: int = OF_ONE_ARTICLE,
    ) -> Found:
        """Return up to k passages for a question in any language, as text or analysed, best first.

        More than `of_one_article` of one article come only where the list would not be full without them.

        Raises:
            ModelMismatchError: the archive was written with another embedding model.
            ArchiveError: the archive can't be read.
        """
        query = analyse(question) if isinstance(question, str) else question
        if not self.archive.snapshot().parts or not query.text.strip():
            return Found(query, [])
        self.archive.require_model(self.embedder.name)  # before it is loaded
        vector = self.embedder.query(query.text)
        self.archive.require_model(self.embedder.name, len(vector))
        wanted = max(k, RERANKED) if self.reranker else k
        look = partial(self._look, query, vector, wanted, filters, of_one_article=of_one_article)
        hits, shards, missed = look()
        if missed:
            # A writer has just replaced some of what was found: its successor is there in a state that keeps still.
            with self.archive.unchanging():
                hits, shards, _ = look()
        if self.reranker:
            hits = self.reranker.rerank(query.text, hits)[:k]
        return Found(query, hits, bm25.weights(query.mixtures, shards), vector, sum(map(len, shards)))

    def _look(
        self, query: Query, vector: NDArray[np.float32], k: int, filters: Filters, *, of_one_article: int
    ) -> tuple[list[Hit], list[Shard], bool]:
        """Return the hits in the present state, what was searched, and whether some are gone from it already."""
        opened, snapshot = self.archive.times_opened, self.archive.snapshot()
        ranked = search(
            query,
            vector,
            snapshot.parts,
            k,
            filters,
            of_one_article=of_one_article,
            originals=snapshot.originals,
        )
        passages = self.archive.passages([id_ for id_, _ in ranked])
        hits = [Hit(passages[id_], score) for id_, score in ranked if id_ in passages]
        missed = len(hits) < len(ranked) or self.archive.times_opened != opened  # its ids are another file's
        return hits, [part.shard for part in snapshot.parts], missed

    def newest(self, k: int, filters: Filters = NO_FILTERS) -> list[Passage]:
        """Return the k passages of the newest articles with a date, the newest first.

        Raises:
            ArchiveError: the archive can't be read.
        """
        return self._passages(newest(self._shards(), k, filters))

    def openings(self, k: int, filters: Filters = NO_FILTERS, *, spread: bool = False) -> list[Passage]:
        """Return the first passages of the k newest articles, the newest first.

        With `spread`, those of articles of the whole time, the news that most outlets have first (`index.overview`).

        Raises:
            ArchiveError: the archive can't be read.
        """
        find = told_most if spread else newest_articles
        return self._passages(find(self._shards(), k, filters))

    def published(self, filters: Filters = NO_FILTERS) -> NDArray[np.int64]:
        """Return int64[n]: when each article with a date was published, in seconds since the epoch, ascending.

        Raises:
            ArchiveError: the archive can't be read.
        """
        return published(self._shards(), filters)

    def openings_of(self, passages: Sequence[Passage]) -> list[Passage]:
        """Return for each of some passages the first one of its article.

        Raises:
            ArchiveError: the archive can't be read.
        """
        first = openings_of(self._shards(), [one.id for one in passages])
        found = self.archive.passages(first.values())
        return [found.get(first.get(one.id, one.id), one) for one in passages]

    def _shards(self) -> list[Shard]:
        return [part.shard for part in self.archive.snapshot().parts]

    def _passages(self, ids: list[int]) -> list[Passage]:
        passages = self.archive.passages(ids)
        return [passages[id_] for id_ in ids if id_ in passages]
