"""Passages to what the archive stores for the search: terms and vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.postings import forward
from index.terms import terms
from index.writer import Analyser, Analysis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.embedding import Embedder


def analyser(embedder: Embedder) -> Analyser:
    """Return the way from passages to their analyses with one embedding model."""

    def analyse(texts: Sequence[str], languages: Sequence[str], titles: Sequence[str]) -> list[Analysis]:
        # The headline says what a later passage may only call "it".
        vectors = embedder.passages([f"{title}\n{text}" for title, text in zip(titles, texts, strict=True)])
        stored = [
            terms(f"{title}\n{text}", language)
            for title, text, language in zip(titles, texts, languages, strict=True)
        ]
        return [
            Analysis(forward(own), len(own), vector.astype("<f2").tobytes())
            for own, vector in zip(stored, vectors, strict=True)
        ]

    return Analyser(embedder.name, embedder.dimensions, analyse)
