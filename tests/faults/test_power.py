"""The power fails at any moment: what was said to be stored is there, and the archive is sound.

What a writer does to its disk is written down (`disk_log.c`). Then disks are made as a power cut may leave them: what
was synced is there; of what was written since, some parts are and some are not, in whatever order; a write may be cut
in the middle. File names are as they were: file systems keep a journal of those.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from archives import ANALYSER, BATCH, SCRIPT, after, before, gone, state

from index import database
from index.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SHIM = Path(__file__).parent / "disk_log.c"
FEW, MANY = 25, 1_000  # power cuts
SECTOR = 512  # bytes that a disk writes whole


class Done(NamedTuple):
    """Something that a process did: `w`rote, `t`runcated, `s`ynced, `u`nlinked, `r`enamed, or s`a`id."""

    kind: str
    path: str
    other: str
    offset: int
    data: bytes


@dataclass
class File:
    """A file on a disk: what is on it for sure, and what was done to it since it was synced."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Done] = field(default_factory=list)

    def sync(self) -> None:
        for done in self.pending:
            apply(self.durable, done)
        self.pending = []

    def after_a_power_cut(self, chance: random.Random) -> bytes:
        """Some parts of what is pending, in some order; all of it at times, and nothing at others."""
        found, kept = bytearray(self.durable), chance.choice((0.0, 0.3, 0.7, 1.0))
        parts = [part for done in self.pending for part in torn(done, chance) if chance.random() < kept]
        if chance.random() < 0.5:
            chance.shuffle(parts)
        for part in parts:
            apply(found, part)
        return bytes(found)


def torn(done: Done, chance: random.Random) -> list[Done]:
    """A write in one piece, or, now and then, in sectors that may get to the disk or not."""
    if done.kind != "w" or chance.random() < 0.5:
        return [done]
    starts = range(0, len(done.data), SECTOR)
    return [done._replace(offset=done.offset + at, data=done.data[at : at + SECTOR]) for at in starts]


def apply(data: bytearray, done: Done) -> None:
    if done.kind == "t":
        del data[done.offset :]
        return
    data.extend(bytes(max(0, done.offset - len(data))))
    data[done.offset : done.offset + len(done.data)] = done.data


def disk_at(log: Sequence[Done], chance: random.Random) -> tuple[dict[str, bytes], int]:
    """The files that a power cut after the last thing done may leave, and how many transactions were told."""
    files: defaultdict[str, File] = defaultdict(File)
    told = 0
    for done in log:
        if done.kind == "a":
            told += done.data.startswith((b"put", b"removed"))
        elif done.kind == "r":
            files[done.other] = files.pop(done.path, File())
        elif done.kind == "u":
            files.pop(done.path, None)
        elif done.kind == "s":
            if done.path in files:  # and no folder
                files[done.path].sync()
        else:
            files[done.path].pending.append(done)
    return {path: file.after_a_power_cut(chance) for path, file in files.items()}, told


def read(log: Path) -> list[Done]:
    found, data, at = [], log.read_bytes(), 0
    while at < len(data):
        end = data.index(b"\n", at)
        kind, path, other, offset, size = data[at:end].decode().split("\t")
        at = end + 1 + int(size)
        found.append(Done(kind, path, other, int(offset), data[end + 1 : at]))
    return found


def states(folder: Path) -> list[object]:
    """What the archive holds before and after each transaction of the story (`archives.tell`)."""
    found: list[object] = []
    with Archive.open(folder) as archive, archive.writer() as writer:
        found.append(state(archive))
        for start in range(0, len(after()), BATCH):
            writer.put(after()[start : start + BATCH], ANALYSER)
            found.append(state(archive))
            if start % (2 * BATCH) == 0:
                writer.remove(gone()[start // BATCH : start // BATCH + 2])
                found.append(state(archive))
    return found


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Done], list[object]]:
    """An archive's folder, what the story did to it, and the states that it went through."""
    compiler, place = shutil.which("cc"), tmp_path_factory.mktemp("power")
    if compiler is None or sys.platform != "linux":
        pytest.skip(
            "what a process does to its disk is written down by a library, for Linux, which a compiler makes"
        )
    library, folder = place / "disk_log.so", place / "archive"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, SHIM, "-ldl"], check=True)
    with Archive.open(folder, create=True) as archive, archive.writer() as writer:
        writer.put(before(), ANALYSER)
    begun = {path: path.read_bytes() for path in folder.iterdir() if path.name == database.NAME}
    shutil.copytree(folder, place / "again")
    logging = {"LD_PRELOAD": str(library), "DISK_FOLDER": str(folder), "DISK_LOG": str(place / "log")}
    subprocess.run([sys.executable, str(SCRIPT), "tell", str(folder)], check=True, env=os.environ | logging)
    held = [Done("w", str(path), "", 0, data) for path, data in begun.items()]
    synced = [Done("s", str(path), "", 0, b"") for path in begun]
    return folder, [*held, *synced, *read(place / "log")], states(place / "again")


@pytest.mark.parametrize("cuts", [FEW, pytest.param(MANY, marks=pytest.mark.slow)], ids=["few", "many"])
def test_the_power_fails_at_any_moment(
    written: tuple[Path, list[Done], list[object]],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    cuts: int,
) -> None:
    """Seen red with SQLite's `synchronous` NORMAL, and OFF: what was told was lost."""
    folder, log, went_through = written
    chance, seen = random.Random(20261128), set()
    for cut in range(cuts):
        at = chance.randrange(2, len(log) + 1)
        files, told = disk_at(log[:at], chance)
        place = tmp_path / str(cut)
        place.mkdir()
        for path, data in files.items():
            if not path.endswith("-shm"):
                (place / Path(path).relative_to(folder)).write_bytes(data)
        with Archive.open(place) as archive:
            assert archive.check() == [], f"cut after {at} of {len(log)}"
            found = state(archive)
        # The last transaction may be there already.
        assert found in went_through[told : told + 2], (
            f"cut after {at} of {len(log)}, {told} transactions told"
        )
        seen.add(went_through.index(found))
        shutil.rmtree(place)
    # Each transaction was brought to the disk.
    assert sum(done.kind == "s" for done in log) > len(went_through)
    assert len(seen) > min(cuts, 50) // 5  # they struck between different transactions
    record_property("figure", f"{cuts} power cuts in {len(seen)} different states, 0 losses, 0 damaged")
