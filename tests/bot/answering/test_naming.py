"""A name that is asked about is a name: what else has its stem or resembles it isn't it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.naming import Naming
from bot.asking.question import Question
from index.retriever import Found
from index.types import Article


def is_in(topic: str, text: str, language: str = "en", *, asked: str = "en") -> bool:
    question = Question.read(topic, asked)
    found = Found(
        question.query, [], tuple(float(number) for number, _ in enumerate(question.query.mixtures, 1))
    )
    return Naming(question, found).is_in(Article("a", text, "News", language))


@pytest.mark.parametrize(
    ("topic", "asked", "text", "language", "said"),
    [
        ("in Aden", "en", "Fighting broke out in Aden on Monday.", "en", True),
        ("in Aden", "en", "Aden's airport was closed.", "en", True),
        ("in Aden", "en", "Adnan spoke on Monday.", "en", False),
        ("in Aden", "en", "اندلع القتال في عدن يوم الاثنين.", "ar", True),
        ("in Aden", "en", "تحدث عدنان يوم الاثنين.", "ar", False),
        ("in Aden", "en", "تحدث وعدنان يوم الاثنين.", "ar", False),
        ("في عدن", "ar", "وصل إلى عدن يوم الاثنين.", "ar", True),
        ("في عدن", "ar", "تحدث عدنان يوم الاثنين.", "ar", False),
        ("عن عدنان", "ar", "تحدث عدنان يوم الاثنين.", "ar", True),
        ("in Lebanon", "en", "اجتمع الوزراء في لبنان.", "ar", True),
        ("in Greece", "en", "اجتمع الوزراء في اليونان.", "ar", True),
        ("in Sudan", "en", "اجتمع الوزراء في السودان.", "ar", True),
        ("in Zuwara", "en", "Le port de Zuwara est rouvert.", "fr", True),
        ("عن الحوثيين", "ar", "أعلن الحوثيون هدنة في المدينة.", "ar", True),
        ("about Kravitz", "en", "تحدث كرافيتز يوم الاثنين.", "ar", True),
        ("en Grèce", "fr", "انتشل الغواصون جثة غريق بعد غرق مركب.", "ar", False),
        ("in Sirte", "en", "Fighting broke out in Serbia.", "en", False),
    ],
)
def test_a_name_is_told_from_what_resembles_it(
    topic: str, asked: str, text: str, language: str, *, said: bool
) -> None:
    assert is_in(topic, text, language, asked=asked) is said


def test_the_words_of_a_name_stand_together() -> None:
    assert is_in("with Silicon Valley Bank", "Silicon Valley Bank collapsed.")
    assert not is_in(
        "with Silicon Valley Bank", "A bank was robbed on Monday, said the police of Silicon Valley."
    )


def test_a_headline_counts_and_without_a_name_the_rarest_word_does() -> None:
    question = Question.read("with the flood and the harvest", "en")
    places = {mixture.term: place for place, mixture in enumerate(question.query.mixtures)}
    weights = tuple(2.0 if term == "harvest" else 1.0 for term in places)
    naming = Naming(question, Found(question.query, [], weights))
    article = Article("a", "It was lost.", "The harvest", "en")
    assert naming.is_in(article)
    assert not naming.is_in(replace(article, title="The flood"))


def test_what_is_about_nothing_is_in_everything() -> None:
    question = Question.read("", "en")
    assert Naming(question, Found(question.query, [])).is_in(Article("a", "It rained.", "News", "en"))
