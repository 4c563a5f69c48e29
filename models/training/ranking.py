"""Fit the weights of `bot.answering.evidence`: `python -m models.training.ranking` (about 3 minutes).

A softmax over the candidate sentences of each question (listwise, Cao et al. 2007, "Learning to Rank: From Pairwise
Approach to Listwise Approach") whose likelihood is the probability of all sentences that hold the answer. It is fitted
on TyDi QA's training questions and the dev parts of news-qa, ARCD and XQuAD: a dozen weights, no model. The figures
printed are from five-fold cross-validation, by question block.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import minimize

from bench.archives import fill
from bench.data import arcd, news_documents, news_questions, xquad
from bot.answering.answer import PASSAGES, PASSAGES_OF_ONE
from bot.answering.evidence import Features, gather
from bot.asking.question import Question
from index.embedding import embedder
from index.retriever import Retriever
from models.training.data import questions as tydi

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

FOLDS = 5
PENALTY = 3e-4
LANGUAGES = ("en", "ar")
# What a set weighs; each of its language directions is one.
IMPORTANCE = {"news-qa": 1.0, "arcd": 1.0, "tydi": 0.2, "xquad": 0.2}


class Asked(NamedTuple):
    """A question, the id of the article that answers it, and the words that do."""

    question: str
    article: str
    answers: tuple[str, ...]


class Example(NamedTuple):
    """A question's candidates: float64[n, F + 1] features and whether the focus is met, bool[n] who has the answer."""

    features: NDArray[np.float64]
    gold: NDArray[np.bool_]


class Set(NamedTuple):
    """Questions over one archive of records."""

    name: str
    records: list[dict[str, str]]
    asked: list[Asked]


def main() -> None:
    """Collect the candidates, fit, and print weights and figures."""
    collected = [(one.name, list(examples(one))) for one in sets()]
    held_out: dict[str, list[bool]] = {}
    for fold in range(FOLDS):
        train = [(name, [e for i, e in enumerate(own) if i // 8 % FOLDS != fold]) for name, own in collected]
        weights = fit(train)
        for name, own in collected:
            test = [e for i, e in enumerate(own) if i // 8 % FOLDS == fold]
            held_out.setdefault(name, []).extend(first_is_gold(example, weights) for example in test)
    for name, hits in held_out.items():
        print(f"{name:16} first sentence holds the answer: {np.mean(hits):.3f} of {len(hits)}")
    for name, weight in zip([*Features._fields, "MEETS"], fit(collected), strict=True):
        print(f"    {name}={weight:.2f},")


def sets() -> Iterator[Set]:
    """Yield the sets, one for each language of questions and articles."""
    for articles in LANGUAGES:
        for asking in LANGUAGES:
            yield _xquad(asking, articles)
            yield _news_qa(asking, articles)
    yield Set(
        "arcd", *_paragraphs((p.id, p.text, [(q.text, q.answers) for q in p.questions]) for p in arcd())
    )
    by_text: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for one in tydi():
        by_text.setdefault(one.passage, []).append((one.question, one.answers))
    yield Set("tydi", *_paragraphs((f"t{n}", text, asked) for n, (text, asked) in enumerate(by_text.items())))


def examples(one: Set) -> Iterator[Example]:
    """Yield the candidates of each question that has one with the answer among them."""
    with (
        tempfile.TemporaryDirectory() as folder,
        fill(Path(folder) / "archive", one.records, embedder()) as archive,
    ):
        retriever = Retriever(archive, embedder())
        for asked in one.asked:
            question = Question.read(asked.question)
            found = retriever.search(question.query, k=PASSAGES, of_one_article=PASSAGES_OF_ONE)
            evidence = gather(question, found, retriever.embedder)
            gold = [
                item.hit.passage.article.id == asked.article
                and any(answer in item.text for answer in asked.answers)
                for item in evidence
            ]
            if any(gold):
                yield Example(np.array([[*item.features, item.meets] for item in evidence]), np.array(gold))


def fit(
    collected: Sequence[tuple[str, Sequence[Example]]], importance: Mapping[str, float] = IMPORTANCE
) -> NDArray[np.float64]:
    """Return the weights, float64[F], that make the answers likeliest."""
    share = {name: importance[name.split()[0]] / len(own) for name, own in collected if own}
    pairs = [(example, share[name]) for name, own in collected for example in own]
    stacked = np.concatenate([example.features for example, _ in pairs])
    mean, deviation = stacked.mean(axis=0), stacked.std(axis=0) + 1e-6
    scaled = [
        (Example((example.features - mean) / deviation, example.gold), weight) for example, weight in pairs
    ]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = PENALTY * float(weights @ weights), 2 * PENALTY * weights
        for example, weight in scaled:
            value, slope = _unlikelihood(example, weights)
            total, gradient = total + weight * value, gradient + weight * slope
        return total, gradient

    start = np.zeros(stacked.shape[1])
    found: NDArray[np.float64] = minimize(loss, start, jac=True, method="L-BFGS-B").x / deviation
    return found


def first_is_gold(example: Example, weights: NDArray[np.float64]) -> bool:
    """Say whether the best candidate holds the answer."""
    return bool(example.gold[int(np.argmax(example.features @ weights))])


def _unlikelihood(example: Example, weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
    """Return -log P(a candidate with the answer) and its gradient."""
    scores = example.features @ weights
    odds = np.exp(scores - scores.max())
    every, right = odds / odds.sum(), odds * example.gold / (odds @ example.gold)
    return -float(np.log(every @ example.gold)), (every - right) @ example.features


def _xquad(asking: str, articles: str) -> Set:
    pairs = zip(xquad(asking), xquad(articles), strict=True)
    paragraphs = (
        (
            told.id,
            told.text,
            [(q.text, a.answers) for q, a in zip(asked.questions, told.questions, strict=True)],
        )
        for asked, told in pairs
    )
    return Set(f"xquad {asking}→{articles}", *_paragraphs(paragraphs))


def _news_qa(asking: str, articles: str) -> Set:
    documents = {one.id: one for one in news_documents()}
    records = [
        {"id": d.id, "title": d.titles[articles], "text": d.texts[articles]} for d in documents.values()
    ]
    asked = [
        Asked(
            q.texts[asking], q.document, tuple(documents[q.document].line(articles, line) for line in q.gold)
        )
        for q in news_questions()
        if q.gold
    ]
    return Set(f"news-qa {asking}→{articles}", records, asked)


def _paragraphs(
    paragraphs: Iterable[tuple[str, str, Iterable[tuple[str, tuple[str, ...]]]]],
) -> tuple[list[dict[str, str]], list[Asked]]:
    records, asked = [], []
    for id_, text, questions in paragraphs:
        records.append({"id": id_, "title": "-", "text": text})
        asked += [Asked(question, id_, answers) for question, answers in questions]
    return records, asked


if __name__ == "__main__":
    main()
