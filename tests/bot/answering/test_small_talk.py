"""What is said to small talk, from an archive of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bench.archives import fill
from bot.asker import Asker
from bot.asking.conversation import Turn
from index.archive import Archive
from index.embedding import embedder
from index.retriever import Retriever

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 3, 10, tzinfo=UTC)


def record(number: int, title: str, language: str, day: int) -> Any:
    text = f"{title}. The council met on Monday and talked about it for {number} hours."
    published = f"2026-03-{day:02}T08:00:00Z"
    return {"id": f"a{number}", "title": title, "text": text, "language": language, "published": published}


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    told = [
        record(1, "Old bridge closes", "en", 1),
        record(2, "Port opens", "en", 2),
        record(3, "Rain in Derna", "en", 3),
        record(4, "Market burns", "en", 4),
        record(5, "Market burns", "en", 5),
        record(6, "سرت تنتظر", "ar", 6),
        record(7, "Not yet told", "en", 20),
    ]
    with fill(tmp_path_factory.mktemp("talk") / "archive", told, embedder()) as archive:
        yield Asker(Retriever(archive, embedder()))


def plain(text: str | None) -> str:
    return (text or "").replace("\u2068", "").replace("\u2069", "")


def test_a_greeting_is_answered_with_what_one_can_ask_now(asker: Asker) -> None:
    """The newest stories, each once, in the person's language first; none from after now."""
    found = asker.ask("hello there", now=NOW)
    assert (found.kind, found.refused, found.citations, found.nearest) == ("chat", True, (), ())
    offered = "You could ask, for example, about “Market burns”; “Rain in Derna”; “Port opens”."
    assert plain(found.reason) == f"Hello! Ask me about the news. {offered}"


def test_it_is_answered_in_its_own_language(asker: Asker) -> None:
    found = asker.ask("مرحبا", now=NOW)
    assert found.language == "ar"
    assert plain(found.reason).startswith(
        "أهلاً بك! اسألني عن الأخبار. يمكنك أن تسأل مثلاً عن «سرت تنتظر»؛ «Market"
    )


def test_a_language_that_was_chosen_is_kept_to(asker: Asker) -> None:
    assert plain(asker.ask("hello", now=NOW, language="fr").reason).startswith("Bonjour")


def test_thanks_and_farewells_offer_nothing(asker: Asker) -> None:
    assert asker.ask("thank you", now=NOW).reason == "You're welcome."
    assert asker.ask("bye", now=NOW).reason == "Goodbye."


def test_more_of_nothing_is_told_so(asker: Asker) -> None:
    assert plain(asker.ask("tell me more", now=NOW).reason).startswith("Nothing was asked before.")
    turn = Turn("Who met on Monday?", "Who met on Monday?")
    assert asker.ask("tell me more", now=NOW, turns=[turn]).kind != "chat"


def test_nothing_is_searched_for(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen red with small talk told from questions after the search."""

    def search(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Retriever, "search", search)
    assert asker.ask("who are you?", now=NOW).kind == "chat"
    with pytest.raises(AssertionError):
        asker.ask("who met on Monday?", now=NOW)


def test_an_empty_archive_offers_nothing(tmp_path: Any) -> None:
    with Archive.open(tmp_path / "archive", create=True) as archive:
        assert (
            Asker(Retriever(archive, embedder())).ask("hi", now=NOW).reason == "Hello! Ask me about the news."
        )


def test_where_no_story_has_a_date_those_taken_in_last_are_offered(tmp_path: Any) -> None:
    """Nothing was offered, as if the archive were empty."""
    told = [record(number, f"Story {number}", "en", 1) | {"published": None} for number in range(5)]
    with fill(tmp_path / "archive", told, embedder()) as archive:
        found = Asker(Retriever(archive, embedder())).ask("hello", now=NOW)
    assert plain(found.reason).endswith("about “Story 4”; “Story 3”; “Story 2”.")
