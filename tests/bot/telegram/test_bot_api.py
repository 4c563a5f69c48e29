"""The test server itself: it must refuse what Telegram refuses, limit as it limits, and fail when told to."""

from __future__ import annotations

import http.client
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from bot_api import REAL_LIMITS, BotApi, Limit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot_api import User

OTHER, SECRET = "1:x", "s3cret"


def call(api: BotApi, method: str, token: str | None = None, **given: Any) -> dict[str, Any]:
    """The API's answer, called as python-telegram-bot calls it."""
    body = urlencode({name: one if isinstance(one, str) else json.dumps(one) for name, one in given.items()})
    connection = http.client.HTTPConnection("127.0.0.1", api.port, timeout=10)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", f"/bot{token or api.token}/{method}", body, headers)
        return dict(json.loads(connection.getresponse().read()))
    finally:
        connection.close()


def error(api: BotApi, method: str, **given: Any) -> tuple[int, str]:
    answer = call(api, method, **given)
    assert not answer["ok"], answer
    return answer["error_code"], answer["description"].removeprefix("Bad Request: ")


@pytest.fixture
def ada(telegram: BotApi) -> User:
    return telegram.user("Ada")


def button(**fields: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "a", **fields}]]}


def test_a_message_is_kept_as_the_person_sees_it(telegram: BotApi, ada: User) -> None:
    sent = call(
        telegram,
        "sendMessage",
        chat_id=ada.id,
        text="<b>Sirte</b> &lt;3",
        parse_mode="HTML",
        link_preview_options={"is_disabled": True},
        reply_markup=button(callback_data="x"),
    )["result"]
    (message,) = telegram.replies(ada)
    assert (message.id, message.text, message.preview) == (sent["message_id"], "Sirte <3", False)
    assert message.content.marked("bold") == ["Sirte"]
    assert list(message.buttons) == ["a"]


def test_an_unknown_token_is_unauthorized(telegram: BotApi) -> None:
    assert call(telegram, "getMe", token=OTHER)["error_code"] == 401
    assert call(telegram, "getMe")["result"]["is_bot"]


def test_an_unknown_method_is_not_found(telegram: BotApi) -> None:
    assert error(telegram, "sendMessages") == (404, "Not Found")
    assert error(telegram, "chat", chat_id=1) == (404, "Not Found")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n"}, "text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        (
            {"text": "<x>", "parse_mode": "HTML"},
            'can\'t parse entities: Unsupported start tag "x" at byte offset 0',
        ),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "a", "reply_markup": button(callback_data="é" * 33)}, "BUTTON_DATA_INVALID"),
        (
            {"text": "a", "reply_markup": button(url="javascript:alert(1)")},
            "inline keyboard button URL 'javascript:alert(1)' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "a", "reply_markup": button()},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"text": "a", "reply_parameters": {"message_id": 77}}, "message to be replied not found"),
    ],
)
def test_what_telegram_refuses_is_refused(
    telegram: BotApi, ada: User, given: dict[str, Any], sentence: str
) -> None:
    assert error(telegram, "sendMessage", chat_id=ada.id, **given) == (400, sentence)
    assert not telegram.replies(ada)


@pytest.mark.parametrize("text", ["a" * 4096, "😀" * 2048, "<b>" + "a" * 4096 + "</b>"])
def test_the_longest_text_goes_through(telegram: BotApi, ada: User, text: str) -> None:
    assert call(telegram, "sendMessage", chat_id=ada.id, text=text, parse_mode="HTML")["ok"]


def test_chats_that_cannot_be_written_to(telegram: BotApi, ada: User) -> None:
    stranger = telegram.user("Eve", started=False)
    telegram.block(ada)
    assert error(telegram, "sendMessage", chat_id=99, text="a") == (400, "chat not found")
    assert error(telegram, "sendMessage", chat_id=ada.id, text="a") == (
        403,
        "Forbidden: bot was blocked by the user",
    )
    assert error(telegram, "sendMessage", chat_id=stranger.id, text="a")[0] == 403


def test_a_group_that_moved_says_where_to(telegram: BotApi, ada: User) -> None:
    group = telegram.group("News", ada)
    new = telegram.move(group)
    answer = call(telegram, "sendMessage", chat_id=group.id, text="a")
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}


def test_edits_are_kept_and_must_change_something(telegram: BotApi, ada: User) -> None:
    sent = call(telegram, "sendMessage", chat_id=ada.id, text="a")["result"]["message_id"]
    where = {"chat_id": ada.id, "message_id": sent}
    assert call(telegram, "editMessageText", text="b", **where)["result"]["text"] == "b"
    assert error(telegram, "editMessageText", text="b", **where)[1].startswith("message is not modified")
    assert call(telegram, "editMessageReplyMarkup", reply_markup=button(callback_data="x"), **where)["ok"]
    assert [one.text for one in telegram.replies(ada)[0].edits] == ["a", "b"]
    theirs = telegram.say(ada, "hello")
    assert error(telegram, "editMessageText", text="c", chat_id=ada.id, message_id=theirs.id) == (
        400,
        "message can't be edited",
    )


def test_updates_are_forgotten_once_a_later_offset_is_asked_for(telegram: BotApi, ada: User) -> None:
    telegram.say(ada, "one")
    telegram.say(ada, "two /start")
    one, two = call(telegram, "getUpdates")["result"]
    assert [one["message"]["text"], two["message"]["entities"][0]["type"]] == ["one", "bot_command"]
    assert call(telegram, "getUpdates")["result"] == [one, two]
    assert call(telegram, "getUpdates", offset=two["update_id"])["result"] == [two]
    assert telegram.acknowledged == [one["update_id"]]


def test_a_long_poll_waits_for_an_update(telegram: BotApi, ada: User) -> None:
    with ThreadPoolExecutor() as pool:
        poll = pool.submit(call, telegram, "getUpdates", timeout=10)
        telegram.wait(lambda: telegram._poller)
        assert not poll.done()
        telegram.say(ada, "hello")
        assert poll.result()["result"][0]["message"]["text"] == "hello"


def test_of_two_pollers_the_first_is_turned_out(telegram: BotApi) -> None:
    with ThreadPoolExecutor() as pool:
        first = pool.submit(call, telegram, "getUpdates", timeout=10)
        telegram.wait(lambda: telegram._poller)
        pool.submit(call, telegram, "getUpdates", timeout=1)
        answer = first.result()
    assert (answer["error_code"], answer["description"]) == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )


@pytest.fixture
def hook() -> Iterator[tuple[int, list[tuple[str | None, dict[str, Any]]]]]:
    """A port where updates are taken in, with the secret they came with; the first is refused."""
    taken: list[tuple[str | None, dict[str, Any]]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            update = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            taken.append((self.headers["X-Telegram-Bot-Api-Secret-Token"], update))
            self.send_response(500 if len(taken) == 1 else 200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Hook)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server.server_port, taken
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_webhook_gets_the_secret_and_each_update_until_it_takes_it(
    telegram: BotApi, ada: User, hook: tuple[int, list[tuple[str | None, dict[str, Any]]]]
) -> None:
    port, taken = hook
    telegram.proxied["https://bot.example"] = f"http://127.0.0.1:{port}"
    assert call(telegram, "setWebhook", url="https://bot.example/hook", secret_token=SECRET)["ok"]
    sent = telegram.say(ada, "hello")
    telegram.wait(lambda: not telegram.updates)
    assert telegram.webhook_statuses == [500, 200]
    assert [(secret, update["message"]["message_id"]) for secret, update in taken] == [
        ("s3cret", sent.id)
    ] * 2
    assert error(telegram, "getUpdates")[0] == 409


def test_a_webhook_must_be_https(telegram: BotApi) -> None:
    assert error(telegram, "setWebhook", url="http://bot.example")[0] == 400


def test_a_chat_takes_one_message_a_second(ada_limited: tuple[BotApi, User]) -> None:
    api, ada = ada_limited
    first = call(api, "sendMessage", chat_id=ada.id, text="a")["result"]
    answer = call(api, "sendMessage", chat_id=ada.id, text="b")
    assert (answer["error_code"], answer["description"], answer["parameters"]) == (
        429,
        "Too Many Requests: retry after 1",
        {"retry_after": 1},
    )
    assert not api.hammered
    assert error(api, "editMessageText", chat_id=ada.id, message_id=first["message_id"], text="b")[0] == 429
    assert len(api.hammered) == 1  # it had been told to wait


@pytest.fixture
def ada_limited() -> Iterator[tuple[BotApi, User]]:
    with BotApi(limits=REAL_LIMITS) as api:
        yield api, api.user()


def test_all_chats_together_take_thirty_messages_a_second() -> None:
    with BotApi(limits=REAL_LIMITS._replace(overall=Limit(30, 600.0))) as api:
        people = [api.user() for _ in range(31)]
        statuses = [call(api, "sendMessage", chat_id=one.id, text="a")["ok"] for one in people]
    assert statuses == [True] * 30 + [False]


def test_a_group_takes_twenty_messages_a_minute() -> None:
    with BotApi(limits=REAL_LIMITS._replace(chat=Limit(100, 1.0))) as api:
        group = api.group("News", api.user())
        statuses = [call(api, "sendMessage", chat_id=group.id, text="a")["ok"] for _ in range(21)]
        assert statuses == [True] * 20 + [False]
        assert call(api, "sendMessage", chat_id=group.id, text="a")["parameters"]["retry_after"] > 50


def test_drafts_are_for_private_chats(telegram: BotApi, ada: User) -> None:
    assert call(telegram, "sendMessageDraft", chat_id=ada.id, draft_id=1, text="so far")["ok"]
    assert [draft.text for _, draft in telegram.chats[ada.id].drafts] == ["so far"]
    group = telegram.group("News", ada)
    assert error(telegram, "sendMessageDraft", chat_id=group.id, draft_id=1, text="a")[0] == 400


def test_a_callback_query_is_answered_once(telegram: BotApi, ada: User) -> None:
    call(telegram, "sendMessage", chat_id=ada.id, text="a", reply_markup=button(callback_data="x:1"))
    query = telegram.press(ada, telegram.replies(ada)[0], "a")
    (update,) = call(telegram, "getUpdates")["result"]
    assert update["callback_query"]["data"] == "x:1"
    assert call(telegram, "answerCallbackQuery", callback_query_id=query, text="done")["ok"]
    assert error(telegram, "answerCallbackQuery", callback_query_id=query)[1].startswith("query is too old")


def result(number: int, text: str = "a") -> dict[str, Any]:
    return {
        "type": "article",
        "id": str(number),
        "title": "a",
        "input_message_content": {"message_text": text, "parse_mode": "HTML"},
    }


@pytest.mark.parametrize(
    ("results", "sentence"),
    [
        ([result(n) for n in range(51)], "RESULTS_TOO_MUCH"),
        ([result(1), result(1)], "RESULT_ID_DUPLICATE"),
        ([result(1, "<x>")], 'can\'t parse entities: Unsupported start tag "x" at byte offset 0'),
    ],
)
def test_inline_results_are_checked(
    telegram: BotApi, ada: User, results: list[dict[str, Any]], sentence: str
) -> None:
    query = telegram.ask_inline(ada, "Sirte")
    assert error(telegram, "answerInlineQuery", inline_query_id=query, results=results) == (400, sentence)


def test_commands_are_kept_by_language_and_checked(telegram: BotApi) -> None:
    commands = [{"command": "start", "description": "ابدأ"}]
    assert call(telegram, "setMyCommands", commands=commands, language_code="ar")["ok"]
    assert telegram.commands["default", "ar"] == commands
    commands = [{"command": "Start!", "description": "x"}]
    assert error(telegram, "setMyCommands", commands=commands) == (400, "BOT_COMMAND_INVALID")


def test_faults_strike_as_told(telegram: BotApi, ada: User) -> None:
    fault = telegram.fail("sendMessage", 500, times=2)
    assert [call(telegram, "sendMessage", chat_id=ada.id, text="a")["ok"] for _ in range(3)] == [
        False,
        False,
        True,
    ]
    assert fault.struck == 2
    assert len(telegram.replies(ada)) == 1


@pytest.mark.parametrize("acted", [True, False])
def test_a_dropped_call_is_done_or_not_and_never_answered(
    telegram: BotApi, ada: User, *, acted: bool
) -> None:
    drop = telegram.drop("sendMessage", acted=acted)
    with pytest.raises(http.client.RemoteDisconnected):
        call(telegram, "sendMessage", chat_id=ada.id, text="a")
    assert (drop.struck, len(telegram.replies(ada))) == (1, int(acted))


def test_updates_can_be_repeated_and_reordered(telegram: BotApi, ada: User) -> None:
    with telegram.held() as queue:
        one, two = telegram.say(ada, "one"), telegram.say(ada, "two")
        assert call(telegram, "getUpdates")["result"] == []
        queue.reverse()
        queue.append(queue[0])
    updates = call(telegram, "getUpdates")["result"]
    assert [update["message"]["message_id"] for update in updates] == [two.id, one.id, two.id]
