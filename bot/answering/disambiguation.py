"""What the archive itself says about how a question is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.answering.evidence import said, says
from index.retriever import NO_FILTERS
from index.spelling import respelt
from index.terms import terms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from numpy.typing import NDArray

    from index.embedding import Embedder
    from index.retriever import Found, Retriever
    from index.types import Article, Filters, Hit

CARRIED = 0.1  # what words carried over from the question before weigh when sentences are compared
# What of a follow-up's own words an article must have, may lack that another has, and must have of the carried ones.
OWN, SLACK, ADDED = 0.4, 0.1, 0.5
LOOKED_AT = 15  # passages that tell whether two readings of a question have an article
HEADLINES = 50  # passages whose articles' headlines are read for an event


class Share(NamedTuple):
    """What an article says of a question: of its own terms, and of those that were added to them."""

    article: str
    own: float
    added: float


@dataclass(frozen=True, slots=True)
class Disambiguator:
    """An archive, asked how a question is meant; only the articles that may be quoted count."""

    retriever: Retriever
    filters: Filters = NO_FILTERS

    def fits(self, question: str, own: str, articles: Collection[str] = ()) -> bool:
        """Say whether an article fits a question and the words added to its own, as well as any fits its own.

        Those `articles` that answered the question before fit what was added.
        """
        alone = max((share.own for share in self._shares(own, own)), default=0.0)
        least = max(alone - SLACK, OWN)
        return any(
            share.own >= least and (share.added >= ADDED or share.article in articles)
            for share in self._shares(question, own)
        )

    def _shares(self, question: str, own: str) -> Iterator[Share]:
        """Yield, for each article found for a question, the shares of its own and of its other terms that it says."""
        found = self.retriever.search(question, k=LOOKED_AT, filters=self.filters)
        mine = own_terms(found, own)
        weights = np.array(found.weights)
        by_article: dict[str, list[Hit]] = {}
        for hit in found.hits:
            by_article.setdefault(hit.passage.article.id, []).append(hit)
        for article, hits in by_article.items():
            text = "\n".join(hit.passage.text for hit in hits)
            met = weights * said(found, text, hits[0].passage.article.language)
            yield Share(article, _share(met[mine], weights[mine]), _share(met[~mine], weights[~mine]))

    def dated(self, event: str) -> Article | None:
        """Return the earliest dated article whose headline says an event; None where no headline does."""
        found = self.retriever.search(event, k=HEADLINES, filters=self.filters, of_one_article=1)
        articles = [hit.passage.article for hit in found.hits]
        told = [one for one in articles if one.published and says(found, one.title, one.language)]
        return min(told, key=lambda one: (one.published, one.id), default=None)

    def spelling(self, word: str, language: str, *, name: bool) -> str | None:
        """Return how the archive spells a word that it has in no way, but for one letter; None where it has none."""
        archive = self.retriever.archive
        return respelt(word, language, archive, searched=self.filters.language, name=name)


def own_terms(found: Found, own: str) -> NDArray[np.bool_]:
    """Return bool[n]: which of the query's terms are among a question's own words."""
    mine = set(terms(own, found.query.language))
    return np.array([mixture.term in mine for mixture in found.query.mixtures], bool)


def lighter(found: Found, own: str, embedder: Embedder) -> Found:
    """Return what was found for a follow-up with the words that were added to its own weighing next to nothing.

    They find the article; which of its sentences answers is for the question's own words to say.
    """
    weights = np.where(own_terms(found, own), 1.0, CARRIED) * np.array(found.weights)
    return found._replace(weights=tuple(weights.tolist()), vector=embedder.query(own))


def _share(met: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    return float(met.sum() / weights.sum()) if weights.sum() else 0.0
