"""The index room's front: an archive and an embedding model that answer searches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from index.query import Query, analyse
from index.search import search
from index.types import Filters, Hit

if TYPE_CHECKING:
    from index.archive import Archive
    from index.embedding import Embedder

NO_FILTERS = Filters()


class Found(NamedTuple):
    """A question as analysed, and the hits for it, best first."""

    query: Query
    hits: list[Hit]


@dataclass(frozen=True)
class Retriever:
    """Finds passages; threads may share it."""

    archive: Archive
    embedder: Embedder

    def search(self, question: str, *, k: int = 10, filters: Filters = NO_FILTERS) -> Found:
        """Return up to k passages for a question in any language, best first.

        Raises:
            ModelMismatchError: the archive was written with another embedding model.
            ArchiveError: the archive can't be read.
        """
        query = analyse(question)
        snapshot = self.archive.snapshot()
        if not snapshot.parts or not query.text.strip():
            return Found(query, [])
        self.archive.require_model(self.embedder.name, self.embedder.dimensions)
        ranked = search(query, self.embedder.query(question), snapshot.parts, k, filters)
        passages = self.archive.passages([id_ for id_, _ in ranked])
        # A passage that a writer has just removed is gone from the list, not an error.
        return Found(query, [Hit(passages[id_], score) for id_, score in ranked if id_ in passages])
