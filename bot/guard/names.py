"""The names in a text: capitals in English, in Arabic the words that a bundled list knows for names."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.lexicon import lexicon
from index.terms import STOP_WORDS_EN, stemmer, term_id, terms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from bot.guard.wording import Word, Wording

PATH = Path(__file__).parents[2] / "models" / "bundled" / "names.npz"


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


def _among(ids: NDArray[np.uint32], folded: str) -> bool:
    own = np.uint32(term_id(folded))
    row = int(np.searchsorted(ids, own))
    return row < len(ids) and bool(ids[row] == own)


class Name(NamedTuple):
    """A name in a text.

    Attributes:
        places: of its words.
        proper: those of them that are names by themselves; the others are ordinary words ("Supreme Court").
        sure: whether it can hardly be anything but a name.
    """

    places: tuple[int, ...]
    proper: frozenset[int]
    sure: bool = True


LETTERS = 4  # of a word from which a conjunction may come off
# How Arabic verbs begin, nouns with the article, and how plurals and possessed things end: rare forms, hardly names.
INFLECTED = re.compile(r"^(?:ال|[يت]|س[يتن]|م)|(?:ون|ين|ات|ها|هم|تن|ته|ه|نا|وا|كم|ني)$")
UNKNOWN = 1  # times seen in the lexicon's training: nobody's word, so likely a name
RARE = 8  # times seen in the lexicon's training: a capitalised word seen less is taken for a name
ACRONYM = re.compile(r"[A-Z]{2,5}(?:s|'s|’s)?")  # a longer word in capitals is shouted
TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady president prime minister sen senator sens rep gov governor king queen prince"
    " princess chancellor secretary general judge justice professor prof pope sheikh st ok det rev"
    " insp inspector father".split()
)


def names(wording: Wording, taken: Collection[int] = ()) -> Iterator[Name]:
    """Yield the names among the words of a text, in order; words at the places `taken` (dates, numbers) are none."""
    if wording.language == "ar":
        yield from _arabic(wording, taken)
        return
    run: list[int] = []
    for place, word in enumerate((*wording.words, None)):
        if word is not None and place not in taken and _is_english_name(word):
            run.append(place)
        elif run:
            yield _english(wording, run)
            run = []


def _english(wording: Wording, run: Sequence[int]) -> Name:
    proper = frozenset(place for place in run if _is_proper(wording.words[place]))
    sure = len(proper) > 1 or any(_among(known().sure, wording.words[place].folded) for place in proper)
    return Name(tuple(run), proper, sure=sure)


def _arabic(wording: Wording, taken: Collection[int]) -> Iterator[Name]:
    for place, word in enumerate(wording.words):
        own = frozenset({place})
        if place in taken:
            continue
        if word.folded.isascii():
            if word.text[0].isupper():
                yield Name((place,), own if _is_proper(word) else frozenset())
        elif any(_among(known().likely, form) for form in _bare(word.folded)) or _is_unknown(word, "ar"):
            yield Name((place,), own, sure=_is_sure(word))


def _is_sure(word: Word) -> bool:
    stems = terms(word.folded, "ar")
    common = any(lexicon().seen(term_id(stem)) >= COMMON for stem in stems)
    return not common and any(_among(known().sure, form) for form in _bare(word.folded))


def _bare(folded: str) -> tuple[str, ...]:
    """Return an Arabic word, and what is left without a conjunction or preposition; the article belongs to a name."""
    short = folded[1:] if folded[0] in "وفبل" and len(folded) > LETTERS else ""
    return (folded, short) if short else (folded,)


def may_be_name(word: Word, language: str) -> bool:
    """Say whether a word of the evidence can be a name at all: with a capital, or in Arabic no everyday word."""
    if word.folded.isascii() or language != "ar":
        return word.text[0].isupper() or word.digits
    return any(_among(known().likely, form) for form in word.forms) or any(
        lexicon().seen(term_id(stem)) < EVERYDAY for stem in terms(word.folded, language)
    )


COMMON = 400  # times seen in the lexicon's training: a name too, but an ordinary word first
EVERYDAY = 100  # times seen in the lexicon's training


def _is_english_name(word: Word) -> bool:
    if (
        not word.text[0].isupper()
        or len(word.text) == 1
        or word.folded in STOP_WORDS_EN
        or word.folded in TITLES
    ):
        return False
    likely = _among(known().likely, word.folded) or _is_unknown(word, "en")
    return "'" not in word.folded and (not word.first or likely)


def _is_unknown(word: Word, language: str) -> bool:
    """Say whether the lexicon knows none of a word's stems."""
    if language == "ar" and (len(word.folded) <= LETTERS or INFLECTED.search(word.folded)):
        return False
    stems = set(terms(word.folded, language))
    return bool(stems) and all(lexicon().seen(term_id(stem)) <= UNKNOWN for stem in stems)


def is_acronym(word: Word) -> bool:
    """Say whether a word is initials: "FBI"."""
    return bool(ACRONYM.fullmatch(word.text))


def _is_proper(word: Word) -> bool:
    rare = lexicon().seen(term_id(stemmer("en")(word.folded))) < RARE
    return not is_acronym(word) and (rare or _among(known().likely, word.folded))
