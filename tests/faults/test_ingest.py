"""An ingest beside others, beside questions, on a full disk, round after round, leaves what a clean run leaves.

The oracle is `story.outcome` (see `test_kills.py`). Each test first proves that its fault struck.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from itertools import cycle
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from story import (
    ARTICLES,
    ASKED,
    NOW,
    SCRIPT,
    answers,
    asker_of,
    cost,
    cost_in,
    files,
    ingest,
    is_right,
    outcome,
    question,
    town,
    unreachable,
    write,
)

from index import database, generation, writer
from index.archive import Archive
from index.errors import ArchiveError
from index.search import search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Story = Callable[..., subprocess.Popen[str]]


POINTS = 5, 10  # at which the disk is full: in the suite, and in `make test-slow`
FEW, MANY = 50, 1_000  # questions
ROOM = 850  # kilobytes; taking the news in needs about as many
PATIENCE = 120  # seconds for which an ingester waits for another


@pytest.fixture
def story() -> Iterator[Story]:
    """Starts a process of the story, to be spoken with through its pipes; none outlives its test."""
    started: list[subprocess.Popen[str]] = []

    def start(action: str, archive: Path, *arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, str(SCRIPT), action, str(archive), *map(str, arguments)]
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        started.append(subprocess.Popen(command, text=True, **pipes))
        return started[-1]

    yield start
    for child in started:
        child.kill()
        child.wait()


def told(child: subprocess.Popen[str]) -> str:
    assert child.stdout
    return child.stdout.readline().strip()


def tell(child: subprocess.Popen[str], line: str) -> None:
    assert child.stdin
    print(line, file=child.stdin, flush=True)


# ---- others at the same time


@pytest.mark.parametrize("writers", [2, pytest.param(8, marks=pytest.mark.slow)])
@pytest.mark.parametrize("wait", [0, PATIENCE], ids=["refused", "waiting"])
def test_several_ingests_at_once_wait_or_are_told_who_writes(
    source: Path,
    archive: Path,
    clean: dict[str, Any],
    story: Story,
    *,
    record_property: Callable[[str, object], None],
    writers: int,
    wait: int,
) -> None:
    """Seen red without the lock (`lock.acquire` left out of `index.lock.alone`): nobody was refused."""
    children = [story("queue", archive, source, wait) for _ in range(writers)]
    assert [told(child) for child in children] == ["ready"] * writers
    for child in children:
        tell(child, "now")
    ends = [(*child.communicate(), child.returncode) for child in children]
    times = [tuple(map(float, said.split())) for said, _, status in ends if status == 0]
    refused = [errors for _, errors, status in ends if status]
    if wait:
        assert len(times) == writers
        assert max(came for came, _ in times) < min(left for _, left in times)  # all were there at once
    else:
        assert times
        assert refused
    assert all("another Khabar is writing" in errors and "process " in errors for errors in refused)
    assert len(outcome(archive)["versions"]) == len(clean["versions"])
    assert outcome(archive) == clean
    record_property(
        "figure", f"{writers} ingesters, {len(times)} done, {len(refused)} told who writes, 0 differences"
    )


@pytest.mark.parametrize("questions", [FEW, pytest.param(MANY, marks=pytest.mark.slow)], ids=["few", "many"])
def test_questions_are_answered_rightly_while_articles_come_change_and_go(
    tmp_path: Path, story: Story, record_property: Callable[[str, object], None], *, questions: int
) -> None:
    """An answer is what the article said in the last turn that had ended, or in one since; refused, if it was gone.

    Seen red with a reader that keeps its first snapshot (`Snapshots.current`), with what was removed not masked in the
    generation's shards, and, now and then, without the second look of `Retriever.search`.
    """
    folder, archive = tmp_path / "news", tmp_path / "archive"
    child = story("churn", archive, folder)
    turns = [int(told(child))]
    Thread(target=lambda: turns.extend(map(int, child.stdout or ())), daemon=True).start()
    with Archive.open(archive) as opened:
        asker = asker_of(opened)
        for _, number in zip(range(questions), cycle(range(ARTICLES)), strict=False):
            before = turns[-1]
            answer = asker.ask(question(number), now=NOW)
            assert child.poll() is None  # it is at work all the time
            said = [cost_in(number, turn) for turn in range(before, turns[-1] + 3)]
            assert any(is_right(answer, number, costs) for costs in said), (
                f"{number}: {answer.text}, not {said}"
            )
    tell(child, "enough")
    assert child.wait() == 0
    assert turns[-1] >= questions // 50  # they were answered from as many states of the archive, and more
    with Archive.open(archive) as opened:
        assert opened.check() == []
        assert unreachable(opened) == []
    record_property("figure", f"{questions:,} questions during {turns[-1]} ingests, 0 wrong answers")


def test_what_is_replaced_while_it_is_looked_for_is_quoted_from_one_state(
    source: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen red without the second look, and with one in a state that doesn't keep still (`Archive.unchanging`)."""
    searched: list[list[tuple[int, float]]] = []
    monkeypatch.setattr(
        database, "BUSY_SECONDS", 0.1
    )  # the writer's log is in use while the reader keeps still

    def searching(*arguments: Any, **options: Any) -> list[tuple[int, float]]:
        searched.append(search(*arguments, **options))
        if len(searched) == 1:
            ingest(source, archive)
        elif len(searched) == 2:
            with Archive.open(archive) as other, other.writer() as writing:
                assert writing.remove(["a0"])
        return searched[-1]

    monkeypatch.setattr("index.retriever.search", searching)
    with Archive.open(archive) as opened:
        asker = asker_of(opened)
        assert is_right(asker.ask(question(0), now=NOW), 0, cost(0, changed=True))
        assert is_right(asker.ask(question(0), now=NOW), 0, None)


def _texts(found: dict[str, Any]) -> dict[str, str]:
    return {name: text for name, (text, _) in found.items()}


# ---- a full disk


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk that can be made smaller and larger."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def resize(disk: Path, kilobytes: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={kilobytes}k", str(disk)], check=True)


@pytest.mark.parametrize(
    "points", [POINTS[0], pytest.param(POINTS[1], marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_a_disk_that_is_full_at_any_point(
    source: Path,
    begun: Path,
    clean: dict[str, Any],
    disk: Path,
    *,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
    points: int,
) -> None:
    """The few points are spread over the whole ingest, from the first transaction to where nearly all fits.

    Seen red with SQLite's errors left as they are (`database.translated`).
    """
    monkeypatch.setattr(writer, "NEXT_GENERATION", 1)
    monkeypatch.setattr(writer, "NEXT_SHARE", 0)
    archive, before, sentences = disk / "archive", outcome(begun)["answers"], []
    for point in range(points):
        resize(disk, 65_536)
        shutil.rmtree(archive, ignore_errors=True)
        shutil.copytree(begun, archive)
        free = 40 + (ROOM - 40) * point // (points - 1)
        resize(disk, shutil.disk_usage(disk).used // 1024 + free)
        try:
            ingest(source, archive)
        except ArchiveError as error:
            sentences.append(str(error))
        with Archive.open(archive) as opened:
            assert opened.check() == []
            left = answers(opened, ASKED)  # it still answers, as before or as after
        assert all(said in (before[name], clean["answers"][name]) for name, said in left.items())
        resize(disk, 65_536)
        ingest(source, archive)
        assert outcome(archive) == clean, f"{free} kB free"
    assert len(sentences) >= points // 2  # the disk was full in most of them
    assert all("space" in sentence for sentence in sentences)
    record_property("figure", f"a disk full at {len(sentences)} of {points} points, 0 differences")


# ---- the search index


@pytest.mark.parametrize("kept", [0.0, 0.5])
def test_files_truncated_under_a_running_reader_change_nothing_for_it(
    archive: Path, story: Story, kept: float
) -> None:
    """Seen red with shards mapped into memory (`np.load(…, mmap_mode="r")`): the reader died."""
    child = story("ask", archive)
    before = [asked(child, number) for number in ASKED]
    for path in (archive / generation.FOLDER).rglob("*"):
        if path.is_file():
            os.truncate(path, int(path.stat().st_size * kept))
    with Archive.open(archive) as opened:
        assert opened.check()  # the harm is done, and seen
    assert [asked(child, number) for number in ASKED] == before
    child.communicate()
    assert child.returncode == 0


def asked(child: subprocess.Popen[str], number: int) -> str:
    tell(child, question(number))
    return told(child)


# ---- change after change


def test_twenty_rounds_of_change_lose_no_passage_and_little_space(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    """Seen red with removed passages not noted (`Writer._drop_passages`), and without the shard of what came since."""
    monkeypatch.setattr(writer, "NEXT_GENERATION", 40)
    monkeypatch.setattr(writer, "FIRST_GENERATION", 40)
    chance, folder, archive = random.Random(7), tmp_path / "news", tmp_path / "archive"
    write(folder, files(now=False))
    ingest(folder, archive)
    kept = {path: path.read_text("utf-8") for path in sorted(folder.rglob("*.json"))}
    for turn in range(20):
        for path in chance.sample([*kept], len(kept) // 3):
            if path.exists() and chance.random() < 0.4:
                path.unlink()
            else:
                path.write_text(kept[path].replace("million", f"million and {turn}"), "utf-8")
        ingest(folder, archive)
        if turn % 5 == 0:
            with Archive.open(archive) as opened:
                assert unreachable(opened) == []
    ingest(folder, tmp_path / "fresh")
    grown, fresh = outcome(archive), outcome(tmp_path / "fresh")
    assert [row[:1] + row[2:] for row in grown["passages"]] == [
        row[:1] + row[2:] for row in fresh["passages"]
    ]
    assert grown["families"] == fresh["families"]
    assert _texts(grown["answers"]) == _texts(fresh["answers"])
    one, other = ((folder / database.NAME).stat().st_size for folder in (archive, tmp_path / "fresh"))
    ratio = one / other
    assert ratio <= 1.5
    record_property(
        "figure", f"20 rounds, 0 of {len(grown['passages'])} passages unreachable, {ratio:.2f} × fresh"
    )


def test_what_is_removed_is_nowhere_in_the_folder_any_more(archive: Path) -> None:
    """Seen red with SQLite's `secure_delete` off."""
    with Archive.open(archive) as opened:
        vector = opened._connection.execute(
            "SELECT p.vector FROM passages p JOIN versions v ON v.key = p.version JOIN articles a"
            " ON a.key = v.article WHERE a.id = 'a9'"
        ).fetchone()[0]
        held = [path for path in archive.rglob("*") if path.is_file() and vector in path.read_bytes()]
        assert {path.name for path in held} == {database.NAME, "vectors.npy"}
        with opened.writer() as writing:
            writing.remove(["a9"])
            assert writing.publish()
    for path in archive.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert vector not in data, path
            assert town(9).encode() not in data, path
