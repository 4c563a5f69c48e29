"""Search: a question in, the best passages out.

Every language is searched by itself, so that passages compete with their like and a flood of articles in one language
leaves the statistics of the others alone. In each, three signals meet: BM25 on the question's own terms, BM25 on their
translations (one score: `index.bm25`), and the cosine of question and passage vectors. Each is measured in standard
deviations from its mean over the language (z-scores), which makes them addable, and languages comparable. What the
rest of its article says of the question then speaks for a passage too (`supported`).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index import bm25
from index.shard import NO_DATE
from index.sources import named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from index.query import Query
    from index.shard import Shard
    from index.types import Filters

CANDIDATES = 200  # a signal and shard
# What the cosine weighs beside BM25: across languages the vectors see what the lexicon misses, within one they blur
# what shared words tell apart (docs/evaluation.md).
DENSE_SAME_LANGUAGE = 0.4
DENSE_OTHER_LANGUAGE = 0.6
EXACT = 20_000  # up to so many eligible passages the cosine is computed for each
OF_ONE_ARTICLE = 2  # passages in a list, while other articles can fill it
# Of the list, what is kept for every language that has comparably good passages: such as cover the question's terms,
# or stand out of their language, to this share of what the best language's do. A few stray articles do neither.
SHARE = 0.3
COVERS = 0.2
STANDS_OUT = 0.5
SAME_PLACE = (
    0.83  # cosine from which passages of two articles known to carry one text hold the same part of it
)
SAME = 0.94  # cosine from which two passages are the same text, measured on newspapers (docs/decisions.md)

# An article's best two passages speak for each of its passages, by this much of their scores (CombSUM of Fox & Shaw
# 1994, over passages). One that stands alone is taken to have a second like the average article's, or short articles
# would lose.
SUPPORT = 0.2
SECOND = 0.6

# z-scores of a few passages say little: these means and deviations, measured on XQuAD dev, stand in as PRIOR passages.
PRIOR = 30
LEXICAL_PRIOR = (0.03, 0.05)  # of the highest score possible
DENSE_PRIOR = (0.1, 0.1)  # cosine


NO_COPIES: Mapping[int, int] = MappingProxyType({})


class Part(NamedTuple):
    """A shard and the way to its nearest neighbours: (float32[D], k) → int64 ids, None for a search of every vector."""

    shard: Shard
    neighbours: Callable[[NDArray[np.float32], int], NDArray[np.int64]] | None = None


class Candidate(NamedTuple):
    """A passage that may be shown.

    Attributes:
        article: the key of its article's version.
        alone: whether its article has no other passage.
        score: z-scores added.
        covered: how well it covers the question's terms: its share of the most that BM25 could give.
        vector: for finding doubles, float32[D].
    """

    id: int
    article: int
    alone: bool
    score: float
    covered: float
    vector: NDArray[np.float32]


def search(
    query: Query,
    vector: NDArray[np.float32],
    parts: Iterable[Part],
    k: int,
    filters: Filters,
    *,
    of_one_article: int = OF_ONE_ARTICLE,
    originals: Mapping[int, int] = NO_COPIES,
) -> list[tuple[int, float]]:
    """Return the k best passages as (id, score), best first.

    `vector` is the query's embedding, float32[D], of length one. Fewer than k come back where fewer are eligible; more
    than `of_one_article` of one article only where the list would not be full without them. Of articles that are copies
    of each other by `originals` (`Snapshot.originals`), the list has one.
    """
    by_language = sorted(parts, key=lambda part: part.shard.language)
    sources = wanted([part.shard for part in by_language], filters)
    lists = [
        distinct(
            without_copies(rank(query, vector, list(group), filters, sources), originals), k, of_one_article
        )
        for language, group in groupby(by_language, key=lambda part: part.shard.language)
        if filters.language in (None, language)
    ]
    return [(candidate.id, candidate.score) for candidate in balance(lists, k)]


def rank(
    query: Query,
    vector: NDArray[np.float32],
    parts: Sequence[Part],
    filters: Filters,
    sources: frozenset[str] | None = None,
) -> list[Candidate]:
    """Return the candidates of one language, best first; of some publishers only if `sources` has their names."""
    lexical, most = bm25.scores(query.mixtures, [part.shard for part in parts])
    lexical_mean, lexical_spread = _spread(lexical, most)
    dense_mean, dense_spread = _cosine_spread(vector, [part.shard for part in parts])
    same = parts[0].shard.language == query.language
    weight = DENSE_SAME_LANGUAGE if same else DENSE_OTHER_LANGUAGE
    found = []
    for part, scores in zip(parts, lexical, strict=True):
        shard = part.shard
        rows = candidates(part, scores, vector, eligible(shard, filters, sources))
        vectors = shard.vectors[rows].astype(np.float32)
        total = (scores[rows] - lexical_mean) / lexical_spread
        total += weight * (vectors @ vector - dense_mean) / dense_spread
        found += [
            Candidate(
                int(shard.ids[row]), int(shard.versions[row]), bool(alone), float(score), float(share), own
            )
            for row, alone, score, share, own in zip(
                rows, shard.alone(rows), total, scores[rows] / max(most, 1e-9), vectors, strict=True
            )
        ]
    return sorted(supported(found), key=lambda candidate: (-candidate.score, candidate.id))


def supported(found: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates with what their article's best two passages add to each one's score."""
    scores: dict[int, list[float]] = defaultdict(list)
    for candidate in found:
        own = max(candidate.score, 0.0)
        scores[candidate.article] += [own, SECOND * own] if candidate.alone else [own]
    support = {article: SUPPORT * sum(sorted(own)[-2:]) for article, own in scores.items()}
    return [candidate._replace(score=candidate.score + support[candidate.article]) for candidate in found]


def without_copies(ranked: Sequence[Candidate], originals: Mapping[int, int]) -> list[Candidate]:
    """Return candidates with one article for all that carry one text: the original, if it has the best passage too."""
    chosen: dict[int, int] = {}  # by the original
    for candidate in ranked:
        original = originals.get(candidate.article)
        if original is not None and original not in chosen:
            has_it = any(
                other.article == original and float(other.vector @ candidate.vector) >= SAME_PLACE
                for other in ranked
            )
            chosen[original] = original if has_it else candidate.article
    return [one for one in ranked if chosen.get(originals.get(one.article, 0), one.article) == one.article]


def wanted(shards: Iterable[Shard], filters: Filters) -> frozenset[str] | None:
    """Return the names of the publishers that the filters ask for, of all that the shards have; None: any."""
    if not filters.source:
        return None
    return named(filters.source, {name for shard in shards for name in shard.source_names})


def eligible(shard: Shard, filters: Filters, sources: frozenset[str] | None = None) -> NDArray[np.bool_]:
    """Return bool[N]: which passages are live, pass the filters' dates and are of one of some publishers.

    An undated one passes no date filter.
    """
    keep = np.array(shard.live)
    if filters.since or filters.until:
        keep &= shard.published != NO_DATE
    if filters.since:
        keep &= shard.published >= int(filters.since.timestamp())
    if filters.until:
        keep &= shard.published <= int(filters.until.timestamp())
    if sources is not None:
        codes = [code for code, name in enumerate(shard.source_names) if name in sources]
        keep &= np.isin(shard.sources, codes)
    return keep


def newest(shards: Iterable[Shard], k: int, filters: Filters) -> list[int]:
    """Return the ids of the k passages that pass the filters and were published last, the newest first."""
    dated: list[tuple[int, int]] = []
    shards = list(shards)
    sources = wanted(shards, filters)
    for shard in shards:
        if filters.language in (None, shard.language):
            rows = np.flatnonzero(eligible(shard, filters, sources) & (shard.published != NO_DATE))
            rows = rows[np.argsort(-shard.published[rows], kind="stable")[:k]]
            dated += zip(shard.published[rows].tolist(), shard.ids[rows].tolist(), strict=True)
    return [id_ for _, id_ in sorted(dated, key=lambda one: (-one[0], one[1]))[:k]]


def candidates(
    part: Part, lexical: NDArray[np.float32], vector: NDArray[np.float32], keep: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return the positions, ascending, of the best eligible passages by either signal."""
    by_terms = np.flatnonzero(keep & (lexical > 0))
    by_terms = by_terms[_best(lexical[by_terms])]
    # As a mask: `np.union1d` would import NumPy's masked arrays, a twentieth of a second of a cold question.
    chosen = np.zeros(len(keep), bool)
    chosen[by_terms] = chosen[_nearest(part, vector, keep)] = True
    return np.flatnonzero(chosen)


def _nearest(part: Part, vector: NDArray[np.float32], keep: NDArray[np.bool_]) -> NDArray[np.int64]:
    shard, passing = part.shard, int(keep.sum())
    if part.neighbours is None or passing <= min(EXACT, len(shard) // 2):
        rows = np.flatnonzero(keep)
        return rows[_best(shard.vectors[rows].astype(np.float32) @ vector)]
    # The index knows no filters: ask for so many that enough should pass.
    wanted = min(len(shard), CANDIDATES * len(shard) // passing)
    rows = shard.positions(part.neighbours(vector, wanted))
    return rows[keep[rows]]


def _best(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    return (
        np.argpartition(-scores, CANDIDATES)[:CANDIDATES]
        if len(scores) > CANDIDATES
        else np.arange(len(scores))
    )


def distinct(ranked: Iterable[Candidate], k: int, of_one_article: int) -> list[Candidate]:
    """Return the first k candidates whose text is not that of a better one; few of one article, if others fill it."""
    kept: list[Candidate] = []
    surplus: list[Candidate] = []
    for candidate in ranked:
        if len(kept) == k:
            break
        if kept and float(np.max(np.stack([other.vector for other in kept]) @ candidate.vector)) >= SAME:
            continue
        of_its_article = sum(other.article == candidate.article for other in kept)
        (kept if of_its_article < of_one_article else surplus).append(candidate)
    return kept + surplus[: k - len(kept)]


def balance(lists: Sequence[list[Candidate]], k: int) -> list[Candidate]:
    """Return the k best of several languages, best first, a SHARE of them kept for each language that earns it."""
    found = [one for one in lists if one]
    earning = [one for one, earns in zip(found, earn_share(found), strict=True) if earns]
    reserved = max(1, int(k * SHARE)) if len(earning) * int(k * SHARE) <= k else k // len(earning)
    kept = [candidate for one in earning for candidate in one[:reserved]]
    ids = {candidate.id for candidate in kept}
    rest = sorted(
        (c for one in found for c in one if c.id not in ids), key=lambda candidate: -candidate.score
    )
    kept += rest[: max(k - len(kept), 0)]
    return sorted(kept, key=lambda candidate: -candidate.score)[:k]


def earn_share(lists: Sequence[list[Candidate]]) -> list[bool]:
    """Say of each language's candidates, best first and not empty, whether they are comparably good as the best's."""
    covered = [max(candidate.covered for candidate in one) for one in lists]
    scores = [one[0].score for one in lists]
    most, best = max(covered, default=0.0), max(scores, default=0.0)
    return [
        (own > 0 and own >= COVERS * most) or score >= STANDS_OUT * best
        for own, score in zip(covered, scores, strict=True)
    ]


def _spread(scores: Sequence[NDArray[np.float32]], most: float) -> tuple[float, float]:
    count = sum(map(len, scores))
    total, squares = float(sum(map(np.sum, scores))), float(sum(np.square(one).sum() for one in scores))
    return _with_prior(count, total, squares, tuple(most * value for value in LEXICAL_PRIOR))


def _cosine_spread(vector: NDArray[np.float32], shards: Sequence[Shard]) -> tuple[float, float]:
    count = sum(map(len, shards))
    total = float(sum(len(shard) * (shard.mean @ vector) for shard in shards))
    squares = float(sum(len(shard) * (vector @ shard.moments @ vector) for shard in shards))
    return _with_prior(count, total, squares, DENSE_PRIOR)


def _with_prior(count: int, total: float, squares: float, prior: tuple[float, ...]) -> tuple[float, float]:
    mean, deviation = prior
    total, squares = total + PRIOR * mean, squares + PRIOR * (mean**2 + deviation**2)
    average = total / (count + PRIOR)
    return average, max(squares / (count + PRIOR) - average**2, 1e-9) ** 0.5
