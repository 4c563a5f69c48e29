"""Names by their sound: "Kravitz" and "كرافيتز" have one key, so a name no dictionary knows is found across scripts.

A key is the word's consonants in classes that survive transliteration between scripts (after Soundex and its kin:
vowels go, letters that another script writes alike meet, doubled consonants become one). How letters sound is said by
the first declared tongue of their script: a name has one key, whatever language it stands in.
"""

from __future__ import annotations

import re

from index.lexicon import lexicon
from index.terms import term_id
from index.tongues.registry import of_word
from index.tongues.scripts import UNKNOWN as NO_LANGUAGE

LEAST = 3  # consonants; shorter keys say nothing
RARE = 100  # times seen in training: commoner terms are words, and the lexicon knows their translations
UNKNOWN = 5
# Seen less often than this, and with no translation likelier than SURE, a word is not known well enough either: of
# درنة, a city, the lexicon knows five words for tuberculosis. Set on XQuAD dev.
DOUBTFUL, SURE = 20, 0.25

DOUBLED = re.compile(r"(.)\1+")


def key(word: str) -> str:
    """Return a folded word's key; "" for one with too few consonants to go by."""
    if not word or word[0].isdigit():
        return ""
    known = of_word(word, NO_LANGUAGE).sounds
    for letters, sound in known.groups:
        word = word.replace(letters, sound)
    consonants = "".join(known.letters.get(letter, "") for letter in word)
    sounds = DOUBLED.sub(r"\1", consonants[:1] + consonants[1:].replace("h", ""))
    return f"~{sounds}" if len(sounds) >= LEAST else ""


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
