"""Two things set side by side: which two a question compares, and a quote for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.answer import answer
from bot.answering.comparison import comparison
from bot.asking.question import Question
from bot.phrases import one_side
from index.analysis import analyser
from index.archive import Archive
from index.embedding import embedder
from index.retriever import NO_FILTERS, Retriever
from index.types import Article
from ingest.cut import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.types import Answer

NEWS = {
    "berlin": (
        "en",
        "Germany wants a truce in Libya",
        "Germany called for a truce in Libya on Monday.\n\nIts minister Heiko Maas flew to Tripoli.",
    ),
    "paris": (
        "ar",
        "فرنسا ترفض الهدنة في ليبيا",
        "رفضت فرنسا الهدنة في ليبيا الاثنين.\n\nوقالت إن الوقت لم يحن بعد.",
    ),
    "lyon": ("fr", "Lyon : le tramway avance", "Lyon a ouvert mardi sa sixième ligne de tramway."),
    "lille": ("fr", "Lille : le tramway attendra", "Lille repousse son nouveau tramway à 2030."),
    "rome": ("en", "Italy votes", "Italy votes on a new parliament on Sunday.\n\nPolls open at seven."),
}


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    articles = [
        Article(id_, text, title, language, source=id_.title())
        for id_, (language, title, text) in NEWS.items()
    ]
    with Archive.open(tmp_path_factory.mktemp("archive"), create=True) as archive:
        with archive.writer() as writer:
            writer.put([(one, cut(one.text)) for one in articles], analyser(embedder()))
        yield Retriever(archive, embedder())


def compared(retriever: Retriever, question: str) -> Answer:
    asked = Question.read(question)
    return comparison(retriever, asked, k=15, filters=NO_FILTERS, language=asked.language)


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("Compare Germany and France on the truce in Libya", ["berlin", "paris"]),
        ("What is the difference between Germany and France on the truce in Libya?", ["berlin", "paris"]),
        ("ما الفرق بين ألمانيا وفرنسا بشأن الهدنة في ليبيا؟", ["berlin", "paris"]),
        ("Quelle différence entre Lille et Lyon sur le tramway ?", ["lille", "lyon"]),
    ],
)
def test_each_side_has_a_quote_of_its_own(retriever: Retriever, question: str, cited: list[str]) -> None:
    found = compared(retriever, question)

    assert [one.article.id for one in found.citations] == cited
    names = [side.name for side in Question.read(question).sides]
    assert all(name in one.text for name, one in zip(names, found.sentences, strict=True))
    assert not found.notes


def test_a_side_without_a_quote_is_named(retriever: Retriever) -> None:
    found = compared(retriever, "Compare Germany and Portugal on the truce in Libya")

    assert [one.article.id for one in found.citations] == ["berlin"]
    assert found.notes == (one_side("Portugal", "en"),)


def test_where_neither_side_has_one_the_question_is_answered_as_a_whole(retriever: Retriever) -> None:
    asked = Question.read("Compare Portugal and Finland on the truce in Libya")

    found, whole = compared(retriever, asked.text), answer(retriever, asked)
    assert (found.sentences, found.reason) == (whole.sentences, whole.reason)


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Compare Germany and France.", [("Germany", "Germany"), ("France", "France")]),
        (
            "Can you compare the reactions of Germany with France on Libya?",
            [
                ("Germany", "the reactions of Germany on Libya"),
                ("France", "the reactions of France on Libya"),
            ],
        ),
        ("How does Germany differ from France?", [("Germany", "Germany"), ("France", "France")]),
        ("How do Germany and France differ?", [("Germany", "Germany"), ("France", "France")]),
        (
            "What's the difference in oil prices between Iran and Iraq?",
            [("Iran", "oil prices Iran"), ("Iraq", "oil prices Iraq")],
        ),
        (
            "What is the difference between the positions of Russia and Turkey on Syria?",
            [("Russia", "the positions of Russia on Syria"), ("Turkey", "the positions of Turkey on Syria")],
        ),
        (
            "ما الفرق بين موقف روسيا وتركيا من سوريا؟",
            [("روسيا", "موقف روسيا من سوريا"), ("تركيا", "موقف تركيا من سوريا")],
        ),
        ("قارن بين ألمانيا وفرنسا", [("ألمانيا", "ألمانيا"), ("فرنسا", "فرنسا")]),
        (
            "قارن موقف ألمانيا وفرنسا حول ليبيا",
            [("ألمانيا", "موقف ألمانيا حول ليبيا"), ("فرنسا", "موقف فرنسا حول ليبيا")],
        ),
        (
            "ما الفرق بين وزارة الصحة ووزارة المالية؟",
            [("وزارة الصحة", "وزارة الصحة"), ("وزارة المالية", "وزارة المالية")],
        ),
        (
            "Compare les positions de l'Allemagne et de la France sur la Libye",
            [
                ("l'Allemagne", "les positions l'Allemagne sur la Libye"),
                ("la France", "les positions la France sur la Libye"),
            ],
        ),
        ("Who said that they compare Germany and France?", []),
        ("What is the difference?", []),
        ("Did Germany and France differ?", []),
    ],
)
def test_what_is_compared(question: str, sides: list[tuple[str, str]]) -> None:
    assert [tuple(side) for side in Question.read(question).sides] == sides
