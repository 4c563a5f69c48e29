"""Addresses of the web to articles: feeds, sitemaps, lists of feeds and pages, told apart by what they hold."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index import names
from index.identity import is_home, same_site
from index.types import Article
from index.visits import Visit, VisitKind
from ingest import likeness, sniff, visiting
from ingest.entry import told_apart
from ingest.failure import Failure, SentOnError, UnreadableError
from ingest.fetch import Fetch, FetchError
from ingest.parallel import in_parallel
from ingest.polite import Polite
from ingest.record import address, to_article
from ingest.sandbox import sandbox
from ingest.visiting import Visited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Self

    from ingest.fetch import Response

    Held = Callable[[str], Article | None]

MOST_SITEMAPS = 100  # that an index leads to, the newest

BROKEN_OFF = "The feed breaks off: its last entry is left out until it is whole."
EMPTY = "The server sent nothing."
# A login or an error page in a feed's place is no article.
NO_LONGER = "It was a {} and is a page now; what came from it stays."

# What was there twice, so long apart, is no slip of the server.
STAYS = timedelta(days=1)
ANOTHER_TEXT = (
    "The page has another text now, which shares next to nothing with the one held: \u201c{}\u201d. What is held stays;"
    " if this is still there a day later, it is taken in as the article's new wording."
)
LEFT = "The visit took so long that this one, and what comes after it in the list, is left for the next."
LONGEST_SHOWN = 120  # code points

NOTHING: Mapping[str, Any] = MappingProxyType({})

Item = Article | Failure | Visited


def _now() -> datetime:
    return datetime.now(UTC)


def _nothing_held(_: str) -> Article | None:
    return None


def _never() -> bool:
    return False


@dataclass(frozen=True)
class Web:
    """Reads addresses; threads may share it.

    Attributes:
        fetch: gets what the person has named.
        robot: gets what only a document has named.
        known: what the archive remembers of addresses.
        full: whether the pages that feeds link to are fetched for their full text.
        now: the time, UTC.
        held: an article's id to what the archive has of it.
        enough: whether a visit has taken so long that the pages it leads to are left for the next one.
    """

    fetch: Fetch
    robot: Fetch
    known: Mapping[str, Visit] = field(default_factory=dict)
    full: bool = False
    now: Callable[[], datetime] = _now
    held: Held = _nothing_held
    enough: Callable[[], bool] = _never

    @classmethod
    def over(
        cls, fetch: Fetch, known: Iterable[Visit] = (), *, full: bool = False, held: Held = _nothing_held
    ) -> Self:
        """Return what reads addresses through `fetch`, with a robot's manners where no person has named them."""
        polite = Polite(fetch)
        return cls(polite.named, polite, {visit.url: visit for visit in known}, full, held=held)

    def read(self, url: str) -> Iterator[Item]:
        """Yield what an address that the person has named holds, and after it what to note of the visit.

        Nothing is raised for what can't be read: it is a failure, and noted.
        """
        yield from self._visit(self._known(url), self.fetch)

    def read_all(self, urls: Sequence[str]) -> Iterator[Item]:
        """Yield what addresses hold, in their order, as `read` does; several hosts are asked at the same time."""
        return in_parallel(urls, _host, self.read)

    def read_file(self, data: bytes, *, name: str, origin: str) -> Iterator[Item]:
        """Yield the articles of a feed that lies in a file.

        Args:
            data: the file.
            name: how failures call it.
            origin: its own path.

        Raises:
            UnreadableError: it is no feed.
        """
        found = sandbox.parse("feed", data, url=origin)
        feed = Visit(origin, "feed", full=self.full)
        for items, _ in self._entries(feed, found["entries"], ()):
            yield from items
        if found["left_out"]:
            yield Failure(name, found["left_out"])
        if not found["whole"]:
            yield Failure(name, BROKEN_OFF)

    def read_list(self, data: bytes, url: str = "") -> Iterator[Item]:
        """Yield what the feeds of an OPML document, or the pages of a sitemap, hold, and what of it can't be read.

        Raises:
            UnreadableError: it is neither.
        """
        yield from self._linked(sandbox.parse("links", data, url=url), {url})

    def _visit(self, visit: Visit, fetch: Fetch, said: Mapping[str, Any] = NOTHING) -> Iterator[Item]:
        """Yield what is at an address; `said` is what the feed or sitemap that links to it says of it."""
        try:
            response = self._fetched(visit, fetch)
            if response.changed:
                yield from self._read(visit, response, said, fetch)
            else:
                yield Visited(visiting.nothing_new(visit, self.now()), visit.articles)
        except UnreadableError as error:
            yield from self._failed(visit, error)

    def _fetched(self, visit: Visit, fetch: Fetch) -> Response:
        # A feed whose pages are wanted for the first time must come whole.
        if self.full and visit.kind == "feed" and not visit.full:
            return fetch(visit.url)
        return fetch(visit.url, etag=visit.etag, modified=visit.modified)

    def _read(
        self, visit: Visit, response: Response, said: Mapping[str, Any], fetch: Fetch
    ) -> Iterator[Item]:
        if not response.data.strip():
            raise UnreadableError(EMPTY)
        kind = sniff.kind(response.data)
        if kind == "feed":
            yield from self._feed(visit, response)
        elif kind == "page":
            if visit.last_ok and visit.kind in {"feed", "sitemap"}:
                raise FetchError(NO_LONGER.format(visit.kind), retry=True)
            yield from self._page(visit, response, said, fetch)
        else:
            yield from self._list(visit, response, "sitemap" if kind == "sitemap" else "opml")

    def _feed(self, visit: Visit, response: Response) -> Iterator[Item]:
        visit = replace(visit, kind="feed", full=self.full or visit.full)
        found = sandbox.parse("feed", response.data, url=response.url, charset=response.charset)
        taken, whole = 0, found["whole"]
        hosts = (visit.url, response.url)  # that it is read elsewhere is its host's wish
        for items, complete in self._entries(visit, found["entries"], hosts):
            yield from items
            taken += sum(isinstance(item, Article) or _unchanged(item) for item in items)
            whole = whole and complete
        if found["left_out"]:
            yield Failure(visit.url, found["left_out"])
        if not found["whole"]:
            yield Failure(visit.url, BROKEN_OFF, retry=True)
        yield Visited(visiting.went_well(visit, response, self.now(), articles=taken, whole=whole))

    def _entries(
        self, feed: Visit, records: Sequence[dict[str, Any]], hosts: Sequence[str]
    ) -> Iterator[tuple[list[Item], bool]]:
        """Yield what `_entry` returns of each; of several entries of one article the newest counts.

        Of a feed on the web, `hosts` are the addresses that it is read at: what it says of other hosts is carried.
        """
        met: set[str] = set()
        for number, record in enumerate(told_apart(records), 1):
            items, complete = self._entry(feed, record, number, hosts)
            ids = {item.id for item in items if isinstance(item, Article)}
            if not ids & met:
                yield items, complete
            met |= ids

    def _entry(
        self, feed: Visit, record: dict[str, Any], number: int, hosts: Sequence[str]
    ) -> tuple[list[Item], bool]:
        """Return an entry's article, its page's where that is wanted and can be had, and whether that is all of it."""
        items: list[Item] = []
        has_page = record["url"] and not record.get("shared") and not is_home(record["url"])
        if feed.full and has_page and not self.enough():
            page = self._known(record["url"])
            items = list(self._listed_page(record))
            if page.last_ok or any(isinstance(item, Article) for item in items):
                return items, True
        article = _article(record, origin=feed.url, name=f"{feed.url}#{number}")
        if hosts and isinstance(article, Article) and not _is_own(article, hosts):
            article = replace(article, carrier=feed.url)
        return [article, *items], not feed.full and isinstance(article, Article)

    def _page(
        self, visit: Visit, response: Response, said: Mapping[str, Any], fetch: Fetch
    ) -> Iterator[Item]:
        at_once = True
        try:
            found = _parsed(visit, response)
        except SentOnError as error:
            at_once, response = False, fetch(error.url)
            if sniff.kind(response.data) != "page":
                raise
            found = _parsed(visit, response)
        record = {name: found[name] or said.get(name) for name in found}
        record["source"] = record["source"] or found["host"]
        if is_home(record["url"] or ""):
            record["url"] = response.url
        article = to_article(record, origin=visit.url, fallback_id=response.url)
        self._refuse_another(visit, article)
        read = (names.address(response.url), names.address(visit.url))
        yield replace(article, names=tuple(dict.fromkeys((*article.names, *read))))
        visit = replace(visit, kind="page")
        # Another page's validators say nothing of this one.
        yield Visited(visiting.went_well(visit, response, self.now(), articles=1, whole=at_once))

    def _refuse_another(self, visit: Visit, article: Article) -> None:
        """Refuse what has nothing to do with the article held, unless it was there before, a day ago or longer.

        Raises:
            FetchError: it is another text.
        """
        held = self.held(article.id)
        if held is None or held.teaser or not likeness.share_nothing(held, article):
            return
        shown = " ".join(f"{article.title} \u2013 {article.text}".split())[:LONGEST_SHOWN]
        reason = ANOTHER_TEXT.format(shown)
        since = visit.failing_since if visit.last_error == reason else None
        if since is None or self.now() - since < STAYS:
            raise FetchError(reason, retry=True)

    def _list(self, visit: Visit, response: Response, kind: str) -> Iterator[Item]:
        whole = True
        for item in self.read_list(response.data, response.url):
            whole &= not isinstance(item, Failure)
            yield item
        if kind == "sitemap":  # of a list of feeds, the feeds are remembered
            visit = replace(visit, kind="sitemap")
            yield Visited(visiting.went_well(visit, response, self.now(), articles=0, whole=whole))

    def _linked(self, found: Mapping[str, Any], met: set[str]) -> Iterator[Item]:
        """Yield what is at the addresses of a list; `met` has the sitemaps that were read on the way to it."""
        for problem in found["unread"]:
            yield Failure(problem["source"], problem["reason"])
        feeds = [feed["url"] for feed in found["feeds"]]
        yield from in_parallel(feeds, _host, lambda url: self._visit(self._known(url, "feed"), self.fetch))
        for sitemap in found["sitemaps"]:
            if self.enough():
                yield Failure(sitemap["url"], LEFT, retry=True)
                return
            if sitemap["url"] not in met and len(met) < MOST_SITEMAPS:
                met.add(sitemap["url"])
                yield from self._sitemap(sitemap["url"], met)
        for record in found["pages"]:
            if self.enough():
                yield Failure(record["url"], LEFT, retry=True)
                return
            yield from self._listed_page(record)

    def _sitemap(self, url: str, met: set[str]) -> Iterator[Item]:
        """Yield the pages of a sitemap that an index lists, or of those that it lists itself."""
        try:
            found = sandbox.parse("links", self.robot(url).data, url=url)
        except UnreadableError as error:
            yield _failure(url, error)
            return
        yield from self._linked(found | {"feeds": []}, met)

    def _listed_page(self, record: dict[str, Any]) -> Iterator[Item]:
        page = self._known(record["url"])
        if visiting.is_due(page, self.now()):
            yield from self._visit(page, self.robot, record)
        elif page.last_ok:
            yield Visited(page, unchanged=1)

    def _failed(self, visit: Visit, error: UnreadableError) -> Iterator[Item]:
        yield _failure(visit.url, error)
        yield Visited(visiting.went_wrong(visit, error, self.now()))

    def _known(self, url: str, kind: VisitKind = "page") -> Visit:
        name = address(url) or url
        return self.known.get(name) or Visit(name, kind, known_since=self.now())


def _parsed(visit: Visit, response: Response) -> dict[str, Any]:
    return sandbox.parse("page", response.data, url=response.url, asked=visit.url, charset=response.charset)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return url


def _article(record: Mapping[str, Any], *, origin: str, name: str) -> Article | Failure:
    try:
        return to_article(record, origin=origin)
    except UnreadableError as error:
        return Failure(name, str(error))


def _is_own(article: Article, hosts: Sequence[str]) -> bool:
    """Tell whether an article is of one of the hosts that its feed is read at."""
    return article.url is None or any(same_site(article.url, host) for host in hosts)


def _unchanged(item: Item) -> int:
    return item.unchanged if isinstance(item, Visited) else 0


def _failure(url: str, error: UnreadableError) -> Failure:
    return Failure(url, str(error), retry=isinstance(error, FetchError) and error.retry)
