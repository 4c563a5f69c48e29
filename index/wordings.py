"""How many wordings of an article are kept: the first, the newest, and of those between the ones that stood longest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index import schema

if TYPE_CHECKING:
    import sqlite3

# A page that changes every hour would fill an archive with what hardly anyone has read.
MOST, NEWEST = 20, 10


class _Row(NamedTuple):
    key: int
    seen: float
    text: str | bytes
    change: str | None


def keep_few(connection: sqlite3.Connection, article: int) -> None:
    """Let go of an article's wordings beyond `MOST`, inside the caller's transaction; the others keep their numbers."""
    query = "SELECT key, seen, text, change FROM versions WHERE article = ? ORDER BY number DESC"
    rows = [_Row(*row) for row in connection.execute(query, (article,))]
    while len(rows) > MOST:
        place = min(range(NEWEST, len(rows) - 1), key=lambda each: rows[each - 1].seen - rows[each].seen)
        _let_go(connection, rows, place)


def _let_go(connection: sqlite3.Connection, rows: list[_Row], place: int) -> None:
    """Delete a wording: the one after it now changes what both changed, the one before lacks what that one has."""
    later, gone, before = rows[place - 1 : place + 2]
    texts = [row.text for row in rows]
    text = schema.deflated(schema.wording(texts[: place + 2]), schema.wording(texts[:place]))
    change = schema.change((*schema.kinds(gone.change), *schema.kinds(later.change)))
    connection.execute("DELETE FROM versions WHERE key = ?", (gone.key,))
    connection.execute("UPDATE versions SET text = ? WHERE key = ?", (text, before.key))
    connection.execute("UPDATE versions SET change = ? WHERE key = ?", (change, later.key))
    rows[place - 1 : place + 2] = [later._replace(change=change), before._replace(text=text)]
