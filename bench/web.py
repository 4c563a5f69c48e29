"""Fifty people at once: `python -m bench.web [--quick] [--archive DIR]`.

`khabar web` serves a copy of a large archive in a process of its own; people are threads here that ask headlines over
loopback, each known to the server by a proxy's header. First one person alone, then fifty who read what they got
before they ask again, while articles are taken in beside them; then fifty who never read: all the machine can do.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic, perf_counter, sleep
from typing import TYPE_CHECKING, NamedTuple

from bench import data, report
from bench.processes import BYTECODE
from bench.speed import built
from khabar.evaluation import percentile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PEOPLE, QUESTIONS, ALONE = 50, 1_000, 100
QUESTIONS_QUICK, ALONE_QUICK = 100, 20
READING, READING_QUICK = 30.0, 3.0  # mean seconds that somebody reads an answer and thinks (exponential)
PASSAGES, PASSAGES_QUICK = 100_000, 10_000
WARM_UP = 10
# Asked for: p95 of all beside one's, seconds to the first block, growth of memory.
RATIO, FIRST, GROWTH = 4.0, 0.6, 0.05
SECONDS = 60.0  # for an answer
EVERY = 2.0  # seconds between two articles that are taken in beside
HEADER = "X-Bench-Person"
MEGABYTE = 1e6


class Round(NamedTuple):
    """What people met: seconds of each answer, how many failed, seconds in all."""

    seconds: list[float]
    failed: int
    lasted: float

    @property
    def p95(self) -> float:
        """The 95th percentile of an answer's seconds."""
        return percentile(self.seconds, 0.95)

    @property
    def p50(self) -> float:
        """The median of an answer's seconds."""
        return percentile(self.seconds, 0.5)


class Server(NamedTuple):
    """Where the server is, and its process."""

    port: int
    pid: int

    @property
    def memory(self) -> float:
        """What it holds now, in bytes."""
        status = Path(f"/proc/{self.pid}/status").read_text("utf-8")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        return 1024 * int(found[1]) if found else 0


@contextmanager
def served(archive: Path) -> Iterator[Server]:
    """Serve an archive without limits, to people whom this process names."""
    limits = ("PER_MINUTE", "PER_DAY", "ALL_PER_MINUTE", "ALL_PER_DAY")
    settings = {f"KHABAR_WEB_{name}": "0" for name in limits} | {
        "KHABAR_WEB_LISTEN": "127.0.0.1:0",
        "KHABAR_WEB_USER_HEADER": HEADER,
        "KHABAR_WEB_TRUST": "127.0.0.1",
        "PYTHONPYCACHEPREFIX": str(BYTECODE),
    }
    command = [sys.executable, "-m", "khabar", "--archive", str(archive), "web"]
    child = subprocess.Popen(command, env=os.environ | settings, stderr=subprocess.PIPE, text=True)
    try:
        said = child.stderr.readline() if child.stderr else ""
        place = re.search(r":(\d+)/", said)
        if place is None:
            raise ChildProcessError(said)
        Thread(target=child.stderr.read if child.stderr else said.strip, daemon=True).start()
        yield Server(int(place[1]), child.pid)
    finally:
        child.terminate()
        child.wait()


class Person:
    """Somebody with a browser of their own, who asks."""

    def __init__(self, server: Server, name: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", server.port, timeout=SECONDS)
        self._headers = {"Content-Type": "application/json", HEADER: name}

    def ask(self, question: str) -> float:
        """Return the seconds until the whole answer is there."""
        begun = perf_counter()
        self._post(question, {})
        return perf_counter() - begun

    def first_block(self, question: str) -> float:
        """Return the seconds until the first event of the answer is there."""
        begun = perf_counter()
        self._connection.request(
            "POST",
            "/api/ask",
            json.dumps({"question": question}),
            self._headers | {"Accept": "text/event-stream"},
        )
        response = self._connection.getresponse()
        response.readline()
        seconds = perf_counter() - begun
        response.read()
        return seconds

    def _post(self, question: str, more: dict[str, str]) -> None:
        self._connection.request("POST", "/api/ask", json.dumps({"question": question}), self._headers | more)
        response = self._connection.getresponse()
        body = response.read()
        self._connection.close()  # who reads for long comes with a new one
        if response.status != 200 or "citations" not in json.loads(body):
            raise ValueError(f"{response.status}: {body[:200]!r}")


def asked(server: Server, questions: Sequence[str], people: int, reading: float) -> Round:
    """Return what people meet who share the questions and read each answer for a while."""
    seconds, failed, lock, begun = list[float](), list[str](), Lock(), monotonic()

    def one(number: int) -> None:
        person, chance = Person(server, f"person {number}"), random.Random(number)  # noqa: S311 - a measurement
        sleep(chance.uniform(0, reading))
        for question in questions[number::people]:
            try:
                took = person.ask(question)
            except (OSError, ValueError) as error:
                with lock:
                    failed.append(str(error))
                person = Person(server, f"person {number}")
            else:
                with lock:
                    seconds.append(took)
            sleep(chance.expovariate(1 / reading) if reading else 0)

    threads = [Thread(target=one, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for error in failed[:3]:
        print(error, file=sys.stderr)
    return Round(seconds, len(failed), monotonic() - begun)


@contextmanager
def ingesting(archive: Path, folder: Path) -> Iterator[list[int]]:
    """Have an article taken in every other second; what is yielded has how many were."""
    taken, done = [0], Event()
    command = [sys.executable, "-m", "khabar", "--archive", str(archive), "watch", "--quiet", str(folder)]
    folder.mkdir()
    child = subprocess.Popen(command, env=os.environ | {"PYTHONPYCACHEPREFIX": str(BYTECODE)})

    def write() -> None:
        while not done.wait(EVERY):
            taken[0] += 1
            text = f"Report {taken[0]}\n\nThe harbour office of Misrata wrote report number {taken[0]} on Sunday."
            (folder / f"{taken[0]}.txt").write_text(text, "utf-8")

    writer = Thread(target=write)
    writer.start()
    try:
        yield taken
    finally:
        done.set()
        writer.join()
        child.terminate()
        child.wait()


def headlines(count: int) -> list[str]:
    """Return headlines to ask with, none of them twice."""
    titles = {" ".join(str(one["title"]).split()): None for one in data.saudi_articles() if one["title"]}
    found = list(titles)
    return found[:: max(len(found) // count, 1)][:count]


def measure(archive: Path, *, quick: bool) -> tuple[list[report.Target], str, str]:
    """Return the figures asked for, the table of rounds, and a note."""
    count, alone = (QUESTIONS_QUICK, ALONE_QUICK) if quick else (QUESTIONS, ALONE)
    reading = READING_QUICK if quick else READING
    questions = headlines(WARM_UP + 2 * alone + 2 * count)
    parts = iter(questions)
    warm, single, blocks, shared, flood = (
        [one for one, _ in zip(parts, range(size), strict=False)]
        for size in (WARM_UP, alone, alone, count, count)
    )
    with served(archive) as server:
        person = Person(server, "warm")
        for question in warm:
            person.ask(question)
        first = percentile([person.first_block(question) for question in blocks], 0.95)
        one = asked(server, single, 1, 0)
        before = server.memory
        with ingesting(archive, archive.with_name("beside")) as taken:
            many = asked(server, shared, PEOPLE, reading)
        after = server.memory
        rush = asked(server, flood, PEOPLE, 0)
    ratio, growth = many.p95 / one.p95, after / before - 1
    errors = many.failed + rush.failed + one.failed
    total = len(many.seconds) + len(rush.seconds) + len(one.seconds) + errors
    targets = [
        report.Target("answers that failed", "0", f"{errors} of {total:,}", errors == 0),
        report.Target(
            "p95 of fifty people beside one's", f"≤ {RATIO:.0f} ×", f"{ratio:.1f} ×", ratio <= RATIO
        ),
        report.Target("memory over the fifty people's questions", "flat", f"{growth:+.1%}", growth <= GROWTH),
        report.Target(
            "first answer block, p95, one person", f"≤ {FIRST * 1000:.0f} ms", _ms(first), first <= FIRST
        ),
    ]
    rows = [
        (
            name,
            f"{len(part.seconds):,}",
            _ms(part.p50),
            _ms(part.p95),
            f"{len(part.seconds) / part.lasted:.1f}",
        )
        for name, part in (
            ("one person, one question after the other", one),
            (f"fifty people, each reading {reading:.0f} s on the mean", many),
            ("fifty people who never read", rush),
        )
    ]
    note = (
        f"Beside the fifty people {taken[0]:,} articles were taken in by a `khabar watch`. Memory: "
        f"{before / MEGABYTE:,.0f} MB before them, {after / MEGABYTE:,.0f} MB after them. Without reading, fifty people"
        " keep all processors busy: what they wait is the queue in front of them."
    )
    return targets, report.table(["", "questions", "p50", "p95", "a second"], rows), note


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:,.0f} ms"


def main() -> None:
    """Measure, print, and write the page's part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="few questions, a small archive unless one is given"
    )
    parser.add_argument("--archive", type=Path, help="a large archive; it is copied, and left as it is")
    arguments, load = parser.parse_args(), os.getloadavg()[0]
    passages = PASSAGES_QUICK if arguments.quick else PASSAGES
    kept = arguments.archive or Path(tempfile.gettempdir()) / "khabar-bench" / f"archive-{passages}"
    note = "" if arguments.archive else built(kept.absolute(), passages)
    with tempfile.TemporaryDirectory(prefix="khabar-bench-") as folder:
        copy = Path(folder) / "archive"
        shutil.copytree(kept, copy)
        targets, table, told = measure(copy, quick=arguments.quick)
    report.write(
        "web",
        "The page and the HTTP API: fifty people at once",
        f"Load average before the run: {load:.1f}. {note}".strip(),
        report.targets(targets),
        table,
        told,
    )


if __name__ == "__main__":
    main()
