"""`ingest` and `watch` killed at any moment and run again leave what a run leaves that nobody disturbs.

The oracle (`story.outcome`): articles, versions, passages, terms, vectors, origins, families of copies, answers to a
fixed set of questions; and every live passage is found by a search for its own text.

Of each test a few kills are in the suite: enough to strike between different transactions, and to see a fault that any
kill brings out. Two hundred moments of each are for `make test-slow`, and find what only a rare moment does.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import pytest
from story import SCRIPT, catch_up, feed, files, ingest, outcome, publish, steps, stored, write
from web import Page, serving

from index.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from web import Asked, Web

FEW, MANY = 5, 200
CHANGING = 1.0  # seconds in which a watched folder changes
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


@pytest.fixture(scope="module")
def takes(source: Path, begun: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds that the ingest takes once it has begun."""
    archive = tmp_path_factory.mktemp("timed") / "archive"
    shutil.copytree(begun, archive)
    child = started("ingest", archive, source)
    since = time.perf_counter()
    child.communicate()
    return time.perf_counter() - since


@many
def test_an_ingest_killed_at_any_moment_and_run_again(
    source: Path,
    begun: Path,
    clean: dict[str, Any],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    *,
    takes: float,
    kills: int,
) -> None:
    """Seen red with an article's digest committed before its wording, and its number of versions before the version."""
    chance, archive, moments, struck = random.Random(20261125), tmp_path / "archive", set(), 0
    while struck < kills:
        shutil.copytree(begun, archive)
        child = started("ingest", archive, source)
        time.sleep(chance.random() * takes)
        if killed(child):
            struck += 1
            moments.add(left_by(archive))
            ingest(source, archive)
            assert outcome(archive) == clean, f"kill {struck}"
        shutil.rmtree(archive)
    assert len(moments) > min(kills, 20) // 4  # they struck between different transactions
    record_property("figure", f"{struck} kills of `ingest` in {len(moments)} different states, 0 differences")


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


def play(changes: list[Callable[[], None]], until: float) -> list[Callable[[], None]]:
    """Make changes, evenly over `CHANGING` seconds; return what is left of them when the time has come."""
    since, left = time.perf_counter(), list(changes)
    while (now := time.perf_counter() - since) < until:
        while left and now >= CHANGING * (1 - len(left) / len(changes)):
            left.pop()()
        time.sleep(0.005)
    return left


@pytest.fixture(scope="module")
def watch_takes(
    watched: Watched, watched_clean: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> float:
    """Seconds in which a watch takes in all that changes before it begins and in the `CHANGING` seconds after."""
    archive = tmp_path_factory.mktemp("timed") / "archive"
    shutil.copytree(watched.begun, archive)
    watched.reset()
    changes = watched.changes(random.Random(1))
    for change in changes[::2]:
        change()
    child, since = started("watch", archive, *watched.sources), time.perf_counter()
    play(changes[1::2], until=CHANGING + 0.1)
    with Archive.open(archive) as opened:
        while any(watched_clean[name] != found for name, found in stored(opened).items()):
            assert time.perf_counter() - since < PATIENCE
            time.sleep(0.1)
    assert killed(child)
    return time.perf_counter() - since


@many
def test_a_watch_killed_at_any_moment_while_files_and_a_feed_change_and_run_again(
    watched: Watched,
    watched_clean: dict[str, Any],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    *,
    watch_takes: float,
    kills: int,
) -> None:
    """Seen red with a visit noted before what it brought (`take_in`): the next one was answered 304."""
    chance, archive, moments = random.Random(20261126), tmp_path / "archive", set()
    for kill in range(kills):
        watched.reset()
        shutil.copytree(watched.begun, archive)
        changes = watched.changes(chance)
        for change in changes[::2]:
            change()
        child = started("watch", archive, *watched.sources)
        left = play(changes[1::2], until=chance.random() * watch_takes)
        assert killed(child)
        moments.add(left_by(archive))
        for change in left:
            change()
        catch_up(archive, *watched.sources)
        assert outcome(archive) == watched_clean, f"kill {kill}"
        shutil.rmtree(archive)
    assert len(moments) > min(kills, 20) // 4
    record_property("figure", f"{kills} kills of `watch` in {len(moments)} different states, 0 differences")
