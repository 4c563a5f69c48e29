"""What following the sources costs: `python -m bench.churn [--quick] [PART…]`.

The articles are Arabic newspapers' (SaudiNewsNet), a file each in one folder; every ingest is the product's command,
a process of its own. Parts: `again` (an unchanged and a slightly changed folder taken in again), `rounds` (a third
changed or removed in each, then every passage looked for: some 25 minutes), `rebuild` (the search index made again),
`copies` (how well they are found).
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
from collections import defaultdict
from contextlib import closing
from difflib import SequenceMatcher
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from bench import data, report
from bench.processes import run, size

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ARTICLES, ARTICLES_QUICK, ALL = 5_000, 300, 10_000
TIMES = 3  # each figure is a median
ROUNDS, ROUNDS_QUICK = 20, 3
CHANGED = 1 / 3  # of the articles, in a round; a fifth of these is removed
REMOVED = 1 / 5
SMALL_CHANGE = 0.01
REBUILT = 10_000  # passages
AGAIN, RATIO, GROWTH, REBUILD = 3.0, 2.0, 1.5, 15.0  # asked for: seconds, times, times, seconds
# Gold of the copies, found without MinHash: pairs of two outlets with a run of RUN words in common, whose words match
# in this share (difflib).
RUN, COPY, RELATED = 8, 0.75, 0.5
COMMONPLACE = 40  # articles: a run that more of them have tells nothing


def khabar(archive: Path, *arguments: object) -> tuple[float, dict[str, float]]:
    """Run the product's `ingest`; return the seconds it took and what it reports."""
    command = [sys.executable, "-m", "khabar", "--archive", str(archive), "ingest", "--json", "--quiet"]
    ran = run([*command, *map(str, arguments)])
    return ran.seconds, json.loads(ran.output)


def write(folder: Path, articles: Sequence[data.Record]) -> list[Path]:
    """Write a JSON file for each article."""
    folder.mkdir(parents=True)
    paths = [folder / f"{number:05}.json" for number in range(len(articles))]
    for path, article in zip(paths, articles, strict=True):
        _save(path, article)
    return paths


def change(path: Path, chance: random.Random) -> None:
    """Change a sentence of an article: its middle goes, other words come."""
    article = json.loads(path.read_text(encoding="utf-8"))
    words = article["content"].split()
    place = chance.randrange(len(words))
    words[place : place + 8] = [f"تصحيح{chance.randrange(10**6)}", *chance.sample(words, min(6, len(words)))]
    _save(path, article | {"content": " ".join(words)})


def again(folder: Path, count: int) -> tuple[list[report.Target], str]:
    """Return what it costs to take a folder in again, unchanged and with little changed."""
    paths = write(folder / "news", data.saudi_articles(count))
    archive, chance = folder / "archive", random.Random(1)  # noqa: S311
    first, _ = khabar(archive, folder / "news")
    unchanged = median(khabar(archive, folder / "news")[0] for _ in range(TIMES))
    few = chance.sample(paths, max(1, round(SMALL_CHANGE * count)))
    alone, within = [], []
    for number in range(TIMES):
        for path in few:
            change(path, chance)
        other = folder / f"alone-{number}"
        shutil.copytree(archive, other)
        alone.append(khabar(other, *few)[0])
        within.append(khabar(archive, folder / "news")[0])
    ratio = median(within) / median(alone)
    targets = [
        report.Target(
            f"{count:,} unchanged articles taken in again",
            f"≤ {AGAIN} s",
            f"{unchanged:.2f} s",
            unchanged <= AGAIN,
        ),
        report.Target(
            "1 % changed: the folder beside these articles alone",
            f"≤ {RATIO} ×",
            f"{ratio:.2f} ×",
            ratio <= RATIO,
        ),
    ]
    rows = [
        ("first time", f"{first:.2f} s", f"{count / first:,.0f}"),
        ("unchanged", f"{unchanged:.2f} s", f"{count / unchanged:,.0f}"),
        (f"{len(few)} changed, the folder", f"{median(within):.2f} s", ""),
        (f"{len(few)} changed, named alone", f"{median(alone):.2f} s", ""),
    ]
    return targets, report.table(["`khabar ingest`, whole process", "time", "articles/s"], rows)


def rounds(folder: Path, count: int, turns: int) -> tuple[list[report.Target], str]:
    """Return what rounds of change leave: passages not found by their own text, and the archive's size."""
    paths = write(folder / "news", data.saudi_articles(count))
    archive, chance = folder / "archive", random.Random(2)  # noqa: S311
    khabar(archive, folder / "news")
    originals = {path: path.read_bytes() for path in paths}
    sizes = []
    for _ in range(turns):
        for path in chance.sample(paths, round(CHANGED * count)):
            if path.exists() and chance.random() < REMOVED:
                path.unlink()
                continue
            if not path.exists():
                path.write_bytes(originals[path])
            change(path, chance)
        khabar(archive, folder / "news")
        sizes.append(size(archive))
    khabar(folder / "fresh", folder / "news")
    lost, passages = unreachable(archive)
    grown, fresh = size(archive), size(folder / "fresh")
    targets = [
        report.Target(
            f"passages not found by their own text after {turns} rounds",
            "0",
            f"{lost} of {passages:,}",
            lost == 0,
        ),
        report.Target(
            "size, with every old wording, beside the same articles taken in at once, which have none",
            f"≤ {GROWTH} ×",
            f"{grown / fresh:.2f} ×",
            grown <= GROWTH * fresh,
        ),
    ]
    note = (
        f"After {turns} rounds {grown / 1e6:.1f} MB ({max(sizes) / 1e6:.1f} MB after the round that left most), with"
        f" {old_wordings(archive):,} old wordings, all readable; the folder as it was then, taken in at once,"
        f" {fresh / 1e6:.1f} MB."
    )
    return targets, note


def old_wordings(folder: Path) -> int:
    """Read every wording that was replaced, and return how many there are."""
    from index.archive import Archive

    with Archive.open(folder) as archive, closing(archive._connection.cursor()) as ask:  # noqa: SLF001
        rows = ask.execute(
            "SELECT a.id, v.number FROM articles a JOIN versions v ON v.article = a.key AND v.number < a.version"
        ).fetchall()
        return sum(bool(archive.article(id_, number).text) for id_, number in rows)


def unreachable(folder: Path) -> tuple[int, int]:
    """Return how many passages a search for their own text doesn't find, and how many there are.

    A copy is found where the article shown for it is, a passage where the list has its double (`SAME`) in its place.
    """
    from index.archive import Archive
    from index.embedding import embedder
    from index.retriever import Retriever
    from index.search import SAME

    with Archive.open(folder) as archive:
        retriever, lost = Retriever(archive, embedder()), 0
        shards = [part.shard for part in archive.snapshot().parts]
        vectors = {
            int(id_): vector
            for shard in shards
            for id_, vector in zip(shard.ids[shard.live], shard.vectors[shard.live], strict=True)
        }
        for passage in archive.passages(vectors).values():
            same = {passage.article.id, *(one.id for one in archive.copies(passage.article.id))}
            own = vectors[passage.id].astype("f4")
            lost += not any(
                hit.passage.article.id in same or float(vectors[hit.passage.id] @ own) >= SAME
                for hit in retriever.search(passage.text, k=10, of_one_article=10).hits
            )
    return lost, len(vectors)


def rebuild(folder: Path) -> list[report.Target]:
    """Return how long the search index of REBUILT passages takes to be made again when its files are gone."""
    from index import generation
    from index.archive import Archive

    folder.mkdir()
    corpus, archive = folder / "corpus.jsonl", folder / "archive"
    run([sys.executable, "-m", "bench.corpus", str(REBUILT), str(corpus)])
    khabar(archive, corpus)
    with Archive.open(archive) as opened, opened.writer() as writer:
        writer.publish(force=True)
        shutil.rmtree(archive / generation.FOLDER)
        begun = perf_counter()
        assert writer.publish()  # noqa: S101 - it was noticed
        seconds, passages = perf_counter() - begun, opened.status().passages
    name = f"search index of {passages:,} passages made again"
    return [report.Target(name, f"≤ {REBUILD:.0f} s", f"{seconds:.1f} s", seconds <= REBUILD)]


class Pair(NamedTuple):
    """Two articles of different outlets, and the share of their words that match."""

    one: str
    other: str
    alike: float


def copies(folder: Path, count: int) -> str:
    """Return how many of the real copies in the newspapers are found, and how much of what is found is copies."""
    from index.archive import Archive

    folder.mkdir()
    path = folder / "articles.jsonl"
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in data.saudi_articles(count)]
    path.write_text("".join(lines), encoding="utf-8")
    khabar(folder / "archive", path)
    with Archive.open(folder / "archive") as archive, closing(archive._connection.cursor()) as ask:  # noqa: SLF001
        rows = ask.execute(
            "SELECT a.id, a.family, v.source, v.text FROM articles a"
            " JOIN versions v ON v.article = a.key AND v.number = a.version"
        ).fetchall()
    family = {id_: key for id_, key, *_ in rows if key}
    pairs = list(pairs_of({id_: (source, text) for id_, _, source, text in rows}))
    gold = {(one.one, one.other) for one in pairs if one.alike >= COPY}
    related = {(one.one, one.other) for one in pairs if one.alike >= RELATED}
    source = {id_: outlet for id_, _, outlet, _ in rows}
    found = set(_together(family, source))
    recall, precision = len(found & gold) / len(gold), len(found & gold) / len(found)
    loose = len(found & related) / len(found)
    table = report.table(
        ["pairs of articles of two outlets", "share", "pairs"],
        [
            (
                f"copies (≥ {COPY} of the words match) that share a family: recall",
                report.share(recall),
                f"{len(gold):,}",
            ),
            ("pairs in a family that are copies: precision", report.share(precision), f"{len(found):,}"),
            (f"… that have at least {RELATED} of their words in common", report.share(loose), ""),
        ],
    )
    return f"{len(set(family.values())):,} families among {len(rows):,} articles.\n\n{table}"


def _together(family: dict[str, int], source: dict[str, str]) -> Iterator[tuple[str, str]]:
    members: dict[int, list[str]] = defaultdict(list)
    for id_, key in family.items():
        members[key].append(id_)
    for ids in members.values():
        ordered = sorted(ids)
        for place, one in enumerate(ordered):
            yield from ((one, other) for other in ordered[place + 1 :] if source[one] != source[other])


def pairs_of(articles: dict[str, tuple[str, str]]) -> Iterator[Pair]:
    """Yield the pairs of different outlets that have words in common, found by exact comparison."""
    from index.terms import words

    own = {id_: list(words(text)) for id_, (_, text) in articles.items()}
    runs: dict[int, list[str]] = defaultdict(list)
    for id_, of in own.items():
        for run_ in {hash(tuple(of[place : place + RUN])) for place in range(len(of) - RUN + 1)}:
            runs[run_].append(id_)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for ids in runs.values():
        if 1 < len(ids) < COMMONPLACE:
            ordered = sorted(ids)
            for place, one in enumerate(ordered):
                for other in ordered[place + 1 :]:
                    shared[one, other] += 1
    for (one, other), count in shared.items():
        different = articles[one][0] != articles[other][0]
        if different and count >= 0.2 * min(len(own[one]), len(own[other])):
            yield Pair(one, other, SequenceMatcher(None, own[one], own[other], autojunk=False).ratio())


def _save(path: Path, article: data.Record) -> None:
    path.write_text(json.dumps(article, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    """Measure the parts asked for, and write a section for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="*", default=["again", "rounds", "rebuild", "copies"])
    parser.add_argument("--quick", action="store_true", help="few articles, to see that it runs")
    options = parser.parse_args()
    count, turns = (ARTICLES_QUICK, ROUNDS_QUICK) if options.quick else (ARTICLES, ROUNDS)
    for part in options.parts:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / part
            if part == "again":
                targets, table = again(folder, count)
                report.write("churn-again", "Taking a folder in again", report.targets(targets), table)
            elif part == "rounds":
                targets, note = rounds(folder, count, turns)
                report.write("churn-rounds", "Round after round of change", report.targets(targets), note)
            elif part == "rebuild":
                report.write("churn-rebuild", "The search index made again", report.targets(rebuild(folder)))
            else:
                found = copies(folder, count if options.quick else ALL)
                report.write("churn-copies", "Syndicated copies in SaudiNewsNet", found)


if __name__ == "__main__":
    main()
