"""French: what one declaration, `index/tongues/fr.py`, makes of it, over a real archive with the bundled model.

`tests/data/french.json` holds articles of our own in French, a few in English beside them, and questions over both.
What is expected of a question: words of the first quote; the article's date, who is quoted and what is noted, as the
answer says them; the first and last day of the time that it names.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot import phrases
from bot.asker import Asker
from index.analysis import analyser
from index.archive import Archive
from index.embedding import embedder
from index.language import detect
from index.retriever import Retriever
from index.types import Article
from ingest.cut import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.types import Answer
    from bot.asking.conversation import Turn

DATA = json.loads((Path(__file__).parents[1] / "data" / "french.json").read_text("utf-8"))
NOW = datetime(2020, 10, 30, 12, tzinfo=UTC)
ISOLATES = re.compile("[\u2066-\u2069]")


def made(record: dict[str, Any], language: str) -> Article:
    published = datetime.fromisoformat(record["published"])
    text = "\n\n".join(record["paragraphs"])
    return Article(
        record["id"],
        text,
        record["title"],
        language,
        source=record["source"],
        author=record["author"],
        published=published,
    )


def put(folder: Path, articles: list[Article]) -> None:
    with Archive.open(folder, create=True) as archive, archive.writer() as writer:
        writer.put([(one, cut(one.text, one.language)) for one in articles], analyser(embedder()))


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    """Over the French and the English articles."""
    folder = tmp_path_factory.mktemp("both")
    put(folder, [made(one, "fr") for one in DATA["articles"]] + [made(one, "en") for one in DATA["english"]])
    with Archive.open(folder) as archive:
        yield Asker(Retriever(archive, embedder()))


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    """Over the English articles alone."""
    folder = tmp_path_factory.mktemp("english")
    put(folder, [made(one, "en") for one in DATA["english"]])
    with Archive.open(folder) as archive:
        yield Asker(Retriever(archive, embedder()))


def talk(asker: Asker, questions: list[str]) -> Answer:
    """The answer to the last of some questions, asked one after the other."""
    turns: list[Turn] = []
    for question in questions:
        found = asker.ask(question, turns=turns, now=NOW)
        turns.append(found.turn)
    return found


def shown(text: str) -> str:
    return ISOLATES.sub("", text)


def asked(name: str) -> Any:
    """Each question of a set, as parameters named by it."""
    return pytest.mark.parametrize("case", DATA[name], ids=lambda case: " | ".join(case["ask"]))


def answered(name: str, key: str) -> Any:
    """The same for those of which something is expected."""
    cases = [case for case in DATA[name] if key in case]
    return pytest.mark.parametrize("case", cases, ids=lambda case: " | ".join(case["ask"]))


@pytest.mark.parametrize("article", DATA["articles"], ids=lambda article: str(article["id"]))
def test_an_article_is_known_for_french(article: dict[str, Any]) -> None:
    assert detect("\n\n".join(article["paragraphs"])) == "fr"


@asked("questions")
def test_a_question_is_known_for_french_and_answered_in_french(asker: Asker, case: dict[str, Any]) -> None:
    assert talk(asker, case["ask"]).language == "fr"


@answered("questions", "quote")
def test_the_first_quote_answers(asker: Asker, case: dict[str, Any]) -> None:
    found = talk(asker, case["ask"])
    assert not found.refused
    assert case["quote"] in found.citations[0].quote


@answered("questions", "date")
def test_the_first_sentence_says_in_french_when_its_article_was_published(
    asker: Asker, case: dict[str, Any]
) -> None:
    assert case["date"] in shown(talk(asker, case["ask"]).sentences[0].text)


@answered("questions", "opening")
def test_what_yes_or_no_answers_begins_with_it_in_french(asker: Asker, case: dict[str, Any]) -> None:
    assert talk(asker, case["ask"]).text.startswith(f"{case['opening']} ")


@answered("questions", "who")
def test_the_first_sentence_says_in_french_who_says_so(asker: Asker, case: dict[str, Any]) -> None:
    assert f", selon {case['who']}\u00a0:" in shown(talk(asker, case["ask"]).sentences[0].text)


@answered("questions", "notes")
def test_what_two_sources_say_otherwise_is_noted_in_french(asker: Asker, case: dict[str, Any]) -> None:
    notes = shown(" ".join(note.text for note in talk(asker, case["ask"]).notes))
    assert all(words in notes for words in case["notes"])


@answered("questions", "published")
def test_the_time_that_a_question_names_is_understood_and_told_in_french(
    asker: Asker, case: dict[str, Any]
) -> None:
    found = talk(asker, case["ask"])
    assert phrases.say("fr").published.split("{")[0] in found.notes[0].text
    assert all(day in found.notes[0].text for day in case["published"])


@answered("questions", "refused")
def test_what_the_articles_do_not_say_is_refused_in_french(asker: Asker, case: dict[str, Any]) -> None:
    found = talk(asker, case["ask"])
    assert found.refused
    texts = phrases.say("fr")
    assert found.reason == (texts.no_answer if found.nearest else texts.nothing_near)


@asked("english_questions")
def test_answers_from_english_articles_stay_as_they_are_beside_french_ones(
    asker: Asker, english: Asker, case: dict[str, Any]
) -> None:
    found, alone = talk(asker, case["ask"]), talk(english, case["ask"])
    assert (found.language, found.reason, found.notes) == ("en", alone.reason, alone.notes)
    assert [one.text for one in found.sentences] == [one.text for one in alone.sentences]


@answered("english_questions", "quote")
def test_english_questions_are_answered_in_english(asker: Asker, case: dict[str, Any]) -> None:
    found = talk(asker, case["ask"])
    told = shown(found.sentences[0].text)
    assert case["quote"] in found.citations[0].quote
    assert case["date"] in told
    assert re.search(rf"according to [^“]*{case['who']}", told) if "who" in case else "selon" not in told
