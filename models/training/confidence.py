"""Fit the weights of `bot/answering/reading.py`: `python -m models.training.confidence ARCHIVE` (some 10 minutes).

The rank is a linear model over the `Signs` of a question's candidates (a softmax over them, as in `ranking.py`), the
confidence a logistic regression over how the best of them stand. Both are fitted on TyDi QA's training questions and
the dev parts of news-qa, ARCD, XQuAD and mixed-qa, the confidence on questions without an answer too: eight numbers, no
model. ARCHIVE is the folder of mixed-qa's archive (`python -m bench.mixed --archive ARCHIVE`). The figures printed are
from five-fold cross-validation, by blocks of questions.
"""

from __future__ import annotations

import argparse
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import minimize

from bench.archives import fill
from bench.data import news_questions
from bot.answering.answer import PASSAGES, PASSAGES_OF_ONE
from bot.answering.evidence import gather
from bot.answering.reading import READ, Signs, Standing, signs, standings
from bot.asking.question import Question
from index.archive import Archive
from index.embedding import embedder
from index.retriever import Retriever
from khabar.evaluation import plain
from models.training.data import EVAL, records
from models.training.ranking import Example, sets
from models.training.ranking import fit as fit_rank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from bot.answering.evidence import Evidence
    from models.training.ranking import Asked

FOLDS = 5
BLOCK = 4  # questions that follow each other may be about one story
FIRST = 3  # candidates of a question that the confidence is learned from
PENALTY = 1e-3
# What a set weighs, each of its language directions one; of the large ones every n-th question is asked.
IMPORTANCE = {"mixed-qa": 4.0, "news-qa": 1.0, "arcd": 0.5, "tydi": 0.3, "xquad": 0.2}
EVERY = {"arcd": 8, "tydi": 8, "xquad": 12, "news-qa": 2}


class Seen(NamedTuple):
    """A question with its candidates: float64[n, 3] signs, bool[n] which answer."""

    question: Question
    evidence: list[Evidence]
    signs: NDArray[np.float64]
    right: NDArray[np.bool_]


def main() -> None:
    """Collect the candidates, fit, and print weights and figures."""
    parser = argparse.ArgumentParser(prog="python -m models.training.confidence")
    parser.add_argument("archive", type=Path, help="mixed-qa's archive")
    collected = [*_small(), ("mixed-qa", list(_mixed(parser.parse_args().archive)))]
    for name, own in collected:
        hits = []
        for fold in range(FOLDS):
            weights = rank([(each, _apart(fold, seen)) for each, seen in collected])
            hits += [_first_is_right(seen, weights) for seen in _in(fold, own) if seen.right.any()]
        print(f"{name:16} first sentence answers: {np.mean(hits):.3f} of {len(hits)}", flush=True)
    weights = rank(collected)
    print("RANK", dict(zip(Signs._fields, weights.round(3).tolist(), strict=True)))
    bias, *others = confidence(collected, weights).round(3).tolist()
    print("CONFIDENCE", dict(zip(Standing._fields, others, strict=True)), "BIAS", bias)


def rank(collected: Sequence[tuple[str, Sequence[Seen]]]) -> NDArray[np.float64]:
    """Return float64[3], the weights of `Signs` that make what is right likeliest among a question's candidates."""
    return fit_rank(
        [
            (name, [Example(one.signs, one.right) for one in own if one.right.any()])
            for name, own in collected
        ],
        IMPORTANCE,
    )


def confidence(
    collected: Sequence[tuple[str, Sequence[Seen]]], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return float64[5], the bias and the weights of `Standing`, given those of the rank."""
    stands, right, importance = [], [], []
    for name, own in collected:
        for one in own:
            ranks = one.signs @ weights
            first = np.argsort(-ranks)[:FIRST]
            stands.append(np.array(standings(one.question, one.evidence, ranks))[first])
            right.append(one.right[first])
            importance.append(np.full(len(first), IMPORTANCE[name.split()[0]] / (FIRST * len(own))))
    x, y, w = np.concatenate(stands), np.concatenate(right), np.concatenate(importance)
    w /= w.sum()
    mean, deviation = x.mean(axis=0), x.std(axis=0) + 1e-6
    scaled = np.c_[np.ones(len(x)), (x - mean) / deviation]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = scaled @ weights
        value = float(w @ np.logaddexp(0, np.where(y, -odds, odds))) + PENALTY * float(
            weights[1:] @ weights[1:]
        )
        slope = scaled.T @ (w * (1 / (1 + np.exp(-odds)) - y))
        return value, slope + 2 * PENALTY * np.r_[0, weights[1:]]

    found = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    own_weights = found[1:] / deviation
    whole: NDArray[np.float64] = np.r_[found[0] - own_weights @ mean, own_weights]
    return whole


def _in(fold: int, own: Sequence[Seen]) -> list[Seen]:
    return [one for place, one in enumerate(own) if place // BLOCK % FOLDS == fold]


def _apart(fold: int, own: Sequence[Seen]) -> list[Seen]:
    return [one for place, one in enumerate(own) if place // BLOCK % FOLDS != fold]


def _first_is_right(seen: Seen, weights: NDArray[np.float64]) -> bool:
    return bool(seen.right[int(np.argmax(seen.signs @ weights))])


def _small() -> Iterator[tuple[str, list[Seen]]]:
    """Yield the sets of small archives, with the questions of news-qa that have no answer."""
    for one in sets():
        with (
            tempfile.TemporaryDirectory() as folder,
            fill(Path(folder) / "archive", one.records, embedder()) as archive,
        ):
            retriever = Retriever(archive, embedder())
            found = [
                _seen(retriever, asked.question, partial(_holds, asked))
                for asked in one.asked[:: EVERY.get(one.name.split()[0], 1)]
            ]
            if one.name.startswith("news-qa"):
                language = one.name.split()[1].partition("→")[0]
                unanswered = [question for question in news_questions() if not question.gold][
                    :: EVERY["news-qa"]
                ]
                found += [
                    _seen(retriever, question.texts[language], lambda _: False) for question in unanswered
                ]
        yield one.name, [seen for seen in found if seen]


def _holds(asked: Asked, evidence: Evidence) -> bool:
    return evidence.hit.passage.article.id == asked.article and any(
        answer in evidence.text for answer in asked.answers
    )


def _mixed(folder: Path) -> Iterator[Seen]:
    with Archive.open(folder) as archive:
        retriever = Retriever(archive, embedder())
        for line in records(EVAL / "mixed-qa" / "dev.jsonl"):
            right = [[plain(text) for text in texts] for texts in line.get("right") or []]
            if seen := _seen(retriever, line["question"], partial(_is_right, right)):
                yield seen


def _is_right(right: Sequence[Sequence[str]], evidence: Evidence) -> bool:
    said = plain(evidence.text)
    return any(all(text in said for text in texts) for texts in right)


def _seen(retriever: Retriever, text: str, is_right: Callable[[Evidence], bool]) -> Seen | None:
    question = Question.read(text)
    found = retriever.search(question.query, k=PASSAGES, of_one_article=PASSAGES_OF_ONE)
    evidence = gather(question, found, retriever.embedder)[:READ]
    if not evidence:
        return None
    right = np.array([is_right(one) for one in evidence])
    return Seen(question, evidence, signs(question, evidence), right)


if __name__ == "__main__":
    main()
