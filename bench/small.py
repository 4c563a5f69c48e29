"""Whether small archives refuse as large ones do: `python -m bench.small`.

Archives of a few news-qa documents, drawn at random, in one language; asked, in both, what is answered there, what the
stories leave out, and what is answered in documents that aren't there. The last row asks the whole English news archive
news-qa's questions, none of which it answers.
"""

from __future__ import annotations

import random
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from bench import data, report
from bench.answers import LANGUAGES, memory, news_records
from bench.archives import fill
from bot.answering.answer import answer
from index.embedding import embedder
from index.retriever import Retriever

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.data import NewsQuestion
    from index.archive import Archive

ARCHIVES = {1: 12, 2: 10, 3: 8, 5: 6, 10: 4, 20: 3}  # documents: how many archives, in either language
ABSENT = 12  # questions on documents that an archive lacks
SEED = 7
ANSWERABLE, UNANSWERED, ELSEWHERE = "answerable", "left out by its story", "on an absent story"
HEADER = [
    "documents",
    *(
        f"{what}, {asked}"
        for asked in ("same language", "other")
        for what in (ANSWERABLE, UNANSWERED, ELSEWHERE)
    ),
]


class Asked(NamedTuple):
    """A question asked, and whether it was refused."""

    documents: int
    what: str
    same_language: bool
    refused: bool


def small() -> Iterator[Asked]:
    """Yield what became of the questions that small archives were asked."""
    drawn = random.Random(SEED)  # noqa: S311 - no secret
    documents = {one.id: one for one in data.news_documents()}
    by_document: dict[str, list[NewsQuestion]] = defaultdict(list)
    for question in data.news_questions():
        by_document[question.document].append(question)
    for size, times in ARCHIVES.items():
        for _ in range(times):
            own = drawn.sample(sorted(by_document), size)
            absent = [
                one for name, some in by_document.items() if name not in own for one in some if one.gold
            ]
            questions = [
                (ANSWERABLE if one.gold else UNANSWERED, one) for name in own for one in by_document[name]
            ]
            questions += [(ELSEWHERE, one) for one in drawn.sample(absent, ABSENT)]
            for language in LANGUAGES:
                records = news_records((documents[name] for name in own), language)
                with (
                    tempfile.TemporaryDirectory(dir=memory()) as folder,
                    fill(Path(folder) / "archive", records, embedder()) as archive,
                ):
                    yield from _ask(archive, language, size, questions)


def large() -> Iterator[Asked]:
    """Yield what became of news-qa's questions in the whole English news archive."""
    articles = data.quiz_articles()
    questions = [(ELSEWHERE, one) for one in data.news_questions()]
    with (
        tempfile.TemporaryDirectory(dir=memory()) as folder,
        fill(Path(folder) / "archive", articles, embedder()) as archive,
    ):
        yield from _ask(archive, "en", len(articles), questions)


def _ask(
    archive: Archive, language: str, size: int, questions: Sequence[tuple[str, NewsQuestion]]
) -> Iterator[Asked]:
    retriever = Retriever(archive, embedder())
    for what, question in questions:
        for asked in LANGUAGES:
            refused = answer(retriever, question.texts[asked]).refused
            yield Asked(size, what, asked == language, refused)


def main() -> None:
    """Measure, print, and write the page's part."""
    outcomes: dict[int, dict[tuple[bool, str], list[bool]]] = defaultdict(lambda: defaultdict(list))
    for one in (*small(), *large()):
        outcomes[one.documents][one.same_language, one.what].append(one.refused)
    rows = [
        (
            f"{size:,}",
            *(
                f"{report.percent(fmean(cells[same, what]))} of {len(cells[same, what])}"
                if cells[same, what]
                else "–"
                for same in (True, False)
                for what in (ANSWERABLE, UNANSWERED, ELSEWHERE)
            ),
        )
        for size, cells in outcomes.items()
    ]
    report.write("small", "Refusals by the size of the archive", report.table(HEADER, rows))


if __name__ == "__main__":
    main()
