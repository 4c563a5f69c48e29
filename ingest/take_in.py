"""Sources to the archive: read, cut, stored, failures noted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from index import writer
from index.writer import wording_hash
from ingest.cut import cut
from ingest.failure import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index.archive import Archive
    from index.types import Article, Cut
    from index.writer import Analyser, Writer

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
    read: Iterable[Article | Failure],
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


def _store(
    store: Writer, archive: Archive, batch: list[Article | Failure], analyser: Analyser, report: Report
) -> None:
    failed = [item for item in batch if isinstance(item, Failure)]
    articles = [item for item in batch if not isinstance(item, Failure)]
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


def _with_cuts(archive: Archive, articles: list[Article]) -> list[tuple[Article, list[Cut]]]:
    """Return articles with their passages; none for a wording that is stored already, whose passages stay."""
    times = Counter(article.id for article in articles)

    def cuts(article: Article) -> list[Cut]:
        stored = archive.wording_hash(article.id) if times[article.id] == 1 else None
        return [] if stored == wording_hash(article.title, article.text) else cut(article.text)

    return [(article, cuts(article)) for article in articles]
