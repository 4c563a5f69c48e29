"""Rankings by all-MiniLM-L6-v2, the model Chroma embeds with by default: the baseline of retrieval."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np

from bench import newcomer
from bench.archives import DEPTH, Ranking, distinct

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

BLOCK = 512  # texts embedded at once and kept in one file


def rank(
    ids: Sequence[str], texts: Sequence[str], questions: Sequence[str], kept: Path, k: int = DEPTH
) -> list[Ranking]:
    """Return for each question the articles of the k texts nearest by cosine, every text compared.

    Embedding thousands of texts takes minutes: the vectors are kept in the folder `kept` for the next run.
    """
    return [distinct(ids[row] for row in rows) for rows in nearest(texts, questions, kept, k)]


def nearest(texts: Sequence[str], questions: Sequence[str], kept: Path, k: int) -> list[list[int]]:
    """Return for each question which texts are nearest by cosine, k of them, best first."""
    cosines = vectors(questions, kept) @ vectors(texts, kept).T
    return [[int(row) for row in np.argsort(-own, kind="stable")[:k]] for own in cosines]


def vectors(texts: Sequence[str], kept: Path) -> NDArray[np.float32]:
    """Return the unit vectors of texts, a row each; they are kept for the next time."""
    blocks = [_kept(texts[start : start + BLOCK], kept) for start in range(0, len(texts), BLOCK)]
    return np.concatenate(blocks)


def _kept(texts: Sequence[str], kept: Path) -> NDArray[np.float32]:
    digest = blake2b("\0".join(texts).encode(), digest_size=16).hexdigest()
    path = kept / f"minilm-{digest}.npy"
    if not path.exists():
        kept.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part.npy")
        np.save(unfinished, _embed(texts))
        unfinished.replace(path)
    vectors: NDArray[np.float32] = np.load(path)
    return vectors


def _embed(texts: Sequence[str]) -> NDArray[np.float32]:
    vectors: NDArray[np.float32] = _model().encode(
        list(texts), normalize_embeddings=True, show_progress_bar=False
    )
    return vectors


@cache
def _model() -> Any:  # noqa: ANN401 - sentence-transformers has no types
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(newcomer.model())
