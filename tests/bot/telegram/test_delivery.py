"""Nothing lost, nothing twice: whatever fails at Telegram, on the way there, or on our disk.

Each test first proves that its fault struck.
"""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from bot_api import REAL_LIMITS, BotApi
from running import HOW_MANY, HOW_MUCH, MAYOR, Bot

from bot.phrases import say
from bot.telegram import pace, poll, sender
from bot.telegram.chats import Chats
from bot.telegram.errors import BusyError, TokenError
from bot.telegram.pace import Pace

if TYPE_CHECKING:
    from pathlib import Path

    from bot.answering.types import Answer
    from bot.asker import Asker


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "OF_A_CHAT", 0.0)
    monkeypatch.setattr(sender, "FIRST_WAIT", 0.05)
    monkeypatch.setattr(poll, "FIRST_WAIT", 0.05)


class Slow:
    """An asker that takes its time with some questions: until `go` is set."""

    quotes = None  # nobody translates

    def __init__(self, asker: Asker, slow: str) -> None:
        self.retriever = asker.retriever
        self.asked = threading.Event()
        self.go = threading.Event()
        self._asker, self._slow = asker, slow

    def ask(self, question: str, **options: Any) -> Answer:
        if self._slow in question:
            self.asked.set()
            assert self.go.wait(20)
        return self._asker.ask(question, **options)


def texts_to(telegram: BotApi, user: Any) -> list[str]:
    return [message.text for message in telegram.replies(user)]


def test_a_flooded_chat_is_left_in_peace_and_gets_its_answer_then(telegram: BotApi, folder: Path) -> None:
    with Bot(telegram, folder):
        ada, ben = telegram.user("Ada"), telegram.user("Ben")
        fault = telegram.flood("sendMessage", 2, chat=ada.id)
        telegram.say(ada, HOW_MANY)
        telegram.wait(lambda: fault.struck)
        telegram.say(ben, HOW_MANY)
        telegram.wait_for_reply(ben)
        assert not telegram.replies(ada)  # another chat doesn't wait
        telegram.wait_for_reply(ada)
    first, second = [
        call.at for call in telegram.called("sendMessage") if call.parameters["chat_id"] == str(ada.id)
    ]
    assert second - first >= 2
    assert len(telegram.replies(ada)) == len(telegram.replies(ben)) == 1


def test_who_has_blocked_the_bot_is_not_tried_again(telegram: BotApi, folder: Path) -> None:
    with Bot(telegram, folder):
        ada, ben = telegram.user("Ada"), telegram.user("Ben")
        with telegram.held():
            telegram.say(ada, HOW_MANY)
            telegram.say(ada, HOW_MANY)
            telegram.chats[ada.id].blocked = True
        telegram.wait(lambda: [call for call in telegram.called("sendMessage") if call.status == 403])
        telegram.say(ben, HOW_MANY)
        telegram.wait_for_reply(ben)
        with Chats.open(folder) as chats:
            deadline = time.monotonic() + 60
            while (chats.waiting() or chats.unsent()) and time.monotonic() < deadline:
                time.sleep(0.05)  # Ada's second answer may be made still
            assert chats.waiting() == chats.unsent() == []
    assert len([call for call in telegram.called("sendMessage") if call.status == 403]) <= 2


def test_nothing_is_sent_or_watched_for_who_has_taken_the_bot_out(telegram: BotApi, folder: Path) -> None:
    with Bot(telegram, folder):
        ada, ben = telegram.user("Ada"), telegram.user("Ben")
        telegram.say(ada, f"/watch {HOW_MANY}")
        telegram.wait_for_reply(ada)
        telegram.block(ada)
        telegram.say(ben, HOW_MANY)
        telegram.wait_for_reply(ben)
    with Chats.open(folder) as chats:
        assert chats.watches() == []


@pytest.mark.parametrize("html", [False, True])
def test_an_answer_outlives_errors_of_the_server(telegram: BotApi, folder: Path, html: bool) -> None:  # noqa: FBT001
    fault = telegram.fail("sendMessage", 502, times=3, html=html)
    with Bot(telegram, folder):
        ada = telegram.user()
        telegram.say(ada, HOW_MANY)
        telegram.wait_for_reply(ada)
    assert fault.struck == 3
    assert len(telegram.replies(ada)) == 1


def test_an_answer_outlives_lost_connections(telegram: BotApi, folder: Path) -> None:
    faults = [
        telegram.drop("sendMessage", acted=False, times=3),
        telegram.drop("getUpdates", acted=False, times=2),
        telegram.drop("sendChatAction", acted=False),
    ]
    with Bot(telegram, folder):
        ada = telegram.user()
        telegram.say(ada, HOW_MANY)
        telegram.wait_for_reply(ada)
    assert [fault.struck for fault in faults] == [3, 2, 1]
    assert len(telegram.replies(ada)) == 1


def test_updates_whose_fetching_was_never_answered_are_handled_once(telegram: BotApi, folder: Path) -> None:
    fault = telegram.drop("getUpdates", acted=True, times=2)
    with Bot(telegram, folder):
        users = [telegram.user(str(number)) for number in range(5)]
        for user in users:
            telegram.say(user, HOW_MANY)
        for user in users:
            telegram.wait_for_reply(user)
    assert fault.struck == 2
    assert [len(telegram.replies(user)) for user in users] == [1] * 5


def test_markup_that_telegram_cant_read_goes_out_as_plain_text(telegram: BotApi, folder: Path) -> None:
    from bot.telegram.message import Message, Part

    with Chats.open(folder) as chats:
        ada = telegram.user()
        broken = Message(ada.id, Part("<b>5 &lt; 7")).document()
        from bot.telegram.chats import Done, Update

        update = Update(10**6, ada.id, ada.id, {})
        chats.receive([update])
        chats.finish(update, Done(((ada.id, broken),)))
    with Bot(telegram, folder):
        assert telegram.wait_for_reply(ada).text == "5 < 7"
    first, second = telegram.called("sendMessage")
    assert (first.status, second.status) == (400, 200)
    assert "can't parse" in first.description


def test_repeated_updates_and_updates_out_of_order_are_answered_once(telegram: BotApi, folder: Path) -> None:
    users = [telegram.user(str(number)) for number in range(6)]
    with Bot(telegram, folder):
        with telegram.held() as queue:
            for user in users:
                telegram.say(user, HOW_MANY)
            queue[:] = [*queue[::-1], *queue[:3]]
        for user in users:
            telegram.wait_for_reply(user)
        repeated = [
            queue_id for queue_id in telegram.acknowledged if telegram.acknowledged.count(queue_id) > 1
        ]
    telegram.say(users[0], HOW_MANY, update_id=1)  # the number of their first one, once more
    with Bot(telegram, folder):
        telegram.say(users[0], "/help")  # behind its answer, if there were one
        telegram.wait(lambda: "/watch" in telegram.replies(users[0])[-1].text)
    assert [len(telegram.replies(user)) for user in users] == [2, 1, 1, 1, 1, 1]
    assert repeated


def test_a_restart_goes_on_where_the_last_run_was_stopped(
    telegram: BotApi, folder: Path, asker: Asker
) -> None:
    slow = Slow(asker, "Derna")
    with Bot(telegram, folder, asker=slow):
        ada = telegram.user()
        telegram.say(ada, HOW_MANY)
        telegram.say(ada, "/help")
        assert slow.asked.wait(20)
        telegram.wait(lambda: len(telegram.acknowledged) == 2)  # Telegram has forgotten them
    assert telegram.replies(ada) == []
    with Bot(telegram, folder):
        telegram.wait_for_reply(ada, 2)
    slow.go.set()
    assert MAYOR in texts_to(telegram, ada)[0]
    assert "/watch" in texts_to(telegram, ada)[1]


def test_a_slow_question_holds_up_its_own_chat_only(telegram: BotApi, folder: Path, asker: Asker) -> None:
    slow = Slow(asker, "Mosul")
    with Bot(telegram, folder, asker=slow):
        ada, ben = telegram.user("Ada"), telegram.user("Ben")
        telegram.say(ada, HOW_MUCH)
        assert slow.asked.wait(20)
        telegram.say(ada, HOW_MANY)
        telegram.say(ben, HOW_MANY)
        assert MAYOR in telegram.wait_for_reply(ben).text
        assert telegram.replies(ada) == []
        slow.go.set()
        telegram.wait_for_reply(ada, 2)
    assert "12 million" in texts_to(telegram, ada)[0]
    assert MAYOR in texts_to(telegram, ada)[1]


def test_a_slow_telegram_in_one_chat_holds_up_no_other(telegram: BotApi, folder: Path) -> None:
    with Bot(telegram, folder):
        ada, ben = telegram.user("Ada"), telegram.user("Ben")
        fault = telegram.delay("sendMessage", 4, chat=ada.id)
        telegram.say(ada, HOW_MANY)
        telegram.wait(lambda: fault.struck)
        telegram.say(ben, HOW_MANY)
        telegram.wait_for_reply(ben)
        assert telegram.replies(ada) == []
        telegram.wait_for_reply(ada)


def test_forgetting_overtakes_the_answer_that_is_being_made(
    telegram: BotApi, folder: Path, asker: Asker
) -> None:
    slow = Slow(asker, "Derna")
    with Bot(telegram, folder, asker=slow):
        ada, ben = telegram.user("Ada"), telegram.user("Ben")
        telegram.say(ada, HOW_MANY)
        assert slow.asked.wait(20)
        telegram.say(ada, "/forget")
        assert telegram.wait_for_reply(ada).text == say("en").telegram.forgotten
        slow.go.set()
        telegram.say(ben, "/help")
        telegram.wait_for_reply(ben)
        telegram.say(ada, "/help")
        assert "/watch" in telegram.wait_for_reply(ada, 2).text  # behind the answer, had it come
    assert len(telegram.replies(ada)) == 2


def test_forgetting_takes_back_what_waits_to_be_sent(telegram: BotApi, folder: Path) -> None:
    with Bot(telegram, folder):
        ada = telegram.user()
        fault = telegram.flood("sendMessage", 2, chat=ada.id)
        telegram.say(ada, HOW_MANY)
        telegram.wait(lambda: fault.struck)
        telegram.say(ada, "/forget")
        assert telegram.wait_for_reply(ada).text == say("en").telegram.forgotten
    assert len(telegram.replies(ada)) == 1


def test_an_archive_that_cant_be_read_is_told_and_the_bot_goes_on(
    telegram: BotApi, folder: Path, asker: Asker
) -> None:
    from index.errors import ArchiveError

    class Broken:
        retriever = asker.retriever
        asked = 0

        def ask(self, _: str, **__: Any) -> Answer:
            self.asked += 1
            if self.asked <= 3:
                raise ArchiveError("the disk failed")
            raise ZeroDivisionError

    with Bot(telegram, folder, asker=Broken()):
        ada = telegram.user()
        telegram.say(ada, HOW_MANY)
        assert telegram.wait_for_reply(ada).text == say("en").telegram.archive_trouble
        telegram.say(ada, HOW_MANY)
        assert telegram.wait_for_reply(ada, 2).text == say("en").telegram.trouble
        telegram.say(ada, "/help")
        telegram.wait_for_reply(ada, 3)


def test_a_disk_without_room_delays_and_loses_nothing(
    telegram: BotApi, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.telegram.chats import ChatsError

    struck = []
    for name in ("receive", "finish", "sent"):
        real = getattr(Chats, name)

        def full(self: Chats, *arguments: Any, name: str = name, real: Any = real, **more: Any) -> Any:
            if struck.count(name) < 2:
                struck.append(name)
                raise ChatsError(
                    "no space left on the disk of chats.db: free some, then run the command again"
                )
            return real(self, *arguments, **more)

        monkeypatch.setattr(Chats, name, full)
    with Bot(telegram, folder):
        ada = telegram.user()
        telegram.say(ada, HOW_MANY)
        telegram.wait_for_reply(ada)
    assert sorted(struck) == ["finish"] * 2 + ["receive"] * 2 + ["sent"] * 2
    assert len(telegram.replies(ada)) == 1


def test_a_store_that_breaks_ends_the_bot_with_a_sentence(
    telegram: BotApi, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.telegram.chats import ChatsDamagedError

    def damaged(*_: object, **__: object) -> None:
        raise ChatsDamagedError("chats.db is damaged")

    monkeypatch.setattr(Chats, "finish", damaged)
    with Bot(telegram, folder) as bot:
        telegram.say(telegram.user(), HOW_MANY)
        bot.join()
        assert isinstance(bot.error, ChatsDamagedError)


def test_of_two_pollers_the_later_one_leaves_and_the_earlier_one_goes_on(
    telegram: BotApi, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    monkeypatch.setattr(poll, "PATIENCE", 1.0)
    monkeypatch.setattr(poll, "OLD", 2.5)
    shutil.copytree(folder, tmp_path / "other")
    with Bot(telegram, folder) as first:
        ada = telegram.user()
        telegram.say(ada, HOW_MANY)
        telegram.wait_for_reply(ada)
        time.sleep(2.6)  # the first is old now
        with Bot(telegram, tmp_path / "other") as second:
            second.join()
            assert isinstance(second.error, BusyError)
            assert "409" in str(second.error)
        assert telegram.conflicts > 0
        assert first.error is None
        telegram.say(ada, HOW_MANY)
        telegram.wait_for_reply(ada, 2)
    assert len(telegram.replies(ada)) == 2


def test_a_poller_bears_a_conflict_with_one_that_is_going(telegram: BotApi, folder: Path) -> None:
    fault = telegram.fail("getUpdates", 409, times=2)
    with Bot(telegram, folder):
        ada = telegram.user()
        telegram.say(ada, HOW_MANY)
        telegram.wait_for_reply(ada)
    assert fault.struck == 2


def test_a_token_that_telegram_takes_back_ends_the_bot_with_a_sentence(
    telegram: BotApi, folder: Path
) -> None:
    with Bot(telegram, folder) as bot:
        known = telegram.token
        with telegram.changed:
            telegram.token = "1:another"  # noqa: S105
        bot.join()
        assert isinstance(bot.error, TokenError)
        assert "BotFather" in str(bot.error)
        assert known not in str(bot.error)


# The pace


class Clock:
    """Time that passes when somebody sleeps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(pace.asyncio, "sleep", self._sleep)

    def __call__(self) -> float:
        return self.now

    async def _sleep(self, seconds: float) -> None:
        self.now += max(seconds, 0)


@pytest.mark.parametrize(
    ("chats", "limit"),
    [([7] * 30, (1, 1.0)), ([-7] * 50, (20, 60.0)), (list(range(1, 91)), (30, 1.0))],
    ids=["a chat", "a group", "all"],
)
def test_messages_keep_telegrams_limits(
    monkeypatch: pytest.MonkeyPatch, chats: list[int], limit: tuple[int, float]
) -> None:
    monkeypatch.setattr(pace, "OF_A_CHAT", 1.05)
    clock = Clock(monkeypatch)
    pacer = Pace(clock)
    left = []

    async def send() -> None:
        for chat in chats:
            await pacer.wait(chat)
            await pacer.leave(chat)
            left.append(clock.now)

    asyncio.run(send())
    count, seconds = limit
    assert all(later - earlier > seconds for earlier, later in zip(left, left[count:], strict=False))
    assert left[-1] - left[0] < len(chats) / count * seconds * 1.2


@pytest.mark.slow
def test_with_the_real_limits_everyone_is_answered_in_order(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """1,000 questions from 200 chats at once, the memory they take, and no call while Telegram asks for quiet."""
    import psutil

    monkeypatch.setattr(pace, "OF_A_CHAT", 1.05)
    with BotApi(limits=REAL_LIMITS) as telegram, Bot(telegram, folder):
        users = [telegram.user(str(number)) for number in range(200)]
        telegram.say(users[0], HOW_MANY)
        telegram.wait_for_reply(users[0])
        process = psutil.Process()
        before = peak = process.memory_info().rss
        began = time.monotonic()
        with telegram.held():
            for number in range(5):
                for user in users:
                    telegram.say(user, HOW_MUCH if number % 2 else HOW_MANY)
        while not all(len(telegram.replies(user)) >= 5 for user in users):
            peak = max(peak, process.memory_info().rss)
            time.sleep(0.2)
            assert time.monotonic() - began < 240
        seconds = time.monotonic() - began
        telegram.wait_for_reply(users[0], 6)
    said = {tuple("12 million" in one.text for one in telegram.replies(user)) for user in users[1:]}
    print(f"1,000 questions in {seconds:.0f} s, {(peak - before) / 2**20:.0f} MiB more")  # noqa: T201
    assert said == {(False, True, False, True, False)}
    assert telegram.hammered == []
    assert peak - before < 150 * 2**20
