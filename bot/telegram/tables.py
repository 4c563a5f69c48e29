"""The tables of `chats.db`, how long a row of each is kept, and how a file of an older format becomes one of this.

What was made of an answer hangs on it by its key, whoever asked for it: the message that shows it, the turn it was
given in, what others thought of it. Erasing the answer of who asked erases their words wherever they are.
"""

from __future__ import annotations

import secrets
from time import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

VERSION = 2
# Notes in `meta`: what people's numbers are hashed with; since when the files hold traces of what was erased; how often
# anything was; the last time by which rows were erased; since when the clock has said another (see `Chats.tidy`).
KEY, ERASING, ERASURES, TIDIED, DOUBTED = "key", "erasing", "erasures", "tidied", "doubted"

MINUTE, DAY = 60.0, 86_400.0
KEPT = 30 * DAY  # updates, messages that can't be delivered, the words of questions
YEAR = 365 * DAY  # the buttons of an answer, and what a person has set and watches without ever using it
TALKING = DAY  # a follow-up to what was asked before that is none

# People and chats are Telegram's numbers; times are seconds since 1970 (UTC).
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
CREATE TABLE inbox (  -- what came in, until it is handled; then its number alone, by which a repetition is known
    number INTEGER PRIMARY KEY, received REAL NOT NULL, lane INTEGER, person INTEGER, body TEXT);
CREATE INDEX inbox_waiting ON inbox (number) WHERE body IS NOT NULL;
CREATE INDEX inbox_person ON inbox (person) WHERE person IS NOT NULL;
CREATE TABLE parked (  -- what could not be handled: why, and nobody's words
    number INTEGER, at REAL NOT NULL, reason TEXT NOT NULL);
CREATE TABLE answers (  -- what the buttons of an answer show: spans of versions, no words of an article
    key TEXT PRIMARY KEY, at REAL NOT NULL, chat INTEGER NOT NULL, person INTEGER NOT NULL, message INTEGER,
    question TEXT, body TEXT NOT NULL);
CREATE INDEX answers_person ON answers (person);
CREATE INDEX answers_asked ON answers (chat, message);
CREATE TABLE uses (  -- the articles that an answer, or what is kept with it, is made from
    article TEXT NOT NULL, answer TEXT NOT NULL REFERENCES answers ON DELETE CASCADE,
    PRIMARY KEY (article, answer)) WITHOUT ROWID;
CREATE INDEX uses_answer ON uses (answer);
CREATE TABLE outbox (  -- what is to go out, until it has
    id INTEGER PRIMARY KEY AUTOINCREMENT, created REAL NOT NULL, chat INTEGER NOT NULL, person INTEGER NOT NULL,
    body TEXT NOT NULL, answer TEXT REFERENCES answers ON DELETE CASCADE);
CREATE INDEX outbox_chat ON outbox (chat);
CREATE INDEX outbox_answer ON outbox (answer) WHERE answer IS NOT NULL;
CREATE TABLE turns (
    id INTEGER PRIMARY KEY, at REAL NOT NULL, chat INTEGER NOT NULL, person INTEGER NOT NULL,
    question TEXT NOT NULL, standalone TEXT NOT NULL, filters TEXT NOT NULL, answered TEXT NOT NULL,
    answer TEXT REFERENCES answers ON DELETE CASCADE);
CREATE INDEX turns_person ON turns (person, chat, at);
CREATE INDEX turns_answer ON turns (answer);
CREATE TABLE settings (
    person INTEGER PRIMARY KEY, language TEXT, short INTEGER NOT NULL, days INTEGER, at REAL NOT NULL);
CREATE TABLE feedback (  -- `asked`: when the question was
    answer TEXT NOT NULL REFERENCES answers ON DELETE CASCADE, person INTEGER NOT NULL, at REAL NOT NULL,
    good INTEGER NOT NULL, question TEXT NOT NULL, body TEXT NOT NULL, hits TEXT NOT NULL, asked REAL NOT NULL,
    PRIMARY KEY (answer, person));
CREATE INDEX feedback_person ON feedback (person);
CREATE TABLE watches (  -- `at`: when it was set, or last told something
    id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, chat INTEGER NOT NULL, person INTEGER NOT NULL,
    question TEXT NOT NULL, language TEXT NOT NULL, checked INTEGER NOT NULL, UNIQUE (person, chat, question));
CREATE TABLE usage (  -- of the last day; `person` is a keyed hash, so that a limit outlives what is forgotten
    at REAL NOT NULL, person TEXT NOT NULL, kind TEXT NOT NULL);
CREATE INDEX usage_at ON usage (at);
CREATE INDEX usage_person ON usage (person, at);
"""

# Table → the time of a row, and the seconds it is kept. `uses` goes with its answers, `meta` knows no one.
TERMS = {
    "inbox": ("received", KEPT),
    "parked": ("at", KEPT),
    "answers": ("at", YEAR),
    "outbox": ("created", KEPT),
    "turns": ("at", TALKING),
    "settings": ("at", YEAR),
    "feedback": ("asked", KEPT),
    "watches": ("at", YEAR),
    "usage": ("at", DAY),
}
OF_A_PERSON = ("answers", "outbox", "turns", "settings", "feedback", "watches")
OF_A_CHAT = ("outbox", "answers", "turns", "watches")

# What was said before the format changed is not talked on, and whoever used their limits up may ask once more.
_FROM_1 = """
DROP TABLE turns;
DROP TABLE usage;
ALTER TABLE feedback RENAME TO old_feedback;
ALTER TABLE settings RENAME TO old_settings;
ALTER TABLE outbox RENAME TO old_outbox;
DROP INDEX feedback_person;
DROP INDEX outbox_chat;
"""
_INTO_2 = """
INSERT INTO outbox SELECT id, created, chat, person, body, NULL FROM old_outbox;
INSERT INTO settings SELECT person, language, short, days, strftime('%s') FROM old_settings;
INSERT INTO feedback SELECT f.answer, f.person, f.at, f.good, f.question, f.body, f.hits, a.at
    FROM old_feedback f JOIN answers a ON a.key = f.answer;
INSERT OR IGNORE INTO uses SELECT json_extract(place.value, '$.article'), a.key
    FROM answers a, json_each(json_extract(a.body, '$.citations')) place;
INSERT OR IGNORE INTO uses SELECT json_extract(place.value, '$.article'), a.key
    FROM answers a, json_each(json_extract(a.body, '$.nearest')) place;
INSERT OR IGNORE INTO uses SELECT json_extract(place.value, '$.article'), f.answer
    FROM feedback f, json_each(f.hits) place;
DROP TABLE old_feedback;
DROP TABLE old_settings;
DROP TABLE old_outbox;
"""


def make(connection: sqlite3.Connection, version: int) -> None:
    """Make the tables, out of those of an older format if there are any (0: there are none), in one transaction."""
    if version == VERSION:
        return
    if version:
        _run(connection, _FROM_1)
    held = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    for statement in TABLES.split(";\n"):
        name = statement.split()[2] if statement.strip() else ""
        if name and name not in held:
            connection.execute(statement)
    if version:
        _run(connection, _INTO_2)
        connection.execute("INSERT INTO meta VALUES (?, ?)", (ERASING, time()))
    connection.execute("INSERT INTO meta VALUES (?, ?)", (KEY, secrets.token_bytes(32)))
    connection.execute("INSERT INTO meta VALUES (?, 0)", (ERASURES,))
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _run(connection: sqlite3.Connection, script: str) -> None:
    for statement in script.split(";\n"):
        connection.execute(statement)
