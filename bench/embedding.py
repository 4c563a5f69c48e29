"""How fast the bundled model is, on one core: `python -m bench.embedding` prints one JSON object."""

from __future__ import annotations

import json
import os
import sys
from time import perf_counter

from bench import data
from index.embedding import embedder
from ingest.cut import cut

TEXTS = 4_000


def main() -> None:
    """Load, embed a word, embed TEXTS passages; print the seconds and the rate."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    articles = data.saudi_articles(2_000)
    texts = [
        text[own.span.start : own.span.end]
        for text in (one["content"] for one in articles)
        for own in cut(text)
    ]
    model = embedder()
    started = perf_counter()
    model.query("خبر")
    loaded = perf_counter()
    model.passages(texts[:TEXTS])
    rate = len(texts[:TEXTS]) / (perf_counter() - loaded)
    json.dump({"load": loaded - started, "rate": rate, "torch": "torch" in sys.modules}, sys.stdout)


if __name__ == "__main__":
    main()
