"""The conversations of the page: `web.db`, beside the archive and apart from it.

A conversation's address is all that is needed to read it, so nobody can guess one. No word of an article is kept as
a quote: an answer is read from the archive again each time (`bot/answering/stored.py`).
"""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from secrets import token_urlsafe
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.answering.stored import articles, filters_kept, filters_recalled, keep, quoted, without
from bot.asking.conversation import Turn
from index import database
from index.errors import ArchiveDamagedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import Self

    from bot.answering.types import Answer
    from index.archive import Archive

NAME = "web.db"
VERSION = 1
BUSY_SECONDS = 10.0
KEPT = 30 * 86_400.0  # seconds from a question until it is forgotten, as in the chats
KEY_BYTES = 16  # of what names a conversation: 128 random bits
TURNS = 6  # that a follow-up may look back on, as in the chats

TABLES = """
CREATE TABLE turns (  -- `at`: seconds since 1970; `options`: as they were typed; `body`: the answer as it is kept
    conversation TEXT NOT NULL, number INTEGER NOT NULL, at REAL NOT NULL, question TEXT NOT NULL,
    options TEXT NOT NULL, body TEXT NOT NULL, good INTEGER, standalone TEXT NOT NULL, filters TEXT NOT NULL,
    answered TEXT NOT NULL, PRIMARY KEY (conversation, number));
CREATE INDEX turns_at ON turns (at);
CREATE TABLE uses (  -- the articles that an answer is made from
    article TEXT NOT NULL, conversation TEXT NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (article, conversation, number),
    FOREIGN KEY (conversation, number) REFERENCES turns ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX uses_turn ON uses (conversation, number, article);
"""
FORGET = "DELETE FROM turns WHERE at < ?"


class Kept(NamedTuple):
    """A question and its answer, as they are kept.

    Attributes:
        number: its place in the conversation, from 1.
        question: as asked.
        options: as they were typed, by their names.
        body: what `bot.answering.stored` makes of an answer.
        good: what was thought of it; None: nothing was said.
        turn: what a follow-up looks back on; None after small talk.
    """

    number: int
    question: str
    options: dict[str, str]
    body: dict[str, Any]
    good: bool | None
    turn: Turn | None


@dataclass(slots=True)
class Conversations:
    """The store of the page's conversations; threads may share it, processes too."""

    path: Path
    _connection: sqlite3.Connection
    _lock: RLock = field(default_factory=RLock)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return the store in the archive's folder; an empty one is made where there is none.

        Raises:
            ArchiveError: it can't be opened or written to, or is damaged.
        """
        path = folder / NAME
        with _translated(path):
            database.keep_private(path)
            connection = sqlite3.connect(path, BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            try:
                _set_up(path, connection)
            except BaseException:
                connection.close()
                raise
        return cls(path, connection)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(
        self,
        conversation: str | None,
        answer: Answer,
        options: Mapping[str, str],
        now: float | None = None,
    ) -> tuple[str, int]:
        """Keep an answer and forget what is old; return the name of its conversation and its place in it.

        Args:
            conversation: that it goes on with; None: a new one.
            answer: to a question of it.
            options: as they were typed.
            now: seconds since 1970; as the clock has it if not given.

        Raises:
            ArchiveError: the store can't be written to.
        """
        moment = time.time() if now is None else now
        name, body, turn = conversation or new_name(), keep(answer), answer.turn
        with self._writing() as run:
            run(FORGET, (moment - KEPT,))
            last = run("SELECT coalesce(max(number), 0) FROM turns WHERE conversation = ?", (name,))
            number = int(last.fetchone()[0]) + 1
            told = (_json(dict(options)), _json(body), turn.standalone, _json(filters_kept(turn.filters)))
            run(
                "INSERT INTO turns VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?, ?)",
                (name, number, moment, _clean(answer.question), *map(_clean, told), _clean(turn.answered)),
            )
            for article in articles(body):
                run("INSERT OR IGNORE INTO uses VALUES (?, ?, ?)", (article, name, number))
        return name, number

    def turns(self, conversation: str, now: float | None = None) -> list[Kept]:
        """Return what was asked in a conversation, oldest first; none where there is no such conversation.

        Raises:
            ArchiveError: the store can't be read.
        """
        moment = time.time() if now is None else now
        query = (
            "SELECT number, question, options, body, good, standalone, filters, answered FROM turns"
            " WHERE conversation = ? AND at >= ? ORDER BY number"
        )
        with self._reading() as run:
            rows = run(query, (conversation, moment - KEPT)).fetchall()
        return [_kept(*row) for row in rows]

    def rate(self, conversation: str, number: int, *, good: bool) -> bool:
        """Keep what somebody thought of an answer; return whether there is such an answer.

        Raises:
            ArchiveError: the store can't be written to.
        """
        with self._writing() as run:
            query = "UPDATE turns SET good = ? WHERE conversation = ? AND number = ?"
            return bool(run(query, (good, conversation, number)).rowcount)

    def tidy(self, archive: Archive, now: float | None = None) -> None:
        """Erase what is old, and what was made from articles that the archive has no more.

        Raises:
            ArchiveError: the archive or the store can't be used.
        """
        moment = time.time() if now is None else now
        with self._writing() as run:
            run(FORGET, (moment - KEPT,))
        self.erase_removed(archive)

    def erase_removed(self, archive: Archive, conversation: str | None = None) -> None:
        """Erase what was made from articles that the archive has no more, but for the questions.

        Args:
            archive: that has them, or not.
            conversation: where to look; None: everywhere.

        Raises:
            ArchiveError: the archive or the store can't be used.
        """
        where, which = ("WHERE conversation = ?", (conversation,)) if conversation else ("", ())
        with self._reading() as run:
            used = [row[0] for row in run(f"SELECT DISTINCT article FROM uses {where}", which)]
        if not (gone := archive.missing(used)):
            return
        query = (
            "SELECT DISTINCT conversation, number FROM uses WHERE article IN (SELECT value FROM json_each(?))"
        )
        with self._writing() as run:
            for name, number in run(query, (_json(sorted(gone)),)).fetchall():
                # A follow-up was made whole from what was answered before it.
                later = "SELECT number, body FROM turns WHERE conversation = ? AND number >= ?"
                for each, body in run(later, (name, number)).fetchall():
                    left = _json(without(json.loads(body), gone))
                    change = "UPDATE turns SET body = ?, standalone = question, answered = '' WHERE conversation = ?"
                    run(f"{change} AND number = ?", (left, name, each))
            run("DELETE FROM uses WHERE article IN (SELECT value FROM json_each(?))", (_json(sorted(gone)),))
        with self._reading() as run:
            run("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _reading(self) -> Iterator[Callable[..., sqlite3.Cursor]]:
        with self._lock, _translated(self.path):
            yield self._connection.execute

    @contextmanager
    def _writing(self) -> Iterator[Callable[..., sqlite3.Cursor]]:
        with self._reading() as run, database.transaction(self._connection):
            yield run


def erase_removed_beside(archive: Archive) -> None:
    """Erase what was made from removed articles in the store beside an archive, if there is one.

    Raises:
        ArchiveError: the archive or the store can't be used.
    """
    if (archive.folder / NAME).exists():
        with Conversations.open(archive.folder) as conversations:
            conversations.erase_removed(archive)


def new_name() -> str:
    """Return what a new conversation is called: nobody can guess it."""
    return token_urlsafe(KEY_BYTES)


def follow_ups(turns: list[Kept]) -> list[Turn]:
    """Return the turns that a follow-up may look back on."""
    return [one.turn for one in turns if one.turn][-TURNS:]


def _kept(  # noqa: PLR0917 - a row, column by column
    number: int,
    question: str,
    options: str,
    body: str,
    good: int | None,
    standalone: str,
    filters: str,
    answered: str,
) -> Kept:
    document = json.loads(body)
    turn = Turn(question, standalone, filters_recalled(json.loads(filters)), answered, quoted(document))
    return Kept(
        number,
        question,
        json.loads(options),
        document,
        None if good is None else bool(good),
        None if document["form"] == "chat" else turn,
    )


def _set_up(path: Path, connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    with database.transaction(connection):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise database.newer(path, version, VERSION)
        if not version:
            for statement in TABLES.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into sentences about the conversations."""
    try:
        with database.translated(path):
            yield
    except ArchiveDamagedError as error:
        raise ArchiveDamagedError(
            f"{path} is damaged ({error.__cause__}): move it away; no article is in it, only conversations on the page"
        ) from error


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _clean(text: str) -> str:
    """Return a text without lone surrogates, which SQLite doesn't take."""
    return text.encode("utf-8", "replace").decode()
