"""The languages that are declared, and the ways to them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from index.tongues.ar import ARABIC
from index.tongues.en import ENGLISH
from index.tongues.fr import FRENCH
from index.tongues.others import OTHERS
from index.tongues.scripts import UNKNOWN, script_of
from index.tongues.tongue import Tongue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# Of two languages in one script the first stands for a word of that script in a text of neither.
DECLARED = (ENGLISH, ARABIC, FRENCH)
KNOWN = (*DECLARED, *OTHERS)  # those of which something is known
_BY_CODE = {tongue.code: tongue for tongue in KNOWN}

# Languages without a declaration that are written from the right.
_FROM_THE_RIGHT = frozenset("ckb dv fa he ku ps sd ug ur yi".split())


@cache
def tongue(code: str) -> Tongue:
    """Return the declaration of a language (ISO 639-1), or a neutral one that knows nothing of it."""
    return _BY_CODE.get(code) or Tongue(code=code, direction="rtl" if code in _FROM_THE_RIGHT else "ltr")


@cache
def of_script(script: str) -> tuple[Tongue, ...]:
    """Return the tongues that are known in a script, the declared ones first."""
    return tuple(one for one in KNOWN if one.script == script)


def of_word(word: str, language: str) -> Tongue:
    """Return the tongue to read a single word of a text by.

    Args:
        word: as it stands in the text, or folded.
        language: of the text.

    Returns:
        The text's tongue where it is declared and the word is in its script, or in none that is known; otherwise the
        first declared one of the word's script: the English one for a Latin name in an Arabic sentence, or for a word
        of a language of which little is known. Where none is declared, the text's tongue or a neutral one.
    """
    return _for_script(script_of(word), language)


@cache
def _for_script(script: str, language: str) -> Tongue:
    own = tongue(language)
    is_own = script in {UNKNOWN, own.script, own.code}
    if is_own and (own in DECLARED or script == UNKNOWN):
        return own
    return next((one for one in DECLARED if one.script == script), own if is_own else tongue(script))


@cache
def of_text(language: str) -> tuple[Tongue, ...]:
    """Return the tongues that a text's words may be of: its own, then the first declared one of each other script.

    A text in a language without a declaration has names and abbreviations of the first declared one in its script.
    """
    own = tongue(language)
    first: dict[str, Tongue] = {}
    for one in DECLARED:
        first.setdefault(one.script, one)
    if any(own is one for one in DECLARED):
        first.pop(own.script)
    return (own, *first.values())


def any_of(patterns: Callable[[Tongue], Iterable[str]]) -> str:
    """Return the regular expression for what a pattern of any declared language matches."""
    return "(?:" + "|".join(pattern for one in DECLARED for pattern in patterns(one) if pattern) + ")"
