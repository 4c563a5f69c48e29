"""`khabar watch`: real processes, a web server on loopback."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from command import SAMPLES, document, one_sentence

sys.path.append(str(Path(__file__).parents[1] / "ingest"))

from news import item, rss, story
from web import Page, serving

from index.archive import Archive
from khabar.watching import interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from command import Khabar
    from web import Web

PATIENCE = 60  # seconds; a busy machine is slow, a broken one never gets there


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as server:
        yield server


class Watching:
    """A watch in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def told(self) -> dict[str, Any]:
        """The next line it writes."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, self.process.communicate()[1]
        found: dict[str, Any] = json.loads(line)
        return found

    def until(self, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first line from now on of which something holds."""
        while not holds(found := self.told()):
            pass
        return found

    def end(self, number: int = signal.SIGTERM) -> tuple[float, int]:
        """Seconds it takes to stop, and its exit status."""
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.communicate(timeout=PATIENCE)
        return time.monotonic() - began, self.process.returncode


@contextmanager
def watching(folder: Path, *arguments: object) -> Iterator[Watching]:
    command = [
        sys.executable,
        "-m",
        "khabar",
        "--archive",
        str(folder),
        "watch",
        "--json",
        *map(str, arguments),
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield Watching(process)
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(autouse=True)
def _loopback_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_FETCH_ALLOW", "127.0.0.1")


def test_a_file_dropped_into_a_watched_folder_answers_in_a_reader_that_already_runs(
    folder: Path, tmp_path: Path
) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "old.txt").write_text(story("Sirte"))
    with watching(folder, news) as watch:
        assert watch.told()["added"] == 1
        command = [sys.executable, "-m", "khabar", "--archive", str(folder), "search", "-", "--json"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
            assert _found(reader, "Murzuq school") == ["The council of Sirte"]
            (news / "new.txt").write_text(story("Murzuq"))
            watch.until(lambda line: line["added"] == 1)
            seen = time.monotonic()
            assert "The council of Murzuq" in _found(reader, "Murzuq school")
            assert time.monotonic() - seen < 5
            reader.communicate()


def _found(reader: subprocess.Popen[str], query: str) -> list[str]:
    """The beginnings of the titles a running reader finds."""
    assert reader.stdin
    assert reader.stdout
    reader.stdin.write(f"{query}\n")
    reader.stdin.flush()
    hits = json.loads(reader.stdout.readline())["hits"]
    return list(dict.fromkeys(" ".join(hit["passage"].split()[:4]) for hit in hits))


def test_a_feed_is_followed_and_the_watch_ends_when_told_and_resumes(
    folder: Path, web: Web, khabar: Khabar
) -> None:
    web["/feed"] = rss(item(web.url("/a"), "Derna"))
    with watching(folder, web.url("/feed"), "--every", "1s") as watch:
        assert watch.told()["added"] == 1
        web["/feed"] = rss(item(web.url("/b"), "Ghat"), item(web.url("/a"), "Derna"))
        assert watch.until(lambda line: line["added"] == 1)["articles"] == 2
        # Between rounds nobody holds the archive.
        assert document(khabar("ingest", SAMPLES, "--json"))["added"] == 1
        seconds, status = watch.end()
    assert (seconds < 10, status) == (True, 0)

    web["/feed"] = rss(item(web.url("/c"), "Brak"))
    with watching(folder, "--every", "1s") as watch:  # what was taken in before
        assert watch.until(lambda line: line["added"] == 1)["articles"] == 4
        assert watch.end(signal.SIGINT)[1] == 0


def test_a_watch_waits_for_another_writer(folder: Path, web: Web, khabar: Khabar) -> None:
    document(khabar("ingest", SAMPLES, "--json"))
    web["/feed"] = rss(item(web.url("/a"), "Derna"))
    with Archive.open(folder) as archive, watching(folder, web.url("/feed")) as watch:
        with archive.writer():
            while not web.count()["/feed"]:
                time.sleep(0.05)
            time.sleep(1)
            assert archive.status().articles == 1
        assert watch.told()["articles"] == 2


def test_it_ends_while_it_waits_for_another_writer(folder: Path, web: Web, khabar: Khabar) -> None:
    document(khabar("ingest", SAMPLES, "--json"))
    web["/feed"] = rss(item(web.url("/a"), "Derna"))
    with (
        Archive.open(folder) as archive,
        archive.writer(),
        watching(folder, web.url("/feed")) as watch,
    ):
        while not web.count()["/feed"]:
            time.sleep(0.05)
        assert watch.end()[1] == 0


def test_it_ends_in_the_middle_of_a_slow_fetch(folder: Path, web: Web) -> None:
    web["/feed"] = Page(b"x" * 1000, slowly=0.5)
    with watching(folder, web.url("/feed")) as watch:
        while not web.count()["/feed"]:
            time.sleep(0.05)
        seconds, status = watch.end()
    assert (seconds < 10, status) == (True, 0)


@pytest.mark.parametrize(("text", "seconds"), [("30s", 30), ("10m", 600), ("2h", 7200), ("1 d", 86400)])
def test_an_interval_is_a_number_and_a_unit(text: str, seconds: int) -> None:
    assert interval(text).total_seconds() == seconds


@pytest.mark.parametrize("every", ["", "10", "0s", "-5m", "ten minutes", "99999999d"])
def test_another_interval_is_a_usage_error(khabar: Khabar, every: str) -> None:
    assert "30s, 10m or 2h" in one_sentence(khabar("watch", SAMPLES, "--every", every), 2)


def test_a_watch_of_nothing_that_is_there_says_so_and_ends(khabar: Khabar, tmp_path: Path) -> None:
    told = one_sentence(khabar("watch", tmp_path / "nowhere", tmp_path / "neither.txt"), 2)
    assert "no such file or folder" in told
    assert "nowhere" in told


def test_a_watch_names_what_is_missing_and_follows_what_is_there(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "old.txt").write_text(story("Sirte"))
    with watching(folder, tmp_path / "nowhere", tmp_path / "news") as watch:
        found = watch.told()
        assert found["added"] == 1
        assert [one["reason"] for one in found["failed"]] == ["There is no such file or folder."]


def test_nothing_to_watch_is_a_usage_error(khabar: Khabar) -> None:
    assert "nothing to watch" in one_sentence(khabar("watch"), 2)
