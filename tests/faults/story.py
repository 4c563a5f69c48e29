"""A folder as it was and as it is now, and the process that takes it in and is killed: run as a script.

    python story.py ingest FOLDER ARCHIVE

The analyser is that of the index room's tests, all else is the product.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "index")]

from archives import ANALYSER, holding, nearest, say, state

from index.archive import Archive
from ingest import take_in as take_in_module
from ingest.sources import read_sources
from ingest.take_in import take_in

if TYPE_CHECKING:
    from ingest.take_in import Report

SCRIPT = Path(__file__)
BATCH = 4  # articles: many transactions to be killed between
ARTICLES = 60
SHARED = "The council of the old town met on Monday and said that the bridge over the river will be closed for repairs"


def write(folder: Path, *, now: bool) -> Path:
    """Write the folder as it was, or as it is now: some articles changed, some gone, some new, some moved."""
    for number in range(ARTICLES if now else ARTICLES - 12):
        record = _record(number, changed=now and number % 3 == 0)
        if not (now and number % 7 == 3):
            place = folder / ("moved" if now and number % 11 == 5 else f"day-{number % 4}")
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{number}.json").write_text(json.dumps(record), "utf-8")
    lines = [_record(number, changed=now and number % 2 == 0) for number in range(100, 120)]
    kept = [one for one in lines if not (now and one["id"] in {"a103", "a110"})]
    (folder / "dump.jsonl").write_text("".join(json.dumps(one) + "\n" for one in kept), "utf-8")
    return folder


def _record(number: int, *, changed: bool) -> dict[str, Any]:
    own = f"Report own{number} says {'second' if changed else 'first'} of it. Its number is unique{number}."
    shared = f" {SHARED} until next spring number{number % 5}." if number % 6 == 0 else ""
    return {
        "id": f"a{number}",
        "text": f"{own} Everything about matter{number} is in line{number} of the report.{shared}",
        "title": f"Report {number}",
        "source": f"Agency {number % 4}",
        "published": f"2024-01-{1 + number % 28:02}T08:00:00Z",
        "language": "en",
    }


def ingest(folder: Path, archive: Path, *, wait: float = 0) -> Report:
    """Take a folder in."""
    take_in_module.BATCH = BATCH
    with Archive.open(archive, create=True) as opened:
        return take_in(opened, read_sources([str(folder)], known=opened.digests), ANALYSER, wait=wait)


def outcome(archive: Path) -> dict[str, Any]:
    """Everything that a clean run and a disturbed one must agree on, and what searches find."""
    with Archive.open(archive) as opened:
        assert opened.check() == []
        ask = opened._connection.execute
        families = ask(
            "SELECT a.id, o.id FROM articles a JOIN articles o ON o.key = a.family ORDER BY 1"
        ).fetchall()
        origins = ask(
            "SELECT origin, a.id, digest FROM origins JOIN articles a ON a.key = article ORDER BY 1, 2"
        ).fetchall()
        words = [f"unique{number}." for number in (0, 3, 9, 24, 50, 59, 100, 103, 119)] + ["second", "first"]
        return {
            **state(opened),
            "families": families,
            "origins": origins,
            "signatures": ask(
                "SELECT a.id, signature FROM signatures JOIN articles a ON a.key = article ORDER BY 1"
            ).fetchall(),
            "found": {word: holding(opened, word) for word in words},
            "unreachable": unreachable(opened),
        }


def unreachable(archive: Archive) -> list[str]:
    """The passages that a search for their own text doesn't find."""
    rows = archive._connection.execute("SELECT id FROM passages ORDER BY id").fetchall()
    passages = archive.passages(row[0] for row in rows).values()
    return [one.text for one in passages if nearest(archive, one.text, 1)[0][1] != one.text]


if __name__ == "__main__":
    say("begun")
    ingest(Path(sys.argv[2]), Path(sys.argv[3]))
    say("done")
