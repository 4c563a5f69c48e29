"""What is remembered of the language model's work: `llm.db`, beside the archive: tokens spent today, answers written.

No person is in it. The user of the command line is nobody in particular; any other user is a keyed hash whose key is
in this process's memory only, so that what a chat's user has spent is told apart from others' until the process ends.
An answer is kept under a hash of all that it was made from, and is checked again before it is shown.
"""

from __future__ import annotations

import hmac
import json
import logging
import secrets
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import RLock
from typing import TYPE_CHECKING, Any

from index.database import PRIVATE

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from bot.llm.model import Budget

log = logging.getLogger(__name__)

NAME = "llm.db"
BUSY_SECONDS = 2.0  # another process's turn is a matter of milliseconds
LOCAL = ""  # the user of the command line
KEPT_DAYS, MOST_ANSWERS = 7, 2_000

TABLES = """
CREATE TABLE IF NOT EXISTS spent (
    day TEXT NOT NULL, user TEXT NOT NULL, tokens INTEGER NOT NULL, PRIMARY KEY (day, user)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, day TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
"""
_key = secrets.token_bytes(32)


@dataclass(frozen=True)
class Store:
    """Tokens spent and answers kept; threads may share it, processes too."""

    _connection: sqlite3.Connection
    _lock: RLock = field(default_factory=RLock)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return the store in the archive's folder; where that can't be written to, one that ends with the process."""
        path = folder / NAME
        try:
            store = cls(_connect(str(path)))
            path.chmod(PRIVATE)  # what was asked is nobody else's business
        except (sqlite3.Error, OSError) as error:
            log.warning("%s can't be used (%s): limits and answers last for this run only", path, error)
            return cls(_connect(":memory:"))
        return store

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    # ---- tokens

    def reserve(self, user: str, tokens: int, limits: Budget, now: datetime | None = None) -> str:
        """Count tokens as spent by a user today; return the day, or "" where that would not keep within the limits."""
        today, own = _day(now), _hashed(user)
        query = (
            "SELECT coalesce(sum(tokens) FILTER (WHERE user = ?), 0), coalesce(sum(tokens), 0)"
            " FROM spent WHERE day = ?"
        )
        with self._lock, suppress(sqlite3.Error), self._connection as run:
            run.execute("BEGIN IMMEDIATE")
            run.execute("DELETE FROM spent WHERE day < ?", (today,))
            users, days = run.execute(query, (own, today)).fetchone()
            if users + tokens > limits.user or days + tokens > limits.day:
                return ""
            self._add(today, own, tokens)
            return today
        return ""  # what can't be counted isn't spent

    def settle(self, user: str, day: str, reserved: int, used: int) -> None:
        """Put what was really used in place of what was reserved, on the day that it was: midnight may have passed."""
        with self._lock, suppress(sqlite3.Error), self._connection as run:
            run.execute("BEGIN IMMEDIATE")
            self._add(day, _hashed(user), used - reserved)

    def spent(self, user: str | None = None, now: datetime | None = None) -> int:
        """Return the tokens spent today, by one user or by all."""
        query = "SELECT coalesce(sum(tokens), 0) FROM spent WHERE day = ? AND (? OR user = ?)"
        own = _hashed(user) if user is not None else LOCAL
        with self._lock:
            return int(self._connection.execute(query, (_day(now), user is None, own)).fetchone()[0])

    def _add(self, day: str, user: str, tokens: int) -> None:
        self._connection.execute(
            "INSERT INTO spent VALUES (?1, ?2, max(?3, 0))"
            " ON CONFLICT (day, user) DO UPDATE SET tokens = max(tokens + ?3, 0)",
            (day, user, tokens),
        )

    # ---- answers

    def keep(self, key: str, body: Any, now: datetime | None = None) -> None:  # noqa: ANN401 - any JSON
        """Keep an answer under the hash of what it was made from."""
        with self._lock, suppress(sqlite3.Error), self._connection as run:
            run.execute("BEGIN IMMEDIATE")
            run.execute("DELETE FROM answers WHERE julianday(?) - julianday(day) > ?", (_day(now), KEPT_DAYS))
            old = "SELECT key FROM answers ORDER BY day DESC LIMIT -1 OFFSET ?"
            run.execute(f"DELETE FROM answers WHERE key IN ({old})", (MOST_ANSWERS - 1,))
            run.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (key, _day(now), json.dumps(body)))

    def kept(self, key: str) -> Any:  # noqa: ANN401 - any JSON
        """Return the answer kept under a hash; None where there is none."""
        with self._lock, suppress(sqlite3.Error, ValueError):
            row = self._connection.execute("SELECT body FROM answers WHERE key = ?", (key,)).fetchone()
            return json.loads(row[0]) if row else None
        return None

    def forget_answers(self) -> None:
        """Erase every answer kept: they hold what was said in articles that may be gone now."""
        with self._lock, suppress(sqlite3.Error), self._connection as run:
            run.execute("DELETE FROM answers")


def forget_answers(folder: Path) -> None:
    """Erase the answers kept in an archive's folder, if any were."""
    if (folder / NAME).exists():
        store = Store.open(folder)
        store.forget_answers()
        store.close()


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA secure_delete = ON")
        connection.executescript(TABLES)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _hashed(user: str) -> str:
    return hmac.digest(_key, user.encode(), "sha256").hex() if user != LOCAL else LOCAL


def _day(now: datetime | None) -> str:
    return (now or datetime.now(UTC)).astimezone(UTC).date().isoformat()
