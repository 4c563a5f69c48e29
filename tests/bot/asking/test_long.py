"""Questions of any length and in any words: reading one ends, and takes time in proportion to its length."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking.conversation import Turn, understand
from bot.asking.dates import event, period, unread
from bot.asking.followup import leans, whole
from bot.asking.question import Question
from bot.asking.several import questions
from bot.asking.standard import standard
from index.terms import terms

LENGTH = 20_000  # characters: twice the longest question that the command takes
AT_MOST = 1.5  # seconds of this process; where time grew with the square, each of these took several
NOW = datetime(2020, 7, 8, tzinfo=UTC)
PROPERTIES = [name for name, one in vars(Question).items() if isinstance(one, property | cached_property)]


def filled(text: str, *, times: int = LENGTH) -> str:
    return (text * times)[:times]


def read_through(text: str) -> None:
    """Ask everything of a question that an answer may need."""
    standard(text)
    questions(text)
    question, other = Question.read(text), Question.read("Who won the World Cup in 2018?")
    for name in PROPERTIES:
        getattr(question, name)
    period(text, NOW, question.language)
    unread(text, question.language)
    event(text, question.language)
    leans(question)
    whole(question, other)
    whole(other, question)


@pytest.mark.parametrize(
    "text",
    [
        f"Who died since the {filled('a', times=90)};",
        f"من مات منذ {filled('ب', times=90)};",
        f"Qui est mort depuis le {filled('a', times=90)};",
        f"And what about {filled('!')}a!",
        f"وماذا عن {filled('!')}ب!",
        f"Et la {filled(' ')}a",
        filled("what did "),
        filled("ماذا "),
        filled("qu'"),
        filled("شو ") + "؟",
        filled("who's? "),
        f"who's pls{filled('!,')}a",
        f"c'est quoi{filled('!,')} quand",
        f"مش{filled('،!')} فين",
        filled("today ", times=LENGTH // 2) + filled("is ", times=LENGTH // 2),
    ],
    ids=lambda text: text[:16],
)
def test_no_question_takes_long_to_read(text: str) -> None:
    read_through(text[:20])  # what is loaded and compiled once
    begun = process_time()
    read_through(text)
    assert process_time() - begun < AT_MOST


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
@pytest.mark.parametrize("letter", ["و", "ب", "a", "德"])
def test_a_word_without_an_end_has_terms(letter: str, language: str) -> None:
    assert terms(filled(letter), language)


WORDS = (
    "Who what When and of the in? since before last days July 3 31 2020 0 today it that there Germany's said about else"
    " من ماذا وماذا منذ قبل و يوليو ٣١ اليوم هو ألمانيا؟ عن qui Qu'a depuis l'Égypte le juillet hier il Et dit-il ? wer"
    " Кто 德国 מי \u200f \u202e \ud800 \u0301 \u064b 😀 ﬁ İ ß ② ½ _ – ’ ' ( . , \n"
).split(" ")


@settings(max_examples=40)
@given(st.lists(st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=9).map(" ".join), max_size=3))
def test_any_conversation_is_read_and_its_words_stand_where_they_say(said: list[str]) -> None:
    turns: list[Turn] = []
    for text in said:
        read_through(text)
        understood = understand(text, turns, now=NOW)
        asked = understood.question
        assert asked.text.strip() or not text.strip()
        assert all(asked.judged[word.start : word.end] == word.text for word in asked.words)
        turns.append(Turn(text, understood.standalone, understood.filters, text))
