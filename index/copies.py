"""Syndicated copies: articles of several outlets that carry the same text, found as they come in and kept as families.

A text's signature is its MinHash (Broder 1997, "On the resemblance and containment of documents") over runs of three
words: the share of equal places in two signatures estimates how much two texts have in common (Jaccard). Signatures cut
into bands (Leskovec, Rajaraman & Ullman, "Mining of Massive Datasets", 3.4) find the few articles worth comparing.

Two articles are copies if a band and enough of their signatures agree; families are what hangs together by that. So a
family depends on the articles in it, not on the order in which they came, and outlives none of them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from index import schema
from index.terms import words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    import numpy as np
    from numpy.typing import NDArray

RUN = 3  # words
SHORTEST = 12  # runs: of a shorter text there is too little to tell a copy by
HASHES = 128
BANDS = 32
SEED = 20151
# What two signatures must share: texts of two outlets, and of one, whose reports of every day resemble each other.
SAME_TEXT = 0.5
SAME_OUTLET = 0.98
AT_MOST = 50  # articles looked at in a band: where there are more, these hold the family together
AT_ONCE = 4_096  # runs hashed at once


class _Member(NamedTuple):
    """What decides whose copy an article is."""

    key: int
    source: str | None
    signature: NDArray[np.uint32]


def signature(text: str) -> bytes | None:
    """Return uint32[HASHES], little-endian, of a text; None for one too short to have copies."""
    import numpy as np

    codes = np.array([crc32(word.encode()) for word in words(text)], np.uint64)
    if len(codes) < SHORTEST + RUN - 1:
        return None
    runs = np.unique(_mixed(_mixed(_mixed(codes[:-2]) + codes[1:-1]) + codes[2:]))
    if len(runs) < SHORTEST:
        return None
    multipliers, summands = _hashes()
    least = np.full(HASHES, np.iinfo(np.uint32).max, np.uint32)
    for start in range(0, len(runs), AT_ONCE):
        hashed = (runs[start : start + AT_ONCE, np.newaxis] * multipliers + summands) >> np.uint64(32)
        least = np.minimum(least, hashed.min(axis=0).astype(np.uint32))
    return least.astype("<u4").tobytes()


def place(connection: sqlite3.Connection, texts: Mapping[int, str], renewed: Iterable[int] = ()) -> None:
    """Put articles into their families: those with a new wording, by key, and those with other facts."""
    strays = _leave(connection, [*texts, *renewed])
    for key, text in texts.items():
        _sign(connection, key, signature(text))
    for key in dict.fromkeys((*strays, *texts, *renewed)):
        _join(connection, key)


def take_out(connection: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Forget articles that are to be removed; those who were with them find each other again."""
    keys = list(keys)
    strays = _leave(connection, keys)
    for key in keys:
        _sign(connection, key, None)
    for key in strays:
        _join(connection, key)


def group_all(connection: sqlite3.Connection) -> None:
    """Find all families anew."""
    connection.execute("UPDATE articles SET family = NULL WHERE family IS NOT NULL")
    connection.execute("DELETE FROM bands")
    connection.execute("DELETE FROM signatures")
    for key, text in connection.execute(f"SELECT a.key, v.text FROM {schema.CURRENT} ORDER BY 1").fetchall():
        _sign(connection, key, signature(text))
        _join(connection, key)


def _leave(connection: sqlite3.Connection, keys: Iterable[int]) -> list[int]:
    """Dissolve the families of some articles; return the others who were in them."""
    strays: dict[int, None] = {}
    for key in keys:
        family = connection.execute(
            "SELECT key FROM articles WHERE family = (SELECT family FROM articles WHERE key = ?)", (key,)
        ).fetchall()
        strays |= dict.fromkeys(row[0] for row in family)
        connection.executemany("UPDATE articles SET family = NULL WHERE key = ?", family)
    return sorted(strays.keys() - set(keys))


def _sign(connection: sqlite3.Connection, key: int, made: bytes | None) -> None:
    """Store an article's signature in place of the one it had."""
    stored = connection.execute("SELECT signature FROM signatures WHERE article = ?", (key,)).fetchone()
    if stored:
        old = [(band, key) for band in _bands(stored[0])]
        connection.executemany("DELETE FROM bands WHERE band = ? AND article = ?", old)
        connection.execute("DELETE FROM signatures WHERE article = ?", (key,))
    if made:
        connection.execute("INSERT INTO signatures VALUES (?, ?)", (key, made))
        connection.executemany(
            "INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, key) for band in _bands(made)]
        )


def _join(connection: sqlite3.Connection, key: int) -> None:
    """Make one family of an article, its copies, and their families."""
    own = connection.execute("SELECT signature FROM signatures WHERE article = ?", (key,)).fetchone()
    if own is None:
        return
    near: dict[int, None] = {}
    for band in _bands(own[0]):
        query = "SELECT article FROM bands WHERE band = ? ORDER BY article LIMIT ?"
        near |= dict.fromkeys(row[0] for row in connection.execute(query, (band, AT_MOST)))
    near.pop(key, None)
    if not near:
        return
    members = {member.key: member for member in _members(connection, [key, *near])}
    alike = [other for other in near if _are_copies(members[key], members[other])]
    if alike:
        _unite(connection, [key, *alike])


def _members(connection: sqlite3.Connection, keys: Iterable[int]) -> list[_Member]:
    import numpy as np

    query = (
        f"SELECT a.key, v.source, s.signature FROM {schema.CURRENT}"
        " JOIN signatures s ON s.article = a.key WHERE a.key = ?"
    )
    rows = (connection.execute(query, (key,)).fetchone() for key in keys)
    return [_Member(key, source, np.frombuffer(stored, "<u4")) for key, source, stored in rows]


def _are_copies(one: _Member, other: _Member) -> bool:
    share = float((one.signature == other.signature).mean())
    return share >= (SAME_OUTLET if _outlet(one.source) == _outlet(other.source) else SAME_TEXT)


def _outlet(source: str | None) -> str:
    return (source or "").casefold().strip()


def _unite(connection: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Make one family of articles and of the families they are in."""
    query = (
        "SELECT b.key FROM articles a JOIN articles b ON b.key = a.key OR b.family = a.family WHERE a.key = ?"
    )
    everyone = {row[0] for key in keys for row in connection.execute(query, (key,))}
    first = _original(connection, everyone)
    connection.executemany(
        "UPDATE articles SET family = ? WHERE key = ? AND family IS NOT ?",
        [(first, key, first) for key in everyone],
    )


def _original(connection: sqlite3.Connection, keys: Iterable[int]) -> int:
    """Return whose text it is: who the others credit, else who published it first, else who was seen first."""
    query = (
        "SELECT v.source, v.author, v.published IS NULL, v.published, first.seen, a.id, a.key"
        f" FROM {schema.CURRENT} JOIN versions first ON first.article = a.key AND first.number ="
        " (SELECT min(number) FROM versions WHERE article = a.key) WHERE a.key = ?"
    )
    rows = [connection.execute(query, (key,)).fetchone() for key in keys]
    bylines = [_outlet(row[1]) for row in rows if _outlet(row[1]) != _outlet(row[0])]

    def rank(row: tuple[str | None, str | None, int, int, float, str, int]) -> tuple[object, ...]:
        credited = any(_names(credit, _outlet(row[0])) for credit in bylines)
        return (not credited, row[2], row[3] or 0, row[4], row[5])

    return int(min(rows, key=rank)[-1])


def _names(credit: str, outlet: str) -> bool:
    return bool(outlet) and re.search(rf"(?<!\w){re.escape(outlet)}(?!\w)", credit) is not None


def _bands(stored: bytes) -> list[int]:
    """Return a number for each band of a signature."""
    import numpy as np

    rows = np.frombuffer(stored, "<u4").astype(np.uint64).reshape(BANDS, -1)
    mixed = np.arange(BANDS, dtype=np.uint64)
    for column in rows.T:
        mixed = _mixed(mixed + column)
    return [int(band) for band in (mixed >> np.uint64(1))]  # SQLite's integers have a sign


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return numbers spread over 64 bits (the finalizer of SplitMix64; Steele, Lea & Flood 2014)."""
    import numpy as np

    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


@cache
def _hashes() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the multipliers, odd, and the summands of HASHES hash functions."""
    import numpy as np

    drawn = _mixed(np.arange(SEED, SEED + 2 * HASHES, dtype=np.uint64))
    return drawn[:HASHES] | np.uint64(1), drawn[HASHES:]
