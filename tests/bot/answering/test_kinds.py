"""Question kinds and answers of that kind; known answers."""

import pytest

from bot.answering.kinds import answers, holds, measured
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
        ("How big a bill could the county face?", AnswerKind.MONEY),
        ("بكم يباع الروبوت؟", AnswerKind.MONEY),
        ("How big is the county?", AnswerKind.NUMBER),
        ("How much aid did Germany promise?", AnswerKind.NUMBER),
        ("How much did the charity raise?", AnswerKind.NUMBER),
        ("كم بلغت المساعدات الألمانية؟", AnswerKind.NUMBER),
        ("Combien d'aide l'Allemagne a-t-elle promis ?", AnswerKind.NUMBER),
        ("How much did the ship cost?", AnswerKind.MONEY),
        ("ما هي المساعدات التي وصلت؟", AnswerKind.WHAT),
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


@pytest.mark.parametrize(
    ("asked", "told", "language", "expected"),
    [
        ("How much aid reached the port?", "The ship brought 15 tonnes.", "en", 1),
        ("How much aid reached the port?", "Berlin sent 2 million.", "en", 1),
        ("How much aid reached the port?", "وصلت إلى الميناء 15 طنا", "ar", 1),
        ("How much aid reached the port?", "The ship brought 15.", "en", 0),
        ("How much rain fell?", "Some 40 mm fell in an hour.", "en", 1),
        ("How much rain fell?", "Some 40mm fell in an hour.", "en", 1),
        ("How much rain fell?", "Two people drowned.", "en", 0),
        ("How much did gas prices rise?", "They rose 3 percent.", "en", 1),
        ("كم كمية الأمطار التي هطلت؟", "هطل 40 ملم في ساعة", "ar", 1),
        ("كم من القمح استوردت مصر؟", "Egypt bought 60,000 tons of wheat.", "en", 1),
        ("كم من القمح استوردت مصر؟", "وصلت السفينة في 60 يوما", "ar", 0),
        ("Combien de pluie est tombée ?", "Il est tombé 40 mm", "fr", 1),
        ("Combien d'aide est arrivée ?", "Quinze tonnes sont arrivées", "fr", 1),
    ],
)
def test_of_an_amount_any_of_its_units_is_welcome_and_none_is_no_fault(
    asked: str, told: str, language: str, expected: int
) -> None:
    assert measured(Question.read(asked), plain(told), language) == expected


@pytest.mark.parametrize(
    ("asked", "told", "expected"),
    [
        ("How many people died?", "Some 384 people died.", 1),
        ("How many people died?", "Seven people died.", 0.6),
        ("How many people died?", "People died.", 0),
        ("How many of the 12 died?", "Of the 12 people all died.", 0),
        ("How much money was stolen?", "They stole $384.", 1),
        ("How much money was stolen?", "They stole 384 coins.", 0.3),
        ("How much money was stolen?", "They stole dollars.", 0.7),
        ("How much money was stolen?", "They stole coins.", 0),
        ("What percentage of voters said yes?", "Some 52% said yes.", 1),
        ("What percentage of voters said yes?", "Some 520 said yes.", 0.3),
        ("When did it burn?", "It burned in 1939.", 1),
        ("When did it burn?", "It burned in April.", 0.7),
        ("When did it burn?", "It burned down.", 0),
        ("When did it burn in 1939?", "It burned in 1939.", 0),
        ("Who sang?", "It was sung by Nina Simone.", 1),
        ("Who sang?", "The song was sung.", 0),
        ("Who heard Nina sing?", "All of them heard Nina.", 0),
        ("Why did he resign?", "He resigned because of illness.", 1),
        ("Why did he resign?", "He resigned.", 0),
        ("What did he say?", "He said he would go.", 1),
        ("What is a black hole?", "It is a star that fell in.", 0.5),
    ],
)
def test_how_far_a_sentence_holds_an_answer(asked: str, told: str, expected: float) -> None:
    assert answers(Question.read(asked), told, "en") == pytest.approx(expected)


@pytest.mark.parametrize(
    ("asked", "told", "untold", "language"),
    [
        (
            "Who attacked the port?",
            "It was attacked by Omar Shaheen.",
            "The port was attacked at dawn.",
            "en",
        ),
        ("Who attacked the port?", "It was attacked by the army.", "The port was attacked at dawn.", "en"),
        ("Who attacked Zuwara?", "Rebels attacked Zuwara.", "They attacked Zuwara.", "en"),
        ("Who told the police?", "The army told the police.", "The police were told.", "en"),
        ("Who attacked the port?", "هاجمت قوات حفتر الميناء", "وقع الهجوم فجرا", "ar"),
        ("من هاجم الميناء؟", "The army attacked it.", "It was attacked at dawn.", "en"),
        ("من أبلغ الشرطة؟", "أبلغ الجيش الشرطة", "أبلغت الشرطة فجرا", "ar"),
        ("Qui a attaqué le port ?", "L’armée a attaqué le port", "Le port a été attaqué", "fr"),
        ("Why did he resign?", "He resigned because of illness.", "He resigned.", "en"),
        ("How much aid arrived?", "Some 15 tonnes arrived.", "Some 15 arrived.", "en"),
    ],
)
def test_what_is_wanted_of_an_answer(asked: str, told: str, untold: str, language: str) -> None:
    question = Question.read(asked)
    assert holds(question, told, language)
    assert not holds(question, untold, language)


@pytest.mark.parametrize("asked", ["Who is Omar Shaheen?", "When did it burn?", "What is a black hole?"])
def test_of_other_questions_nothing_of_the_kind_is_wanted(asked: str) -> None:
    assert holds(Question.read(asked), "It burned down.", "en")
