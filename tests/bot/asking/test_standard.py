"""Colloquial words read as the standard ones, shouting and ornaments taken off; what is standard stays as it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.asking.conversation import understand
from bot.asking.followup import Leans, leans
from bot.asking.question import AnswerKind, Question
from bot.asking.standard import standard

NOW = datetime(2020, 10, 30, 12, tzinfo=UTC)
GULF = [
    ("ليش استقال الوزير؟", "لماذا استقال الوزير؟"),
    ("وش صار في درنة؟", "ماذا حدث في درنة؟"),
    ("وين وقع الزلزال؟", "أين وقع الزلزال؟"),
    ("وش أكبر مدينة في ليبيا؟", "ما أكبر مدينة في ليبيا؟"),
    ("شلون انهار السد؟", "كيف انهار السد؟"),
    ("شصار في بغداد", "ماذا حدث في بغداد"),
    ("منو فاز بالكأس؟", "من فاز بالكأس؟"),
    ("شوكت انفتح الطريق؟", "متى انفتح الطريق؟"),
    ("شوقت وصلت الطائرة؟", "متى وصلت الطائرة؟"),
    ("شقال ترامب عن ليبيا", "ماذا قال ترامب عن ليبيا"),
]
LEVANT = [
    ("شو قالت ألمانيا عن سرت؟", "ماذا قالت ألمانيا عن سرت؟"),
    ("شو سبب الانفجار؟", "ما سبب الانفجار؟"),
    ("شو اللي صار بلبنان؟", "ما الذي حدث بلبنان؟"),
    ("قديش عدد الضحايا؟", "كم عدد الضحايا؟"),
    ("إيمتى وقع الزلزال؟", "متى وقع الزلزال؟"),
    ("مين رئيس ليبيا؟", "من رئيس ليبيا؟"),
    ("وين صار الزلزال؟", "أين حدث الزلزال؟"),
    ("إيمتى صار الأمير ملكا؟", "متى صار الأمير ملكا؟"),
    ("ولوين راح الوفد؟", "ولوين راح الوفد؟"),
    ("لوين راح الوفد؟", "إلى أين راح الوفد؟"),
]
EGYPT = [
    ("إيه اللي حصل في درنة؟", "ما الذي حصل في درنة؟"),
    ("ترامب قال إيه عن ليبيا؟", "ماذا قال ترامب عن ليبيا؟"),
    ("الحادث حصل فين؟", "أين الحادث حصل؟"),
    ("الوزير استقال ليه؟", "لماذا الوزير استقال؟"),
    ("ازاي السد انهار؟", "كيف السد انهار؟"),
    ("مين اللي قتل الصحفي؟", "من الذي قتل الصحفي؟"),
    ("حصل إيه امبارح؟", "ماذا حصل أمس؟"),
    ("كام واحد مات؟", "كم واحد مات؟"),
    ("هو مين رئيس مصر؟", "من رئيس مصر؟"),
]
MAGHREB = [
    ("علاش استقال الوزير؟", "لماذا استقال الوزير؟"),
    ("شحال من واحد مات؟", "كم من واحد مات؟"),
    ("فوقاش وقع الزلزال؟", "متى وقع الزلزال؟"),
    ("كيفاش طاح السد؟", "كيف طاح السد؟"),
    ("شكون ربح الانتخابات؟", "من ربح الانتخابات؟"),
    ("اش وقع فالحسيمة؟", "ماذا وقع في الحسيمة؟"),
    ("واش استقال الوزير؟", "هل استقال الوزير؟"),
    ("واش كاين ضحايا فمظاهرات البصرة؟", "هل يوجد ضحايا في مظاهرات البصرة؟"),
    ("شكون مات فبيروت؟", "من مات في بيروت؟"),
    ("شنو وقع فشهر خمسة؟", "ماذا وقع في مايو؟"),
    ("شنو وقع فشهر 12 2024؟", "ماذا وقع في ديسمبر 2024؟"),
]
WHETHER = [
    ("راحت الطيارة ولا لا؟", "هل راحت الطيارة؟"),
    ("واش مات الوزير ولا لا", "هل مات الوزير"),
    ("حدا مات؟", "هل أحد مات؟"),
    ("هو الركوب في دبي ببلاش؟", "هل هو الركوب في دبي مجانا؟"),
]
DENIED = [
    ("ليش مش موافق الوزير؟", "لماذا ليس موافق الوزير؟"),
    ("ليش ما راحش الوفد؟", "لماذا لم راح الوفد؟"),
    ("مين ما بيعرفش الحقيقة؟", "من لا يعرف الحقيقة؟"),
    ("ليه مفيش كهرباء؟", "لماذا لا يوجد كهرباء؟"),
    ("ليش مو راضي الوزير؟", "لماذا ليس راضي الوزير؟"),
]
WHEN = [
    ("شو صار هالأسبوع؟", "ماذا صار هذا الأسبوع؟"),
    ("إيه اللي حصل الأسبوع اللي فات؟", "ما الذي حصل الأسبوع الماضي؟"),
    ("ايش الأخبار الحين؟", "ما الأخبار الآن؟"),
]
LED = [
    ("طب ليه؟", "لماذا؟"),
    ("طيب ومصر؟", "ومصر؟"),
    ("ممكن تقول لي مين فاز؟", "من فاز؟"),
    ("بدي اعرف وين وقع الزلزال لو سمحت", "أين وقع الزلزال"),
    ("مين كمان؟", "من أيضا؟"),
    ("وليش؟", "ولماذا؟"),
    ("شو كمان؟", "ماذا أيضا؟"),
]
ENGLISH = [
    ("whats happening in Libya", "what is happening in Libya"),
    ("Who's the mayor of Derna?", "Who is the mayor of Derna?"),
    ("wheres Sirte", "where is Sirte"),
    ("I read of Sirte. Who's there?", "I read of Sirte. Who is there?"),
    ("Where'd they meet?", "Where did they meet?"),
    ("hows come the dam burst", "why the dam burst"),
    ("can u tell me who won pls", "who won"),
    ("n what abt Egypt?", "and what about Egypt?"),
    ("wat did Merkel say", "what did Merkel say"),
    ("y did the minister resign", "why did the minister resign"),
    ("hey, who won the cup?", "who won the cup?"),
    ("And who's the mayor?", "And who is the mayor?"),
    ("What went down in Derna?", "what happened in Derna?"),
]
FRENCH = [
    ("C'est quoi la CAN ?", "qu'est-ce que la CAN ?"),
    ("c koi la CAN", "qu'est-ce que la CAN"),
    ("c koi le nom du maire", "quel est le nom du maire"),
    ("y a eu quoi à Paris ?", "que s'est-il passé à Paris ?"),
    ("C'est qui le maire de Lyon ?", "qui est le maire de Lyon ?"),
    ("c'est où la finale ?", "où est la finale ?"),
    ("Macron a dit quoi sur la Libye ?", "qu'a dit Macron sur la Libye ?"),
    ("pk le ministre a démissionné ?", "pourquoi le ministre a démissionné ?"),
    ("Le pont a coûté combien ?", "combien Le pont a coûté ?"),
    ("dis-moi qui a gagné stp", "qui a gagné"),
    ("keske Macron a dit ?", "qu'est-ce que Macron a dit ?"),
]


@pytest.mark.parametrize(
    ("message", "told"), [*GULF, *LEVANT, *EGYPT, *MAGHREB, *WHETHER, *DENIED, *WHEN, *LED, *ENGLISH, *FRENCH]
)
def test_what_is_colloquial_is_read_as_it_is_taught(message: str, told: str) -> None:
    assert standard(message) == told


@pytest.mark.parametrize(
    "message",
    [
        "من هو فين ديزل؟",  # Vin Diesel
        "أية دولة فازت بالكأس؟",  # "which", folded as the Egyptian "what"
        "ما داعش؟",
        "ما سبب الانفجار في مرفأ بيروت؟",
        "كم هدفا سجل مو صلاح؟",
        "من قال إن هوشي مين كان هنا؟",
        "ماذا يلي الانتخابات؟",
        "كم ربح كل شهر خمسة؟",  # a month each
        "كم بقي من شهر خمسة أيام؟",
        "هل سافر الوفد فبعد ذلك عاد؟",  # "and then"
        "هل وقع ذلك فبراير الماضي؟",
        "هو متى مات؟",
        "Who was U Thant?",
        "What did the U.S. say?",
        "Who wrote “Hey Jude”?",
        "How did Kenneth Come vote?",
        "Tell me more",
        "Where are the Yo-Yo Ma concerts?",
        "Qui a gagné la Coupe du monde ?",
        "Combien de morts et où ?",
        "Et depuis quand ?",
        "Qu'est-ce que la CAN ?",
        "7°C in Sirte, why?",
        "Since 2005, what is Doctor Who's gender?",
        "أين تقع أصناف RP و BPP و BQP؟",
    ],
)
def test_what_is_written_with_care_stays_as_it_is(message: str) -> None:
    assert standard(message) == message


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("WHO IS THE MAYOR OF DERNA?", "who is the mayor of derna?"),
        ("WHO DID IT", "who did it"),
        ("NATO UN", "NATO UN"),
        ("QUI EST LE MAIRE DE LYON ?", "qui est le maire de lyon ?"),
        ("“Who won the cup?”", "Who won the cup?"),
        ("«من فاز بالكأس»؟", "من فاز بالكأس؟"),
        ("who won the cup 🏆👩‍🚀❤️", "who won the cup"),
        ("🇱🇾 Libya 🙏 ceasefire", "Libya ceasefire"),
        ("  who won\n the cup?  ", "who won the cup?"),
        ("👍", "👍"),
    ],
)
def test_shouting_and_ornaments_are_taken_off(message: str, told: str) -> None:
    assert standard(message) == told


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("ليش استقال الوزير", AnswerKind.WHY),
        ("الوزير استقال ليه", AnswerKind.WHY),
        ("وين وقع الزلزال", AnswerKind.WHERE),
        ("الحادث حصل فين", AnswerKind.WHERE),
        ("مين رئيس ليبيا", AnswerKind.WHO),
        ("شكون ربح", AnswerKind.WHO),
        ("امتى وقع الزلزال", AnswerKind.WHEN),
        ("قديش كان عدد الضحايا", AnswerKind.NUMBER),
        ("شو قال ترامب عن ليبيا", AnswerKind.SAID),
        ("ايش قال Merkel عن Libya", AnswerKind.SAID),
        ("wheres sirte", AnswerKind.WHERE),
        ("hows come the dam burst", AnswerKind.WHY),
        ("WHO PROPOSED IT", AnswerKind.WHO),
        ("c'est où la finale", AnswerKind.WHERE),
        ("le ministre est parti quand", AnswerKind.WHEN),
    ],
)
def test_it_has_the_kind_of_what_it_stands_for(message: str, kind: AnswerKind) -> None:
    assert understand(message, now=NOW).question.kind is kind


@pytest.mark.parametrize(
    "message", ["شو صار في درنة", "whats happening in Derna", "y a eu quoi à Derna", "ايش الأخبار عن درنة"]
)
def test_what_happened_is_asked_colloquially_too(message: str) -> None:
    found = understand(message, now=NOW)

    assert found.timeline
    assert found.question.topic.casefold().split()[-1] in {"derna", "درنة"}


@pytest.mark.parametrize(
    "message", ["طب ليه؟", "وليش؟", "طيب ومصر؟", "n what abt egypt", "مين كمان؟", "bah pourquoi ?"]
)
def test_a_follow_up_is_told_however_it_opens(message: str) -> None:
    assert leans(Question.read(standard(message))) is Leans.SURELY


def test_who_writes_without_capitals_gives_none_to_names_either() -> None:
    """ "Haftar" is in no lexicon; "demand" is: neither has a capital to tell it by."""
    names = [
        [one.folded for one in Question.read(text).names]
        for text in (
            "what did haftar demand of egypt",
            "WHAT DID HAFTAR DEMAND".lower(),
            "What did Haftar demand of Egypt",
        )
    ]
    assert names == [["haftar", "egypt"], ["haftar"], ["haftar", "egypt"]]
