"""Headings: told from sentences, and not quoted where a sentence answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answering.answer import answer
from bot.reading.headings import is_heading
from index.analysis import analyser
from index.archive import Archive
from index.embedding import embedder
from index.retriever import Retriever
from index.types import Article
from ingest.cut import cut
from ingest.sentences import split

OIL = (
    "Petrol has never cost so much in the United States.\n\n"
    "A call for Saudi Arabia to pump more oil\n\n"
    "President Joe Biden asked Saudi Arabia on Friday to pump more oil. Riyadh has not answered."
)
ASKED = "What did Biden call on Saudi Arabia to do about oil?"


def headings(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text) if is_heading(text, span)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (OIL, "A call for Saudi Arabia to pump more oil"),
        (
            "قُتل 11 ألف شخص.\nدعوة إلى ضخ المزيد من النفط\nقالت الوزارة إنها تدرس الأمر.",
            "دعوة إلى ضخ المزيد من النفط",
        ),
        ("Key facts\nThe dam broke at night.", "Key facts"),
        ("What comes next \t\n\n\n\tNobody knows, the mayor said, “not even I”.", "What comes next"),
    ],
)
def test_a_short_line_without_a_stop_above_a_paragraph_is_a_heading(text: str, found: str) -> None:
    assert headings(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The dam broke at night.\nMore than 11,300 people died in Derna",
        "More than 11,300 people died in Derna\nThousands are missing\nRoads are cut",
        "What was sent:\n- two planes\n- 40 tons of food\nThe planes landed on Sunday.",
        "1. Libya\nLibya is first.",
        f"{'The rescue teams that had come from abroad went on searching ' * 2}\nThe dam broke.",
        "The minister said «we need help»\nand left. He is expected back.\n",
        "Libya",
        "",
    ],
    ids=[
        "the last line",
        "a text without stops",
        "a list",
        "an item",
        "a paragraph",
        "going on",
        "all",
        "nothing",
    ],
)
def test_what_is_no_heading(text: str) -> None:
    assert headings(text) == []


@pytest.mark.parametrize(("words", "found"), [(14, True), (24, False)], ids=["70 code points", "120"])
def test_a_heading_is_short(words: int, found: bool) -> None:  # noqa: FBT001
    line = ("word " * words).strip()
    assert headings(f"{line}\nThe dam broke.") == ([line] if found else [])


def test_a_french_quotation_that_ends_a_paragraph_is_no_heading() -> None:
    assert headings("Il a dit : « Nous partons. »\nLa pluie a cessé.") == []


@pytest.fixture
def retriever(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Retriever]:
    text: str = request.param
    with Archive.open(tmp_path, create=True) as archive:
        with archive.writer() as writer:
            writer.put([(Article("oil", text, "Prices", "en"), cut(text))], analyser(embedder()))
        yield Retriever(archive, embedder())


@pytest.mark.parametrize("retriever", [OIL], indirect=True)
def test_the_sentence_below_a_heading_is_quoted_in_its_place(retriever: Retriever) -> None:
    quotes = [one.quote for one in answer(retriever, ASKED).citations]

    assert quotes[0] == "President Joe Biden asked Saudi Arabia on Friday to pump more oil."
    assert "A call for Saudi Arabia to pump more oil" not in quotes


@pytest.mark.parametrize(
    "retriever",
    ["A call for Saudi Arabia to pump more oil\n\nPrices rose in Libya.\n\nShops closed."],
    indirect=True,
)
def test_a_heading_is_quoted_where_no_sentence_comes_near(retriever: Retriever) -> None:
    assert answer(retriever, ASKED).citations[0].quote == "A call for Saudi Arabia to pump more oil"
