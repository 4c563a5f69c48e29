"""A question as the index sees it: its terms, and for each the terms that say the same in the other language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from index.language import detect
from index.lexicon import lexicon
from index.phonetic import asked_key
from index.terms import fold, term_id, terms
from index.tongues.registry import DECLARED

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Probabilities are flattened before use: measured on XQuAD dev (docs/evaluation.md), p^0.6 beats p by 3 to 5 points
# of recall@1, since a right but second translation in the text should count nearly as much as the first.
FLATTEN = 0.6
SOUND = 0.5  # what a word that only sounds the same counts
# There and back through the lexicon a term meets its synonyms (Bannard & Callison-Burch 2005, "Paraphrasing with
# Bilingual Parallel Corpora"): how many translations are followed a step, and the least probability kept.
FOLLOWED = 8
SYNONYMS = 12
LEAST = 0.02
LIKENED = (
    0.5  # what a synonym counts, times the root of its probability; mends what light stemming leaves apart
)


@dataclass(frozen=True, slots=True)
class Mixture:
    """One question term with everything that counts as an occurrence of it.

    Probabilistic structured queries (Darwish & Oard 2003): a passage's term frequency and the archive's document
    frequency are sums over `ids`, weighted.

    Attributes:
        term: the question's own term.
        ids: uint32[n] term ids, the term itself first, then by weight.
        weights: float32[n] in (0, 1]: 1 for the term itself.
    """

    term: str
    ids: NDArray[np.uint32]
    weights: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Query:
    """A question, analysed once and searched with everywhere."""

    text: str
    language: str
    mixtures: tuple[Mixture, ...]


def analyse(text: str, language: str | None = None) -> Query:
    """Return the question's distinct terms in order, each with its translations; without a language it is detected.

    Words that only say what kind of answer is asked for ("how many") are none of them, unless there are no others.
    """
    language = language or detect(text)
    asked = terms(_asking().sub(" ", fold(text)), language) or terms(text, language)
    return Query(text, language, tuple(mixture(term) for term in dict.fromkeys(asked)))


def mixture(term: str) -> Mixture:
    """Return a term with its translations and synonyms, and its phonetic key where it is a word nobody knows."""
    own = term_id(term)
    targets, probabilities = lexicon().translations(own)
    likened = {id_: LIKENED * probability**0.5 for id_, probability in synonyms(own).items()}
    weights = (
        likened | dict(zip(targets.tolist(), (probabilities**FLATTEN).tolist(), strict=True)) | {own: 1.0}
    )
    if sound := asked_key(term):
        weights[term_id(sound)] = SOUND
    ids = sorted(weights, key=lambda id_: (id_ != own, -weights[id_]))
    return Mixture(term, np.array(ids, np.uint32), np.array([weights[id_] for id_ in ids], np.float32))


@cache
def _asking() -> re.Pattern[str]:
    """Return what says that a number or a name is asked for: a passage that gives it need not have these words."""
    return re.compile("|".join(pattern for one in DECLARED for pattern in one.words.asking))


@lru_cache(maxsize=20_000)
def synonyms(term: int) -> dict[int, float]:
    """Return term id → probability of a term's paraphrases in its own language."""
    back = _step(_step({term: 1.0}))
    back.pop(term, None)
    return _likeliest(back)


@lru_cache(maxsize=20_000)
def loose_translations(term: int) -> dict[int, float]:
    """Return term id → probability of the translations of a term's synonyms."""
    return _likeliest(_step(synonyms(term)))


def _step(weighted: dict[int, float]) -> dict[int, float]:
    """Return the translations of some weighted terms, weighted by both."""
    out: dict[int, float] = {}
    for term, weight in weighted.items():
        targets, probabilities = lexicon().translations(term)
        for target, probability in zip(
            targets[:FOLLOWED].tolist(), probabilities[:FOLLOWED].tolist(), strict=True
        ):
            out[target] = out.get(target, 0.0) + weight * probability
    return out


def _likeliest(weighted: dict[int, float]) -> dict[int, float]:
    best = sorted(weighted.items(), key=lambda item: -item[1])[:SYNONYMS]
    return {term: weight for term, weight in best if weight > LEAST}
