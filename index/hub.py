"""sentence-transformers models, by their name on the hub or their folder. This file alone knows the library."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from index.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.types import Hit


def sentence_transformer(name: str) -> Any:  # noqa: ANN401 - sentence-transformers has no types
    """Return the embedding model of a name or folder.

    Raises:
        UsageError: it can't be loaded.
    """
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name, trust_remote_code=False)
    except (OSError, ValueError, RuntimeError) as error:
        raise UsageError(
            f"the embedding model {name!r} can't be loaded ({_first_line(error)}): "
            "check KHABAR_EMBEDDING_MODEL, which takes 'bundled', a sentence-transformers name or a folder"
        ) from error


def reranker(name: str | None) -> Reranker | None:
    """Return the reranker of a `KHABAR_RERANKER`; nothing is loaded before the first use."""
    return Reranker(name) if name else None


class Reranker:
    """A cross-encoder: it reads question and passage together, which is slow, and orders them better than vectors."""

    def __init__(self, name: str) -> None:
        self.name = name

    def load(self) -> None:
        """Load the model now.

        Raises:
            UsageError: it can't be loaded, or is no reranker.
        """
        self._model  # noqa: B018 - cached

    def rerank(self, question: str, hits: Sequence[Hit]) -> list[Hit]:
        """Return hits in the model's order.

        The scores stay, handed out anew from the highest down: whoever holds them against a threshold goes on measuring
        how far the best passages stand out from the archive, which the model's own numbers don't say.

        Raises:
            UsageError: the model can't be loaded.
        """
        if not hits:
            return []
        worth = self._model.predict([(question, hit.passage.text) for hit in hits], show_progress_bar=False)
        order = sorted(range(len(hits)), key=lambda place: (-float(worth[place]), place))
        scores = sorted((hit.score for hit in hits), reverse=True)
        return [replace(hits[place], score=score) for place, score in zip(order, scores, strict=True)]

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - sentence-transformers has no types
        from sentence_transformers import CrossEncoder

        try:
            model = CrossEncoder(self.name, trust_remote_code=False)
        except (OSError, ValueError, RuntimeError) as error:
            raise UsageError(
                f"the reranker {self.name!r} can't be loaded ({_first_line(error)}): "
                "check KHABAR_RERANKER, which takes the name or folder of a sentence-transformers CrossEncoder"
            ) from error
        if model.num_labels != 1:
            raise UsageError(
                f"the model {self.name!r} gives {model.num_labels} numbers for a passage: "
                "check KHABAR_RERANKER, which takes a CrossEncoder that gives one"
            )
        return model


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
