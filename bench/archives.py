"""Records to an archive and questions to rankings, by the product's own ways in and out."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index import bm25
from index.analysis import analyser
from index.archive import Archive
from index.query import Mixture, Query, analyse
from index.retriever import NO_FILTERS, Retriever
from ingest.sources import read_sources
from ingest.take_in import take_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from bench.data import Record
    from index.embedding import Embedder
    from index.shard import Shard
    from index.types import Filters, Passage

DEPTH = 10  # passages a question is shown

Ranking = list[str]  # of article ids, best first


class Signals(NamedTuple):
    """A question's rankings by each signal alone, best first, as article ids."""

    dense: Ranking
    lexical: Ranking
    translated: Ranking


def fill(folder: Path, records: Iterable[Record], embedder: Embedder) -> Archive:
    """Take records in by the product's own ingest path (a JSON Lines file) and return the archive, open.

    `folder` may hold an archive already: then these records come on top.
    """
    folder.mkdir(parents=True, exist_ok=True)
    source = folder.with_name(f"{folder.name}.jsonl")
    with source.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    archive = Archive.open(folder, create=True)
    report = take_in(archive, read_sources([str(source)]), analyser(embedder))
    source.unlink()
    if report.failed:
        raise ValueError(f"{len(report.failed)} records failed, the first: {report.failed[0]}")
    return archive


def fused(retriever: Retriever, question: str, *, filters: Filters = NO_FILTERS, k: int = DEPTH) -> Ranking:
    """Return the articles of the k passages the product finds for a question."""
    return distinct(hit.passage.article.id for hit in retriever.search(question, k=k, filters=filters).hits)


def signals(retriever: Retriever, question: str, k: int = DEPTH) -> Signals:
    """Return the articles of the k best passages by each signal alone, over an archive in one language."""
    query, vector = analyse(question), retriever.embedder.query(question)
    shards = [part.shard for part in retriever.archive.snapshot().parts]
    own = own_terms(query)

    def by(scores: Sequence[NDArray[np.float32]]) -> Ranking:
        return distinct(one.article.id for one in best(retriever.archive, shards, scores, k))

    return Signals(
        dense=by([shard.vectors.astype(np.float32) @ vector for shard in shards]),
        lexical=by(bm25_scores(own, shards)),
        translated=by(bm25_scores(query, shards)),
    )


def bm25_scores(query: Query, shards: Sequence[Shard]) -> list[NDArray[np.float32]]:
    """Return the BM25 score of every passage, each language by its own statistics."""
    scores: list[NDArray[np.float32]] = []
    for _, group in groupby(shards, key=lambda shard: shard.language):
        scores += bm25.scores(query.mixtures, list(group))[0]
    return scores


def distinct(ids: Iterable[str]) -> Ranking:
    """Return ids in order, each once: an article stands where its best passage stands."""
    return list(dict.fromkeys(ids))


def own_terms(query: Query) -> Query:
    """Return a query without synonyms and translations."""
    own = (Mixture(one.term, one.ids[:1], one.weights[:1]) for one in query.mixtures)
    return Query(query.text, query.language, tuple(own))


def best(
    archive: Archive, shards: Sequence[Shard], scores: Sequence[NDArray[np.float32]], k: int
) -> list[Passage]:
    """Return the k passages with the highest scores above zero, best first."""
    ids, values = np.concatenate([shard.ids for shard in shards]), np.concatenate(scores)
    ranked = [int(ids[row]) for row in np.argsort(-values, kind="stable")[:k] if values[row] > 0]
    passages = archive.passages(ranked)
    return [passages[id_] for id_ in ranked]
