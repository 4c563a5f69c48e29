"""Articles that turn out to be one: all wordings kept, under one id, and found by what they were called before."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from index import copies, generation, schema

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_VERSIONS = (
    "SELECT v.key, v.number, v.text, v.wording_hash, v.seen, v.corrected, v.teaser, coalesce(v.modified, v.published)"
    " FROM versions v WHERE v.article = ? ORDER BY v.number DESC"
)


@dataclass(slots=True)
class _Wording:
    """A version of one of the articles.

    Attributes:
        key: its own.
        article: the key of its article.
        id: its article's, before.
        number: among its article's versions, before.
        when: what puts it before or behind another article's: full texts behind teasers, then by the publisher's
            time, then by when it was seen.
    """

    key: int
    article: int
    id: str
    number: int
    text: str
    digest: bytes
    seen: float
    corrected: int | None
    when: tuple[bool, float, float]


def rename(connection: sqlite3.Connection, key: int, id_: str) -> None:
    """Give an article another id, inside the caller's transaction; it is found by the one it had too."""
    connection.execute(
        "INSERT INTO aliases SELECT a.id, v.number, a.key, v.number FROM articles a"
        " JOIN versions v ON v.article = a.key WHERE a.key = ?",
        (key,),
    )
    connection.execute("UPDATE articles SET id = ? WHERE key = ?", (id_, key))


def unite(connection: sqlite3.Connection, keys: Sequence[int], id_: str) -> None:
    """Make one article of several, inside the caller's transaction: each one's wordings in their order.

    The last wording of all is the current one, its article the one that stays. A wording that follows on the same
    one is no version of its own.
    """
    wordings = [each for key in keys for each in _wordings(connection, key)]
    wordings.sort(key=lambda each: each.when)
    kept = wordings[-1].article
    runs = _runs(wordings)
    gone = [key for key in keys if key != kept]
    _let_go(connection, gone, wordings)
    _number(connection, runs, kept)
    connection.executemany("DELETE FROM articles WHERE key = ?", [(key,) for key in gone])
    connection.execute("UPDATE articles SET id = ?, version = ? WHERE key = ?", (id_, len(runs), kept))
    connection.executemany(
        "INSERT INTO aliases VALUES (?, ?, ?, ?)",
        [
            (each.id, each.number, kept, number)
            for number, run in enumerate(runs, 1)
            for each in run
            if (each.id, each.number) != (id_, number)
        ],
    )
    copies.place(connection, {}, [kept])


def _wordings(connection: sqlite3.Connection, key: int) -> list[_Wording]:
    """Return an article's versions, the oldest first, each behind the one before it whatever the times say."""
    (id_,) = connection.execute("SELECT id FROM articles WHERE key = ?", (key,)).fetchone()
    found, text = [], ""
    for version, number, stored, digest, seen, corrected, teaser, said in connection.execute(
        _VERSIONS, (key,)
    ):
        text = stored if isinstance(stored, str) else schema.inflated(stored, text)
        when = (not teaser, seen if said is None else said, seen)
        found.append(_Wording(version, key, id_, number, text, digest, seen, corrected, when))
    found.reverse()
    for earlier, later in pairwise(found):
        later.when = max(earlier.when, later.when)
    return found


def _runs(wordings: Sequence[_Wording]) -> list[list[_Wording]]:
    """Return wordings in their order, those that follow on the same one together."""
    runs: list[list[_Wording]] = []
    for each in wordings:
        if runs and runs[-1][-1].digest == each.digest:
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def _let_go(connection: sqlite3.Connection, gone: Sequence[int], wordings: Sequence[_Wording]) -> None:
    """Take articles that become part of another one out of their families, and their passages out of the search."""
    copies.take_out(connection, gone)
    published = generation.published(connection)
    last = published.last if published else 0
    for each in wordings:
        if each.article in gone:
            connection.execute(
                "INSERT INTO removed_passages SELECT id FROM passages WHERE version = ? AND id <= ?",
                (each.key, last),
            )
            dropped = connection.execute("DELETE FROM passages WHERE version = ?", (each.key,))
            schema.loosen(connection, dropped.rowcount)


def _number(connection: sqlite3.Connection, runs: Sequence[Sequence[_Wording]], kept: int) -> None:
    """Store the last of each run as a version of the article that stays, and where all were seen."""
    for run in runs:
        connection.executemany("DELETE FROM versions WHERE key = ?", [(each.key,) for each in run[:-1]])
    connection.executemany(
        "UPDATE versions SET number = -key WHERE key = ?", [(run[-1].key,) for run in runs]
    )  # no two may have one number meanwhile
    following = ""
    for number, run in reversed(list(enumerate(runs, 1))):
        text = run[-1].text
        connection.execute(
            "UPDATE versions SET article = ?, number = ?, text = ?, seen = ?, corrected = ? WHERE key = ?",
            (
                kept,
                number,
                text if number == len(runs) else schema.deflated(text, following),
                min(each.seen for each in run),
                _corrected(run) if number > 1 else None,
                run[-1].key,
            ),
        )
        following = text
    articles = {each.article for run in runs for each in run} - {kept}
    connection.executemany(
        "INSERT OR IGNORE INTO origins (origin, article, digest)"
        " SELECT origin, ?, digest FROM origins WHERE article = ?",
        [(kept, key) for key in articles],
    )


def _corrected(run: Sequence[_Wording]) -> int | None:
    return next((each.corrected for each in run if each.corrected is not None), None)
