"""Sources to the archive: read, cut, stored, failures noted, what is there no more removed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from index import names
from index.failures import RecordedFailure
from index.identity import of_address
from index.types import Article
from index.writer import wording_hash
from ingest.cut import cut
from ingest.failure import Failure
from ingest.files import PassedOver
from ingest.identify import Identities
from ingest.ledger import Listed, Unchanged
from ingest.sources import WEB
from ingest.visiting import Visited, is_withdrawn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from index.analysis import Analyser
    from index.archive import Archive
    from index.types import Cut
    from index.writer import Writer
    from ingest.identify import Verdict
    from ingest.sources import Item

BATCH = 64  # articles a transaction: the disk is waited for once, and a kill costs little
# So many articles gone from a folder at once, and more than this share of it, look like a missing disk.
MANY, MOST = 20, 0.5


@dataclass
class Report:
    """What became of the inputs."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: list[Failure] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)

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
    allow_mass_delete: bool = False,
    progress: Callable[[Report], None] = lambda _report: None,
) -> Report:
    """Store articles as they are read and return what became of them; `progress` hears of every batch.

    Each batch is stored whole or not at all, so an interrupted run loses nothing and is taken up by running it again.
    Articles whose file or record is gone from a folder are removed when the folder was listed to its end; not where
    something in it couldn't be read, and not where most of it is gone, unless by `allow_mass_delete`.

    Raises:
        ArchiveLockedError: another writer is at work.
        ModelMismatchError: the archive was written with another embedding model.
        ArchiveError: the archive can't be written to.
    """
    items = iter(read)
    with archive.writer(wait=wait) as store:
        archive.require_model(analyser.embedding_model, analyser.dimensions)
        run = _Run(archive, store, analyser, allow_mass_delete=allow_mass_delete)
        while batch := list(islice(items, BATCH)):
            run.store(batch)
            progress(run.report)
        run.end()
    return run.report


class _Run:
    """One run over the sources, and what was met in it."""

    def __init__(
        self, archive: Archive, store: Writer, analyser: Analyser, *, allow_mass_delete: bool
    ) -> None:
        self.report = Report()
        self._archive = archive
        self._store = store
        self._analyser = analyser
        self._allow_mass_delete = allow_mass_delete
        self._started = datetime.now(UTC)
        self._identities = Identities(archive)
        self._met = self._identities.met  # ids of the articles met, by origin

    def store(self, batch: Sequence[Item]) -> None:
        """Store a part of what was read."""
        self._put(self._told(batch))
        self._confirm([item for item in batch if isinstance(item, Unchanged)])
        self._fail([item for item in batch if isinstance(item, Failure)])
        self._visit([item for item in batch if isinstance(item, Visited)])
        self.report.passed_over += [item.source for item in batch if isinstance(item, PassedOver)]
        for item in batch:
            if isinstance(item, Listed):
                self._follow(item)

    def end(self) -> None:
        """Store what waited for the end, forget failures that are mended, renew the search index if that is due."""
        self._settle(self._identities.waiting())
        self._store.clear_failures(self._met, before=self._started)
        self._store.publish()

    def _told(self, batch: Sequence[Item]) -> list[tuple[Article, Verdict]]:
        """Return the articles of a batch, and what is to be done with each; in their order, as it may depend on it."""
        found = []
        for item in batch:
            if isinstance(item, Unchanged):
                self._identities.meet(item.id, item.origin)
            elif isinstance(item, Article) and (told := self._identities.tell(item)):
                found.append(told)
        return found

    def _put(self, told: list[tuple[Article, Verdict]]) -> None:
        articles = [_dated_as_before(self._archive, article) for article, verdict in told if verdict == "put"]
        worth = _worth(self._archive, articles)
        self.report.unchanged += len(told) - len(worth)
        if worth:
            counts = self._store.put(_with_cuts(self._archive, worth), self._analyser)
            self.report.added += counts.added
            self.report.updated += counts.updated
            self.report.unchanged += counts.unchanged
        if beside := [article for article, verdict in told if verdict == "beside"]:
            self._store.carry(beside)
        self._identities.stored()

    def _settle(self, origins: Sequence[str]) -> None:
        """Store the records of files that waited for the files' ends."""
        for origin in origins:
            told = list(self._identities.vanished(origin))
            for start in range(0, len(told), BATCH):
                self._put(told[start : start + BATCH])

    def _confirm(self, same: list[Unchanged]) -> None:
        if not same:
            return
        self.report.unchanged += self._store.confirm(one.id for one in same)

    def _fail(self, failed: Sequence[Failure]) -> None:
        if not failed:
            return
        now = datetime.now(UTC)
        self._store.record_failures(
            [
                RecordedFailure(one.source, one.reason, one.retry, now, one.place or _address(one.source))
                for one in failed
            ]
        )
        self.report.failed += failed

    def _visit(self, visited: Sequence[Visited]) -> None:
        """Note visits after what they brought is in: what is noted as read must be in the archive."""
        if not visited:
            return
        self.report.unchanged += sum(one.unchanged for one in visited)
        self._store.record_visits([one.visit for one in visited])
        self._store.clear_failures({one.visit.url for one in visited if one.visit.last_error is None})
        now = datetime.now(UTC)
        if gone := [one.visit.url for one in visited if is_withdrawn(one.visit, now)]:
            self._store.withdraw([id_ for url in gone for id_ in self._known_by(url)], now)

    def _known_by(self, url: str) -> set[str]:
        """Return the ids of the articles that are at an address, or were read there."""
        named = {self._archive.named(names.address(url)), url, of_address(url)}
        named |= {id_ for id_, origin in self._archive.under(url) if origin == url}
        held = [one for id_ in named if id_ and (one := self._archive.held(id_))]
        return {one.id for one in held if one.origin == url or of_address(one.url or url) == of_address(url)}

    def _follow(self, listed: Listed) -> None:
        """Remove what is in a folder no more."""
        self._settle([origin for origin in self._identities.waiting() if _is_in(origin, listed.folder)])
        had = self._archive.under(listed.folder)
        gone = [(id_, origin) for id_, origin in had if id_ not in self._met.get(origin, ())]
        gone = [one for one in gone if not any(_is_in(one[1], place) for place in listed.kept)]
        doubtful = listed.empty or (len(gone) > MANY and len(gone) > MOST * len(had))
        if gone and doubtful and not self._allow_mass_delete:
            self._withhold(listed, len(gone), len(had))
        else:
            self.report.removed += self._store.forget_origins(gone)
        if listed.empty and self._allow_mass_delete:
            self._take_back(listed)  # that it is empty is meant
        self._store.clear_failures([listed.folder], below=listed.folder, before=self._started)

    def _withhold(self, listed: Listed, gone: int, had: int) -> None:
        self._take_back(listed)
        which = "All" if gone == had else f"{gone:,} of the"
        reason = (
            f"{which} {had:,} articles taken in from it are no longer there, as if a disk were missing; they are kept: "
            "if they are gone for good, run this again with --allow-mass-delete."
        )
        self._fail([Failure(listed.name, reason, place=listed.folder)])

    def _take_back(self, listed: Listed) -> None:
        """Have the folder itself be no failure."""
        self.report.failed = [one for one in self.report.failed if one.place != listed.folder]
        self._store.clear_failures([listed.folder])


def _address(source: str) -> str | None:
    return source if source.lower().startswith(WEB) else None


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith((f"{folder}/", f"{folder}\\"))


def _dated_as_before(archive: Archive, article: Article) -> Article:
    """Return an article with its first date where it tells only when it was changed last, as feeds may."""
    if article.published is None or article.published != article.modified:
        return article
    held = archive.held(article.id)
    before = held.published if held else None
    return replace(article, published=min(article.published, before)) if before else article


def _worth(archive: Archive, articles: list[Article]) -> list[Article]:
    """Return the articles but for teasers of those that are there in full."""
    whole = {(article.id, article.carrier) for article in articles if not article.teaser}
    return [
        one
        for one in articles
        if not (one.teaser and ((one.id, one.carrier) in whole or archive.has_in_full(one.id, one.carrier)))
    ]


def _with_cuts(archive: Archive, articles: list[Article]) -> list[tuple[Article, list[Cut]]]:
    """Return articles with their passages; none for a wording that is stored already, whose passages stay."""
    times = Counter(article.id for article in articles)

    def cuts(article: Article) -> list[Cut]:
        stored = archive.wording_hash(article.id) if times[article.id] == 1 else None
        return (
            [] if stored == wording_hash(article.title, article.text) else cut(article.text, article.language)
        )

    return [(article, cuts(article)) for article in articles]
