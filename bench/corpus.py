"""A large corpus out of the evaluation's news: `python -m bench.corpus PASSAGES FILE.jsonl`.

Writes articles that the product cuts into about PASSAGES passages: four fifths from the 10,000 Arabic
newspaper articles, the rest from English ones. Where there are too few, they come again under another id,
date and source, with every fifth word taken from the next article: so no two passages are alike.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from bench import data
from ingest.cut import cut
from ingest.record import to_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.data import Record

ARABIC = 0.8  # of the passages
EVERY = 5  # words, one is another article's
FIRST_DAY, DAYS = datetime(2013, 1, 1, tzinfo=UTC), 1_096  # three years


def rounds(articles: Sequence[Record]) -> Iterator[Record]:
    """Yield the articles, and again and again as others."""
    for number in count():
        for place, article in enumerate(articles):
            yield _varied(article, articles[(place + 1) % len(articles)], place, number)


def _varied(article: Record, following: Record, place: int, number: int) -> Record:
    text, other = _text(article), _text(following)
    return {
        "id": f"{article['url']}#{number}",
        "title": _mixed(article["title"], following["title"], number),
        "text": _mixed(text, other, number),
        "source": article["source"] if number == 0 else f"{article['source']} {number + 1}",
        "published": (FIRST_DAY + timedelta(days=(place * 37 + number * 11) % DAYS)).isoformat(),
    }


def _mixed(text: str, other: str, number: int) -> str:
    """Return a text in which every EVERY-th word is the other text's; the text itself in round 0."""
    if not number:
        return text
    words, others = text.split(" "), other.split() or ["-"]
    chosen = range(number % EVERY, len(words), EVERY)
    for place in chosen:
        words[place] = others[place % len(others)]
    return " ".join(words)


def _text(article: Record) -> str:
    return str(article.get("content") or article["text"])


def _until(articles: Iterator[Record], passages: int) -> Iterator[Record]:
    """Yield articles until the product would make so many passages of them."""
    made = 0
    while made < passages:
        article = next(articles)
        made += len(cut(to_article(article, origin="-", fallback_id="-").text))
        yield article


def main(passages: int, path: Path) -> None:
    """Write the corpus."""
    arabic = _until(rounds(data.saudi_articles()), round(passages * ARABIC))
    english = _until(rounds(data.quiz_articles()), round(passages * (1 - ARABIC)))
    with path.open("w", encoding="utf-8") as lines:
        for articles in (arabic, english):
            lines.writelines(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
