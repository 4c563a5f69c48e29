"""Words that the archive doesn't have, and the one letter that makes them one it has: "Sirtre" is Sirte.

The index knows its terms by number only, so it is asked for every word that one edit makes of the word asked for
(Damerau 1964: a letter too many, too few, another, or two in each other's place). What is found is looked up in the
text of a few passages: that gives the word as it is written, and a number that two words share proves nothing.

A name that is rare, or that the archive doesn't know at all, must stay what it is. So a word is respelt only if no
article has it in any language, the lexicon hardly knows it, and its neighbour is no rarity; its first letter, which
people get right, stays (Yannakoudakis & Fawthrop 1983, "The rules of spelling errors").
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from index.lexicon import lexicon
from index.phonetic import asked_key
from index.query import mixture
from index.terms import TOKEN, fold, term_id, terms
from index.tongues.registry import of_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index.archive import Archive
    from index.shard import Shard

SHORTEST, LONGEST = 5, 25  # letters: shorter words have too many neighbours, longer ones are none
KNOWN = 2  # times the lexicon has seen a word that is one; it has seen misspelt ones, too
FREQUENT, SHARE = 2, 20_000  # passages that must have a neighbour: so many, and one in so many of all
SMALL = 1_000  # passages, among which a word that stands once is no more likely misspelt itself
READ = 20  # of them, in which it is looked for as it is written


def respelt(
    word: str, language: str, archive: Archive, *, searched: str | None = None, name: bool = True
) -> str | None:
    """Return the word that one edit makes of one that an archive doesn't have, as its articles write it.

    Args:
        word: of a question, as written.
        language: of the question, ISO 639-1.
        archive: whose words are known.
        searched: the language of the articles that may be found; None: any.
        name: whether it may be one: then what sounds the same may stand for it.

    Returns:
        None for a word that the archive or the lexicon knows, for one that is too short, and where no neighbour is
        frequent enough.

    Raises:
        ArchiveError: the archive can't be read.
    """
    folded = fold(word)
    shards = [part.shard for part in archive.snapshot().parts if searched in (None, part.shard.language)]
    if not _is_strange(folded, language, shards, name=name):
        return None
    known = of_word(folded, language).words
    edits = frozenset(
        variant
        for edit in (folded, *edited(folded, known.alphabet))
        for variant in _variants(edit, known.late_folding)
    )
    ids = np.array(sorted({term_id(term) for edit in edits for term in terms(edit, language)}), np.uint32)
    counts = sum((shard.postings.counts_of(ids) for shard in shards), np.zeros(len(ids), np.int64))
    frequent = np.flatnonzero(counts >= least(sum(map(len, shards))))
    best = ids[frequent[np.argsort(-counts[frequent], kind="stable")]].tolist()
    return next(filter(None, (_written(id_, edits, shards, archive) for id_ in best)), None)


def least(passages: int) -> float:
    """Return how many of so many passages must have a word for another to be taken for it."""
    return max(FREQUENT if passages >= SMALL else 1, passages / SHARE)


def edited(word: str, alphabet: str) -> Iterator[str]:
    """Yield the words that one edit makes of a word, behind its first letter."""
    for place in range(1, len(word) + 1):
        head, tail = word[:place], word[place:]
        yield from (f"{head}{letter}{tail}" for letter in alphabet)
        if tail:
            yield head + tail[1:]
            yield from (f"{head}{letter}{tail[1:]}" for letter in alphabet if letter != tail[0])
        if len(tail) > 1 and tail[0] != tail[1]:
            yield f"{head}{tail[1]}{tail[0]}{tail[2:]}"


def _variants(word: str, folding: Mapping[str, str]) -> Iterator[str]:
    """Yield a word with each of the letters that its first one is a variant of, or that are variants of it."""
    first = folding.get(word[0], word[0])
    for letter in (first, *(letter for letter, to in folding.items() if to == first)):
        yield letter + word[1:]


def _is_strange(folded: str, language: str, shards: Sequence[Shard], *, name: bool) -> bool:
    """Say whether a folded word is long enough, unknown to the lexicon, and in no passage in any way it is searched."""
    own = terms(folded, language)
    if not SHORTEST <= len(folded) <= LONGEST or not folded.isalpha() or len(own) != 1:
        return False
    if lexicon().seen(term_id(own[0])) >= KNOWN:
        return False
    sound = term_id(asked_key(own[0]))
    ids = [id_ for id_ in mixture(own[0]).ids.tolist() if name or id_ != sound]
    return not any(shard.postings.count_of(id_) for shard in shards for id_ in ids)


def _written(id_: int, edits: frozenset[str], shards: Sequence[Shard], archive: Archive) -> str | None:
    """Return how passages that have a term write it, if one writes it as one of some edits; the commonest form.

    Titles, which are searched with their passages and may be in capitals, count only where no passage has it itself.
    """
    passages = archive.passages(islice(_holding(id_, shards), READ)).values()
    for written in ([one.text for one in passages], [one.article.title for one in passages]):
        forms = Counter(
            token[0]
            for text, passage in zip(written, passages, strict=True)
            for token in TOKEN.finditer(text)
            if fold(token[0]) in edits and id_ in map(term_id, terms(token[0], passage.article.language))
        )
        if forms:
            return max(forms, key=lambda form: (forms[form], form))
    return None


def _holding(id_: int, shards: Sequence[Shard]) -> Iterator[int]:
    """Yield the ids of the passages that have a term."""
    for shard in shards:
        documents, _ = shard.postings.of(id_)
        yield from shard.ids[documents[shard.live[documents]]].tolist()
