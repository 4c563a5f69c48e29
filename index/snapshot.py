"""What a search works on: the archive's passages as one transaction left them, in shards.

The published generation's shards lie on disk; the tail, what came since, is built in memory; what was removed
since is masked in both. Without a generation, or with a harmed one, everything is tail: slower to open, the
same answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from logging import getLogger
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index import database, generation, schema
from index.errors import ArchiveDamagedError
from index.search import Part
from index.shard import Shard, ShardRow

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from index.generation import Generation

logger = getLogger(__name__)

_ORIGINALS = f"""
SELECT v.key, ov.key FROM {schema.CURRENT}
JOIN articles o ON o.key = a.family JOIN versions ov ON ov.article = o.key AND ov.number = o.version
WHERE a.family IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The archive's passages at one moment.

    Attributes:
        parts: the shards, one or two a language; passages removed later may vanish from them (`Shard.live`).
        embedding_model: the name of the model that made the vectors; None before the first article.
        dimensions: of the vectors.
        originals: of each article that has copies, the original, both by the keys of their current versions.
    """

    parts: list[Part] = field(default_factory=list)
    embedding_model: str | None = None
    dimensions: int | None = None
    originals: dict[int, int] = field(default_factory=dict)

    @property
    def sources(self) -> frozenset[str]:
        """The names of the publishers whose articles can be found."""
        return frozenset(name for part in self.parts for name in part.shard.source_names)


class _Base(NamedTuple):
    """The generation in use: its number (0: none), the highest id in its parts, or why it has none."""

    number: int = 0
    last: int = 0
    parts: tuple[Part, ...] = ()
    harm: str = ""


class Snapshots:
    """Makes snapshots, each from the last one and what changed since; one thread at a time."""

    def __init__(self, archive: Path, connection: sqlite3.Connection) -> None:
        self._archive = archive
        self._connection = connection
        self._seen: int | None = None
        self._base = _Base()
        self._tail: dict[str, Shard] = {}
        self._current = Snapshot()

    def current(self) -> Snapshot:
        """Return the archive's present state; the same object as long as nothing was written."""
        seen = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if seen != self._seen:
            self._current = self._read()
            self._seen = seen
        return self._current

    @property
    def harm(self) -> str:
        """What is wrong with the published generation, so that it isn't used; empty if nothing is."""
        return self._base.harm

    def _read(self) -> Snapshot:
        while True:
            self._follow(generation.published(self._connection))
            with database.transaction(self._connection, "DEFERRED"):
                # A writer may have published, and deleted what was just loaded.
                if generation.number(generation.published(self._connection)) == self._base.number:
                    return self._put_together()

    def _put_together(self) -> Snapshot:
        if self._base.harm:
            logger.warning("searching without the search index: %s", self._base.harm)
        self._mask()
        model, dimensions = schema.model(self._connection)
        ids = self._tail_ids()
        self._tail = {
            language: self._tail_shard(language, ids[language], dimensions or 0) for language in ids
        }
        originals = dict(self._connection.execute(_ORIGINALS).fetchall())
        return Snapshot([*self._base.parts, *map(Part, self._tail.values())], model, dimensions, originals)

    def _follow(self, published: Generation | None) -> None:
        """Have the generation that the archive points to."""
        if generation.number(published) == self._base.number:
            return
        self._tail = {}
        self._base = self._load(published) if published else _Base()

    def _load(self, published: Generation) -> _Base:
        try:
            return _Base(published.number, published.last, tuple(generation.load(self._archive, published)))
        except ArchiveDamagedError as error:
            return _Base(published.number, harm=str(error))

    def _mask(self) -> None:
        rows = self._connection.execute("SELECT id FROM removed_passages ORDER BY id").fetchall()
        removed = np.array([row[0] for row in rows], np.int64)
        for part in self._base.parts:
            part.shard.mask(removed)

    def _tail_ids(self) -> dict[str, NDArray[np.int64]]:
        query = "SELECT language, id FROM passages WHERE id > ? ORDER BY language, id"
        ids: dict[str, list[int]] = {}
        for language, id_ in self._connection.execute(query, (self._base.last,)):
            ids.setdefault(language, []).append(id_)
        return {language: np.array(own, np.int64) for language, own in ids.items()}

    def _tail_shard(self, language: str, ids: NDArray[np.int64], dimensions: int) -> Shard:
        shard = self._tail.get(language)
        if shard is not None and np.isin(ids, shard.ids).all():
            shard.mask(np.setdiff1d(shard.ids, ids))
            return shard
        return Shard.build(
            language, dimensions, shard_rows(self._connection, "passages", language, after=self._base.last)
        )


def shard_rows(
    connection: sqlite3.Connection, table: str, language: str, *, after: int = 0
) -> Iterator[ShardRow]:
    """Return the passages of a language in a `table`, with ids above `after`, as a shard takes them in."""
    query = (
        f"SELECT id, version, published, source, length, terms, vector FROM {table}"
        " WHERE language = ? AND id > ? ORDER BY id"
    )
    return map(ShardRow._make, connection.execute(query, (language, after)))
