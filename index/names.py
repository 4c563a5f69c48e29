"""What articles go by where they are read: the scopes of names, and the names that the archive keeps.

An id that a record has of its own counts within its source, or within its file where it names none; what a feed knows
an entry by counts within the feed, or within its host where it is made to be unique; a record without any of these is
known by its wording within its file; an address counts everywhere.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

from index.identity import of_address
from index.types import Name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

ADDRESS = "address"
SOURCE, FILE, FEED, HOST, WORDING = "source ", "file ", "feed ", "host ", "wording "

# Ids that are made to be no other's: an address, a tag (RFC 4151), a urn.
UNIQUE = re.compile(r"(?:https?://|tag:|urn:)\S+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def address(url: str) -> Name:
    """Return the name of the article at an address."""
    return Name(ADDRESS, of_address(url))


def record_id(own: str, source: str | None, origin: str) -> Name:
    """Return the name that a record has in its source, or in its file."""
    scope = f"{SOURCE}{' '.join(source.casefold().split())}" if source else f"{FILE}{origin}"
    return Name(scope, own)


def entry(guid: str, feed: str) -> Iterator[Name]:
    """Yield the names that a feed's entry has by what the feed knows it by."""
    yield Name(f"{FEED}{of_address(feed)}", guid)
    host = of_address(feed).partition("://")[2].partition("/")[0]
    if host and UNIQUE.fullmatch(guid):
        yield Name(f"{HOST}{host}", guid)


def wording(title: str, text: str, origin: str) -> Name:
    """Return the name of a record in its file that has no other."""
    return Name(f"{WORDING}{origin}", blake2b(f"{title}\0{text}".encode(), digest_size=16).hexdigest())


def whole(origin: str) -> Name:
    """Return the name of the one article that a file is."""
    return Name(f"{FILE}{origin}", origin)


def give(connection: sqlite3.Connection, key: int, names: Iterable[Name]) -> None:
    """Have an article go by some names, inside the caller's transaction; another one that did does so no more."""
    connection.executemany(
        "INSERT INTO names VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET article = excluded.article"
        " WHERE article != excluded.article",
        [(*name, key) for name in names],
    )


def of_old(id_: str, title: str, text: str, source: str | None, origin: str | None) -> Iterator[Name]:
    """Yield the names of an article of an archive that had none yet, as far as its id and its facts tell them."""
    place = origin or ""
    if id_.startswith(("http://", "https://")):
        yield Name(ADDRESS, id_)
        yield record_id(id_, source, place)  # as it may be
    elif id_ == place:
        yield whole(place)
    elif place and id_.startswith(f"{place}#"):
        yield wording(title, text, place)
        yield from entry(id_.removeprefix(f"{place}#"), place)
    else:
        yield record_id(id_, source, place)
