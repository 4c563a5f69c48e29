"""How one large archive of two languages answers: `python -m bench.mixed [--quick] [--archive FOLDER]`.

All 10,000 Arabic and 4,000 English articles go into one archive by the product's own path; mixed-qa's questions are
asked by the code of `khabar eval` (`khabar.evaluation`), with default settings.

Beside it stand BM25 and the newcomer's pipeline. Neither of them answers, so each is given the simplest way to: the
best sentence of each of its three best passages, three being the most that Khabar shows. For BM25 that is the sentence
with the most of the question's words by their inverse document frequency; for the newcomer's, the one nearest to the
question by its own model. Neither refuses, but that BM25 has nothing to say to words that no passage has.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from bench import data, minilm, newcomer, report
from bench.answers import memory
from bench.archives import best, bm25_scores, fill, own_terms
from bench.retrieval import KEPT
from index import bm25
from index.embedding import embedder
from index.query import analyse
from index.terms import term_id, terms
from ingest.sentences import split
from khabar.archive import Archive
from khabar.evaluation import Case, Evaluation, Evaluator, Outcome, Quote, Reply, cases, evaluation, judged
from khabar.request import Options
from khabar.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bench.data import Record
    from index.types import Passage

KHABAR, NEWCOMER, BM25 = "Khabar", "newcomer's", "BM25"
SHOWN = 3  # sentences that each of the others answers with
BINS = 10  # of confidence


class Figure(NamedTuple):
    """A figure that is compared, and asked for.

    Attributes:
        name: as the tables have it.
        asked: at least, or `at_most`; None: nothing was asked.
    """

    name: str
    asked: float | None
    at_most: bool = False


FIGURES = (
    Figure("first quote right, asked across languages", 0.50),
    Figure("first quote right, asked within one", 0.65),
    Figure("any quote right, across", 0.70),
    Figure("any quote right, within", 0.82),
    Figure("share of the quotes shown that are right", 0.55),
    Figure("quotes an answer", 1.8, at_most=True),
    Figure("answerable refused, across", 0.15, at_most=True),
    Figure("answerable refused, within", 0.06, at_most=True),
    Figure("absent refused", 0.85),
    Figure("false premise refused, or answered by what is right", 0.90),
    Figure("greetings and nonsense not answered with a quote", None),
    Figure("an article that answers is read, across", None),
    Figure("an article that answers is read, within", None),
)


def reached(found: Evaluation) -> list[float]:
    """Return what was reached of each of FIGURES."""
    across, within = found.by_kind["cross"], found.by_kind["same"]
    return [
        across.first or 0.0,
        within.first or 0.0,
        across.any or 0.0,
        within.any or 0.0,
        found.precision or 0.0,
        found.quotes_per_answer or 0.0,
        across.refused,
        within.refused,
        found.by_kind["absent"].refused,
        1 - found.by_kind["false"].wrong,
        1 - found.by_kind["chat"].wrong,
        across.article or 0.0,
        within.article or 0.0,
    ]


def lexical(archive: Archive, question: str) -> Reply:
    """Return the best sentences of BM25's best passages, over the question's own words."""
    query = own_terms(analyse(question))
    shards = [part.shard for part in archive.snapshot().parts]
    passages = best(archive, shards, bm25_scores(query, shards), SHOWN)
    idf = bm25.weights(query.mixtures, shards)
    weights = {int(own.ids[0]): weight for own, weight in zip(query.mixtures, idf, strict=True)}
    quotes = tuple(Quote(one.article.id, _fullest(one, weights)) for one in passages)
    return Reply(quotes, not quotes, frozenset(one.article for one in quotes), 0.0)


def _fullest(passage: Passage, weights: Mapping[int, float]) -> str:
    """Return the sentence of a passage that has most of some terms, by their weights; of several the first."""
    article = passage.article

    def weight(sentence: str) -> float:
        return sum(weights.get(own, 0.0) for own in set(map(term_id, terms(sentence, article.language))))

    return max((article.text[start:end] for start, end in passage.sentences), key=weight)


def dense(articles: list[Record], questions: Sequence[str]) -> list[Reply]:
    """Return for each question the best sentences of the newcomer's best chunks, by its model."""
    chunks = newcomer.chunks(articles)
    found = minilm.nearest([one.page_content for one in chunks], questions, KEPT, SHOWN)
    sentences = [
        [one.page_content[span.start : span.end] for span in split(one.page_content)] for one in chunks
    ]
    needed = sorted({text for rows in found for row in rows for text in sentences[row]})
    vector = dict(zip(needed, minilm.vectors(needed, KEPT), strict=True))
    replies = []
    for own, rows in zip(minilm.vectors(questions, KEPT), found, strict=True):
        quotes = tuple(
            Quote(chunks[row].metadata["id"], max(sentences[row], key=lambda text: float(vector[text] @ own)))
            for row in rows
        )
        replies.append(Reply(quotes, not quotes, frozenset(one.article for one in quotes), 0.0))
    return replies


def reliability(outcomes: Iterable[Outcome]) -> str:
    """Return how often answers of each confidence are right, as a table; empty where no answer has one.

    An answer is right if its first quote is.
    """
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one in outcomes:
        if one.right and one.confidence is not None:
            bins[min(int(one.confidence * BINS), BINS - 1)].append((one.confidence, one.first))
    if not bins:
        return ""
    rows, gaps = [], 0.0
    for number, own in sorted(bins.items()):
        confidence, right = (fmean(values) for values in zip(*own, strict=True))
        gaps += len(own) * abs(confidence - right)
        between = f"{number / BINS:.1f} to {(number + 1) / BINS:.1f}"
        rows.append((between, str(len(own)), report.share(confidence), report.share(right)))
    table = report.table(["confidence", "answers", "mean confidence", "first quote right"], rows)
    error = gaps / sum(map(len, bins.values()))
    return (
        f"{table}\n\nExpected calibration error, weighted by the answers in each bin: {report.share(error)}."
    )


def _targets(found: Evaluation) -> list[report.Target]:
    return [
        report.Target(
            figure.name,
            f"{'≤' if figure.at_most else '≥'} {figure.asked:.2f}",
            report.share(own),
            own <= figure.asked if figure.at_most else own >= figure.asked,
        )
        for figure, own in zip(FIGURES, reached(found), strict=True)
        if figure.asked is not None
    ]


def _compared(systems: Mapping[str, Evaluation]) -> str:
    columns = zip(*map(reached, systems.values()), strict=True)
    rows = [(figure.name, *map(report.share, own)) for figure, own in zip(FIGURES, columns, strict=True)]
    return report.table(["", *systems], rows)


def _by_kind(found: Evaluation) -> str:
    rows = [
        (kind, str(own.n), *("–" if share is None else report.share(share) for share in own[1:]))
        for kind, own in (*found.by_kind.items(), ("all", found.total))
    ]
    return report.table(["kind", "questions", "first", "any", "article read", "refused", "wrong"], rows)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick",
        action="store_true",
        help="without the newcomer's, whose vectors take twenty minutes the first time",
    )
    parser.add_argument(
        "--archive", metavar="FOLDER", type=Path, help="where the archive is kept; later runs find it there"
    )
    return parser.parse_args()


def main() -> None:
    """Measure, print, and write the page's part."""
    arguments = _arguments()
    articles = [*data.quiz_articles(), *data.saudi_articles()]
    asked = [one for _, one in cases(data.mixed_questions(), Options()) if isinstance(one, Case)]
    questions = [one.request.text for one in asked]
    with ExitStack() as stack:
        temporary = stack.enter_context(tempfile.TemporaryDirectory(prefix="khabar-bench-", dir=memory()))
        folder = arguments.archive or Path(temporary) / "archive"
        fill(folder, articles, embedder()).close()
        settings = Settings.model_construct(archive=folder)  # the defaults, whatever the environment says
        archive = stack.enter_context(Archive.open(folder, settings=settings))
        evaluator = Evaluator(archive)
        known = [evaluator.known(one).union(one.articles) for one in asked]

        def outcomes(replies: Iterable[Reply]) -> list[Outcome]:
            return [judged(*one) for one in zip(asked, replies, known, strict=True)]

        own = [evaluator.outcome(one) for one in asked]
        systems = {KHABAR: evaluation(own)}
        systems[BM25] = evaluation(outcomes(lexical(archive, question) for question in questions))
        if not arguments.quick:
            systems[NEWCOMER] = evaluation(outcomes(dense(articles, questions)))
        size = archive.status()
    found = systems[KHABAR]
    calibration = reliability(own)
    report.write(
        "mixed",
        "One archive of both languages",
        report.targets(_targets(found)),
        f"### mixed-qa dev: {len(asked)} questions over {size.articles:,} articles, {size.passages:,} passages",
        _by_kind(found),
        f"{found.quotes} quotes shown. Warm `ask`: p50 {found.ms_p50:,.0f} ms, p95 {found.ms_p95:,.0f} ms.",
        "### Beside the newcomer's pipeline and BM25",
        "Neither of them answers or refuses: shown is the best sentence of each of their three best passages, by the"
        " question's words (BM25) or by all-MiniLM-L6-v2 (the newcomer's), whatever was asked.",
        _compared(systems),
        *(["### How far an answer's confidence can be relied on", calibration] if calibration else []),
    )


if __name__ == "__main__":
    main()
