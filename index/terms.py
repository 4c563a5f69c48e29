"""Text to index terms: what the lexical index stores and what a question is turned into.

Writer and reader must agree on every step here, so both call `terms`. What is known of a word's language is in its
tongue (`index.tongues`): a word is stopped and stemmed by the text's own, one of another script by the first declared
one of that.
Arabic is stemmed lightly, after light10 (Larkey, Ballesteros & Connell 2007, "Light Stemming for Arabic
Information Retrieval"): article prefixes and common suffixes go, roots are left alone.
One-letter conjunctions and prepositions (و ب ل ك ف س) are written onto their word too, but begin many words of their
own; they go only where the bundled lexicon has seen the rest oftener than the whole ("وقال", but not "وزير").
Most others go through the Snowball stemmer of their language (PyStemmer). Scripts without spaces between words are cut
into overlapping pairs of characters (Nie, Gao, Zhang & Zhou 2000, "On the Use of Words and N-grams for Chinese
Information Retrieval"): what is a word need not be known then.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

from index.tongues.registry import DECLARED, of_word, tongue
from index.tongues.scripts import UNSPACED, script_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from Stemmer import Stemmer

    from index.tongues.words import Words

# A word, or a number with its inner separators ("3.5", "1,000", "10:30" stays two numbers), or a run without spaces.
TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|[^\W\d_{UNSPACED}]+(?:['’][^\W\d_{UNSPACED}]+)*|(?P<run>[{UNSPACED}]+)")
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
# A letter with the marks on it, which are none to `re`.
CHARACTER = re.compile(r"\w\W*|\W+")

# Folded before anything is counted, whatever language the text is in: invisible marks vanish, apostrophes meet, and
# what the declared languages fold (digits of their script, variants of a letter).
FOLD = str.maketrans(
    {
        **{
            chr(c): None
            for c in (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
        },
        "’": "'",
        **{letter: to for one in DECLARED for letter, to in one.words.folding.items()},
    }
)
# What `fold` keeps apart until the article is off.
LATE_FOLD = str.maketrans({letter: to for one in DECLARED for letter, to in one.words.late_folding.items()})
COMPOSED = re.compile(
    f"[\u00c0-\u024f\u0300-\u036f\u1e00-\U0010ffff{UNSPACED}]"
)  # what may have an accent or be one, or has another form

# Letters that the light stemmer leaves of a word without a prefix, without a suffix, and without a clitic; a shorter
# whole has no clitic.
PREFIX_LEAVES, SUFFIX_LEAVES, CLITIC_LEAVES = 2, 3, 3
LONGEST = 100  # letters; more is no word, and "ووووو…" would have as many clitics


def fold(text: str) -> str:
    """Return a lower-case copy with letter variants, digits and accents folded; lengths are not kept."""
    folded = text.translate(FOLD).lower()
    if not COMPOSED.search(folded):
        return folded
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower().translate(FOLD)


def plain(text: str) -> str:
    """Return a copy of a text as tables and patterns of words are written: folded, and what `fold` leaves apart too."""
    return fold(text).translate(LATE_FOLD)


def words(text: str) -> Iterator[str]:
    """Yield the folded words and numbers of a text, stop words included, in order.

    A run of a script without spaces is cut into overlapping pairs of characters; one alone stays as it is.
    """
    for match in TOKEN.finditer(fold(text)):
        if match["run"]:
            yield from _pairs(CHARACTER.findall(match["run"]))
        else:
            yield match[0]


def terms(text: str, language: str = DECLARED[0].code) -> list[str]:
    """Return the index terms of a text, in order, stop words left out; `language` (ISO 639-1) is the text's."""
    stem = stemmer(language)
    return [term for word in words(text) if (term := stem(word))]


def term_id(term: str) -> int:
    """Return the 32-bit number a term has in every archive (CRC-32: no table to keep in step)."""
    return crc32(term.encode("utf-8", "surrogatepass"))


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """Return word → term for a language; "" for a stop word. Results are cached per word form."""
    own, own_script = tongue(language).words, tongue(language).script

    @lru_cache(maxsize=200_000)
    def stem(word: str) -> str:
        if word[0].isdigit():
            return _number(word)
        known = own if script_of(word) == own_script else of_word(word, language).words
        if word.translate(LATE_FOLD) in known.stop:
            return ""
        return _without_clitics(word, known) if known.suffixes else _stemmed(word, known)

    return stem


def light_stem(word: str, language: str) -> str:
    """Return a folded word without its article and common suffixes (light10, conjunctions apart)."""
    return _light(word, tongue(language).words)


def _stemmed(word: str, known: Words) -> str:
    """Return a word without what an apostrophe ties to it, by the Snowball stemmer of its language."""
    elided, apostrophe, rest = word.partition("'")
    if apostrophe and elided in known.elisions:
        word = rest
        if word in known.stop:
            return ""
    base = word.partition("'")[0] if word.endswith((*known.endings, "'")) else word
    base = base.replace("'", "")
    return _snowball(known.snowball).stemWord(_respelt(base, known)) if known.snowball else base


def _respelt(word: str, known: Words) -> str:
    ending = next((ending for ending in known.respelt if word.endswith(ending)), "")
    return word.removesuffix(ending) + known.respelt.get(ending, "")


def _light(word: str, known: Words) -> str:
    for prefix in known.prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= PREFIX_LEAVES:
            word = word[len(prefix) :]
            break
    for suffix in known.suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= SUFFIX_LEAVES:
            word = word[: -len(suffix)]
    return word.translate(LATE_FOLD)


def _without_clitics(word: str, known: Words) -> str:
    whole, letter = _light(word, known), word[0]
    if letter not in known.clitics or not CLITIC_LEAVES < len(word) <= LONGEST:
        return whole
    rest = _without_clitics(word[1:], known)
    if len(rest) < CLITIC_LEAVES:
        return whole
    seen, seen_rest = _seen(whole), _seen(rest)
    is_free = letter in known.free_clitics and seen_rest == seen
    return rest if seen_rest > known.clitics[letter] * seen or is_free else whole


def _seen(stem: str) -> int:
    from index.lexicon import lexicon

    return lexicon().seen(term_id(stem))


def _pairs(characters: list[str]) -> Iterable[str]:
    if len(characters) == 1:
        return characters
    return map("".join, pairwise(characters))


def _number(token: str) -> str:
    return token.replace(",", "") if THOUSANDS.fullmatch(token) else token


@cache
def _snowball(name: str) -> Stemmer:
    import Stemmer

    return Stemmer.Stemmer(name)
