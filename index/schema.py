"""The archive's tables, and how their rows become the words of `index.types` and back."""

from __future__ import annotations

import os
import struct
import zlib
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from index.types import Article, Span

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

VERSION = 9
LOOSE = "loose"  # the note of how many passages were taken out since the file was last written anew
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# `passages` holds the current versions' passages only. Its ids are never given twice (AUTOINCREMENT): an id
# in an older index can be gone but never mean another passage. `reanalysed` is where `reindex` gathers their
# successors. `removed_passages` has what the published generation still holds and the archive no more.
# `versions.text` is text in an article's current version; in those it replaced, what the next one lacks (`deflated`).
# `origins` has every place where an article was seen, with the digest of the record there: an article whose
# last place is gone is gone, and a record that is as it was need not be read again. `said` is the digest of what that
# place said last (`index.writer.said`): who repeats it says nothing new.
# `versions.change` has the kinds of change (`index.changes`) from the version before, where it was corrected.
# `aliases` has what articles were called before: by an id, and the number of a wording then, the article and the number
# of that wording now. An id that an article still has is there too if its wordings were numbered otherwise.
# `names` has what articles go by where they were read (`index.names`), whatever their ids are.
# `versions.carrier` is the feed of another host that a wording was read in. `carried` has what such feeds say otherwise
# of an article than the wording that counts, or as well, the last of each feed.
# `offset` is how many minutes east of UTC a time of publication was written, NULL for UTC and where that isn't known.
# `signatures` and `bands` find copies of a text (`index.copies`); `articles.family` is the original's key in an
# article that has copies.
PASSAGE_COLUMNS = 'version, start, "end", sentences, language, published, source, length, terms, vector'
_PASSAGE_TYPES = """
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  sentences BLOB NOT NULL,
  language TEXT NOT NULL,
  published INTEGER,
  source TEXT,
  length INTEGER NOT NULL,
  terms BLOB NOT NULL,
  vector BLOB NOT NULL
"""
TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  withdrawn INTEGER,
  family INTEGER
);
CREATE INDEX articles_by_family ON articles (family) WHERE family IS NOT NULL;
CREATE TABLE origins (
  origin TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  digest BLOB,
  said BLOB,
  PRIMARY KEY (origin, article)
) WITHOUT ROWID;
CREATE INDEX origins_by_article ON origins (article);
CREATE TABLE aliases (
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  number INTEGER NOT NULL,
  PRIMARY KEY (id, version)
) WITHOUT ROWID;
CREATE INDEX aliases_by_article ON aliases (article);
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
  offset INTEGER,
  seen REAL NOT NULL,
  PRIMARY KEY (article, carrier)
) WITHOUT ROWID;
CREATE TABLE signatures (
  article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
  signature BLOB NOT NULL
);
CREATE TABLE bands (band INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (band, article)) WITHOUT ROWID;
CREATE TABLE versions (
  key INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  source TEXT,
  url TEXT,
  author TEXT,
  published INTEGER,
  offset INTEGER,
  language TEXT NOT NULL,
  origin TEXT,
  modified INTEGER,
  teaser INTEGER NOT NULL DEFAULT 0,
  corrected INTEGER,
  carrier TEXT,
  change TEXT,
  wording_hash BLOB NOT NULL,
  seen REAL NOT NULL,
  UNIQUE (article, number)
);
CREATE TABLE passages (id INTEGER PRIMARY KEY AUTOINCREMENT, {_PASSAGE_TYPES});
CREATE INDEX passages_by_version ON passages (version);
CREATE INDEX passages_by_language ON passages (language, id);
CREATE TABLE reanalysed (id INTEGER PRIMARY KEY, {_PASSAGE_TYPES});
CREATE TABLE removed_passages (id INTEGER PRIMARY KEY);
CREATE TABLE failures (
  source TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  retry INTEGER NOT NULL,
  at REAL NOT NULL,
  place TEXT,
  tries INTEGER NOT NULL DEFAULT 1,
  retry_at REAL
);
CREATE TABLE visits (
  url TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  "full" INTEGER NOT NULL DEFAULT 0,
  known_since REAL,
  articles INTEGER NOT NULL DEFAULT 0,
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
INSERT INTO meta VALUES ('schema', {VERSION});
"""


# Query parts: an article's columns for `article`, and its current version.
ARTICLE = (
    "a.id, v.text, v.title, v.language, v.source, v.url, v.author, v.published, v.origin, v.modified, v.teaser,"
    " v.number, v.corrected, a.withdrawn, v.carrier, v.change, v.offset"
)
CURRENT = "articles a JOIN versions v ON v.article = a.key AND v.number = a.version"


def meta(connection: sqlite3.Connection, key: str) -> Any:  # noqa: ANN401
    """Return what the archive notes about itself under `key`, None when nothing."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def set_meta(connection: sqlite3.Connection, key: str, value: object) -> None:
    """Note `value` under `key`; None removes the note."""
    if value is None:
        connection.execute("DELETE FROM meta WHERE key = ?", (key,))
    else:
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def loosen(connection: sqlite3.Connection, passages: int) -> None:
    """Note that so many passages were taken out."""
    set_meta(connection, LOOSE, int(meta(connection, LOOSE) or 0) + passages)


def model(connection: sqlite3.Connection) -> tuple[str | None, int | None]:
    """Return the embedding model's name and its dimensions, None and None before the first article."""
    found = dict(
        connection.execute("SELECT key, value FROM meta WHERE key IN ('embedding_model', 'dimensions')")
    )
    return found.get("embedding_model"), found.get("dimensions")


def article(row: Sequence[Any]) -> Article:
    """Return the article of a row of `ARTICLE`, its text in place (see `wording`)."""
    id_, text, title, language, source, url, author, published, origin, modified, teaser, *rest = row
    version, corrected, withdrawn, carrier, change, offset = rest
    return Article(
        id_,
        text,
        title,
        language,
        source,
        url,
        author,
        moment_or_none(published, offset),
        origin,
        moment_or_none(modified),
        teaser=bool(teaser),
        version=version,
        corrected=moment_or_none(corrected),
        withdrawn=moment_or_none(withdrawn),
        carrier=carrier,
        change=kinds(change),
    )


def kinds(change: str | None) -> tuple[str, ...]:
    """Return the kinds of change (`index.changes`) as they are stored."""
    return tuple(change.split(",")) if change else ()


def change(kinds: Iterable[str]) -> str | None:
    """Return kinds of change as they are stored."""
    return ",".join(dict.fromkeys(kinds)) or None


def inside(folder: str) -> tuple[str, str]:
    """Return the bounds between which the paths inside a folder lie."""
    return f"{folder}{os.sep}", f"{folder}{chr(ord(os.sep) + 1)}"


def deflated(text: str, following: str) -> bytes:
    """Return the text of a replaced version as it is stored: deflated, with the one that replaced it as dictionary.

    A correction leaves most of a text as it was, so little is left of it (RFC 1950, 2.2: preset dictionaries).
    """
    deflate = zlib.compressobj(zlib.Z_BEST_COMPRESSION, zdict=following.encode())
    return deflate.compress(text.encode()) + deflate.flush()


def inflated(stored: bytes, following: str) -> str:
    """Return the text of a replaced version."""
    return zlib.decompressobj(zdict=following.encode()).decompress(stored).decode()


def wording(stored: Iterable[str | bytes]) -> str:
    """Return a version's text from the stored ones of the current version and all back to it, the current one first."""
    text = ""
    for each in stored:
        text = each if isinstance(each, str) else inflated(each, text)
    return text


def seconds(when: datetime | None) -> int | None:
    """Return a time as it is stored: whole seconds since the epoch."""
    return None if when is None else (when - EPOCH) // timedelta(seconds=1)


def offset(when: datetime | None) -> int | None:
    """Return a time's zone as it is stored: whole minutes east of UTC, None for UTC."""
    east = when.utcoffset() if when else None
    return east // timedelta(minutes=1) if east else None


def moment(stored: float) -> datetime:
    """Return a stored time, in UTC."""
    return EPOCH + timedelta(seconds=stored)


def moment_or_none(stored: float | None, offset: int | None = None) -> datetime | None:
    """Return a stored time, or none; in the zone so many minutes east of UTC, in UTC where that isn't known."""
    return None if stored is None else moment(stored).astimezone(timezone(timedelta(minutes=offset or 0)))


def seen(stored: float) -> datetime:
    """Return a stored time at which something happened: now, where a clock that was ahead noted it."""
    return min(moment(stored), datetime.now(UTC))


def past(stored: float | None) -> datetime | None:
    """Return a stored time at which something happened, or none; see `seen`."""
    return None if stored is None else seen(stored)


def pack_spans(spans: Sequence[Span]) -> bytes:
    """Return spans as stored: pairs of int32, little-endian."""
    return struct.pack(f"<{2 * len(spans)}i", *(bound for span in spans for bound in span))


def unpack_spans(stored: bytes) -> tuple[Span, ...]:
    """Return stored spans."""
    return tuple(map(Span._make, struct.iter_unpack("<2i", stored)))
