"""A shard: everything a search needs of the passages in one language, as arrays.

A generation keeps its shards on disk, written once; what came since is a shard too, in memory.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.postings import Postings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

NO_DATE = np.iinfo(np.int64).min


class ShardRow(NamedTuple):
    """A stored passage as a shard takes it in.

    Attributes:
        id: the passage's id.
        version: the key of the article's version it is of; passages of one follow each other.
        published: seconds since the epoch, UTC; None where the article has no date.
        source: the publisher's name.
        length: how many terms the passage has, repeated ones counted.
        terms: `index.postings.forward` of the passage.
        vector: float16[D], little-endian, of length one.
    """

    id: int
    version: int
    published: int | None
    source: str | None
    length: int
    terms: bytes
    vector: bytes


@dataclass
class Shard:
    """The passages of one language, N of them, with vectors of D dimensions.

    Attributes:
        ids: int64[N], ascending passage ids.
        versions: int64[N], which passages are of one article: those with the same number, in one run.
        published: int64[N], seconds since the epoch, NO_DATE where unknown.
        sources: int32[N], positions in `source_names`; -1 where unknown.
        lengths: float32[N], in terms.
        vectors: float16[N, D].
        mean: float32[D], of the vectors.
        moments: float32[D, D], the mean of v·vᵀ: with `mean` it gives the spread of any query's cosines.
        live: bool[N]; False for what was removed since the shard was built.
    """

    language: str
    ids: NDArray[np.int64]
    versions: NDArray[np.int64]
    published: NDArray[np.int64]
    sources: NDArray[np.int32]
    source_names: list[str]
    lengths: NDArray[np.float32]
    postings: Postings
    vectors: NDArray[np.float16]
    mean: NDArray[np.float32]
    moments: NDArray[np.float32]
    live: NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        self.live = np.ones(len(self.ids), bool)

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def build(cls, language: str, dimensions: int, rows: Iterable[ShardRow]) -> Shard:
        """Return the shard of some passages, given in ascending order of id."""
        rows = list(rows)
        names = sorted({row.source for row in rows if row.source})
        code = {name: number for number, name in enumerate(names)}
        vectors = np.frombuffer(b"".join(row.vector for row in rows), "<f2").reshape(len(rows), dimensions)
        mean, moments = _moments(vectors)
        return cls(
            language=language,
            ids=np.array([row.id for row in rows], np.int64),
            versions=np.array([row.version for row in rows], np.int64),
            published=np.array(
                [NO_DATE if row.published is None else row.published for row in rows], np.int64
            ),
            sources=np.array([code.get(row.source or "", -1) for row in rows], np.int32),
            source_names=names,
            lengths=np.array([row.length for row in rows], np.float32),
            postings=Postings.invert([row.terms for row in rows]),
            vectors=vectors,
            mean=mean,
            moments=moments,
        )

    def save(self, folder: Path) -> None:
        """Write the shard into a new folder: one `.npy` an array, and `shard.json`."""
        folder.mkdir(parents=True)
        for name, array in self._arrays().items():
            np.save(folder / f"{name}.npy", array, allow_pickle=False)
        about = {"language": self.language, "sources": self.source_names}
        (folder / "shard.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Shard:
        """Return the shard in a folder, read into memory.

        Were its arrays mapped, whatever happened to a file of a shard in use would end this process (SIGBUS), or change
        what it finds.
        """
        about = json.loads((folder / "shard.json").read_text(encoding="utf-8"))
        arrays = {path.stem: np.load(path, allow_pickle=False) for path in folder.glob("*.npy")}
        postings = Postings(**{name: arrays.pop(name) for name in Postings._fields})
        return cls(language=about["language"], source_names=about["sources"], postings=postings, **arrays)

    def mask(self, removed: NDArray[np.int64]) -> None:
        """Mark passages as removed; ids that are not in this shard are ignored."""
        self.live[self.positions(removed)] = False

    def positions(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where in the shard some ids stand; ids that are not in it are left out."""
        found = np.searchsorted(self.ids, ids)
        inside = found < len(self.ids)
        found, ids = found[inside], ids[inside]
        positions: NDArray[np.int64] = found[self.ids[found] == ids]
        return positions

    def alone(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return bool[n]: which of some positions hold the only passage of their article."""
        padded = np.concatenate(([-1], self.versions, [-1]))
        alone: NDArray[np.bool_] = (padded[rows] != padded[rows + 1]) & (padded[rows + 2] != padded[rows + 1])
        return alone

    def _arrays(self) -> dict[str, NDArray[np.generic]]:
        names = ("ids", "versions", "published", "sources", "lengths", "vectors", "mean", "moments")
        return {name: getattr(self, name) for name in names} | self.postings._asdict()


def _moments(vectors: NDArray[np.float16]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    count, dimensions = vectors.shape
    total, products = np.zeros(dimensions, np.float32), np.zeros((dimensions, dimensions), np.float32)
    for start in range(
        0, count, 10_000
    ):  # in parts: the float32 copy of a large shard would double the memory
        part = vectors[start : start + 10_000].astype(np.float32)
        total += part.sum(axis=0)
        products += part.T @ part
    return total / max(count, 1), products / max(count, 1)
