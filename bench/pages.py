"""How well article pages are read: `python -m bench.pages`.

The measure is article-extraction-benchmark's own (its `evaluate.py`): shingles of four tokens, precision and recall of
each page, their means, and the F of the means.

The days of publication in `page-days.json` were marked by hand, by what a reader sees on each page and, where it shows
no date, by what its metadata says, read by eye; pages of which both say nothing of it aren't there.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean
from time import perf_counter
from typing import NamedTuple

from bench.data import folder as evaluation
from bench.report import Target, share, table, targets, write
from ingest.failure import UnreadableError
from ingest.record import to_article
from ingest.sandbox import sandbox

SHINGLE = 4
ASKED = 0.960
PUBLISHED = (0.938, 0.978, 0.958)  # trafilatura's precision, recall and F by that benchmark's own table
DAYS = Path(__file__).with_name("page-days.json")
LONGEST_NAME = 8  # characters of a page's name in it
# A day begins and ends where the publisher is, which a time in UTC says no more.
EAST, WEST = timedelta(hours=14), timedelta(hours=12)
TOKEN = re.compile(r"\w+")


class Score(NamedTuple):
    """Precision and recall of one page."""

    precision: float
    recall: float


def main() -> None:
    """Measure, print, and write the page's section."""
    folder = evaluation() / "pages"
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    marked = {name: day for day, names in json.loads(DAYS.read_text("utf-8")).items() for name in names}
    raw, stored, failed, seconds = [], [], [], []
    dated: dict[str, datetime | None] = {}
    for name, page in truth.items():
        began = perf_counter()
        try:
            record = sandbox.parse(
                "page", gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
            )
            article = to_article(record, origin=name, fallback_id=name)
            text, dated[name[:LONGEST_NAME]] = article.text, article.published
        except UnreadableError as error:
            failed.append(f"{page['url']}: {error}")
            record, text = {"text": ""}, ""
        seconds.append(perf_counter() - began)
        raw.append(score(page["articleBody"], record["text"]))
        stored.append(score(page["articleBody"], text))
    named = (("**as stored**", figures(stored)), ("**as extracted**", figures(raw)))
    rows = [(name, *map(share, found)) for name, found in (*named, ("trafilatura, as published", PUBLISHED))]
    told = {name: time for name, time in dated.items() if time and name in marked}
    right, shown = sum(is_on(time, marked[name]) for name, time in told.items()), len(told)
    others = len({name for name, time in dated.items() if time} - told.keys())
    dates = (
        f"Of {len(marked)} pages of which the day of publication is known (marked by hand), {shown} were dated,"
        f" {right} of them rightly; of the others {others} were dated."
    )
    reached = figures(stored)[2]
    write(
        "pages",
        "Article pages",
        targets(
            [
                Target("F", f"≥ {ASKED:.3f}", share(reached), reached >= ASKED),
                Target(
                    "published dates right of those shown",
                    "≥ 98 %",
                    _percent(right, shown),
                    right >= 0.98 * shown,
                ),
            ]
        ),
        f"{len(truth)} pages of article-extraction-benchmark, shingles of {SHINGLE} tokens; trafilatura's published "
        "figures are of all its 181 pages. Stored is what an answer can quote: of what is extracted, credits, "
        "datelines and the like are left out, some of which the benchmark's annotators kept.",
        table(["", "precision", "recall", "F"], rows),
        dates,
        f"Pages that could not be read: {len(failed)}. Median time {sorted(seconds)[len(seconds) // 2]:.2f} s a page, "
        f"longest {max(seconds):.1f} s (the child process's start included).",
        *failed,
    )


def is_on(time: datetime, day: str) -> bool:
    """Tell whether a time falls on a day, in whatever zone; one without a time of day must be of that day."""
    begins = datetime.fromisoformat(day).replace(tzinfo=UTC)
    if time.time() == begins.time():
        return time.date() == begins.date()
    return begins - EAST <= time < begins + timedelta(days=1) + WEST


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / max(1, whole):.1f} %"


def figures(scores: list[Score]) -> tuple[float, float, float]:
    """Return mean precision, mean recall, and their F."""
    precision, recall = fmean(one.precision for one in scores), fmean(one.recall for one in scores)
    return precision, recall, 2 * precision * recall / (precision + recall)


def score(truth: str, found: str) -> Score:
    """Return how far the shingles of two texts agree."""
    wanted, got = shingles(truth), shingles(found)
    both, false, missed = (wanted & got).total(), (got - wanted).total(), (wanted - got).total()
    return Score(_share(both, false, missed), _share(both, missed, false))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return a text's runs of `SHINGLE` tokens; of a shorter one, the one there is."""
    tokens = TOKEN.findall(text)
    return Counter(
        tuple(tokens[at : at + SHINGLE]) for at in range(max(1, len(tokens) - SHINGLE + 1)) if tokens
    )


def _share(both: int, wrong: int, other: int) -> float:
    if not wrong and not other:
        return 1.0
    return both / (both + wrong) if both + wrong else 0.0


if __name__ == "__main__":
    main()
