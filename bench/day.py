"""A day of the bot and of `khabar watch` beside it: `python -m bench.day [--quick]`, ten minutes.

Both are the commands, each in a process of its own, and what they take the time from is told them: the clock goes on by
ten minutes at a step, however long that took. Six feeds have news, two fail in turn in six ways, two accept and never
answer. Forty people ask, watch, rate, look and are forgotten, by the tests' Bot API server. At each step is noted what
memory, file descriptors and threads the two have, as the system tells; the curves are drawn into docs/day.svg.
"""

from __future__ import annotations

import argparse
import mmap
import os
import random
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import psutil

from bench import report
from bench.data import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DAY, HOUR, STEP = 86_400.0, 3_600.0, 600.0
HOURS, HOURS_QUICK = 24, 2
WARM = 4  # hours until what is loaded when first needed is there
STEP_SECONDS = 1.5  # that a step takes at least, as feeds are looked for a few times a second
PATIENCE = 120.0  # seconds for an answer
ANSWERING, FAILING, HANGING = 6, 2, 2
ENTRIES = 8  # in a feed
PEOPLE = 40
ASKED = 3  # questions a step
MOST_SLOPE, MOST_DESCRIPTORS = 1.0, 0.1  # MB and descriptors an hour
MEGABYTE = 1_000_000

TOWNS = tuple(
    "Kelmora Brannet Tesmar Pirzan Odrun Velsk Harmoa Lithe Sorrin Dalmey Ustrec Faynor Golbed Quarne Mivest".split()
)
THINGS = ("harbour", "bridge", "hospital", "library", "stadium", "railway", "market", "school")

# The clock on the wall, and in the bot and the watch what schedules by one that only grows, are the bench's. Its day is
# the last one, so that nothing is dated later than now.
CLOCK = """
import mmap, struct, time
file = open({clock!r}, "r+b")
clock = mmap.mmap(file.fileno(), 8)
time.time = lambda: struct.unpack("d", clock[:8])[0]
from khabar.cli import main
"""
BOT = (
    CLOCK
    + """
from bot.telegram import chats, run, watching
chats.monotonic = watching.monotonic = time.time
run.TIDY_SECONDS, run.CLEAR_SECONDS, watching.LOOK_SECONDS = 1.0, 0.5, 0.2
main()
"""
)
WATCH = (
    CLOCK
    + """
from datetime import UTC, datetime
from functools import partial
from ingest import watch
watch._steady = watch._now = lambda: datetime.fromtimestamp(time.time(), UTC)
watch.Web = partial(watch.Web, now=watch._now)
main()
"""
)


@dataclass
class News:
    """What the feeds that answer have: stories of so much that a town spends on something."""

    chance: random.Random
    url: str = ""
    feeds: list[list[tuple[int, str, str]]] = field(default_factory=lambda: [[] for _ in range(ANSWERING)])
    told: int = 0
    failed: int = 0

    def happens(self) -> None:
        """Put another story into one of the feeds."""
        town, thing, count = (
            self.chance.choice(TOWNS),
            self.chance.choice(THINGS),
            self.chance.randint(2, 990),
        )
        self.told += 1
        title = f"{town} pays for its {thing}"
        text = (
            f"The council of {town} will spend {count} million dinars on its {thing}, the mayor said on Monday. Story"
            f" {self.told} of the {thing} began when {self.chance.randint(200, 900)} people signed a letter to {town}."
        )
        feed = self.chance.choice(self.feeds)
        feed.insert(0, (self.told, title, text))
        del feed[ENTRIES:]

    def question(self) -> str:
        """Return what somebody may ask: of a story now and then, of anything else too."""
        if self.chance.random() < 1 / 6:
            return self.chance.choice(
                ("Who won the chess game in Reykjavik?", "hello", "كم عدد القتلى في درنة؟")
            )
        return f"How much will {self.chance.choice(TOWNS)} spend on its {self.chance.choice(THINGS)}?"

    def feed(self, number: int) -> str:
        """Return what one of them sends."""
        items = "".join(
            f"<item><guid>{story}</guid><title>{escape(title)}</title><link>{self.url}/news/{story}</link>"
            f"<description>{escape(text)}</description></item>"
            for story, title, text in self.feeds[number]
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire {number}</title>{items}</channel></rss>'

    def failure(self) -> tuple[int, str]:
        """Return what a feed that fails sends this time."""
        self.failed += 1
        answers = (
            (500, ""),
            (404, "gone"),
            (200, ""),
            (200, "<rss><channel><item>"),
            (200, "\x00\x01"),
            (503, "busy"),
        )
        return answers[self.failed % len(answers)]


class Sample(NamedTuple):
    """What a process has: simulated hours since the beginning, bytes of memory, open descriptors, threads."""

    hours: float
    memory: int
    descriptors: int
    threads: int


@contextmanager
def serving(news: News) -> Iterator[list[str]]:
    """Serve the feeds, each from a host of its own as far as hosts are told apart; give their addresses."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place, _, number = self.path.strip("/").partition("/")
            status, body = (200, news.feed(int(number))) if place == "feed" else news.failure()
            self.send_response_only(status)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ExitStack() as stack:
        addresses = []
        for number in range(ANSWERING + FAILING):
            server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
            thread.start()
            stack.callback(server.server_close)
            stack.callback(thread.join)
            stack.callback(server.shutdown)
            news.url = news.url or f"http://127.0.0.1:{server.server_port}"
            place = f"feed/{number}" if number < ANSWERING else "fails"
            addresses.append(f"http://127.0.0.1:{server.server_port}/{place}")
        for _ in range(HANGING):
            hangs = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=1_000))
            addresses.append(f"http://127.0.0.1:{hangs.getsockname()[1]}/feed")
        yield addresses


class Clock:
    """The time that both processes are told."""

    def __init__(self, path: Path) -> None:
        path.write_bytes(bytes(8))
        self._file = path.open("r+b")
        self._shared = mmap.mmap(self._file.fileno(), 8)
        self.now = self.begun = time.time() - DAY - HOUR
        self.pass_by(0.0)

    def pass_by(self, seconds: float) -> None:
        """Let so much time go by."""
        self.now += seconds
        self._shared[:8] = struct.pack("d", self.now)


def started(code: str, clock: Path, archive: Path, log: Path, *arguments: str, **settings: str) -> Any:  # noqa: ANN401
    """Start a command that takes its time from the bench; a context that ends it."""
    command = [sys.executable, "-c", code.format(clock=str(clock)), "--archive", str(archive), *arguments]
    own = {"PYTHONPATH": str(ROOT), "KHABAR_FETCH_ALLOW": "127.0.0.1"} | settings
    with log.open("ab") as said:
        return subprocess.Popen(command, env=os.environ | own, stdout=said, stderr=said, cwd=log.parent)


@contextmanager
def ending(process: Any) -> Iterator[Any]:  # noqa: ANN401
    """Give a process, and end it."""
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


@dataclass
class Crowd:
    """The people, and what they have done."""

    telegram: Any
    news: News
    people: list[Any]
    did: Counter[str] = field(default_factory=Counter)

    def act(self, step: int) -> None:
        """Do what people do in ten minutes, and wait until each has been answered."""
        chance = self.news.chance
        asked = chance.sample(self.people, ASKED)
        texts = [self.news.question() for _ in asked]
        if step % 6 == 0:
            texts[0] = f"/watch {texts[0]}"
        if step % 9 == 0:
            texts[1] = "/forget"
        if step % 12 == 0:
            texts[2] = chance.choice(("/status", "/sources", "/watches", "/settings"))
        before = [len(self.telegram.replies(user)) for user in asked]
        for user, text in zip(asked, texts, strict=True):
            self.telegram.say(user, text)
            self.did[text.partition(" ")[0] if text.startswith("/") else "questions"] += 1
        for user, count in zip(asked, before, strict=True):
            answer = self.telegram.wait_for_reply(user, count + 1, PATIENCE)
            labels = [label for label, button in answer.buttons.items() if "callback_data" in button]
            if labels and chance.random() < 0.3:
                self.telegram.press(user, answer, chance.choice(labels))
                self.did["presses"] += 1


def sampled(process: Any, hours: float) -> Sample:  # noqa: ANN401
    """Return what a process has now."""
    one = psutil.Process(process.pid)
    return Sample(hours, one.memory_info().rss, one.num_fds(), one.num_threads())


def day(place: Path, hours: int) -> tuple[dict[str, list[Sample]], Crowd]:
    """Let a day go by; return what was sampled of each process, and what people did."""
    sys.path.append(str(ROOT / "tests" / "bot" / "telegram"))
    archive, clock_file = place / "archive", place / "clock"
    news, clock = News(random.Random(1)), Clock(clock_file)  # noqa: S311
    for _ in range(30):
        news.happens()
    samples: dict[str, list[Sample]] = {"khabar telegram": [], "khabar watch": []}
    with ExitStack() as stack:
        addresses = stack.enter_context(serving(news))
        telegram = stack.enter_context(import_module("bot_api").BotApi())
        log = place / "log"
        taken = started(CLOCK + "main()", clock_file, archive, log, "ingest", *addresses[:ANSWERING])
        if taken.wait() != 0:
            sys.exit(log.read_text("utf-8"))
        watch = started(WATCH, clock_file, archive, log, "watch", "--every", "9m", *addresses)
        stack.enter_context(ending(watch))
        access = {"KHABAR_TELEGRAM_TOKEN": telegram.token, "KHABAR_TELEGRAM_BASE_URL": telegram.base_url}
        bot = stack.enter_context(ending(started(BOT, clock_file, archive, log, "telegram", **access)))
        crowd = Crowd(telegram, news, [telegram.user(str(number)) for number in range(PEOPLE)])
        for step in range(int(hours * HOUR / STEP)):
            begun = time.monotonic()
            clock.pass_by(STEP)
            news.happens()
            crowd.act(step)
            time.sleep(max(0.0, begun + STEP_SECONDS - time.monotonic()))
            for name, process in zip(samples, (bot, watch), strict=True):
                if process.poll() is not None:
                    sys.exit(f"{name} has ended: {log.read_text('utf-8')[-2000:]}")
                samples[name].append(sampled(process, (clock.now - clock.begun) / HOUR))
    return samples, crowd


def slope(samples: Sequence[Sample], of: Sequence[float], warm: float) -> float:
    """Return by how much something grows in an hour, once all is loaded (least squares)."""
    points = [(one.hours, value) for one, value in zip(samples, of, strict=True) if one.hours >= warm]
    hours, values = np.array(points).T
    return float(np.polyfit(hours, values, 1)[0])


# ---- the plot

WIDTH, HEIGHT, LEFT, TOP, GAP = 720, 150, 60, 30, 50
COLOURS = ("#1f77b4", "#d95f02")


def plot(samples: dict[str, list[Sample]], hours: int) -> str:
    """Return the curves of memory and of descriptors, one under the other, as SVG."""
    panels = [
        ("memory, MB", [[one.memory / MEGABYTE for one in each] for each in samples.values()]),
        ("open file descriptors", [[float(one.descriptors) for one in each] for each in samples.values()]),
    ]
    drawn = []
    for number, (title, curves) in enumerate(panels):
        top, most = TOP + number * (HEIGHT + GAP), 1.1 * max(map(max, curves))
        bottom = top + HEIGHT
        drawn.append(f'<text x="{LEFT}" y="{top - 8}">{title}</text>')
        drawn += _axes(top, most, hours)
        for each, curve, colour in zip(samples.values(), curves, COLOURS, strict=True):
            points = " ".join(
                f"{LEFT + one.hours / hours * WIDTH:.1f},{bottom - value / most * HEIGHT:.1f}"
                for one, value in zip(each, curve, strict=True)
            )
            drawn.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
    names = "".join(
        f'<text x="{LEFT + WIDTH - 260 + 140 * number}" y="{TOP - 8}" fill="{colour}">{name}</text>'
        for number, (name, colour) in enumerate(zip(samples, COLOURS, strict=True))
    )
    size = f"{LEFT + WIDTH + 20} {TOP + 2 * (HEIGHT + GAP)}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" font-family="sans-serif" font-size="12">'
    return "\n".join((head, '<rect width="100%" height="100%" fill="white"/>', *drawn, names, "</svg>\n"))


def _axes(top: float, most: float, hours: int) -> Iterator[str]:
    bottom = top + HEIGHT
    for share in (0.0, 0.5, 1.0):
        y = bottom - share * HEIGHT
        yield f'<line x1="{LEFT}" y1="{y:.1f}" x2="{LEFT + WIDTH}" y2="{y:.1f}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{share * most:.0f}</text>'
    for hour in range(0, hours + 1, max(hours // 8, 1)):
        x = LEFT + hour / hours * WIDTH
        yield f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{hour} h</text>'


def compared(samples: dict[str, list[Sample]], warm: float) -> list[report.Target]:
    """Return how each process grew beside what it may."""
    found = []
    for name, each in samples.items():
        memory = slope(each, [one.memory / MEGABYTE for one in each], warm)
        descriptors = slope(each, [float(one.descriptors) for one in each], warm)
        last = each[-1]
        found += [
            report.Target(
                f"memory of `{name}`, {last.memory / MEGABYTE:.0f} MB at the end",
                f"≤ {MOST_SLOPE:g} MB more an hour",
                f"{memory:+.2f}",
                memory <= MOST_SLOPE,
            ),
            report.Target(
                f"open descriptors of `{name}`, {min(one.descriptors for one in each)} to"
                f" {max(one.descriptors for one in each)}, {max(one.threads for one in each)} threads at most",
                f"≤ {MOST_DESCRIPTORS:g} more an hour",
                f"{descriptors:+.3f}",
                descriptors <= MOST_DESCRIPTORS,
            ),
        ]
    return found


def main() -> None:
    """Let a day go by, draw it, and write the page's section."""
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--quick", action="store_true", help="two hours, to see that it runs; nothing is written"
    )
    quick = parser.parse_args().quick
    hours, warm = (HOURS_QUICK, HOURS_QUICK / 2) if quick else (HOURS, WARM)
    with tempfile.TemporaryDirectory() as place:
        begun = time.perf_counter()
        samples, crowd = day(Path(place), hours)
        seconds = time.perf_counter() - begun
    did = ", ".join(f"{count:,} {what}" for what, count in crowd.did.most_common())
    table = report.targets(compared(samples, warm))
    note = (
        f"{hours} simulated hours in {seconds:.0f} s, a sample every ten minutes, growth by least squares from hour"
        f" {warm:g} on. {ANSWERING} feeds with {crowd.news.told:,} stories, {FAILING} that failed {crowd.news.failed:,}"
        f" times, {HANGING} that accept and never answer; {PEOPLE} people: {did}.\n\n![memory and descriptors](day.svg)"
    )
    if quick:
        print(f"\n{table}\n\n{note}")
        return
    (ROOT / "docs" / "day.svg").write_text(plot(samples, hours), encoding="utf-8")
    report.write("day", "A day of the bot and of a watch beside it", table, note)


if __name__ == "__main__":
    main()
