"""The store of the chats: nothing kept twice, nothing kept of who wants to be forgotten, buttons kept for good."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.asking.conversation import Turn
from bot.telegram import chats as chats_module
from bot.telegram.chats import (
    TURNS,
    Chats,
    ChatsDamagedError,
    ChatsError,
    Done,
    Feedback,
    KeptAnswer,
    Preferences,
    Update,
    Watch,
)
from bot.telegram.tables import DAY, KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator

ADA, BEN, GROUP = 41_000_001, 42_000_002, -43_000_003
WORDS = "who told the duchess"
BODY = {"message": {"text": WORDS, "from": {"id": ADA}}}


@pytest.fixture
def chats(tmp_path: Path) -> Iterator[Chats]:
    with Chats.open(tmp_path) as store:
        yield store


def update(number: int, person: int = ADA, chat: int | None = None) -> Update:
    return Update(number, person if chat is None else chat, person, BODY)


def answered(person: int = ADA, chat: int | None = None, key: str = "key") -> Done:
    where = person if chat is None else chat
    answer = KeptAnswer(
        key, where, person, 5, WORDS, {"standalone": WORDS, "notes": [WORDS], "citations": [1]}
    )
    return Done(((where, {"html": WORDS}),), answer, Turn(WORDS, WORDS, answered=WORDS), "asked")


def rows_of(path: Path, person: int) -> dict[str, int]:
    """How many rows of each table hold a person's number in any column."""
    with sqlite3.connect(path) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: sum(
                any(str(person) in str(value) for value in row)
                for row in connection.execute(f"SELECT * FROM {table}")
            )
            for table in tables
        }


@pytest.mark.parametrize("keep", ["prefer", "rate", "watch"])
def test_what_is_being_kept_of_a_person_who_is_forgotten_meanwhile_comes_to_nothing(
    chats: Chats, keep: str
) -> None:
    chats.receive([update(1, ADA)])
    chats.forget(ADA)
    own = {
        "prefer": lambda: chats.prefer(ADA, Preferences("ar"), update=1),
        "rate": lambda: chats.rate(
            Feedback("key", ADA, good=True, question=WORDS, body={}, hits=[]), update=1
        ),
        "watch": lambda: chats.watch(Watch(0, ADA, ADA, WORDS, "en", 0), update=1),
    }
    own[keep]()
    assert chats.preferences(ADA) == Preferences()
    assert not chats.feedback()
    assert not chats.watches()


def fill(chats: Chats, person: int) -> None:
    """Something in every table."""
    number = 10 * person % 7
    first = update(number, person)
    chats.receive([first, update(number + 10, person), update(number + 20, person, GROUP)])
    chats.finish(first, answered(person, key=f"key {number}"))
    chats.prefer(person, Preferences("ar"))
    chats.rate(Feedback(f"key {number}", person, good=True, question=WORDS, body={}, hits=[{"article": "a"}]))
    chats.watch(Watch(0, person, person, WORDS, "en", 0))
    chats.watch(Watch(0, GROUP, person, WORDS, "en", 0))


def test_an_update_is_new_once(chats: Chats) -> None:
    assert chats.receive([update(1), update(2)]) == [update(1), update(2)]
    assert chats.receive([update(2), update(3), update(1)]) == [update(3)]


def test_an_update_is_known_again_after_it_was_handled(chats: Chats) -> None:
    chats.receive([update(1)])
    chats.finish(update(1), Done())
    assert chats.receive([update(1)]) == []


def test_what_waits_is_there_after_a_restart_in_the_order_of_the_numbers(tmp_path: Path) -> None:
    with Chats.open(tmp_path) as store:
        store.receive([update(3, BEN), update(1), update(2)])
        store.finish(update(2), answered())
    with Chats.open(tmp_path) as store:
        assert store.waiting() == [(1, ADA), (3, BEN)]
        (message,) = store.unsent()
        assert store.outgoing(message.id) == (ADA, {"html": WORDS})
        assert store.update(1) == update(1)


def test_a_handled_update_is_handled_once(chats: Chats) -> None:
    chats.receive([update(1)])
    assert len(chats.finish(update(1), answered(key="one"))) == 1
    assert chats.finish(update(1), answered(key="two")) == []
    assert chats.answer("two") is None


def test_of_a_handled_update_its_number_alone_stays(chats: Chats) -> None:
    chats.receive([update(1)])
    chats.finish(update(1), Done())
    assert rows_of(chats.path, ADA)["inbox"] == 0
    assert chats.update(1) is None


def test_all_of_a_reply_is_kept_or_nothing(chats: Chats) -> None:
    chats.receive([update(1)])
    with pytest.raises(TypeError):
        chats.finish(update(1), Done(((ADA, {"html": "first"}), (ADA, {"html": object()}))))
    assert chats.unsent() == []
    assert chats.waiting() == [(1, ADA)]


def test_a_sent_message_leaves_nothing(chats: Chats) -> None:
    chats.receive([update(1)])
    (message,) = chats.finish(update(1), Done(((ADA, {"html": WORDS}),)))
    chats.sent(message.id)
    assert chats.unsent() == []
    assert chats.outgoing(message.id) is None


def test_a_person_who_is_forgotten_has_no_row_left_and_no_byte_in_any_file(tmp_path: Path) -> None:
    with Chats.open(tmp_path) as store:
        fill(store, ADA)
        assert all(rows_of(store.path, ADA)[table] for table in (*chats_module.OF_A_PERSON, "inbox"))
        store.forget(ADA)
        assert not any(rows_of(store.path, ADA).values())
        for file in tmp_path.iterdir():  # the log too, while the store is open
            assert WORDS.encode() not in file.read_bytes(), file


def test_others_stay_when_a_person_is_forgotten(chats: Chats) -> None:
    fill(chats, ADA)
    fill(chats, BEN)
    before = rows_of(chats.path, BEN)
    chats.forget(ADA)
    assert rows_of(chats.path, BEN) == before


def test_what_is_being_handled_for_who_is_forgotten_comes_to_nothing(chats: Chats) -> None:
    chats.receive([update(1), update(2)])
    chats.forget(ADA, asking=2)
    assert chats.finish(update(1), answered()) == []
    assert len(chats.finish(update(2), Done(((ADA, {"html": "done"}),)))) == 1


def test_forgotten_twice_is_forgotten(chats: Chats) -> None:
    chats.forget(ADA)
    chats.forget(ADA)
    assert not any(rows_of(chats.path, ADA).values())


def test_questions_are_erased_after_a_month_and_buttons_keep_working(chats: Chats) -> None:
    chats.receive([update(1)], now=0)
    chats.finish(update(1), answered(), now=0)
    chats.tidy(now=KEPT + 1)
    assert chats.clear()
    kept = chats.answer("key")
    assert kept is not None
    assert (kept.question, kept.body) == (None, {"standalone": "", "notes": [], "citations": [1]})
    assert WORDS.encode() not in chats.path.read_bytes()


def test_a_follow_up_looks_back_on_the_last_turns_of_a_person_in_a_chat(chats: Chats) -> None:
    for number in range(TURNS + 2):
        chats.receive([update(number)])
        chats.finish(update(number), Done(turn=Turn(f"question {number}", "whole")), now=number)
    chats.receive([update(100, BEN), update(101, chat=GROUP)])
    chats.finish(update(100, BEN), Done(turn=Turn("Ben's", "whole")), now=1)
    chats.finish(update(101, chat=GROUP), Done(turn=Turn("in the group", "whole")), now=1)
    assert [turn.question for turn in chats.turns(ADA, ADA, now=10)] == [
        f"question {n}" for n in range(2, TURNS + 2)
    ]
    assert chats.turns(ADA, ADA, now=2 * DAY) == []
    chats.start_afresh(ADA, ADA)
    assert chats.turns(ADA, ADA, now=10) == []
    assert len(chats.turns(GROUP, ADA, now=10)) == 1


def test_which_articles_answered_is_remembered_with_the_answer_and_goes_with_an_article(chats: Chats) -> None:
    cited = [{"number": 1, "article": "b"}, {"number": 2, "article": "a"}, {"number": 3, "article": "b"}]
    for number, key in ((1, "one"), (2, "two")):
        body = {
            "standalone": "",
            "notes": [],
            "citations": cited[number - 1 :],
            "nearest": [{"article": "near"}],
        }
        kept = KeptAnswer(key, ADA, ADA, number, WORDS, body)
        chats.receive([update(number)])
        chats.finish(
            update(number),
            Done(answer=kept, turn=Turn(key, key, answered=WORDS, articles=("b",))),
            now=number,
        )
    chats.receive([update(3)])
    chats.finish(update(3), Done(turn=Turn("without an answer that is kept", "whole")), now=3)
    assert [turn.articles for turn in chats.turns(ADA, ADA, now=10)] == [("b", "a"), ("a", "b"), ()]
    chats.part_with(["b"], lambda body: body | {"citations": []}, str)
    assert chats.turns(ADA, ADA, now=10) == []


def test_questions_are_counted_by_person_and_time(chats: Chats) -> None:
    for number, (person, at) in enumerate([(ADA, 0), (ADA, 100), (BEN, 100), (ADA, DAY)]):
        chats.receive([update(number, person)])
        chats.finish(update(number, person), Done(usage="asked"), now=at)
        if number == 2:
            assert chats.asked(ADA, now=130) == (1, 2, 2, 3, False)
    assert chats.asked(ADA, now=DAY + 10) == (1, 2, 1, 3, False)


def test_a_group_that_moves_keeps_its_answers_and_what_is_to_be_sent(chats: Chats) -> None:
    chats.receive([update(1, chat=GROUP)])
    (message,) = chats.finish(update(1, chat=GROUP), answered(chat=GROUP))
    chats.move(GROUP, -100)
    assert chats.outgoing(message.id) == (-100, {"html": WORDS})
    kept = chats.answer("key")
    assert kept is not None
    assert kept.chat == -100


def test_a_text_with_half_a_character_is_kept(chats: Chats) -> None:
    odd = Update(1, ADA, ADA, {"text": "half \ud83d"})
    chats.receive([odd])
    assert chats.update(1) == odd


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_store_is_a_sentence_that_says_no_article_is_lost(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / chats_module.NAME
    path.write_bytes(content)
    with pytest.raises(ChatsDamagedError, match=r"chats\.db is damaged .* no article is in it"):
        Chats.open(tmp_path)
    assert path.read_bytes() == content


def test_a_store_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / chats_module.NAME) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(ChatsError, match="newer Khabar"):
        Chats.open(tmp_path)


def test_a_full_disk_is_a_sentence_and_loses_nothing(chats: Chats) -> None:
    chats.receive([update(1)])
    pages = chats._connection.execute("PRAGMA page_count").fetchone()[0]
    chats._connection.execute(f"PRAGMA max_page_count = {pages}")  # SQLite's own "disk full"
    with pytest.raises(ChatsError, match="no space left"):
        chats.receive([Update(number, ADA, ADA, {"text": WORDS * 500}) for number in range(2, 50)])
    assert chats.waiting() == [(1, ADA)]
    chats._connection.execute("PRAGMA max_page_count = 1000000")
    assert chats.receive([update(2)]) == [update(2)]


def test_two_processes_may_share_it(chats: Chats) -> None:
    script = (
        "import sys; from pathlib import Path; from bot.telegram.chats import Chats, Update\n"
        "with Chats.open(Path(sys.argv[1])) as chats: print(len(chats.receive([Update(2, 1, 1, {})])))"
    )
    chats.receive([update(1)])
    home = Path(__file__).parents[3]
    command = [sys.executable, "-c", script, str(chats.path.parent)]
    assert subprocess.run(command, check=True, capture_output=True, cwd=home).stdout == b"1\n"
    assert [number for number, _ in chats.waiting()] == [1, 2]
