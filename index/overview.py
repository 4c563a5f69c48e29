"""Which articles stand for a stretch of time, when nothing more is asked about: those whose news most outlets have.

Every language is looked at by itself, as in a search. An article is told by others where another outlet's opening
passage is near its own, by their vectors, within days. The time is cut into equal slices that are emptied in turn, so
that no loud day stands for a month.
"""

from __future__ import annotations

from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.search import eligible, wanted
from index.shard import NO_DATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from index.shard import Shard
    from index.types import Filters

MOST = 3_000  # articles of a language that are compared; of more, every second, third, …
ALIKE = 0.75  # cosine of two openings from which they may tell of one event
WITHIN = 2 * 86_400  # seconds between two articles of one event
SLICES = 12
COMPANIONS = 3  # articles of other outlets that come with one that they tell too
BLOCK = 512  # articles compared at once


class Openings(NamedTuple):
    """The first passages of a language's articles, in the order of publication.

    Attributes:
        ids: int64[n], of the passages.
        published: int64[n], seconds since the epoch.
        sources: int64[n], a number for each outlet; -1 where unknown.
        vectors: float32[n, D].
    """

    ids: NDArray[np.int64]
    published: NDArray[np.int64]
    sources: NDArray[np.int64]
    vectors: NDArray[np.float32]


def newest_articles(shards: Iterable[Shard], k: int, filters: Filters) -> list[int]:
    """Return the ids of the first passages of the k articles that were published last, the newest first."""
    dated = [
        (published, id_)
        for openings in _by_language(shards, filters, k)
        for published, id_ in zip(openings.published.tolist(), openings.ids.tolist(), strict=True)
    ]
    return [id_ for _, id_ in sorted(dated, key=lambda one: (-one[0], one[1]))[:k]]


def told_most(shards: Iterable[Shard], k: int, filters: Filters) -> list[int]:
    """Return the ids of the first passages of k articles that pass the filters: those that most outlets tell, spread.

    Each comes with others that tell it; every language has as many places, as far as it has articles.
    """
    lists = [_leaders(openings, k) for openings in _by_language(shards, filters)]
    turns = (id_ for turn in zip_longest(*lists) for id_ in turn if id_ is not None)
    return [id_ for _, id_ in zip(range(k), turns, strict=False)]


def published(shards: Iterable[Shard], filters: Filters) -> NDArray[np.int64]:
    """Return int64[n]: when each article that has a date and passes the filters was published, ascending."""
    meant = [one for one in shards if filters.language in (None, one.language)]
    publishers = wanted(meant, filters)
    dates = [
        shard.published[_firsts(shard) & eligible(shard, filters, publishers) & (shard.published != NO_DATE)]
        for shard in meant
    ]
    return np.sort(np.concatenate([np.zeros(0, np.int64), *dates]))


def openings_of(shards: Iterable[Shard], passages: Sequence[int]) -> dict[int, int]:
    """Return passage id → id of the first passage of its article."""
    wanted = np.unique(np.array(passages, np.int64))
    found: dict[int, int] = {}
    for shard in shards:
        rows = shard.positions(wanted)
        begins = np.flatnonzero(np.concatenate(([True], shard.versions[1:] != shard.versions[:-1])))
        firsts = begins[np.searchsorted(begins, rows, side="right") - 1]
        found |= dict(zip(shard.ids[rows].tolist(), shard.ids[firsts].tolist(), strict=True))
    return found


def _by_language(shards: Iterable[Shard], filters: Filters, last: int = 0) -> Iterator[Openings]:
    """Yield each language's openings; only so many of the last ones, if a number is given."""
    ordered = sorted(shards, key=lambda one: one.language)
    publishers = wanted(ordered, filters)
    for language, group in groupby(ordered, key=lambda one: one.language):
        if filters.language not in (None, language):
            continue
        several = list(group)
        outlets: dict[str, int] = {}
        found = [_openings(shard, filters, publishers, outlets) for shard in several]
        joined = [np.concatenate(arrays) for arrays in zip(*found, strict=True)]
        order = np.argsort(joined[0], kind="stable")[-last:]
        published, ids, sources, shard_of, rows = (array[order] for array in joined)
        yield Openings(ids, published, sources, _vectors(several, shard_of, rows))


def _openings(
    shard: Shard, filters: Filters, publishers: frozenset[str] | None, outlets: dict[str, int]
) -> tuple[NDArray[np.int64], ...]:
    """Return published, id, outlet, shard and row of the first passage of each article that passes."""
    rows = np.flatnonzero(
        _firsts(shard) & eligible(shard, filters, publishers) & (shard.published != NO_DATE)
    )
    if len(rows) > MOST:
        rows = rows[:: -(-len(rows) // MOST)]
    numbers = [outlets.setdefault(name, len(outlets)) for name in shard.source_names]
    outlet = np.array([*numbers, -1], np.int64)[shard.sources[rows]]
    return shard.published[rows], shard.ids[rows], outlet, np.full(len(rows), id(shard), np.int64), rows


def _firsts(shard: Shard) -> NDArray[np.bool_]:
    """Return bool[N]: which passages are the first of their articles."""
    first = np.ones(len(shard), bool)
    first[1:] = shard.versions[1:] != shard.versions[:-1]
    return first


def _vectors(
    shards: Sequence[Shard], shard_of: NDArray[np.int64], rows: NDArray[np.int64]
) -> NDArray[np.float32]:
    dimensions = shards[0].vectors.shape[1]
    vectors = np.zeros((len(rows), dimensions), np.float32)
    for shard in shards:
        own = shard_of == id(shard)
        vectors[own] = shard.vectors[rows[own]]
    return vectors


def _leaders(openings: Openings, k: int) -> list[int]:
    """Return k ids: what most outlets tell first, from each slice of the time in turn, each with its companions."""
    count = len(openings.ids)
    if count == 0:
        return []
    told_by = _told_by(openings)
    first, last = int(openings.published[0]), int(openings.published[-1])
    slices = (openings.published - first) * SLICES // (last - first + 1)
    order = np.lexsort((openings.ids, -told_by))
    queues = [order[slices[order] == number].tolist() for number in range(SLICES)]
    queues.sort(key=lambda queue: -int(told_by[queue[0]]) if queue else 0)
    taken: set[int] = set()
    chosen: list[int] = []
    for place in (one for turn in zip_longest(*queues) for one in turn if one is not None):
        if len(chosen) >= k:
            break
        if place not in taken:
            alike = _alike(openings, place)
            chosen += [place, *_companions(openings, place, alike, taken)]
            taken |= {place, *alike}
    return [int(openings.ids[place]) for place in chosen[:k]]


def _told_by(openings: Openings) -> NDArray[np.int64]:
    """Return int64[n]: by how many other outlets each article is told."""
    told_by = np.zeros(len(openings.ids), np.int64)
    outlets = np.unique(openings.sources[openings.sources >= 0])
    for start in range(0, len(told_by), BLOCK):
        block = slice(start, start + BLOCK)
        times = openings.published[block]
        window = slice(*np.searchsorted(openings.published, (times[0] - WITHIN, times[-1] + WITHIN + 1)))
        near = openings.vectors[block] @ openings.vectors[window].T >= ALIKE
        near &= np.abs(times[:, np.newaxis] - openings.published[window]) <= WITHIN
        for outlet in outlets:
            told_by[block] += (near & (openings.sources[window] == outlet)).any(axis=1) & (
                openings.sources[block] != outlet
            )
    return told_by


def _alike(openings: Openings, place: int) -> list[int]:
    """Return the places of the articles that may tell what one tells, the most alike first."""
    time = openings.published[place]
    start, end = np.searchsorted(openings.published, (time - WITHIN, time + WITHIN + 1))
    cosines = openings.vectors[start:end] @ openings.vectors[place]
    near = np.flatnonzero(cosines >= ALIKE)
    return [
        int(start + one) for one in near[np.argsort(-cosines[near], kind="stable")] if start + one != place
    ]


def _companions(openings: Openings, place: int, alike: Sequence[int], taken: set[int]) -> list[int]:
    """Return the places of a few articles that tell what one tells, each of another outlet."""
    outlets = {int(openings.sources[place])}
    found: list[int] = []
    for other in alike:
        outlet = int(openings.sources[other])
        if other not in taken and outlet not in outlets and len(found) < COMPANIONS:
            outlets.add(outlet)
            found.append(other)
    return found
