"""Ten thousand people who watch: each is told once, whoever asks meanwhile is answered, and memory stays as it was."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from bot_api import REAL_LIMITS, BotApi, Limit
from running import FLOOD, HOW_MANY, HOW_MUCH, Command, ingest

from bot.telegram import pace
from bot.telegram.chats import Chats
from index.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot_api import User

WATCHERS, QUESTIONS = 10_000, 100
# Than Telegram lets a bot write to all, in the bot and in the server: a round takes twelve minutes. To a chat it isn't.
FASTER = 10
DEAD = ("11,300", "12,400")
PATIENCE = 2_400.0  # seconds a round; a crowded machine is slow
BOT = f"""
from bot.telegram import pace
pace.OF_ALL /= {FASTER}
from khabar.cli import main
main()
"""
MEGABYTE = 1_000_000


class Bot(Command):
    """The bot in a process of its own, so that its memory is nobody else's."""

    def __init__(self, telegram: BotApi, folder: Path) -> None:
        super().__init__(telegram, folder)
        self._arguments = [sys.executable, "-c", BOT, *self._arguments[3:]]

    @property
    def memory(self) -> int:
        import psutil

        return int(psutil.Process(self.process.pid).memory_info().rss)


@pytest.mark.slow
def test_ten_thousand_watchers_are_told_once_each_and_who_asks_meanwhile_is_answered(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    """Two rounds: the second may take no more memory than the first has left."""
    limits = REAL_LIMITS._replace(overall=Limit(30 * FASTER, 0.95))
    with BotApi(limits=limits) as telegram:
        people = [telegram.user(str(number)) for number in range(WATCHERS)]
        watch(folder, people)
        with Bot(telegram, folder) as bot:
            fresh = telegram.user("Fresh")
            behind = waits(telegram, fresh, 1)
            memory = []
            for number, dead in enumerate(DEAD, 1):
                began, peak = time.monotonic(), bot.memory
                said = f"The governor of Derna said that {dead} people had died in the floods of Derna."
                ingest(folder, replace(FLOOD, id="dead", title="The dead", text=said, source="Post"))
                in_all = 2 * WATCHERS * number  # what it is news of, and the news
                while len(telegram.called("sendMessage")) < in_all - WATCHERS:
                    peak = patiently(began, max(peak, bot.memory))
                behind = max(behind, waits(telegram, fresh, number + 1))
                while len(telegram.called("sendMessage")) < in_all + number + 1:
                    peak = patiently(began, max(peak, bot.memory))
                seconds = time.monotonic() - began
                memory.append(peak)
            memory.append(bot.memory)
            time.sleep(2)  # for what would come twice
        told = [[one.text for one in telegram.replies(user)] for user in people]
        assert {len(texts) for texts in told} == {4}
        assert all(dead in texts[place] for texts in told for dead, place in zip(DEAD, (1, 3), strict=True))
        turned_away = sum(call.status == 429 for call in telegram.called("sendMessage"))
        assert turned_away < WATCHERS / 50  # a crowded machine bunches what left apart
        assert len(telegram.hammered) <= turned_away
    with Chats.open(folder) as chats, Archive.open(folder) as archive:
        assert {one.checked for one in chats.watches()} == {archive.newest_wording()}
        assert chats.unsent() == []
    first, second, last = (each / MEGABYTE for each in memory)
    record_property(
        "figure",
        f"{WATCHERS:,} told in {seconds:.0f} s, {2 * WATCHERS / seconds:.0f} messages a second, {turned_away} turned"
        f" away for a moment; who asked meanwhile came behind {behind} of them; memory {first:.0f} MB at most in the"
        f" first round, {second:.0f} in the second, {last:.0f} after it",
    )
    assert behind < 5 * FASTER / pace.OF_ALL  # five seconds of what may be sent
    assert second - first < 20
    assert last - first < 20


def watch(folder: Path, people: list[User]) -> None:
    """Have people watch, by hundreds of them the same question."""
    with Archive.open(folder) as archive, Chats.open(folder) as chats, chats._writing():
        newest = archive.newest_wording()
        chats._connection.executemany(
            "INSERT INTO watches (at, chat, person, question, language, checked) VALUES (?, ?, ?, ?, 'en', ?)",
            [
                (time.time(), one.id, one.id, HOW_MANY + "?" * (number % QUESTIONS), newest)
                for number, one in enumerate(people)
            ],
        )


def patiently(began: float, found: int) -> int:
    """Wait a little, and return what was found."""
    assert time.monotonic() - began < PATIENCE
    time.sleep(0.5)
    return found


def waits(telegram: BotApi, user: User, answer: int) -> int:
    """Ask, and return how many messages to others left before the answer, which is the so-manieth."""
    before = len(telegram.called("sendMessage"))
    telegram.say(user, HOW_MUCH)
    telegram.wait_for_reply(user, answer, PATIENCE)
    return len(telegram.called("sendMessage")) - before - 1
