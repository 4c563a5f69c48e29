"""An ingest that is killed, shares the archive or runs out of disk, run again, leaves what a clean run leaves.

The oracle (`story.outcome`): articles, versions, passages, terms, vectors, origins, families of copies, what searches
find; and every live passage is found by its own text. Each test first proves that its fault struck.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from archives import holding
from story import SCRIPT, ingest, outcome, write

from index import database, generation, writer
from index.archive import Archive
from index.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QUICK_KILLS, MANY_KILLS = 20, 200
POINTS = 10


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, whose contents change; its path is part of what the archive holds."""
    return tmp_path_factory.mktemp("source") / "news"


@pytest.fixture(scope="module")
def begun(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive as the folder was, published."""
    archive = tmp_path_factory.mktemp("begun") / "archive"
    ingest(write(source, now=False), archive)
    with Archive.open(archive) as opened, opened.writer() as writing:
        writing.publish(force=True)
    shutil.rmtree(source)
    write(source, now=True)
    return archive


@pytest.fixture(scope="module")
def clean(source: Path, begun: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What taking the folder in as it is now leaves when nothing goes wrong."""
    archive = tmp_path_factory.mktemp("clean") / "archive"
    shutil.copytree(begun, archive)
    report = ingest(source, archive)
    assert report.added
    assert report.updated
    assert report.removed
    found = outcome(archive)
    assert found["families"]
    assert found["unreachable"] == []
    return found


def start(source: Path, archive: Path) -> subprocess.Popen[str]:
    command = [sys.executable, str(SCRIPT), "ingest", str(source), str(archive)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout
    assert child.stdout.readline() == "begun\n"
    return child


@pytest.fixture(scope="module")
def takes(source: Path, begun: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds that the ingest takes once it has begun."""
    archive = tmp_path_factory.mktemp("timed") / "archive"
    shutil.copytree(begun, archive)
    child = start(source, archive)
    since = time.perf_counter()
    child.communicate()
    return time.perf_counter() - since


@pytest.mark.parametrize(
    "kills", [QUICK_KILLS, pytest.param(MANY_KILLS, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_an_ingest_killed_at_any_moment_and_run_again(
    source: Path, begun: Path, clean: dict[str, Any], tmp_path: Path, *, takes: float, kills: int
) -> None:
    chance = random.Random(20261125)
    moments = set()
    struck = 0
    while struck < kills:
        archive = tmp_path / "archive"
        shutil.copytree(begun, archive)
        child = start(source, archive)
        time.sleep(chance.random() * takes)
        child.kill()
        child.communicate()
        if child.returncode == -signal.SIGKILL:
            struck += 1
            left = outcome(archive)  # sound right after the kill, whatever was committed
            moments.add(str((left["versions"], left["origins"])))
            ingest(source, archive)
            assert outcome(archive) == clean, f"kill {struck}"
        shutil.rmtree(archive)
    assert len(moments) > min(kills, 20) // 4  # they struck between different transactions


def test_an_archive_is_searched_while_it_is_written(
    source: Path, begun: Path, clean: dict[str, Any], tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(begun, archive)
    before = outcome(begun)["found"]
    child = start(source, archive)
    asked, during, states = 0, 0, set()
    with Archive.open(archive) as opened:
        while asked < 1_000 or child.poll() is None:
            word = list(before)[asked % 9]
            found = holding(opened, word)
            # Each word is one article's: it is there or not, as before or as after, never anything else.
            assert found in (before[word], clean["found"][word], []), word
            asked += 1
            if child.poll() is None:
                during += 1
                states.add(opened._connection.execute("SELECT count(*), max(id) FROM passages").fetchone())
    assert child.returncode == 0
    assert during > 10
    assert len(states) > 1
    assert outcome(archive) == clean


@pytest.mark.parametrize("writers", [2, pytest.param(8, marks=pytest.mark.slow)])
def test_several_ingests_at_once_wait_or_are_told_who_writes(
    source: Path, begun: Path, clean: dict[str, Any], tmp_path: Path, writers: int
) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(begun, archive)
    children = [
        subprocess.Popen(
            [sys.executable, str(SCRIPT), "ingest", str(source), str(archive)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(writers)
    ]
    ends = [(*child.communicate(), child.returncode) for child in children]
    refused = [errors for _, errors, status in ends if status]
    assert any(status == 0 for *_, status in ends)
    assert all("another Khabar is writing" in errors and "process " in errors for errors in refused)
    ingest(source, archive)
    assert outcome(archive) == clean


# ---- a full disk


def megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


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


def test_a_disk_that_is_full_at_any_point(
    source: Path, begun: Path, clean: dict[str, Any], disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "NEXT_GENERATION", 1)
    monkeypatch.setattr(writer, "NEXT_SHARE", 0)
    archive = disk / "archive"
    as_it_was = outcome(begun)
    told = []
    for point in range(POINTS):
        resize(disk, 65_536)
        shutil.rmtree(archive, ignore_errors=True)
        shutil.copytree(begun, archive)
        free = 40 + 90 * point  # kilobytes
        used = shutil.disk_usage(disk).used // 1024
        resize(disk, used + free)
        try:
            ingest(source, archive)
        except ArchiveError as error:
            told.append(str(error))
        left = outcome(archive)
        assert set(as_it_was["found"]["unique0."]) == set(left["found"]["unique0."])  # it still answers
        resize(disk, 65_536)
        ingest(source, archive)
        assert outcome(archive) == clean, f"{free} kB free"
    assert len(told) >= POINTS // 2  # the disk was full in most of them
    assert all("space" in sentence for sentence in told)


# ---- the search index


def running_reader(archive: Path) -> subprocess.Popen[str]:
    script = SCRIPT.parent.parent / "index" / "archives.py"
    command = [sys.executable, str(script), "serve", str(archive)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def asked(child: subprocess.Popen[str], word: str) -> str:
    assert child.stdin
    assert child.stdout
    print(word, file=child.stdin, flush=True)
    return child.stdout.readline()


@pytest.mark.parametrize("kept", [0.0, 0.5])
def test_files_truncated_under_a_running_reader_change_nothing_for_it(
    begun: Path, tmp_path: Path, kept: float
) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(begun, archive)
    child = running_reader(archive)
    words = ["unique0.", "unique9.", "first", "report"]
    before = [asked(child, word) for word in words]
    files = [path for path in (archive / generation.FOLDER).rglob("*") if path.is_file()]
    for path in files:
        os.truncate(path, int(path.stat().st_size * kept))
    with Archive.open(archive) as opened:
        assert opened.check()  # the harm is done, and seen
    assert [asked(child, word) for word in words] == before
    child.communicate()
    assert child.returncode == 0


# ---- change after change


def test_twenty_rounds_of_change_lose_no_passage_and_little_space(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "NEXT_GENERATION", 40)
    monkeypatch.setattr(writer, "FIRST_GENERATION", 40)
    chance, folder, archive = random.Random(7), tmp_path / "news", tmp_path / "archive"
    write(folder, now=False)
    ingest(folder, archive)
    files = sorted(folder.rglob("*.json"))
    kept = {path: path.read_text("utf-8") for path in files}
    for turn in range(20):
        for path in chance.sample(files, len(files) // 3):
            if path.exists() and chance.random() < 0.4:
                path.unlink()
            else:
                path.write_text(kept[path].replace("first", f"turn{turn}"), "utf-8")
        ingest(folder, archive)
        assert outcome(archive)["unreachable"] == []
    ingest(folder, tmp_path / "fresh")
    grown, fresh = outcome(archive), outcome(tmp_path / "fresh")
    assert [row[:1] + row[2:] for row in grown["passages"]] == [
        row[:1] + row[2:] for row in fresh["passages"]
    ]
    assert grown["families"] == fresh["families"]
    assert grown["found"] == fresh["found"]


def test_what_is_removed_is_nowhere_in_the_folder_any_more(begun: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(begun, archive)
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
            assert b"unique9." not in data, path
