"""Nearest-neighbour search by Chroma: a folder of collections, built once by a child process, then only read.

Chroma's folders don't survive what an archive must: a kill while writing can make one unreadable for good,
two writers destroy it without an error, and a damaged one can take the process that opens it down. So a
collection is written in a child process, which opens it again to see that it answers; nobody writes to it
afterwards.
"""

from __future__ import annotations

import os
import subprocess
import sys
import weakref
from logging import getLogger
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, cast

from index.errors import ArchiveDamagedError, ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection
    from numpy.typing import NDArray

    from index.shard import Shard

AT_ONCE = 5_000  # records in one call: Chroma takes up to 5,461
PROBES = 100  # vectors of a new collection that are looked for,
FOUND = 0.95  # and the share of them that must be found: by design the index misses one now and then
SAME = 1e-3  # cosine distance up to which a vector found is the one looked for


logger = getLogger(__name__)


class Collections:
    """The collections in a folder, opened at the first question: importing Chroma takes long.

    Threads may share them.
    """

    def __init__(self, folder: Path, verify: Callable[[], list[str]]) -> None:
        """`verify` returns what is wrong with the folder's files; Chroma opens them only if nothing is."""
        self._folder = folder
        self._verify = verify
        self._lock = Lock()
        self._client: Client | None = None
        self._asked: set[str] = set()
        self._found: dict[str, Collection] = {}
        self._failure: ArchiveDamagedError | None = None

    def first(self, name: str) -> bool:
        """Return whether this is the first question to a collection."""
        with self._lock:
            first = name not in self._asked
            self._asked.add(name)
            return first

    def nearest(self, name: str, vector: NDArray[np.float32], k: int) -> NDArray[np.int64]:
        """Return int64[≤ k], the ids of the vectors nearest to `vector` by cosine, nearest first.

        Raises:
            ArchiveDamagedError: the folder can't be opened, or doesn't answer; once so, always so.
        """
        import numpy as np

        client = self._opened()
        try:
            collection = self._found.get(name) or client.get_collection(name, embedding_function=None)
            self._found[name] = collection  # looking it up takes as long as asking it
            found = collection.query(query_embeddings=vector[np.newaxis], n_results=k, include=[])
        except Exception as error:  # Chroma's errors share no base class
            raise self._fail(str(error)) from error
        return np.array(found["ids"][0], np.int64)

    def _opened(self) -> Client:
        with self._lock:
            if self._failure:
                raise self._failure
            if not self._client:
                self._client = self._open()
            return self._client

    def _open(self) -> Client:
        problems = self._verify()
        if problems:
            raise self._fail("; ".join(problems))
        try:
            client = _client(self._folder)
        except Exception as error:
            raise self._fail(str(error)) from error
        weakref.finalize(self, client.close)
        return client

    def _fail(self, reason: str) -> ArchiveDamagedError:
        self._failure = ArchiveDamagedError(f"the neighbour index in {self._folder} can't be used: {reason}")
        logger.warning("%s; every vector is compared instead", self._failure)
        return self._failure


def build(folder: Path, shards: dict[str, Path]) -> None:
    """Write the vectors of saved shards into a new `folder`, one collection each, in a child process.

    The child outlives neither its work nor a crash in Chroma, and what memory Chroma keeps goes with it.

    Raises:
        ArchiveError: a collection couldn't be written, or doesn't find what was put in.
    """
    arguments = [str(folder), *(f"{name}={path}" for name, path in shards.items())]
    # -P: the folder that the person stands in must not shadow our modules.
    command = [sys.executable, "-P", "-m", "index.chroma", *arguments]
    paths = [str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    child = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if child.returncode:
        raise ArchiveError(f"the neighbour index could not be built: {_reason(child)}")


def _reason(child: subprocess.CompletedProcess[str]) -> str:
    lines = child.stderr.strip().splitlines()
    return (
        lines[-1] if child.returncode > 0 and lines else f"its process ended with status {child.returncode}"
    )


def _client(folder: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    # A `.env` in the current folder is Khabar's, not Chroma's.
    settings = Settings(_env_file=None)  # type: ignore[call-arg]  # pydantic-settings' own argument
    return cast("Client", chromadb.PersistentClient(str(folder), settings=settings))


def _main(folder: Path, shards: dict[str, Path]) -> None:
    from index.shard import Shard

    for name, path in shards.items():
        _fill(folder, name, Shard.load(path))
    _make_read_only(folder)
    for name, path in shards.items():
        _probe(folder, name, Shard.load(path))


def _fill(folder: Path, name: str, shard: Shard) -> None:
    client = _client(folder)
    try:
        # The index reaches the disk whenever this many records came: once, with the last.
        hnsw: CreateHNSWConfiguration = {
            "space": "cosine",
            "sync_threshold": len(shard),
            "batch_size": min(AT_ONCE, len(shard)),
        }
        collection = client.create_collection(name, embedding_function=None, configuration={"hnsw": hnsw})
        for start in range(0, len(shard), AT_ONCE):
            _add(collection, shard, slice(start, start + AT_ONCE))
    finally:
        client.close()


def _add(collection: Collection, shard: Shard, part: slice) -> None:
    import numpy as np

    collection.add(
        ids=[str(id_) for id_ in shard.ids[part]], embeddings=shard.vectors[part].astype(np.float32)
    )


def _make_read_only(folder: Path) -> None:
    """Free the space of Chroma's log, and take away the write that opening a folder does to its database.

    Chroma inserts a row to see that it may write. Ignored by a trigger, that succeeds and changes no byte.
    """
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(folder / "chroma.sqlite3", isolation_level=None)) as connection:
        connection.execute(
            "CREATE TRIGGER opening_writes_nothing BEFORE INSERT ON acquire_write"
            " BEGIN SELECT raise(IGNORE); END"
        )
        connection.execute("VACUUM")


def _probe(folder: Path, name: str, shard: Shard) -> None:
    import numpy as np

    client = _client(folder)
    try:
        collection = client.get_collection(name, embedding_function=None)
        if collection.count() != len(shard):
            raise ArchiveError(f"{name} holds {collection.count()} vectors of {len(shard)}")
        vectors = shard.vectors[:: max(1, len(shard) // PROBES)].astype(np.float32)
        vectors = vectors[np.linalg.norm(vectors, axis=1) > 0]  # a zero vector is near to nothing
        found = collection.query(query_embeddings=vectors, n_results=1, include=["distances"])
        again = [bool(row) and row[0] < SAME for row in found["distances"] or []]
        if sum(again) < FOUND * len(vectors):
            raise ArchiveError(f"{name} doesn't find the vectors put into it")
    finally:
        client.close()


if __name__ == "__main__":
    _main(
        Path(sys.argv[1]), {name: Path(path) for name, path in (item.split("=", 1) for item in sys.argv[2:])}
    )
