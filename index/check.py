"""What is wrong with an archive, if anything: every promise it makes, looked at."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from index import database, generation, schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_AGAIN = "remove the article and take it in again"


def problems(path: Path, connection: sqlite3.Connection) -> list[str]:
    """Return a sentence for each thing that is wrong with an archive's file; an empty list when nothing is."""
    found: list[str] = []
    try:
        with database.transaction(connection, "DEFERRED"):
            for look in (_database, _passages, _generation):
                found.extend(look(path, connection))
    except sqlite3.Error as error:
        found.append(f"{path} can't be read to its end ({error}): {database.FROM_A_BACKUP}")
    return found


def _database(path: Path, connection: sqlite3.Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"{path} is damaged ({line}): {database.FROM_A_BACKUP}"
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{path} has a row in {table} that belongs to nothing: run `khabar reindex`"


def _passages(_: Path, connection: sqlite3.Connection) -> Iterator[str]:
    query = (
        'SELECT a.id, v.text, a.version = v.number, p.id, p.start, p."end", p.sentences, length(p.vector)'
        " FROM passages p JOIN versions v ON v.key = p.version JOIN articles a ON a.key = v.article"
    )
    size = 2 * (schema.model(connection)[1] or 0)
    for article, text, current, id_, start, end, sentences, length in connection.execute(query):
        bounds = [start, *(bound for span in schema.unpack_spans(sentences) for bound in span), end]
        if bounds != sorted(bounds) or start < 0 or end > len(text):
            yield f"passage {id_} of {article} lies outside its text: {_AGAIN}"
        if not current:
            yield f"passage {id_} belongs to an old wording of {article}: {_AGAIN}"
        if length != size:
            yield f"passage {id_} of {article} has a vector of another size: run `khabar reindex`"


def _generation(path: Path, connection: sqlite3.Connection) -> Iterator[str]:
    archive = path.parent
    published = generation.published(connection)
    if published is None:
        return
    harm = generation.problems(archive, published)
    if harm:
        yield from (f"{line}: the next `khabar ingest` makes the search index again" for line in harm)
        return
    removed = _ids(connection, "removed_passages")
    held = {int(id_) for part in generation.load(archive, published) for id_ in part.shard.ids}
    if held - removed != _ids(connection, f"passages WHERE id <= {published.last}") or removed - held:
        yield f"the search index of {archive} holds other passages than the archive: run `khabar reindex`"


def _ids(connection: sqlite3.Connection, rows: str) -> set[int]:
    return {row[0] for row in connection.execute(f"SELECT id FROM {rows}")}
