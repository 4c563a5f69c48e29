"""The bundled list of words that are names, for the languages in which no capital tells one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.terms import term_id

if TYPE_CHECKING:
    from numpy.typing import NDArray

PATH = Path(__file__).parents[1] / "models" / "bundled" / "names.npz"


class Known(NamedTuple):
    """The bundled name words (`models/training/names.py`), as ascending `term_id`s of the folded words.

    Attributes:
        sure: uint32[n], those that are hardly anything else.
        likely: uint32[m], those that are names at least as often as not, the sure ones among them.
    """

    sure: NDArray[np.uint32]
    likely: NDArray[np.uint32]


@cache
def known() -> Known:
    """Return the bundled name words, read once a process."""
    with np.load(PATH, allow_pickle=False) as arrays:
        return Known(arrays["sure"], arrays["likely"])


def among(ids: NDArray[np.uint32], word: str) -> bool:
    """Say whether a folded word is one of those of a list."""
    own = np.uint32(term_id(word))
    row = int(np.searchsorted(ids, own))
    return row < len(ids) and bool(ids[row] == own)
