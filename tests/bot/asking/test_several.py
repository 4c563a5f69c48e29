"""Messages with several questions, and those that only look so."""

from __future__ import annotations

import pytest

from bot.asking.several import questions


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("When was it opened? And who paid?", ["When was it opened?", "And who paid?"]),
        ("متى افتُتح الجسر؟ومن دفع؟", ["متى افتُتح الجسر؟", "ومن دفع؟"]),
        ("Quand a-t-il été ouvert ? Et qui a payé ?", ["Quand a-t-il été ouvert ?", "Et qui a payé ?"]),
        ("Who won? Was it fair?", ["Who won?", "Was it fair?"]),
        ("Who won the cup\nWhere did they play", ["Who won the cup", "Where did they play"]),
        ("1. Who won the cup?\n2) Where did they play?", ["Who won the cup?", "Where did they play?"]),
        ("- Who won the cup\n- Where did they play", ["Who won the cup", "Where did they play"]),
        ("مين فاز؟ وين لعبوا؟", ["مين فاز؟", "وين لعبوا؟"]),
        ("Who won the cup? And where did they play", ["Who won the cup?", "And where did they play"]),
        (
            "I read of Sirte. Who is there? What do they want?",
            ["I read of Sirte. Who is there?", "What do they want?"],
        ),
        ("“Who won? What did it cost?”", ["Who won?", "What did it cost?"]),
        ("Who won the cup? Thanks! Where was it?", ["Who won the cup?", "Thanks! Where was it?"]),
        ("What happened in Derna? And in Sirte?", ["What happened in Derna?", "And in Sirte?"]),
        ("Who won?? Why?!", ["Who won??", "Why?!"]),
        ("Libya? What happened there? Who led it?", ["Libya? What happened there?", "Who led it?"]),
        ("who won the cup? 🏆 where was it?", ["who won the cup?", "🏆 where was it?"]),
    ],
)
def test_several_questions_are_told_apart(message: str, asked: list[str]) -> None:
    assert questions(message) == asked


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("When was it opened and who paid?", ["When was it opened?", "who paid?"]),
        (
            "Who is Merkel, and what did she say about Libya?",
            ["Who is Merkel?", "what did she say about Libya?"],
        ),
        ("متى افتتح الجسر وكم كلف؟", ["متى افتتح الجسر؟", "وكم كلف؟"]),
        (
            "Combien ont été secourus et d’où venait le bateau ?",
            ["Combien ont été secourus ?", "d’où venait le bateau ?"],
        ),
    ],
)
def test_a_sentence_that_asks_two_things_is_two_questions(message: str, parts: list[str]) -> None:
    assert [one.replace("\u202f", " ").replace("\u00a0", " ") for one in questions(message)] == parts


@pytest.mark.parametrize(
    "message",
    [
        "When and where was it found?",
        "Who said what and why?",
        "What did the mayor say about who paid and how it was done?",
        "What did he say about the strike and who he is?",
    ],
)
def test_what_only_seems_to_ask_two_things_is_one(message: str) -> None:
    assert questions(message) == [message]


@pytest.mark.parametrize(
    "message",
    [
        "Who won? Spain?",
        "Libya? What happened there?",
        "I read of Sirte. Who proposed a zone there?",
        "Who said “Where are we going? What is this?” in Geneva?",
        "What is at https://news.example/a?who=1&what=2?",
        "Who proposed a demilitarised\nzone for Sirte?",
        "What did Merkel say\nwhen she came to Libya?",
        "Libya ceasefire\nSirte",
        "Who won the cup? I need it for school.",
        "Who won the cup? Thanks!",
        "Who won? When I asked, nobody knew.",
        "Really? Who said so?",
        "?? ??",
        "Who won? " * 51,
        "",
    ],
)
def test_what_asks_one_thing_stays_whole(message: str) -> None:
    assert questions(message) == [message]


def test_fifty_questions_are_told_apart_and_more_are_a_text() -> None:
    assert len(questions("Who won? " * 50)) == 50
    assert len(questions("Who won\n" * 50)) == 50
    assert len(questions("Who won\n" * 51)) == 1
