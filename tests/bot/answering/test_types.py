"""An answer's parts: links that find the quote on its page, marks, and what a turn keeps of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.types import Answer, Citation, Sentence
from index.types import Article, Passage, Span

TEXT = "Before. One two-three four five six seven eight nine ten. After."


def citation(url: str | None) -> Citation:
    article = Article("a", TEXT, "News", "en", url=url)
    return Citation(1, Passage(1, article, Span(0, len(TEXT)), ()), Span(8, 57))


def test_a_quote_is_its_span_of_the_article() -> None:
    assert citation(None).quote == "One two-three four five six seven eight nine ten."


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (None, None),
        ("https://a.example/1", "https://a.example/1#:~:text="),
        ("https://a.example/#/1", "https://a.example/#/1:~:text="),
    ],
)
def test_a_link_finds_the_first_eight_words_of_the_quote(url: str | None, link: str | None) -> None:
    words = "One%20two%2Dthree%20four%20five%20six%20seven%20eight%20nine"

    assert citation(url).link == (f"{link}{words}" if link else None)


def test_an_answer_has_its_marks_and_its_turn_what_it_quoted() -> None:
    one = citation(None)
    answer = Answer("When?", "en", (Sentence("At one.", (1, 2)), Sentence("At two.", (3,))), (one, one))

    assert answer.text == "At one. [1][2] At two. [3]"
    assert replace(answer, opening="Yes.").text == "Yes. At one. [1][2] At two. [3]"
    assert not answer.refused
    assert Answer("When?", "en", reason="None.").refused
    assert (answer.retrieve_ms, answer.answer_ms) == (0, 0)
    assert (answer.turn.question, answer.turn.standalone) == ("When?", "When?")
    assert answer.turn.answered == f"{one.quote} {one.quote}"
    assert replace(answer, standalone="When did it strike?").turn.standalone == "When did it strike?"
