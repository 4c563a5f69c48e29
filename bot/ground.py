"""What the archive itself says about how a question is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.evidence import gather, says
from index.retriever import NO_FILTERS

if TYPE_CHECKING:
    from index.retriever import Retriever
    from index.types import Article, Filters

LOOKED_AT = 5  # passages that tell whether two readings of a question have an article
HEADLINES = 50  # passages whose articles' headlines are read for an event


@dataclass(frozen=True, slots=True)
class Ground:
    """An archive, asked how a question is meant; only the articles that may be quoted count."""

    retriever: Retriever
    filters: Filters = NO_FILTERS

    def covers(self, question: str) -> float:
        """Return how much of a question the article that fits it best says, 0 to 1."""
        found = self.retriever.search(question, k=LOOKED_AT, filters=self.filters)
        evidence = gather(found, self.retriever.embedder)
        return max((one.features.article for one in evidence), default=0.0)

    def dated(self, event: str) -> Article | None:
        """Return the earliest dated article whose headline says an event; None where no headline does."""
        found = self.retriever.search(event, k=HEADLINES, filters=self.filters, of_one_article=1)
        articles = [hit.passage.article for hit in found.hits]
        told = [one for one in articles if one.published and says(found, one.title, one.language)]
        return min(told, key=lambda one: (one.published, one.id), default=None)
