"""Names by their sound: "Kravitz" and "كرافيتز" have one key, so a name no dictionary knows is found across scripts.

A key is the word's consonants in classes that survive transliteration between Arabic and Latin script (after Soundex
and its kin: vowels go, letters that Arabic writes alike meet, doubled consonants become one).
"""

from __future__ import annotations

import re

from index.lexicon import lexicon
from index.terms import ARABIC_LETTERS, term_id

LEAST = 3  # consonants; shorter keys say nothing
RARE = 100  # times seen in training: commoner terms are words, and the lexicon knows their translations
UNKNOWN = 5
# Seen less often than this, and with no translation likelier than SURE, a word is not known well enough either: of
# درنة, a city, the lexicon knows five words for tuberculosis. Set on XQuAD dev.
DOUBTFUL, SURE = 20, 0.25

LATIN_GROUPS = (
    ("sch", "$"), ("tch", "$"), ("sh", "$"), ("ch", "$"), ("ph", "f"), ("kh", "k"), ("gh", "g"), ("th", "t"),
    ("ck", "k"),
    ("dj", "g"), ("dg", "g"), ("x", "ks"),
)  # fmt: skip
SOFT_C = re.compile("c(?=[eiy])")
LATIN = {"p": "b", "v": "f", "c": "k", "q": "k", "j": "g", "z": "s", **{c: c for c in "$bfkgstdlmnrh"}}
ARABIC_GROUPS = (("تش", "چ"), ("دج", "ج"))
ARABIC = dict(zip("بپفڤكقخگغجسزصظتثطدذضلمنرهحشچ", "bbffkkkgggsssstttdddlmnrhh$$", strict=True))
DOUBLED = re.compile(r"(.)\1+")


def key(word: str) -> str:
    """Return a folded word's key; "" for one with too few consonants to go by."""
    if not word or word[0].isdigit():
        return ""
    if ARABIC_LETTERS.match(word):
        consonants = "".join(ARABIC.get(letter, "") for letter in _replaced(word, ARABIC_GROUPS))
    else:
        consonants = "".join(
            LATIN.get(letter, "") for letter in SOFT_C.sub("s", _replaced(word, LATIN_GROUPS))
        )
    sound = DOUBLED.sub(r"\1", consonants[:1] + consonants[1:].replace("h", ""))
    return f"~{sound}" if len(sound) >= LEAST else ""


def stored_key(term: str) -> str:
    """Return the key under which a text's term is indexed too; "" for a common word."""
    return key(term) if lexicon().seen(term_id(term)) < RARE else ""


def asked_key(term: str) -> str:
    """Return the key to look a question's term up by; "" for a word that is known well enough to be translated."""
    return key(term) if _is_doubtful(term) else ""


def is_unknown(term: str) -> bool:
    """Say whether a term is a word that no dictionary knows and that has a sound to go by: in Arabic often a name."""
    return lexicon().seen(term_id(term)) < UNKNOWN and bool(key(term))


def _is_doubtful(term: str) -> bool:
    known, id_ = lexicon(), term_id(term)
    _, probabilities = known.translations(id_)
    seen = known.seen(id_)
    return seen < UNKNOWN or (seen < DOUBTFUL and float(max(probabilities, default=0.0)) < SURE)


def _replaced(word: str, groups: tuple[tuple[str, str], ...]) -> str:
    for letters, sound in groups:
        word = word.replace(letters, sound)
    return word
