"""Translations beside foreign quotes: shown if the guard finds nothing changed, else a note says what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from bot.answering.types import Answer, Citation, Sentence, Translation
from bot.llm.store import Store, forget_answers
from bot.translation.quotes import Quotes
from bot.translation.translator import TranslationFailure
from index.types import Article, Passage, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Translating = Callable[..., tuple["Quotes", "Phrasebook"]]

QUOTE = "قتل الزلزال 98 شخصا في جزيرة لومبوك ولم يصل رجال الإنقاذ."
RIGHT = "The earthquake killed 98 people on the island of Lombok and rescuers did not arrive."
SECONDS = 20.0


@dataclass
class Phrasebook:
    """A translator that knows some texts; every text that it was asked for is kept."""

    texts: dict[str, str] = field(default_factory=dict)
    name: str = "phrasebook"
    asked: list[str] = field(default_factory=list)

    def translate(self, text: str, source: str, target: str, *, until: float, user: str) -> str:  # noqa: ARG002 - it costs nobody
        self.asked.append(text)
        if (source, target) != ("ar", "en"):
            raise TranslationFailure(f"no {source} to {target}", "pair")
        if monotonic() >= until:
            raise TranslationFailure("no time", "late")
        return self.texts[text]


def citation(number: int, quote: str, language: str = "ar") -> Citation:
    article = Article(f"a{number}", quote, "News", language, published=datetime(2018, 8, 6, tzinfo=UTC))
    return Citation(number, Passage(number, article, Span(0, len(quote)), ()), Span(0, len(quote)))


def answer(*citations: Citation, language: str = "en") -> Answer:
    sentences = tuple(Sentence(one.quote, (one.number,)) for one in citations)
    return Answer("How many died?", language, sentences, citations)


@pytest.fixture
def translating(tmp_path: Path) -> Iterator[Translating]:
    stores: list[Store] = []

    def translating(said: str = RIGHT, seconds: float = SECONDS) -> tuple[Quotes, Phrasebook]:
        stores.append(Store.open(tmp_path))
        book = Phrasebook({QUOTE: said})
        return Quotes(book, stores[-1], seconds), book

    yield translating
    for one in stores:
        one.close()


def test_a_foreign_quote_gets_a_translation_that_says_whose_it_is(translating: Translating) -> None:
    quotes, _ = translating()
    found = quotes.translated(answer(citation(1, QUOTE)))
    assert found.citations[0].translation == Translation(RIGHT, "en", "phrasebook")
    assert found.citations[0].quote == QUOTE
    assert found.notes == ()


def test_a_quote_in_the_readers_language_is_left_alone(translating: Translating) -> None:
    quotes, book = translating()
    found = quotes.translated(answer(citation(1, "Nine died.", "en")))
    assert (found.citations[0].translation, book.asked) == (None, [])


@pytest.mark.parametrize(
    ("said", "what"),
    [
        (RIGHT.replace("98", "89"), "a number"),
        (RIGHT.replace("98", "some"), "a number"),
        (RIGHT.replace("Lombok", "Sulawesi"), "a name"),
        (RIGHT.replace("did not arrive", "arrived"), "what is denied"),
        (RIGHT.replace("killed", "on 5 March killed"), "a date"),
    ],
)
def test_one_that_changes_something_is_withheld_with_a_word_why(
    translating: Translating, said: str, what: str
) -> None:
    quotes, _ = translating(said)
    found = quotes.translated(answer(citation(1, QUOTE)))
    assert found.citations[0].translation is None
    (note,) = found.notes
    assert note.code == "translation_withheld"
    assert note.text == f"The translation of [1] is not shown: it changes {what}."


@pytest.mark.parametrize(
    "said",
    [
        "",
        "98",
        "قتل الزلزال 98 شخصا في جزيرة لومبوك ولم يصل رجال الإنقاذ.",
        f"{RIGHT} {RIGHT} {RIGHT}",
        f"{RIGHT} See https://evil.example/98",
        f"<b>{RIGHT}</b>",
    ],
)
def test_what_is_no_translation_is_withheld(translating: Translating, said: str) -> None:
    quotes, _ = translating(said)
    found = quotes.translated(answer(citation(1, QUOTE)))
    assert found.citations[0].translation is None
    assert [note.text for note in found.notes] == [
        "The translation of [1] is not shown: what came back is none."
    ]


def test_quotes_that_fail_alike_share_a_note(translating: Translating) -> None:
    quotes, _ = translating()
    german = (citation(1, "Neun Menschen starben.", "de"), citation(2, "Zehn Menschen starben.", "de"))
    found = quotes.translated(answer(*german))
    assert [(one.code, one.text) for one in found.notes] == [
        ("translation_failed", "The translator does not know the language of [1][2].")
    ]


def test_without_time_there_is_none(translating: Translating) -> None:
    quotes, _ = translating(seconds=0.0)
    found = quotes.translated(answer(citation(1, QUOTE)))
    assert [one.code for one in found.notes] == ["translation_late"]


def test_the_nearest_of_a_refusal_are_translated_too(translating: Translating) -> None:
    quotes, _ = translating()
    found = quotes.translated(Answer("How many died?", "en", nearest=(citation(1, QUOTE),)))
    assert found.nearest[0].translation is not None


def test_a_quote_is_translated_once(translating: Translating) -> None:
    quotes, book = translating()
    for _ in range(2):
        quotes.translated(answer(citation(1, QUOTE)))
    again, other = translating()
    assert again.translated(answer(citation(1, QUOTE))).citations[0].translation is not None
    assert (len(book.asked), other.asked) == (1, [])


def test_nothing_of_a_translation_stays_when_articles_are_taken_out(
    translating: Translating, tmp_path: Path
) -> None:
    quotes, _ = translating()
    quotes.translated(answer(citation(1, QUOTE)))
    files = [path for path in tmp_path.iterdir() if b"Lombok" in path.read_bytes()]
    assert files
    forget_answers(tmp_path)
    assert not any(b"Lombok" in path.read_bytes() for path in tmp_path.iterdir())
