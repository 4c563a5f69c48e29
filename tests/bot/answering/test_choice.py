"""Which of the sentences found make the answer, at each threshold: what is read, shown, and shown beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from bot.answering.answer import (
    _verdict,
    _wanted_first,
    answer,
    choose,
    citations,
    nearest,
    newest,
    preferring,
)
from bot.answering.disagreement import Sides
from bot.answering.evidence import Evidence, Features
from bot.asking.conversation import Turn
from bot.asking.question import Question
from bot.phrases import say
from index.query import analyse
from index.retriever import Found
from index.types import Article, Hit, Passage, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

PREFERRED, DEMOTED = 6.0, 2.0
LINES = (
    "The quake struck at dawn.",
    "Aid came by sea.",
    "Schools stay shut for now.",
    "Ninety people died in Mataram.",
    "Roads to the north are open again.",
)


def scored(
    id_: str,
    score: float,
    text: str,
    topic: float = 1.0,
    *,
    published: datetime | None = None,
    likely: float = 0.9,
) -> Evidence:
    span = Span(0, len(text))
    passage = Passage(1, Article(id_, text, "News", "en", published=published), span, (span,))
    return Evidence(
        Hit(passage, score), span, Features(*[0.0] * 14)._replace(article=topic), score, confidence=likely
    )


def shown(evidence: Sequence[Evidence]) -> list[str]:
    return [one.hit.passage.article.id for one in choose(evidence)]


def preferred(
    evidence: Sequence[Evidence], *, answered: str = "", articles: tuple[str, ...] = ("b",)
) -> list[str]:
    found = preferring(evidence, Turn("Who?", "Who?", answered=answered, articles=articles))
    return [one.hit.passage.article.id for one in found]


@pytest.mark.parametrize(("ahead", "first"), [(PREFERRED - 0.1, "b"), (PREFERRED + 0.1, "a")])
def test_of_a_follow_up_the_article_that_answered_before_goes_before_a_somewhat_better_one(
    ahead: float, first: str
) -> None:
    evidence = [scored("a", 5 + ahead, LINES[0]), scored("b", 5, LINES[1])]

    assert preferred(evidence)[0] == first
    assert preferred(evidence, articles=())[0] == "a"


@pytest.mark.parametrize(("ahead", "first"), [(DEMOTED - 0.1, "a"), (DEMOTED + 0.1, "b")])
def test_a_sentence_that_was_just_shown_gives_way_to_another_unless_it_is_much_better(
    ahead: float, first: str
) -> None:
    evidence = [scored("b", 5 + ahead, LINES[0]), scored("a", 5, LINES[1])]

    assert preferred(evidence, answered=f"{LINES[0]} {LINES[2]}", articles=())[0] == first
    assert preferred(evidence, articles=())[0] == "b"


class Reader:
    """A retriever that finds nothing and remembers what it was asked for."""

    embedder = None

    def search(self, _: object, **options: Any) -> Found:
        self.options = options
        return Found(analyse("Who?"), [])


def test_an_answer_is_read_from_fifteen_passages_five_of_an_article() -> None:
    reader: Any = Reader()
    answer(reader, "Who won the cup?")

    assert (reader.options["k"], reader.options["of_one_article"]) == (15, 5)


def test_where_nothing_was_found_the_reason_says_so() -> None:
    reader: Any = Reader()

    assert answer(reader, "Who won the cup?").reason == say("en").nothing_found


def test_the_time_taken_is_told_in_milliseconds(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([1.0, 1.25, 1.75])
    monkeypatch.setattr("bot.answering.answer.perf_counter", lambda: next(times))
    reader: Any = Reader()
    told = answer(reader, "Who won the cup?")

    assert (told.retrieve_ms, told.answer_ms) == (250, 500)


def test_three_sentences_make_an_answer_and_three_passages_go_with_a_refusal() -> None:
    ranked = [scored(f"a{number}", 9, text) for number, text in enumerate(LINES)]

    assert shown(ranked) == ["a0", "a1", "a2"]
    assert [one.hit.passage.article.id for one in nearest(ranked)] == ["a0", "a1", "a2"]


def test_an_article_has_one_passage_beside_a_refusal() -> None:
    ranked = [scored("one", 9, LINES[0]), scored("one", 8, LINES[1]), scored("other", 7, LINES[2])]

    assert [one.hit.passage.article.id for one in nearest(ranked)] == ["one", "other"]


def test_two_sentences_of_an_article_are_shown_at_most() -> None:
    ranked = [scored("one", 9, text) for text in LINES[:3]]

    assert shown(ranked) == ["one", "one"]
    assert shown([*ranked, scored("other", 1, LINES[3])]) == ["one", "one", "other"]


@pytest.mark.parametrize(
    ("best", "likely", "count"), [(0.9, 0.365, 2), (0.9, 0.355, 1), (0.3, 0.151, 2), (0.3, 0.149, 1)]
)
def test_a_further_sentence_must_be_likely_by_itself_and_beside_the_best(
    best: float, likely: float, count: int
) -> None:
    assert (
        len(shown([scored("one", 9, LINES[0], likely=best), scored("other", 8, LINES[1], likely=likely)]))
        == count
    )


@pytest.mark.parametrize(("topic", "fragment", "count"), [(0.21, 0.0, 1), (0.19, 0.0, 0), (0.21, 1.0, 0)])
def test_beside_a_refusal_stands_what_says_a_fifth_of_the_question(
    topic: float, fragment: float, count: int
) -> None:
    one = scored("one", 9, LINES[0], topic)

    assert len(nearest([replace(one, features=one.features._replace(fragment=fragment))])) == count


@pytest.mark.parametrize(
    ("other", "count"),
    [
        ("abcdefghijklmnopqRST", 1),  # 17 of 20 letters
        ("abcdefghijklmnopQRST", 1),
        ("abcdefghijklmnoPQRST", 2),
    ],
)
def test_sentences_of_which_four_fifths_match_say_the_same(other: str, count: int) -> None:
    assert len(shown([scored("one", 9, "abcdefghijklmnopqrst"), scored("other", 9, other)])) == count


@pytest.mark.parametrize(("behind", "first"), [(0.9, "because"), (1.1, "plain")])
def test_a_sentence_with_what_is_wanted_goes_before_one_that_is_hardly_likelier(
    behind: float, first: str
) -> None:
    ranked = [
        scored("plain", 9, "The minister resigned."),
        scored("because", 9 - behind, "He resigned because of illness."),
    ]

    assert shown_for("Why did the minister resign?", ranked)[0] == first
    assert shown_for("When did the minister resign?", ranked)[0] == "plain"


@pytest.mark.parametrize(("likely", "first"), [(0.16, "because"), (0.14, "plain")])
def test_what_would_be_no_answer_by_itself_does_not_go_first(likely: float, first: str) -> None:
    ranked = [
        scored("plain", 9, "The minister resigned."),
        scored("because", 9, "He resigned because of illness.", likely=likely),
    ]

    assert shown_for("Why did the minister resign?", ranked)[0] == first


@pytest.mark.parametrize(("likely", "first"), [(0.51, "so"), (0.49, "plain")])
def test_a_plain_answer_to_whether_something_is_so_goes_first_where_it_is_sure(
    likely: float, first: str
) -> None:
    ranked = [
        scored("plain", 9, "The minister’s resignation was no surprise."),
        scored("so", 8.5, "The minister resigned.", likely=likely),
    ]

    assert shown_for("Did the minister resign?", ranked)[0] == first


@pytest.mark.parametrize(
    ("texts", "sure", "differ", "told"),
    [
        (("The minister resigned.", "The cabinet met."), True, False, "yes"),
        (("The minister has not resigned.",), True, False, "no"),
        (("The cabinet met.", "The minister resigned."), True, False, "says"),
        (("The minister resigned.", "The minister has not resigned."), True, False, "says"),
        (("The minister resigned.",), False, False, "says"),
        (("The minister resigned.",), True, True, "says"),
    ],
)
def test_an_answer_says_yes_or_no_where_it_is_sure_and_nothing_shown_says_otherwise(
    texts: Sequence[str], *, sure: bool, differ: bool, told: str
) -> None:
    shown = [scored(f"a{place}", 9, text) for place, text in enumerate(texts)]

    assert _verdict(Question.read("Did the minister resign?"), Sides(shown, (), differ), sure=sure) == told
    assert _verdict(Question.read("Who resigned?"), Sides(shown, (), differ), sure=sure) is None


def test_a_withdrawn_article_confirms_nothing() -> None:
    one = scored("a", 9, "The minister resigned.")
    article = replace(one.hit.passage.article, withdrawn=datetime(2020, 1, 1, tzinfo=UTC))
    gone = replace(one, hit=replace(one.hit, passage=replace(one.hit.passage, article=article)))

    assert _verdict(Question.read("Did the minister resign?"), Sides([gone]), sure=True) == "says"


def shown_for(question: str, evidence: list[Evidence]) -> list[str]:
    return [one.hit.passage.article.id for one in _wanted_first(Question.read(question), evidence)]


def test_long_sentences_that_match_say_the_same() -> None:
    long = (
        "The quake struck at dawn, and aid came by sea, and schools stay shut for now, and roads are open. "
        * 3
    )

    assert len(shown([scored("one", 9, long), scored("other", 9, long.replace("now", "long"))])) == 1


def test_citations_are_numbered_from_one() -> None:
    assert [one.number for one in citations([scored("a", 1, LINES[0]), scored("b", 1, LINES[1])])] == [1, 2]


def test_the_newest_is_looked_for_among_what_is_about_the_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.answering.answer.is_on_topic", lambda _found, one, _score: one.score > 5)
    ranked = [
        scored("old", 9, LINES[0], published=datetime(2019, 1, 1, tzinfo=UTC)),
        scored("new", 8, LINES[1], published=datetime(2020, 1, 1, tzinfo=UTC)),
        scored("undated", 7, LINES[2]),
        scored("elsewhere", 4, LINES[3], published=datetime(2021, 1, 1, tzinfo=UTC)),
        scored("new", 3, LINES[4], published=datetime(2020, 1, 1, tzinfo=UTC)),  # its best is about it
    ]
    found = Found(analyse("Who?"), [], (), np.zeros(1, np.float32))

    assert newest(found, ranked) == datetime(2020, 1, 1, tzinfo=UTC).date()
    assert newest(found, ranked[2:4]) is None
