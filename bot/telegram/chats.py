"""What is known of the people who ask: `chats.db`, beside the archive and apart from it.

An update is kept here before it is handled and a message before it is sent, so that a process that dies at any
moment loses neither. It is a database of its own: an ingest that holds the archive's lock delays no chat, and what
is forgotten here is gone from every file.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from logging import getLogger
from math import inf
from threading import RLock
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from bot.answering.stored import articles, filters_kept, filters_recalled, quoted
from bot.asking.conversation import Turn
from bot.telegram import tables
from bot.telegram.tables import DAY, KEPT, MINUTE, OF_A_CHAT, OF_A_PERSON, TALKING, TERMS, VERSION
from index import database
from index.errors import ArchiveDamagedError, ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import Self

log = getLogger(__name__)
Body = dict[str, Any]

NAME = "chats.db"
BUSY_SECONDS = 10.0
CLEARING_SECONDS = 1.0  # that erasing waits for a program that reads the file
SOON = 64 * 2**20  # bytes of a file that is written anew at once; a larger one is when there is time
GONE_WITHIN = DAY  # what is said to those whose last traces can't be erased at once
NEEDLES, NEEDLE = 64, 200  # texts looked for in the files' bytes once they are erased, and characters of each

TURNS = 6  # that a follow-up may look back on


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


# "asked": a question; "acted": a press or a command, which cost less; "over": that a person was told it was too much.
Usage = Literal["asked", "acted", "over"]


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer kept for its buttons.

    Attributes:
        key: names it in a button's data.
        chat: where it is shown; who is not there may not open it.
        person: who asked.
        message: the number of the message that asked, within the chat.
        question: as asked; None once it is older than `KEPT`.
        body: what `bot.answering.stored` makes of an answer.
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
        checked: wordings that the archive took in later than this one are new to it (`Archive.newest_wording`): clocks
            jump, and what they say is not asked.
    """

    id: int
    chat: int
    person: int
    question: str
    language: str
    checked: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person thought of an answer; `body` as in `KeptAnswer`, `hits` best first.

    It is kept as long as the question of the answer is, and goes with it: its words are those of who asked.
    """

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
        usage: what counts against the limits (see `Usage`).
        shows: the key of an answer kept before that they show; without it, they are nothing.
        account: whose limits those are; None: the person's.
        failed: why the update could not be handled as it should.
    """

    messages: tuple[tuple[int, dict[str, Any]], ...] = ()
    answer: KeptAnswer | None = None
    turn: Turn | None = None
    usage: Usage | None = None
    shows: str | None = None
    account: int | None = None
    failed: str | None = None


class Asked(NamedTuple):
    """How many questions were asked lately: by a person and by everyone, in the last minute and day."""

    person_minute: int
    person_day: int
    all_minute: int
    all_day: int
    told: bool  # the person was told in the last minute that there were too many


class Acted(NamedTuple):
    """How often a person pressed a button or gave a command, in the last minute and day."""

    minute: int
    day: int


class Forgotten(NamedTuple):
    """What came of erasing.

    Attributes:
        everywhere: nothing of what was erased is in any file any more; else another program is reading them still, and
            it is gone from them within `GONE_WITHIN`.
    """

    everywhere: bool


class _Sure(NamedTuple):
    """A time that is believed, and what the clock that only grows said then."""

    time: float
    steady: float

    def now(self) -> float:
        """Return how late it is at least."""
        return self.time + monotonic() - self.steady


@dataclass(slots=True)
class Chats:
    """The store of the chats; threads may share it, processes too."""

    path: Path
    _connection: sqlite3.Connection
    _lock: RLock = field(default_factory=RLock)
    _sure: _Sure | None = None  # the last time by which rows were erased
    _doubted_at: float = -inf  # when this process began to doubt the clock on the wall, by the other one

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return the store in the archive's folder; an empty one is made where there is none.

        Raises:
            ChatsDamagedError: it is no database, or a broken one.
            ChatsError: it can't be opened or written to.
        """
        path = folder / NAME
        with _translated(path):
            database.keep_private(path)
            connection = sqlite3.connect(path, BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            try:
                _set_up(path, connection)
                tidied = _note(connection, tables.TIDIED)
            except BaseException:
                connection.close()
                raise
        return cls(path, connection, _sure=None if tidied is None else _Sure(tidied, monotonic()))

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            with suppress(sqlite3.Error):
                self._empty_log()
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- in and out

    def receive(self, updates: Sequence[Update], now: float | None = None) -> list[Update]:
        """Keep updates and return those that are new, in their order; when it returns, they are on the disk."""
        insert = "INSERT OR IGNORE INTO inbox VALUES (?, ?, ?, ?, ?)"
        moment = self._noted(_now(now))
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

        Nothing is kept of an update that was handled before, or whose person has asked to be forgotten meanwhile; nor
        of an answer whose asker has.
        """
        moment = _now(now)
        with self._writing() as run:
            if not run(f"{_HANDLED} WHERE number = ? AND body IS NOT NULL", (update.number,)).rowcount:
                return []
            if done.failed:
                run("INSERT INTO parked VALUES (?, ?, ?)", (update.number, self._noted(moment), done.failed))
            return self._keep(done, update.lane, update.person, moment)

    def park(self, number: int | None, reason: str, now: float | None = None) -> None:
        """Let an update go that can't be handled: of it stay its number and why, and none of its words."""
        with self._writing() as run:
            run(f"{_HANDLED} WHERE number = ?", (number,))
            run("INSERT INTO parked VALUES (?, ?, ?)", (number, self._noted(_now(now)), reason))

    def parked(self) -> list[tuple[int | None, float, str]]:
        """Return the number of each update that could not be handled, when that was, and why; oldest first."""
        with self._reading() as run:
            return [tuple(row) for row in run("SELECT number, at, reason FROM parked ORDER BY at")]

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
            run("DELETE FROM watches WHERE chat = ?", (chat,))  # what is watched in the new one already
            run("UPDATE inbox SET lane = ? WHERE lane = ?", (new, chat))

    # ---- answers and conversations

    def answer(self, key: str) -> KeptAnswer | None:
        """Return a kept answer."""
        return self._answer("key = ?", key)

    def answer_to(self, chat: int, message: int) -> KeptAnswer | None:
        """Return the answer to a message, the last one if it was changed."""
        return self._answer("chat = ? AND message = ? ORDER BY at DESC LIMIT 1", chat, message)

    def used(self) -> list[str]:
        """Return the ids of the articles that anything here was made from."""
        with self._reading() as run:
            return [row[0] for row in run("SELECT DISTINCT article FROM uses")]

    def part_with(
        self, gone: Collection[str], without: Callable[[Body], Body], instead: Callable[[Body], str]
    ) -> None:
        """Erase what was made from articles that are gone.

        Args:
            gone: the ids of the articles.
            without: what may be kept of an answer.
            instead: what is sent to those who wait for it still, as Telegram's HTML.
        """
        with self._writing() as run:
            keys = {
                row[0]
                for article in gone
                for row in run("SELECT answer FROM uses WHERE article = ?", (article,))
            }
            for key in keys:
                self._part_with(key, gone, without, instead)
            for article in gone:
                run("DELETE FROM uses WHERE article = ?", (article,))
            self._note_erasing(_now(None))

    def turns(self, chat: int, person: int, now: float | None = None) -> list[Turn]:
        """Return what a person has asked in a chat lately, oldest first.

        Which articles answered is in the answer that is kept with each, and so goes when that does.
        """
        query = (
            "SELECT t.question, t.standalone, t.filters, t.answered, a.body"
            " FROM turns t LEFT JOIN answers a ON a.key = t.answer"
            " WHERE t.person = ? AND t.chat = ? AND t.at > ? ORDER BY t.id DESC LIMIT ?"
        )
        with self._reading() as run:
            rows = run(query, (person, chat, _now(now) - TALKING, TURNS)).fetchall()
        return [_turn(*row) for row in reversed(rows)]

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

    def prefer(
        self, person: int, preferences: Preferences, now: float | None = None, *, update: int | None = None
    ) -> None:
        """Keep what a person has set by an update, unless they have asked to be forgotten meanwhile."""
        row = (person, preferences.language, preferences.short, preferences.days, self._noted(_now(now)))
        with self._writing_for(update) as run:
            run("INSERT OR REPLACE INTO settings VALUES (?, ?, ?, ?, ?)", row)

    def rate(self, feedback: Feedback, now: float | None = None, *, update: int | None = None) -> None:
        """Keep what a person says of an answer by an update, unless they or its asker have asked to be forgotten.

        They may change their mind.
        """
        row = (
            feedback.person,
            self._noted(_now(now)),
            feedback.good,
            feedback.question,
            _json(feedback.body),
            _json(feedback.hits),
            feedback.answer,
        )
        with self._writing_for(update) as run:
            run(
                "INSERT OR REPLACE INTO feedback SELECT key, ?, ?, ?, ?, ?, ?, at FROM answers WHERE key = ?",
                row,
            )
            articles = ((one["article"], feedback.answer) for one in feedback.hits)
            for one in articles:
                run("INSERT OR IGNORE INTO uses SELECT ?, key FROM answers WHERE key = ?", one)

    def hits(self, answer: str) -> list[dict[str, Any]] | None:
        """Return what was found when somebody rated an answer before; None: nobody has."""
        with self._reading() as run:
            row = run("SELECT hits FROM feedback WHERE answer = ? LIMIT 1", (answer,)).fetchone()
        return json.loads(row[0]) if row else None

    def feedback(self) -> list[Feedback]:
        """Return what people thought of answers, oldest first."""
        query = "SELECT answer, person, good, question, body, hits FROM feedback ORDER BY at"
        with self._reading() as run:
            return [
                Feedback(row[0], row[1], bool(row[2]), row[3], json.loads(row[4]), json.loads(row[5]))
                for row in run(query)
            ]

    def asked(self, account: int, now: float | None = None) -> Asked:
        """Return how many questions were asked in the last minute and day, by one person and by all."""
        query = (
            "SELECT coalesce(sum(person = :person AND at > :minute), 0), coalesce(sum(person = :person), 0),"
            " coalesce(sum(at > :minute), 0), count(*) FROM usage WHERE kind = 'asked' AND at > :day AND at <= :now"
        )
        told = "SELECT 1 FROM usage WHERE kind = 'over' AND person = :person AND at > :minute AND at <= :now"
        values = self._account(account, now)
        with self._reading() as run:
            counts = run(query, values).fetchone()
            return Asked._make([*counts, run(told, values).fetchone() is not None])

    def acted(self, account: int, now: float | None = None) -> Acted:
        """Return how often a person pressed a button or gave a command."""
        query = (
            "SELECT coalesce(sum(at > :minute), 0), count(*) FROM usage"
            " WHERE person = :person AND kind = 'acted' AND at > :day AND at <= :now"
        )
        with self._reading() as run:
            return Acted._make(run(query, self._account(account, now)).fetchone())

    def _account(self, account: int, now: float | None) -> dict[str, object]:
        moment = _now(now)
        return {
            "person": self._hashed(account),
            "minute": moment - MINUTE,
            "day": moment - DAY,
            "now": moment,
        }

    # ---- watches

    def watch(self, watch: Watch, now: float | None = None, *, update: int | None = None) -> None:
        """Watch a question as an update asks, unless its person has asked to be forgotten meanwhile.

        `watch.id` is not looked at, and the same question is watched once.
        """
        row = (
            self._noted(_now(now)),
            watch.chat,
            watch.person,
            watch.question,
            watch.language,
            watch.checked,
        )
        with self._writing_for(update) as run:
            insert = (
                "INSERT OR IGNORE INTO watches (at, chat, person, question, language, checked)"
                " VALUES (?, ?, ?, ?, ?, ?)"
            )
            run(insert, row)

    def watches(self, chat: int | None = None, person: int | None = None) -> list[Watch]:
        """Return what is watched: by a person in a chat, or all of it."""
        wanted = {name: value for name, value in (("person", person), ("chat", chat)) if value is not None}
        where = " AND ".join(f"{name} = :{name}" for name in wanted) or "TRUE"
        query = f"SELECT id, chat, person, question, language, checked FROM watches WHERE {where} ORDER BY id"
        with self._reading() as run:
            return [Watch(*row) for row in run(query, wanted)]

    def unwatch(self, id_: int) -> None:
        """Watch a question no longer."""
        with self._writing() as run:
            run("DELETE FROM watches WHERE id = ?", (id_,))

    def report(self, reports: Iterable[tuple[Watch, Done]], now: float | None = None) -> list[Outgoing]:
        """Note how far watches have seen the archive now, with what is to be told; return the messages to send.

        Nothing is kept of a watch that has been ended meanwhile.
        """
        moment = _now(now)
        with self._writing():
            return [message for watch, done in reports for message in self._report(watch, done, moment)]

    # ---- what must not stay

    def forget(self, person: int, asking: int | None = None) -> Forgotten:
        """Erase all that is known of a person: from every table, and from the bytes of every file.

        Their words are theirs wherever they are: in what others thought of an answer to them too. What of theirs is
        being handled comes to nothing (see `finish`), except the update `asking` for this. Who speaks for a group or a
        channel is forgotten as that, and the group's people stay.
        """
        with self._writing() as run:
            words = self._words(person)
            run(f"{_HANDLED} WHERE person = ? AND number IS NOT ?", (person, asking))
            for table in OF_A_PERSON:
                run(f"DELETE FROM {table} WHERE person = ?", (person,))
            self._note_erasing(_now(None))
        if not (self._is_small() and self.clear()):
            return Forgotten(everywhere=False)
        if is_left := self._anywhere(words):
            with self._writing():
                self._note_erasing(_now(None))
        return Forgotten(not is_left)

    def tidy(self, now: float | None = None) -> None:
        """Erase what has served its time, in every table; for a year, buttons work without the words of the question.

        A time that is later than now was noted by a clock that has been set since: it counts as now. Nothing is erased,
        and no time corrected, by a clock that has jumped by more than a day, until it has said so for a day.
        """
        moment = _now(now)
        with self._writing() as run:
            if not self._is_believed(moment):
                return
            for table, (time_, _) in TERMS.items():
                run(f"UPDATE {table} SET {time_} = ? WHERE {time_} > ?", (moment, moment))
            run("UPDATE meta SET value = ?1 WHERE key = ?2 AND value > ?1", (moment, tables.ERASING))
            erased = [
                run(f"DELETE FROM {table} WHERE {time_} < ?", (moment - kept,)).rowcount
                for table, (time_, kept) in TERMS.items()
            ]
            without_words = (
                "question = NULL, body = json_set(body, '$.standalone', '', '$.notes', json('[]'))"
            )
            old = "at < ? AND question IS NOT NULL"
            erased.append(run(f"UPDATE answers SET {without_words} WHERE {old}", (moment - KEPT,)).rowcount)
            if any(erased):
                self._note_erasing(moment)

    def clear(self) -> bool:
        """Have the files hold nothing of what was erased; return whether they do.

        SQLite overwrites what is deleted, but not every copy that was left behind when rows moved to another page, and
        its log holds pages as they were. So the file is written anew, and the log emptied. Neither can be done while
        another program reads the file.
        """
        with self._reading() as run:
            if self.erasing_since() is None:
                return True
            so_far = "SELECT value FROM meta WHERE key = ?"
            (erasures,) = run(so_far, (tables.ERASURES,)).fetchone()
            run(f"PRAGMA busy_timeout = {CLEARING_SECONDS * 1000:.0f}")
            try:
                if not self._empty_log():
                    return False
                run("VACUUM")
                if not self._empty_log():
                    return False
                # Not what another process has erased meanwhile.
                run(
                    f"DELETE FROM meta WHERE key = ? AND ({so_far}) = ?",
                    (tables.ERASING, tables.ERASURES, erasures),
                )
            except sqlite3.OperationalError as error:
                log.info("traces of what was erased can't be cleared now: %s", error)
            finally:
                run(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")
            return self.erasing_since() is None

    def clear_in_time(self, now: float | None = None) -> None:
        """Have the files hold nothing of what was erased; a large one, which takes long, not before it must be."""
        since, moment = self.erasing_since(), _now(now)
        if since is None or not (self._is_small() or moment - since > GONE_WITHIN / 2):
            return
        if not self.clear() and moment - since > GONE_WITHIN:
            log.error("%s", self.kept_by_a_reader)

    @property
    def kept_by_a_reader(self) -> str:
        """What is to be said when traces of what was erased are in the files for longer than was promised."""
        return (
            f"traces of what people had erased are in {self.path} still, since another program has been reading it"
            " for more than a day: end that program"
        )

    def erasing_since(self) -> float | None:
        """Return since when the files hold traces of what was erased; None: they don't."""
        with self._reading():
            return _note(self._connection, tables.ERASING)

    # ---- parts of the above

    def _part_with(
        self, key: str, gone: Collection[str], without: Callable[[Body], Body], instead: Callable[[Body], str]
    ) -> None:
        run = self._connection.execute
        chat, person, at, body = run(
            "SELECT chat, person, at, body FROM answers WHERE key = ?", (key,)
        ).fetchone()
        left = without(json.loads(body))
        run("UPDATE answers SET body = ? WHERE key = ?", (_json(left), key))
        for rater, hits in run("SELECT person, hits FROM feedback WHERE answer = ?", (key,)).fetchall():
            kept = [one for one in json.loads(hits) if one["article"] not in gone]
            row = (_json(left), _json(kept), key, rater)
            run("UPDATE feedback SET body = ?, hits = ? WHERE answer = ? AND person = ?", row)
        for number, (id_, message) in enumerate(
            run("SELECT id, body FROM outbox WHERE answer = ? ORDER BY id", (key,)).fetchall()
        ):
            if number:
                run("DELETE FROM outbox WHERE id = ?", (id_,))
            else:
                told = _json(json.loads(message) | {"html": instead(left), "keyboard": []})
                run("UPDATE outbox SET body = ? WHERE id = ?", (told, id_))
        # A follow-up was made whole from what was answered before it.
        later = "chat = ? AND person = ? AND at >= ? AND at < ?"
        span = (chat, person, at, at + TALKING)
        run(f"DELETE FROM turns WHERE {later}", span)
        run(f"UPDATE feedback SET question = '' WHERE answer IN (SELECT key FROM answers WHERE {later} AND key != ?)",
            (*span, key))  # fmt: skip
        run(
            f"UPDATE answers SET body = json_set(body, '$.standalone', '', '$.notes', json('[]')) WHERE {later}",
            span,
        )

    def _report(self, watch: Watch, done: Done, now: float) -> list[Outgoing]:
        run = self._connection.execute
        if not run("UPDATE watches SET checked = ? WHERE id = ?", (watch.checked, watch.id)).rowcount:
            return []
        if done.messages:
            run("UPDATE watches SET at = ? WHERE id = ?", (self._noted(now), watch.id))
        return self._keep(done, watch.chat, watch.person, now)

    def _words(self, person: int) -> list[str]:
        """Return some of what is kept of a person's, as it is in the file."""
        texts: list[str] = []
        for table, column in (("inbox", "body"), ("answers", "body"), ("feedback", "body"), ("turns", "question"),
                              ("watches", "question"), ("outbox", "body")):  # fmt: skip
            query = f"SELECT {column} FROM {table} WHERE person = ? AND {column} IS NOT NULL ORDER BY random() LIMIT ?"
            texts += [row[0] for row in self._connection.execute(query, (person, NEEDLES // 4))]
        return [one[len(one) // 2 - NEEDLE // 2 :][:NEEDLE] if len(one) > NEEDLE else one for one in texts]

    def _anywhere(self, words: Sequence[str]) -> bool:
        """Return whether any of these is in the bytes of any file and in no row that was kept, or that can't be told.

        Another process reads them: a file that this one closes loses the locks that SQLite has on it here, and with
        them the log, as soon as anybody else closes it (https://www.sqlite.org/howtocorrupt.html, 2.2).
        """
        command = [sys.executable, "-I", "-c", _FIND, *map(str, files(self.path.parent))]
        asked = subprocess.run(  # noqa: S603 - ourselves
            command, input=json.dumps(words), capture_output=True, text=True, check=False
        )
        return asked.returncode != 0 or any(not self._is_held(one) for one in json.loads(asked.stdout))

    def _is_held(self, text: str) -> bool:
        columns = (("inbox", "body"), ("answers", "body"), ("answers", "question"), ("feedback", "body"),
                   ("feedback", "question"), ("turns", "question"), ("turns", "standalone"), ("turns", "answered"),
                   ("watches", "question"), ("outbox", "body"))  # fmt: skip
        with self._reading() as run:
            return any(
                run(f"SELECT 1 FROM {table} WHERE instr({column}, ?) LIMIT 1", (text,)).fetchone()
                for table, column in columns
            )

    def _is_believed(self, moment: float) -> bool:
        """Return whether rows may be erased by what the clock says, and note what was found.

        How long the bot was stopped only the clock on the wall knows. So if it says another time by more than a day
        than the last one that was believed and what went by since, it may be right, and is doubted for a day.
        """
        run, since = self._connection.execute, _note(self._connection, tables.DOUBTED)
        is_near = self._sure is None or abs(moment - self._sure.now()) <= DAY
        has_lasted = since is not None and moment - since >= DAY and monotonic() - self._doubted_at >= DAY
        if is_near or has_lasted:
            run("DELETE FROM meta WHERE key = ?", (tables.DOUBTED,))
            run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (tables.TIDIED, moment))
            self._sure = _Sure(moment, monotonic())
            return True
        if since is None or moment < since:
            run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (tables.DOUBTED, moment))
            self._doubted_at = monotonic()
            log.warning("the clock has jumped by more than a day: nothing is erased by it for a day")
        return False

    def _noted(self, moment: float) -> float:
        """Return the time that a row is noted with: by a clock that was behind it would be erased early."""
        return moment if self._sure is None else max(moment, self._sure.now())

    def _note_erasing(self, moment: float) -> None:
        run = self._connection.execute
        run("INSERT OR IGNORE INTO meta VALUES (?, ?)", (tables.ERASING, moment))
        run("UPDATE meta SET value = value + 1 WHERE key = ?", (tables.ERASURES,))

    def _is_small(self) -> bool:
        return self.path.stat().st_size <= SOON

    def _empty_log(self) -> bool:
        """Bring the log into the database and empty it; return whether it is, which a reader may prevent."""
        row = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return bool(row[0] == 0)

    def _hashed(self, account: int) -> str:
        with self._reading() as run:
            (key,) = run("SELECT value FROM meta WHERE key = ?", (tables.KEY,)).fetchone()
        return hashlib.blake2b(str(account).encode(), key=key, digest_size=16).hexdigest()

    def _keep(self, done: Done, chat: int, person: int, now: float) -> list[Outgoing]:
        run, moment = self._connection.execute, self._noted(now)
        if one := done.answer:
            row = (one.key, moment, one.chat, one.person, one.message, one.question, _json(one.body))
            run("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            for article in articles(one.body):
                run("INSERT OR IGNORE INTO uses VALUES (?, ?)", (article, one.key))
        key = done.answer.key if done.answer else done.shows
        if turn := done.turn:
            told = (turn.question, turn.standalone, _json(filters_kept(turn.filters)), turn.answered)
            run("INSERT INTO turns VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", (moment, chat, person, *told, key))
        if done.usage:
            account = person if done.account is None else done.account
            # By the clock on the wall, as limits are: whatever it says, they hold by it.
            run("INSERT INTO usage VALUES (?, ?, ?)", (now, self._hashed(account), done.usage))
            run("UPDATE settings SET at = ? WHERE person = ?", (moment, person))
        if key and not run("SELECT 1 FROM answers WHERE key = ?", (key,)).fetchone():
            return []  # who asked has been forgotten meanwhile
        return [self._post(to, person, body, moment, key) for to, body in done.messages]

    def _post(self, chat: int, person: int, body: dict[str, Any], moment: float, key: str | None) -> Outgoing:
        insert = "INSERT INTO outbox (created, chat, person, body, answer) VALUES (?, ?, ?, ?, ?)"
        id_ = self._connection.execute(insert, (moment, chat, person, _json(body), key)).lastrowid
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


# Says which texts are in the bytes of some files.
_FIND = """
import json, sys
contents = [open(path, "rb").read() for path in sys.argv[1:]]
texts = json.load(sys.stdin)
print(json.dumps([one for one in texts if any(one.encode("utf-8", "surrogatepass") in each for each in contents)]))
"""
_HANDLED = "UPDATE inbox SET lane = NULL, person = NULL, body = NULL"


def _turn(question: str, standalone: str, filters: str, answered: str, body: str | None) -> Turn:
    articles_quoted = quoted(json.loads(body)) if body else ()
    return Turn(question, standalone, filters_recalled(json.loads(filters)), answered, articles_quoted)


def files(folder: Path) -> list[Path]:
    """Return the files of the store in a folder: the database and what SQLite has put beside it."""
    return database.beside(folder / NAME)


def _set_up(path: Path, connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    with database.transaction(connection):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise database.newer(path, version, VERSION)
        tables.make(connection, version)
    with closing(connection.execute("PRAGMA quick_check(1)")) as found:
        if (problem := found.fetchone()[0]) != "ok":
            raise _damaged(path, problem)


def _note(connection: sqlite3.Connection, key: str) -> float | None:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return float(row[0]) if row else None


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


def _json(value: object) -> str:
    # In ASCII: what comes in may hold lone surrogates, which SQLite doesn't take.
    return json.dumps(value, separators=(",", ":"))


def _now(now: float | None) -> float:
    return time.time() if now is None else now
