"""The archive, read: articles in all their wordings, their passages, what a search needs of them."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass
from json import dumps
from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from index import database, failures, schema, visits, wal
from index.errors import ArchiveError, UsageError
from index.identity import of_address
from index.lock import make_private, writing
from index.types import Name, Passage, Span
from index.writer import Writer, require_model, stored_wording

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path
    from typing import Self

    from index.failures import RecordedFailure
    from index.snapshot import Snapshot, Snapshots
    from index.types import Article
    from index.visits import Visit

CANDIDATES = 5  # named when a prefix means several articles
SHORTEST = 8  # characters of an id that is shown short
CREATE_SECONDS = 10.0  # to wait for another process that makes the same archive
LARGEST = 2**63 - 1  # that SQLite takes for a number; a person may write any
UPGRADE_SECONDS = 60.0  # to wait for another process that writes in an archive of an older format

_COUNTED = (
    f"SELECT v.{{0}}, count(*) FROM {schema.CURRENT} WHERE v.{{0}} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
)
# An id is meant before one that an article had, that before another way of writing an address, and all before what
# an article goes by somewhere.
_BY_ID = (
    "SELECT id, 1 AS rank FROM articles WHERE id = ?"
    " UNION ALL SELECT a.id, 2 FROM aliases o JOIN articles a ON a.key = o.article WHERE o.id = ?"
    " UNION ALL SELECT id, 3 FROM articles WHERE id = ?"
    " UNION ALL SELECT a.id, 4 FROM names n JOIN articles a ON a.key = n.article"
    " WHERE n.scope = 'address' AND n.name = ?"
    " UNION ALL SELECT a.id, 5 FROM names n JOIN articles a ON a.key = n.article"
    " WHERE n.name = ? AND (n.scope GLOB 'source *' OR n.scope GLOB 'file *') ORDER BY rank LIMIT 1"
)
_BY_PREFIX = (
    "SELECT id FROM articles WHERE id >= ? AND id < ?"
    " UNION SELECT a.id FROM aliases o JOIN articles a ON a.key = o.article WHERE o.id >= ? AND o.id < ?"
    " ORDER BY id LIMIT ?"
)


class Version(NamedTuple):
    """A wording of an article.

    Attributes:
        version: its number.
        seen: when the archive first saw it, UTC.
        published: when it was published, in its publisher's zone.
        change: of which kinds (`index.changes`) the corrections in it are; none where it corrects nothing.
    """

    version: int
    seen: datetime
    published: datetime | None
    change: tuple[str, ...] = ()


class Before(NamedTuple):
    """What is known of the records that were read from an origin.

    Attributes:
        digests: each record's digest, with its article's id.
        names: what their articles go by, with their ids.
    """

    digests: Mapping[bytes, str] = MappingProxyType({})
    names: Mapping[Name, str] = MappingProxyType({})


class Carried(NamedTuple):
    """What a feed of another host says of an article.

    Attributes:
        carrier: the feed's address.
        published: the time that it gives, in the zone that it names.
        seen: when it said so, UTC.
    """

    carrier: str
    title: str
    text: str
    published: datetime | None
    seen: datetime


class Headline(NamedTuple):
    """What an article is headed by, where and when it was published.

    Attributes:
        article: its id.
        is_lead: whether it is the beginning of the article's text: it was made from it.
    """

    article: str
    title: str
    language: str
    source: str | None
    published: datetime | None
    is_lead: bool


@dataclass(frozen=True, slots=True)
class Status:
    """What is in the archive.

    Attributes:
        languages: articles in each language.
        sources: articles of each publisher; those without one are left out.
        newest: the latest publication time, UTC.
        updated: when articles were last taken in or out, UTC.
        bytes: on disk, everything in the archive's folder.
        feeds: the feeds and sitemaps followed, and how the last visit to each went.
    """

    articles: int
    passages: int
    languages: dict[str, int]
    sources: dict[str, int]
    newest: datetime | None
    updated: datetime | None
    embedding_model: str | None
    bytes: int
    failures: list[RecordedFailure]
    feeds: list[Visit]


class Archive:
    """An archive opened for reading; threads may share it."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._path = folder / database.NAME
        self._connection = connection
        self._file = database.file_at(self._path)
        self._stamp = wal.stamped(self._path)
        self._lock = RLock()
        self._snapshots: Snapshots | None = None
        self._times_opened = 1

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Self:
        """Return the archive in `folder`; with `create`, an empty one is made where there is none.

        Raises:
            ArchiveError: there is no archive, or it can't be read or made.
            ArchiveDamagedError: `archive.db` is no database, or a broken one.
        """
        path = folder / database.NAME
        if create:
            _create(path)
        elif not path.exists():
            raise ArchiveError(
                f"there is no archive at {folder} yet: take articles in with `khabar ingest SOURCE`"
            )
        return cls(folder, _opened(path))

    def close(self) -> None:
        """Let go of the archive's files."""
        with self._lock:
            self._snapshots = None
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def writer(self, *, wait: float = 0) -> Iterator[Writer]:
        """Become the archive's writer, waiting up to `wait` seconds for another one to finish.

        Raises:
            ArchiveLockedError: another writer is still at work.
            ArchiveError: the archive can't be written to, or another was put in its place meanwhile.
        """
        with self._reading():
            self._look_at_the_stamp()
        with writing(self.folder, wait=wait):
            wal.set_aside(self._path)
            with closing(database.open_writer(self._path)) as connection:
                file = database.file_at(self._path)
                try:
                    yield Writer(self.folder, connection)
                finally:
                    database.settle(connection)
            if database.file_at(self._path) != file:
                raise ArchiveError(
                    f"{self._path} was replaced or moved away while it was written to, and lacks what was written:"
                    " run the command again"
                )

    @property
    def embedding_model(self) -> str | None:
        """The name of the model that made the vectors; None before the first article."""
        with self._reading():
            return schema.model(self._connection)[0]

    @property
    def dimensions(self) -> int | None:
        """How many dimensions the vectors have; None before the first article."""
        with self._reading():
            return schema.model(self._connection)[1]

    def require_model(self, embedding_model: str, dimensions: int | None = None) -> None:
        """Make sure that a model's vectors can be compared with the archive's; by its name alone where it isn't loaded.

        Raises:
            ModelMismatchError: the archive was written with another model.
        """
        with self._reading():
            require_model(self._connection, embedding_model, dimensions)

    def snapshot(self) -> Snapshot:
        """Return what a search works on: the present state, the same object until something is written."""
        with self._reading():
            self._look_at_the_stamp()
            if self._snapshots is None:
                from index.snapshot import Snapshots

                self._snapshots = Snapshots(self.folder, self._connection)
            return self._snapshots.current()

    @contextmanager
    def unchanging(self) -> Iterator[None]:
        """Inside, everything that is read is of one state, whatever a writer does meanwhile; other threads wait."""
        with self._reading(), database.transaction(self._connection, "DEFERRED"):
            yield

    @property
    def times_opened(self) -> int:
        """How often its file was opened: again, when another was put in its place; ids of passages are of one file."""
        return self._times_opened

    @property
    def harmed(self) -> bool:
        """Whether searches do without the search index, since it was found harmed: `Writer.publish` mends it."""
        return self._snapshots is not None and bool(self._snapshots.harm)

    def article(self, id_or_prefix: str, version: int | None = None) -> Article:
        """Return an article by its id or the beginning of it, in its current wording or an older one.

        An id that it had before, or another way of writing the address that its id is, finds it too.

        Raises:
            UsageError: no article, several articles, or no such version.
        """
        with self._reading():
            return self._article(self._id(id_or_prefix), version)

    def shortest(self, article_id: str) -> str:
        """Return the shortest beginning of an article's id that finds it, as `article` takes it, but not a tiny one."""
        with self._reading():
            for length in range(SHORTEST, len(article_id)):
                if not article_id[length - 1].isspace() and self._finds(article_id[:length]) == article_id:
                    return article_id[:length]
        return article_id

    def newest_wording(self) -> int:
        """Return the number of the wording taken in last; later ones have higher numbers, whatever a clock says."""
        with self._reading():
            return int(self._connection.execute("SELECT coalesce(max(key), 0) FROM versions").fetchone()[0])

    def wording(self, article: Article) -> int:
        """Return the number of an article's wording in the order in which all were taken in; 0 where it is gone."""
        query = "SELECT v.key FROM articles a JOIN versions v ON v.article = a.key WHERE a.id = ? AND v.number = ?"
        with self._reading():
            row = self._connection.execute(query, (article.id, article.version)).fetchone()
        return int(row[0]) if row else 0

    def undated(self, k: int) -> list[Article]:
        """Return k articles without a date of publication, the one taken in last first."""
        query = f"SELECT {schema.ARTICLE} FROM {schema.CURRENT} WHERE v.published IS NULL ORDER BY v.key DESC LIMIT ?"
        with self._reading():
            return [schema.article(row) for row in self._connection.execute(query, (k,))]

    def missing(self, ids: Iterable[str]) -> set[str]:
        """Return those of some ids that are no article's, by none of the names that it was ever cited under."""
        query = "SELECT 1 FROM articles WHERE id = ?1 UNION ALL SELECT 1 FROM aliases WHERE id = ?1"
        with self._reading():
            return {one for one in ids if not self._connection.execute(query, (one,)).fetchone()}

    def cited(self, article_id: str, version: int) -> Article:
        """Return the wording that was cited some time ago, by the id and the number it had then.

        Raises:
            UsageError: it is gone.
        """
        query = (
            "SELECT a.id, o.number FROM aliases o JOIN articles a ON a.key = o.article"
            " WHERE o.id = ? AND o.version = ?"
        )
        with self._reading():
            now = self._connection.execute(query, (article_id, version)).fetchone()
            return self._article(*(now or (article_id, version)))

    def _article(self, article_id: str, version: int | None) -> Article:
        # Of a replaced wording is stored what the next one lacks: all are read, from the current one back to it.
        query = (
            f"SELECT v.number, {schema.ARTICLE} FROM articles a JOIN versions v ON v.article = a.key"
            " WHERE a.id = ? AND v.number >= coalesce(?, a.version) ORDER BY v.number DESC"
        )
        fits = version is None or abs(version) <= LARGEST
        rows = self._connection.execute(query, (article_id, version)).fetchall() if fits else []
        if not rows or version not in {None, rows[-1][0]}:
            raise UsageError(
                f"{article_id} has no version {version}: `khabar article {article_id}` lists them"
            )
        _, id_, _, *facts = rows[-1]
        return schema.article([id_, schema.wording(row[2] for row in rows), *facts])

    def versions(self, id_or_prefix: str) -> list[Version]:
        """Return an article's wordings, oldest first; of very many not all are kept (`Writer.put`).

        Raises:
            UsageError: no article, or several articles.
        """
        query = (
            "SELECT v.number, v.seen, v.published, v.offset, v.change"
            " FROM articles a JOIN versions v ON v.article = a.key WHERE a.id = ? ORDER BY v.number"
        )
        with self._reading():
            rows = self._connection.execute(query, (self._id(id_or_prefix),)).fetchall()
        return [
            Version(number, schema.seen(seen), schema.moment_or_none(*published), schema.kinds(change))
            for number, seen, *published, change in rows
        ]

    def wording_hash(self, article_id: str) -> bytes | None:
        """Return the `wording_hash` of an article's current wording, None for an article the archive lacks.

        An article whose wording has this hash need not be cut: `Writer.put` leaves its passages as they are.
        """
        with self._reading():
            return stored_wording(self._connection, article_id)

    def has_in_full(self, article_id: str, carrier: str | None = None) -> bool:
        """Tell whether the archive has an article, and not just its teaser, in its publisher's or a carrier's words."""
        query = (
            f"SELECT 1 FROM {schema.CURRENT} WHERE a.id = ? AND NOT v.teaser"
            " AND (v.carrier IS NULL OR v.carrier = ?)"
        )
        with self._reading():
            return self._connection.execute(query, (article_id, carrier)).fetchone() is not None

    def held(self, article_id: str) -> Article | None:
        """Return an article by its whole id, in its current wording; None where the archive lacks it."""
        query = f"SELECT {schema.ARTICLE} FROM {schema.CURRENT} WHERE a.id = ?"
        with self._reading():
            row = self._connection.execute(query, (article_id,)).fetchone()
        return schema.article(row) if row else None

    def is_taken(self, article_id: str) -> bool:
        """Tell whether an id is an article's, or was."""
        query = "SELECT 1 FROM articles WHERE id = ? UNION SELECT 1 FROM aliases WHERE id = ?"
        with self._reading():
            return self._connection.execute(query, (article_id, article_id)).fetchone() is not None

    def had(self, article_id: str, wording: bytes, origin: str | None) -> bool:
        """Tell whether an article had a wording before, given by its `wording_hash`, that came from an origin."""
        query = (
            "SELECT 1 FROM articles a JOIN versions v ON v.article = a.key"
            " WHERE a.id = ? AND v.wording_hash = ? AND v.origin = ? AND v.number < a.version"
        )
        with self._reading():
            return self._connection.execute(query, (article_id, wording, origin)).fetchone() is not None

    def named(self, name: Name) -> str | None:
        """Return the id of the article that goes by a name."""
        query = (
            "SELECT a.id FROM names n JOIN articles a ON a.key = n.article WHERE n.scope = ? AND n.name = ?"
        )
        with self._reading():
            row = self._connection.execute(query, name).fetchone()
        return row[0] if row else None

    def namesakes(self, name: str) -> list[str]:
        """Return the ids of the articles that go by a name, in whatever scope."""
        query = "SELECT DISTINCT a.id FROM names n JOIN articles a ON a.key = n.article WHERE n.name = ?"
        with self._reading():
            return [row[0] for row in self._connection.execute(query, (name,))]

    def names(self, article_id: str) -> list[Name]:
        """Return all that an article goes by."""
        query = "SELECT n.scope, n.name FROM names n JOIN articles a ON a.key = n.article WHERE a.id = ?"
        with self._reading():
            return [Name(*row) for row in self._connection.execute(query, (article_id,))]

    def carriers(self, article: Article) -> list[str]:
        """Return the feeds that a wording is known from, where it isn't known from its publisher or a person."""
        if article.carrier is None:
            return []
        words = (article.title, article.text)
        same = [one.carrier for one in self.carried(article.id) if (one.title, one.text) == words]
        return list(dict.fromkeys([article.carrier, *same]))

    def carried(self, article_id: str) -> list[Carried]:
        """Return what feeds of other hosts say of an article, in their words, the last first."""
        query = (
            "SELECT c.carrier, c.title, c.text, c.published, c.offset, c.seen FROM carried c"
            " JOIN articles a ON a.key = c.article WHERE a.id = ? ORDER BY c.seen DESC, c.carrier"
        )
        with self._reading():
            rows = self._connection.execute(query, (article_id,)).fetchall()
        return [
            Carried(carrier, title, text, schema.moment_or_none(*published), schema.seen(seen))
            for carrier, title, text, *published, seen in rows
        ]

    def copies(self, article_id: str) -> list[Article]:
        """Return the articles of other outlets, or of the same, that carry an article's text; the original first."""
        query = (
            f"SELECT {schema.ARTICLE} FROM {schema.CURRENT} JOIN articles own ON own.family = a.family"
            " WHERE own.id = ? AND a.key != own.key ORDER BY a.key != a.family, v.published IS NULL, v.published, a.id"
        )
        with self._reading():
            return [schema.article(row) for row in self._connection.execute(query, (article_id,))]

    def headlines(self) -> list[Headline]:
        """Return the headlines of all articles, by the articles' ids."""
        query = (
            "SELECT a.id, v.title, v.language, v.source, v.published, v.offset,"
            f" instr(v.text, rtrim(v.title, '…')) = 1 FROM {schema.CURRENT} ORDER BY a.id"
        )
        with self._reading():
            return [
                Headline(article, title, language, source, schema.moment_or_none(*published), bool(is_lead))
                for article, title, language, source, *published, is_lead in self._connection.execute(query)
            ]

    def read_from(self, origin: str) -> Before:
        """Return what is known of the records that were read from an origin."""
        query = (
            "SELECT o.digest, a.id FROM origins o JOIN articles a ON a.key = o.article"
            " WHERE o.origin = ? AND o.digest IS NOT NULL"
        )
        names = (
            "SELECT n.scope, n.name, a.id FROM origins o JOIN names n ON n.article = o.article"
            " JOIN articles a ON a.key = o.article WHERE o.origin = ?"
        )
        with self._reading():
            digests = dict(self._connection.execute(query, (origin,)).fetchall())
            named = self._connection.execute(names, (origin,)).fetchall()
        return Before(digests, {Name(scope, name): id_ for scope, name, id_ in named})

    def under(self, folder: str) -> list[tuple[str, str]]:
        """Return what was seen in a folder or below it: (article id, full path of the file)."""
        query = (
            "SELECT a.id, o.origin FROM origins o JOIN articles a ON a.key = o.article"
            " WHERE o.origin = ? OR o.origin > ? AND o.origin < ?"
        )
        with self._reading():
            return self._connection.execute(query, (folder, *schema.inside(folder))).fetchall()

    def to_retry(self, now: datetime) -> list[str]:
        """Return the files and addresses that failed, and that are to be tried again by now."""
        with self._reading():
            return failures.due(self._connection, now)

    def passages(self, ids: Iterable[int]) -> dict[int, Passage]:
        """Return passages by id; those of one article share it, those gone from the archive are left out."""
        find = (
            'SELECT id, version, start, "end", sentences FROM passages'
            " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
        )
        # An article's text is fetched once, however many of its passages are asked for.
        load = (
            f"SELECT v.key, {schema.ARTICLE} FROM versions v JOIN articles a ON a.key = v.article"
            " WHERE v.key IN (SELECT value FROM json_each(?))"
        )
        with self._reading(), database.transaction(self._connection, "DEFERRED"):
            rows = self._connection.execute(find, (dumps([int(id_) for id_ in ids]),)).fetchall()
            keys = dumps(list({row[1] for row in rows}))
            articles = {key: schema.article(row) for key, *row in self._connection.execute(load, (keys,))}
        return {
            id_: Passage(id_, articles[version], Span(start, end), schema.unpack_spans(sentences))
            for id_, version, start, end, sentences in rows
        }

    def status(self) -> Status:
        """Return what is in the archive."""
        with self._reading(), database.transaction(self._connection, "DEFERRED"):
            ask = self._connection.execute
            return Status(
                articles=ask("SELECT count(*) FROM articles").fetchone()[0],
                passages=ask("SELECT count(*) FROM passages").fetchone()[0],
                languages=dict(ask(_COUNTED.format("language"))),
                sources=dict(ask(_COUNTED.format("source"))),
                newest=schema.past(ask(f"SELECT max(v.published) FROM {schema.CURRENT}").fetchone()[0]),
                updated=schema.past(schema.meta(self._connection, "updated")),
                embedding_model=schema.model(self._connection)[0],
                bytes=_size(self.folder),
                failures=failures.load(self._connection),
                feeds=visits.feeds(self._connection),
            )

    def feeds(self) -> list[Visit]:
        """Return the feeds and sitemaps followed, and how the last visit to each went."""
        with self._reading():
            return visits.feeds(self._connection)

    def visits(self) -> list[Visit]:
        """Return what is known of every address fetched."""
        with self._reading():
            return visits.load(self._connection)

    @property
    def updated(self) -> datetime | None:
        """When articles were last taken in or out, UTC."""
        with self._reading():
            return schema.past(schema.meta(self._connection, "updated"))

    def check(self) -> list[str]:
        """Return what is wrong with the archive, a sentence each; reads all of it."""
        from index.check import problems

        with self._reading():
            return problems(self._path, self._connection)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock, database.translated(self._path):
            if self._file is None or not self._connection.in_transaction:
                self._follow()
            yield

    def _follow(self) -> None:
        """Have the file that lies at the archive's place now, where another was put there.

        Raises:
            ArchiveError: there is none, or it can't be read.
        """
        file = database.file_at(self._path)
        if file == self._file is not None:
            return
        if file is None:
            raise ArchiveError(
                f"the archive at {self.folder} is no longer there, it was moved or deleted while it was in use: put it"
                " back, or name its new place with --archive and start again"
            )
        self._open_again()

    def _look_at_the_stamp(self) -> None:
        """Notice that another archive was copied into the file: its stamp is no longer between two of this one's."""
        if self._connection.in_transaction:
            return
        last, now = self._stamp, wal.stamped(self._path)  # before the log is asked, which only grows
        if last <= now <= wal.current(self._connection):
            self._stamp = now
        elif last and now:
            self._open_again()

    def _open_again(self) -> None:
        self._connection.close()  # first: one that is opened beside it shares what it knows of the log
        self._file, self._snapshots = None, None
        self._connection = _opened(self._path)
        self._file, self._stamp = database.file_at(self._path), wal.stamped(self._path)
        self._times_opened += 1

    def _finds(self, id_or_prefix: str) -> str | None:
        try:
            return self._id(id_or_prefix)
        except UsageError:
            return None

    def _id(self, id_or_prefix: str) -> str:
        exact = (id_or_prefix, id_or_prefix, *[of_address(id_or_prefix)] * 2, id_or_prefix)
        if row := self._connection.execute(_BY_ID, exact).fetchone():
            return str(row[0])
        bounds = (id_or_prefix, f"{id_or_prefix}\U0010ffff")
        found = [
            str(row[0]) for row in self._connection.execute(_BY_PREFIX, (*bounds, *bounds, CANDIDATES + 1))
        ]
        if len(found) == 1:
            return found[0]
        if not found:
            raise UsageError(f"no article's id begins with {id_or_prefix!r}: `khabar search` shows ids")
        more = ", …" if len(found) > CANDIDATES else ""
        raise UsageError(
            f"several ids begin with {id_or_prefix!r}, give more: {', '.join(found[:CANDIDATES])}{more}"
        )


def _opened(path: Path) -> sqlite3.Connection:
    """Return a reader's connection to an archive, its log its own, in this program's format."""
    wal.require_own(path)
    connection = database.open_reader(path)
    if database.outdated(connection):
        connection.close()
        with writing(path.parent, wait=UPGRADE_SECONDS):
            from index.upgrade import upgrade

            upgrade(path)
        connection = database.open_reader(path)
    return connection


def _create(path: Path) -> None:
    try:
        if not path.exists():
            make_private(path.parent)
            with writing(path.parent, wait=CREATE_SECONDS), database.translated(path):
                if not path.exists():
                    database.create(path)
    except OSError as error:
        raise ArchiveError(
            f"no archive can be made at {path.parent} ({error.strerror or error}): "
            "name another folder with --archive"
        ) from error


def _size(folder: Path) -> int:
    return sum(_bytes(path) for path in folder.rglob("*"))


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:  # a generation that a writer has just replaced
        return 0
