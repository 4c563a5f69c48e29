"""Evidence: the sentences of the passages found, ranked by how likely each answers the question.

A linear model over a dozen features, each a number one can explain: which of the question's words the sentence and its
neighbours say (or translate, or paraphrase), how near their vectors are, whether it holds the kind of answer asked
for, and how high its passage was ranked. The weights were fitted by `models/training/ranking.py`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.answering.focus import SAME, focus
from bot.answering.kinds import answers, measured
from bot.asking.question import TOKEN
from bot.reading.headings import is_heading
from bot.reading.untrusted import hidden, may_be_quoted
from index.embedding import alike
from index.postings import term_ids
from index.query import loose_translations, synonyms
from index.terms import plain, terms
from index.tongues.marks import QUESTION_MARKS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from bot.answering.focus import Focus
    from bot.asking.question import Question
    from index.embedding import Embedder
    from index.query import Mixture
    from index.retriever import Found
    from index.types import Hit, Span

SYNONYM = 0.6  # what a paraphrase counts, times the root of its probability
SHORT = 4  # terms; less is a fragment
SAME_WORD = 0.6  # cosine from which two words count as one
MEETS = 1.58  # what it is worth to meet it; fitted with them
INSTEAD = 1.0  # nats: how far behind the best a sentence that meets it may be, to go before one that doesn't
BESIDE_HEADING = math.log(1 / 200)  # a sentence of this share of a heading's odds is quoted in its place


class Features(NamedTuple):
    """What speaks for and against a sentence; each about 0 to 1.

    Attributes:
        terms: share of the question's terms in it, by weight, translated and paraphrased; what the whole article
            says weighs less.
        likeness: the same with every term at its full weight; where `terms` counts, it counts against what the whole
            article says anyway.
        context: share of the question's terms that a neighbouring sentence has and it lacks.
        before: share of them in the sentence before.
        article: share of them in all the article's sentences found.
        passage: score of its passage, against the best one's.
        cosine: of the question's vector and the sentence's.
        kind: how far it holds the kind of answer asked for.
        unit: 1 if it has the unit asked for, -1 if one was asked for and it hasn't.
        length: logarithm of the number of its terms.
        fresh: logarithm of the number of its terms that are not the question's.
        fragment: whether it has next to no terms.
        question: whether it is itself a question.
        thing: how far it says the thing asked for, the hospital of "which hospital", in these or in like words.
    """

    terms: float
    likeness: float
    context: float
    before: float
    article: float
    passage: float
    cosine: float
    kind: float
    unit: float
    length: float
    fresh: float
    fragment: float
    question: float
    thing: float


WEIGHTS = Features(
    terms=15.45,
    likeness=-12.06,
    context=-0.78,
    before=-0.66,
    article=2.58,
    passage=6.19,
    cosine=2.86,
    kind=1.45,
    unit=1.58,
    length=3.20,
    fresh=-3.26,
    fragment=-5.99,
    question=-8.46,
    thing=2.08,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer.

    Attributes:
        score: higher is better, comparable in one list only.
        meets: whether it says what is asked for, as far as a rule can tell.
        confidence: how likely it answers, 0 to 1 (`reading.py`); 0 for what wasn't read.
    """

    hit: Hit
    span: Span
    features: Features
    score: float
    meets: bool = True
    confidence: float = 0.0

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        return self.hit.passage.article.text[self.span.start : self.span.end]

    @property
    def before(self) -> str:
        """The sentence before it in its passage; empty for the first."""
        place = self.hit.passage.sentences.index(self.span)
        start, end = self.hit.passage.sentences[place - 1] if place else (0, 0)
        return self.hit.passage.article.text[start:end]


def unweighed(hit: Hit, span: Span) -> Evidence:
    """Return a sentence that nothing is known of but where it stands."""
    return Evidence(hit, span, Features(*[0.0] * len(Features._fields)), 0.0)


class _Line(NamedTuple):
    """A candidate sentence before it is weighed: float[n] per question term, by itself and with paraphrases."""

    rank: int
    position: int
    hit: Hit
    span: Span
    text: str
    terms: list[str]
    matches: NDArray[np.float64]
    likenesses: NDArray[np.float64]


def gather(question: Question, found: Found, embedder: Embedder) -> list[Evidence]:
    """Return the sentences of the passages found, best first, without headlines and what no reader saw.

    Headings are among them only where no sentence comes near.
    """
    wanted = Wanted(found.query.mixtures)
    lines = [line for rank, hit in enumerate(found.hits) for line in _lines(rank, hit, wanted)]
    if not lines:
        return []
    cosines = embedder.passages([line.text for line in lines]) @ found.vector
    weigher = _Weigher(question, found, lines, wanted)
    unseen = {article.id: hidden(article.text) for article in (line.hit.passage.article for line in lines)}
    features = [weigher.features(index, float(cosine)) for index, cosine in enumerate(cosines)]
    evidence = [
        Evidence(line.hit, line.span, own, float(np.dot(own, WEIGHTS)))
        for line, own in zip(lines, features, strict=True)
        if not _is_headline(line) and may_be_quoted(line.text) and not _is_in(line, unseen)
    ]
    ranked = _focused(sorted(evidence, key=best_first), focus(question, found.weights), wanted)
    return _without_headings(ranked)


def said(found: Found, text: str, language: str) -> NDArray[np.float64]:
    """Return float[n]: how well each of the question's terms is said in a text, itself or translated."""
    ids = [id_ for term in terms(text, language) for id_ in term_ids(term)]
    return Wanted(found.query.mixtures).exactly(ids)


def says(found: Found, text: str, language: str) -> bool:
    """Say whether a text has all of the question's terms, themselves or translated."""
    met = said(found, text, language)
    return bool(met.size) and bool((met >= SAME).all())


def _focused(evidence: list[Evidence], asked: Focus | None, wanted: Wanted) -> list[Evidence]:
    """Return evidence, best first, with what meets the question's focus moved up.

    A best one that doesn't meet it is no answer: one that does goes before it, if it comes near.
    """
    if asked is None:
        return evidence
    weighed = [
        replace(one, meets=met, score=one.score + MEETS * met)
        for one in evidence
        for met in [asked.met(one.text, one.before, one.hit.passage.article.language, wanted.likely)]
    ]
    return meeting_first(sorted(weighed, key=best_first))


def meeting_first(ranked: list[Evidence]) -> list[Evidence]:
    """Return evidence, best first, with one that meets the question's focus before a little better one that doesn't."""
    return ahead(ranked, lambda one: one.meets)


def ahead(ranked: list[Evidence], wanted: Callable[[Evidence], bool]) -> list[Evidence]:
    """Return evidence, best first, with the first that is wanted before a little better ones that are not."""
    near = (one for one in ranked if one.score + INSTEAD >= ranked[0].score)
    first = next((one for one in near if wanted(one)), None)
    return [first, *(one for one in ranked if one is not first)] if first else ranked


def _without_headings(evidence: list[Evidence]) -> list[Evidence]:
    """Return evidence, best first, without the headings that a sentence has a fair share of the odds of."""
    judged = [(one, is_heading(one.hit.passage.article.text, one.span)) for one in evidence]
    best = max((one.score for one, heading in judged if not heading), default=-math.inf)
    return [one for one, heading in judged if not heading or one.score + BESIDE_HEADING > best]


def best_first(evidence: Evidence) -> float:
    """Return what evidence is sorted by."""
    return -evidence.score


def _lines(rank: int, hit: Hit, wanted: Wanted) -> list[_Line]:
    article = hit.passage.article
    lines = []
    for position, span in enumerate(hit.passage.sentences):
        text = article.text[span.start : span.end]
        own = terms(text, article.language)
        ids = [id_ for term in own for id_ in term_ids(term)]
        lines.append(_Line(rank, position, hit, span, text, own, wanted.exactly(ids), wanted.likely(ids)))
    return lines


class Wanted:
    """The question's terms, by the ids of what counts as one of them."""

    def __init__(self, mixtures: Sequence[Mixture]) -> None:
        self._count = len(mixtures)
        self._exact: dict[int, list[tuple[int, float]]] = {}
        self._alike: dict[int, list[tuple[int, float]]] = {}
        for number, mixture in enumerate(mixtures):
            for id_, weight in zip(mixture.ids.tolist(), mixture.weights.tolist(), strict=True):
                self._exact.setdefault(id_, []).append((number, weight))
            term = int(mixture.ids[0])
            for id_, probability in (synonyms(term) | loose_translations(term)).items():
                self._alike.setdefault(id_, []).append((number, SYNONYM * math.sqrt(probability)))

    def exactly(self, ids: Sequence[int]) -> NDArray[np.float64]:
        """Return how well each question term is met among some term ids, itself or translated."""
        return self._best(ids, self._exact)

    def likely(self, ids: Sequence[int]) -> NDArray[np.float64]:
        """Return the same with paraphrases."""
        return np.maximum(self._best(ids, self._exact), self._best(ids, self._alike))

    def _best(self, ids: Sequence[int], table: dict[int, list[tuple[int, float]]]) -> NDArray[np.float64]:
        best = np.zeros(self._count)
        for id_ in ids:
            for number, weight in table.get(id_, ()):
                best[number] = max(best[number], weight)
        return best


class _Weigher:
    """Knows the question and all candidate sentences, and weighs one of them."""

    def __init__(self, question: Question, found: Found, lines: Sequence[_Line], wanted: Wanted) -> None:
        self._question, self._lines, self._wanted = question, lines, wanted
        self._weights = np.array(found.weights)
        self._total = float(self._weights.sum()) or 1.0
        self._best = max(1.0, *(hit.score for hit in found.hits))
        self._local: dict[str, tuple[NDArray[np.float64], NDArray[np.float64], float]] = {}
        for article in {line.hit.passage.article.id for line in lines}:
            self._local[article] = self._in_article(
                [line for line in lines if line.hit.passage.article.id == article]
            )

    def features(self, index: int, cosine: float) -> Features:
        line = self._lines[index]
        exact, alike, article = self._local[line.hit.passage.article.id]
        before, after = self._neighbour(index, -1), self._neighbour(index, +1)
        around = np.maximum(np.maximum(before, after), line.matches)
        said, language = plain(line.text), line.hit.passage.article.language
        return Features(
            terms=float(line.likenesses @ alike),
            likeness=float(line.likenesses @ self._weights) / self._total,
            context=float((around - line.matches) @ self._weights) / self._total,
            before=float(before @ exact),
            article=article,
            passage=max(line.hit.score, 0.0) / self._best,
            cosine=cosine,
            kind=answers(self._question, line.text, language),
            unit=measured(self._question, said, language),
            length=math.log1p(len(line.terms)),
            fresh=math.log1p(max(len(line.terms) - int(np.count_nonzero(line.matches)), 0)),
            fragment=float(len(line.terms) < SHORT),
            question=float(line.text.rstrip("\"»”' )").endswith(("?", *QUESTION_MARKS))),
            thing=self._says_thing(line, said),
        )

    def _says_thing(self, line: _Line, said: str) -> float:
        asked = self._question.thing
        if not asked:
            return 0.0
        tokens = TOKEN.findall(said)
        return sum(
            max(float(line.likenesses[place]), min(alike(word, tokens) / SAME_WORD, 1.0))
            for place, word in asked
        ) / len(asked)

    def _in_article(self, lines: Sequence[_Line]) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
        """Return the weights of the question's terms inside one article, summing to one, and the article's share.

        A term that most of an article's sentences have doesn't tell them apart: each weight is its document frequency
        weight times the same over the article's sentences.
        """
        exact, alike = (
            np.array([line.matches for line in lines]),
            np.array([line.likenesses for line in lines]),
        )
        share = float(exact.max(axis=0, initial=0) @ self._weights) / self._total
        return self._shares(exact), self._shares(alike), share

    def _shares(self, matches: NDArray[np.float64]) -> NDArray[np.float64]:
        local = self._weights * np.log1p(len(matches) / (matches.sum(axis=0) + 0.5))
        shares: NDArray[np.float64] = local / max(float(local.sum()), 1e-9)
        return shares

    def _neighbour(self, index: int, step: int) -> NDArray[np.float64]:
        """Return the matches of the sentence before or after in the same passage; zeros where there is none."""
        other = index + step
        if 0 <= other < len(self._lines) and self._lines[other].rank == self._lines[index].rank:
            return self._lines[other].matches
        return np.zeros_like(self._lines[index].matches)


def _is_in(line: _Line, spans: Mapping[str, Sequence[Span]]) -> bool:
    """Say whether a sentence lies in one of some spans of its article."""
    own = line.span
    return any(span.start < own.end and own.start < span.end for span in spans[line.hit.passage.article.id])


def _is_headline(line: _Line) -> bool:
    article = line.hit.passage.article
    # Of an article that is a headline only, that is the text.
    return line.text.strip() == article.title.strip() != article.text.strip()
