"""An archive whose writer is killed, or that several writers share, ends as a clean run leaves it.

The oracle: state after fault and re-run equals the state of a clean run, and a search finds what it finds
there. Each test first proves that its fault struck.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from archives import ANALYSER, PUBLISH_POINTS, SCRIPT, before, holding, nearest, state, tell

from index import generation
from index.archive import Archive

if TYPE_CHECKING:
    from pathlib import Path

QUICK_KILLS, MANY_KILLS = 6, 200
WORDS = [word for number in (0, 7, 25, 35) for word in (f"own{number}x1", "second", "first")]
LINE = "report {0} line {1} common{1} own{0}x{1}\n"


def start(action: str, folder: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(SCRIPT), action, str(folder), *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def found(archive: Archive) -> list[Any]:
    """What searches find: for words by the postings, for every passage by the vectors."""
    passages = [LINE.format(number, 2) for number in range(40)]
    return [holding(archive, word) for word in WORDS] + [nearest(archive, passage, 1) for passage in passages]


def outcome(folder: Path) -> tuple[dict[str, Any], list[Any]]:
    with Archive.open(folder) as archive:
        assert archive.check() == []
        return state(archive), found(archive)


def make_before(folder: Path) -> Path:
    """The archive before the ingest that is killed: articles, and a generation of them."""
    with Archive.open(folder, create=True) as archive, archive.writer() as writer:
        writer.put(before(), ANALYSER)
        writer.publish(force=True)
    return folder


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_before(tmp_path_factory.mktemp("begun") / "archive")


@pytest.fixture(scope="module")
def clean(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], list[Any]]:
    """What the same ingest leaves when nothing goes wrong."""
    folder = tmp_path_factory.mktemp("clean") / "archive"
    shutil.copytree(begun, folder)
    tell(folder)
    return outcome(folder)


def kill_while_it_tells(folder: Path, chance: random.Random) -> int:
    """Run the ingest and kill it at a random moment; return how many steps it had done."""
    child = start("tell", folder, "publish")
    assert child.stdout
    steps = chance.randrange(0, 17)
    for _ in range(steps):
        assert child.stdout.readline()
    time.sleep(chance.random() * 0.012)
    child.kill()
    rest, _ = child.communicate()
    assert child.returncode == -signal.SIGKILL
    assert "published" not in rest
    return steps + len(rest.splitlines())


@pytest.mark.parametrize(
    "kills", [QUICK_KILLS, pytest.param(MANY_KILLS, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_a_writer_killed_at_any_moment_and_run_again_leaves_what_a_clean_run_leaves(
    begun: Path, clean: tuple[dict[str, Any], list[Any]], tmp_path: Path, kills: int
) -> None:
    chance = random.Random(20260101)
    states = []
    for number in range(kills):
        folder = tmp_path / str(number)
        shutil.copytree(begun, folder)
        kill_while_it_tells(folder, chance)
        states.append(outcome(folder)[0])  # sound right after the kill, whatever was committed
        tell(folder)
        assert outcome(folder) == clean, f"kill {number}"
        shutil.rmtree(folder)
    # The kills struck at different moments between the first step and the last.
    midway = [one for one in states if one not in (states[0], clean[0])]
    assert len(midway) > kills // 4


@pytest.mark.parametrize("point", PUBLISH_POINTS)
def test_a_writer_killed_while_publishing_leaves_the_old_or_the_new_state(
    begun: Path, clean: tuple[dict[str, Any], list[Any]], tmp_path: Path, point: str
) -> None:
    folder = tmp_path / "archive"
    shutil.copytree(begun, folder)
    child = start("die", folder, point)
    said, errors = child.communicate()
    assert child.returncode == -signal.SIGKILL, errors
    assert "published" not in said
    committed = point == "before the old generation is deleted"
    names = sorted(path.name for path in (folder / generation.FOLDER).iterdir())
    with Archive.open(folder) as archive:
        published = generation.published(archive._connection)
        assert generation.number(published) == (2 if committed else 1)
        # What was being built is there, and not pointed to; or what was replaced is still there.
        assert len(names) == (1 if point == "before the shards are built" else 2)
    assert outcome(folder) == clean
    with Archive.open(folder) as archive, archive.writer() as writer:
        writer.publish()
        published = generation.published(archive._connection)
        assert [path.name for path in (folder / generation.FOLDER).iterdir()] == [str(published.number)]


def test_a_kill_while_reindexing_keeps_the_old_vectors_and_the_next_run_is_whole(
    begun: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "archive"
    shutil.copytree(begun, folder)
    as_it_was = outcome(folder)
    child = start("reindex", folder)
    assert child.stdout
    assert child.stdout.readline() == "analysed\n"
    child.kill()
    child.communicate()
    assert child.returncode == -signal.SIGKILL
    with Archive.open(folder) as archive:
        assert archive._connection.execute("SELECT count(*) FROM reanalysed").fetchone()[0] > 0
    assert outcome(folder) == as_it_was
    with Archive.open(folder) as archive, archive.writer() as writer:
        writer.reanalyse(ANALYSER)
        assert archive._connection.execute("SELECT count(*) FROM reanalysed").fetchone()[0] == 0
    assert outcome(folder) == as_it_was


@pytest.mark.parametrize("writers", [2, 4])
def test_writers_at_once_leave_what_one_after_another_would(tmp_path: Path, writers: int) -> None:
    with Archive.open(tmp_path / "one", create=True) as archive, archive.writer() as writer:
        writer.put(before(), ANALYSER)
    children = [start("share", tmp_path / "many", str(share), str(writers)) for share in range(writers)]
    for child in children:
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin
        print("go", file=child.stdin, flush=True)
    ends = [child.communicate() for child in children]
    assert [child.returncode for child in children] == [0] * writers, ends
    # All came before the first left, and none entered before the one before it had left.
    came, entered, left = zip(*(map(float, said.split()) for said, _ in ends), strict=True)
    assert max(came) < min(left)
    assert all(late >= early for early, late in zip(sorted(left), sorted(entered)[1:], strict=False))
    assert outcome(tmp_path / "many") == outcome(tmp_path / "one")
