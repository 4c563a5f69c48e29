"""The reader: a small bilingual transformer that says whether a sentence answers a question.

all-MiniLM-L6-v2, taught Arabic and reading by `models/training/reader.py`, in 8 bits, on ONNX Runtime: this file alone
knows that library. Its pieces' vectors are looked up here, so that a word it never met gets one too (`index.pieces`).
"""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
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

# Pieces that are read of each part; more of them take longer and add little.
QUESTION, TITLE, BEFORE, SENTENCE = 32, 14, 16, 56
AT_ONCE = 6  # texts of a batch: they are as long as its longest
THREADS = 4  # at most; more wait for each other


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

    def odds(self, question: str, candidates: Sequence[Candidate]) -> NDArray[np.float32]:
        """Return float32[N]: the logarithm of the odds that each candidate answers the question.

        They are a model's, before any calibration.
        """
        asked = self._cut(question, QUESTION)
        texts = [
            joined(self.pieces, asked, self._context(one), self._cut(one.text, SENTENCE))
            for one in candidates
        ]
        weights, bias = self._files["head"], self._files["bias"]
        odds: NDArray[np.float32] = self._means(texts) @ weights + bias
        return odds

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32[N, D], of length one: what texts of either language say, compared by their dot product."""
        cut = [self._cut(text, TITLE + BEFORE + SENTENCE) for text in texts]
        means = self._means([([self.pieces.cls, *own, self.pieces.sep], [0] * (len(own) + 2)) for own in cut])
        lengths = np.linalg.norm(means, axis=1, keepdims=True)
        scaled: NDArray[np.float32] = means / np.maximum(lengths, 1e-9)
        return scaled

    def _context(self, one: Candidate) -> list[int]:
        return self._cut(one.title, TITLE) + self.pieces.cut(one.before)[-BEFORE:]

    def _cut(self, text: str, most: int) -> list[int]:
        return self.pieces.cut(text)[:most]

    def _means(self, texts: Sequence[tuple[list[int], list[int]]]) -> NDArray[np.float32]:
        """Return float32[N, D]: the mean of the model's last states of each text, given as pieces and segments."""
        means = np.zeros((len(texts), self._files["rows"].shape[1]), np.float32)
        order = sorted(range(len(texts)), key=lambda place: len(texts[place][0]))
        for start in range(0, len(order), AT_ONCE):
            batch = order[start : start + AT_ONCE]
            means[batch] = self._mean_of([texts[place] for place in batch])
        return means

    def _mean_of(self, texts: Sequence[tuple[list[int], list[int]]]) -> NDArray[np.float32]:
        shape = len(texts), max(len(pieces) for pieces, _ in texts)
        rows = np.zeros((*shape, self._files["rows"].shape[1]), np.float32)
        segments, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        for place, (pieces, own) in enumerate(texts):
            rows[place, : len(pieces)] = [self._row(piece) for piece in pieces]
            segments[place, : len(own)] = own
            mask[place, : len(pieces)] = 1
        means: NDArray[np.float32] = self._session.run(
            None, {"rows": rows, "segments": segments, "mask": mask}
        )[0]
        return means

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
    def _session(self) -> Any:  # noqa: ANN401 - onnxruntime has no types
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = min(THREADS, cpu_count() or 1)
        options.log_severity_level = 3
        # Threads that wait by spinning take the processor from other questions.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(
            str(self._folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
