"""A list of what happened: which articles are in it, how many, in which order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from bot.answering import timeline as module
from bot.answering.evidence import Evidence, Features
from bot.answering.timeline import timeline
from bot.asking.question import Question
from index.query import analyse
from index.retriever import Found
from index.types import Article, Filters, Hit, Passage, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.types import Answer

DAY = datetime(2020, 7, 8, tzinfo=UTC)
LINES = [
    f"{word} reached the port of Zuwara."
    for word in "Oil Aid Rain Snow Wheat Steel Salt Coal Ore Tin".split()
]


def evidence(
    number: int, *, topic: float = 1.0, days: int | None = None, worth: float = 1.0, language: str = "en"
) -> Evidence:
    """A sentence of an article of its own, the better the smaller its number, published so many days later."""
    text = LINES[number]
    published = None if days is None else DAY + timedelta(days)
    article = Article(f"a{number}", text, "News", language, source="Wire", published=published)
    span = Span(0, len(text))
    passage = Passage(number, article, span, (span,))
    return Evidence(Hit(passage, worth), span, Features(*[0.0] * 14)._replace(article=topic), 10.0 - number)


class Archive:
    """A retriever that remembers what it was asked for; of the texts it knows as copies the vectors are near."""

    def __init__(self, newest: Sequence[Passage] = (), cosine: float = 0.0) -> None:
        self._newest, self._cosine = newest, cosine
        self.embedder: Any = self

    def search(self, _: str, **options: Any) -> Found:
        self.options = options
        return Found(analyse("port of Zuwara", "en"), [])

    def newest(self, k: int, filters: Filters) -> list[Passage]:
        self.options = {"k": k, "filters": filters}
        return list(self._newest)

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors at right angles, but for the first two."""
        vectors = np.eye(len(texts))
        if len(texts) > 1:
            vectors[1, :2] = self._cosine, (1 - self._cosine**2) ** 0.5
        return vectors


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The list of some evidence, best first; what isn't worth it is off the topic."""

    def listed(*found: Evidence, archive: Archive | None = None, **options: Any) -> Answer | None:
        monkeypatch.setattr(module, "gather", lambda *_: list(found))
        monkeypatch.setattr(module, "holds_answer", lambda _question, _found, some: bool(some))
        monkeypatch.setattr(module, "is_on_topic", lambda _found, _one, score: score > 0)
        retriever: Any = archive or Archive()
        question = Question.read("What happened at the port of Zuwara?", "en")
        return timeline(retriever, question, **{"filters": Filters(), "language": "en"} | options)

    return listed


def ids(answer: Answer | None) -> list[str]:
    assert answer is not None
    return [one.article.id for one in answer.citations]


def test_the_eight_best_are_listed_in_order_of_publication(told: Any) -> None:
    answer = told(*(evidence(number, days=20 - number) for number in range(10)))

    assert ids(answer) == ["a7", "a6", "a5", "a4", "a3", "a2", "a1", "a0"]
    assert answer.sentences[0].text.startswith("21 July 2020 · ")
    assert answer.sentences[0].text.count("July") == 1
    assert [one.citations for one in answer.sentences] == [(number,) for number in range(1, 9)]
    assert answer.newest_on_topic == (DAY + timedelta(20)).date()


def test_of_one_day_the_better_comes_first(told: Any) -> None:
    assert ids(told(evidence(0, days=1), evidence(1, days=1), evidence(2, days=0))) == ["a2", "a0", "a1"]


def test_a_list_is_read_from_forty_passages(told: Any) -> None:
    archive = Archive()
    told(evidence(0, days=0), archive=archive)

    assert (archive.options["k"], archive.options["of_one_article"]) == (40, 5)


@pytest.mark.parametrize(("topic", "listed"), [(0.43, True), (0.42, False)])
def test_an_article_covers_nearly_as_much_as_the_best_of_its_language(
    told: Any, topic: float, *, listed: bool
) -> None:
    found = told(
        evidence(0, topic=0.5, days=0),
        evidence(1, topic=topic, days=1),
        evidence(2, topic=0.2, days=2, language="fr"),
        evidence(3, topic=0.5, days=3),
    )

    assert ids(found) == (["a0", "a1", "a2", "a3"] if listed else ["a0", "a2", "a3"])


def test_what_is_undated_or_off_the_topic_is_not_listed(told: Any) -> None:
    found = told(evidence(0, days=0), evidence(1), evidence(2, days=1, worth=-1), evidence(3, days=2))

    assert ids(found) == ["a0", "a3"]


@pytest.mark.parametrize(("cosine", "listed"), [(0.93, ["a0", "a1", "a2"]), (0.95, ["a0", "a2"])])
def test_of_copies_the_best_is_listed(told: Any, cosine: float, listed: list[str]) -> None:
    found = told(*(evidence(number, days=number) for number in range(3)), archive=Archive(cosine=cosine))

    assert ids(found) == listed


def test_one_article_is_an_answer_without_a_list(told: Any) -> None:
    answer = told(evidence(0, days=0), evidence(1))

    assert ids(answer) == ["a0"]
    assert answer.sentences[0].citations == (1,)
    assert " · " not in answer.sentences[0].text
    assert "8 July 2020" in answer.sentences[0].text


@pytest.mark.parametrize("count", [1, 2])
def test_the_time_taken_is_told_in_milliseconds(
    told: Any, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    times = iter([1.0, 1.25, 1.75])
    monkeypatch.setattr(module, "perf_counter", lambda: next(times))
    answer = told(*(evidence(number, days=number) for number in range(count)))

    assert (answer.retrieve_ms, answer.answer_ms) == (250, 500)


def test_what_was_shown_before_is_left_out(told: Any) -> None:
    found = [evidence(number, days=number) for number in range(3)]

    assert ids(told(*found, besides=f"{LINES[0]} {LINES[2]}")) == ["a1"]
    assert told(*found, besides=" ".join(LINES)) is None


# --- the newest articles, where no topic is named ---


def passage(number: int, sentences: Sequence[str], *, start: int = 0, title: str = "News") -> Passage:
    text = " ".join(LINES[:3]) if start else " ".join(sentences)
    article = Article(f"a{number}", text, title, "en", source="Wire", published=DAY + timedelta(number))
    spans = []
    for sentence in sentences:
        at = text.index(sentence)
        spans.append(Span(at, at + len(sentence)))
    return Passage(number, article, Span(spans[0].start, spans[-1].end), tuple(spans))


def latest(*passages: Passage, cosine: float = 0.0, besides: str = "") -> Answer | None:
    archive: Any = Archive(passages, cosine)
    question = Question.read("What happened?", "en")
    answer = timeline(archive, question, filters=Filters(), language="en", besides=besides)
    assert archive.options["k"] == 40
    return answer


def test_without_a_topic_what_the_newest_articles_begin_with_is_told() -> None:
    answer = latest(passage(1, LINES[1:3]), passage(0, LINES[:2]))

    assert answer is not None
    assert [one.quote for one in answer.citations] == [LINES[0], LINES[1]]


def test_the_time_taken_for_the_newest_is_all_told_as_finding_them(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([1.0, 1.25])
    monkeypatch.setattr(module, "perf_counter", lambda: next(times))
    answer = latest(passage(1, LINES[1:3]))

    assert answer is not None
    assert (answer.retrieve_ms, answer.answer_ms) == (250, 0)


def test_the_newest_eight_are_told_and_of_copies_the_first() -> None:
    assert ids(latest(*(passage(number, [LINES[number]]) for number in range(10)))) == [
        f"a{n}" for n in range(2, 10)
    ]
    assert ids(latest(*(passage(number, [LINES[number]]) for number in range(3)), cosine=0.97)) == [
        "a0",
        "a2",
    ]


def test_an_article_begins_with_its_first_passage_and_not_with_its_headline() -> None:
    begins, goes_on = passage(1, LINES[:2], start=1), passage(1, LINES[2:3], start=1)

    for given in ((begins, goes_on), (goes_on, begins)):
        answer = latest(*given)
        assert answer is not None
        assert [one.quote for one in answer.citations] == [LINES[0]]
    headed = latest(passage(1, LINES[:2], title=f" {LINES[0]}"))
    assert headed is not None
    assert [one.quote for one in headed.citations] == [LINES[1]]


def test_where_nothing_is_new_nothing_is_told() -> None:
    assert latest() is None
    assert latest(passage(1, LINES[:1]), besides=LINES[0]) is None
    assert latest(passage(1, LINES[:1], title=LINES[0])) is None
