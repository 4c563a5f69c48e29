"""Make the bundled bilingual lexicon: `python -m models.training.lexicon` (about 3 minutes on one core).

IBM Model 1 (Brown, Della Pietra, Della Pietra & Mercer 1993, "The Mathematics of Statistical Machine Translation")
is run in both directions over dictionaries, name lists and sentence pairs; the two tables are symmetrised by their
geometric mean √(p(a|e)·p(e|a)), pruned to the TOP translations of a term and normalised to sum to one.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index import lexicon as bundled
from index.lexicon import Lexicon
from index.terms import light_stem, stemmer, term_id, terms, words
from index.tongues.scripts import script_of
from models.training.data import Pair, files, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

ITERATIONS = 6
TOP = 12
LEAST = 0.004  # about 1/255: what the stored byte can still tell from nothing
LONGEST = 40  # terms; longer pairs align badly and cost the square
# Software manuals in full weight teach that "run" is a button: they are sampled and count half.
MANUALS = re.compile(r"^(ms_|odoo_|erpnext_)")
MANUAL_PAIRS = 12_000
# Emoji key words are bags of words, not translations.
LEFT_OUT = re.compile(r"^names_cldr")


class Corpus(NamedTuple):
    """Pairs as term numbers: `source[i]` and `target[i]` say the same, counted `weight[i]` times."""

    source: list[list[int]]
    target: list[list[int]]
    weight: NDArray[np.float64]


class Table(NamedTuple):
    """A sparse p(target | source): parallel arrays, one cell a row."""

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    probability: NDArray[np.float64]


class Vocabulary(dict[str, int]):
    """Term → number, in order of first sight."""

    def __missing__(self, term: str) -> int:
        self[term] = len(self)
        return self[term]


def main() -> None:
    """Make and store the lexicon."""
    pairs = [
        weighted
        for folder in ("lexicon", "names", "sentences")
        for path in files(folder)
        for weighted in load(path)
    ]
    counts = count_stems(pairs)
    store_counts_only(counts)  # `terms` splits Arabic clitics by these counts, so they come first
    arabic, english = Vocabulary(), Vocabulary()
    corpus = tokenise(pairs, arabic, english)
    print(f"{len(corpus.source):,} pairs, {len(arabic):,} Arabic and {len(english):,} English terms")
    table = symmetrise(
        model1(corpus, len(arabic)), model1(Corpus(corpus.target, corpus.source, corpus.weight), len(english))
    )
    lexicon = assemble(table, list(arabic), list(english), counts)
    lexicon.save(bundled.PATH)
    print(
        f"{len(lexicon.terms):,} terms, {len(lexicon.targets):,} translations, {bundled.PATH.stat().st_size:,} bytes"
    )


def load(path: Path) -> list[tuple[Pair, float]]:
    """Return one file's pairs with their weights; the glosses of a dictionary entry become one pair each."""
    if LEFT_OUT.match(path.name):
        return []
    pairs = list(read(path))
    if path.parent.name == "lexicon":
        return [(Pair(pair.ar, gloss), 2.0) for pair in pairs for gloss in glosses(pair.en)]
    if MANUALS.match(path.name):
        sample = random.Random(0).sample(pairs, min(MANUAL_PAIRS, len(pairs)))  # noqa: S311
        return [(pair, 0.5) for pair in sample]
    return [(pair, 1.0) for pair in pairs]


def glosses(entry: str) -> Iterator[str]:
    """Yield the senses of a dictionary entry: "lid, cover: a thing that covers" gives "lid" and "cover"."""
    for sense in re.split(r"[,;]", entry):
        yield sense.partition(":")[0]


def count_stems(pairs: list[tuple[Pair, float]]) -> Counter[int]:
    """Return how often each lightly stemmed Arabic word and each English term was seen."""
    counts: Counter[int] = Counter()
    english = stemmer("en")
    for pair, _ in pairs:
        counts.update(
            term_id(light_stem(word, "ar")) for word in words(pair.ar) if script_of(word) == "arabic"
        )
        counts.update(
            term_id(term)
            for word in words(pair.en)
            if script_of(word) != "arabic" and (term := english(word))
        )
    return counts


def store_counts_only(counts: Counter[int]) -> None:
    """Store a lexicon that knows counts and no translations, and make this process read it."""
    ids = np.array(sorted(counts), np.uint32)
    nothing = np.zeros(0, np.uint32)
    offsets = np.zeros(len(ids) + 1, np.uint32)
    Lexicon(ids, _capped(ids, counts), offsets, nothing, nothing.astype(np.uint8)).save(bundled.PATH)
    bundled.lexicon.cache_clear()
    stemmer.cache_clear()


def tokenise(pairs: list[tuple[Pair, float]], arabic: Vocabulary, english: Vocabulary) -> Corpus:
    """Return the pairs as term numbers; pairs with an empty or overlong side are left out."""
    corpus = Corpus([], [], np.zeros(0))
    weights = []
    for pair, weight in pairs:
        left, right = dict.fromkeys(terms(pair.ar)), dict.fromkeys(terms(pair.en))
        if 0 < len(left) <= LONGEST and 0 < len(right) <= LONGEST:
            corpus.source.append([arabic[term] for term in left])
            corpus.target.append([english[term] for term in right])
            weights.append(weight)
    return corpus._replace(weight=np.array(weights))


def model1(corpus: Corpus, source_terms: int) -> Table:
    """Return p(target | source) by expectation maximisation; a NULL source term takes what nothing explains."""
    sources = [[*source, source_terms] for source in corpus.source]
    widths = np.array([len(source) for source in sources])
    heights = np.array([len(target) for target in corpus.target])
    flat_source, flat_target = np.concatenate(sources), np.concatenate(corpus.target)
    pair = np.repeat(np.arange(len(sources)), heights)  # of each target token
    repeats = widths[pair]  # each target token meets every source token of its pair: one cell each
    token = np.repeat(np.arange(len(flat_target)), repeats)
    start = (np.cumsum(widths) - widths)[pair]
    step = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    key = flat_source[np.repeat(start, repeats) + step] * (flat_target.max() + 1) + flat_target[token]
    cells, cell = np.unique(key, return_inverse=True)
    source, target = np.divmod(cells, flat_target.max() + 1)
    weight = corpus.weight[pair][token]
    probability = np.ones(len(cells))
    for _ in range(ITERATIONS):
        expected = probability[cell]
        expected *= weight / np.bincount(token, weights=expected)[token]
        count = np.bincount(cell, weights=expected)
        probability = count / np.bincount(source, weights=count)[source]
    real = source < source_terms
    return Table(source[real], target[real], probability[real])


def symmetrise(forward: Table, backward: Table) -> Table:
    """Return √(p(a|e)·p(e|a)) for the cells both directions know."""
    width = int(forward.target.max()) + 1
    there = forward.source * width + forward.target
    back = backward.target * width + backward.source
    _, left, right = np.intersect1d(there, back, assume_unique=True, return_indices=True)
    mean = np.sqrt(forward.probability[left] * backward.probability[right])
    return Table(forward.source[left], forward.target[left], mean)


def assemble(table: Table, arabic: list[str], english: list[str], counts: Counter[int]) -> Lexicon:
    """Return the stored form: both directions in one table, sorted by term."""
    ids_ar = np.array([term_id(term) for term in arabic], np.uint32)
    ids_en = np.array([term_id(term) for term in english], np.uint32)
    source = np.concatenate([ids_ar[table.source], ids_en[table.target]])
    target = np.concatenate([ids_en[table.target], ids_ar[table.source]])
    source, target, probability = prune(source, target, np.tile(table.probability, 2))
    known = np.union1d(source, np.array([key for key in counts if counts[key] > 1], np.uint32)).astype(
        np.uint32
    )
    offsets = np.searchsorted(source, np.append(known, np.uint64(2**32))).astype(np.uint32)
    byte = np.maximum(np.rint(probability * 255), 1).astype(np.uint8)
    return Lexicon(known, _capped(known, counts), offsets, target, byte)


def prune(
    source: NDArray[np.uint32], target: NDArray[np.uint32], probability: NDArray[np.float64]
) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.float64]]:
    """Return the TOP translations of each term, best first, normalised to sum to one, the improbable left out."""
    order = np.lexsort((-probability, source))
    source, target, probability = source[order], target[order], probability[order]
    first = np.flatnonzero(np.r_[True, source[1:] != source[:-1]])
    group = np.cumsum(np.r_[True, source[1:] != source[:-1]]) - 1
    best = np.arange(len(source)) - first[group] < TOP
    total = np.bincount(group, weights=probability * best)
    probability = probability / total[group]
    kept = best & (probability >= LEAST) & (source != target)
    return source[kept], target[kept], probability[kept]


def _capped(ids: NDArray[np.uint32], counts: Counter[int]) -> NDArray[np.uint16]:
    return np.array([min(counts.get(int(key), 0), 65_535) for key in ids], np.uint16)


if __name__ == "__main__":
    main()
