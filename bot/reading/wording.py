"""A text as the guard reads it: its words in order, each with the forms under which a table may know it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index.language import detect
from index.terms import FOLD, plain
from index.tongues.registry import DECLARED, of_word, tongue

if TYPE_CHECKING:
    from collections.abc import Iterator

# Vowel signs and invisible marks are no letters to `re`: they go before a text is cut into words.
INVISIBLE = str.maketrans({code: None for code, to in FOLD.items() if to is None} | {"\u2044": "/"})
_OWN = "".join(tongue.names.letters for tongue in DECLARED)
# A number with its inner separators, in digits of any script; a word; a sign that stands for one.
TOKEN = re.compile(
    rf"\d+(?:[.,٫٬]\d+)*|[{_OWN}]+|[^\W\d_{_OWN}]+(?:['’][^\W\d_]+)*|[%٪$€£¥₹½¼¾⅓⅔]"
)  # fmt: skip
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
ENDS = re.compile(r"[.!?…؟:]")
LEAST = 2  # letters that must be left


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a number or a sign in a text.

    Attributes:
        text: as written, without vowel signs.
        folded: in lower case, letter variants and digits folded, without an apostrophe at its end or a genitive.
        gap: what stands between it and the word before.
        first: whether it opens a sentence.
        language: by which it is read: the text's, or for a word of another script the first declared one of that.
    """

    text: str
    folded: str
    gap: str
    first: bool
    language: str

    @property
    def digits(self) -> bool:
        """Whether it is a number in digits."""
        return bool(DIGITS.fullmatch(self.folded))

    @property
    def forms(self) -> tuple[str, ...]:
        """The folded word, and what is left as its clitics come off, where its language has any."""
        return forms(self.folded, self.language)

    @property
    def stop(self) -> bool:
        """Whether it is a stop word."""
        return self.folded in tongue(self.language).words.stop

    @property
    def script(self) -> str:
        """The script it is in (`index.tongues.scripts`); of a word without letters its text's."""
        known = tongue(self.language)
        return known.script or known.code


@dataclass(frozen=True, slots=True)
class Wording:
    """A text cut into words.

    Attributes:
        language: ISO 639-1.
    """

    words: tuple[Word, ...]
    language: str

    def said(self, start: int, end: int) -> str:
        """Return some of its words as written."""
        return "".join(
            (word.gap if place > start else "") + word.text
            for place, word in enumerate(self.words[start:end], start)
        )


def read(text: str, language: str | None = None) -> Wording:
    """Return the words of a text in a language, detected if not given."""
    language = language or detect(text)
    clean = unicodedata.normalize("NFC", text).translate(INVISIBLE)
    words: list[Word] = []
    end = 0
    for match in TOKEN.finditer(clean):
        gap = clean[end : match.start()]
        first = not words or bool(ENDS.search(gap)) or "\n" in gap
        known = of_word(match[0], language)
        for piece in _without_elisions(match[0], known.words.elisions):
            words.append(Word(piece, _folded(piece, known.words.endings), gap, first, known.code))
            gap, first = "", False
        end = match.end()
    return Wording(tuple(words), language)


APOSTROPHE = re.compile("['’]")


def _without_elisions(word: str, elisions: frozenset[str]) -> Iterator[str]:
    """Yield what is written onto a word with an apostrophe ("l'"), then the word."""
    while (mark := APOSTROPHE.search(word)) and plain(word[: mark.start()]) in elisions:
        yield word[: mark.end()]
        word = word[mark.end() :]
    yield word


def _folded(word: str, endings: tuple[str, ...]) -> str:
    folded = plain(word)
    for ending in endings:
        folded = folded.removesuffix(ending)
    return folded.removesuffix("'")


@lru_cache(maxsize=100_000)
def forms(folded: str, language: str = "") -> tuple[str, ...]:
    """Return a folded word and what is left of it without one clitic, two, and so on.

    Args:
        folded: the word.
        language: of the text; without it, the word is read by its script.
    """
    found = [folded]
    for clitics in of_word(folded, language).names.clitics:
        for form in tuple(found):
            found += [
                form[len(clitic) :]
                for clitic in clitics
                if form.startswith(clitic) and len(form) - len(clitic) >= LEAST
            ]
    return tuple(dict.fromkeys(found))
