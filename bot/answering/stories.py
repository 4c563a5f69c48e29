"""Stories: articles of several outlets, in any language, that tell of one event, grouped by the rare words they share.

Headlines and leads are compared. What two of them share is weighed by how rare it is in the lexicon's training text and
among the articles, so that names and numbers decide; across languages a word is met by its translations and by its
sound, as a question's words are. What was asked about counts nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from index.lexicon import lexicon
from index.phonetic import asked_key
from index.postings import term_ids
from index.query import FLATTEN, SOUND
from index.terms import term_id, terms

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.answering.evidence import Evidence

APART = timedelta(days=2)  # articles further apart tell of different events
# Share of the weight of the shorter one's words that two must have in common, and how many such words at least.
SAME_LANGUAGE, OTHER_LANGUAGE = 0.5, 0.3
IN_COMMON = 3
CAPPED = 65_536  # the lexicon counts no further
FEW = 10  # articles; fewer can't tell what is rare among them, and are taken for so many


@dataclass(frozen=True)
class _Told:
    """What an article's headline and lead say.

    Attributes:
        weights: term → how rare it is.
        ids: what each of its terms is indexed under.
    """

    evidence: Evidence
    weights: Mapping[str, float]
    ids: frozenset[int]

    @cached_property
    def total(self) -> float:
        """The weight of all its terms."""
        return sum(self.weights.values())

    @cached_property
    def own(self) -> dict[int, dict[str, float]]:
        """Id → the term that it is of, met fully."""
        return {term_id(term): {term: 1.0} for term in self.weights}

    @cached_property
    def translated(self) -> dict[int, dict[str, float]]:
        """Id → the terms that it says in another language, and how well, as a question's (`index.query.mixture`)."""
        found: dict[int, dict[str, float]] = {}
        for term in self.weights:
            targets, probabilities = lexicon().translations(term_id(term))
            met = dict(zip(targets.tolist(), (probabilities**FLATTEN).tolist(), strict=True))
            if sound := asked_key(term):
                met.setdefault(term_id(sound), SOUND)
            for id_, how in (met | {term_id(term): 1.0}).items():
                found.setdefault(id_, {})[term] = how
        return found


def stories(evidence: Sequence[Evidence], asked: Collection[int] = ()) -> list[list[Evidence]]:
    """Return sentences grouped by the event that their articles tell of; groups are in the order of their firsts.

    Args:
        evidence: a sentence an article, best first.
        asked: the ids of the terms that were asked about.
    """
    groups: list[list[_Told]] = []
    for one in _told(evidence, asked):
        group = next((group for group in groups if _same_event(group[0], one)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [[one.evidence for one in group] for group in groups]


def _told(evidence: Sequence[Evidence], asked: Collection[int]) -> list[_Told]:
    said = [{term for term in _terms(one) if term_id(term) not in asked} for one in evidence]
    holding = Counter(term for own in said for term in own)
    among = max(len(evidence), FEW)
    return [
        _Told(
            one,
            {term: _rarity(term) * _fewness(among / holding[term]) for term in sorted(own)},
            frozenset(id_ for term in own for id_ in term_ids(term)),
        )
        for one, own in zip(evidence, said, strict=True)
    ]


def _terms(one: Evidence) -> list[str]:
    article = one.hit.passage.article
    return terms(f"{article.title}\n{one.text}", article.language)


def _rarity(term: str) -> float:
    return math.log(CAPPED / (1 + min(lexicon().seen(term_id(term)), CAPPED - 1)))


def _fewness(times: float) -> float:
    """Return what it counts that a term is in one of so many articles, smoothed as BM25's weight is."""
    return math.log(0.5 + times)


def _same_event(one: _Told, other: _Told) -> bool:
    first, last = one.evidence.hit.passage.article, other.evidence.hit.passage.article
    if first.published and last.published and abs(first.published - last.published) > APART:
        return False
    shorter, longer = sorted((one, other), key=lambda told: told.total)
    translated = first.language != last.language
    forms = shorter.translated if translated else shorter.own
    shared: dict[str, float] = {}
    for id_ in forms.keys() & longer.ids:
        for term, met in forms[id_].items():
            shared[term] = max(met, shared.get(term, 0.0))
    worth = sum(shorter.weights[term] * met for term, met in sorted(shared.items()))
    least = OTHER_LANGUAGE if translated else SAME_LANGUAGE
    return len(shared) >= IN_COMMON and worth >= least * shorter.total
