"""How well questions are answered, and refused: `python -m bench.answers [--quick]`.

Articles go in by the product's own path, questions through `bot.answering.answer.answer` with its default settings.
A question that is refused although its answer is there counts as answered wrongly.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from bench import data, report
from bench.archives import fill
from bot.answering.answer import answer
from index.embedding import BUNDLED, embedder
from index.retriever import Retriever

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bench.data import Judged, NewsDocument, NewsQuestion, Question
    from bot.answering.types import Answer, Citation
    from index.archive import Archive
    from index.embedding import Embedder
    from index.types import Span

LANGUAGES = ("en", "ar")
FIRST, ANY, ARCD_FIRST = 0.45, 0.68, 0.70  # asked for at least
REFUSED_RIGHTLY, REFUSED_WRONGLY = 0.60, 0.10  # asked for at least, at most
HEADER = ["", "first quote", "one of at most three", "refused though answerable"]
SAMPLE = 60  # questions of a set with --quick
EDGES = " \t\n.,;:!?،؛؟\"'«»()-"  # of a gold answer: what an annotator may have marked too much


# ARCD has three parts of each Wikipedia page, most of them overlapping: where a quote may come from, by the ids
# (PAGE-PART) of its question's paragraph and of its own.
PLACES: dict[str, Callable[[str, str], bool]] = {
    "in the same paragraph": lambda own, cited: cited == own,
    "in a paragraph of the same page": lambda own, cited: cited.partition("-")[0] == own.partition("-")[0],
    "in any paragraph": lambda _own, _cited: True,
}


class Outcome(NamedTuple):
    """What became of an answerable question."""

    refused: bool
    first: bool  # the first quote is right
    any: bool  # one of the quotes is


@dataclass
class Quotes:
    """Every quote seen, and those that are not in the stored text where they say they are."""

    seen: int = 0
    wrong: list[str] = field(default_factory=list)

    def check(self, archive: Archive, citations: Iterable[Citation]) -> None:
        """Read each quote's span anew from the archive and compare."""
        for one in citations:
            stored = archive.article(one.article.id, one.article.version).text
            self.seen += 1
            if not one.quote or stored[one.span.start : one.span.end] != one.quote:
                self.wrong.append(f"{one.article.id} {one.span}")


class Bench:
    """The archives of one run, in a temporary folder, and the quotes of all its answers."""

    def __init__(self, folder: Path, embedder: Embedder, limit: int | None) -> None:
        self._folder, self._embedder, self._limit = folder, embedder, limit
        self.quotes = Quotes()

    def arcd(self) -> tuple[list[report.Target], str]:
        """Return the figures of ARCD: Arabic questions, an archive of all its paragraphs."""
        paragraphs = data.arcd()
        records = [{"id": one.id, "text": one.text, "language": "ar"} for one in paragraphs]
        with fill(self._folder / "arcd", records, self._embedder) as archive:
            pairs = [(one, question) for one in paragraphs for question in one.questions][: self._limit]
            answers = [(self._answer(archive, question.text), one, question) for one, question in pairs]
        rows = {
            place: [
                outcome(found, partial(_says, question, partial(allows, own.id)))
                for found, own, question in answers
            ]
            for place, allows in PLACES.items()
        }
        strict, *_, anywhere = (_share(outcomes, "first") for outcomes in rows.values())
        targets = [
            _least("ARCD: first quote holds the gold answer", ARCD_FIRST, anywhere),
            _least("ARCD: the same, and is of the very paragraph asked about", ARCD_FIRST, strict),
        ]
        table = [_row(place, outcomes) for place, outcomes in rows.items()]
        return targets, report.table(["a quote holds the gold answer", *HEADER[1:]], table)

    def news(self) -> tuple[list[report.Target], str, str]:
        """Return the figures of news-qa in four directions, and how many gold sentences the archives hold."""
        documents, questions = (
            {one.id: one for one in data.news_documents()},
            data.news_questions()[: self._limit],
        )
        targets, rows, rightly, wrongly, lost = [], [], [], [], []
        for language in LANGUAGES:
            with fill(
                self._folder / f"news-{language}", news_records(documents.values(), language), self._embedder
            ) as archive:
                golds = {
                    one.id: gold_spans(archive, documents[one.document], one, language) for one in questions
                }
                lost += [one.id for one in questions if one.gold and not golds[one.id]]
                for asked in LANGUAGES:
                    answers = {one.id: self._answer(archive, one.texts[asked]) for one in questions}
                    outcomes = [
                        outcome(answers[one.id], partial(is_gold, one.document, golds[one.id]))
                        for one in questions
                        if one.gold
                    ]
                    refused = [answers[one.id].refused for one in questions if not one.gold]
                    direction = f"{asked}→{language}"
                    targets += _news_targets(direction, outcomes)
                    rows.append((*_row(direction, outcomes), report.percent(fmean(refused))))
                    rightly += refused
                    wrongly += [one.refused for one in outcomes]
        targets += _refusal_targets(rightly, wrongly)
        header = ["a quote is the gold sentence", *HEADER[1:], "unanswerable refused"]
        return (
            targets,
            report.table(header, rows),
            f"Gold sentences that cleaning took out of the archives: {len(lost)}.",
        )

    def nomiracl(self) -> str:
        """Return how NoMIRACL's questions fare, each asked of an archive of its own ten passages."""
        rows = []
        for language in ("ar", "en"):
            judged = data.nomiracl(language)
            if self._limit:
                judged = judged[:: max(len(judged) // self._limit, 1)]
            refused = {one.id: self._refuses(one, language) for one in judged}
            without = [not refused[one.id] for one in judged if not one.answerable]
            relevant = [refused[one.id] for one in judged if one.answerable]
            rows.append(
                (
                    {"ar": "Arabic", "en": "English"}[language],
                    f"{report.percent(fmean(without))} of {len(without)}",
                    f"{report.percent(fmean(relevant))} of {len(relevant)}",
                )
            )
        return report.table(["", "answered though nothing relevant", "refused though relevant"], rows)

    def _refuses(self, judged: Judged, language: str) -> bool:
        records = [{**passage, "language": language} for passage in judged.passages]
        with (
            tempfile.TemporaryDirectory(dir=self._folder) as folder,
            fill(Path(folder) / "archive", records, self._embedder) as archive,
        ):
            return self._answer(archive, judged.text).refused

    def _answer(self, archive: Archive, question: str) -> Answer:
        found = answer(Retriever(archive, self._embedder), question)
        self.quotes.check(archive, (*found.citations, *found.nearest))
        return found


def news_records(documents: Iterable[NewsDocument], language: str) -> list[data.Record]:
    """Return news-qa's documents in a language as records to take in."""
    return [
        {"id": one.id, "title": one.titles[language], "text": one.texts[language], "language": language}
        for one in documents
    ]


def gold_spans(
    archive: Archive, document: NewsDocument, question: NewsQuestion, language: str
) -> list[tuple[int, int]]:
    """Return where the stored text has the gold lines; a line that cleaning took out has no place."""
    text = archive.article(document.id).text
    lines = [document.line(language, number).strip() for number in question.gold]
    starts = [(text.find(line), line) for line in lines]
    return [(start, start + len(line)) for start, line in starts if start >= 0]


def is_gold(document: str, golds: Sequence[tuple[int, int]], citation: Citation) -> bool:
    """Tell whether a quote is one of the gold sentences of a document, given their places."""
    return citation.article.id == document and any(_overlap(citation.span, gold) for gold in golds)


def _overlap(span: Span, gold: tuple[int, int]) -> bool:
    """Tell whether two spans share more than half of the shorter one."""
    shared = min(span.end, gold[1]) - max(span.start, gold[0])
    return shared > min(span.end - span.start, gold[1] - gold[0]) / 2


def _says(question: Question, allows: Callable[[str], bool], citation: Citation) -> bool:
    """Tell whether a quote, of an article that is allowed, has a gold answer in it."""
    quote = " ".join(citation.quote.split())
    return allows(citation.article.id) and any(
        " ".join(one.split()).strip(EDGES) in quote for one in question.answers
    )


def outcome(found: Answer, right: Callable[[Citation], bool]) -> Outcome:
    """Return what became of a question, given what tells a right quote."""
    judged = [right(citation) for citation in found.citations]
    return Outcome(found.refused, any(judged[:1]), any(judged))


def _share(outcomes: Iterable[Outcome], what: str) -> float:
    return fmean(getattr(one, what) for one in outcomes)


def _row(name: str, outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    shares = (report.share(_share(outcomes, "first")), report.share(_share(outcomes, "any")))
    return (name, *shares, report.percent(_share(outcomes, "refused")))


def _news_targets(direction: str, outcomes: Sequence[Outcome]) -> list[report.Target]:
    return [
        _least(f"news-qa {direction}: first quote is the gold sentence", FIRST, _share(outcomes, "first")),
        _least(f"news-qa {direction}: one of at most three is", ANY, _share(outcomes, "any")),
    ]


def _refusal_targets(rightly: Sequence[bool], wrongly: Sequence[bool]) -> list[report.Target]:
    right, wrong = fmean(rightly), fmean(wrongly)
    return [
        report.Target(
            "news-qa, all directions: unanswerable refused",
            "≥ 60 %",
            report.percent(right),
            right >= REFUSED_RIGHTLY,
        ),
        report.Target(
            "news-qa, all directions: answerable refused",
            "≤ 10 %",
            report.percent(wrong),
            wrong <= REFUSED_WRONGLY,
        ),
    ]


def _least(figure: str, least: float, reached: float) -> report.Target:
    return report.Target(figure, f"≥ {least:.2f}", report.share(reached), reached >= least)


def _verbatim(quotes: Quotes) -> report.Target:
    right = quotes.seen - len(quotes.wrong)
    return report.Target(
        "every quote verbatim at its span",
        "100 %",
        f"{right:,} of {quotes.seen:,}",
        not quotes.wrong and quotes.seen > 0,
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"only the first {SAMPLE} questions of each set")
    parser.add_argument(
        "--model", default=BUNDLED, help="an embedding model, as KHABAR_EMBEDDING_MODEL names it"
    )
    return parser.parse_args()


def main() -> None:
    """Measure, print, and write the page's part."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="khabar-bench-", dir=memory()) as folder:
        bench = Bench(Path(folder), embedder(arguments.model), SAMPLE if arguments.quick else None)
        arcd_targets, arcd = bench.arcd()
        news_targets, news, lost = bench.news()
        nomiracl = bench.nomiracl()
    targets = [*arcd_targets, *news_targets, _verbatim(bench.quotes)]
    report.write(
        "answers",
        "Answers",
        report.targets(targets),
        "### ARCD dev: 231 Arabic paragraphs, 693 questions",
        arcd,
        "### news-qa dev: 62 documents, 124 answerable and 21 unanswerable questions, question→archive",
        news,
        lost,
        "### NoMIRACL dev: each question asked of an archive of its own ten passages",
        nomiracl,
    )


def memory() -> str | None:
    """Return a folder in memory where the system has one: hundreds of archives need not wait for a disk."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - only where the temporary folder is made


if __name__ == "__main__":
    main()
