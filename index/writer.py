"""The archive, written: articles in and out, their passages analysed, generations published."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from hashlib import blake2b
from time import time
from typing import TYPE_CHECKING, NamedTuple

from index import copies, database, failures, generation, names, schema, visits, wordings
from index.analysis import Analysis, Subject, analyse
from index.errors import ModelMismatchError
from index.types import Span

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from index.analysis import Analyser
    from index.failures import RecordedFailure
    from index.generation import Generation
    from index.types import Article, Cut
    from index.visits import Visit


RECORD = 16  # bytes of a digest that tell the record; those after them tell how it was read
STDIN = "-"  # as an origin: whatever comes in there has no place
WEB = ("http://", "https://")
AT_ONCE = 512  # passages that `Writer.reanalyse` hands on

# When `Writer.publish` makes a generation: the first, and the next, when so much has changed since the last.
FIRST_GENERATION = 1_000  # passages
NEXT_GENERATION = 2_000  # passages, or
NEXT_SHARE = 0.2  # of the last generation's, whichever is more


# What is said of an article beside its wording. A search shows the first two, so its passages know them.
_FACTS = "v.source, v.published, v.url, v.author, v.origin, v.modified, v.teaser, v.carrier"
_TO_REANALYSE = f"""
SELECT p.id, p.version, p.start, p."end", p.sentences, p.language, p.published, p.source, {schema.ARTICLE}
FROM passages p JOIN versions v ON v.key = p.version JOIN articles a ON a.key = v.article
WHERE p.id > ? ORDER BY p.id LIMIT ?
"""


class _Correction(NamedTuple):
    """What a new wording corrects: when (None: nothing), and of which kinds (`index.changes`) that is."""

    at: int | None = None
    kinds: tuple[str, ...] = ()


class PutCounts(NamedTuple):
    """What became of the articles of a batch."""

    added: int
    updated: int
    unchanged: int


def wording_hash(title: str, text: str) -> bytes:
    """Return the digest that tells one wording of an article from another."""
    return blake2b(f"{title}\0{text}".encode(), digest_size=16).digest()


class Writer:
    """The archive's one writer; made by `Archive.writer`."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self._folder = folder
        self._connection = connection
        # What a transaction gives a new wording, with its text, and what it says otherwise of an old one.
        self._worded: dict[int, str] = {}
        self._renewed: dict[int, None] = {}

    def put(self, batch: Sequence[tuple[Article, Sequence[Cut]]], analyser: Analyser) -> PutCounts:
        """Take articles in with their passages, all of them or none.

        An article whose wording is stored already, or differs from it in no sentence (`index.changes`), is
        unchanged: its text, passages and language stay, whatever comes with it; its other facts are renewed. So
        is one of which a place repeats what it said last, or a feed only announces what another one announced. A
        new wording becomes the next version, and its passages replace the old ones; of very many not all are
        kept (`index.wordings`). An article that was withdrawn is so no more. Passages are analysed in one call for
        the batch, those that the last wording has too not at all.

        Raises:
            ModelMismatchError: the archive was written with another embedding model.
            ArchiveError: the archive can't be written to.
        """
        with self._translated():
            require_model(self._connection, analyser.embedding_model, analyser.dimensions)
            analyses = self._analyses(batch, analyser)  # before the transaction: it may take long
            with database.changing(self._connection):
                self._worded, self._renewed = {}, {}
                self._note(
                    embedding_model=analyser.embedding_model, dimensions=analyser.dimensions, updated=time()
                )
                done = Counter(self._put(article, cuts, analyses) for article, cuts in batch)
                self._place()
        return PutCounts(done["added"], done["updated"], done["unchanged"])

    def remove(self, ids: Iterable[str]) -> int:
        """Erase articles with all their versions and passages; return how many there were.

        What the published generation holds of them goes with the next one, which is due at once. What was set aside in
        the archive's folder (`index.backup`, `index.wal`) may hold them too, and is deleted.

        Raises:
            ArchiveError: the archive can't be written to.
        """
        with self._transaction():
            count = self._remove(self._keys(ids))
            if count and generation.published(self._connection):
                self._note(erase=1)
        if count:
            database.erase_replaced(self._folder)
        return count

    def confirm(self, ids: Iterable[str]) -> int:
        """Note that articles were seen as they are; return how many of them the archive has.

        Raises:
            ArchiveError: the archive can't be written to.
        """
        with self._transaction():
            keys = self._keys(ids)
            self._restore(keys)
            self._note(updated=time())
        return len(keys)

    def withdraw(self, ids: Iterable[str], at: datetime) -> int:
        """Note that publishers took articles back; return how many weren't withdrawn before.

        They are kept, and quoted with that note only. One that is seen again is withdrawn no more.

        Raises:
            ArchiveError: the archive can't be written to.
        """
        update = "UPDATE articles SET withdrawn = ? WHERE key = ? AND withdrawn IS NULL"
        with self._transaction():
            done = [
                self._connection.execute(update, (schema.seconds(at), key)).rowcount
                for key in self._keys(ids)
            ]
            if any(done):
                self._note(updated=time())
        return sum(done)

    def carry(self, carried: Iterable[Article]) -> None:
        """Note what others say of articles whose words are not theirs to change; of each feed or file the last.

        It stands beside the article until its publisher's own wording arrives.
        """
        with self._transaction():
            for article in carried:
                for key in self._keys([article.id]):
                    self._carry(key, article)

    def _carry(self, key: int, article: Article) -> None:
        self._note_origin(key, article)
        query = (
            "SELECT v.wording_hash, v.carrier FROM articles a"
            " JOIN versions v ON v.article = a.key AND v.number = a.version WHERE a.key = ?"
        )
        wording, carrier = self._connection.execute(query, (key,)).fetchone()
        by = article.carrier or article.origin or ""
        if carrier is None and wording == wording_hash(article.title, article.text):
            self._connection.execute("DELETE FROM carried WHERE article = ? AND carrier = ?", (key, by))
            return
        published = (schema.seconds(article.published), schema.offset(article.published))
        self._connection.execute(
            "INSERT OR REPLACE INTO carried (article, carrier, title, text, published, offset, seen)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (key, by, article.title, article.text, *published, time()),
        )

    def forget_origins(self, gone: Iterable[tuple[str, str]]) -> int:
        """Note that articles, given as (id, origin), are at these origins no more; return how many are removed.

        An article that was seen at other places too stays.

        Raises:
            ArchiveError: the archive can't be written to.
        """
        forget = "DELETE FROM origins WHERE origin = ? AND article = ?"
        left = "SELECT 1 FROM origins WHERE article = ?"
        with self._transaction():
            keys: dict[int, None] = {}
            for article_id, origin in gone:
                for key in self._keys([article_id]):
                    self._connection.execute(forget, (origin, key))
                    keys[key] = None
            return self._remove(
                [key for key in keys if not self._connection.execute(left, (key,)).fetchone()]
            )

    def record_failures(self, failed: Iterable[RecordedFailure]) -> None:
        """Note inputs that couldn't be taken in; a source's older note gives way.

        How often it failed in a row is counted here, and when to try again said by that: after a minute, then
        after twice as long each time, a day at most; not at all after `failures.MOST_TRIES`.
        """
        with self._transaction():
            failures.record(self._connection, failed)

    def clear_failures(
        self, places: Iterable[str], *, below: str | None = None, before: datetime | None = None
    ) -> None:
        """Forget what went wrong with some inputs, by name or place, and at places below a folder.

        With `before`, only what went wrong before that time.
        """
        with self._transaction():
            failures.clear(self._connection, places, below=below, before=before)

    def record_visits(self, visited: Iterable[Visit]) -> None:
        """Note what became of visits to addresses; what was known of them gives way."""
        with self._transaction():
            visits.store(self._connection, visited)

    def publish(self, *, force: bool = False) -> bool:
        """Make a new generation if enough has changed, if the last one is harmed, or by `force`.

        Returns whether it did. Readers search the archive as it is before and after.

        Raises:
            ArchiveError: it couldn't be made; the archive is as before.
        """
        with self._translated():
            generation.sweep(
                self._folder, generation.published(self._connection)
            )  # what a killed writer left
            if not (force or self._publish_due()):
                return False
            following = self._build("passages")
            with database.changing(self._connection):
                self._point_to(following)
            generation.sweep(self._folder, following)
        return True

    def reanalyse(
        self, analyser: Analyser, progress: Callable[[int, int], None] = lambda _done, _all: None
    ) -> None:
        """Analyse every passage anew, maybe with another embedding model, and publish.

        Until all are done, and for ever if it is interrupted, the archive stays as it was. `progress` is told
        how many passages are done, and of how many.

        Raises:
            ArchiveError: the archive can't be written to.
        """
        with self._translated():
            self._reanalyse(analyser, progress)
            following = self._build("reanalysed", analyser.dimensions)
            with database.changing(self._connection):
                self._connection.execute("DELETE FROM passages")
                self._connection.execute("INSERT INTO passages SELECT * FROM reanalysed")
                self._connection.execute("DELETE FROM reanalysed")
                self._note(embedding_model=analyser.embedding_model, dimensions=analyser.dimensions)
                self._point_to(following)
            generation.sweep(self._folder, following)
            database.compact(self._connection)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        with database.translated(self._folder / database.NAME):
            yield

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._translated(), database.changing(self._connection):
            yield

    def _note(self, **facts: object) -> None:
        for key, value in facts.items():
            schema.set_meta(self._connection, key, value)

    def _analyses(
        self, batch: Sequence[tuple[Article, Sequence[Cut]]], analyser: Analyser
    ) -> dict[Subject, Analysis]:
        """Return the analyses of the passages that are new in the batch, and of those they replace."""
        known: dict[Subject, Analysis] = {}
        wanted: dict[Subject, None] = {}  # a set that keeps its order
        latest: dict[str, bytes] = {}
        met: set[str] = set()
        for article, cuts in batch:
            wording = wording_hash(article.title, article.text)
            stored = stored_wording(self._connection, article.id)
            again = article.id in met
            met.add(article.id)
            if latest.get(article.id, stored) == wording or not (again or self._has_news(article)):
                continue
            latest[article.id] = wording
            known |= self._stored_analyses(article.id)
            wanted |= dict.fromkeys(Subject.of(article, cut.span) for cut in cuts)
        missing = [passage for passage in wanted if passage not in known]
        return known | dict(zip(missing, analyse(missing, analyser), strict=True))

    def _stored_analyses(self, article_id: str) -> dict[Subject, Analysis]:
        query = (
            f'SELECT {schema.ARTICLE}, p.start, p."end", p.terms, p.length, p.vector'
            f" FROM {schema.CURRENT} JOIN passages p ON p.version = v.key WHERE a.id = ?"
        )
        rows = self._connection.execute(query, (article_id,))
        return {Subject.of(schema.article(row[:-5]), Span(*row[-5:-3])): Analysis(*row[-3:]) for row in rows}

    def _put(self, article: Article, cuts: Sequence[Cut], analyses: Mapping[Subject, Analysis]) -> str:
        query = (
            f"SELECT a.key, v.key, a.version, v.wording_hash, v.offset, {_FACTS} FROM {schema.CURRENT}"
            " WHERE a.id = ?"
        )
        stored = self._connection.execute(query, (article.id,)).fetchone()
        if stored is None:
            insert = self._connection.execute(
                "INSERT INTO articles (id, version) VALUES (?, 1)", (article.id,)
            )
            key = int(insert.lastrowid or 0)
            self._add_version(key, 1, article, cuts, analyses)
            self._saw(key, article)
            return "added"
        key, version, number, wording, offset, *facts = stored
        article = _in_known_zone(article, facts[1], offset)
        self._restore([key])
        same = wording == wording_hash(article.title, article.text)
        kinds = () if same else self._changes(version, article, cuts)
        reread = self._is_reread(key, article)
        if same or not (kinds or reread) or not self._has_news(article):
            if (same or not kinds) and self._says_anew(key, article) and tuple(facts) != _facts(article):
                self._renew(key, version, tuple(facts), _facts(article))
            self._note_zone(version, article)
            self._saw(key, article)
            return "unchanged"
        correction = self._correction(version, article, kinds, reread=reread)
        self._drop_passages(version)
        self._deflate(version, article.text)
        self._connection.execute("UPDATE articles SET version = ? WHERE key = ?", (number + 1, key))
        self._add_version(key, number + 1, article, cuts, analyses, correction=correction)
        self._saw(key, article)
        wordings.keep_few(self._connection, key)
        return "updated"

    def _saw(self, key: int, article: Article) -> None:
        """Note where an article was seen, the digest of the record there, what it says there and goes by."""
        names.give(self._connection, key, article.names)
        if not article.carrier:
            self._connection.execute("DELETE FROM carried WHERE article = ?", (key,))
        self._note_origin(key, article)

    def _note_origin(self, key: int, article: Article) -> None:
        if article.origin:
            self._connection.execute(
                "INSERT INTO origins (origin, article, digest, said) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
                " SET digest = excluded.digest, said = excluded.said"
                " WHERE digest IS NOT excluded.digest OR said IS NOT excluded.said",
                (article.origin, key, article.digest, said(article)),
            )

    def _has_news(self, article: Article) -> bool:
        """Tell whether another wording than the stored one may be a new one.

        It isn't where a place repeats what it said last, while others have said something since; nor where a feed
        announces in its words what is stored as another feed announced it, but where these were its own words too.
        """
        query = (
            f"SELECT v.teaser, v.origin, v.carrier, v.wording_hash, o.said FROM {schema.CURRENT}"
            " LEFT JOIN origins o ON o.article = a.key AND o.origin = ? WHERE a.id = ?"
        )
        stored = self._connection.execute(query, (article.origin, article.id)).fetchone()
        if stored is None or article.origin in {None, STDIN}:
            return True
        teaser, origin, carrier, wording, last = stored
        words = last and last[:RECORD]
        if carrier and not article.carrier:  # who it is about counts, whenever it was said
            return True
        if words == said(article)[:RECORD]:
            return False
        others = origin != article.origin and (article.origin or "").startswith(WEB)
        return not (teaser and article.teaser and others) or words == wording

    def _says_anew(self, key: int, article: Article) -> bool:
        """Tell whether a place says anything, wording or facts, that it didn't say last."""
        last = self._connection.execute(
            "SELECT 1 FROM origins WHERE origin = ? AND article = ? AND said = ?",
            (article.origin, key, said(article)),
        ).fetchone()
        return last is None or article.origin == STDIN

    def _changes(self, version: int, article: Article, cuts: Sequence[Cut]) -> tuple[str, ...]:
        """Return the kinds of change from a version to another wording; none where no sentence changed."""
        from index.changes import Wording, between

        title, language, text = self._connection.execute(
            "SELECT title, language, text FROM versions WHERE key = ?", (version,)
        ).fetchone()
        rows = self._connection.execute(
            "SELECT sentences FROM passages WHERE version = ? ORDER BY start", (version,)
        )
        stored = [span for (packed,) in rows for span in schema.unpack_spans(packed)]
        come = [span for cut in cuts for span in cut.sentences]
        return between(
            Wording.of(title, language, text, stored),
            Wording.of(article.title, article.language, article.text, come),
        )

    def _is_reread(self, key: int, article: Article) -> bool:
        """Tell whether the record is as it was, and only another Khabar reads it otherwise."""
        stored = self._connection.execute(
            "SELECT digest FROM origins WHERE origin = ? AND article = ?", (article.origin, key)
        ).fetchone()
        return bool(article.digest and stored and stored[0] and same_record(stored[0], article.digest))

    def _correction(
        self, version: int, article: Article, kinds: tuple[str, ...], *, reread: bool
    ) -> _Correction:
        """Return what a new wording corrects in the current one.

        The full article doesn't correct its teaser, and one that only another Khabar reads otherwise isn't
        corrected at all. The publisher's own date is believed if it is new.
        """
        modified, teaser, corrected, change, own = self._connection.execute(
            "SELECT modified, teaser, corrected, change, carrier IS NULL FROM versions WHERE key = ?",
            (version,),
        ).fetchone()
        if teaser and not article.teaser:
            return _Correction()
        if not own and not article.carrier:  # nor does its publisher correct what others carried
            return _Correction()
        if reread:
            return _Correction(corrected, schema.kinds(change))
        when = schema.seconds(article.modified)
        return _Correction(when if when is not None and when != modified else int(time()), kinds)

    def _deflate(self, version: int, following: str) -> None:
        """Store the text of a version that is replaced in less space."""
        (text,) = self._connection.execute("SELECT text FROM versions WHERE key = ?", (version,)).fetchone()
        update = "UPDATE versions SET text = ? WHERE key = ?"
        self._connection.execute(update, (schema.deflated(text, following), version))

    def _add_version(
        self,
        key: int,
        number: int,
        article: Article,
        cuts: Sequence[Cut],
        analyses: Mapping[Subject, Analysis],
        *,
        correction: _Correction | None = None,
    ) -> None:
        wording = wording_hash(article.title, article.text)
        at, kinds = correction or _Correction()
        facts = (at, schema.change(kinds), schema.offset(article.published), *_facts(article))
        version = self._connection.execute(
            "INSERT INTO versions (article, number, title, text, language, wording_hash, seen, corrected,"
            " change, offset, source, published, url, author, origin, modified, teaser, carrier)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (key, number, article.title, article.text, article.language, wording, time(), *facts),
        ).lastrowid
        self._worded[key] = article.text
        self._connection.executemany(
            f"INSERT INTO passages ({schema.PASSAGE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_passage_row(version, article, cut, analyses[Subject.of(article, cut.span)]) for cut in cuts],
        )

    def _renew(self, key: int, version: int, old: tuple[object, ...], new: tuple[object, ...]) -> None:
        """Store what else is said of an unchanged wording; passages get new ids if a search must see it."""
        if old[:2] != new[:2] or old[3] != new[3]:  # these say whose copy it is
            self._renewed[key] = None
        update = (
            "UPDATE versions SET offset = CASE WHEN published IS ? THEN offset END, source = ?, published = ?,"
            " url = ?, author = ?, origin = ?, modified = ?, teaser = ?, carrier = ? WHERE key = ?"
        )
        self._connection.execute(update, (new[1], *new, version))
        if old[:2] != new[:2]:
            copy = (
                f'INSERT INTO passages ({schema.PASSAGE_COLUMNS}) SELECT version, start, "end", sentences,'
                " language, ?, ?, length, terms, vector FROM passages WHERE version = ? ORDER BY id"
            )
            last = self._connection.execute(
                "SELECT max(id) FROM passages WHERE version = ?", (version,)
            ).fetchone()[0]
            self._connection.execute(copy, (new[1], new[0], version))
            self._drop_passages(version, last=last)

    def _note_zone(self, version: int, article: Article) -> None:
        """Note the zone of a version's time where none is known."""
        if (offset := schema.offset(article.published)) is not None:
            self._connection.execute(
                "UPDATE versions SET offset = ? WHERE key = ? AND published = ? AND offset IS NULL",
                (offset, version, schema.seconds(article.published)),
            )

    def _place(self) -> None:
        """Put what the transaction changed into its families of copies."""
        copies.place(
            self._connection, self._worded, [key for key in self._renewed if key not in self._worded]
        )

    def _keys(self, ids: Iterable[str]) -> list[int]:
        """Return the keys of those articles that the archive has."""
        query = "SELECT key FROM articles WHERE id = ?"
        rows = (self._connection.execute(query, (article_id,)).fetchone() for article_id in ids)
        return list(dict.fromkeys(row[0] for row in rows if row))

    def _restore(self, keys: Iterable[int]) -> None:
        """Withdraw articles no more."""
        back = "UPDATE articles SET withdrawn = NULL WHERE key = ? AND withdrawn IS NOT NULL"
        self._connection.executemany(back, [(key,) for key in keys])

    def _remove(self, keys: Sequence[int]) -> int:
        copies.take_out(self._connection, keys)
        for key in keys:
            (version,) = self._connection.execute(
                f"SELECT v.key FROM {schema.CURRENT} WHERE a.key = ?", (key,)
            ).fetchone()
            self._drop_passages(version)
            self._forget_what_went_wrong(key)
            self._connection.execute("DELETE FROM articles WHERE key = ?", (key,))
        if keys:
            self._note(updated=time())
        return len(keys)

    def _forget_what_went_wrong(self, key: int) -> None:
        """Delete what is noted of visits to an article's page that failed: it may quote the page."""
        query = (
            "SELECT origin FROM origins WHERE article = ? UNION SELECT url FROM versions WHERE article = ?"
        )
        places = [row[0] for row in self._connection.execute(query, (key, key)) if row[0]]
        failures.clear(self._connection, places)
        forget = "UPDATE visits SET last_error = NULL WHERE url = ? AND kind = 'page'"
        self._connection.executemany(forget, [(place,) for place in places])

    def _drop_passages(self, version: int, *, last: int = sys.maxsize) -> None:
        """Delete a version's passages with ids up to `last`; note those that the generation holds."""
        published = generation.published(self._connection)
        held = min(last, published.last if published else 0)
        note = "INSERT INTO removed_passages SELECT id FROM passages WHERE version = ? AND id <= ?"
        self._connection.execute(note, (version, held))
        gone = self._connection.execute("DELETE FROM passages WHERE version = ? AND id <= ?", (version, last))
        schema.loosen(self._connection, gone.rowcount)

    def _publish_due(self) -> bool:
        published = generation.published(self._connection)
        if published is None:
            return self._count("passages") >= FIRST_GENERATION
        if schema.meta(self._connection, "erase") or generation.problems(self._folder, published):
            return True
        changed = self._count("removed_passages") + self._count(f"passages WHERE id > {published.last}")
        return changed > max(NEXT_GENERATION, NEXT_SHARE * published.passages)

    def _build(self, table: str, dimensions: int | None = None) -> Generation:
        from index.snapshot import shard_rows

        languages = [row[0] for row in self._connection.execute(f"SELECT DISTINCT language FROM {table}")]
        return generation.build(
            self._folder,
            generation.published(self._connection),
            dimensions or schema.model(self._connection)[1] or 0,
            {language: shard_rows(self._connection, table, language) for language in languages},
            last=self._connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0],
        )

    def _point_to(self, following: Generation) -> None:
        self._note(generation=following.to_json(), erase=None)
        self._connection.execute("DELETE FROM removed_passages")

    def _reanalyse(self, analyser: Analyser, progress: Callable[[int, int], None]) -> None:
        """Fill the table `reanalysed` with every passage under a new id."""
        self._connection.execute("DELETE FROM reanalysed")  # what an interrupted run left
        above = self._connection.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence").fetchone()[0]
        total, done, last = self._count("passages"), 0, 0
        progress(done, total)
        while rows := self._connection.execute(_TO_REANALYSE, (last, AT_ONCE)).fetchall():
            subjects = [Subject.of(schema.article(row[8:]), Span(*row[2:4])) for row in rows]
            with database.changing(self._connection):
                self._connection.executemany(
                    f"INSERT INTO reanalysed (id, {schema.PASSAGE_COLUMNS})"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [
                        (above + row[0], *row[1:8], *_stored(made))
                        for row, made in zip(rows, analyse(subjects, analyser), strict=True)
                    ],
                )
            last, done = rows[-1][0], done + len(rows)
            progress(done, total)

    def _count(self, rows: str) -> int:
        return int(self._connection.execute(f"SELECT count(*) FROM {rows}").fetchone()[0])


def same_record(one: bytes, other: bytes) -> bool:
    """Say whether two digests (`Article.digest`) are of the same record, though maybe read by different Khabars."""
    return one[:RECORD] == other[:RECORD]


def said(article: Article) -> bytes:
    """Return a digest of what an article says where it was read: `RECORD` bytes of its wording, then of its facts."""
    facts = blake2b(repr(_facts(article)).encode("utf-8", "surrogatepass"), digest_size=RECORD)
    return wording_hash(article.title, article.text) + facts.digest()


def stored_wording(connection: sqlite3.Connection, article_id: str) -> bytes | None:
    """Return the `wording_hash` of an article's current wording, None for an article the archive lacks."""
    query = f"SELECT v.wording_hash FROM {schema.CURRENT} WHERE a.id = ?"
    row = connection.execute(query, (article_id,)).fetchone()
    return row[0] if row else None


def require_model(
    connection: sqlite3.Connection, embedding_model: str, dimensions: int | None = None
) -> None:
    """Make sure that a model's vectors can be compared with the archive's; by its name alone where it isn't loaded.

    Raises:
        ModelMismatchError: the archive was written with another model.
    """
    name, size = schema.model(connection)
    if name is not None and (name, size) != (embedding_model, dimensions or size):
        other = f" ({dimensions} dimensions)" if dimensions else ""
        raise ModelMismatchError(
            f"the archive was written with the embedding model {name} ({size} dimensions), not "
            f"{embedding_model}{other}: run `khabar reindex` to change over{_or_set(name)}"
        )


def _or_set(model: str) -> str:
    """Return the advice to set the archive's own model; an earlier version's bundled one can't be had any more."""
    from index.embedding import BUNDLED, BUNDLED_NAME

    setting = BUNDLED if model == BUNDLED_NAME else model
    return "" if setting.startswith(f"{BUNDLED}-") else f", or set KHABAR_EMBEDDING_MODEL={setting}"


def _facts(article: Article) -> tuple[object, ...]:
    published, modified = schema.seconds(article.published), schema.seconds(article.modified)
    more = (article.author, article.origin, modified, article.teaser, article.carrier)
    return (article.source, published, article.url, *more)


def _in_known_zone(article: Article, published: int | None, offset: int | None) -> Article:
    """Return an article whose time is in the stored one's zone, where it tells the same time without one."""
    if schema.offset(article.published) is not None or schema.seconds(article.published) != published:
        return article
    return replace(article, published=schema.moment_or_none(published, offset))


def _passage_row(version: int | None, article: Article, cut: Cut, analysis: Analysis) -> tuple[object, ...]:
    start, end = cut.span
    if not 0 <= start < end <= len(article.text):
        raise ValueError(
            f"the passage {start}–{end} lies outside the {len(article.text)} characters of {article.id}"
        )
    source, published, *_ = _facts(article)
    spans = schema.pack_spans(cut.sentences)
    return (version, start, end, spans, article.language, published, source, *_stored(analysis))


def _stored(analysis: Analysis) -> tuple[int, bytes, bytes]:
    return (analysis.length, analysis.terms, analysis.vector)
