"""Small talk told from questions."""

from __future__ import annotations

import pytest

from bot.asking.manners import LONGEST, SmallTalk, small_talk
from index.terms import plain
from index.tongues.registry import DECLARED

SAID = [
    (
        SmallTalk.GREETING,
        "en",
        "hello",
        "Hi there!!",
        "Good evening, how are you doing today?",
        "HEY",
        "salaam",
    ),
    (
        SmallTalk.GREETING,
        "ar",
        "السلام عليكم ورحمة الله",
        "مرحبا",
        "أهلاً وسهلاً",
        "شلونك اليوم؟",
        "صباح الخير يا صديقي",
        "سلام عليكم",
        "هلا وغلا",
        "لاباس عليك",
        "كي داير",
    ),
    (SmallTalk.GREETING, "fr", "Bonjour à tous", "salut, ça va ?", "Comment allez-vous ?"),
    (SmallTalk.THANKS, "en", "thanks", "Thank you so much, that was very helpful", "great!", "ok thx"),
    (
        SmallTalk.THANKS,
        "ar",
        "شكراً جزيلاً",
        "يعطيك العافية",
        "تسلم يا حبيبي",
        "تسلم ايدك",
        "الله يسلمك",
        "شكرا بزاف",
    ),
    (SmallTalk.THANKS, "fr", "Merci beaucoup pour votre aide"),
    (SmallTalk.FAREWELL, "en", "bye", "Good night", "thanks and see you later"),
    (SmallTalk.FAREWELL, "ar", "مع السلامة", "إلى اللقاء", "سلام", "بالسلامة", "يلا باي", "فيمان الله"),
    (SmallTalk.FAREWELL, "fr", "Au revoir"),
    (
        SmallTalk.IDENTITY,
        "en",
        "Who are you?",
        "hello, what's your name?",
        "What’s your name?",
        "Are you a bot?",
    ),
    (SmallTalk.IDENTITY, "ar", "من أنت؟", "انت مين", "ما اسمك؟"),
    (SmallTalk.IDENTITY, "fr", "Qui êtes-vous ?"),
    (SmallTalk.ABILITY, "en", "help", "What can you do?", "What do you know about?", "how does this work"),
    (
        SmallTalk.ABILITY,
        "ar",
        "مساعدة",
        "ماذا تستطيع أن تفعل؟",
        "شتكدر تسوي",
        "تقدر تعمل ايه؟",
        "بشو فيك تساعدني",
    ),
    (SmallTalk.ABILITY, "fr", "aide", "Que peux-tu faire ?"),
    (SmallTalk.MORE, "en", "tell me more"),
    (SmallTalk.MORE, "ar", "قل لي المزيد"),
    (SmallTalk.MORE, "fr", "dites-m'en plus"),
]
ASKED = [
    "Who are the ministers of Libya?",
    "What's up with the Derna bridge?",
    "Hello, who won the final?",
    "What do you know about Sirte?",
    "Hello Kitty",
    "Good Morning America",
    "help for refugees",
    "thanks to whom was the port opened",
    "What can you do against floods?",
    "مرحبا، من هو رئيس الوزراء؟",
    "من هو الرئيس؟",
    "ماذا تعرف عن درنة؟",
    "صباح الأحمد",
    "السلام في اليمن",
    "شو بتعمل الحكومة",
    "Qui est le maire de Tunis ?",
    "Salut les copains de Johnny",
    "x",
    "",
    "؟",
    "👋",
]


@pytest.mark.parametrize(
    ("kind", "language", "message"),
    [(kind, language, message) for kind, language, *messages in SAID for message in messages],
)
def test_small_talk_is_told_with_its_language(kind: SmallTalk, language: str, message: str) -> None:
    assert small_talk(message) == (kind, language)


@pytest.mark.parametrize("message", ASKED)
def test_a_question_is_no_small_talk(message: str) -> None:
    assert small_talk(message) is None


def test_more_is_a_question_where_something_was_asked_before() -> None:
    assert small_talk("tell me more", after=True) is None
    assert small_talk("thanks", after=True) == (SmallTalk.THANKS, "en")


def test_who_writes_much_has_something_to_ask() -> None:
    much = "hello " * (LONGEST // 6)
    assert small_talk(much) == (SmallTalk.GREETING, "en")
    assert small_talk(f"{much} hello") is None


def test_phrases_and_words_are_written_folded() -> None:
    """Others would never be found."""
    for one in DECLARED:
        said = [*one.manners.besides, *(text for texts in one.manners.phrases.values() for text in texts)]
        assert [text for text in said if plain(text) != text] == []


def test_every_kind_has_phrases_in_every_language_that_has_manners() -> None:
    kinds = {kind.value for kind in SmallTalk}
    assert [one.code for one in DECLARED if one.manners.phrases and set(one.manners.phrases) != kinds] == []
