"""The bundled bilingual lexicon: how an Arabic term is said in English, and the other way round.

Made by `models/training/lexicon.py`: IBM Model 1 (Brown et al. 1993) run in both directions over dictionaries, name
lists and sentence pairs, symmetrised by √(p(a|e)·p(e|a)), pruned. Terms are known by their `term_id` only, so one
sorted table serves both directions (a term is in Arabic or in Latin script, never in both).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

PATH = Path(__file__).parent.parent / "models" / "bundled" / "lexicon.npz"


class Lexicon:
    """Translation probabilities by term.

    Args:
        terms: uint32[T], ascending `term_id`s.
        counts: uint16[T], how often each was seen in training, capped.
        offsets: uint32[T + 1]; the translations of `terms[i]` are `targets[offsets[i]:offsets[i + 1]]`.
        targets: uint32[P] `term_id`s, most probable first.
        probabilities: uint8[P], in 1/255.
    """

    def __init__(
        self,
        terms: NDArray[np.uint32],
        counts: NDArray[np.uint16],
        offsets: NDArray[np.uint32],
        targets: NDArray[np.uint32],
        probabilities: NDArray[np.uint8],
    ) -> None:
        self.terms, self.counts, self.offsets = terms, counts, offsets
        self.targets, self.probabilities = targets, probabilities

    def seen(self, term: int) -> int:
        """Return how often a term was seen in training (capped at 65,535); 0 for an unknown one."""
        row = self._row(term)
        return 0 if row is None else int(self.counts[row])

    def translations(self, term: int) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
        """Return a term's translations and their probabilities, most probable first; both empty if none is known."""
        row = self._row(term)
        span = slice(0, 0) if row is None else slice(self.offsets[row], self.offsets[row + 1])
        return self.targets[span], (self.probabilities[span] / 255).astype(np.float32)

    def _row(self, term: int) -> int | None:
        row = int(np.searchsorted(self.terms, np.uint32(term)))
        return row if row < len(self.terms) and self.terms[row] == term else None

    def save(self, path: Path) -> None:
        """Write the lexicon as an uncompressed `.npz` of its five arrays."""
        np.savez(path, **vars(self))


@cache
def lexicon(path: Path = PATH) -> Lexicon:
    """Return the bundled lexicon, read once a process (about 10 ms)."""
    with np.load(path, allow_pickle=False) as arrays:
        return Lexicon(**{name: arrays[name] for name in arrays.files})
