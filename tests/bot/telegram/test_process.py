"""`khabar telegram` as a process: killed, stopped, started twice; pushed to; and what it says of its token."""

from __future__ import annotations

import http.client
import json
import os
import random
import shutil
import signal
import socket
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from running import HOW_MANY, MAYOR, Bot, Command
from typer.testing import CliRunner

from bot.telegram.chats import Chats
from index.errors import UsageError
from index.lock import alone
from khabar.cli import app
from khabar.settings import load
from khabar.telegram import check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot_api import BotApi, User

IN_FLIGHT = 50
PATIENCE = 300.0  # seconds; on a crowded machine answers are slow to come
SECRET = "a-secret_of-letters"  # noqa: S105 - of the test's own webhook


def answers(telegram: BotApi, users: list[User]) -> list[int]:
    """How many answers each has got."""
    return [len(telegram.replies(user)) for user in users]


@pytest.mark.parametrize("kills", [2, pytest.param(100, marks=pytest.mark.slow)], ids=["few", "many"])
def test_killed_with_fifty_questions_in_flight_it_answers_each_and_at_most_one_twice(
    telegram: BotApi, folder: Path, kills: int
) -> None:
    """The few: one kill before questions are handled, one while answers leave; the many find the rare moments."""
    chance = random.Random(20261125)
    rounds: list[list[User]] = []
    unhandled, unsent = [], []
    with ExitStack() as stack:
        bot = stack.enter_context(Command(telegram, folder))
        for number in range(kills):
            users = [telegram.user(str(number)) for number in range(IN_FLIGHT)]
            rounds.append(users)
            with telegram.held():
                for user in users:
                    telegram.say(user, HOW_MANY)
            # By turns while they are handled, right after Telegram has forgotten them, and while answers leave.
            some = chance.randrange(1, IN_FLIGHT) if number % 2 else 0
            telegram.wait(lambda: not telegram.updates, PATIENCE)
            telegram.wait(lambda users=users, some=some: sum(answers(telegram, users)) >= some, PATIENCE)
            time.sleep(chance.random() * 0.04)
            bot.kill()
            with Chats.open(folder) as chats:
                unhandled.append(len(chats.waiting()))
                unsent.append(len(chats.unsent()))
            bot = stack.enter_context(Command(telegram, folder))
            telegram.wait(lambda users=users: 0 not in answers(telegram, users), PATIENCE)
        bot.process.terminate()
        assert bot.end() == 0
    twice = [sum(answers(telegram, users)) - IN_FLIGHT for users in rounds]
    print(f"{kills} kills with {unhandled} unhandled and {unsent} unsent: {sum(twice)} answers twice")  # noqa: T201
    assert max(twice) <= 1
    # The kills struck before the questions were handled, and before the answers were sent.
    assert sum(map(bool, unhandled)) >= max(kills // 3, 1)
    assert sum(map(bool, unsent)) >= max(kills // 3, 1)


def test_told_to_stop_it_ends_at_once_and_half_sends_nothing(telegram: BotApi, folder: Path) -> None:
    with Command(telegram, folder) as bot:
        users = [telegram.user(str(number)) for number in range(20)]
        for user in users:
            telegram.say(user, HOW_MANY)
        slow = telegram.delay("sendMessage", 1.0)
        telegram.wait(lambda: slow.struck)
        bot.process.terminate()
        assert bot.end(10) == 0
    assert "Traceback" not in bot.said
    with Bot(telegram, folder):
        telegram.wait(lambda: 0 not in answers(telegram, users))
    assert answers(telegram, users) == [1] * 20


def test_stopped_while_it_starts_it_ends_well(telegram: BotApi, folder: Path) -> None:
    down = telegram.fail("getMe", 502, times=1000)
    with Command(telegram, folder) as bot:
        telegram.wait(lambda: down.struck >= 2)
        bot.process.send_signal(signal.SIGINT)
        assert bot.end(10) == 0
    assert "Traceback" not in bot.said
    assert "can't be reached" in bot.said


@pytest.mark.slow
def test_a_second_bot_elsewhere_with_the_same_token_ends_with_a_sentence(
    telegram: BotApi, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    shutil.copytree(folder, tmp_path / "elsewhere" / "archive")
    with Command(telegram, folder):
        telegram.wait(lambda: telegram.called("setMyCommands"))
        time.sleep(61)
        with Command(telegram, tmp_path / "elsewhere" / "archive") as second:
            assert second.end(40) == 5
        assert "409 Conflict" in second.said
        ada = telegram.user()
        telegram.say(ada, HOW_MANY)
        telegram.wait_for_reply(ada)


def test_the_token_is_in_no_log_whatever_goes_wrong(telegram: BotApi, folder: Path) -> None:
    ada = telegram.user()
    faults = [
        telegram.fail("getMe", 502),
        telegram.drop("getUpdates", acted=False),
        telegram.fail("sendMessage", 500, html=True),
        telegram.drop("sendMessage", acted=False),
        telegram.flood("sendMessage", 1),
        telegram.fail("setMyCommands", 400),
    ]
    with Command(telegram, folder, "--verbose") as bot:
        telegram.say(ada, HOW_MANY)
        telegram.wait_for_reply(ada)
        known, telegram.token = telegram.token, "1:revoked"
        assert bot.end(60) == 2
        telegram.token = known
    assert all(fault.struck for fault in faults)
    assert "DEBUG" in bot.said or "INFO" in bot.said
    for part in (telegram.token, telegram.token.partition(":")[2]):
        assert part not in bot.said
        for file in folder.parent.rglob("*"):
            assert not file.is_file() or part.encode() not in file.read_bytes(), file


@pytest.fixture
def sentence_of(
    telegram: BotApi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[..., tuple[int, str]]]:
    """Run the command in this process, over an archive, with settings; return its status and the one line it says."""
    monkeypatch.chdir(tmp_path)
    handlers = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)}

    def run(folder: Path, **settings: str) -> tuple[int, str]:
        given = {"TOKEN": telegram.token, "BASE_URL": telegram.base_url} | settings
        for name, value in given.items():
            monkeypatch.setenv(f"KHABAR_TELEGRAM_{name}", value)
        result = CliRunner().invoke(app, ["--archive", str(folder), "telegram"])
        (said,) = result.stderr.splitlines()
        return result.exit_code, said

    yield run
    for one, handler in handlers.items():
        signal.signal(one, handler)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"TOKEN": ""}, "write /newbot to @BotFather"),
        ({"TOKEN": "https://t.me/x"}, "is no token"),
        ({"TOKEN": "123:wrong"}, "Telegram knows no bot with this KHABAR_TELEGRAM_TOKEN"),
        ({"WEBHOOK_URL": "https://bot.example/x"}, "KHABAR_TELEGRAM_WEBHOOK_SECRET is not set"),
        ({"ADMINS": "ada"}, "KHABAR_TELEGRAM_ADMINS is 'ada'"),
        ({"PER_DAY": "many"}, "KHABAR_TELEGRAM_PER_DAY can't be used"),
    ],
)
def test_a_setting_that_cant_be_used_is_one_sentence(
    folder: Path, sentence_of: Callable[..., tuple[int, str]], settings: dict[str, str], sentence: str
) -> None:
    status, said = sentence_of(folder, **settings)
    assert status == 2
    assert said.startswith("khabar: ")
    assert sentence in said


def test_a_second_bot_on_the_same_archive_is_one_sentence(
    folder: Path, sentence_of: Callable[..., tuple[int, str]]
) -> None:
    with alone(folder, "telegram", wait=0, doing="", advice=""):
        status, said = sentence_of(folder)
    assert status == 5
    assert f"another Khabar is running the Telegram bot of {folder} (process {os.getpid()})" in said


def test_a_damaged_store_is_one_sentence(folder: Path, sentence_of: Callable[..., tuple[int, str]]) -> None:
    (folder / "chats.db").write_bytes(b"damaged" * 1000)
    status, said = sentence_of(folder)
    assert status == 5
    assert "chats.db is damaged" in said


def test_the_doctor_asks_telegram_whose_the_token_is(
    telegram: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    def finding(token: str, base_url: str = telegram.base_url) -> str:
        monkeypatch.setenv("KHABAR_TELEGRAM_BASE_URL", base_url)
        monkeypatch.setenv("KHABAR_TELEGRAM_TOKEN", token)
        try:
            return check(load())
        except UsageError as error:
            return f"problem: {error}"

    assert "not set up: write /newbot" in finding("")
    assert finding(telegram.token) == "the token is @khabar_test_bot's"
    assert "BotFather" in finding("123:wrong")
    assert "can't be reached at http://127.0.0.1:9/bot" in finding(telegram.token, "http://127.0.0.1:9/bot")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def post(port: int, path: str, body: bytes, secret: str | None) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret is not None else {}
    try:
        connection.request("POST", path, body, headers)
        return connection.getresponse().status
    except (ConnectionError, http.client.HTTPException):
        return 0  # the connection was closed before all of the body was sent
    finally:
        connection.close()


def test_updates_pushed_to_the_webhook_are_taken_from_telegram_alone(telegram: BotApi, folder: Path) -> None:
    port = free_port()
    telegram.proxied["https://bot.example"] = f"http://127.0.0.1:{port}"
    settings = {
        "khabar_telegram_webhook_url": "https://bot.example/telegram",
        "khabar_telegram_webhook_secret": SECRET,
        "khabar_telegram_webhook_listen": f"127.0.0.1:{port}",
    }
    ada, eve = telegram.user("Ada"), telegram.user("Eve")
    with Command(telegram, folder, **settings) as bot:
        telegram.wait(lambda: telegram.webhook)
        telegram.say(ada, HOW_MANY)
        assert MAYOR in telegram.wait_for_reply(ada).text
        assert 200 in telegram.webhook_statuses
        from_eve = {
            "message_id": 1,
            "date": 1,
            "chat": {"id": eve.id, "type": "private"},
            "from": eve.as_json(),
            "text": HOW_MANY,
        }
        forged = json.dumps({"update_id": 999, "message": from_eve}).encode()
        assert post(port, "/telegram", forged, None) == 403
        assert post(port, "/telegram", forged, SECRET[:-1]) == 403
        assert post(port, "/telegram", forged, SECRET + "\u00e9") == 403
        assert post(port, "/other", forged, SECRET) == 404
        assert post(port, "/telegram", b"no JSON", SECRET) == 400
        assert post(port, "/telegram", b"[1, 2]", SECRET) == 400
        assert post(port, "/telegram", b"{" + b" " * 10_000_000, SECRET) in {0, 400, 413}
        telegram.say(ada, "/help")
        telegram.wait_for_reply(ada, 2)
        assert telegram.replies(eve) == []
        bot.process.terminate()
        assert bot.end(10) == 0
    assert SECRET not in bot.said
