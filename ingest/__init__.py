"""The room that takes news in: sources to articles, articles to sentences and passages."""

from ingest.failure import Failure
from ingest.sources import read_sources

__all__ = ["Failure", "read_sources"]
