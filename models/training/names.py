"""Make the bundled list of name words: `python -m models.training.names` (about 3 minutes on one core).

Arabic has no capitals, and an English sentence begins with one: whether a word is a name is counted here. In a pair of
sentences an Arabic word is a name where a capitalised English word sounds like it (`bot.reading.sound`), an English
word where it is capitalised inside a sentence; so are the entries of name lists, if the two sides sound alike, the
names of countries, and a dictionary's single words with a capital. Everything else is ordinary.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from bot.reading.sound import ALIKE, distance
from bot.reading.wording import forms, read
from index.known_names import PATH, Known
from index.terms import stemmer, term_id
from index.tongues.ar import ARABIC
from index.tongues.en import ENGLISH
from models.training.data import files
from models.training.data import read as pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from bot.reading.wording import Word

LEFT_OUT = re.compile(r"names_cldr|odoo_|erpnext_|ms_d365_operations|ms_sxs_d365ops|ms_headings")
# Manuals write "Service" and "Account" with capitals: there these say little.
MANUALS = re.compile(
    r"ms_|odoo|erp|joomla|wordpress|media|edx|docs|dash|mozilla|scratch|wikimedia|osm|kolibri|hedy"
)
VILLAGES = re.compile(r"whosonfirst|saudi")  # called "North", "Spring", "The good"
COUNTRIES = re.compile(r"mledoze|umpirsky")
IN_MANUAL, OF_VILLAGE, OF_COUNTRY, CAPITAL_ENTRY, ARABIC_ENTRY = 0.1, 0.3, 20.0, 3.0, 0.4
LETTERS = 3  # a name's least
WELL_KNOWN = 3  # counted so often, a name may share its stem with ordinary words


def main() -> None:
    """Count, and store what is a name."""
    names: dict[str, float] = defaultdict(float)
    ordinary: dict[str, float] = defaultdict(float)
    for folder in ("lexicon", "names", "sentences"):
        for path in files(folder):
            if not LEFT_OUT.search(path.name):
                for word, name, weight in _counted(path, folder):
                    (names if name else ordinary)[word] += weight
    stems: dict[str, float] = defaultdict(float)
    for word, count in ordinary.items():
        stems[stemmer("en")(word)] += count
    sure = _kept(names, ordinary, stems, least=2, ratio=4, of_stem=2)
    likely = _kept(names, ordinary, stems, least=1, ratio=1.2, of_stem=1)
    np.savez(PATH, **Known(sure, likely)._asdict())
    print(f"{len(sure):,} sure names, {len(likely):,} likely ones")


def _kept(
    names: dict[str, float],
    ordinary: dict[str, float],
    stems: dict[str, float],
    *,
    least: float,
    ratio: float,
    of_stem: float,
) -> NDArray[np.uint32]:
    stem = stemmer("en")
    kept = [
        word
        for word, count in names.items()
        if len(word) >= LETTERS
        and word[0].isalpha()
        and word not in ARABIC.words.stop
        and word not in ENGLISH.words.stop
        and count >= max(least, ratio * ordinary.get(word, 0.0))
        and (count >= WELL_KNOWN or count >= of_stem * stems.get(stem(word), 0.0))
    ]
    return np.unique(np.array([term_id(word) for word in kept], np.uint32))


def _counted(path: Path, folder: str) -> Iterator[tuple[str, bool, float]]:
    """Yield each word of a file, whether it is a name there, and how much that counts."""
    for pair in pairs_of(path):
        arabic, english = read(pair.ar, "ar").words, read(pair.en, "en").words
        if folder == "names":
            yield from _listed(arabic, english, path.name)
        elif folder == "lexicon" and len(english) == 1 and english[0].text[0].isupper():
            yield from (
                (word.folded, True, CAPITAL_ENTRY) for word in (*arabic[:1], *english) if len(arabic) == 1
            )
        else:
            manual = bool(MANUALS.match(path.name))
            yield from _in_sentence(arabic, english, manual=manual, dictionary=folder == "lexicon")


def _listed(
    arabic: tuple[Word, ...], english: tuple[Word, ...], list_name: str
) -> Iterator[tuple[str, bool, float]]:
    weight = OF_VILLAGE if VILLAGES.search(list_name) else 1.0
    if COUNTRIES.search(list_name) and len(arabic) == 1:
        yield arabic[0].folded, True, OF_COUNTRY
    for word in arabic:
        if any(distance(word.folded, other.folded) <= ALIKE for other in english):
            yield word.folded, True, weight
    for word in english:
        yield word.folded, True, weight / len(english)


def _in_sentence(
    arabic: tuple[Word, ...], english: tuple[Word, ...], *, manual: bool, dictionary: bool
) -> Iterator[tuple[str, bool, float]]:
    if not any(word.text[0].islower() for word in english):
        return  # a title or a list: what is a name in it can't be told
    capitals = [
        word.folded for word in english if word.text[0].isupper() and word.folded not in ENGLISH.words.stop
    ]
    for word in english:
        if word.text[0].isupper():
            if not word.first:
                yield word.folded, True, IN_MANUAL if manual else 1.0
        else:
            yield word.folded, False, 1.0
    for word in arabic:
        if not dictionary and _sounds_like_one(word, capitals):
            yield word.folded, True, 1.0
        else:
            yield word.folded, False, ARABIC_ENTRY if dictionary or manual else 1.0


def _sounds_like_one(word: Word, capitals: list[str]) -> bool:
    return any(distance(form, capital) <= ALIKE for form in forms(word.folded) for capital in capitals)


if __name__ == "__main__":
    main()
