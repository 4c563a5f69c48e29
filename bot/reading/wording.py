"""A text as the guard reads it: its words in order, each with the forms under which a table may know it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.language import detect
from index.terms import FOLD, plain
from index.tongues.scripts import script_of

# Vowel signs and invisible marks are no letters to `re`: they go before a text is cut into words.
INVISIBLE = str.maketrans({code: None for code, to in FOLD.items() if to is None} | {"\u2044": "/"})
# A number with its inner separators, Western or Arabic-Indic; a word; a sign that stands for one.
TOKEN = re.compile(
    r"\d+(?:[.,٫٬]\d+)*|[\u0621-\u06d3]+|[^\W\d_\u0621-\u06d3]+(?:['’][^\W\d_]+)*|[%٪$€£¥₹½¼¾⅓⅔]"
)  # fmt: skip
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
ENDS = re.compile(r"[.!?…؟:]")
# What Arabic writes onto a word, in the order it is taken off.
CLITICS = (
    ("و", "ف"),
    ("ب", "ل", "ك"),
    ("ال", "لل"),
)
LEAST = 2  # letters that must be left


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a number or a sign in a text.

    Attributes:
        text: as written, without vowel signs.
        folded: in lower case, letter variants and digits folded, an English genitive left out.
        gap: what stands between it and the word before.
        first: whether it opens a sentence.
    """

    text: str
    folded: str
    gap: str
    first: bool

    @property
    def digits(self) -> bool:
        """Whether it is a number in digits."""
        return bool(DIGITS.fullmatch(self.folded))

    @property
    def forms(self) -> tuple[str, ...]:
        """The folded word, and for Arabic also what is left as its clitics come off."""
        return forms(self.folded)


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
    clean = text.translate(INVISIBLE)
    words: list[Word] = []
    end = 0
    for match in TOKEN.finditer(clean):
        gap = clean[end : match.start()]
        first = not words or bool(ENDS.search(gap)) or "\n" in gap
        folded = plain(match[0]).removesuffix("'s")
        words.append(Word(match[0], folded, gap, first))
        end = match.end()
    return Wording(tuple(words), language or detect(text))


@lru_cache(maxsize=100_000)
def forms(folded: str) -> tuple[str, ...]:
    """Return a folded word and, if it is Arabic, what is left of it without one clitic, two, and so on."""
    if script_of(folded) != "arabic":
        return (folded,)
    found = [folded]
    for clitics in CLITICS:
        for form in tuple(found):
            found += [
                form[len(clitic) :]
                for clitic in clitics
                if form.startswith(clitic) and len(form) - len(clitic) >= LEAST
            ]
    return tuple(dict.fromkeys(found))
