"""Keeps ingesting: folders as their files change, addresses on a schedule. This file owns watchfiles.

Threads read, and queue what they have read as jobs. The thread that called takes the jobs in one after another, and is
the archive's writer only while it does. Of a visit nothing is noted before all it brought is stored, so whatever is
still unread or queued when the watch stops is read again by the next one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from logging import getLogger
from pathlib import Path
from queue import Empty, Queue
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from index.errors import ArchiveError, ArchiveLockedError, UsageError
from ingest import files, stream
from ingest.failure import UnreadableError
from ingest.record import address
from ingest.sandbox import sandbox
from ingest.schedule import Schedule
from ingest.sources import WEB, read_sources
from ingest.take_in import Report, take_in
from ingest.turns import Turns
from ingest.visiting import Visited
from ingest.web import Web

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from threading import Event

    from index.analysis import Analyser
    from index.archive import Archive
    from index.visits import Visit
    from ingest.fetch import Fetch
    from ingest.sources import Item

logger = getLogger(__name__)

EVERY = timedelta(minutes=10)
JOBS = 16  # read ahead of what is taken in
AT_ONCE = 64  # items of a visit stored together
# Seconds that the visits of one turn of a host, and the pages that a visit leads to, may take; the rest is left for the
# next one.
LONGEST_TURN = LONGEST_VISIT = 600.0
LOOK = 0.2  # seconds between looks at the clock, and at whether to stop
PATIENCE = 1.0  # seconds that another writer is waited for before looking whether to stop
# Milliseconds in which files must be left alone before they are read, and after which they are read anyhow.
QUIET, RESTLESS = 300, 2_000
TURN = 1_000  # milliseconds after which a watch without changes looks whether to stop
MANY = 500  # files changed at once: reading the folder is as quick


class Round(NamedTuple):
    """What was taken in together, and what it was read from."""

    report: Report
    sources: tuple[str, ...]


@dataclass
class _Visit:
    """A visit under way; once a part of it couldn't be stored, the parts after it are void."""

    url: str
    broken: bool = False


class _Job(NamedTuple):
    """What has been read, or will be when it is taken in, and from where."""

    items: Iterable[Item]
    sources: tuple[str, ...]
    visit: _Visit | None = None


class Watch:
    """Watches folders, files and addresses until it is told to stop.

    Args:
        archive: what takes in what is found.
        analyser: makes its passages searchable.
        fetch: gets addresses, with a robot's manners.
        stop: set by another thread or a signal, it ends the watch.
        every: how long after a visit to an address the next one is due.
        full: whether the pages that feeds link to are fetched.
    """

    def __init__(
        self,
        archive: Archive,
        analyser: Analyser,
        fetch: Fetch,
        stop: Event,
        *,
        every: timedelta = EVERY,
        full: bool = False,
    ) -> None:
        self._archive = archive
        self._analyser = analyser
        self._fetch = fetch
        self._full = full
        self._stop = stop
        self._jobs: Queue[_Job] = Queue(maxsize=JOBS)
        self._schedule = Schedule(every, {visit.url: visit for visit in archive.visits()})
        self._turns = Turns()
        self._lock = Lock()  # of the schedule and the turns

    def run(self, sources: Sequence[str] = ()) -> Iterator[Round]:
        """Yield what was taken in, whenever something was; ends when it is told to stop.

        Without sources, the folders and feeds that were taken in before are watched, and their pages visited again.

        Raises:
            UsageError: there is nothing to watch, or nothing of what was named.
            ModelMismatchError: the archive was written with another embedding model.
        """
        self._archive.require_model(self._analyser.embedding_model, self._analyser.dimensions)
        addresses, paths = self._sorted(sources)
        for work, watched in ((self._visit_addresses, addresses), (self._watch_files, paths)):
            if watched:
                Thread(target=work, args=(watched,), daemon=True).start()
        while not self._stop.is_set():
            try:
                job = self._jobs.get(timeout=LOOK)
            except Empty:
                continue
            if taken := self._take_in(job):
                yield taken

    def _sorted(self, sources: Sequence[str]) -> tuple[list[str], list[str]]:
        """Return the addresses and the paths to watch; what was named must be there, or some of it."""
        named = bool(sources)
        if not sources:
            self._schedule.pages = True
            sources = [url for url, visit in self._schedule.known.items() if visit.kind != "page"]
        if not sources:
            raise UsageError("there is nothing to watch yet: name a folder or the address of a feed")
        addresses = [source for source in sources if source.lower().startswith(WEB)]
        paths = [source for source in sources if source not in addresses]
        for path in [path for path in paths if files.is_list(Path(path))]:
            addresses += _feeds(Path(path))
            paths.remove(path)
        if named and paths and not addresses and not any(Path(path).exists() for path in paths):
            raise UsageError(f"there is no such file or folder: {', '.join(paths)}")
        return [address(url) or url for url in addresses], paths

    # Taking in: the calling thread.

    def _take_in(self, job: _Job) -> Round | None:
        visits: list[Visit] = []
        items = self._until_stopped(job.items, visits)
        while not self._stop.is_set() and not (job.visit and job.visit.broken):
            try:
                report = take_in(self._archive, items, self._analyser, wait=PATIENCE)
            except ArchiveLockedError:  # nothing of it was read yet
                continue
            except ArchiveError as error:
                logger.warning("%s", error)  # the disk may have room again by the next visit
                self._give_up(job.visit)
                return None
            self._note(visits)
            return Round(report, job.sources)
        return None

    def _until_stopped(self, items: Iterable[Item], visits: list[Visit]) -> Iterator[Item]:
        for item in items:
            if self._stop.is_set():
                return
            if isinstance(item, Visited):
                visits.append(item.visit)
            yield item

    def _note(self, visits: Iterable[Visit]) -> None:
        with self._lock:
            for visit in visits:
                self._schedule.stored(visit, _steady(), _now())

    def _give_up(self, visit: _Visit | None) -> None:
        if visit:
            visit.broken = True
            with self._lock:
                self._schedule.over(visit.url, _steady())

    # Addresses: a thread that looks at the clock, and one for each host whose turn it is.

    def _visit_addresses(self, urls: list[str]) -> None:
        with self._lock:
            for url in urls:
                self._schedule.watch(url, _steady(), _now())
        while not self._stop.is_set():
            with self._lock:
                for url in self._schedule.due(_steady(), _now()):
                    known = self._schedule.known.get(url)
                    answered = known is not None and known.last_ok is not None and not known.failures
                    self._turns.add(urlsplit(url).netloc, url, answered=answered)
                turns = list(self._turns.begin())
            for turn in turns:
                Thread(target=self._visit_host, args=turn, daemon=True).start()
            self._stop.wait(LOOK)

    def _visit_host(self, host: str, urls: list[str]) -> None:
        until = monotonic() + LONGEST_TURN
        for url in urls:
            if self._stop.is_set():
                return
            if monotonic() < until:
                self._visit(_Visit(url))
            else:
                with self._lock:
                    self._schedule.put_back(url)
        with self._lock:
            self._turns.over(host)

    def _visit(self, visit: _Visit) -> None:
        until = monotonic() + LONGEST_VISIT
        with self._lock:
            known = dict(self._schedule.known)
            web = Web(
                self._fetch,
                self._fetch,
                known,
                self._full,
                held=self._archive.held,
                enough=lambda: monotonic() >= until,
            )
        part: list[Item] = []
        try:
            for item in web.read(visit.url):
                part.append(item)
                if len(part) == AT_ONCE or isinstance(
                    item, Visited
                ):  # a page is stored as soon as it is there
                    self._jobs.put(_Job(part, (visit.url,), visit))
                    part = []
        except Exception:
            logger.exception("the visit to %s failed", visit.url)
            self._give_up(visit)
        if part:
            self._jobs.put(_Job(part, (visit.url,), visit))

    # Files: a thread.

    def _watch_files(self, paths: list[str]) -> None:
        while not self._stop.is_set():
            try:
                self._follow_changes(paths)
            except OSError as error:  # a folder that isn't there now, a system without room for more watches
                logger.warning("files can't be watched now, they are read every so often: %s", error)
                self._read(paths)
            self._stop.wait(self._schedule.every.total_seconds())

    def _follow_changes(self, paths: list[str]) -> None:
        from watchfiles import Change, watch

        watched = [Path(path).resolve() for path in paths]
        changes = watch(
            *{path if path.is_dir() else path.parent for path in watched},
            watch_filter=None,  # `ingest.files` says what is read
            debounce=RESTLESS,
            step=QUIET,
            stop_event=self._stop,
            rust_timeout=TURN,
            yield_on_timeout=True,
            raise_interrupt=False,
        )
        for turn, found in enumerate(changes):
            gone = any(change is Change.deleted for change, _ in found)
            # From the first turn on nothing is missed; what was there before is read now. What is gone is only seen
            # by looking at all that is there.
            if turn == 0 or gone or len(found) > MANY:
                self._read(paths)
            elif names := sorted(str(path) for _, name in found if (path := _meant(Path(name), watched))):
                self._read(names)

    def _read(self, names: Sequence[str]) -> None:
        items = read_sources(names, known=self._archive.read_from, web=Web(self._fetch, self._fetch))
        self._jobs.put(_Job(items, tuple(names)))


def _meant(path: Path, watched: Iterable[Path]) -> Path | None:
    """Return a changed path if it is one of those watched, or in one of them and to be read."""
    for root in watched:
        if path == root:
            return path
        if path.is_relative_to(root):
            hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
            if not hidden and (path.is_dir() or isinstance(files.entry(path, root), Path)):
                return path
    return None


def _feeds(path: Path) -> list[str]:
    try:
        found = sandbox.parse("links", stream.read(path))
    except (OSError, UnreadableError) as error:
        raise UsageError(f"{path} can't be read: {getattr(error, 'strerror', None) or error}") from None
    return [feed["url"] for feed in found["feeds"]]


def _now() -> datetime:
    return datetime.now(UTC)


def _steady() -> datetime:
    """Return a time that only grows, whatever becomes of the clock on the wall."""
    return datetime.fromtimestamp(monotonic(), UTC)
