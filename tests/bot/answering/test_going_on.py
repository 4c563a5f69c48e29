"""What is asked about an answer itself, over a real archive: how its article goes on, and whether it is so."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.asker import Asker
from index.analysis import analyser
from index.archive import Archive
from index.embedding import embedder
from index.retriever import Retriever
from index.types import Article
from ingest.cut import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.types import Answer
    from bot.asking.conversation import Turn

NOW = datetime(2020, 10, 30, 12, tzinfo=UTC)
MOSUL = "How many people were killed by the flood in Mosul?"
WIRE = """The flood in Mosul killed 40 people on Monday. Rescuers searched the old town through the night.

What is needed now

The governor asked for tents and clean water. Schools will stay closed until May."""
POST = "The flood in Mosul killed 55 people, the health ministry said on Tuesday."
ARTICLES = (
    ("wire", "Wire", "Flood in Mosul", WIRE),
    ("post", "Post", "Mosul under water", POST),
    ("echo", "Echo", "Mosul under water", POST),
    (
        "bridge",
        "Wire",
        "A bridge for Basra",
        "Engineers opened the new bridge in Basra on Friday. It cost 12 million dollars.",
    ),
)


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    articles = [
        Article(id_, text, title, "en", source=source, published=datetime(2020, 10, 20, tzinfo=UTC))
        for id_, source, title, text in ARTICLES
    ]
    with Archive.open(tmp_path_factory.mktemp("archive"), create=True) as archive:
        with archive.writer() as writer:
            writer.put([(one, cut(one.text)) for one in articles], analyser(embedder()))
        yield Asker(Retriever(archive, embedder()))


def talk(asker: Asker, *questions: str) -> Answer:
    turns: list[Turn] = []
    for question in questions:
        found = asker.ask(question, turns=turns, now=NOW)
        turns.append(found.turn)
    return found


def test_an_answer_is_told_on_from_its_article_without_headings(asker: Asker) -> None:
    opened = "Who opened the new bridge in Basra?"
    assert [one.quote for one in talk(asker, opened, "Tell me more").citations] == [
        "It cost 12 million dollars."
    ]
    told = talk(asker, "Who searched the old town of Mosul?", "Go on")
    assert [one.quote for one in told.citations] == [
        "The governor asked for tents and clean water.",
        "Schools will stay closed until May.",
    ]


def test_what_has_been_told_to_its_end_is_told_no_further(asker: Asker) -> None:
    found = talk(asker, "Who opened the new bridge in Basra?", "Tell me more", "Tell me more")
    assert found.refused
    assert "no more" in str(found.reason)


@pytest.mark.parametrize("doubt", ["Really?", "حقا؟", "Vraiment ?"])
def test_who_doubts_gets_the_sentence_again_and_what_another_source_says(asker: Asker, doubt: str) -> None:
    first = talk(asker, MOSUL)
    found = talk(asker, MOSUL, doubt)
    assert found.citations[0].quote == first.citations[0].quote
    assert len({one.article.source for one in found.citations}) == 2
    assert found.kind == "disagreement"


def test_that_nobody_else_says_so_is_said(asker: Asker) -> None:
    found = talk(asker, "How much did the new bridge in Basra cost?", "Are you sure?")
    assert [one.quote for one in found.citations] == ["It cost 12 million dollars."]
    assert found.notes[-1].code == "told_by_none"


def test_after_a_doubt_one_asks_on(asker: Asker) -> None:
    found = talk(asker, "How much did the new bridge in Basra cost?", "Really?", "Who opened it?")
    assert found.citations[0].quote.startswith("Engineers opened")


def test_a_follow_up_prefers_the_article_that_answered_and_another_sentence_of_it(asker: Asker) -> None:
    found = talk(asker, "How many people were killed by the flood?", "What did the governor ask for?")
    assert found.citations[0].quote == "The governor asked for tents and clean water."
