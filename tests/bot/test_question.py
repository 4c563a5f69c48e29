"""Question kinds and answers of that kind, in both languages; known answers."""

import pytest

from bot.attribution import speaker
from bot.question import Kind, answers, kind, measured, plain


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who won the match?", Kind.WHO),
        ("من فاز بالمباراة؟", Kind.WHO),
        ("When was the church damaged?", Kind.WHEN),
        ("In which year was the church damaged?", Kind.WHEN),
        ("متى وقع الزلزال؟", Kind.WHEN),
        ("في أي سنة وقع الحريق؟", Kind.WHEN),
        ("Where did the crash happen?", Kind.WHERE),
        ("أين وقع الحادث؟", Kind.WHERE),
        ("How many people were hurt?", Kind.NUMBER),
        ("كم شخصًا أصيب؟", Kind.NUMBER),
        ("How much money was stolen?", Kind.MONEY),
        ("What percentage of voters said yes?", Kind.SHARE),
        ("Why did he resign?", Kind.WHY),
        ("لماذا استقال الوزير؟", Kind.WHY),
        ("What did Germany propose for Sirte?", Kind.SAID),
        ("ماذا قالت المندوبة الأمريكية؟", Kind.SAID),
        ("What is a black hole?", Kind.WHAT),
    ],
)
def test_the_kind_of_a_question(question: str, expected: Kind) -> None:
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
