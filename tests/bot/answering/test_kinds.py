"""Question kinds and answers of that kind; known answers."""

import pytest

from bot.answering.kinds import answers, measured
from bot.asking.question import AnswerKind, Question
from index.terms import plain


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who won the match?", AnswerKind.WHO),
        ("من فاز بالمباراة؟", AnswerKind.WHO),
        ("When was the church damaged?", AnswerKind.WHEN),
        ("In which year was the church damaged?", AnswerKind.WHEN),
        ("متى وقع الزلزال؟", AnswerKind.WHEN),
        ("في أي سنة وقع الحريق؟", AnswerKind.WHEN),
        ("Where did the crash happen?", AnswerKind.WHERE),
        ("أين وقع الحادث؟", AnswerKind.WHERE),
        ("How many people were hurt?", AnswerKind.NUMBER),
        ("كم شخصًا أصيب؟", AnswerKind.NUMBER),
        ("How much money was stolen?", AnswerKind.MONEY),
        ("What percentage of voters said yes?", AnswerKind.SHARE),
        ("Why did he resign?", AnswerKind.WHY),
        ("لماذا استقال الوزير؟", AnswerKind.WHY),
        ("What did Germany propose for Sirte?", AnswerKind.SAID),
        ("ماذا قالت المندوبة الأمريكية؟", AnswerKind.SAID),
        ("What is a black hole?", AnswerKind.WHAT),
    ],
)
def test_the_kind_of_a_question(question: str, expected: AnswerKind) -> None:
    assert Question.read(question).kind is expected


@pytest.mark.parametrize(
    ("asked", "told", "untold"),
    [
        ("How many people died?", "Some 384 people died.", "People died."),
        ("How many of the 12 died?", "Seven died.", "The 12 were named."),
        ("كم شخصا قتل؟", "قُتل ٣٨٤ شخصا.", "قُتل أشخاص."),
        ("When did it burn?", "It burned in 1939.", "It burned down."),
        ("متى احترقت الكنيسة؟", "احترقت في أبريل الماضي.", "احترقت الكنيسة."),
        ("Why did he resign?", "He resigned because of illness.", "He resigned."),
        ("What did he say?", "He said he would go.", "The road is long."),
        ("Who sang?", "The song was sung by Nina Simone.", "The song was sung."),
    ],
)
def test_a_sentence_with_the_answer_beats_one_without(asked: str, told: str, untold: str) -> None:
    question = Question.read(asked)
    assert answers(question, told, question.language) > answers(question, untold, question.language)


@pytest.mark.parametrize(
    ("asked", "told", "language", "expected"),
    [
        ("How heavy was the pig?", "The 550 pound hog", "en", 1),
        ("How heavy was the pig?", "The hog was big", "en", -1),
        ("How heavy was the pig?", "كان وزنه 250 كيلوغراما", "ar", 1),
        ("How heavy was the pig?", "Das Schwein wog 250 Kilo", "de", 0),
        ("Who owned the pig?", "The hog was big", "en", 0),
    ],
)
def test_units_asked_for_are_looked_for(asked: str, told: str, language: str, expected: int) -> None:
    assert measured(Question.read(asked), plain(told), language) == expected
