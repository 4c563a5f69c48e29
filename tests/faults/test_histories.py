"""Invented histories of news: after each step the archive holds the articles and wordings of a model written here.

The sources are real: a folder of files, JSON Lines with ids, with another paper's same ids and without, feeds and pages
of two hosts on loopback, read by the product and stored in an archive on disk. The model knows nothing of how: it has
for each article the wordings that a reader would count, and compares them as sets of sentences. Seen red where every
other text was a version, where paragraphs in another order were, where counters were, and where nothing was.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.append(str(Path(__file__).parents[1] / "index"))
sys.path.append(str(Path(__file__).parents[1] / "ingest"))

from archives import ANALYSER
from web import Page, serving

from index.archive import Archive
from ingest.addresses import Allowed
from ingest.fetch import Fetcher
from ingest.polite import Polite
from ingest.sources import read_sources
from ingest.take_in import take_in
from ingest.web import Web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from web import Web as Server

FEW, MANY = 50, 1_000  # histories: those in the suite in two halves, so that two processes may share them
POLLS = 4, 6  # in each
START = datetime(2026, 1, 1, tzinfo=UTC)
TOWNS = ("Kelmora", "Brannet", "Tesmar", "Pirzan", "Odrun", "Velsk", "Harmoa", "Lithe")
EVENTS = (
    "The council of {town} met on Monday and agreed to close the bridge for {count} days.",
    "Its keeper said that {count} barges a week had passed the lock of {town} since the spring.",
    "Farmers in the hills above {town} have lost {count} sheep in the storm that came from the north.",
    "The mayor asked for {count} new houses, which the builders of {town} hope to finish before the winter.",
    "A train with {count} people stood for hours on the line between {town} and the coast.",
    "Nobody at the school of {town} had heard of the “old mill”, where {count} pupils went on Friday.",
)


# ---- stories, and what may become of them


@dataclass(frozen=True)
class Story:
    """What stands somewhere: a headline and paragraphs of sentences, and what isn't the article's."""

    title: str
    paragraphs: tuple[tuple[str, ...], ...]
    counters: int | None = None
    typewriter: bool = False

    @property
    def lines(self) -> list[str]:
        lines = [" ".join(sentences) for sentences in self.paragraphs]
        lines = (
            [line.translate({ord("“"): '"', ord("”"): '"'}) for line in lines] if self.typewriter else lines
        )
        return [*lines, *self.furniture]

    @property
    def furniture(self) -> list[str]:
        if self.counters is None:
            return []
        return [f"{self.counters:,} views", f"Updated {self.counters % 50 + 2} minutes ago"]

    def says(self) -> tuple[str, frozenset[str]]:
        """What a reader would say is said."""
        return self.title, frozenset(sentence for sentences in self.paragraphs for sentence in sentences)

    def stored(self) -> tuple[str, str]:
        """Headline and text as the archive is to have them, but for white space."""
        return self.title, " ".join(" ".join(replace(self, counters=None).lines).split())


def invented(chance: random.Random, number: int) -> Story:
    town = f"{chance.choice(TOWNS)} {number}"
    events = chance.sample(EVENTS, chance.randint(3, 5))
    sentences = [event.format(town=town, count=chance.randint(2, 900)) for event in events]
    cut = chance.randint(1, len(sentences) - 1)
    return Story(f"News from the town of {town}", (tuple(sentences[:cut]), tuple(sentences[cut:])))


def corrected(story: Story, chance: random.Random) -> Story:
    """A story with a sentence or the headline changed, a sentence more or a sentence less."""
    paragraphs = [list(sentences) for sentences in story.paragraphs]
    place = chance.choice([each for each in paragraphs if each])
    kinds = ["number", "more", "headline"] + ["less"] * (sum(map(len, paragraphs)) > 3)
    kind = chance.choice(kinds)
    if kind == "headline":
        return replace(story, title=f"{story.title.partition(':')[0]}: {chance.randint(1000, 9999)} letters")
    number = chance.randrange(len(place))
    if kind == "number":
        place[number] = f"{place[number].rstrip('.')} in {chance.randint(1000, 9999)} places."
    elif kind == "more":
        place.insert(
            number, f"At the station {chance.randint(1000, 9999)} letters were found on the same evening."
        )
    else:
        place.pop(number)
    return replace(story, paragraphs=tuple(tuple(each) for each in paragraphs if each))


def fidgeted(story: Story, chance: random.Random) -> Story:
    """A story in which nothing that matters has changed."""
    if chance.random() < 0.5:
        story = replace(story, paragraphs=tuple(chance.sample(story.paragraphs, len(story.paragraphs))))
    return replace(story, counters=chance.randint(0, 9000), typewriter=chance.random() < 0.5)


# ---- where they stand


@dataclass
class World:
    """Places by kind, each with its stories in order; a name is a file's, a record's id, an entry's guid, a path.

    Attributes:
        links: how an entry's link is written now, but for its host.
        carried: what the second host's feed says of entries of the first one's.
    """

    folder: Path
    servers: tuple[Server, Server]
    places: dict[str, dict[str, Story]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    links: dict[str, str] = field(default_factory=dict)
    carried: dict[str, Story] = field(default_factory=dict)

    def write(self) -> list[str]:
        """Put the stories where the product reads them, and return what to read."""
        for path in (self.folder / "files").iterdir():
            path.unlink()
        for name, story in self.places["file"].items():
            text = "\n\n".join([story.title, *story.lines])
            (self.folder / "files" / f"{name}.txt").write_text(text, encoding="utf-8")
        for kind in KINDS[1:4]:
            records = [self._record(kind, name, story) for name, story in self.places[kind].items()]
            lines = [json.dumps(each) + "\n" for each in records]
            (self.folder / "records" / f"{kind}.jsonl").write_text("".join(lines), encoding="utf-8")
        sources = [str(self.folder / "files"), str(self.folder / "records")]
        for number, server in enumerate(self.servers):
            server.pages.clear()
            items = [self._item(server, *each) for each in self.places[f"entry {number}"].items()]
            if number:
                items += [self._item(self.servers[0], *each, "carried ") for each in self.carried.items()]
            server["/feed"] = self._feed(items)
            for path, story in self.places[f"page {number}"].items():
                server[path] = self._page(story)
            sources += [server.url("/feed"), *(server.url(path) for path in self.places[f"page {number}"])]
        return sources

    def _record(self, kind: str, name: str, story: Story) -> dict[str, str]:
        known = {
            "record": {"id": name},
            "record of another": {"id": name, "source": "South Post"},
            "unnamed": {},
        }
        return known[kind] | {"title": story.title, "text": "\n\n".join(story.lines), "language": "en"}

    def _item(self, server: Server, name: str, story: Story, prefix: str = "") -> str:
        return (
            f"<item><guid>{prefix}{name}</guid><title>{escape(story.title)}</title>"
            f"<link>{server.url(self.links.get(name, f'/news/{name}'))}</link>"
            f"<content:encoded>{escape(self._html(story))}</content:encoded></item>"
        )

    def _feed(self, items: list[str]) -> Page:
        head = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        return Page(f"{head}<channel><title>Wire</title>{''.join(items)}</channel></rss>")

    def _page(self, story: Story) -> Page:
        title = escape(story.title)
        head = f'<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        return Page(
            f"<!doctype html>{head}<body><article><h1>{title}</h1>{self._html(story)}</article></body></html>"
        )

    def _html(self, story: Story) -> str:
        return "".join(f"<p>{escape(line)}</p>" for line in story.lines)


KINDS = ("file", "record", "record of another", "unnamed", "entry 0", "entry 1", "page 0", "page 1")
# What leaves an article in the archive when it is gone: a feed's older entries drop out, a page may be back tomorrow.
STAYS = KINDS[4:]


# ---- what a reader would say the archive holds


@dataclass
class Model:
    """The wordings of each article, as they were first met, by the kind of its place and its name there."""

    articles: dict[tuple[str, str], list[Story]] = field(default_factory=dict)

    def read(self, world: World) -> None:
        for kind, stories in world.places.items():
            for name, story in stories.items():
                wordings = self.articles.setdefault((kind, name), [story])
                if story.says() != wordings[-1].says():
                    wordings.append(story)
        for kind, name in list(self.articles):
            if kind not in STAYS and name not in world.places[kind]:
                del self.articles[kind, name]

    def holds(self) -> list[list[tuple[str, str]]]:
        return sorted([each.stored() for each in wordings] for wordings in self.articles.values())


# ---- the steps of a history

Step = tuple[str, str, str]  # what was done, with what kind, which


def add(world: World, chance: random.Random, number: int) -> str:
    kind = chance.choice(KINDS)
    name = f"/page-{number}" if kind.startswith("page") else f"n{number}"
    if kind == "record of another":  # two papers number theirs alike
        name = next((each for each in world.places["record"] if each not in world.places[kind]), name)
    others = list(world.places[kind].items())
    others.insert(chance.randint(0, len(others)), (name, invented(chance, number)))
    world.places[kind] = dict(others)
    return f"add {kind} {name}"


def change(world: World, chance: random.Random, _: int) -> str:
    kind, name = _any(world, chance)
    world.places[kind][name] = corrected(world.places[kind][name], chance)
    return f"change {kind} {name}"


def fidget(world: World, chance: random.Random, _: int) -> str:
    kind, name = _any(world, chance)
    world.places[kind][name] = fidgeted(world.places[kind][name], chance)
    return f"fidget {kind} {name}"


def both(world: World, chance: random.Random, _: int) -> str:
    kind, name = _any(world, chance)
    world.places[kind][name] = corrected(fidgeted(world.places[kind][name], chance), chance)
    return f"fidget and change {kind} {name}"


def remove(world: World, chance: random.Random, _: int) -> str:
    kind, name = _any(world, chance)
    if len(world.places[kind]) == 1 and kind not in STAYS:
        return "nothing: a folder's last is kept"  # an empty folder may be a missing disk
    del world.places[kind][name]
    return f"remove {kind} {name}"


def reorder(world: World, chance: random.Random, _: int) -> str:
    kind = chance.choice(KINDS)
    stories = list(world.places[kind].items())
    chance.shuffle(stories)
    world.places[kind] = dict(stories)
    return f"reorder {kind}"


def move(world: World, chance: random.Random, number: int) -> str:
    """A file under another name is another article."""
    files = world.places["file"]
    name = chance.choice(list(files))
    files[f"moved-{number}"] = files.pop(name)
    return f"move {name}"


def relink(world: World, chance: random.Random, number: int) -> str:
    """An entry's link is written otherwise, or is another one; its guid says that it is the same."""
    kind = chance.choice(["entry 0", "entry 1"])
    if not world.places[kind]:
        return "nothing: no entry"
    name = chance.choice(list(world.places[kind]))
    ways = (
        f"/news/{name}?utm_source=rss",
        f"/news/{name}/",
        f"/news/{name}#top",
        f"/{number}/corrected-{name}",
    )
    world.links[name] = chance.choice(ways)
    return f"relink {kind} {name} {world.links[name]}"


def carry(world: World, chance: random.Random, _: int) -> str:
    """Another host's feed says otherwise of an article that its own host has."""
    held = list(world.places["entry 0"])
    if not held:
        return "nothing: no entry"
    name = chance.choice(held)
    world.carried[name] = corrected(world.places["entry 0"][name], chance)
    return f"carry {name}"


def nothing(_: World, __: random.Random, ___: int) -> str:
    return "poll again"


STEP_KINDS: list[Callable[[World, random.Random, int], str]] = [
    add, add, change, change, fidget, both, remove, reorder, move, relink, carry, nothing,
]  # fmt: skip


def _any(world: World, chance: random.Random) -> tuple[str, str]:
    return chance.choice([(kind, name) for kind, stories in world.places.items() for name in stories])


# ---- the comparison


class Reader:
    """Polls a world into an archive, an hour later each time."""

    def __init__(self, folder: Path) -> None:
        self.archive = Archive.open(folder, create=True)
        self._fetch = Fetcher(Allowed.parse("127.0.0.1"), seconds=5)
        self._now = START

    def poll(self, sources: list[str]) -> None:
        self._now += timedelta(hours=1)
        known = {visit.url: visit for visit in self.archive.visits()}
        web = Web(self._fetch, Polite(self._fetch, rest=0), known, now=lambda: self._now)
        take_in(self.archive, read_sources(sources, web=web, known=before(self.archive)), ANALYSER)

    def holds(self) -> list[list[tuple[str, str]]]:
        ids = [row[0] for row in self.archive._connection.execute("SELECT id FROM articles")]
        return sorted(self._wordings(id_) for id_ in ids)

    def _wordings(self, id_: str) -> list[tuple[str, str]]:
        found = [self.archive.article(id_, one.version) for one in self.archive.versions(id_)]
        for place, one in enumerate(found):
            # What corrects is told as a correction, with its kind, and nothing else is.
            assert (one.corrected is not None, bool(one.change)) == (place > 0, place > 0), one
        return [(one.title, " ".join(one.text.split())) for one in found]


def before(archive: Archive) -> Callable:
    """What the archive knows of the records of a file."""
    return archive.read_from


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[Server, Server]]:
    with ExitStack() as stack:
        yield stack.enter_context(serving()), stack.enter_context(serving())


def history(seed: int, servers: tuple[Server, Server], polls: int = POLLS[1]) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        world, model, told = World(Path(place), servers), Model(), []
        for name in ("files", "records"):
            (world.folder / name).mkdir()
        reader = Reader(world.folder / "archive")
        for number, kind in enumerate(KINDS):
            name = f"/page-{number}" if kind.startswith("page") else f"n{min(number, 1)}"
            world.places[kind][name] = invented(chance, number)
        with reader.archive:
            for number in range(10, 10 + polls):
                reader.poll(world.write())
                model.read(world)
                assert reader.holds() == model.holds(), (seed, told)
                told.append(chance.choice(STEP_KINDS)(world, chance, number))
            assert reader.archive.check() == []


@pytest.mark.parametrize(
    ("histories", "polls"),
    [
        (range(FEW // 2), POLLS[0]),
        (range(FEW // 2, FEW), POLLS[0]),
        pytest.param(range(MANY), POLLS[1], marks=pytest.mark.slow),
    ],
    ids=["few", "few more", "many"],
)
def test_after_each_step_the_archive_holds_what_a_reader_would_say(
    servers: tuple[Server, Server], histories: range, polls: int
) -> None:
    for seed in histories:
        history(seed, servers, polls)
