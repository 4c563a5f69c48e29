"""How well an archive answers: questions whose answers are known, asked as a person asks them, and what came of each.

`khabar eval` measures a person's own archive by this, `bench/mixed.py` the product and what it is compared with.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from math import ceil
from statistics import fmean
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from index.errors import UsageError
from index.tongues.registry import DECLARED
from khabar import answering
from khabar.request import Options, json_object, overridden, request
from khabar.settings import NO_MODEL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from khabar.archive import Archive
    from khabar.request import Request

ANSWERABLE, ABSENT, FALSE, CHAT = "answerable", "absent", "false", "chat"
WITHOUT_ANSWER = (ABSENT, CHAT)  # kinds of question that no quote answers
# Field of a line → the option that it sets. `lang` is the question's language there, as in mixed-qa, and sets none.
OPTIONS = {name: name for name in ("since", "until", "as_of", "as-of", "source", "k", "llm")} | {
    "article_lang": "lang"
}
# Marks that may be written or left out: diacritics, and what only makes a word longer.
_MARKS = str.maketrans(
    {letter: None for one in DECLARED for letter, to in one.words.folding.items() if to is None}
)


@dataclass(frozen=True, slots=True)
class Case:
    """A question, and what is known of its answer.

    Attributes:
        line: where it stands in its file, from 1.
        request: the question with its options.
        kind: what it is counted under. `absent` and `chat` have no answer, whatever else is given; `false` asks on a
            false premise, and may be refused or answered by what is right.
        articles: the ids of articles that answer it.
        right: a quote is right if it has all texts of one of these; without any, if it is of one of `articles`.
    """

    line: int
    request: Request
    kind: str
    articles: tuple[str, ...] = ()
    right: tuple[tuple[str, ...], ...] = ()

    @property
    def has_answer(self) -> bool:
        """Whether some quote would be right."""
        return self.kind not in WITHOUT_ANSWER and bool(self.articles or self.right)


class Quote(NamedTuple):
    """Words that were shown, and the id of their article."""

    article: str
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a question was answered with.

    Attributes:
        quotes: best first; none when refused.
        found: the ids of the articles that were read for it.
        ms: time taken, in milliseconds.
        confidence: that it is right, from 0 to 1, if whoever answers tells.
    """

    quotes: tuple[Quote, ...]
    refused: bool
    found: frozenset[str]
    ms: float
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question.

    Attributes:
        right: of each quote, whether it is.
        found: whether an article that answers was read; None where none is known.
        confidence: as in `Reply`.
    """

    case: Case
    refused: bool
    right: tuple[bool, ...]
    found: bool | None
    ms: float
    confidence: float | None = None

    @property
    def first(self) -> bool:
        """Whether the first quote is right."""
        return any(self.right[:1])

    @property
    def any(self) -> bool:
        """Whether one of the quotes is right."""
        return any(self.right)

    @property
    def wrong(self) -> bool:
        """Whether it was answered, and by nothing that is right."""
        return bool(self.right) and not self.any


class Figures(NamedTuple):
    """What became of questions of one kind.

    Attributes:
        n: how many there are.
        first: share whose first quote is right; None, here and for the next two, where none of them has an answer.
        any: share with a right quote among those shown.
        article: share for which an article that answers was read.
        refused: share that was refused.
        wrong: share that was answered by nothing that is right.
    """

    n: int
    first: float | None
    any: float | None
    article: float | None
    refused: float
    wrong: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What became of all questions.

    Attributes:
        by_kind: in the order in which the kinds came.
        total: of all questions; `first`, `any` and `article` of those that are to be answered: none on a false premise.
        quotes: how many were shown.
        precision: share of the quotes shown that are right; None where none was.
        quotes_per_answer: None where all questions were refused.
        ms_p50: milliseconds within which half of the questions were answered or refused.
        ms_p95: the same of 95 %.
    """

    by_kind: dict[str, Figures]
    total: Figures
    quotes: int
    precision: float | None
    quotes_per_answer: float | None
    ms_p50: float
    ms_p95: float


def read(path: Path) -> list[bytes]:
    """Return the lines of a file of questions.

    Raises:
        UsageError: it can't be read.
    """
    try:
        return path.read_bytes().splitlines()
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(
            f"{path} can't be read: {reason}; `khabar eval --make 50` drafts such a file"
        ) from error


def cases(lines: Iterable[bytes], options: Options) -> Iterator[tuple[int, Case | UsageError]]:
    """Yield (line number, question) for each line that is not blank, or what is wrong with the line.

    A line is a JSON object: `question`; `articles` or `right`, or empty lists of both where the archive has no answer;
    `kind`; what `OPTIONS` names, which goes before what `options` says. Other fields are the file's own.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, _case(number, line, options)
            except UsageError as error:
                yield number, error


def plain(text: str) -> str:
    """Return a text as it is compared: in lower case, white space collapsed, without marks that may be left out."""
    return " ".join(text.translate(_MARKS).lower().split())


class Evaluator:
    """Asks an archive questions and judges what it answers.

    Attributes:
        missing: what the questions asked so far name of articles that the archive lacks.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._facts: dict[str, Any] = {}
        archive.sinks = (*archive.sinks, self._hear)  # before its first question
        self._is_warm = False
        self.missing: list[str] = []

    def outcome(self, case: Case) -> Outcome:
        """Ask a question and return what became of it.

        Raises:
            KhabarError: it can't be answered, nor any other: by the language model, or from the archive.
        """
        if not self._is_warm:  # loading what answers is not what is measured
            answering.answer(self._archive, replace(case.request, llm=NO_MODEL))
            self._is_warm = True
        begun = perf_counter()
        found = answering.answer(self._archive, case.request)
        ms = 1000 * (perf_counter() - begun)
        shown = (*found.citations, *found.nearest)
        read = {hit["article"] for hit in self._facts.get("hits", ())} | {one.article.id for one in shown}
        reply = Reply(
            tuple(Quote(one.article.id, one.quote) for one in found.citations),
            found.refused,
            frozenset(read),
            ms,
            found.confidence,
        )
        return judged(case, reply, self.known(case))

    def known(self, case: Case) -> frozenset[str]:
        """Return the ids of a question's articles as the archive has them, and of the copies of their text."""
        known = set[str]()
        for name in case.articles:
            try:
                own = self._archive.article(name).id
            except UsageError:
                self.missing.append(name)
            else:
                known |= {own, *(one.id for one in self._archive.copies(own))}
        return frozenset(known)

    def _hear(self, facts: dict[str, Any]) -> None:
        self._facts = facts


def judged(case: Case, reply: Reply, articles: Collection[str]) -> Outcome:
    """Return what became of a question that got a reply; `articles` are the ids of those that answer it."""
    right = [[plain(text) for text in texts] for texts in case.right]

    def is_right(quote: Quote) -> bool:
        if not right:
            return quote.article in articles
        said = plain(quote.text)
        return any(all(text in said for text in texts) for texts in right)

    return Outcome(
        case,
        reply.refused,
        tuple(case.has_answer and is_right(quote) for quote in reply.quotes),
        not reply.found.isdisjoint(articles) if case.has_answer and case.articles else None,
        reply.ms,
        reply.confidence,
    )


def evaluation(outcomes: Sequence[Outcome]) -> Evaluation:
    """Return what became of all questions, at least one, together."""
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        by_kind[one.case.kind].append(one)
    shown = [right for one in outcomes for right in one.right]
    answers = sum(not one.refused for one in outcomes)
    return Evaluation(
        by_kind={kind: figures(some, some) for kind, some in by_kind.items()},
        total=figures(outcomes, [one for one in outcomes if one.case.kind != FALSE]),
        quotes=len(shown),
        precision=_share(shown),
        quotes_per_answer=len(shown) / answers if answers else None,
        ms_p50=percentile([one.ms for one in outcomes], 0.5),
        ms_p95=percentile([one.ms for one in outcomes], 0.95),
    )


def figures(outcomes: Sequence[Outcome], to_be_answered: Sequence[Outcome]) -> Figures:
    """Return the shares of some questions; `first`, `any` and `article` are of those that are to be answered."""
    answerable = [one for one in to_be_answered if one.case.has_answer]
    return Figures(
        n=len(outcomes),
        first=_share([one.first for one in answerable]),
        any=_share([one.any for one in answerable]),
        article=_share([one.found for one in answerable if one.found is not None]),
        refused=fmean(one.refused for one in outcomes),
        wrong=fmean(one.wrong for one in outcomes),
    )


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value that `share` (0 to 1) of the values do not exceed, by nearest rank."""
    ordered = sorted(values)
    return ordered[max(ceil(share * len(ordered)), 1) - 1]


def _share(given: Sequence[bool]) -> float | None:
    return fmean(given) if given else None


def _case(number: int, line: bytes, options: Options) -> Case:
    try:
        given = json_object(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageError("the line is not UTF-8") from None
    question, kind = given.get("question"), given.get("kind")
    if not isinstance(question, str):
        raise UsageError('the line needs a "question", a text')
    if not isinstance(kind, str | None):
        raise UsageError(f"the line's kind is {kind!r}: it takes a text")
    articles, right = _texts(given, "articles"), _alternatives(given)
    if kind is None and articles is None and right is None:
        raise UsageError(
            'the line doesn\'t say what answers it: give "articles" or "right", or "kind": "absent" if nothing does'
        )
    asked = {OPTIONS[name]: value for name, value in given.items() if name in OPTIONS}
    return Case(
        number,
        request(question, overridden(options, asked)),
        kind or (ANSWERABLE if articles or right else ABSENT),
        articles or (),
        right or (),
    )


def _texts(given: dict[str, Any], name: str) -> tuple[str, ...] | None:
    found = given.get(name)
    if found is None:
        return None
    if not _are_texts(found):
        raise UsageError(f'the line\'s {name} must be a list of texts, like ["…"]')
    return tuple(found)


def _alternatives(given: dict[str, Any]) -> tuple[tuple[str, ...], ...] | None:
    found = given.get("right")
    if found is None:
        return None
    # An empty list or text would be found in every quote.
    if not isinstance(found, list) or not all(
        one and _are_texts(one) and all(map(plain, one)) for one in found
    ):
        raise UsageError('the line\'s right must be a list of lists of texts, like [["…"]]')
    return tuple(map(tuple, found))


def _are_texts(found: object) -> bool:
    return isinstance(found, list) and all(isinstance(one, str) for one in found)
