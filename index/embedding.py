"""Texts to vectors: the bundled model, or any sentence-transformers model by name or folder.

This file alone knows tokenizers and safetensors.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

BUNDLED = "bundled"
FOLDER = Path(__file__).parent.parent / "models" / "bundled" / "embedding"
# What an archive remembers of the bundled model: counted up when its files, the lexicon's or the terms change.
BUNDLED_NAME = "bundled-2"

# Models that were trained with a prefix and don't carry it in their configuration: (query's, passage's).
PREFIXES = ((re.compile(r"(^|/)(multilingual-)?e5-(small|base|large)(-v2)?$"), ("query: ", "passage: ")),)


class Embedder(Protocol):
    """A model that makes vectors; a query's and a passage's are compared by their dot product."""

    name: str

    @property
    def dimensions(self) -> int:
        """How many dimensions its vectors have."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32[N, D], each row of length one (or zero for a text without known words)."""

    def query(self, text: str) -> NDArray[np.float32]:
        """Return float32[D], of length one."""


def embedder(model: str = BUNDLED) -> Embedder:
    """Return a model by its `KHABAR_EMBEDDING_MODEL` name; nothing is loaded before the first use."""
    return bundled() if model == BUNDLED else HubModel(model)


@cache
def bundled() -> BundledModel:
    """Return the bundled model; there is one in a process."""
    return BundledModel()


def alike(word: str, others: Sequence[str]) -> float:
    """Return the highest cosine of a word and any of some others, in any of the bundled model's languages."""
    return max((float(_word(word) @ _word(other)) for other in others), default=0.0)


@lru_cache(maxsize=20_000)
def _word(word: str) -> NDArray[np.float32]:
    return bundled().query(word)


class BundledModel:
    """The static bilingual model in `models/bundled/embedding`: a text is the mean of its pieces' vectors.

    Its files are read as they are: importing model2vec, which reads them too, takes three times as long as that, and
    torch a hundred times.
    """

    name = BUNDLED_NAME

    @property
    def dimensions(self) -> int:
        """How many dimensions its vectors have."""
        return int(self._rows.shape[1])

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32[N, D], rows of length one; a text without known words gives zeros."""
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        for vector, encoding in zip(vectors, encodings, strict=True):
            pieces = np.array(encoding.ids, np.int64)
            vector[:] = self._weights[pieces] @ self._rows[pieces].astype(np.float32)
        return _of_length_one(vectors)

    def query(self, text: str) -> NDArray[np.float32]:
        """Return float32[D], of length one."""
        vector: NDArray[np.float32] = self.passages([text])[0]
        return vector

    @property
    def _rows(self) -> NDArray[np.int8]:
        """int8[P, D]: a row a piece; that of unknown words is zero."""
        return self._files["embeddings"]

    @property
    def _weights(self) -> NDArray[np.float32]:
        """float32[P]: what each row is multiplied with."""
        return self._files["weights"]

    @cached_property
    def _files(self) -> dict[str, NDArray[Any]]:
        from safetensors.numpy import load_file

        return load_file(FOLDER / "model.safetensors")

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return tokenizer(FOLDER / "tokenizer.json")


def tokenizer(path: Path) -> Tokenizer:
    """Return the tokenizer that a file describes, as it is there."""
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(path))


class HubModel:
    """A sentence-transformers model, by its name on the hub or its folder, with its query and passage prefixes."""

    def __init__(self, name: str) -> None:
        self.name = name
        found = (prefixes for pattern, prefixes in PREFIXES if pattern.search(name))
        self._query_prefix, self._passage_prefix = next(found, ("", ""))

    @property
    def dimensions(self) -> int:
        """How many dimensions its vectors have."""
        return int(self._model.get_sentence_embedding_dimension())

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32[N, D], rows of length one."""
        prefixed = [self._passage_prefix + text for text in texts]
        return _of_length_one(self._model.encode_document(prefixed, show_progress_bar=False))

    def query(self, text: str) -> NDArray[np.float32]:
        """Return float32[D], of length one."""
        vectors = self._model.encode_query([self._query_prefix + text], show_progress_bar=False)
        vector: NDArray[np.float32] = _of_length_one(vectors)[0]
        return vector

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - sentence-transformers has no types
        from index.hub import sentence_transformer

        return sentence_transformer(self.name)


def _of_length_one(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: NDArray[np.float32] = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return scaled
