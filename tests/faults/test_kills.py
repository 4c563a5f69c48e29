"""`ingest` and `watch` killed at any moment and run again leave what a run leaves that nobody disturbs.

The oracle (`story.outcome`): articles, versions, passages, terms, vectors, origins, families of copies, answers to a
fixed set of questions; and every live passage is found by a search for its own text.

Each kill waits for some transactions, from none to all in turn, and strikes at a random moment of the next: a busy
machine only makes it later. Of each test a few kills are in the suite, to see a fault that any kill brings out. Two
hundred moments of each are for `make test-slow`, and find what only a rare moment does.
"""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Self

import pytest
from story import SCRIPT, catch_up, feed, files, ingest, outcome, publish, steps, stored, write
from web import Page, serving

from index import database
from index.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from web import Asked, Web

FEW, MANY = 4, 200
CHANGING = 1.0  # seconds in which a watched folder changes
LOOK = 0.002  # seconds between two looks at what a process does
PATIENCE = 60.0  # seconds; a busy machine is slow, a broken one never gets there


def started(action: str, archive: Path, *arguments: object) -> subprocess.Popen[str]:
    """A process of the story that has begun."""
    command = [sys.executable, str(SCRIPT), action, str(archive), *map(str, arguments)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout
    assert child.stdout.readline() == "begun\n"
    return child


def killed(child: subprocess.Popen[str]) -> bool:
    """Kill a process; say whether it was still at work."""
    child.kill()
    child.communicate()
    return child.returncode == -signal.SIGKILL


def left_by(archive: Path) -> bytes:
    """A digest of what an archive holds just after a kill, having looked whether it is sound."""
    with Archive.open(archive) as opened:
        assert opened.check() == []
        return blake2b(repr(stored(opened)).encode()).digest()


many = pytest.mark.parametrize(
    "kills", [FEW, pytest.param(MANY, marks=pytest.mark.slow)], ids=["few", "many"]
)


class Commits:
    """Counts the transactions of another process, while it is entered."""

    def __init__(self, archive: Path) -> None:
        self._path = archive / database.NAME
        self.count = 0

    def __enter__(self) -> Self:
        self._connection = sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)
        self._version = self._now()
        return self

    def __exit__(self, *raised: object) -> None:
        self._connection.close()  # before the kill: nobody else keeps the archive open then

    def look(self) -> int:
        """Return how many there were since it was entered; several between two looks count as one."""
        version = self._now()
        self.count += version != self._version
        self._version = version
        return self.count

    def _now(self) -> int:
        found: tuple[int] = self._connection.execute("PRAGMA data_version").fetchone()
        return found[0]


@dataclass(frozen=True)
class Pace:
    """How many transactions there are, and the seconds that one takes."""

    commits: int
    each: float

    def moments(self, kills: int, chance: random.Random) -> Iterator[tuple[int, float]]:
        """Yield after how many transactions each kill strikes, spread over all, and how many seconds later."""
        for kill in range(kills):
            yield int((kill + chance.random()) / kills * self.commits), chance.random() * self.each


@pytest.fixture(scope="module")
def pace(source: Path, begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Pace:
    """The ingest's, once it has begun."""
    archive = tmp_path_factory.mktemp("timed") / "archive"
    shutil.copytree(begun, archive)
    child, since = started("ingest", archive, source), time.perf_counter()
    with Commits(archive) as commits:
        while child.poll() is None:
            commits.look()
            time.sleep(LOOK)
    return Pace(commits.count, (time.perf_counter() - since) / commits.count)


@many
def test_an_ingest_killed_at_any_moment_and_run_again(
    source: Path,
    begun: Path,
    clean: dict[str, Any],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    *,
    pace: Pace,
    kills: int,
) -> None:
    """Seen red with an article's digest committed before its wording, and its number of versions before the version."""
    chance, archive, states, struck = random.Random(20261125), tmp_path / "archive", set(), 0
    for after, later in pace.moments(kills, chance):
        shutil.copytree(begun, archive)
        child = started("ingest", archive, source)
        with Commits(archive) as commits:
            while commits.look() < after and child.poll() is None:
                time.sleep(LOOK)
        time.sleep(later)
        struck += killed(child)
        states.add(left_by(archive))
        ingest(source, archive)
        assert outcome(archive) == clean, f"kill after {after}"
        shutil.rmtree(archive)
    assert struck > kills // 2  # the others had just ended
    assert len(states) > min(kills, 20) // 4  # they struck between different transactions
    record_property("figure", f"{struck} kills of `ingest` in {len(states)} different states, 0 differences")


# ---- watch


@dataclass
class Watched:
    """A folder and a feed, and the archive of them as they were."""

    folder: Path
    web: Web
    begun: Path

    @property
    def sources(self) -> tuple[str, str]:
        return str(self.folder), self.web.url("/feed")

    def reset(self) -> None:
        """Have the news as it was."""
        write(self.folder, files(now=False, moved=False))
        self.publish_feed(now=False)

    def changes(self, chance: random.Random) -> list[Callable[[], None]]:
        """The steps from the news as it was to the news as it is now, in any order."""
        found = [*steps(self.folder, files(now=True, moved=False)), lambda: self.publish_feed(now=True)]
        chance.shuffle(found)
        return found

    def publish_feed(self, *, now: bool) -> None:
        text, etag = feed(now=now), f'"{now}"'

        def answer(asked: Asked) -> Page:
            same = asked.headers.get("if-none-match") == etag
            return Page(status=304) if same else Page(text, headers={"ETag": etag})

        self.web["/feed"] = answer


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("watched")
    with serving() as web:
        found = Watched(folder / "news", web, folder / "begun")
        found.reset()
        catch_up(found.begun, *found.sources)
        publish(found.begun)
        yield found


@pytest.fixture(scope="module")
def watched_clean(watched: Watched, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What watching leaves when all has changed and nothing goes wrong."""
    archive = tmp_path_factory.mktemp("clean") / "archive"
    shutil.copytree(watched.begun, archive)
    for change in watched.changes(random.Random(1)):
        change()
    catch_up(archive, *watched.sources)
    found = outcome(archive)
    assert found["families"]
    assert found["unreachable"] == []
    assert found["answers"] != outcome(watched.begun)["answers"]
    return found


def play(changes: list[Callable[[], None]], ended: Callable[[float], bool]) -> list[Callable[[], None]]:
    """Make changes, evenly over `CHANGING` seconds, till it has ended after so many; return what is left of them."""
    since, left = time.perf_counter(), list(changes)
    while not ended(now := time.perf_counter() - since):
        while left and now >= CHANGING * (1 - len(left) / len(changes)):
            left.pop()()
        time.sleep(LOOK)
    return left


@pytest.fixture(scope="module")
def watch_pace(
    watched: Watched, watched_clean: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Pace:
    """Of a watch that takes in all that changes before it begins and in the `CHANGING` seconds after."""
    archive = tmp_path_factory.mktemp("timed") / "archive"
    shutil.copytree(watched.begun, archive)
    watched.reset()
    changes = watched.changes(random.Random(1))
    for change in changes[::2]:
        change()
    child, since = started("watch", archive, *watched.sources), time.perf_counter()
    with Commits(archive) as commits, Archive.open(archive) as opened:
        play(changes[1::2], lambda now: commits.look() < 0 or now > CHANGING + 0.1)
        while any(watched_clean[name] != found for name, found in stored(opened).items()):
            assert time.perf_counter() - since < PATIENCE
            commits.look()
            time.sleep(LOOK)
    assert killed(child)
    return Pace(commits.count, (time.perf_counter() - since) / commits.count)


@many
def test_a_watch_killed_at_any_moment_while_files_and_a_feed_change_and_run_again(
    watched: Watched,
    watched_clean: dict[str, Any],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    *,
    watch_pace: Pace,
    kills: int,
) -> None:
    """Seen red with a visit noted before what it brought (`take_in`): the next one was answered 304."""
    chance, archive, states = random.Random(20261126), tmp_path / "archive", set()
    for after, later in watch_pace.moments(kills, chance):
        watched.reset()
        shutil.copytree(watched.begun, archive)
        changes = watched.changes(chance)
        for change in changes[::2]:
            change()
        child = started("watch", archive, *watched.sources)
        longest = 2 * watch_pace.commits * watch_pace.each  # there may be fewer transactions than before
        with Commits(archive) as commits:
            left = play(changes[1::2], lambda now: commits.look() >= after or now > longest)  # noqa: B023
        time.sleep(later)
        assert killed(child)
        states.add(left_by(archive))
        for change in left:
            change()
        catch_up(archive, *watched.sources)
        assert outcome(archive) == watched_clean, f"kill after {after}"
        shutil.rmtree(archive)
    assert len(states) > min(kills, 20) // 4
    record_property("figure", f"{kills} kills of `watch` in {len(states)} different states, 0 differences")
