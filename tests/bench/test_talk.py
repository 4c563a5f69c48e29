"""The messages of `bench/talk.py`: that each is as the bench reads it, and how answers to them are judged."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain

import pytest

from bench import sample, talk
from bench.talk import Message
from bot.answering.types import Answer, Citation, Sentence
from index.types import Article, Passage, Span

KINDS = {"answer", "possible", "overview", "disagreement", "chat", "none"}
MESSAGES = talk.messages()
FIRST, LAST = talk.wordings()
MESSAGE = Message("x-01", "x", "en", "Who won?", ("answer",))


def citation(number: int, id_: str, quote: str, day: int = 1) -> Citation:
    article = Article(id_, quote, "A title", "en", published=datetime(2024, 6, day, tzinfo=UTC))
    span = Span(0, len(quote))
    return Citation(number, Passage(number, article, span, (span,)), span)


def answer(*citations: Citation, **more: object) -> Answer:
    sentences = tuple(Sentence(one.quote, (one.number,)) for one in citations)
    return replace(Answer("Who won?", "en", sentences, citations), **more)


def missed(one: Message, found: Answer) -> list[str]:
    return list(talk.misses(one, found))


def test_there_are_200_messages_enough_of_them_in_each_language() -> None:
    assert len({one.id for one in MESSAGES}) == len(MESSAGES) == 200
    counts = Counter(one.language for one in MESSAGES)
    assert set(counts) == set(talk.LANGUAGES)
    assert counts["ar"] >= 60
    assert counts["fr"] >= 30


def test_five_dialects_are_among_them() -> None:
    counts = Counter(one.dialect for one in MESSAGES if one.dialect)
    assert set(counts) == {"gulf", "levantine", "egyptian", "maghrebi", "iraqi"}
    assert min(counts.values()) >= 5


def test_every_message_is_as_the_bench_reads_it() -> None:
    known = {record["id"] for record in LAST}
    for one in MESSAGES:
        assert one.kind, one.id
        assert set(one.kind) <= KINDS, one.id
        assert one.order in {"", "oldest", "newest"}, one.id
        assert len(one.within) in {0, 2}, one.id
        assert {*one.first_of, *one.only} <= known, one.id


def test_every_text_that_is_to_be_quoted_stands_in_an_article() -> None:
    texts = [record["text"].casefold() for record in LAST]
    for one in MESSAGES:
        for text in chain(one.first, *one.each):
            assert any(text.casefold() in each for each in texts), (one.id, text)


def test_one_article_is_corrected_by_its_later_wording() -> None:
    assert [(a["id"], a["text"] != b["text"]) for a, b in zip(FIRST, LAST, strict=True) if a != b] == [
        ("basra-en", True)
    ]


def test_an_answer_as_intended_misses_nothing() -> None:
    one = replace(
        MESSAGE,
        first=("Nobody", "Haddad"),
        first_of=("a",),
        each=(("haddad",), ("Oliveira",)),
        only=("a", "b"),
        within=(date(2024, 6, 1), date(2024, 6, 2)),
        least=2,
        order="oldest",
        never=("Sfax won",),
    )
    assert (
        missed(one, answer(citation(1, "a", "Haddad won."), citation(2, "b", "Oliveira too.", day=2))) == []
    )


@pytest.mark.parametrize(
    ("intended", "miss"),
    [
        ({"kind": ("none",)}, "kind answer"),
        ({"reply": "fr"}, "replied in en"),
        ({"first": ("Oliveira",)}, "first quote"),
        ({"first_of": ("b",)}, "first of ['a']"),
        ({"each": (("Sfax", "Doha"),)}, "no quote has Sfax or Doha"),
        ({"only": ("a",)}, "quotes b"),
        ({"within": (date(2024, 6, 1), date(2024, 6, 1))}, "quotes articles of other days"),
        ({"least": 3}, "quotes 2 articles"),
        ({"order": "newest"}, "not in order"),
        ({"never": ("Oliveira",)}, "says Oliveira"),
        ({"notes": ("corrected|loosened",)}, "no note corrected|loosened"),
    ],
)
def test_what_is_not_as_intended_is_named(intended: dict[str, object], miss: str) -> None:
    found = answer(citation(1, "a", "Haddad won."), citation(2, "b", "Oliveira too.", day=2))
    assert missed(replace(MESSAGE, **intended), found) == [miss]


def test_a_message_may_be_answered_in_any_language() -> None:
    assert missed(replace(MESSAGE, language="ar", reply="*"), answer(citation(1, "a", "Haddad won."))) == []


def test_a_transcript_is_taken_apart_where_its_messages_stand() -> None:
    assert talk.apart("hello\nHello!\n\nWho?\nWho? is\nbye\n", ["hello", "Who?", "bye"]) == [
        "Hello!\n",
        "Who? is",
        "",
    ]
    with pytest.raises(ValueError, match="bye"):
        talk.apart("hello\nHello!\n", ["hello", "bye"])


def test_the_conversation_has_thirty_turns() -> None:
    assert len(talk.CONVERSATION) == 30


def test_the_samples_questions_are_twenty_in_each_language() -> None:
    assert Counter(one.kind for one in sample.questions()) == {"English": 20, "Arabic": 20}


@pytest.mark.skipif(not sample.SAMPLES.is_dir(), reason="the sample article isn't there")
def test_the_sample_has_the_words_that_answer() -> None:
    (path,) = sample.SAMPLES.glob("*.txt")
    text = path.read_text(encoding="utf-8")
    for one in sample.questions():
        assert all(word in text for words in one.right for word in words), one.request.text
