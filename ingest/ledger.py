"""What a reader tells beside articles and failures: that a record is as it was, that a folder was listed to its end."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

from index import language
from index.archive import Before
from index.writer import RECORD

READER = 4  # bytes of a digest that say how the record was read

Known = Callable[[str], Before]
"""What is known of an origin: `Archive.read_from`."""


def nothing(_origin: str) -> Before:
    """A `Known` that knows no record."""
    return Before()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A record that is as it was when it was last read: its article's id, and where it stands."""

    id: str
    origin: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Said after all that a folder holds: what came from it before and wasn't met now is there no more.

    Attributes:
        name: the folder as given.
        folder: its full path, as origins begin with it.
        kept: full paths of what couldn't be read, so that nothing is known of what it holds, and of feeds, whose older
            entries drop out of them.
        empty: whether there was nothing at all to read, as in the place of a disk that isn't mounted.
    """

    name: str
    folder: str
    kept: tuple[str, ...] = ()
    empty: bool = False


def digest(record: object) -> bytes:
    """Return the digest of a record: of bytes or text as they are, of anything else as JSON.

    It changes with this room's code: what another Khabar read may be read otherwise now.
    """
    if not isinstance(record, bytes):
        text = record if isinstance(record, str) else json.dumps(record)
        record = text.encode("utf-8", "surrogatepass")
    return blake2b(record, digest_size=RECORD).digest() + _reader()


def unchanged(record: bytes, *, origin: str, known: Mapping[bytes, str]) -> Unchanged | None:
    """Return the article that a record with this digest was, None where it must be read."""
    article_id = known.get(record)
    return None if article_id is None else Unchanged(article_id, origin)


@cache
def _reader() -> bytes:
    code = blake2b(digest_size=READER)
    for path in (*sorted(Path(__file__).parent.glob("*.py")), Path(language.__file__)):
        code.update(path.read_bytes())
    return code.digest()
