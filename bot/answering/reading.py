"""Reading: the best sentences are read with the question, and all are put on one scale: how likely each answers.

What `evidence.py` ranks first is read by the bundled reader (`index/reader.py`): its odds that the sentence answers,
and how near question and sentence are in what they say. With the score they had they make the order of the sentences;
how they stand in it makes the confidence, one for sentences of every language and length. An answer is refused by it or
called possible, and further quotes earn their place by it. The weights were fitted by `models/training/confidence.py`;
docs/evaluation.md has the reliability table.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

import numpy as np

from bot.answering.evidence import Wanted, best_first, meeting_first
from index.pieces import TAUGHT
from index.postings import term_ids
from index.reader import Candidate, reader
from index.terms import plain, terms

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from bot.answering.evidence import Evidence
    from bot.asking.question import Question
    from index.retriever import Found
    from index.types import Article

READ = 12  # sentences; twice as many gain next to nothing (docs/decisions.md)
ALONE = 3.0  # how far a sentence leads where there is no other
# What is taken from a rank where another article says the rarest term (more where it is in the question's language and
# needs no translation), or has the question's names as such, and its own doesn't: a soldier Omar Shaheen and a minister
# Sharqawi are no Omar Sharqawi.
RAREST, RAREST_TRANSLATED, NAMES = 2.0, 1.0, 2.0
UNREAD = (0.0, 0.5)  # odds and likeness where the reader wasn't taught a language: about the usual
WORD = re.compile(r"\w+")
APART = 1  # words that may stand between the words of a name


class Signs(NamedTuple):
    """What tells a sentence that answers from others.

    Attributes:
        score: of `evidence.py`.
        odds: the reader's, logarithm.
        likeness: cosine of the reader's vectors of the question and of title and sentence.
    """

    score: float
    odds: float
    likeness: float


class Standing(NamedTuple):
    """What tells how likely a sentence answers.

    Attributes:
        rank: its signs, weighed.
        lead: how far its rank is above the best other's; below 0 for all but the first.
        foreign: 1 where it is in another language than the question.
        meets: 1 where it says what is asked for, as far as a rule can tell.
    """

    rank: float
    lead: float
    foreign: float
    meets: float


RANK = Signs(score=0.45, odds=0.79, likeness=8.45)
CONFIDENCE = Standing(rank=0.298, lead=0.499, foreign=0.566, meets=0.714)
BIAS = -4.83


def read(
    question: Question, found: Found, evidence: Sequence[Evidence], known: Collection[str] = ()
) -> list[Evidence]:
    """Return the first of some evidence, the likeliest to answer first, with their ranks as scores and confidences.

    Articles `known` to be about what is asked, by their ids, lose nothing for words of the question that they lack.
    """
    first = evidence[:READ]
    if not first:
        return []
    ranks = signs(question, first) @ np.array(RANK) - _lacking(question, found, first, known)
    weighed = [
        replace(one, score=own.rank, confidence=1 / (1 + math.exp(-BIAS - float(np.dot(own, CONFIDENCE)))))
        for one, own in zip(first, standings(question, first, ranks), strict=True)
    ]
    return meeting_first(sorted(weighed, key=best_first))


def signs(question: Question, evidence: Sequence[Evidence]) -> NDArray[np.float64]:
    """Return float64[N, 3]: the `Signs` of each of some sentences."""
    told = np.array([Signs(one.score, *UNREAD) for one in evidence])
    read = [
        place
        for place, one in enumerate(evidence)
        if {question.language, one.hit.passage.article.language} <= TAUGHT
    ]
    if read:
        candidates = [
            Candidate(one.hit.passage.article.title, one.before, one.text)
            for one in (evidence[place] for place in read)
        ]
        spelled = _as_spelled(question.text, candidates)
        asked, *said = reader().vectors([spelled, *map(_titled, candidates)])
        told[read, 1] = reader().odds(spelled, candidates)
        told[read, 2] = [float(asked @ vector) for vector in said]
    return told


def standings(question: Question, evidence: Sequence[Evidence], ranks: NDArray[np.float64]) -> list[Standing]:
    """Return how each of some sentences stands, given their ranks: float64[N]."""
    best, second = [*sorted(ranks.tolist(), reverse=True), -math.inf][:2]
    return [
        Standing(
            rank=rank,
            lead=min(rank - (second if rank == best else best), ALONE),
            foreign=float(one.hit.passage.article.language != question.language),
            meets=float(one.meets),
        )
        for one, rank in zip(evidence, ranks.tolist(), strict=True)
    ]


def _lacking(
    question: Question, found: Found, evidence: Sequence[Evidence], known: Collection[str]
) -> NDArray[np.float64]:
    """Return float64[N]: what each of some sentences loses for what its article lacks and another's has."""
    wanted = Wanted(found.query.mixtures)
    articles = {one.hit.passage.article.id: one.hit.passage.article for one in evidence}
    by_article = {id_: _Told(question, found, wanted, article) for id_, article in articles.items()}
    told = [by_article[one.hit.passage.article.id] for one in evidence]
    rarest, names = np.array([one.rarest for one in told]), np.array([one.names for one in told])
    same = np.array([one.hit.passage.article.language == question.language for one in evidence])
    weights = np.where(same, RAREST, RAREST_TRANSLATED)
    lost: NDArray[np.float64] = weights * (rarest.max() - rarest) + NAMES * (names.max() - names)
    return np.where([one.hit.passage.article.id in known for one in evidence], 0.0, lost)


def _as_spelled(question: str, candidates: Sequence[Candidate]) -> str:
    """Return a question with its words spelled as the sentences spell them.

    What people leave out in typing changes a word's stem: without its hamza "ألمانيا" seems to begin with an article.
    """
    there = {word for one in candidates for word in WORD.findall(f"{one.title} {one.text}")}
    spelled = {plain(word): word for word in sorted(there)}
    return WORD.sub(
        lambda found: found[0] if found[0] in there else spelled.get(plain(found[0]), found[0]), question
    )


def _titled(candidate: Candidate) -> str:
    return f"{candidate.title}. {candidate.text}" if candidate.title else candidate.text


class _Told:
    """What an article says of a question.

    Attributes:
        rarest: how well it says the question's rarest term, itself, translated or by its sound; 1 where there are
            names, which tell more.
        names: share of the question's names that it says as such; 1 where there is none.
    """

    def __init__(self, question: Question, found: Found, wanted: Wanted, article: Article) -> None:
        said = terms(normalize("NFC", f"{article.title}\n{article.text}"), article.language)
        by_term = {term: wanted.exactly(list(term_ids(term))) for term in set(said)}
        met = [by_term[term] for term in said]
        groups = asked_names(question, found)
        rarest = int(np.argmax(found.weights)) if found.weights and not groups else None
        self.rarest = (
            1.0 if rarest is None else max((float(own[rarest]) for own in by_term.values()), default=0.0)
        )
        self.names = sum(_has(met, group) for group in groups) / len(groups) if groups else 1.0


def asked_names(question: Question, found: Found) -> list[list[int]]:
    """Return the question's names, each as the places of its terms in the query."""
    place = {mixture.term: number for number, mixture in enumerate(found.query.mixtures)}
    groups: list[list[int]] = [[]]
    before = None
    for name in question.names:
        own = [place[term] for term in terms(name.text, question.language) if term in place]
        if before is not None and name.start > before.end + 1:
            groups.append([])
        groups[-1] += own
        before = name
    return [sorted(set(group)) for group in groups if group]


def _has(met: Sequence[NDArray[np.float64]], name: Sequence[int]) -> bool:
    """Say whether terms that are those of a name, by what each meets of the query, stand near each other."""
    last: dict[int, int] = {}
    for place, own in enumerate(met):
        last |= {number: place for number in name if own[number] > 0}
        if len(last) == len(name) and place - min(last.values()) < len(name) + APART:
            return True
    return False
