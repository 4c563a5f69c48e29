"""Passages to what the archive stores for the search: terms and vectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.embedding import Embedder
    from index.types import Article, Span


class Analysis(NamedTuple):
    """What a search needs of a passage.

    Attributes:
        terms: `index.postings.forward` of the passage.
        length: how many terms it has, repeated ones counted.
        vector: float16[D], little-endian, of length one.
    """

    terms: bytes
    length: int
    vector: bytes


@dataclass(frozen=True, slots=True)
class Analyser:
    """The way from passages to their analyses, and the embedding model it uses.

    Attributes:
        embedding_model: its name, which the archive remembers.
        dimensions: of its vectors.
        analyse: (texts, languages, titles), of equal lengths, to as many analyses; same input, same analysis.
    """

    embedding_model: str
    dimensions: int
    analyse: Callable[[Sequence[str], Sequence[str], Sequence[str]], Sequence[Analysis]]


class Subject(NamedTuple):
    """What an analysis depends on."""

    text: str
    language: str
    title: str

    @classmethod
    def of(cls, article: Article, span: Span) -> Subject:
        """Return what the analysis of an article's passage depends on."""
        return cls(article.text[span.start : span.end], article.language, article.title)


def analyse(subjects: Sequence[Subject], analyser: Analyser) -> Sequence[Analysis]:
    """Return the analyses of passages, made in one call.

    Raises:
        ValueError: the model gave vectors that are none of its own.
    """
    if not subjects:
        return []
    import numpy as np

    texts, languages, titles = zip(*subjects, strict=True)
    made = analyser.analyse(texts, languages, titles)
    vectors = np.frombuffer(b"".join(one.vector for one in made), "<f2")
    if vectors.size != len(subjects) * analyser.dimensions or not np.isfinite(vectors).all():
        raise ValueError(
            f"{analyser.embedding_model} gave other vectors than {analyser.dimensions} finite numbers"
        )
    return made


def indexed(subject: Subject) -> tuple[bytes, int]:
    """Return a passage's terms and how many they are, as `Analysis` has them.

    The headline is among them: it says what a later passage may only call "it".
    """
    from index.postings import forward
    from index.terms import terms

    own = terms(f"{subject.title}\n{subject.text}", subject.language)
    return forward(own), len(own)


def analyser(embedder: Embedder) -> Analyser:
    """Return the way from passages to their analyses with one embedding model."""

    def analyse(texts: Sequence[str], languages: Sequence[str], titles: Sequence[str]) -> list[Analysis]:
        vectors = embedder.passages([f"{title}\n{text}" for title, text in zip(titles, texts, strict=True)])
        subjects = map(Subject, texts, languages, titles)
        return [
            Analysis(*indexed(subject), vector.astype("<f2").tobytes())
            for subject, vector in zip(subjects, vectors, strict=True)
        ]

    return Analyser(embedder.name, embedder.dimensions, analyse)
