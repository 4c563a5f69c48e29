"""Khabar's parts as LangChain's: a retriever and embeddings to plug into a chain. This file alone knows LangChain."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.retriever import Retriever  # noqa: TC001 - pydantic reads the annotation at run time
from index.types import Filters

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun

    from index.embedding import Embedder
    from index.types import Hit


class KhabarRetriever(BaseRetriever):
    """Khabar's search as a LangChain retriever.

    Attributes:
        retriever: what searches.
        k: how many passages come back.
        since, until: bounds of the publication time, UTC, inclusive.
        source: the publisher's name.
        language: ISO 639-1 code of the articles.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    k: int = 10
    since: datetime | None = None
    until: datetime | None = None
    source: str | None = None
    language: str | None = None

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        del run_manager  # nothing below has steps of its own to report
        filters = Filters(self.since, self.until, self.source, self.language)
        return [document(hit) for hit in self.retriever.search(query, k=self.k, filters=filters).hits]


class KhabarEmbeddings(Embeddings):
    """Khabar's embedding model as LangChain embeddings."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return a vector of length one for each passage."""
        vectors: list[list[float]] = self._embedder.passages(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Return a vector of length one for a question."""
        vector: list[float] = self._embedder.query(text).tolist()
        return vector


def document(hit: Hit) -> Document:
    """Return a hit as a LangChain document: the passage verbatim, where it is from in the metadata."""
    article, span = hit.passage.article, hit.passage.span
    metadata: dict[str, Any] = {
        "article": article.id,
        "version": article.version,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "author": article.author,
        "published": article.published.astimezone(UTC).isoformat() if article.published else None,
        "language": article.language,
        "start": span.start,
        "end": span.end,
        "score": hit.score,
    }
    return Document(page_content=hit.passage.text, metadata=metadata, id=str(hit.passage.id))
