"""Question kinds and answers of that kind, in both languages; known answers."""

import pytest

from bot.reading.attribution import speaker
from bot.reading.kinds import AnswerKind, answers, kind, measured
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
    assert kind(question) is expected


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
    assert answers(kind(asked), told, asked) > answers(kind(asked), untold, asked)


def test_units_asked_for_are_looked_for() -> None:
    assert measured(plain("How heavy was the pig?"), plain("The 550 pound hog")) == 1
    assert measured(plain("How heavy was the pig?"), plain("The hog was big")) == -1
    assert measured(plain("Who owned the pig?"), plain("The hog was big")) == 0


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        (
            "فيما دعا وزير الخارجية الألماني هايكو ماس، الأطراف الليبية إلى الحوار.",
            "وزير الخارجية الألماني هايكو ماس",
        ),
        ("وقال ماس خلال الجلسة، إنه مضى 6 أشهر.", "ماس"),
        ("Police said the man was 20.", "Police"),
        ("The vote was fair, according to Gjorge Ivanov.", "Gjorge Ivanov"),
        ("He said he would go.", None),
        ("وأضاف أن هذا وقت أغلق فيه العالم أبوابه، إلا أن تدفق الأسلحة استمر.", None),
        ("Rain fell on Sunday.", None),
    ],
)
def test_the_speaker_is_named_in_the_sentences_own_words(sentence: str, who: str | None) -> None:
    assert speaker(sentence) == who
    assert who is None or who in sentence
