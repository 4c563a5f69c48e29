"""Follow-ups made whole, in both languages; known questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking import followup
from bot.asking.followup import Leans, Whole, language_of
from bot.asking.question import Question


def leans(question: str) -> Leans:
    return followup.leans(Question.read(question, language_of(question)))


def whole(question: str, before: str, answered: str = "") -> Whole:
    return followup.whole(Question.read(question, language_of(question)), Question.read(before), answered)


SIRTE = "What did Germany propose for Sirte?"
SIRTE_AR = "ماذا اقترحت ألمانيا بشأن سرت؟"
SIRTE_FR = "Que propose l'Allemagne pour Syrte ?"


@pytest.mark.parametrize(
    ("before", "asked", "stands_for"),
    [
        (SIRTE, "When?", "When did Germany propose for Sirte?"),
        (SIRTE, "and why?", "Why did Germany propose for Sirte?"),
        (SIRTE, "When did it happen?", "When did Germany propose for Sirte?"),
        (SIRTE, "And what did Britain say?", "What did Britain say (Sirte)?"),
        (SIRTE, "What did Britain say?", "What did Britain say (Sirte)?"),
        (SIRTE, "And what did the United States say?", "What did the United States say (Sirte)?"),
        ("What did Angela Merkel say about Turkey?", "And Macron?", "What did Macron say about Turkey?"),
        (SIRTE, "What about Egypt?", "What did Egypt propose for Sirte?"),
        (SIRTE, "And Britain?", "What did Britain propose for Sirte?"),
        (SIRTE, "What about Jufra?", "What did Germany propose for Jufra?"),
        (SIRTE, "What about in 2019?", "What did Germany propose for Sirte in 2019?"),
        ("What did Germany propose in July 2020?", "And in May?", "What did Germany propose in May?"),
        (SIRTE, "How many were killed there?", "How many were killed there (Germany, Sirte)?"),
        (SIRTE, "Did Russia agree to it?", "Did Russia agree to it (Germany, Sirte)?"),
        (SIRTE, "Is that true there?", "Is that true there (Germany, Sirte)?"),
        ("How many died in Libya?", "And in Egypt?", "How many died in Egypt?"),
        ("What happened in Derna?", "What about in Benghazi?", "What happened in Benghazi?"),
        (SIRTE, "And in Egypt?", "What did Germany propose in Egypt?"),
        ("Who won the race?", "And in Egypt?", "Who won the race in Egypt?"),
        ("كم قتيلا سقط في ليبيا؟", "وفي مصر؟", "كم قتيلا سقط في مصر؟"),
        (SIRTE, "متى؟", "متى (Germany، Sirte)؟"),
        (SIRTE_AR, "متى؟", "متى اقترحت ألمانيا بشأن سرت؟"),
        (SIRTE_AR, "متى وقع ذلك؟", "متى اقترحت ألمانيا بشأن سرت؟"),
        (SIRTE_AR, "وماذا عن مصر؟", "ماذا اقترحت مصر بشأن سرت؟"),
        (SIRTE_AR, "وبريطانيا؟", "ماذا اقترحت بريطانيا بشأن سرت؟"),
        (SIRTE_AR, "وماذا قالت بريطانيا؟", "ماذا قالت بريطانيا (سرت)؟"),
        (SIRTE_AR, "ماذا قالت عن تركيا؟", "ماذا قالت عن تركيا (ألمانيا، سرت)؟"),
        (SIRTE_AR, "كم قُتل هناك؟", "كم قُتل هناك (ألمانيا، سرت)؟"),
        (SIRTE_AR, "كم عمره؟", "كم عمره (ألمانيا، سرت)؟"),
        (SIRTE_AR, "من هو؟", "من هو (ألمانيا، سرت)؟"),
        (SIRTE_AR, "وماذا عن عام 2019؟", "ماذا اقترحت ألمانيا بشأن سرت عام 2019؟"),
        (SIRTE_AR, "Why?", "Why (ألمانيا, سرت)?"),
        (SIRTE_FR, "Et pourquoi ?", "Pourquoi (l'Allemagne, Syrte) ?"),
        (SIRTE_FR, "Et l'Égypte ?", "Que propose l'Égypte pour Syrte ?"),
        (SIRTE_FR, "Qu'en est-il de l'Égypte ?", "Que propose l'Égypte pour Syrte ?"),
        (SIRTE_FR, "Et à Tripoli ?", "Que propose l'Allemagne à Tripoli ?"),
        (SIRTE_FR, "Et en 2019 ?", "Que propose l'Allemagne pour Syrte en 2019 ?"),
        ("Qui a voté en Tunisie ?", "Et au Maroc ?", "Qui a voté au Maroc ?"),
        ("Qui a voté à Tunis ?", "Et Sfax ?", "Qui a voté à Sfax ?"),
        ("Qui a voté à Tunis ?", "Quand ?", "Quand a voté à Tunis ?"),
        ("Pourquoi cela (Tunis) ?", "Pourquoi cela ?", "Pourquoi cela (Tunis) ?"),
    ],
)
def test_a_follow_up_leans_and_is_made_whole(before: str, asked: str, stands_for: str) -> None:
    assert leans(asked) is Leans.SURELY
    assert whole(asked, before).question == stands_for


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        (SIRTE, "And what about Egypt?"),
        (SIRTE, "What about in 2019?"),
        (SIRTE, "And why?"),
        (SIRTE, "And what did Britain say?"),
        (SIRTE, "Is that true?"),
        (SIRTE_AR, "حقا؟"),
        (SIRTE_AR, "وماذا عن مصر؟"),
        (SIRTE_AR, "كم قُتل هناك؟"),
        (SIRTE_FR, "Et l'Égypte ?"),
        (SIRTE_FR, "Et lui, qu'a-t-il dit ?"),
        (SIRTE_FR, "Pourquoi cela ?"),
    ],
)
def test_the_same_follow_up_again_adds_nothing(before: str, asked: str) -> None:
    once = whole(asked, before).question
    assert whole(asked, once).question == once


@pytest.mark.parametrize(
    "asked", ["Who else?", "And what else?", "ومن أيضا؟", "وماذا غير ذلك؟", "Qui d'autre ?"]
)
def test_more_of_the_same_is_the_same_question(asked: str) -> None:
    assert leans(asked) is Leans.SURELY
    assert whole(asked, SIRTE) == Whole(SIRTE, SIRTE, more=True)


@pytest.mark.parametrize(
    "asked",
    [
        "Tell me more",
        "tell me more about it please",
        "More details?",
        "go on",
        "And then?",
        "What happened next?",
        "المزيد",
        "أخبرني المزيد عن ذلك",
        "مزيد من التفاصيل",
        "ثم ماذا؟",
        "Dis-m'en plus",
        "Plus de détails ?",
        "Et ensuite ?",
    ],
)
def test_who_asks_to_be_told_more_asks_how_it_goes_on(asked: str) -> None:
    assert leans(asked) is Leans.SURELY
    assert whole(asked, SIRTE) == Whole(SIRTE, SIRTE, more=True, further=True)


@pytest.mark.parametrize(
    "asked",
    [
        "Really?",
        "oh, really",
        "Is that true?",
        "Are you sure about that?",
        "Who says so?",
        "What's the source for that?",
        "Has it been confirmed?",
        "حقا؟",
        "هل هذا صحيح؟",
        "هل أنت متأكد؟",
        "من يقول ذلك؟",
        "ما المصدر؟",
        "Vraiment ?",
        "C'est vrai ?",
        "Vous êtes sûr ?",
        "Qui le dit ?",
    ],
)
def test_who_doubts_asks_the_same_again(asked: str) -> None:
    assert leans(asked) is Leans.SURELY
    assert whole(asked, SIRTE) == Whole(SIRTE, SIRTE, again=True)


@pytest.mark.parametrize(
    "asked",
    [
        "Is it true that Germany proposed a zone?",
        "Who said Sirte was lost?",
        "Which sources say oil rose?",
        "Who said that?",
        "من قال ذلك؟",
        "هل صحيح أن ألمانيا اقترحت هدنة؟",
    ],
)
def test_who_asks_whether_something_is_so_asks_on(asked: str) -> None:
    assert not whole(asked, SIRTE).again


@pytest.mark.parametrize(
    ("asked", "goes_on"), [("When?", True), ("How many died there?", True), ("And Egypt?", False)]
)
def test_what_is_asked_of_something_else_does_not_go_on_about_the_answer(
    asked: str, *, goes_on: bool
) -> None:
    assert whole(asked, SIRTE).goes_on is goes_on


def talk(*questions: str) -> str:
    """What the last of some questions stands for, asked one after the other."""
    first, *rest = questions
    for question in rest:
        first = whole(question, first).question
    return first


def test_over_several_turns_the_subject_is_carried_and_not_everything() -> None:
    robbed = (
        "Who robbed the Louvre?",
        "What did the museum's director say about it?",
        "When was she appointed?",
    )
    assert talk(*robbed) == "When was she appointed (Louvre, museum's director)?"
    asked = "How much were the jewels of Empress Eugenie worth there?"
    assert talk(*robbed, asked, "Who wore them?") == "Who wore them (Louvre, jewels, Empress Eugenie)?"


def test_a_name_is_carried_once_and_owns_nothing() -> None:
    before = "Who is the Louvre's director (Louvre)?"
    assert whole("When was she appointed?", before).question == "When was she appointed (Louvre, director)?"


def test_an_institution_is_nobody_s_name() -> None:
    answered = "The Louvre's director resigned in Paris France on Monday, said Laurence des Cars."
    made = whole("What did she say?", "Who resigned?", answered).question
    assert made == "What did she say (Laurence des Cars, resigned)?"


@pytest.mark.parametrize(
    "asked",
    [
        "Who won the 2018 World Cup?",
        "Who is Kelly Craft?",
        "What is a black hole?",
        "What happened in Derna?",
        "What did President Gjorge Ivanov say he would do about the outcome of the referendum?",
        "How much will it cost to turn the National Assembly for Wales into the Welsh Parliament?",
        "Does LeBron James believe he still requires warm-up matches before the season?",
        "How many foreign tourists were among the 832 people killed?",
        "ماذا قال ماكرون عن ليبيا؟",
        "من فاز بكأس العالم 2018؟",
        "من هو الموسيقي الأسود الذي كان يعزف على أجراس الكنيسة؟",
        "ما الذي قاله ترامب عن كيم جونغ أون؟",
        "في أي مدينة تناول أردوغان وجبة الإفطار مع القيادة الألمانية؟",
        "???",
    ],
)
def test_a_question_that_stands_by_itself_does_not_plainly_lean(asked: str) -> None:
    assert leans(asked) is not Leans.SURELY


@pytest.mark.parametrize("asked", ["How many people died?", "Who was arrested?", "كم قتيلا سقط؟"])
def test_a_question_without_a_subject_may_lean(asked: str) -> None:
    assert leans(asked) is Leans.MAYBE


def test_whoever_was_the_answer_is_carried_over() -> None:
    before = "Who is the chairman of the society defending the statue at Parliament?"
    answered = "John Goldsmith, the society's chairman, called the row silly."
    assert "John Goldsmith" in whole("What did he say?", before, answered).question


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_follow_up_is_made_something_to_ask(asked: str, before: str, answered: str) -> None:
    leans(asked)
    assert whole(asked, before, answered).question.strip() or not asked.strip() or not before.strip()


@pytest.mark.parametrize(
    ("before", "asked", "standalone"),
    [
        ("What happened in June 2024?", "Who discovered the asteroid?", "Who discovered the asteroid?"),
        ("What did Merkel say on 3 June 2024?", "How many died?", "How many died (Merkel)?"),
        ("What happened this week?", "Who leads it?", "Who leads it?"),
    ],
)
def test_a_date_is_no_subject_to_be_carried_on(before: str, asked: str, standalone: str) -> None:
    assert followup.whole(Question.read(asked), Question.read(before)).question == standalone


def test_what_is_no_name_takes_no_names_place() -> None:
    before = Question.read("Who was hurt in the train accident near Tanta?")
    assert "Tanta" in followup.whole(Question.read("what about the driver?"), before).question
    assert followup.whole(Question.read("what about Zarzis?"), before).question.endswith("near Zarzis?")


def test_what_an_arabic_price_is_asked_of_is_no_bare_question() -> None:
    made = followup.whole(Question.read("بكم التذكرة؟"), Question.read("متى افتتح خط الترام في بيروت؟"))
    assert made.question.startswith("بكم التذكرة (")
