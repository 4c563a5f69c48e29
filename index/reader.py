"""The reader: a small bilingual transformer that says whether a sentence answers a question.

all-MiniLM-L6-v2, taught Arabic and reading by `models/training/reader.py`, in 8 bits, on ONNX Runtime: this file alone
knows that library. Its pieces' vectors are looked up here, so that a word it never met gets one too (`index.pieces`).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property, lru_cache
from itertools import repeat
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from index.embedding import tokenizer
from index.pieces import STEMS, Pieces, joined, mean_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FOLDER = Path(__file__).parent.parent / "models" / "bundled" / "reader"

# Pieces that are read of each part; more of them take longer and add little. Of the sentences of Arabic newspapers
# one in five is longer than 56 pieces, one in twenty longer than 92.
QUESTION, TITLE, BEFORE, SENTENCE = 32, 14, 16, 96
THREADS = 4  # at most, each of which reads a text by itself
KEPT = 4_000  # texts whose reading is remembered: what is asked again, or found again, isn't read again


class Candidate(NamedTuple):
    """A sentence with what it stands under and after; both may be empty."""

    title: str
    before: str
    text: str


@cache
def reader() -> Reader:
    """Return the bundled reader; there is one in a process, and nothing is loaded before its first use."""
    return Reader(FOLDER)


class Reader:
    """Reads questions and sentences in any mixture of the languages it knows; threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._row = lru_cache(maxsize=20_000)(self._look_up)
        self._odds_of = lru_cache(maxsize=KEPT)(self._read)
        self._vector_of = lru_cache(maxsize=KEPT)(self._read_alone)

    def odds(self, question: str, candidates: Sequence[Candidate]) -> NDArray[np.float32]:
        """Return float32[N]: the logarithm of the odds that each candidate answers the question.

        They are a model's, before any calibration; a candidate's don't depend on the others.
        """
        return np.array(list(self._pool.map(self._odds_of, repeat(question), candidates)), np.float32)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32[N, D], of length one: what texts of either language say, compared by their dot product."""
        return np.stack(list(self._pool.map(self._vector_of, texts)))

    def _read(self, question: str, candidate: Candidate) -> float:
        asked, sentence = self._cut(question, QUESTION), self._cut(candidate.text, SENTENCE)
        mean, found = self._run(*joined(self.pieces, asked, self._context(candidate), sentence))
        return float(mean @ self._files["head"] + self._files["bias"][0]) + found

    def _read_alone(self, text: str) -> NDArray[np.float32]:
        own = [self.pieces.cls, *self._cut(text, TITLE + BEFORE + SENTENCE), self.pieces.sep]
        mean, _ = self._run(own, [0] * len(own))
        scaled: NDArray[np.float32] = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return scaled

    def _context(self, one: Candidate) -> list[int]:
        return self._cut(one.title, TITLE) + self.pieces.cut(one.before)[-BEFORE:]

    def _cut(self, text: str, most: int) -> list[int]:
        return self.pieces.cut(text)[:most]

    def _run(self, pieces: Sequence[int], segments: Sequence[int]) -> tuple[NDArray[np.float32], float]:
        """Return the mean of the model's last states of a text, float32[D], and what its sentence's pieces say."""
        given = {
            "rows": np.stack([self._row(piece) for piece in pieces])[None],
            "segments": np.array([segments], np.int64),
            "mask": np.ones((1, len(pieces)), np.int64),
        }
        means, found = self._session.run(None, given)
        return means[0], float(found[0])

    def _look_up(self, piece: int) -> NDArray[np.float32]:
        """Return float32[D]: a piece's vector; a stem's without one is the mean of its translations'."""
        if piece < STEMS:
            return self._of_row(piece)
        stem, stems = piece - STEMS, self._files["stems"]
        place = int(np.searchsorted(stems, np.uint32(stem)))
        if place < len(stems) and stems[place] == stem:
            return self._of_row(len(self._files["rows"]) - len(stems) + place)
        pieces, shares = self.pieces.translations(stem)
        return mean_of(self._of_rows(pieces), shares)

    def _of_row(self, place: int) -> NDArray[np.float32]:
        row: NDArray[np.float32] = self._of_rows(np.array([place]))[0]
        return row

    def _of_rows(self, places: NDArray[Any]) -> NDArray[np.float32]:
        scaled: NDArray[np.float32] = self._files["rows"][places] * self._files["weights"][places, None]
        return scaled

    @cached_property
    def pieces(self) -> Pieces:
        """What cuts its texts."""
        return Pieces(tokenizer(self._folder / "tokenizer.json"), self._files["terms"], self._files["pieces"])

    @cached_property
    def _files(self) -> dict[str, NDArray[Any]]:
        with np.load(self._folder / "pieces.npz", allow_pickle=False) as arrays:
            return {name: arrays[name] for name in arrays.files}

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        _ = self.pieces, self._session  # loaded once, before several threads want them
        return ThreadPoolExecutor(min(THREADS, cpu_count() or 1), "reader")

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401 - onnxruntime has no types
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = (
            1  # short texts: two read side by side are read sooner than one by two threads
        )
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self._folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
