"""The bundled table of name words in the spelling of another script: "ميركل" is "merkel", and the other way round."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PATH = Path(__file__).parents[1] / "models" / "bundled" / "spellings.tsv.gz"


@cache
def spellings() -> Mapping[str, str]:
    """Return folded name word → how it is written in the other script, read once a process (about 20 ms)."""
    with gzip.open(PATH, "rt", encoding="utf-8") as lines:
        return dict(line.rstrip("\n").split("\t") for line in lines)
