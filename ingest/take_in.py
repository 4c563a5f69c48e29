"""Sources to the archive: read, cut, stored, failures noted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from index import writer
from index.types import Article
from index.writer import wording_hash
from ingest.cut import cut
from ingest.failure import Failure
from ingest.visiting import Visited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index.archive import Archive
    from index.types import Cut
    from index.writer import Analyser, Writer
    from ingest.web import Item

BATCH = 64  # articles a transaction: the disk is waited for once, and a kill costs little


@dataclass
class Report:
    """What became of the inputs."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: list[Failure] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """How many articles were read, whatever became of them."""
        return self.added + self.updated + self.unchanged


def take_in(
    archive: Archive,
    read: Iterable[Item],
    analyser: Analyser,
    *,
    wait: float = 0,
    progress: Callable[[Report], None] = lambda _report: None,
) -> Report:
    """Store articles as they are read and return what became of them; `progress` hears of every batch.

    Each batch is stored whole or not at all, so an interrupted run loses nothing and is taken up by running it again.

    Raises:
        ArchiveLockedError: another writer is at work.
        ModelMismatchError: the archive was written with another embedding model.
        ArchiveError: the archive can't be written to.
    """
    report = Report()
    items = iter(read)
    with archive.writer(wait=wait) as store:
        while batch := list(islice(items, BATCH)):
            _store(store, archive, batch, analyser, report)
            progress(report)
        store.publish()
    return report


def _store(store: Writer, archive: Archive, batch: list[Item], analyser: Analyser, report: Report) -> None:
    failed = [item for item in batch if isinstance(item, Failure)]
    articles, passed_over = _worth(archive, [item for item in batch if isinstance(item, Article)])
    report.unchanged += passed_over
    if articles:
        counts = store.put(_with_cuts(archive, articles), analyser)
        report.added += counts.added
        report.updated += counts.updated
        report.unchanged += counts.unchanged
        store.clear_failures({article.origin for article in articles if article.origin})
    if failed:
        now = datetime.now(UTC)
        store.record_failures([writer.Failure(one.source, one.reason, one.retry, now) for one in failed])
        report.failed += failed
    if visited := [item for item in batch if isinstance(item, Visited)]:
        # After what they brought: what is noted as read must be in the archive.
        report.unchanged += sum(one.unchanged for one in visited)
        store.record_visits([one.visit for one in visited])
        store.clear_failures({one.visit.url for one in visited if one.visit.last_error is None})


def _worth(archive: Archive, articles: list[Article]) -> tuple[list[Article], int]:
    """Return the articles but for teasers of those that are there in full, and how many these were."""
    whole = {article.id for article in articles if not article.teaser}
    kept = [one for one in articles if not (one.teaser and (one.id in whole or archive.has_in_full(one.id)))]
    return kept, len(articles) - len(kept)


def _with_cuts(archive: Archive, articles: list[Article]) -> list[tuple[Article, list[Cut]]]:
    """Return articles with their passages; none for a wording that is stored already, whose passages stay."""
    times = Counter(article.id for article in articles)

    def cuts(article: Article) -> list[Cut]:
        stored = archive.wording_hash(article.id) if times[article.id] == 1 else None
        return [] if stored == wording_hash(article.title, article.text) else cut(article.text)

    return [(article, cuts(article)) for article in articles]
