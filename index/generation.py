"""Generations: what a search needs, made from the archive, written once and never changed.

A generation is a folder `generations/N` with a shard a language (`shards/0`, `shards/1`, …) and Chroma's
folder of their vectors (`chroma`). It is built under another name, and counts once `archive.db` points to it.
The pointer has the size and checksum of every file, so a generation that was harmed is never believed.
"""

from __future__ import annotations

import os
import secrets
import shutil
from functools import partial
from json import dumps, loads
from typing import TYPE_CHECKING, NamedTuple, Self
from zlib import crc32

from index import chroma, database, schema
from index.errors import ArchiveDamagedError, ArchiveError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from index.search import Part
    from index.shard import Shard, ShardRow

FOLDER = "generations"
SHARDS = "shards"
CHROMA = "chroma"
UNFINISHED = "building-"
FORMAT = 2  # raised whenever what a generation's files hold changes: older ones are then made again
SMALLEST_COLLECTION = (
    20_000  # vectors; among fewer, looking at each is faster than importing Chroma and asking it
)
# Up to so many vectors, the first question to a collection looks at each: importing Chroma, 0.6 s and 250 MB, pays from
# the second on.
AT_FIRST = 200_000
READ_AT_ONCE = 1 << 18  # bytes


class File(NamedTuple):
    """What a file was when its generation was sealed: bytes, and the CRC-32 of them."""

    size: int
    checksum: int


class Generation(NamedTuple):
    """A published generation.

    Attributes:
        number: its folder's name; never given twice.
        last: the highest passage id it may hold; passages that came later have higher ones.
        passages: how many it holds.
        collections: which shards have a Chroma collection; the others are better searched without.
        files: its files by their path in its folder.
        format: the FORMAT it was written in.
    """

    number: int
    last: int
    passages: int
    collections: list[str]
    files: dict[str, File]
    format: int = FORMAT

    def to_json(self) -> str:
        """Return what `from_json` reads."""
        return dumps(self._asdict())

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the generation that `to_json` wrote; of one in another format only the number is known."""
        fields = loads(text)
        if fields.get("format") != FORMAT:
            return cls(fields["number"], last=0, passages=0, collections=[], files={}, format=0)
        return cls(**fields | {"files": {name: File(*file) for name, file in fields["files"].items()}})


def published(connection: sqlite3.Connection) -> Generation | None:
    """Return the generation that the archive points to."""
    text = schema.meta(connection, "generation")
    return Generation.from_json(str(text)) if text else None


def number(generation: Generation | None) -> int:
    """Return a generation's number, 0 for none."""
    return generation.number if generation else 0


def build(
    archive: Path,
    previous: Generation | None,
    dimensions: int,
    languages: Mapping[str, Iterable[ShardRow]],
    *,
    last: int,
) -> Generation:
    """Write a generation to follow the `previous` one; nothing points to it yet.

    `languages` gives each language's passages, in ascending order of id, `last` the highest id among them.

    Raises:
        ArchiveError: there is no space, or Chroma failed; nothing of it is left.
    """
    unfinished = archive / FOLDER / f"{UNFINISHED}{os.getpid()}-{secrets.token_hex(4)}"
    try:
        passages, collections = _write(unfinished, dimensions, languages)
        files = _seal(unfinished)
        name = _put_in_place(unfinished, above=number(previous))
    except (OSError, ArchiveError) as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise ArchiveError(
            f"the search index of {archive} could not be renewed ({error}); the articles are in, and answers "
            "come from them as before: see to the disk's space, then run `khabar reindex`"
        ) from error
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return Generation(name, last, passages, collections, files)


def load(archive: Path, generation: Generation) -> list[Part]:
    """Return a generation's shards, in memory, with their ways to the nearest neighbours.

    Raises:
        ArchiveDamagedError: a shard's file isn't what it was, or not what this Khabar writes. Chroma's are
            looked at when it is asked.
    """
    from index.search import Part
    from index.shard import Shard

    folder = archive / FOLDER / str(generation.number)
    problems = damage(archive, generation, SHARDS)
    if problems:
        raise ArchiveDamagedError("; ".join(problems))
    collections = chroma.Collections(folder / CHROMA, partial(damage, archive, generation, CHROMA))
    try:
        names = sorted((path.name for path in (folder / SHARDS).iterdir()), key=int)
        shards = {name: Shard.load(folder / SHARDS / name) for name in names}
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise ArchiveDamagedError(f"{folder} can't be read ({error})") from error
    return [
        Part(shard, partial(_nearest, collections, name, shard) if name in generation.collections else None)
        for name, shard in shards.items()
    ]


def damage(archive: Path, generation: Generation, inside: str = "") -> list[str]:
    """Return what is wrong with a generation's files whose path begins with `inside`, a line each."""
    folder = archive / FOLDER / str(generation.number)
    if generation.format != FORMAT:
        return [f"{folder} is another version's"]
    return [
        f"{folder / name} is {problem}"
        for name, file in generation.files.items()
        if name.startswith(inside) and (problem := _problem(folder / name, file))
    ]


def problems(archive: Path, generation: Generation) -> list[str]:
    """Return why a generation can't be used, a line each; an empty list if it can."""
    try:
        load(archive, generation)
    except ArchiveDamagedError as error:
        return damage(archive, generation) or [str(error)]
    return damage(archive, generation, CHROMA)


def sweep(archive: Path, generation: Generation | None) -> None:
    """Delete every generation but the one given, finished or not. A reader that misses its own finds that."""
    keep = str(generation.number) if generation else ""
    if not (archive / FOLDER).exists():
        return
    for folder in (archive / FOLDER).iterdir():
        if folder.name != keep:
            shutil.rmtree(folder, ignore_errors=True)


def _write(
    folder: Path, dimensions: int, languages: Mapping[str, Iterable[ShardRow]]
) -> tuple[int, list[str]]:
    from index.shard import Shard

    (folder / SHARDS).mkdir(parents=True)
    collections, count = {}, 0
    for place, (language, rows) in enumerate(languages.items()):
        shard, path = Shard.build(language, dimensions, rows), folder / SHARDS / str(place)
        shard.save(path)
        count += len(shard)
        if len(shard) >= SMALLEST_COLLECTION:
            collections[path.name] = path
    if collections:
        chroma.build(folder / CHROMA, {_collection(name): path for name, path in collections.items()})
    return count, list(collections)


def _seal(folder: Path) -> dict[str, File]:
    """Bring every file and folder to the disk; return what the files are."""
    paths = sorted(folder.rglob("*"))
    for path in (*paths, folder, folder.parent):
        path.chmod(0o700 if path.is_dir() else 0o600)
    for path in (*paths, folder):
        database.sync(path)
    return {path.relative_to(folder).as_posix(): _file(path) for path in paths if path.is_file()}


def _put_in_place(unfinished: Path, *, above: int) -> int:
    taken = [int(path.name) for path in unfinished.parent.iterdir() if path.name.isdigit()]
    free = max(above, *taken, 0) + 1
    unfinished.rename(unfinished.with_name(str(free)))
    database.sync(unfinished.parent)
    return free


def _file(path: Path) -> File:
    size = checksum = 0
    part = memoryview(bytearray(READ_AT_ONCE))  # not mapped: what is read only to be checked need not stay
    with path.open("rb", buffering=0) as stream:
        while count := stream.readinto(part):
            size, checksum = size + count, crc32(part[:count], checksum)
    return File(size, checksum)


def _problem(path: Path, file: File) -> str | None:
    try:
        if path.stat().st_size != file.size:
            return "of another size than it was"
        return None if _file(path) == file else "changed"
    except FileNotFoundError:
        return "missing"
    except OSError as error:
        return f"unreadable ({error.strerror})"


def _collection(shard: str) -> str:
    return f"shard-{shard}"  # Chroma wants three characters


def _nearest(
    collections: chroma.Collections, name: str, shard: Shard, vector: NDArray[np.float32], k: int
) -> NDArray[np.int64]:
    """Return int64[k], the ids nearest to `vector`, removed ones too; slowly where Chroma can't answer."""
    if collections.first(_collection(name)) and len(shard) <= AT_FIRST:
        return _nearest_of_all(shard, vector, k)
    try:
        return collections.nearest(_collection(name), vector, k)
    except ArchiveDamagedError:
        return _nearest_of_all(shard, vector, k)


def _nearest_of_all(shard: Shard, vector: NDArray[np.float32], k: int) -> NDArray[np.int64]:
    import numpy as np

    step = 10_000  # in parts: the float32 copy of a large shard would double the memory
    parts = [
        shard.vectors[start : start + step].astype(np.float32) @ vector
        for start in range(0, len(shard), step)
    ]
    return shard.ids[np.argsort(-np.concatenate(parts), kind="stable")[:k]]
