"""Archives of older Khabars, brought to this one's format: every row kept, in one transaction."""

from __future__ import annotations

import re
import zlib
from contextlib import closing
from typing import TYPE_CHECKING

from index import copies, database, generation, identity, names, schema, united
from index.tongues.registry import DECLARED, tongue
from index.tongues.scripts import UNSPACED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

_WITHOUT_SPACES = re.compile(f"[{UNSPACED}]")
_TO_2 = """
CREATE TABLE visits (
  url TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  etag TEXT,
  modified TEXT,
  last_ok REAL,
  last_error TEXT,
  failures INTEGER NOT NULL,
  failing_since REAL,
  retry_at REAL,
  gone INTEGER NOT NULL,
  gone_since REAL
) WITHOUT ROWID;
"""
# The first format with versions that say when they corrected another: `seen` is the best that is known of older ones.
_TO_3 = """
ALTER TABLE articles ADD COLUMN withdrawn INTEGER;
ALTER TABLE articles ADD COLUMN family INTEGER;
CREATE INDEX articles_by_family ON articles (family) WHERE family IS NOT NULL;
ALTER TABLE versions ADD COLUMN modified INTEGER;
ALTER TABLE versions ADD COLUMN teaser INTEGER NOT NULL DEFAULT 0;
ALTER TABLE versions ADD COLUMN corrected INTEGER;
UPDATE versions SET corrected = seen WHERE number > 1;
ALTER TABLE failures ADD COLUMN place TEXT;
ALTER TABLE failures ADD COLUMN tries INTEGER NOT NULL DEFAULT 1;
ALTER TABLE failures ADD COLUMN retry_at REAL;
ALTER TABLE visits ADD COLUMN "full" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE visits ADD COLUMN known_since REAL;
ALTER TABLE visits ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;
CREATE TABLE origins (
  origin TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  digest BLOB,
  PRIMARY KEY (origin, article)
) WITHOUT ROWID;
CREATE INDEX origins_by_article ON origins (article);
INSERT INTO origins (origin, article) SELECT v.origin, a.key FROM articles a
  JOIN versions v ON v.article = a.key AND v.number = a.version WHERE v.origin IS NOT NULL;
CREATE TABLE signatures (
  article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
  signature BLOB NOT NULL
);
CREATE TABLE bands (band INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (band, article)) WITHOUT ROWID;
"""
_TO_5 = """
CREATE TABLE aliases (
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  number INTEGER NOT NULL,
  PRIMARY KEY (id, version)
) WITHOUT ROWID;
CREATE INDEX aliases_by_article ON aliases (article);
"""

# The first format that knows who speaks for whom.
_TO_7 = """
ALTER TABLE versions ADD COLUMN carrier TEXT;
CREATE TABLE names (
  scope TEXT NOT NULL,
  name TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  PRIMARY KEY (scope, name)
) WITHOUT ROWID;
CREATE INDEX names_by_article ON names (article);
CREATE INDEX names_by_name ON names (name);
CREATE TABLE carried (
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  carrier TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  published INTEGER,
  seen REAL NOT NULL,
  PRIMARY KEY (article, carrier)
) WITHOUT ROWID;
"""
# The first format that knows of what kind corrections are, and what each place said last. Of older ones it isn't known.
_TO_8 = """
ALTER TABLE versions ADD COLUMN change TEXT;
ALTER TABLE origins ADD COLUMN said BLOB;
"""
# The first format that knows in which zone an article was dated. Of older ones it isn't known: their days are UTC's.
_TO_9 = """
ALTER TABLE versions ADD COLUMN offset INTEGER;
ALTER TABLE carried ADD COLUMN offset INTEGER;
"""


def upgrade(path: Path) -> None:
    """Bring an archive to this program's format; the caller is its only writer.

    Raises:
        ArchiveError: it can't be written to; the archive is as it was.
    """
    with database.translated(path), closing(database.open_writer(path)) as connection:
        with database.changing(connection):
            if database.outdated(connection):  # another process may have been faster
                bring_up(connection)
        database.settle(connection)


def bring_up(connection: sqlite3.Connection) -> None:
    """Bring an older archive to `schema.VERSION`, inside the caller's transaction."""
    for version in range(schema.meta(connection, "schema") + 1, schema.VERSION + 1):
        _STEPS[version](connection)
        schema.set_meta(connection, "schema", version)


def _to_2(connection: sqlite3.Connection) -> None:
    _run(connection, _TO_2)


def _to_3(connection: sqlite3.Connection) -> None:
    _run(connection, _TO_3)
    copies.group_all(connection)


def _to_4(connection: sqlite3.Connection) -> None:
    """Store of replaced wordings what the next one lacks; they stood whole or, since format 3, deflated alone."""
    texts = "SELECT key, text FROM versions WHERE article = ? ORDER BY number DESC"
    for (article,) in connection.execute("SELECT article FROM versions WHERE number = 2").fetchall():
        (_, following), *replaced = connection.execute(texts, (article,)).fetchall()
        for key, stored in replaced:
            text = stored if isinstance(stored, str) else zlib.decompress(stored).decode()
            update = "UPDATE versions SET text = ? WHERE key = ?"
            connection.execute(update, (schema.deflated(text, following), key))
            following = text


def _to_5(connection: sqlite3.Connection) -> None:
    """Name articles that are known by their address by what it stands for; those of one address become one."""
    _run(connection, _TO_5)
    query = (
        "SELECT key, id FROM articles a"
        " WHERE EXISTS (SELECT 1 FROM versions v WHERE v.article = a.key AND v.url = a.id) ORDER BY key"
    )
    named = connection.execute(query).fetchall()
    by_id: dict[str, list[int]] = {}
    for key, id_ in named:
        by_id.setdefault(identity.of_address(id_), []).append(key)
    ids = dict(named)
    for id_, keys in by_id.items():
        other = connection.execute("SELECT key FROM articles WHERE id = ?", (id_,)).fetchone()
        one = sorted({*keys, *(other or ())})
        if len(one) > 1:
            united.unite(connection, one, id_)
        elif ids[keys[0]] != id_:
            united.rename(connection, keys[0], id_)


def _to_6(connection: sqlite3.Connection) -> None:
    """Give the passages whose terms have changed since format 5 those that questions have now; vectors stay."""
    texts = connection.execute(f"SELECT v.key, v.title, v.text, v.language FROM {schema.CURRENT}")
    stale = [key for key, title, text, language in texts if _has_other_terms(f"{title}\n{text}", language)]
    for version in stale:
        _index_anew(connection, version)


def _has_other_terms(text: str, language: str) -> bool:
    """Say whether a text may have other terms since format 6.

    There, elisions are taken off, Latin words are stemmed as such in texts of scripts that no declared language has,
    and scripts without spaces are cut into pairs.
    """
    own = tongue(language)
    is_other = own.script not in {one.script for one in DECLARED}
    return is_other or bool(own.words.elisions) or _WITHOUT_SPACES.search(text) is not None


def _index_anew(connection: sqlite3.Connection, version: int) -> None:
    """Give a version's passages their terms, and new ids: what a generation holds under the old ones is removed."""
    from index.analysis import Subject, indexed

    title, text, language = connection.execute(
        "SELECT title, text, language FROM versions WHERE key = ?", (version,)
    ).fetchone()
    passages = connection.execute(
        'SELECT id, start, "end" FROM passages WHERE version = ? ORDER BY id', (version,)
    ).fetchall()
    copy = (
        f'INSERT INTO passages ({schema.PASSAGE_COLUMNS}) SELECT version, start, "end", sentences, language,'
        " published, source, ?, ?, vector FROM passages WHERE id = ?"
    )
    published = generation.published(connection)
    for id_, start, end in passages:
        terms, length = indexed(Subject(text[start:end], language, title))
        connection.execute(copy, (length, terms, id_))
        if published and id_ <= published.last:
            connection.execute("INSERT INTO removed_passages VALUES (?)", (id_,))
        connection.execute("DELETE FROM passages WHERE id = ?", (id_,))
    schema.loosen(connection, len(passages))


def _to_7(connection: sqlite3.Connection) -> None:
    """Give articles names by what is known of them, and say which wordings were read in feeds of other hosts."""
    _run(connection, _TO_7)
    feeds = {url for (url,) in connection.execute("SELECT url FROM visits WHERE kind = 'feed'")}
    foreign = [
        (origin, key)
        for key, origin, url in connection.execute(
            "SELECT key, origin, url FROM versions WHERE url IS NOT NULL"
        )
        if origin in feeds and not identity.same_site(origin, url)
    ]
    connection.executemany("UPDATE versions SET carrier = ? WHERE key = ?", foreign)
    query = f"SELECT a.key, a.id, v.title, v.text, v.source, v.origin FROM {schema.CURRENT}"
    given = {key: list(names.of_old(*row)) for key, *row in connection.execute(query)}
    for key, each in given.items():
        names.give(connection, key, each)


def _to_8(connection: sqlite3.Connection) -> None:
    _run(connection, _TO_8)


def _to_9(connection: sqlite3.Connection) -> None:
    _run(connection, _TO_9)


_STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {
    2: _to_2,
    3: _to_3,
    4: _to_4,
    5: _to_5,
    6: _to_6,
    7: _to_7,
    8: _to_8,
    9: _to_9,
}


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Execute statements one by one: `executescript` would end the transaction."""
    for statement in filter(str.strip, script.split(";\n")):
        connection.execute(statement)
