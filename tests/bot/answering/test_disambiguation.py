"""What an archive must say for a question to be understood one way: thresholds, by shares on either side of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from bot.answering.disambiguation import Disambiguator, Share, lighter, own_terms
from index.query import analyse
from index.retriever import Found
from index.types import Article, Hit, Passage, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE, OWN = "Who opened the bridge in Mosul?", "Who opened the bridge?"


def decided(
    monkeypatch: pytest.MonkeyPatch,
    alone: list[float],
    together: list[tuple[float, float]],
    articles: tuple[str, ...] = (),
) -> bool:
    """Say whether a question fits, given what articles say of its own words alone, and with the carried ones."""

    def shares(_: object, question: str, own: str) -> Iterator[Share]:
        yield from (
            Share("a", *one) for one in ([(share, 0.0) for share in alone] if question == own else together)
        )

    monkeypatch.setattr(Disambiguator, "_shares", shares)
    anything: Any = None
    return Disambiguator(anything).fits(WHOLE, OWN, articles)


@pytest.mark.parametrize(("own", "fits"), [(0.4, True), (0.39, False)])
def test_an_article_has_four_tenths_of_a_follow_ups_own_words(
    monkeypatch: pytest.MonkeyPatch, own: float, *, fits: bool
) -> None:
    assert decided(monkeypatch, [], [(own, 1.0)]) is fits


@pytest.mark.parametrize(("own", "fits"), [(0.92, True), (0.88, False)])
def test_an_article_may_lack_a_tenth_that_the_best_one_has(
    monkeypatch: pytest.MonkeyPatch, own: float, *, fits: bool
) -> None:
    assert decided(monkeypatch, [0.3, 1.0], [(own, 1.0)]) is fits


@pytest.mark.parametrize(("added", "fits"), [(0.5, True), (0.49, False)])
def test_an_article_has_half_of_the_words_carried_over(
    monkeypatch: pytest.MonkeyPatch, added: float, *, fits: bool
) -> None:
    assert decided(monkeypatch, [1.0], [(1.0, added)]) is fits
    assert not decided(monkeypatch, [1.0], [(0.2, 1.0), (1.0, 0.2)])  # one article has to do both


def test_an_article_that_answered_before_need_not_say_what_was_carried_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert decided(monkeypatch, [1.0], [(1.0, 0.0)], ("a",))
    assert not decided(monkeypatch, [1.0], [(1.0, 0.0)], ("b",))
    assert not decided(monkeypatch, [1.0], [(0.2, 0.0)], ("a",))


class Archive:
    """A retriever that finds some articles and remembers what it was asked for."""

    def __init__(self, *articles: Article) -> None:
        self.articles = articles

    def search(self, question: str, **options: Any) -> Found:
        self.options = options
        hits = [
            Hit(Passage(number, one, Span(0, len(one.text)), ()), 1.0)
            for number, one in enumerate(self.articles)
        ]
        query = analyse(question, "en")
        return Found(query, hits, tuple(1.0 for _ in query.mixtures))


def article(id_: str, text: str, title: str = "News", year: int | None = None) -> Article:
    return Article(id_, text, title, "en", published=datetime(year, 1, 1, tzinfo=UTC) if year else None)


def test_fifteen_passages_tell_how_a_question_is_meant() -> None:
    archive: Any = Archive(article("a", "They opened the bridge in Mosul."))

    assert Disambiguator(archive).fits(WHOLE, OWN)
    assert archive.options["k"] == 15


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("They opened the bridge in Mosul.", True),
        ("They opened the bridge in Rome.", False),
        ("Mosul.", False),
    ],
)
def test_what_was_carried_over_and_the_own_words_are_each_looked_for(text: str, *, fits: bool) -> None:
    archive: Any = Archive(article("a", text))

    assert Disambiguator(archive).fits(WHOLE, OWN) is fits


def test_the_passages_of_an_article_are_one() -> None:
    one = Archive(article("a", "They opened the bridge."), article("a", "It stands in Mosul."))
    two = Archive(article("a", "They opened the bridge."), article("b", "It stands in Mosul."))
    archives: list[Any] = [one, two]

    assert [Disambiguator(archive).fits(WHOLE, OWN) for archive in archives] == [True, False]


def test_an_event_is_of_the_earliest_headline_that_says_it() -> None:
    archive: Any = Archive(
        article("later", "", "The ceasefire in Libya holds", 2021),
        article("first", "", "Ceasefire agreed in Libya", 2020),
        article("before", "", "A ceasefire at last", 2019),
        article("undated", "", "Ceasefire agreed in Libya"),
    )
    found = Disambiguator(archive).dated("the ceasefire in Libya")

    assert found is not None
    assert found.id == "first"
    assert archive.options == {"k": 50, "filters": Disambiguator(archive).filters, "of_one_article": 1}
    assert Disambiguator(archive).dated("the moon landing") is None


def test_words_carried_over_weigh_a_tenth() -> None:
    class Embedder:
        def query(self, text: str) -> np.ndarray:
            return np.array([len(text)], np.float32)

    embedder: Any = Embedder()
    archive: Any = Archive()
    found = archive.search(WHOLE)
    told = lighter(found, OWN, embedder)

    words = [mixture.term for mixture in found.query.mixtures]
    assert own_terms(found, OWN).tolist() == [word != "mosul" for word in words]
    assert dict(zip(words, told.weights, strict=True)) == {
        word: 0.1 if word == "mosul" else 1.0 for word in words
    }
    assert told.vector.tolist() == [len(OWN)]
