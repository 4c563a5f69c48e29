"""News that changes, and what takes it in and is killed meanwhile: run as a script.

    python story.py ingest ARCHIVE FOLDER
    python story.py queue ARCHIVE FOLDER SECONDS
    python story.py churn ARCHIVE FOLDER
    python story.py watch ARCHIVE FOLDER FEED
    python story.py ask ARCHIVE

All of it is the product, the model and the answers too; only transactions are smaller, to be killed between.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from select import select
from threading import Event
from typing import TYPE_CHECKING, Any

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "index")]

from archives import say, state

from bot.asker import Asker
from index import writer as writer_module
from index.analysis import analyser
from index.archive import Archive
from index.embedding import embedder
from index.retriever import Retriever
from ingest import take_in as take_in_module
from ingest import watch as watch_module
from ingest.addresses import Allowed
from ingest.fetch import Fetcher
from ingest.polite import Polite
from ingest.sources import read_sources
from ingest.take_in import take_in
from ingest.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.answering.types import Answer
    from index.analysis import Analyser
    from ingest.take_in import Report
    from ingest.watch import Round

SCRIPT = Path(__file__)
BATCH = 4  # articles: many transactions to be killed between
ARTICLES = 40
LINES = range(100, 112)  # articles of one file
GONE = (103, 110)  # of them, now
ENTRIES = range(200, 208)  # of the feed
SYLLABLES = ("ba", "ko", "mi", "ru", "te", "sa", "lo", "ni", "fe", "du", "za", "gi", "ho")
SHARED = (
    "The ministry of works in the capital told reporters on Sunday that every bridge over the river will be closed"
    " for repairs from the first week of autumn until the next spring, and asked drivers to take the northern road."
)
ASKED = (0, 3, 9, 24, 30, 39, 100, 103, 111, 203, 207)  # articles
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def town(number: int) -> str:
    """The town that an article is about: a name that sounds like no other."""
    chance = random.Random(number)
    return "".join(chance.choice(SYLLABLES) for _ in range(4)).capitalize() + "grad"


def cost(number: int, *, changed: bool) -> str:
    """What an article says of it."""
    return f"{(500 if changed else 20) + number} million dollars"


def cost_in(number: int, turn: int) -> str | None:
    """What it says in a turn of change after change, in which every third article changes; None where it is gone."""
    if number % 7 == turn % 7:
        return None
    return f"{1000 + number + 100 * (turn - (turn - number) % 3)} million dollars"


def question(number: int) -> str:
    """What an article answers."""
    return f"How much will the harbour of {town(number)} cost?"


def record(number: int, costs: str) -> dict[str, Any]:
    """An article that says what the harbour of its town costs."""
    place = town(number)
    own = (
        f"The council of {place} met on Monday. Its chairman said that the harbour of {place} would cost"
        f" {costs}. Fishermen of {place} had asked for it since the storm."
    )
    return {
        "id": f"a{number}",
        "text": f"{own} {SHARED}" if number % 6 == 0 else own,
        "title": f"The harbour of {place}",
        "source": f"Agency {number % 4}",
        "published": f"2024-01-{1 + number % 28:02}T08:00:00Z",
        "language": "en",
    }


# ---- the news: a folder and a feed, as they were and as they are now


def wording(number: int, *, now: bool) -> bool | None:
    """Whether an article of the folder is changed, as it was or as it is now; None where it isn't there."""
    if number in LINES:
        return None if now and number in GONE else now and number % 2 == 0
    there = number % 7 != 3 if now else number < ARTICLES - 12
    return (now and number % 3 == 0) if there else None


def files(*, now: bool, moved: bool = True) -> dict[str, str]:
    """The folder's files by path: some articles changed, some gone, some new, some, if wanted, moved."""
    found, lines = {}, []
    for number in (*range(ARTICLES), *LINES):
        changed = wording(number, now=now)
        if changed is None:
            continue
        text = json.dumps(record(number, cost(number, changed=changed)))
        if number in LINES:
            lines.append(f"{text}\n")
        else:
            place = "moved" if now and moved and number % 11 == 5 else f"day-{number % 4}"
            found[f"{place}/{number}.json"] = text
    return found | {"dump.jsonl": "".join(lines)}


def files_in(turn: int) -> dict[str, str]:
    """The files of a turn of change after change."""
    costs = {number: cost_in(number, turn) for number in range(ARTICLES)}
    return {f"{number}.json": json.dumps(record(number, said)) for number, said in costs.items() if said}


def write(folder: Path, wanted: dict[str, str]) -> None:
    """Have the folder hold these files and no others."""
    for step in steps(folder, wanted):
        step()


def steps(folder: Path, wanted: dict[str, str]) -> list[Callable[[], None]]:
    """The changes, each at once or not at all, that make the folder hold these files."""
    there = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    gone = [there[name].unlink for name in there if name not in wanted]
    new = [
        lambda name=name, text=text: _replace(folder / name, text)  # type: ignore[misc]
        for name, text in wanted.items()
        if name not in there or there[name].read_text("utf-8") != text
    ]
    return [*new, *gone]


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    hidden = path.with_name(f".{path.name}")
    hidden.write_text(text, "utf-8")
    os.replace(hidden, path)  # noqa: PTH105 - as editors do


def feed(*, now: bool) -> str:
    """A JSON Feed of the newest entries: older ones drop out of it."""
    numbers = ENTRIES[2:] if now else ENTRIES[:6]
    records = [record(number, cost(number, changed=now and number % 3 == 0)) for number in numbers]
    items = [
        {
            "id": one["id"],
            "title": one["title"],
            "content_text": one["text"],
            "date_published": one["published"],
        }
        for one in records
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Coast", "items": items})


# ---- what takes it in


@cache
def model() -> Analyser:
    """The product's analyser, loaded once."""
    return analyser(embedder())


def ingest(folder: Path, archive: Path, *, wait: float = 0) -> Report:
    """Take a folder in."""
    take_in_module.BATCH = BATCH
    with Archive.open(archive, create=True) as opened:
        return take_in(opened, read_sources([str(folder)], known=opened.read_from), model(), wait=wait)


def publish(archive: Path) -> None:
    """Make a generation of all that an archive holds."""
    with Archive.open(archive) as opened, opened.writer() as writing:
        writing.publish(force=True)


def watch(archive: Path, *sources: str) -> Iterator[Round]:
    """Watch a folder and a feed, and tell of every round."""
    take_in_module.BATCH = BATCH
    # Changes are taken in soon, a few at a time.
    watch_module.TURN, watch_module.QUIET, watch_module.RESTLESS = 50, 20, 100
    stop = Event()
    fetch = Polite(Fetcher(Allowed.parse("127.0.0.1")), rest=0, stop=stop)
    with Archive.open(archive, create=True) as opened:
        try:
            yield from Watch(opened, model(), fetch, stop, every=timedelta(seconds=1)).run(sources)
        finally:
            stop.set()


def catch_up(archive: Path, *sources: str) -> None:
    """Watch until all that is there now has been taken in."""
    waiting = set(sources)
    for found in watch(archive, *sources):
        waiting -= set(found.sources)
        if not waiting:
            return


# ---- what it leaves


def outcome(archive: Path) -> dict[str, Any]:
    """Everything that a clean run and a disturbed one must agree on, and what is answered."""
    with Archive.open(archive) as opened:
        assert opened.check() == []
        ask = opened._connection.execute
        families = "SELECT a.id, o.id FROM articles a JOIN articles o ON o.key = a.family ORDER BY 1"
        signatures = "SELECT a.id, signature FROM signatures JOIN articles a ON a.key = article ORDER BY 1"
        return {
            **stored(opened),
            "families": ask(families).fetchall(),
            "signatures": ask(signatures).fetchall(),
            "answers": answers(opened, ASKED),
            "unreachable": unreachable(opened),
        }


def stored(archive: Archive) -> dict[str, Any]:
    """Articles, versions, passages, terms, vectors, and where each was seen."""
    origins = "SELECT origin, a.id, digest FROM origins JOIN articles a ON a.key = article ORDER BY 1, 2"
    return {**state(archive), "origins": archive._connection.execute(origins).fetchall()}


def answers(archive: Archive, numbers: Iterable[int]) -> dict[str, Any]:
    """What is answered to a fixed set of questions: the sentences and whose they are."""
    asker = asker_of(archive)
    found = {number: asker.ask(question(number), now=NOW) for number in numbers}
    return {
        town(number): (one.text, [(cited.article.id, cited.article.version) for cited in one.citations])
        for number, one in found.items()
    }


def asker_of(archive: Archive) -> Asker:
    """Who answers from an archive."""
    return Asker(Retriever(archive, embedder()))


def is_right(answer: Answer, number: int, costs: str | None) -> bool:
    """Say whether an answer is what an article says; None: nothing, as it isn't there."""
    if costs is None:
        return answer.refused
    return any(town(number) in quoted.quote and costs in quoted.quote for quoted in answer.citations)


def unreachable(archive: Archive) -> list[str]:
    """The passages that a search for their own text doesn't find, nor a copy of them."""
    retriever = Retriever(archive, embedder())
    rows = archive._connection.execute("SELECT id FROM passages ORDER BY id").fetchall()
    lost = []
    for one in archive.passages(row[0] for row in rows).values():
        same = {one.article.id, *(copy.id for copy in archive.copies(one.article.id))}
        hits = retriever.search(one.text, k=5, of_one_article=5).hits
        lost += [] if any(hit.passage.article.id in same for hit in hits) else [one.text]
    return lost


# ---- what the child processes do


def _ask(archive: Path) -> None:
    """Answer a question a line, for long."""
    with Archive.open(archive) as opened:
        asker = asker_of(opened)
        for line in sys.stdin:
            say(json.dumps(asker.ask(line.strip(), now=NOW).text))


def _ingest(archive: Path, folder: str) -> None:
    say("begun")
    ingest(Path(folder), archive)


def _queue(archive: Path, folder: str, seconds: str) -> None:
    """Take a folder in when the others do; say when it came and when it left."""
    say("ready")
    sys.stdin.readline()
    came = time.time()
    ingest(Path(folder), archive, wait=float(seconds))
    say(came, time.time())


def _churn(archive: Path, folder: str) -> None:
    """Change the folder, take it in, publish, again and again until told to end; say so after each turn."""
    writer_module.FIRST_GENERATION = writer_module.NEXT_GENERATION = ARTICLES // 2
    for turn in count():
        write(Path(folder), files_in(turn))
        ingest(Path(folder), archive)
        say(turn)
        if select([sys.stdin], [], [], 0)[0]:
            return


def _watch(archive: Path, *sources: str) -> None:
    say("begun")
    for _ in watch(archive, *sources):
        say("round")


if __name__ == "__main__":
    model()
    actions: dict[str, Callable[..., None]] = {
        "ask": _ask,
        "churn": _churn,
        "ingest": _ingest,
        "queue": _queue,
        "watch": _watch,
    }
    action, place, *arguments = sys.argv[1:]
    actions[action](Path(place), *arguments)
