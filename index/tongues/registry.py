"""The languages that are declared, and the one way to them."""

from __future__ import annotations

from functools import cache

from index.tongues.ar import ARABIC
from index.tongues.en import ENGLISH
from index.tongues.fr import FRENCH
from index.tongues.tongue import Tongue

# Of two languages in one script the first stands for a word of that script in a text of neither.
DECLARED = (ENGLISH, ARABIC, FRENCH)
_BY_CODE = {tongue.code: tongue for tongue in DECLARED}

# Languages without a declaration that are written from the right.
_FROM_THE_RIGHT = frozenset("ckb dv fa he ku ps sd ug ur yi".split())


@cache
def tongue(code: str) -> Tongue:
    """Return the declaration of a language (ISO 639-1), or a neutral one that knows nothing of it."""
    return _BY_CODE.get(code) or Tongue(code=code, direction="rtl" if code in _FROM_THE_RIGHT else "ltr")
