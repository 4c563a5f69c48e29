"""Text to the reader's pieces: English as MiniLM's tokenizer cuts it, Arabic by its stems, each with a row of its own.

A stem's row begins as the mean of its English translations' rows, weighted by the lexicon's probabilities (after
WECHSEL: Minixhofer, Paischer & Rekabsaz 2022, "Effective initialization of subword embeddings for cross-lingual
transfer of monolingual language models"), and is trained from there. A word without a translation is spelled in Latin
letters and cut as English is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol
from unicodedata import normalize

import numpy as np

from index.lexicon import lexicon
from index.terms import LATE_FOLD, fold, stemmer, term_id, words
from index.tongues.registry import DECLARED
from index.tongues.scripts import script_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

STEMS = 1 << 20  # a stem's piece is this plus its `term_id`: above every piece of the tokenizer
KNOWN = 0.1  # probability of all translations that have a row, below which a word is spelled instead
SPELLED = 6  # pieces of a word spelled in Latin letters; names have four at most

READ = next(one for one in DECLARED if one.words.glosses)  # the language that is read by its stems
TAUGHT = frozenset({"en", READ.code})


class Tokenizer(Protocol):
    """What is used of a tokenizer of Hugging Face's."""

    def encode(self, sequence: str, *, add_special_tokens: bool) -> Any:  # noqa: ANN401 - tokenizers has no types
        """Return an encoding, whose `ids` are the pieces of a text."""

    def token_to_id(self, token: str) -> int | None:
        """Return a piece's number; None if there is no such piece."""


class Pieces:
    """Cuts texts.

    Args:
        tokenizer: MiniLM's, which neither shortens nor pads.
        terms: uint32[E], ascending: `term_id`s of the English terms that are one piece.
        pieces: int32[E]: which piece each is.
    """

    def __init__(self, tokenizer: Tokenizer, terms: NDArray[np.uint32], pieces: NDArray[np.int32]) -> None:
        self._tokenizer, self._terms, self._pieces = tokenizer, terms, pieces
        self._glosses = {
            term_id(word): tokenizer.token_to_id(gloss) or 0 for word, gloss in READ.words.glosses.items()
        }
        self._stem = stemmer(READ.code)
        self.cls, self.sep = (tokenizer.token_to_id(name) or 0 for name in ("[CLS]", "[SEP]"))
        self._of_word = lru_cache(maxsize=50_000)(self._cut_word)

    def cut(self, text: str) -> list[int]:
        """Return a text's pieces, in order: numbers of the tokenizer's, or `STEMS` plus a stem's `term_id`.

        They are those of its composed form (NFC).
        """
        text = normalize("NFC", text)
        if not any(script_of(letter) == READ.script for letter in fold(text) if not letter.isascii()):
            return list(self._tokenizer.encode(text, add_special_tokens=False).ids)
        return [piece for word in words(text) for piece in self._of_word(word)]

    def translations(self, stem: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Return the pieces that a stem's row is the mean of, and their shares; both empty for an unknown one."""
        if stem in self._glosses:
            return np.array([self._glosses[stem]], np.int32), np.ones(1, np.float32)
        targets, probabilities = lexicon().translations(stem)
        places = np.minimum(np.searchsorted(self._terms, targets), len(self._terms) - 1)
        has_row = self._terms[places] == targets
        shares = probabilities[has_row]
        if shares.sum() <= KNOWN:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        return self._pieces[places[has_row]], shares / shares.sum()

    def _cut_word(self, word: str) -> list[int]:
        if script_of(word) != READ.script:
            return list(self._tokenizer.encode(word, add_special_tokens=False).ids)
        bare = word.translate(LATE_FOLD)
        stem = term_id(bare if bare in READ.words.glosses else self._stem(word))
        if len(self.translations(stem)[0]):
            return [STEMS + stem]
        return list(self._tokenizer.encode(_spelled(bare), add_special_tokens=False).ids)[:SPELLED]


def mean_of(rows: NDArray[np.float32], shares: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return float32[D]: the mean of some rows by their shares, as long as they are: a stem's row before training."""
    mean: NDArray[np.float32] = shares @ rows
    length = float(np.linalg.norm(rows, axis=1).mean()) / max(float(np.linalg.norm(mean)), 1e-9)
    return mean * np.float32(length)


def joined(
    pieces: Pieces, question: Sequence[int], context: Sequence[int], sentence: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Return what the reader reads, and the segment (0 or 1) of each piece: the sentence's is 1."""
    before = [pieces.cls, *question, pieces.sep, *context, pieces.sep]
    after = [*sentence, pieces.sep]
    return before + after, [0] * len(before) + [1] * len(after)


def _spelled(word: str) -> str:
    return "".join(READ.sounds.spelling.get(letter, "") for letter in word)
