"""What is known of the people who ask: `chats.db`, beside the archive and apart from it.

An update is kept here before it is handled and a message before it is sent, so that a process that dies at any
moment loses neither. It is a database of its own: an ingest that holds the archive's lock delays no chat, and what
is forgotten here is gone from every file.
"""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from threading import RLock
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from bot.asking.conversation import Turn
from index import database
from index.errors import ArchiveDamagedError, ArchiveError
from index.types import Filters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import Self

NAME = "chats.db"
VERSION = 1
BUSY_SECONDS = 10.0

MINUTE, DAY = 60.0, 86_400.0
KEPT = 30 * DAY  # updates, messages that can't be delivered, the words of questions
TALKING = DAY  # a follow-up to what was asked before that is none
TURNS = 6  # that a follow-up may look back on

# People and chats are Telegram's numbers; times are seconds since 1970 (UTC).
TABLES = """
CREATE TABLE inbox (  -- what came in, until it is handled; then its number alone, by which a repetition is known
    number INTEGER PRIMARY KEY, received REAL NOT NULL, lane INTEGER, person INTEGER, body TEXT);
CREATE INDEX inbox_waiting ON inbox (number) WHERE body IS NOT NULL;
CREATE INDEX inbox_person ON inbox (person) WHERE person IS NOT NULL;
CREATE TABLE outbox (  -- what is to go out, until it has
    id INTEGER PRIMARY KEY AUTOINCREMENT, created REAL NOT NULL, chat INTEGER NOT NULL, person INTEGER NOT NULL,
    body TEXT NOT NULL);
CREATE INDEX outbox_chat ON outbox (chat);
CREATE TABLE answers (  -- what the buttons of an answer show: spans of versions, no words of an article
    key TEXT PRIMARY KEY, at REAL NOT NULL, chat INTEGER NOT NULL, person INTEGER NOT NULL, message INTEGER,
    question TEXT, body TEXT NOT NULL);
CREATE INDEX answers_person ON answers (person);
CREATE INDEX answers_asked ON answers (chat, message);
CREATE TABLE turns (
    id INTEGER PRIMARY KEY, at REAL NOT NULL, chat INTEGER NOT NULL, person INTEGER NOT NULL,
    question TEXT NOT NULL, standalone TEXT NOT NULL, filters TEXT NOT NULL, answered TEXT NOT NULL);
CREATE INDEX turns_person ON turns (person, chat, at);
CREATE TABLE settings (person INTEGER PRIMARY KEY, language TEXT, short INTEGER NOT NULL, days INTEGER);
CREATE TABLE feedback (
    answer TEXT NOT NULL, person INTEGER NOT NULL, at REAL NOT NULL, good INTEGER NOT NULL,
    question TEXT NOT NULL, body TEXT NOT NULL, hits TEXT NOT NULL, PRIMARY KEY (answer, person));
CREATE INDEX feedback_person ON feedback (person);
CREATE TABLE watches (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, chat INTEGER NOT NULL, person INTEGER NOT NULL,
    question TEXT NOT NULL, language TEXT NOT NULL, checked REAL NOT NULL, UNIQUE (person, chat, question));
CREATE TABLE usage (at REAL NOT NULL, person INTEGER NOT NULL, kind TEXT NOT NULL);
CREATE INDEX usage_at ON usage (at);
CREATE INDEX usage_person ON usage (person, at);
"""
OF_A_PERSON = ("outbox", "answers", "turns", "settings", "feedback", "watches", "usage")
OF_A_CHAT = ("outbox", "answers", "turns", "watches")


class ChatsError(ArchiveError):
    """`chats.db` can't be used now; nothing in it was lost."""


class ChatsDamagedError(ChatsError):
    """`chats.db` can't be read any more."""


class Update(NamedTuple):
    """Something that came in.

    Attributes:
        number: the `update_id`; a second one of the same number is a repetition.
        lane: what it is handled in the order of: its chat.
        person: who sent it.
        body: as Telegram sent it.
    """

    number: int
    lane: int
    person: int
    body: dict[str, Any]


class Outgoing(NamedTuple):
    """A message on its way: its place in the order, and the chat it goes to."""

    id: int
    chat: int


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer kept for its buttons.

    Attributes:
        key: names it in a button's data.
        chat: where it is shown; who is not there may not open it.
        person: who asked.
        message: the number of the message that asked, within the chat.
        question: as asked; None once it is older than `KEPT`.
        body: what `bot.telegram.stored_answer` makes of an answer.
    """

    key: str
    chat: int
    person: int
    message: int | None
    question: str | None
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person has set.

    Attributes:
        language: of the replies, ISO 639-1; None: that of each question.
        short: one sentence an answer.
        days: answer from what was published in the last so many days; None: from everything.
    """

    language: str | None = None
    short: bool = False
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """A question whose answer a person wants to hear of when new articles change it.

    Attributes:
        checked: articles that the archive took in later than this are new to it (seconds since 1970).
    """

    id: int
    chat: int
    person: int
    question: str
    language: str
    checked: float


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person thought of an answer; `body` as in `KeptAnswer`, `hits` best first."""

    answer: str
    person: int
    good: bool
    question: str
    body: dict[str, Any]
    hits: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Done:
    """What handling an update has brought about; all of it is kept in one transaction, or none of it.

    Attributes:
        messages: (chat, body), in the order they go out.
        answer: the answer shown in them.
        turn: the question answered, for what may follow it.
        usage: "asked" counts against the limits, "over" notes that a person was told they are used up.
    """

    messages: tuple[tuple[int, dict[str, Any]], ...] = ()
    answer: KeptAnswer | None = None
    turn: Turn | None = None
    usage: Literal["asked", "over"] | None = None


class Asked(NamedTuple):
    """How many questions were asked lately: by a person and by everyone, in the last minute and day."""

    person_minute: int
    person_day: int
    all_minute: int
    all_day: int
    told: bool  # the person was told in the last minute that there were too many


@dataclass(slots=True)
class Chats:
    """The store of the chats; threads may share it, processes too."""

    path: Path
    _connection: sqlite3.Connection
    _lock: RLock = field(default_factory=RLock)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return the store in the archive's folder; an empty one is made where there is none.

        Raises:
            ChatsDamagedError: it is no database, or a broken one.
            ChatsError: it can't be opened or written to.
        """
        path = folder / NAME
        with _translated(path):
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
            self._settle()
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- in and out

    def receive(self, updates: Sequence[Update], now: float | None = None) -> list[Update]:
        """Keep updates and return those that are new, in their order; when it returns, they are on the disk."""
        insert = "INSERT OR IGNORE INTO inbox VALUES (?, ?, ?, ?, ?)"
        moment = _now(now)
        with self._writing() as run:
            return [
                one
                for one in updates
                if run(insert, (one.number, moment, one.lane, one.person, _json(one.body))).rowcount
            ]

    def waiting(self) -> list[tuple[int, int]]:
        """Return (number, lane) of each update that is not yet handled, in the order of their numbers."""
        query = "SELECT number, lane FROM inbox WHERE body IS NOT NULL ORDER BY number"
        with self._reading() as run:
            return [(number, lane) for number, lane in run(query)]

    def update(self, number: int) -> Update | None:
        """Return an update that is to be handled; None when it has been, or is forgotten."""
        query = "SELECT number, lane, person, body FROM inbox WHERE number = ? AND body IS NOT NULL"
        with self._reading() as run:
            row = run(query, (number,)).fetchone()
        return Update(row[0], row[1], row[2], json.loads(row[3])) if row else None

    def finish(self, update: Update, done: Done, now: float | None = None) -> list[Outgoing]:
        """Note that an update is handled, with all that came of it; return the messages to send.

        Nothing is kept of an update that was handled before, or whose person has asked to be forgotten meanwhile.
        """
        moment = _now(now)
        with self._writing() as run:
            if not run(f"{_HANDLED} WHERE number = ? AND body IS NOT NULL", (update.number,)).rowcount:
                return []
            self._keep(done, update.lane, update.person, moment)
            return [self._post(chat, update.person, body, moment) for chat, body in done.messages]

    def unsent(self) -> list[Outgoing]:
        """Return the messages that are to go out, in their order."""
        with self._reading() as run:
            return [Outgoing(*row) for row in run("SELECT id, chat FROM outbox ORDER BY id")]

    def outgoing(self, id_: int) -> tuple[int, dict[str, Any]] | None:
        """Return the chat and the body of a message; None once it is sent, or forgotten."""
        with self._reading() as run:
            row = run("SELECT chat, body FROM outbox WHERE id = ?", (id_,)).fetchone()
        return (row[0], json.loads(row[1])) if row else None

    def sent(self, id_: int) -> None:
        """Note that a message has arrived, or never can."""
        with self._writing() as run:
            run("DELETE FROM outbox WHERE id = ?", (id_,))

    def leave(self, chat: int) -> None:
        """Send nothing more to a chat that the bot can't write to, and watch nothing for it."""
        with self._writing() as run:
            run("DELETE FROM outbox WHERE chat = ?", (chat,))
            run("DELETE FROM watches WHERE chat = ?", (chat,))

    def move(self, chat: int, new: int) -> None:
        """Follow a group that has become a supergroup, under a new number."""
        with self._writing() as run:
            for table in OF_A_CHAT:
                run(f"UPDATE OR IGNORE {table} SET chat = ? WHERE chat = ?", (new, chat))
            run("UPDATE inbox SET lane = ? WHERE lane = ?", (new, chat))

    # ---- answers and conversations

    def answer(self, key: str) -> KeptAnswer | None:
        """Return a kept answer."""
        return self._answer("key = ?", key)

    def answer_to(self, chat: int, message: int) -> KeptAnswer | None:
        """Return the answer to a message, the last one if it was changed."""
        return self._answer("chat = ? AND message = ? ORDER BY at DESC LIMIT 1", chat, message)

    def turns(self, chat: int, person: int, now: float | None = None) -> list[Turn]:
        """Return what a person has asked in a chat lately, oldest first."""
        query = (
            "SELECT question, standalone, filters, answered FROM turns"
            " WHERE person = ? AND chat = ? AND at > ? ORDER BY id DESC LIMIT ?"
        )
        with self._reading() as run:
            rows = run(query, (person, chat, _now(now) - TALKING, TURNS)).fetchall()
        return [Turn(row[0], row[1], _filters(row[2]), row[3]) for row in reversed(rows)]

    def start_afresh(self, chat: int, person: int) -> None:
        """Forget what a person has asked in a chat."""
        with self._writing() as run:
            run("DELETE FROM turns WHERE person = ? AND chat = ?", (person, chat))

    # ---- people

    def preferences(self, person: int) -> Preferences:
        """Return what a person has set, or the defaults."""
        with self._reading() as run:
            row = run("SELECT language, short, days FROM settings WHERE person = ?", (person,)).fetchone()
        return Preferences(row[0], bool(row[1]), row[2]) if row else Preferences()

    def prefer(self, person: int, preferences: Preferences, *, update: int | None = None) -> None:
        """Keep what a person has set by an update, unless they have asked to be forgotten meanwhile."""
        row = (person, preferences.language, preferences.short, preferences.days)
        with self._writing_for(update) as run:
            run("INSERT OR REPLACE INTO settings VALUES (?, ?, ?, ?)", row)

    def rate(self, feedback: Feedback, now: float | None = None, *, update: int | None = None) -> None:
        """Keep what a person says of an answer by an update, unless they have asked to be forgotten meanwhile.

        They may change their mind.
        """
        row = (
            feedback.answer,
            feedback.person,
            _now(now),
            feedback.good,
            feedback.question,
            _json(feedback.body),
            _json(feedback.hits),
        )
        with self._writing_for(update) as run:
            run("INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def feedback(self) -> list[Feedback]:
        """Return what people thought of answers, oldest first."""
        query = "SELECT answer, person, good, question, body, hits FROM feedback ORDER BY at"
        with self._reading() as run:
            return [
                Feedback(row[0], row[1], bool(row[2]), row[3], json.loads(row[4]), json.loads(row[5]))
                for row in run(query)
            ]

    def asked(self, person: int, now: float | None = None) -> Asked:
        """Return how many questions were asked in the last minute and day."""
        query = (
            "SELECT coalesce(sum(person = :person AND at > :minute), 0), coalesce(sum(person = :person), 0),"
            " coalesce(sum(at > :minute), 0), count(*) FROM usage WHERE kind = 'asked' AND at > :day"
        )
        told = "SELECT 1 FROM usage WHERE kind = 'over' AND person = :person AND at > :minute"
        moment = _now(now)
        values = {"person": person, "minute": moment - MINUTE, "day": moment - DAY}
        with self._reading() as run:
            counts = run(query, values).fetchone()
            return Asked._make([*counts, run(told, values).fetchone() is not None])

    # ---- watches

    def watch(self, watch: Watch, now: float | None = None, *, update: int | None = None) -> None:
        """Watch a question as an update asks, unless its person has asked to be forgotten meanwhile.

        `watch.id` is not looked at, and the same question is watched once.
        """
        row = (_now(now), watch.chat, watch.person, watch.question, watch.language, watch.checked)
        with self._writing_for(update) as run:
            insert = (
                "INSERT OR IGNORE INTO watches (at, chat, person, question, language, checked)"
                " VALUES (?, ?, ?, ?, ?, ?)"
            )
            run(insert, row)

    def watches(self, chat: int | None = None, person: int | None = None) -> list[Watch]:
        """Return what is watched: by a person in a chat, or all of it."""
        query = (
            "SELECT id, chat, person, question, language, checked FROM watches"
            " WHERE (:chat IS NULL OR chat = :chat) AND (:person IS NULL OR person = :person) ORDER BY id"
        )
        with self._reading() as run:
            return [Watch(*row) for row in run(query, {"chat": chat, "person": person})]

    def unwatch(self, id_: int) -> None:
        """Watch a question no longer."""
        with self._writing() as run:
            run("DELETE FROM watches WHERE id = ?", (id_,))

    def report(self, watch: Watch, checked: float, done: Done, now: float | None = None) -> list[Outgoing]:
        """Note how far a watch has seen the archive, with what is to be told; return the messages to send.

        Nothing is kept of a watch that has been ended meanwhile.
        """
        moment = _now(now)
        with self._writing() as run:
            if not run("UPDATE watches SET checked = ? WHERE id = ?", (checked, watch.id)).rowcount:
                return []
            self._keep(done, watch.chat, watch.person, moment)
            return [self._post(chat, watch.person, body, moment) for chat, body in done.messages]

    # ---- what must not stay

    def forget(self, person: int, asking: int | None = None) -> None:
        """Erase all that is known of a person: from every table, and from the disk.

        What of theirs is being handled comes to nothing (see `finish`), except the update `asking` for this.
        """
        with self._writing() as run:
            run(f"{_HANDLED} WHERE (person = ? OR lane = ?) AND number IS NOT ?", (person, person, asking))
            for table in OF_A_PERSON:
                run(f"DELETE FROM {table} WHERE person = ?", (person,))
            for table in OF_A_CHAT:  # their private chat with the bot has their number
                run(f"DELETE FROM {table} WHERE chat = ?", (person,))
        with self._lock:
            self._settle()

    def tidy(self, now: float | None = None) -> None:
        """Erase what has served its time; buttons keep working."""
        moment = _now(now)
        with self._writing() as run:
            run("DELETE FROM inbox WHERE received < ?", (moment - KEPT,))
            run("DELETE FROM outbox WHERE created < ?", (moment - KEPT,))
            run(
                "UPDATE answers SET question = NULL, body = json_set(body, '$.standalone', '', '$.notes', json('[]'))"
                " WHERE at < ? AND question IS NOT NULL",
                (moment - KEPT,),
            )
            run("DELETE FROM turns WHERE at < ?", (moment - TALKING,))
            run("DELETE FROM usage WHERE at < ?", (moment - DAY,))
        with self._lock:
            self._settle()

    # ---- parts of the above

    def _keep(self, done: Done, chat: int, person: int, moment: float) -> None:
        run = self._connection.execute
        if one := done.answer:
            row = (one.key, moment, one.chat, one.person, one.message, one.question, _json(one.body))
            run("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        if turn := done.turn:
            told = (turn.question, turn.standalone, _json(_document(turn.filters)), turn.answered)
            run("INSERT INTO turns VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", (moment, chat, person, *told))
        if done.usage:
            run("INSERT INTO usage VALUES (?, ?, ?)", (moment, person, done.usage))

    def _post(self, chat: int, person: int, body: dict[str, Any], moment: float) -> Outgoing:
        insert = "INSERT INTO outbox (created, chat, person, body) VALUES (?, ?, ?, ?)"
        id_ = self._connection.execute(insert, (moment, chat, person, _json(body))).lastrowid
        assert id_ is not None  # noqa: S101 - an INSERT has one
        return Outgoing(id_, chat)

    def _answer(self, where: str, *values: object) -> KeptAnswer | None:
        query = f"SELECT key, chat, person, message, question, body FROM answers WHERE {where}"
        with self._reading() as run:
            row = run(query, values).fetchone()
        return KeptAnswer(row[0], row[1], row[2], row[3], row[4], json.loads(row[5])) if row else None

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        with self._lock, _translated(self.path):
            yield self._connection.execute

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        with self._reading() as run, database.transaction(self._connection):
            yield run

    @contextmanager
    def _writing_for(self, update: int | None) -> Iterator[Any]:
        """Write for an update that is being handled; nothing is, once its person is forgotten."""
        with self._writing() as run:
            being_handled = "SELECT 1 FROM inbox WHERE number = ? AND body IS NOT NULL"
            is_forgotten = update is not None and not run(being_handled, (update,)).fetchone()
            yield (lambda *_: None) if is_forgotten else run

    def _settle(self) -> None:
        """Empty the log into the database: what was erased is then in neither."""
        with suppress(sqlite3.Error):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


_HANDLED = "UPDATE inbox SET lane = NULL, person = NULL, body = NULL"


def _set_up(path: Path, connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    with database.transaction(connection):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise ChatsError(
                f"{path} was written by a newer Khabar (format {version}, this one knows {VERSION}): "
                "upgrade with `pip install --upgrade khabar`"
            )
        if version == 0:
            for statement in TABLES.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
    with closing(connection.execute("PRAGMA quick_check(1)")) as found:
        if (problem := found.fetchone()[0]) != "ok":
            raise _damaged(path, problem)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into sentences about the chats."""
    try:
        with database.translated(path):
            yield
    except ChatsError:
        raise
    except ArchiveDamagedError as error:
        raise _damaged(path, str(error.__cause__)) from error
    except ArchiveError as error:
        raise ChatsError(str(error)) from error


def _damaged(path: Path, reason: str) -> ChatsDamagedError:
    return ChatsDamagedError(
        f"{path} is damaged ({reason}): restore it from a backup, or move it away; no article is in it, "
        "only what the bot knows of its chats"
    )


def _document(filters: Filters) -> dict[str, Any]:
    return {
        "since": filters.since and filters.since.isoformat(),
        "until": filters.until and filters.until.isoformat(),
        "source": filters.source,
        "language": filters.language,
    }


def _filters(text: str) -> Filters:
    from datetime import datetime

    given = json.loads(text)
    since, until = (given[name] and datetime.fromisoformat(given[name]) for name in ("since", "until"))
    return Filters(since, until, given["source"], given["language"])


def _json(value: object) -> str:
    # In ASCII: what comes in may hold lone surrogates, which SQLite doesn't take.
    return json.dumps(value, separators=(",", ":"))


def _now(now: float | None) -> float:
    return time.time() if now is None else now
