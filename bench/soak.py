"""What a year of polling leaves: `python -m bench.soak [--quick]`.

Twenty feeds on loopback are read once a day for a simulated year; time is what the readers are told it is. At each
poll counters, "5 minutes ago", share bars, links to other stories and the order of entries and paragraphs have changed;
three of the feeds are followed to their articles' pages, six announce articles of another one in words of their own.
Some articles are corrected, one all the time. Compared is with what was corrected.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import perf_counter
from typing import TYPE_CHECKING
from unittest.mock import patch

from bench import report
from bench.processes import size
from index import wordings
from index.analysis import analyser
from index.archive import Archive
from index.embedding import embedder
from ingest.addresses import Allowed
from ingest.fetch import Fetcher
from ingest.polite import Polite
from ingest.take_in import take_in
from ingest.web import Web

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.web import Item

FEEDS, OF_PAGES, ANNOUNCING = 20, 3, 6
ONGOING = 12  # the feed of the article that is corrected every day
DAYS, DAYS_QUICK = 365, 20
ENTRIES = 5  # in a feed at a time
EVERY = 3  # days, on the mean, until a feed has another
CORRECTED = 0.08  # of the articles, at a poll some days after they came; a quarter of these once more
MEAN = 1.2  # versions an article: asked for
START = datetime(2025, 1, 1, tzinfo=UTC)
# Every story has words of its own: texts with runs of words in common would be copies of each other.
SYLLABLES = (
    "ba",
    "ko",
    "mi",
    "ru",
    "te",
    "sa",
    "lo",
    "ni",
    "fe",
    "du",
    "za",
    "gi",
    "ho",
    "val",
    "ker",
    "dun",
)
SENTENCES = (
    "The {} {} of {} agreed on Monday to give {count} {} to the {} {} and the {} {}.",
    "According to its {} {}, at most {count} {} have {} the {} {} of {} since spring.",
    "In {} and {} the {} lost {count} {}, as {} {} had said they would in {}.",
    "Nobody from {} {} wished to {} about {} {}, but {count} {} {} were {} before noon.",
)


@dataclass
class Story:
    """An article as its publisher has it, and how often its sentences were corrected."""

    number: int
    came: datetime
    paragraphs: list[str]
    title: str
    corrections: int = 0

    @property
    def path(self) -> str:
        """Its address, without the host."""
        return f"/news/{self.number}"


@dataclass
class Publisher:
    """Twenty feeds, and what is in them today.

    Attributes:
        chance: what happens.
        url: of the server.
        feeds: the stories in each, the newest first.
        stories: all that there were.
        now: the simulated time.
    """

    chance: random.Random
    url: str = ""
    feeds: list[list[Story]] = field(default_factory=lambda: [[] for _ in range(FEEDS)])
    stories: list[Story] = field(default_factory=list)
    now: datetime = START

    def pass_a_day(self) -> None:
        """Let a day go by: stories come, are corrected, and drop out of their feeds."""
        self.now += timedelta(days=1)
        if not self.stories:
            self._story()
        for feed in self.feeds[: FEEDS - ANNOUNCING]:
            if not feed or self.chance.random() < 1 / EVERY:
                feed.insert(0, self._story())
                del feed[ENTRIES:]
        ongoing = self.stories[0]
        feed = self.feeds[ONGOING]
        feed[:] = [ongoing, *(story for story in feed if story is not ongoing)][:ENTRIES]
        self._correct(ongoing)
        for story in {one.number: one for feed in self.feeds for one in feed}.values():
            chance = CORRECTED / ENTRIES / EVERY * (4 if story.corrections else 1)
            if story is not ongoing and story.corrections < 2 and self.chance.random() < chance:
                self._correct(story)
        for number in range(ANNOUNCING):
            self.feeds[FEEDS - ANNOUNCING + number] = list(self.feeds[OF_PAGES + number])

    def _story(self) -> Story:
        number = len(self.stories)
        title = f"News of {self._word().capitalize()} {self._word()} and the {self._word()} of {self._word()}"
        made = [
            sentence.format(*(self._word() for _ in range(12)), count=self.chance.randint(2, 900))
            for sentence in SENTENCES
        ]
        self.stories.append(Story(number, self.now, made, title))
        return self.stories[-1]

    def _correct(self, story: Story) -> None:
        story.corrections += 1
        if self.chance.random() < 0.5:
            story.paragraphs[0] = (
                f"{story.paragraphs[0].partition(' in ')[0].rstrip('.')} in {self._count()} places."
            )
        else:
            story.paragraphs.append(f"In the evening {self._count()} letters were found at the station.")
            del story.paragraphs[:-8]

    def _word(self) -> str:
        return "".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4)))

    def _count(self) -> int:
        return self.chance.randint(1_000, 999_999)

    # What the server sends.

    def page(self, path: str) -> str:
        """Return what is at a path, "" if nothing."""
        if path.startswith("/feed/"):
            return self._feed(int(path.rpartition("/")[2]))
        if not path.startswith("/news/"):
            return ""
        story = self.stories[int(path.rpartition("/")[2])]
        body = "".join(f"<p>{escape(line)}</p>" for line in self._lines(story))
        title = escape(story.title)
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
            f"<body><article><h1>{title}</h1>{body}</article></body></html>"
        )

    def _feed(self, number: int) -> str:
        stories = self.chance.sample(self.feeds[number], len(self.feeds[number]))
        items = "".join(self._item(number, story) for story in stories)
        head = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        return f"{head}<channel><title>Wire {number}</title><language>en</language>{items}</channel></rss>"

    def _item(self, number: int, story: Story) -> str:
        if number < OF_PAGES:
            text = f"<description>{escape(story.paragraphs[-1])} […]</description>"
        elif number >= FEEDS - ANNOUNCING:
            said = f"Read what {number} says: {self.chance.choice(story.paragraphs)} […]"
            text = f"<description>{escape(said)}</description>"
        else:
            html = "".join(f"<p>{escape(line)}</p>" for line in self._lines(story))
            text = f"<description>{escape(story.paragraphs[0][:40])} […]</description>"
            text += f"<content:encoded>{escape(html)}</content:encoded>"
        return (
            f"<item><guid>{story.number}</guid><title>{escape(story.title)}</title>"
            f"<link>{self.url}{story.path}</link><pubDate>{story.came:%a, %d %b %Y %H:%M:%S} GMT</pubDate>{text}</item>"
        )

    def _lines(self, story: Story) -> list[str]:
        """Return an article's lines as they are at this moment, with what stands around them."""
        lines = list(story.paragraphs)
        self.chance.shuffle(lines)
        if self.chance.random() < 0.5:
            other = self.chance.choice(self.stories)
            lines.insert(2, f"Read also: {other.title}")
        furniture = (
            f"{self._count():,} views",
            f"Updated {self.chance.randint(2, 59)} minutes ago",
            f"{self.chance.randint(2, 99)} people are reading this now",
            f"Comments ({self.chance.randint(2, 99)})",
            f"Share {self.chance.randint(2, 99)}",
        )
        return [*lines, *furniture]


@contextmanager
def serving(publisher: Publisher) -> Iterator[None]:
    """Serve a publisher's feeds and pages from loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = publisher.page(self.path).encode()
            self.send_response_only(200 if body else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    publisher.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def poll(archive: Archive, publisher: Publisher, fetch: Fetcher) -> Iterator[Item]:
    """Yield what the feeds hold today; of some of them the pages too."""
    known = {visit.url: visit for visit in archive.visits()}
    robot = Polite(fetch, rest=0)
    for numbers, full in ((range(OF_PAGES), True), (range(OF_PAGES, FEEDS), False)):
        web = Web(fetch, robot, known, full, now=lambda: publisher.now)
        yield from web.read_all([f"{publisher.url}/feed/{number}" for number in numbers])


def year(folder: Path, days: int) -> Publisher:
    """Poll so many days into an archive, and return what there was to read."""
    publisher, fetch = Publisher(random.Random(1)), Fetcher(Allowed.parse("127.0.0.1"))  # noqa: S311
    made = analyser(embedder())
    with (
        serving(publisher),
        Archive.open(folder, create=True) as archive,
        patch("index.writer.time", lambda: publisher.now.timestamp()),  # noqa: PLW0108 - `now` moves
    ):
        for _ in range(days):
            publisher.pass_a_day()
            take_in(archive, poll(archive, publisher, fetch), made)
    return publisher


def compared(folder: Path, publisher: Publisher) -> tuple[list[report.Target], str]:
    """Return what an archive holds of the stories, beside what was corrected in them."""
    versions, corrected, kinds, most, bytes_ = Counter[int](), Counter[int](), Counter[str](), 0, size(folder)
    with Archive.open(folder) as archive, closing(archive._connection.cursor()) as ask:  # noqa: SLF001
        for (id_,) in ask.execute("SELECT id FROM articles").fetchall():
            number, found = int(str(id_).rpartition("/")[2]), archive.versions(id_)
            versions[number] += len(found)
            corrected[number] += found[-1].version - 1
            most = max(most, len(found))
            kinds.update(kind for one in found for kind in one.change)
    several = {one.number: one.corrections for one in publisher.stories if one.number}
    without = sum(corrected[number] > times for number, times in several.items())
    missed = sum(max(times - corrected[number], 0) for number, times in several.items())
    mean = versions.total() / max(len(versions), 1)
    targets = [
        report.Target(
            f"versions kept an article, of {len(versions):,}",
            f"≤ {MEAN} on the mean",
            f"{mean:.3f}",
            mean <= MEAN,
        ),
        report.Target("articles called corrected without a changed sentence", "0", str(without), not without),
        report.Target(
            "versions kept of an article that is corrected every day",
            f"≤ {wordings.MOST}",
            str(most),
            most <= wordings.MOST,
        ),
    ]
    told = ", ".join(f"{kind} {count:,}" for kind, count in kinds.most_common())
    note = (
        f"{sum(several.values()):,} corrections were made in {sum(map(bool, several.values())):,} articles, and in one"
        f" more {publisher.stories[0].corrections:,}; {missed:,} of the former weren't seen, where a page wasn't due"
        " again before the article had left its feed, or was corrected twice in between. Kinds told:"
        f" {told}. The archive has {bytes_ / 1e6:.1f} MB."
    )
    return targets, note


def main() -> None:
    """Poll a year, compare, and write the page's section."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="few days, to see that it runs")
    days = DAYS_QUICK if parser.parse_args().quick else DAYS
    with tempfile.TemporaryDirectory() as place:
        begun = perf_counter()
        publisher = year(Path(place), days)
        seconds = perf_counter() - begun
        targets, note = compared(Path(place), publisher)
    polls = f"{FEEDS} feeds polled on {days} days in {seconds:.0f} s. "
    report.write("soak", "A year of polling", report.targets(targets), polls + note)


if __name__ == "__main__":
    main()
