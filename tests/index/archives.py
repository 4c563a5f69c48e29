"""Archive material for the tests, and, run as a script, the processes that they start and kill.

The analyser is a small honest one: a passage's vector is the sum of its words', so what shares words is near.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from hashlib import blake2b
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np

from index import chroma, generation
from index import writer as writer_module
from index.analysis import Analyser, Analysis
from index.archive import Archive
from index.errors import KhabarError
from index.lock import writing
from index.postings import FORWARD
from index.types import Article, Cut, Span
from index.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DIMENSIONS = 16
SCRIPT = Path(__file__)


def word_vector(word: str) -> np.ndarray:
    bits = blake2b(word.encode(), digest_size=DIMENSIONS).digest()
    return np.frombuffer(bits, np.uint8).astype(np.float32) - 127.5


def vector(text: str) -> np.ndarray:
    total = sum((word_vector(word) for word in text.split()), np.zeros(DIMENSIONS, np.float32))
    return total / max(float(np.linalg.norm(total)), 1e-6)


def analyse(texts: Sequence[str], languages: Sequence[str], titles: Sequence[str]) -> list[Analysis]:
    return [
        one(f"{language} {title}", text)
        for text, language, title in zip(texts, languages, titles, strict=True)
    ]


def one(context: str, text: str) -> Analysis:
    counts: dict[int, int] = {}
    for word in f"{context} {text}".split():
        term = int.from_bytes(blake2b(word.encode(), digest_size=4).digest())
        counts[term] = min(counts.get(term, 0) + 1, 255)
    terms = np.array(sorted(counts.items()), FORWARD) if counts else np.array([], FORWARD)
    return Analysis(terms.tobytes(), sum(counts.values()), vector(text).astype("<f2").tobytes())


ANALYSER = Analyser("words", DIMENSIONS, analyse)


def cuts(text: str) -> list[Cut]:
    """Each line is a passage, its first half a sentence."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        span = Span(start, start + len(line))
        found.append(Cut(span, (Span(start, start + (len(line) + 1) // 2),)))
        start = span.end
    return found


def piece(article_id: str, text: str, **facts: Any) -> tuple[Article, list[Cut]]:
    """An article and its cuts, as the ingest room hands them over."""
    facts = {"title": f"About {article_id}", "language": "en"} | facts
    return Article(id=article_id, text=text, **facts), cuts(text)


def state(archive: Archive) -> dict[str, Any]:
    """Everything that a clean run and one that was disturbed must agree on: all but key numbers and times."""
    ask = archive._connection.execute
    versions = ask(
        "SELECT a.id, a.version, v.number, v.title, v.text, v.source, v.url, v.author, v.published,"
        " v.language, v.origin, v.wording_hash"
        " FROM articles a JOIN versions v ON v.article = a.key ORDER BY 1, 3"
    )
    passages = ask(
        'SELECT a.id, v.number, p.start, p."end", p.sentences, p.language, p.published, p.source, p.length,'
        " p.terms, p.vector"
        " FROM passages p JOIN versions v ON v.key = p.version JOIN articles a ON a.key = v.article"
        " ORDER BY 1, 3"
    )
    return {"versions": versions.fetchall(), "passages": passages.fetchall()}


def nearest(archive: Archive, text: str, k: int = 3) -> list[tuple[str, str]]:
    """The k passages nearest to a text, (article id, passage), by what the snapshot offers a search."""
    wanted, found = vector(text), []
    for part in archive.snapshot().parts:
        ids = part.shard.ids if part.neighbours is None else part.neighbours(wanted, len(part.shard))
        rows = part.shard.positions(np.asarray(ids))
        rows = rows[part.shard.live[rows]]
        scores = part.shard.vectors[rows].astype(np.float32) @ wanted
        found += [
            (-round(float(score), 3), int(id_))
            for score, id_ in zip(scores, part.shard.ids[rows], strict=True)
        ]
    passages = archive.passages([id_ for _, id_ in found])
    ranked = sorted((score, passages[id_].article.id, passages[id_].text) for score, id_ in found)
    return [row[1:] for row in ranked[:k]]


def holding(archive: Archive, word: str) -> list[str]:
    """The ids of the articles with a passage that has a word, by the snapshot's postings."""
    term = int.from_bytes(blake2b(word.encode(), digest_size=4).digest())
    ids = []
    for part in archive.snapshot().parts:
        rows, _ = part.shard.postings.of(term)
        ids += part.shard.ids[rows[part.shard.live[rows]]].tolist()
    return sorted({passage.article.id for passage in archive.passages(ids).values()})


# ---- the story of the crash tests: an archive as it was, and what the next ingest finds

BATCH = 3
LANGUAGES = ("en", "ar")


def before() -> list[tuple[Article, list[Cut]]]:
    return [_report(number, "first") for number in range(30)]


def after() -> list[tuple[Article, list[Cut]]]:
    changed = [_report(number, "second" if number % 3 == 0 else "first") for number in range(24)]
    return changed + [_report(number, "first") for number in range(30, 40)]


def gone() -> list[str]:
    return [f"report-{number}" for number in range(24, 30)]


def _report(number: int, wording: str) -> tuple[Article, list[Cut]]:
    lines = [f"report {number} line {line} common{line} own{number}x{line}\n" for line in range(4)]
    text = "".join([*lines, f"{wording} wording of {number}\n"])
    return piece(f"report-{number}", text, language=LANGUAGES[number % 2], source=f"agency {number % 3}")


def tell(folder: Path, *, publish: bool = False) -> None:
    """Bring an archive from before to after, saying so after each transaction."""
    with Archive.open(folder, create=True) as archive, archive.writer() as writer:
        articles = after()
        for start in range(0, len(articles), BATCH):
            writer.put(articles[start : start + BATCH], ANALYSER)
            say("put", start)
            if start % (2 * BATCH) == 0:
                writer.remove(gone()[start // BATCH : start // BATCH + 2])
                say("removed", start)
        writer.publish(force=publish)
        say("published")


# ---- what the child processes do


def use_small_collections() -> None:
    """Real Chroma collections, though a test's archive is small."""
    generation.SMALLEST_COLLECTION = 8
    generation.AT_FIRST = 0


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dying(owner: Any, name: str, when: str, call: int = 1) -> None:
    """Have this process killed before, during or after the n-th call of a function."""
    original, calls = getattr(owner, name), iter(range(1, 100))

    def replaced(*arguments: Any, **keywords: Any) -> Any:
        if next(calls) != call:
            return original(*arguments, **keywords)
        if when == "before":
            die()
        if when == "during":
            Timer(0.7, die).start()
        result = original(*arguments, **keywords)
        die()
        return result

    setattr(owner, name, replaced)


PUBLISH_POINTS: dict[str, tuple[Any, ...]] = {
    "before the shards are built": (generation, "_write", "before"),
    "before Chroma is built": (chroma, "build", "before"),
    "while Chroma is built": (chroma, "build", "during"),
    "when Chroma is built": (chroma, "build", "after"),
    "when the files are sealed": (generation, "_seal", "after"),
    "when the folder is in place": (generation, "_put_in_place", "after"),
    "before the pointer is committed": (Writer, "_point_to", "after"),
    "before the old generation is deleted": (generation, "sweep", "before", 2),
}


def say(*words: object) -> None:
    """Tell the test that started this process."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def _serve(folder: Path) -> None:
    """A reader that lives long: answers a word a line with the articles that hold it, and the nearest's."""
    with Archive.open(folder) as archive:
        for line in sys.stdin:
            word = line.strip()
            answer = {
                "holding": holding(archive, word),
                "nearest": [id_ for id_, _ in nearest(archive, word, 1)],
            }
            say(json.dumps(answer))


def _put_share(folder: Path, share: int, shares: int) -> None:
    """Take in one's share of the articles when the others let one; say when one came, entered and left."""
    say("ready")
    sys.stdin.readline()
    came = time.time()
    with Archive.open(folder, create=True) as archive, archive.writer(wait=60) as writer:
        entered = time.time()
        mine = [article for number, article in enumerate(before()) if number % shares == share]
        for article in mine:
            writer.put([article], ANALYSER)
        writer.publish()
        left = time.time()
    say(came, entered, left)


def _reindex(folder: Path) -> None:
    """Analyse anew, slowly enough to be killed between two batches."""
    writer_module.AT_ONCE = 20

    def told(done: int, _: int) -> None:
        if done >= 40:
            say("analysed")
            time.sleep(60)

    with Archive.open(folder) as archive, archive.writer() as writer:
        writer.reanalyse(ANALYSER, told)


def _hold(folder: Path) -> None:
    with Archive.open(folder, create=True) as archive, archive.writer():
        say("holding")
        sys.stdin.read()


def _lock(folder: Path) -> None:
    with writing(folder, wait=0):
        say("locked")
        sys.stdin.read()


def _try_as_nobody(folder: Path) -> None:
    """Read and write in a folder as a user who may only read there."""
    # What is imported later may not be readable to this user in the test's Python.
    import mmap  # noqa: F401

    import chromadb.api.rust  # noqa: F401
    import filelock  # noqa: F401

    import index.snapshot  # noqa: F401

    os.setgid(65534)
    os.setuid(65534)
    with Archive.open(folder) as archive:
        say(json.dumps(nearest(archive, "report 7 line 2", 1)))
        try:
            with archive.writer() as writer:
                writer.put([_report(1, "third")], ANALYSER)
        except KhabarError as error:
            say(json.dumps([error.exit_code, str(error)]))


def main(action: str, folder: str, *arguments: str) -> None:
    if action in {"serve", "nobody"} or "Chroma" in "".join(arguments):
        use_small_collections()
    place = Path(folder)
    actions: dict[str, Callable[[], None]] = {
        "tell": lambda: tell(place, publish="publish" in arguments),
        "die": lambda: (dying(*PUBLISH_POINTS[arguments[0]]), tell(place, publish=True))[1],
        "serve": lambda: _serve(place),
        "share": lambda: _put_share(place, int(arguments[0]), int(arguments[1])),
        "reindex": lambda: _reindex(place),
        "hold": lambda: _hold(place),
        "lock": lambda: _lock(place),
        "nobody": lambda: _try_as_nobody(place),
    }
    actions[action]()


if __name__ == "__main__":
    main(*sys.argv[1:])
