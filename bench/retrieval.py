"""How well passages are found: `python -m bench.retrieval [--quick]`.

The paragraphs go in by the product's own path (cleaned, cut into passages, analysed), one archive for each
set and language; a question's ranking is its list of ten passages, in which a paragraph stands where its best
passage stands. Paragraphs go in without their titles, which XQuAD has in English for both languages.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from bench import data, minilm, newcomer, report
from bench.archives import DEPTH, Ranking, Signals, distinct, fill, fused, signals
from bench.metrics import Scores
from index.embedding import BUNDLED, embedder
from index.retriever import Retriever

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.data import Paragraph, Record
    from index.embedding import Embedder
    from index.types import Passage

KEPT = Path(tempfile.gettempdir()) / "khabar-bench"
HEADER = ["", "recall@1", "recall@5", "recall@10", "MRR@10", "nDCG@10"]
ASKED = {("en", "ar"): 0.80, ("ar", "en"): 0.80, ("ar", "ar"): 0.91, ("en", "en"): 0.95}
DEEP = 100  # passages, to have ten different articles among them
MARGIN = 0.03  # by which the quiz must be better
COPIES = 5  # of every paragraph, for the check on near-duplicates
ALIKE = 0.8  # of their words shared: two passages are the same text

Asked = list[tuple[str, list[str]]]  # questions with the ids that are right


class Bench:
    """The archives of one run, made in a temporary folder as they are needed."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder, self._embedder = folder, embedder

    def retriever(self, name: str, records: Iterable[Record]) -> Retriever:
        """Return a retriever over the archive `name`, with these records taken in on top of what it has."""
        return Retriever(fill(self._folder / name, records, self._embedder), self._embedder)

    def xquad(self) -> tuple[list[report.Target], str]:
        """Return the figures asked for, and the table, of XQuAD in its four directions."""
        targets, rows = [], []
        for archive in ("ar", "en"):
            paragraphs = data.xquad(archive)
            retriever = self.retriever(f"xquad-{archive}", _records(paragraphs, archive))
            for question in ("en", "ar"):
                asked, direction = _asked(data.xquad(question)), f"{question}→{archive}"
                scores = compared(retriever, paragraphs, asked)
                rows += [_row(f"{direction} {system}", own) for system, own in scores.items()]
                least, reached = ASKED[question, archive], scores["**Khabar**"].recall_1
                targets.append(_least(f"XQuAD {direction}, recall@1", least, reached))
        return targets, report.table(HEADER, rows)

    def arcd(self) -> str:
        """Return the table of ARCD, Arabic questions on Arabic paragraphs."""
        paragraphs = data.arcd()
        retriever = self.retriever("arcd", _records(paragraphs, "ar"))
        scores = compared(retriever, paragraphs, _asked(paragraphs))
        return report.table(HEADER, [_row(f"ar→ar {system}", own) for system, own in scores.items()])

    def doubles(self) -> str:
        """Return how the list fares when every paragraph is stored COPIES times, a little changed."""
        asked = _asked(data.xquad("en"))
        rows = []
        for name, copies in (("once", 1), (f"{COPIES} times", COPIES)):
            retriever = self.retriever(f"doubles-{copies}", _with_copies(data.xquad("en"), copies))
            lists = [[hit.passage for hit in retriever.search(question).hits] for question, _ in asked]
            found = [distinct(_original(passage.article.id) for passage in one) for one in lists]
            repeated = sum(map(_repeated, lists)) / sum(map(len, lists))
            rows.append(
                (
                    f"each stored {name}",
                    *map(report.share, _scores(found, asked)[:3]),
                    report.percent(repeated),
                    f"{fmean(map(len, found)):.1f}",
                )
            )
        header = ["en→en", *HEADER[1:4], "list taken by doubles", "paragraphs in a list"]
        return report.table(header, rows)

    def quiz(self) -> tuple[list[report.Target], str]:
        """Return the figures asked for, and the table, of the English news quiz."""
        articles = data.quiz_articles()
        asked = [(one.text, list(one.articles)) for one in data.quiz_questions()]
        retriever = self.retriever("quiz", articles)
        chunks = newcomer.chunks(articles)
        ids, texts = [one.metadata["id"] for one in chunks], [one.page_content for one in chunks]
        questions = [question for question, _ in asked]
        tables, scores = [], {}
        for depth in (DEEP, DEPTH):
            scores = {
                "**Khabar**": _scores([fused(retriever, one, k=depth) for one in questions], asked),
                "BM25 alone": _scores([signals(retriever, one, depth).lexical for one in questions], asked),
                "newcomer's": _scores(minilm.rank(ids, texts, questions, KEPT, depth), asked),
            }
            tables.append(report.table(HEADER, [_row(system, own) for system, own in scores.items()]))
        deep, shown = tables
        note = f"The first ten articles of each one's {DEEP} best passages instead of its ten best passages:"
        return _quiz_targets(scores), f"{shown}\n\n{note}\n\n{deep}"

    def balance(self) -> str:
        """Return recall@10 in one language before and after thousands of articles in the other came in."""
        header = ["questions", "alone", "with the flood", "flood"]
        floods = (
            ("en", data.saudi_articles, "10,000 Arabic articles"),
            ("ar", data.quiz_articles, "4,000 English articles"),
        )
        rows = []
        for small, articles, flood in floods:
            directions = {f"{other}→{small}": _asked(data.xquad(other)) for other in ("en", "ar")}
            name, records = f"balance-{small}", _records(data.xquad(small), small)
            before = _recalls(self.retriever(name, records), directions)
            after = _recalls(self.retriever(name, articles()), directions)
            rows += [(one, report.share(before[one]), report.share(after[one]), flood) for one in directions]
        return report.table(header, rows)


def compared(retriever: Retriever, paragraphs: Sequence[Paragraph], asked: Asked) -> dict[str, Scores]:
    """Return the scores of the product, of each of its signals alone, and of the baseline."""
    alone = [signals(retriever, question) for question, _ in asked]
    questions = [question for question, _ in asked]
    baseline = minilm.rank([one.id for one in paragraphs], [one.text for one in paragraphs], questions, KEPT)
    return {
        "**Khabar**": _scores([fused(retriever, question) for question in questions], asked),
        **{
            f"{name} alone": _scores([getattr(one, name) for one in alone], asked) for name in Signals._fields
        },
        "all-MiniLM-L6-v2": _scores(baseline, asked),
    }


def _scores(found: Iterable[Ranking], asked: Asked) -> Scores:
    return Scores.of((one, right) for one, (_, right) in zip(found, asked, strict=True))


def _records(paragraphs: Iterable[Paragraph], language: str) -> list[Record]:
    return [{"id": one.id, "text": one.text, "language": language} for one in paragraphs]


def _asked(paragraphs: Iterable[Paragraph]) -> Asked:
    return [(question.text, [one.id]) for one in paragraphs for question in one.questions]


def _with_copies(paragraphs: Iterable[Paragraph], copies: int) -> list[Record]:
    """Return each paragraph and its copies, as agencies pass texts on: a lead more, some words less."""
    return [
        {
            "id": f"{one.id}/{copy}",
            "text": f"Agencies, part {copy}: {one.text.rsplit(' ', copy)[0]}." if copy else one.text,
            "language": "en",
        }
        for one in paragraphs
        for copy in range(copies)
    ]


def _repeated(passages: Sequence[Passage]) -> int:
    """Return how many passages share ALIKE of their words with a better one (Jaccard: common / all)."""
    words = [set(passage.text.split()) for passage in passages]
    return sum(
        any(len(own & better) >= ALIKE * len(own | better) for better in words[:rank])
        for rank, own in enumerate(words)
    )


def _original(id_: str) -> str:
    return id_.partition("/")[0]


def _recalls(retriever: Retriever, directions: dict[str, Asked]) -> dict[str, float]:
    return {
        direction: _scores([fused(retriever, question) for question, _ in asked], asked).recall_10
        for direction, asked in directions.items()
    }


def _quiz_targets(scores: dict[str, Scores]) -> list[report.Target]:
    best_1 = max(own.recall_1 for system, own in scores.items() if system != "**Khabar**")
    best_10 = max(own.recall_10 for system, own in scores.items() if system != "**Khabar**")
    return [
        _least(
            "English news quiz, recall@1: 3 points above both others",
            best_1 + MARGIN,
            scores["**Khabar**"].recall_1,
        ),
        _least(
            "English news quiz, recall@10: 3 points above both others",
            best_10 + MARGIN,
            scores["**Khabar**"].recall_10,
        ),
    ]


def _least(figure: str, least: float, reached: float) -> report.Target:
    return report.Target(figure, f"≥ {least:.2f}", report.share(reached), reached >= least - 1e-9)


def _row(name: str, scores: Scores) -> tuple[str, ...]:
    return (name, *map(report.share, scores))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="leave out what takes minutes: the quiz and the balance"
    )
    parser.add_argument(
        "--model", default=BUNDLED, help="an embedding model, as KHABAR_EMBEDDING_MODEL names it"
    )
    return parser.parse_args()


def main() -> None:
    """Measure, print, and write the page's part."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="khabar-bench-") as folder:
        bench = Bench(Path(folder), embedder(arguments.model))
        targets, xquad = bench.xquad()
        parts = [
            "### XQuAD dev: 120 paragraphs, 612 questions, one archive for each language",
            xquad,
            "### ARCD dev: 231 Arabic paragraphs, 693 questions",
            bench.arcd(),
            "### Near-duplicates: XQuAD dev, English",
            bench.doubles(),
        ]
        if not arguments.quick:
            quiz_targets, quiz = bench.quiz()
            targets += quiz_targets
            parts += ["### English news quiz: 4,000 articles, 100 questions", quiz]
            parts += ["### Balance of languages: recall@10", bench.balance()]
    report.write("retrieval", "Retrieval", report.targets(targets), *parts)


if __name__ == "__main__":
    main()
