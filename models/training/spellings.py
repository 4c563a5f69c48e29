"""Make the bundled table of spellings: `python -m models.training.spellings` (about a minute on one core).

A name word is spelled in the other script as a list of names has it whose licence lets it be passed on (`FREE`): two
words of an entry are one name where they sound alike (`bot.reading.sound`). Of several spellings the one is kept that
stands in most entries of all lists and of encyclopedia prose; none that letters alone would give
(`bot.reading.transliteration`).
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from bot.reading.sound import ALIKE, distance
from bot.reading.transliteration import by_letters
from bot.reading.wording import read
from index.spellings import PATH
from index.terms import plain
from index.tongues.scripts import script_of
from models.training.data import TRAIN, files
from models.training.data import read as pairs_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from bot.reading.wording import Word

LEFT_OUT = re.compile("names_cldr")
# Wikidata's name tokens (CC0), Google's transliterations (Apache-2.0), country-list (MIT).
FREE = re.compile("wikidata|google|umpirsky")
LIVES = "mt-geneval.ar-en.tsv.gz"
LETTERS = 3  # a name's least


def main() -> None:
    """Count, and store how names are spelled."""
    lists = [path for path in files("names") if not LEFT_OUT.search(path.name)]
    free = {names for path in lists if FREE.search(path.name) for names in _names(path)}
    met = Counter(names for path in (*lists, TRAIN / "parallel" / LIVES) for names in _met(path, free))
    lines = sorted({*_spelled(met, 0), *_spelled(met, 1)})
    text = "".join(f"{word}\t{other}\n" for word, other in lines)
    PATH.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    print(f"{len(lines):,} words, {PATH.stat().st_size:,} bytes")


def _names(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the pairs of words in a list that are one name."""
    for arabic, english in _entries(path):
        for word in arabic:
            near = min(english, key=lambda one: distance(word.folded, one.folded), default=None)
            if near and _is_name(word) and distance(word.folded, near.folded) <= ALIKE:
                yield word.text, _latin(near)


def _met(path: Path, free: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield those of some pairs of words that stand in the entries or sentences of a file."""
    for arabic, english in _entries(path):
        there = {_latin(one) for one in english}
        yield from {(one.text, other) for one in arabic for other in there if (one.text, other) in free}


def _entries(path: Path) -> Iterator[tuple[tuple[Word, ...], tuple[Word, ...]]]:
    return ((read(pair.ar, "ar").words, read(pair.en, "en").words) for pair in pairs_of(path))


def _spelled(met: Counter[tuple[str, str]], side: int) -> Iterator[tuple[str, str]]:
    """Yield the folded words of a side, each with the spelling that it was met with most; of equals the nearest."""
    of: dict[str, Counter[str]] = defaultdict(Counter)
    for pair, times in met.items():
        of[plain(pair[side])][pair[1 - side]] += times
    for word, spellings in of.items():
        best = min(spellings, key=lambda one: (-spellings[one], distance(word, plain(one)), one))
        if by_letters(word, script_of(plain(best))) != best:
            yield word, best


def _is_name(word: Word) -> bool:
    return len(word.folded) >= LETTERS and word.text[0].isalpha() and not word.stop


def _latin(word: Word) -> str:
    """Return a word in lower case, without marks that English newspapers leave out."""
    bare = unicodedata.normalize("NFKD", word.text.lower())
    return "".join(letter for letter in bare if letter.isalpha() or letter == "'")


if __name__ == "__main__":
    main()
