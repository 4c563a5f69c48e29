"""The store of the page's conversations."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.answering.types import Answer, Citation, Sentence
from bot.web.conversations import KEPT, NAME, Conversations, erase_removed_beside, follow_ups
from index.archive import Archive
from index.errors import ArchiveDamagedError, ArchiveError
from index.types import Article, Filters, Passage, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GONE = Article("gone", "Five ships came.", "Ships", "en")
SHIPS = Answer(
    "How many ships came?",
    "en",
    sentences=(Sentence("“Five ships came.”", (1,), quote=1),),
    citations=(Citation(1, Passage(1, GONE, Span(0, 16), ()), Span(0, 16)),),
    standalone="How many ships came to Derna?",
    filters=Filters(source="Gulf Wire"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Conversations]:
    with Conversations.open(tmp_path) as opened:
        yield opened


def test_a_conversation_goes_on_where_it_was(store: Conversations, tmp_path: Path) -> None:
    name, first = store.add(None, SHIPS, {"source": "gulf"})
    assert store.add(name, replace(SHIPS, question="When?"), {}) == (name, 2)
    with Conversations.open(tmp_path) as again:
        turns = again.turns(name)
    assert [(one.number, one.question, one.options) for one in turns] == [
        (first, "How many ships came?", {"source": "gulf"}),
        (2, "When?", {}),
    ]
    assert [one.standalone for one in follow_ups(turns)] == ["How many ships came to Derna?"] * 2
    assert follow_ups(turns)[0].filters == Filters(source="Gulf Wire")


def test_nobody_guesses_a_conversations_name(store: Conversations) -> None:
    names = {store.add(None, SHIPS, {})[0] for _ in range(20)}
    assert len(names) == 20
    assert min(map(len, names)) >= 22  # of 64 signs: 128 bits


def test_small_talk_is_shown_again_and_looked_back_on_by_nothing(store: Conversations) -> None:
    name, _ = store.add(None, Answer("Hello", "en", reason="Hello!", form="chat"), {})
    assert [one.turn for one in store.turns(name)] == [None]


def test_what_was_asked_is_forgotten_after_its_term(store: Conversations) -> None:
    name, _ = store.add(None, SHIPS, {}, now=1_000.0)
    assert store.turns(name, now=1_000.0 + KEPT)
    assert not store.turns(name, now=1_001.0 + KEPT)
    store.add(None, SHIPS, {}, now=1_001.0 + KEPT)
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("SELECT count(*) FROM turns").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM uses").fetchone() == (1,)


def test_the_store_is_its_owners_alone(store: Conversations) -> None:
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_no_word_of_an_article_is_kept(store: Conversations) -> None:
    store.add(None, replace(SHIPS, sentences=(Sentence("“Five ships came.”", (1,), quote=1),)), {})
    with closing(sqlite3.connect(store.path)) as connection:
        (body,) = connection.execute("SELECT body FROM turns").fetchone()
    assert "Five ships" not in body


def test_what_was_made_from_a_removed_article_is_erased(tmp_path: Path) -> None:
    with Archive.open(tmp_path, create=True) as archive:
        with Conversations.open(tmp_path) as store:
            told = Sentence("There were five, says Captain Nemo.", (1,))
            name, _ = store.add(None, replace(SHIPS, sentences=(told,)), {})
            store.add(
                name, replace(SHIPS, question="And when did Nemo’s come?", citations=(), sentences=()), {}
            )
        erase_removed_beside(archive)
    assert not any(b"Captain Nemo" in path.read_bytes() for path in tmp_path.glob(f"{NAME}*"))
    with Conversations.open(tmp_path) as store:
        assert [one.question for one in store.turns(name)] == [
            "How many ships came?",
            "And when did Nemo’s come?",
        ]


def test_a_store_of_a_newer_khabar_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / NAME)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(ArchiveError, match="newer Khabar"):
        Conversations.open(tmp_path)


def test_what_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"no database" * 100)
    with pytest.raises(ArchiveDamagedError, match="only conversations on the page"):
        Conversations.open(tmp_path)
    assert (tmp_path / NAME).read_bytes() == b"no database" * 100


def test_opened_again_in_the_same_process_it_keeps_its_log(store: Conversations) -> None:
    store.add(None, SHIPS, {})
    Conversations.open(store.path.parent).close()
    # The last program that closes a database deletes its log: this one must not take itself for the last.
    read = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM turns'); c.close()"
    )
    subprocess.run([sys.executable, "-c", read, store.path], check=True)
    assert store.path.with_name(f"{NAME}-wal").exists()


def test_what_is_old_is_erased_though_nobody_asks(tmp_path: Path) -> None:
    with Archive.open(tmp_path, create=True) as archive, Conversations.open(tmp_path) as store:
        name, _ = store.add(None, replace(SHIPS, citations=(), sentences=()), {}, now=1_000.0)
        store.tidy(archive, now=1_000.0 + KEPT)
        assert store.turns(name, now=1_000.0)
        store.tidy(archive, now=1_001.0 + KEPT)
        assert not store.turns(name, now=1_000.0)


def test_an_opinion_of_an_answer_that_there_is_is_kept(store: Conversations) -> None:
    name, number = store.add(None, SHIPS, {})
    assert store.rate(name, number, good=False)
    assert not store.rate(name, number + 1, good=True)
    assert [one.good for one in store.turns(name)] == [False]
