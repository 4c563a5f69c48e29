"""Text to index terms: what the lexical index stores and what a question is turned into.

Writer and reader must agree on every step here, so both call `terms`.
Arabic is stemmed lightly, after light10 (Larkey, Ballesteros & Connell 2007, "Light Stemming for Arabic
Information Retrieval"): article prefixes and common suffixes go, roots are left alone.
One-letter conjunctions and prepositions (و ب ل ك ف س) are written onto their word too, but begin many words of their
own; they go only where the bundled lexicon has seen the rest oftener than the whole ("وقال", but not "وزير").
Every other script goes through the Snowball stemmer of its language (PyStemmer).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from Stemmer import Stemmer

# A word, or a number with its inner separators ("3.5", "1,000", "10:30" stays two numbers).
TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")

ARABIC_LETTERS = re.compile(r"[\u0621-\u064a\u0671-\u06d3]")
# Folded before anything is counted: diacritics, tatweel and invisible marks vanish, letter variants meet,
# Arabic-Indic and Persian digits and separators become ASCII. The alef with hamza is folded after the article is
# off (ALEF): in "ألمانيا" the first two letters are no article.
FOLD = str.maketrans(
    {
        **{chr(c): None for c in (*range(0x610, 0x61B), *range(0x64B, 0x660), 0x670, 0x640)},
        **{
            chr(c): None
            for c in (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
        },
        **{chr(0x660 + d): str(d) for d in range(10)},
        **{chr(0x6F0 + d): str(d) for d in range(10)},
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
        "٫": ".",
        "٬": ",",
        "’": "'",
    }
)

COMPOSED = re.compile("[\u00c0-\u024f\u1e00-\U0010ffff]")  # what may have an accent, or another form
ALEF = str.maketrans("أإآٱ", "اااا")

STOP_WORDS_AR = frozenset(
    """
    من في على الي عن مع هذا هذه ذلك تلك التي الذي الذين اللذين اللتي اللواتي ان انه انها انهم كان كانت كانوا يكون تكون
    هو هي هم هن هما نحن انا انت قد لقد لا لم لن ما ماذا متي اين كيف لماذا هل اي ايه كم او ام ثم بل لكن
    كل بعض غير بين حتي اذا اذ كما لدي عند عندما حيث منذ خلال بعد قبل فوق تحت حول ضد دون سوي به بها بهم له لها لهم
    فيه فيها فيهم منه منها منهم عنه عنها عليه عليها عليهم اليه اليها وهو وهي وقد ولا وما فما كذلك ايضا هناك هنا
    مثل ليس ليست لدن التي والتي والذي والذين ومن وفي وعلي وان بان لان لانه لانها وكان وكانت انما مما فيما بما عما
    يتم تم وتم الا عبر لكل نحو نفسه نفسها ذات وذلك كانا يا ولم ولن وهذا وهذه
    """.split()
)
STOP_WORDS_EN = frozenset(
    """
    a about above after again against all also am an and any are as at be because been before being below between both
    but by can could did do does doing down during each else ever few for from further had has have having he her here
    hers herself him himself his how i if in into is it its itself just me more most my myself no nor not of off on
    once only or other our ours ourselves out over own same she should so some such than that the their theirs them
    themselves then there these they this those through to too under until up very was we were what when where which
    while who whom whose why will with would you your yours yourself s t don isn wasn didn doesn
    """.split()
)

PREFIXES = ("وال", "فال", "بال", "كال", "ال", "لل")
SUFFIXES = ("ها", "هم", "ان", "ات", "ون", "ين", "وا", "يا", "يه", "ه", "ي", "ا", "ت")
# How many times as often as the whole the rest must have been seen: the conjunction is by far the commonest.
CLITICS = {"و": 1, **dict.fromkeys("بلكفس", 5)}
SNOWBALL = {
    "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "hu": "hungarian",
    "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip


def fold(text: str) -> str:
    """Return a lower-case copy with letter variants, digits and accents folded; lengths are not kept."""
    folded = text.translate(FOLD).lower()
    if not COMPOSED.search(folded):
        return folded
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower().translate(FOLD)


def plain(text: str) -> str:
    """Return a copy of a text as tables and patterns of words are written: folded, and what `fold` leaves apart too.

    The forms of alef meet here, which `fold` keeps apart until the article is off.
    """
    return fold(text).translate(ALEF)


def words(text: str) -> Iterator[str]:
    """Yield the folded words and numbers of a text, stop words included, in order."""
    for match in TOKEN.finditer(fold(text)):
        yield match[0]


def terms(text: str, language: str = "en") -> list[str]:
    """Return the index terms of a text, in order, stop words left out.

    `language` (ISO 639-1) chooses the stemmer of words that are not in Arabic script.
    """
    stem = stemmer(language)
    return [term for word in words(text) if (term := stem(word))]


def term_id(term: str) -> int:
    """Return the 32-bit number a term has in every archive (CRC-32: no table to keep in step)."""
    return crc32(term.encode("utf-8", "surrogatepass"))


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """Return word → term for a language; "" for a stop word. Results are cached per word form."""
    snowball = _snowball(SNOWBALL.get(language, "english"))

    @lru_cache(maxsize=200_000)
    def stem(word: str) -> str:
        if word[0].isdigit():
            return _number(word)
        if ARABIC_LETTERS.match(word):
            return "" if word.translate(ALEF) in STOP_WORDS_AR else _without_clitics(word)
        base = word.partition("'")[0] if word.endswith(("'s", "'")) else word
        return "" if word in STOP_WORDS_EN or not base else snowball.stemWord(base.replace("'", ""))

    return stem


def light_stem(word: str) -> str:
    """Return a folded Arabic word without its article and common suffixes (light10, conjunctions apart)."""
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:  # noqa: PLR2004
            word = word[len(prefix) :]
            break
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:  # noqa: PLR2004
            word = word[: -len(suffix)]
    return word.translate(ALEF)


def _without_clitics(word: str) -> str:
    whole = light_stem(word)
    if word[0] not in CLITICS or len(word) < 4:  # noqa: PLR2004
        return whole
    rest = _without_clitics(word[1:])
    if len(rest) < 3:  # noqa: PLR2004
        return whole
    seen, seen_rest = _seen(whole), _seen(rest)
    # An unknown word with a conjunction before it is likelier than one that begins with the letter.
    return rest if seen_rest > CLITICS[word[0]] * seen or (word[0] == "و" and seen_rest == seen) else whole


def _seen(stem: str) -> int:
    from index.lexicon import lexicon

    return lexicon().seen(term_id(stem))


def _number(token: str) -> str:
    return token.replace(",", "") if THOUSANDS.fullmatch(token) else token


@cache
def _snowball(name: str) -> Stemmer:
    import Stemmer

    return Stemmer.Stemmer(name)
