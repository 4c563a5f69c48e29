"""How fast and how large: `python -m bench.speed [--quick] [--archive DIR]`.

Khabar is measured through its command line, beside the pipeline a newcomer would write (`bench/newcomer.py`),
in one run on one machine: everything in processes of its own, timed from outside. This process imports
nothing large (see `bench.processes.run`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from bench import data, report
from bench.processes import Talk, run, size
from khabar.evaluation import percentile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.processes import Ran

ARTICLES, ARTICLES_QUICK = 2_000, 100
PASSAGES, PASSAGES_QUICK = 100_000, 10_000
QUERIES = 200
WARM_UP = 10
COLD = 5  # times
MEGABYTE = 1e6
# Asked for: ingest and cold ask beside the newcomer's, seconds, milliseconds, bytes.
INGEST, COLD_RATIO, COLD_SECONDS = 20, 4, 1.5
UNFILTERED, DATED, PEAK = 60, 120, 450 * MEGABYTE
ASK, ASK_P95, COLD_AT_SCALE = 350, 700, 1.3
LOAD, RATE = 0.3, 2_000  # of the bundled model: seconds, passages a second

FILTERS: dict[str, data.Record] = {
    "unfiltered": {},
    "one month": {"since": "2014-03-01", "until": "2014-03-31"},
    "half of the dates": {"since": "2014-07-02"},
    "as of a day (two thirds)": {"as_of": "2014-12-31"},
    "one source": {"source": "alriyadh"},
    "English only": {"lang": "en"},
    "Arabic only": {"lang": "ar"},
}
DATE_FILTERS = ("one month", "half of the dates", "as of a day (two thirds)")


class System(NamedTuple):
    """One of the two systems over a folder: its commands, but for the question."""

    ingest: list[str]
    ask: list[str]
    search: list[str]


class Measured(NamedTuple):
    """What one system needed for the same articles: seconds, bytes."""

    ingest: float
    ingest_peak: int
    cold: float
    work: float  # processor time of a cold ask
    ask_peak: int
    warm: list[float]
    search_peak: int
    disk: int


def khabar(archive: Path, articles: Path) -> System:
    """Return Khabar's commands over an archive."""
    command = [sys.executable, "-m", "khabar", "--archive", str(archive)]
    return System(
        [*command, "ingest", "--json", "--quiet", str(articles)],
        [*command, "ask"],
        [*command, "search", "--json", "-"],
    )


def newcomer(folder: Path, articles: Path, count: int) -> System:
    """Return the newcomer's commands over a folder."""
    command = [sys.executable, "-m", "bench.newcomer"]
    return System(
        [*command, "ingest", str(articles), str(count), str(folder)],
        [*command, "ask", str(folder)],
        [*command, "search", str(folder)],
    )


def measure(system: System, folder: Path, headlines: Sequence[str]) -> Measured:
    """Take the articles in, ask cold, search warm."""
    taken = run(system.ingest)
    cold = asked_cold(system, headlines)
    with Talk(system.search) as talk:
        talk.times(headlines[-WARM_UP:])
        warm = talk.times(headlines[:QUERIES])
    return Measured(
        taken.seconds,
        taken.peak,
        median(one.seconds for one in cold),
        median(one.work for one in cold),
        max(one.peak for one in cold),
        warm,
        talk.peak,
        size(folder),
    )


def asked_cold(system: System, headlines: Sequence[str]) -> list[Ran]:
    """Return COLD runs that answer one question each; a run before them compiles what is imported."""
    return [run([*system.ask, headline]) for headline in headlines[-COLD - 1 :]][1:]


def side_by_side(folder: Path, count: int) -> tuple[list[report.Target], str]:
    """Return the figures asked for, and the table, of both systems over the first articles."""
    articles = data.saudi_articles(count)
    path = folder / "articles.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
    headlines = _headlines(articles)
    ours = measure(khabar(folder / "khabar", path), folder / "khabar", headlines)
    theirs = measure(newcomer(folder / "newcomer", path, count), folder / "newcomer", headlines)
    return _targets(ours, theirs), _table(ours, theirs, count)


def at_scale(archive: Path, passages: int) -> tuple[list[report.Target], str, str]:
    """Return the figures asked for, the table of filters, and a note, over a large archive."""
    note = built(archive, passages)
    system = khabar(archive, archive)
    headlines = _headlines(data.saudi_articles(), QUERIES * len(FILTERS))
    # Each filter gets headlines of its own: none finds its terms looked up by another.
    asked = {name: headlines[place * QUERIES :][:QUERIES] for place, name in enumerate(FILTERS)}
    with Talk(system.search) as talk:
        talk.times(headlines[-WARM_UP:])
        times = {
            name: talk.times(json.dumps({"query": headline, **options}) for headline in asked[name])
            for name, options in FILTERS.items()
        }
    with Talk([*system.ask, "--json", "-"]) as answering:
        # As objects: a headline may begin with a brace, and would be taken for one.
        as_objects = [json.dumps({"question": one}) for one in (*headlines[-WARM_UP:], *asked["unfiltered"])]
        answering.times(as_objects[:WARM_UP])
        answers = answering.times(as_objects[WARM_UP:])
    cold = asked_cold(system, headlines)
    peak, seconds = max(one.peak for one in cold), median(one.seconds for one in cold)
    plain = _p95(times["unfiltered"])
    middle, slow = percentile(answers, 0.5), _p95(answers)
    dated = max(_p95(times[name]) for name in DATE_FILTERS)
    at = f"at {passages:,} passages"
    targets = [
        report.Target(
            f"warm search p95 {at}, unfiltered", f"≤ {UNFILTERED} ms", _ms(plain), 1000 * plain <= UNFILTERED
        ),
        report.Target(
            f"warm search p95 {at}, date filters", f"≤ {DATED} ms", _ms(dated), 1000 * dated <= DATED
        ),
        report.Target(f"warm ask p50 {at}", f"≤ {ASK} ms", _ms(middle), 1000 * middle <= ASK),
        report.Target(f"warm ask p95 {at}", f"≤ {ASK_P95} ms", _ms(slow), 1000 * slow <= ASK_P95),
        report.Target(f"cold ask {at}", f"≤ {COLD_AT_SCALE} s", f"{seconds:.2f} s", seconds <= COLD_AT_SCALE),
        report.Target(f"peak memory of cold ask {at}", f"≤ {_mb(PEAK)}", _mb(peak), peak <= PEAK),
    ]
    rows = [
        (name, _ms(percentile(own, 0.5)), _ms(_p95(own)), f"{_p95(own) / plain:.1f} ×")
        for name, own in times.items()
    ]
    note += f" Cold ask over it: {seconds:.2f} s (median of {COLD}), {_mb(peak)} at most."
    note += f" Warm search: {_mb(talk.peak)}; warm ask: {_mb(answering.peak)}."
    return targets, report.table(["warm search", "p50", "p95", "p95 beside unfiltered"], rows), note


def model() -> tuple[list[report.Target], str]:
    """Return the figures of the bundled model; a run before compiles what is imported."""
    command = [sys.executable, "-m", "bench.embedding"]
    run(command)
    found = json.loads(run(command).output)
    targets = [
        report.Target("bundled model, load", f"≤ {LOAD} s", f"{found['load']:.2f} s", found["load"] <= LOAD),
        report.Target(
            "bundled model, passages a second on one core",
            f"≥ {RATE:,}",
            f"{found['rate']:,.0f}",
            found["rate"] >= RATE,
        ),
    ]
    return targets, f"torch imported by the bundled model: {'yes' if found['torch'] else 'no'}."


def built(archive: Path, passages: int) -> str:
    """Make the large archive if it isn't there, with a note beside it; return what the note says."""
    beside = archive.with_name(f"{archive.name}.json")
    if not (beside.exists() and archive.exists()):
        shutil.rmtree(archive, ignore_errors=True)
        archive.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(_build(archive, passages)), encoding="utf-8")
    made = json.loads(beside.read_text(encoding="utf-8"))
    return (
        f"{made['articles']:,} articles, {made['passages']:,} passages, {_mb(size(archive))} on disk; when "
        f"it was made, taken in at {made['articles'] / made['seconds']:.0f} articles/s with "
        f"{_mb(made['peak'])} of memory at most."
    )


def _build(archive: Path, passages: int) -> dict[str, float]:
    corpus = archive.with_name(f"{archive.name}.jsonl")
    run([sys.executable, "-m", "bench.corpus", str(passages), str(corpus)])
    taken = run(khabar(archive, corpus).ingest)
    corpus.unlink()
    counts = json.loads(taken.output)
    return {key: counts[key] for key in ("articles", "passages")} | {
        "seconds": taken.seconds,
        "peak": taken.peak,
    }


def _headlines(articles: Sequence[data.Record], count: int = QUERIES) -> list[str]:
    """Return headlines to ask with, from all over the articles, and WARM_UP more at the end."""
    titles = [title for article in articles if (title := " ".join(str(article["title"]).split()))]
    return titles[:: max(len(titles) // (count + WARM_UP), 1)][: count + WARM_UP]


def _targets(ours: Measured, theirs: Measured) -> list[report.Target]:
    faster, sooner = theirs.ingest / ours.ingest, theirs.cold / ours.cold
    return [
        report.Target("ingest beside the newcomer's", f"≥ {INGEST} ×", f"{faster:.1f} ×", faster >= INGEST),
        report.Target(
            "cold ask, process start to answer",
            f"≤ {COLD_SECONDS} s",
            f"{ours.cold:.2f} s",
            ours.cold <= COLD_SECONDS,
        ),
        report.Target(
            "cold ask beside the newcomer's", f"≥ {COLD_RATIO} ×", f"{sooner:.1f} ×", sooner >= COLD_RATIO
        ),
    ]


def _table(ours: Measured, theirs: Measured, count: int) -> str:
    p50, p95 = (tuple(percentile(one.warm, share) for one in (ours, theirs)) for share in (0.5, 0.95))
    rows = [
        (
            "ingest, articles/s",
            f"{count / ours.ingest:.1f}",
            f"{count / theirs.ingest:.2f}",
            _times(theirs.ingest, ours.ingest),
        ),
        (
            "cold ask (median of 5)",
            f"{ours.cold:.2f} s",
            f"{theirs.cold:.2f} s",
            _times(theirs.cold, ours.cold),
        ),
        ("warm search, p50", *map(_ms, p50), _times(p50[1], p50[0])),
        ("warm search, p95", *map(_ms, p95), _times(p95[1], p95[0])),
        (
            "peak memory, ingest",
            _mb(ours.ingest_peak),
            _mb(theirs.ingest_peak),
            _times(theirs.ingest_peak, ours.ingest_peak),
        ),
        (
            "peak memory, ask",
            _mb(ours.ask_peak),
            _mb(theirs.ask_peak),
            _times(theirs.ask_peak, ours.ask_peak),
        ),
        (
            "peak memory, search",
            _mb(ours.search_peak),
            _mb(theirs.search_peak),
            _times(theirs.search_peak, ours.search_peak),
        ),
        ("on disk", _mb(ours.disk), _mb(theirs.disk), _times(theirs.disk, ours.disk)),
    ]
    return report.table(["", "Khabar", "newcomer's", "ratio"], rows)


def _times(theirs: float, ours: float) -> str:
    return f"{theirs / ours:.1f} ×"


def _p95(seconds: Sequence[float]) -> float:
    return percentile(seconds, 0.95)


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f} ms"


def _mb(count: float) -> str:
    return f"{count / MEGABYTE:,.0f} MB"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few articles, a small archive")
    parser.add_argument(
        "--archive", type=Path, help="where the large archive is, or is to be kept for the next run"
    )
    return parser.parse_args()


def main() -> None:
    """Measure, print, and write the page's part."""
    arguments, load = _arguments(), os.getloadavg()[0]
    count, passages = (ARTICLES_QUICK, PASSAGES_QUICK) if arguments.quick else (ARTICLES, PASSAGES)
    kept = arguments.archive or Path(tempfile.gettempdir()) / "khabar-bench" / f"archive-{passages}"
    with tempfile.TemporaryDirectory(prefix="khabar-bench-") as folder:
        model_targets, torch = model()
        targets, table = side_by_side(Path(folder), count)
    scale_targets, scale, note = at_scale(kept.absolute(), passages)
    report.write(
        "speed",
        "Speed and size",
        f"Load average before the run: {load:.1f}. What a cold process reads is in the system's page cache.",
        report.targets([*targets, *scale_targets, *model_targets]),
        f"### Beside the newcomer's pipeline: {count:,} Arabic newspaper articles",
        table,
        torch,
        f"### {passages:,} passages, {QUERIES} headlines for each filter",
        scale,
        note,
    )


if __name__ == "__main__":
    main()
