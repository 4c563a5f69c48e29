"""A Bot API server on loopback: a small honest implementation, to be used through `base_url`.

It refuses what Telegram refuses, in Telegram's words; it keeps what users would see; it fails as the test says.

    with BotApi() as telegram:                      # telegram.base_url, telegram.token
        ada = telegram.user("Ada", language="en")
        telegram.say(ada, "Who mediated?")          # a private message; say(ada, "…", chat=group) in a group
        answer = telegram.wait_for_reply(ada)       # the Message the bot sent, as ada sees it
        telegram.press(ada, answer, "[1]")          # a button, by its label
        drop = telegram.drop("sendMessage", acted=True)  # the next one is done, but its sender never hears so
        …
        assert drop.struck == 1

It runs in threads of the test's process, so that a bot killed in a process of its own finds it as it was. All of a
test's calls, and all of a bot's, hold one lock; `wait` lets it go.
"""

from __future__ import annotations

import hmac
import http.client
import json
import math
import re
import secrets
import socket
import threading
import time
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from markup import CannotParseError, Formatted, formatted, units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Self

MOST_TEXT = 4096  # UTF-16 code units once entities are parsed
MOST_CALLBACK_DATA = 64  # bytes
MOST_BUTTONS, MOST_IN_A_ROW = 100, 8
MOST_CALLBACK_ANSWER = 200  # characters
MOST_INLINE_RESULTS, MOST_RESULT_ID = 50, 64
MOST_COMMANDS = 100
MOST_HTML = 35_000  # bytes of a text before it is parsed
DESCRIPTIONS = {"description": 512, "short_description": 120, "name": 64}
ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
METHODS = {
    name: re.sub(r"(?=[A-Z])", "_", f"_{name}").lower()
    for name in (
        "getMe getUpdates setWebhook deleteWebhook getWebhookInfo sendMessage editMessageText"
        " editMessageReplyMarkup deleteMessage sendMessageDraft sendChatAction answerCallbackQuery"
        " answerInlineQuery setMyCommands getMyCommands setMyDescription setMyShortDescription setMyName"
        " getChat getChatMember leaveChat"
    ).split()
}


class Limit(NamedTuple):
    """At most `count` messages in any `seconds`."""

    count: int
    seconds: float


class Limits(NamedTuple):
    """The flood limits that Telegram's FAQ names; edits count as messages.

    Telegram lets short bursts pass; this doesn't, but for 50 ms that the way here may take more or less.
    """

    chat: Limit
    group: Limit
    overall: Limit


REAL_LIMITS = Limits(chat=Limit(1, 0.95), group=Limit(20, 60.0), overall=Limit(30, 0.95))
NO_LIMITS = Limits(*(Limit(10**9, 1.0) for _ in range(3)))


class Refused(Exception):  # noqa: N818  (what the API answers is no fault of this program)
    """A call that the API answers with an error."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters

    @classmethod
    def bad(cls, description: str) -> Refused:
        return cls(400, f"Bad Request: {description}")


@dataclass(frozen=True)
class User:
    """A person; private chats have their ids."""

    id: int
    first_name: str
    language: str | None = "en"
    username: str | None = None

    def as_json(self) -> dict[str, Any]:
        known = {"language_code": self.language, "username": self.username}
        return {"id": self.id, "is_bot": False, "first_name": self.first_name} | {
            name: value for name, value in known.items() if value
        }


@dataclass
class Chat:
    """A conversation as its members see it."""

    id: int
    title: str = ""
    members: set[int] = field(default_factory=set)
    messages: dict[int, Message] = field(default_factory=dict)
    open: bool = True  # a private chat that the person began; a group that the bot is in
    blocked: bool = False
    moved_to: int | None = None
    actions: list[str] = field(default_factory=list)
    drafts: list[tuple[int, Formatted]] = field(default_factory=list)

    @property
    def private(self) -> bool:
        return self.id > 0


@dataclass
class Message:
    """A message as it stands in a chat.

    Attributes:
        sender: None: the bot.
        keyboard: rows of inline buttons, each as it was sent.
        edits: what it said before, oldest first.
        chat: None for a message that inline mode put into somebody else's chat.
    """

    id: int
    chat: int
    sender: User | None
    content: Formatted
    keyboard: list[list[dict[str, Any]]] = field(default_factory=list)
    reply_to: int | None = None
    preview: bool = True
    at: float = field(default_factory=time.time)
    edits: list[Formatted] = field(default_factory=list)
    inline_id: str | None = None

    @property
    def text(self) -> str:
        return self.content.text

    @property
    def buttons(self) -> dict[str, dict[str, Any]]:
        """The buttons by their labels."""
        return {button["text"]: button for row in self.keyboard for button in row}


class Call(NamedTuple):
    """A call that the bot made, and how it was answered (0: it was not)."""

    at: float
    method: str
    parameters: dict[str, Any]
    status: int
    description: str = ""


@dataclass
class Fault:
    """Something that goes wrong with calls of a method.

    Attributes:
        times: how often yet.
        chat: with this chat only.
        acted: what the call asks for is done all the same.
        answer: status, body and kind of it that are sent; None: the connection is closed without a word.
        seconds: to wait before anything else.
        struck: how often it did.
    """

    method: str
    times: int = 1
    chat: int | None = None
    acted: bool = False
    answer: tuple[int, bytes, str] | None = None
    seconds: float = 0.0
    only_delays: bool = False
    struck: int = 0


class BotApi:
    """The server, and what tests ask of it."""

    def __init__(self, *, limits: Limits = NO_LIMITS, token: str | None = None) -> None:
        self.token = token or f"{secrets.randbelow(10**9) + 10**9}:{secrets.token_urlsafe(26)}"
        self.me = {
            "id": int(self.token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Khabar",
            "username": "khabar_test_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }
        self.limits = limits
        self.changed = threading.Condition(threading.RLock())
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.inline_messages: dict[str, Message] = {}
        self.calls: list[Call] = []
        self.hammered: list[Call] = []  # made while the bot had been told to wait
        self.conflicts = 0
        self.updates: list[dict[str, Any]] = []  # not yet acknowledged, in the order of delivery
        self.acknowledged: list[int] = []
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}  # by scope and language
        self.descriptions: dict[tuple[str, str], str] = {}  # by what and language
        self.callback_answers: dict[str, dict[str, Any]] = {}
        self.inline_answers: dict[str, list[dict[str, Any]]] = {}
        self.webhook: dict[str, Any] = {}
        self.webhook_statuses: list[int] = []
        self.proxied: dict[str, str] = {}  # https://… that a proxy takes in: where it hands it on to
        self._next = dict.fromkeys(("user", "group", "message", "update"), 1) | {"user": 1001, "group": 5001}
        self._held = False
        self._faults: list[Fault] = []
        self._sent: dict[object, deque[float]] = {}
        self._closed_until: dict[int, float] = {}
        self._poller: object = None
        self._queries: set[str] = set()
        self._stopping = False

    # Running

    def __enter__(self) -> Self:
        api = self

        class Handler(_Handler):
            server_api = api

        self._server = _Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_port
        self._threads = [
            threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True),
            threading.Thread(target=self._deliver_to_webhook, daemon=True),
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self.changed:
            self._stopping = True
            self.changed.notify_all()
        self._server.shutdown()
        self._server.server_close()
        for thread in self._threads:
            thread.join()

    @property
    def base_url(self) -> str:
        """As python-telegram-bot takes it."""
        return f"http://127.0.0.1:{self.port}/bot"

    # People and what they do

    def user(
        self,
        name: str = "Ada",
        *,
        language: str | None = "en",
        username: str | None = None,
        started: bool = True,
    ) -> User:
        """A new person; `started`: the bot may write to them."""
        with self.changed:
            user = User(self._number("user"), name, language, username)
            self.users[user.id] = user
            self.chats[user.id] = Chat(user.id, members={user.id}, open=started)
            return user

    def group(self, title: str, *members: User) -> Chat:
        """A new group with the bot in it."""
        with self.changed:
            number = -self._number("group")
            self.chats[number] = Chat(number, title, {member.id for member in members})
            return self.chats[number]

    def say(
        self,
        user: User,
        text: str,
        *,
        chat: Chat | None = None,
        reply_to: Message | None = None,
        update_id: int | None = None,
    ) -> Message:
        """A person's message in the private chat or a group."""
        content = formatted(text, html=False)
        return self.send(
            user, chat=chat, reply_to=reply_to, update_id=update_id, content=content, **_texts(content)
        )

    def send(
        self,
        user: User,
        *,
        chat: Chat | None = None,
        reply_to: Message | None = None,
        update_id: int | None = None,
        content: Formatted = Formatted(""),  # noqa: B008  (immutable)
        **fields: Any,
    ) -> Message:
        """A person's message of any kind: `send(ada, voice={...})`, fields as in the Bot API."""
        with self.changed:
            place = chat or self.chats[user.id]
            place.open = True
            message = self._keep(place, user, content, reply_to=reply_to.id if reply_to else None)
            self.deliver({"message": self.message_json(message) | fields}, update_id)
            return message

    def edit(self, message: Message, text: str) -> None:
        """A person edits a message of theirs."""
        with self.changed:
            message.edits.append(message.content)
            message.content = formatted(text, html=False)
            edited = self.message_json(message) | {"edit_date": int(time.time())}
            self.deliver({"edited_message": edited})

    def press(self, user: User, message: Message, label: str) -> str:
        """A person presses the button that begins with a label; the query's id."""
        with self.changed:
            found = [button for text, button in message.buttons.items() if text.startswith(label)]
            assert found, f"no button {label!r} among {list(message.buttons)}"
            return self.press_data(user, message, found[0]["callback_data"])

    def press_data(self, user: User, message: Message, data: str) -> str:
        """A person's client sends callback data, whether or not a button has it; the query's id."""
        with self.changed:
            query = self._query()
            where = (
                {"inline_message_id": message.inline_id}
                if message.inline_id
                else {"message": self.message_json(message)}
            )
            self.deliver(
                {
                    "callback_query": {
                        "id": query,
                        "from": user.as_json(),
                        "chat_instance": "1",
                        "data": data,
                        **where,
                    }
                }
            )
            return query

    def ask_inline(self, user: User, text: str) -> str:
        """A person types `@bot text`; the query's id."""
        with self.changed:
            query = self._query()
            self.deliver({"inline_query": {"id": query, "from": user.as_json(), "query": text, "offset": ""}})
            return query

    def choose_inline(self, user: User, query: str, number: int = 0) -> Message:
        """A person sends one of the results of an inline query."""
        with self.changed:
            result = self.inline_answers[query][number]
            content = result["input_message_content"]
            sent = formatted(content["message_text"], html=content.get("parse_mode") == "HTML")
            keyboard = result.get("reply_markup", {}).get("inline_keyboard", [])
            message = Message(self._number("message"), 0, user, sent, keyboard)
            message.inline_id = secrets.token_hex(8) if keyboard else None
            if message.inline_id:
                self.inline_messages[message.inline_id] = message
            chosen = {"result_id": result["id"], "from": user.as_json(), "query": ""}
            if message.inline_id:
                chosen["inline_message_id"] = message.inline_id
            self.deliver({"chosen_inline_result": chosen})
            return message

    def block(self, user: User, *, blocked: bool = True) -> None:
        """A person blocks the bot, or lets it in again."""
        with self.changed:
            self.chats[user.id].blocked = blocked
            member = {"user": self.me, "status": "kicked" if blocked else "member"}
            old = {"user": self.me, "status": "member" if blocked else "kicked"}
            if blocked:
                member["until_date"] = 0
            else:
                old["until_date"] = 0
            self.deliver(
                {
                    "my_chat_member": {
                        "chat": self.chat_json(self.chats[user.id]),
                        "from": user.as_json(),
                        "date": int(time.time()),
                        "old_chat_member": old,
                        "new_chat_member": member,
                    }
                }
            )

    def move(self, group: Chat) -> Chat:
        """A group becomes a supergroup, with another id."""
        with self.changed:
            new = replace(group, id=-(10**12) - self._number("group"), messages={})
            self.chats[new.id] = new
            group.moved_to = new.id
            return new

    def deliver(self, update: dict[str, Any], update_id: int | None = None) -> int:
        """Queue an update for the bot; one with an id that was there before is a repeated one."""
        with self.changed:
            number = self._number("update") if update_id is None else update_id
            self.updates.append({"update_id": number} | update)
            self.changed.notify_all()
            return number

    @contextmanager
    def held(self) -> Iterator[list[dict[str, Any]]]:
        """Deliver nothing meanwhile; the queue may be put into another order, repeated or thinned out."""
        with self.changed:
            self._held = True
        try:
            yield self.updates
        finally:
            with self.changed:
                self._held = False
                self.changed.notify_all()

    # What goes wrong

    def fail(
        self,
        method: str,
        status: int = 500,
        *,
        times: int = 1,
        chat: int | None = None,
        html: bool = False,
        acted: bool = False,
    ) -> Fault:
        """Answer with an error of the server's own, as JSON or as a proxy's HTML page."""
        reason = http.client.responses[status]
        page = f"<html><head><title>{status} {reason}</title></head></html>".encode()
        said = json.dumps({"ok": False, "error_code": status, "description": reason}).encode()
        answer = (status, page, "text/html") if html else (status, said, "application/json")
        return self._fault(Fault(method, times, chat, acted, answer))

    def flood(self, method: str, retry_after: int, *, times: int = 1, chat: int | None = None) -> Fault:
        """Answer 429, asking to wait for so many seconds."""
        said = {
            "ok": False,
            "error_code": 429,
            "description": f"Too Many Requests: retry after {retry_after}",
            "parameters": {"retry_after": retry_after},
        }
        return self._fault(
            Fault(method, times, chat, answer=(429, json.dumps(said).encode(), "application/json"))
        )

    def drop(self, method: str, *, acted: bool, times: int = 1, chat: int | None = None) -> Fault:
        """Take the call and close the connection without a word, having done what it asks or not."""
        return self._fault(Fault(method, times, chat, acted))

    def delay(self, method: str, seconds: float, *, times: int = 1, chat: int | None = None) -> Fault:
        """Answer late."""
        return self._fault(Fault(method, times, chat, seconds=seconds, only_delays=True))

    # What tests look at

    def wait(self, until: Callable[[], Any], seconds: float = 60.0) -> Any:
        """What `until` returns once it is true; checked whenever something changes."""
        with self.changed:
            self.changed.wait_for(until, seconds)
            found = until()
            assert found, f"nothing came of it in {seconds} s; the last calls: {self.calls[-5:]}"
            return found

    def wait_for_reply(self, to: User | Chat, number: int = 1, seconds: float = 60.0) -> Message:
        """The bot's latest message in a chat, once there are so many."""
        self.wait(lambda: len(self.replies(to)) >= number, seconds)
        return self.replies(to)[-1]

    def wait_for_edit(self, message: Message, number: int = 1, seconds: float = 60.0) -> Message:
        """The message, once it was edited so often."""
        self.wait(lambda: len(message.edits) >= number, seconds)
        return message

    def replies(self, to: User | Chat) -> list[Message]:
        """What the bot has said in a chat."""
        with self.changed:
            return [message for message in self.chats[to.id].messages.values() if message.sender is None]

    def called(self, method: str) -> list[Call]:
        """The calls of one method, in order."""
        with self.changed:
            return [call for call in self.calls if call.method == method]

    # The Bot API's methods: each takes the call's parameters and returns the result, or raises Refused

    def _get_me(self, _: dict[str, Any]) -> Any:
        return self.me

    def _get_updates(self, given: dict[str, Any]) -> Any:
        """Long polling; of two that poll at once the earlier one is turned out, as Telegram does it."""
        if self.webhook:
            raise Refused(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        offset, limit = int(given.get("offset", 0)), int(given.get("limit", 100))
        self._acknowledge(lambda update: update.get("update_id", 0) < offset)
        poller = self._poller = object()
        self.changed.notify_all()
        seconds = min(float(given.get("timeout", 0)), 50.0)
        self.changed.wait_for(
            lambda: self._stopping or self._poller is not poller or (self.updates and not self._held), seconds
        )
        if self._poller is not poller:
            self.conflicts += 1
            raise Refused(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )
        self._poller = None
        return [] if self._held else self.updates[: max(1, min(limit, 100))]

    def _set_webhook(self, given: dict[str, Any]) -> Any:
        url, secret = given.get("url", ""), given.get("secret_token", "")
        if url and urlsplit(url).scheme != "https":
            raise Refused.bad("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            raise Refused.bad("secret token contains unallowed characters")
        if not 1 <= int(given.get("max_connections", 40)) <= 100:
            raise Refused.bad("max_connections must be between 1 and 100")
        if given.get("drop_pending_updates") in {True, "true"}:
            self._acknowledge(lambda _: True)
        self.webhook = {"url": url, "secret": secret} if url else {}
        self._poller = None
        self.changed.notify_all()
        return True

    def _delete_webhook(self, given: dict[str, Any]) -> Any:
        return self._set_webhook({"drop_pending_updates": given.get("drop_pending_updates")})

    def _get_webhook_info(self, _: dict[str, Any]) -> Any:
        return {
            "url": self.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates),
        }

    def _send_message(self, given: dict[str, Any]) -> Any:
        chat = self._chat(given)
        content, keyboard = _content(given), _keyboard(given.get("reply_markup"))
        reply_to = self._replied(chat, given.get("reply_parameters"))
        self._count(chat)
        preview = not (given.get("link_preview_options") or {}).get("is_disabled", False)
        message = self._keep(chat, None, content, keyboard=keyboard, reply_to=reply_to, preview=preview)
        return self.message_json(message)

    def _edit_message_text(self, given: dict[str, Any]) -> Any:
        message = self._own_message(given)
        content, keyboard = _content(given), _keyboard(given.get("reply_markup"))
        preview = not (given.get("link_preview_options") or {}).get("is_disabled", False)
        return self._edit(message, content, keyboard, preview=preview)

    def _edit_message_reply_markup(self, given: dict[str, Any]) -> Any:
        message = self._own_message(given)
        return self._edit(
            message, message.content, _keyboard(given.get("reply_markup")), preview=message.preview
        )

    def _send_message_draft(self, given: dict[str, Any]) -> Any:
        chat = self._chat(given)
        if not chat.private:
            raise Refused.bad("TEXTDRAFT_PEER_INVALID")
        if not int(given.get("draft_id", 0)):
            raise Refused.bad("TEXTDRAFT_ID_INVALID")
        content = _content(given) if given.get("text") else Formatted("")
        chat.drafts.append((int(given["draft_id"]), content))
        return True

    def _send_chat_action(self, given: dict[str, Any]) -> Any:
        chat = self._chat(given)
        if given.get("action") not in ACTIONS:
            raise Refused.bad("wrong parameter action in request")
        chat.actions.append(given["action"])
        return True

    def _answer_callback_query(self, given: dict[str, Any]) -> Any:
        self._open_query(given.get("callback_query_id"))
        if len(given.get("text", "")) > MOST_CALLBACK_ANSWER:
            raise Refused.bad("MESSAGE_TOO_LONG")
        self.callback_answers[given["callback_query_id"]] = given
        return True

    def _answer_inline_query(self, given: dict[str, Any]) -> Any:
        self._open_query(given.get("inline_query_id"))
        results = given.get("results")
        if not isinstance(results, list):
            raise Refused.bad("can't parse inline query results JSON object")
        if len(results) > MOST_INLINE_RESULTS:
            raise Refused.bad("RESULTS_TOO_MUCH")
        ids = [str(result.get("id", "")) for result in results]
        if not all(1 <= len(one.encode()) <= MOST_RESULT_ID for one in ids):
            raise Refused.bad("RESULT_ID_INVALID")
        if len(set(ids)) < len(ids):
            raise Refused.bad("RESULT_ID_DUPLICATE")
        for result in results:
            if result.get("type") != "article" or not result.get("title"):
                raise Refused.bad("ARTICLE_TITLE_EMPTY")
            content = result.get("input_message_content") or {}
            _content({**content, "text": content.get("message_text", "")})
            _keyboard(result.get("reply_markup"))
        self.inline_answers[given["inline_query_id"]] = results
        return True

    def _set_my_commands(self, given: dict[str, Any]) -> Any:
        commands = given.get("commands")
        if not isinstance(commands, list) or len(commands) > MOST_COMMANDS:
            raise Refused.bad("can't parse commands")
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command.get("command", "")):
                raise Refused.bad("BOT_COMMAND_INVALID")
            if not 1 <= len(command.get("description", "")) <= 256:
                raise Refused.bad("BOT_COMMAND_DESCRIPTION_INVALID")
        scope = (given.get("scope") or {}).get("type", "default")
        self.commands[scope, _language(given)] = commands
        return True

    def _get_my_commands(self, given: dict[str, Any]) -> Any:
        scope = (given.get("scope") or {}).get("type", "default")
        return self.commands.get((scope, _language(given)), [])

    def _describe(self, what: str, given: dict[str, Any]) -> Any:
        if len(given.get(what, "")) > DESCRIPTIONS[what]:
            raise Refused.bad(f"{what} is too long")
        self.descriptions[what, _language(given)] = given.get(what, "")
        return True

    def _set_my_description(self, given: dict[str, Any]) -> Any:
        return self._describe("description", given)

    def _set_my_short_description(self, given: dict[str, Any]) -> Any:
        return self._describe("short_description", given)

    def _set_my_name(self, given: dict[str, Any]) -> Any:
        return self._describe("name", given)

    def _get_chat_member(self, given: dict[str, Any]) -> Any:
        chat, user = self._chat(given), self.users.get(int(given.get("user_id", 0)))
        if user is None:
            raise Refused.bad("invalid user_id specified")
        return {"user": user.as_json(), "status": "member" if user.id in chat.members else "left"}

    def _get_chat(self, given: dict[str, Any]) -> Any:
        chat = self._chat(given)
        limits = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}
        return self.chat_json(chat) | limits

    def _delete_message(self, given: dict[str, Any]) -> Any:
        chat = self._chat(given)
        if chat.messages.pop(int(given.get("message_id", 0)), None) is None:
            raise Refused.bad("message to delete not found")
        return True

    def _leave_chat(self, given: dict[str, Any]) -> Any:
        self._chat(given).open = False
        return True

    # How calls are answered

    def answer(self, token: str, method: str, given: dict[str, Any]) -> tuple[int, bytes, str] | None:
        """Status, body and kind of it for a call; None: close the connection."""
        with self.changed:
            fault = self._struck(method, given)
        if fault and fault.seconds:
            time.sleep(fault.seconds)
        with self.changed:
            if fault and not fault.only_delays:
                if fault.acted:
                    status, body = self._result(token, method, given)
                    if status != 200:  # what can't be done is not done, and said
                        return status, body, "application/json"
                self._log(method, given, fault.answer[0] if fault.answer else 0, "fault")
                return fault.answer
            status, body = self._result(token, method, given)
            return status, body, "application/json"

    def _result(self, token: str, method: str, given: dict[str, Any]) -> tuple[int, bytes]:
        try:
            result = self._method(token, method)(given)
        except Refused as refused:
            self._log(method, given, refused.code, refused.description)
            said: dict[str, Any] = {
                "ok": False,
                "error_code": refused.code,
                "description": refused.description,
            }
            if refused.parameters:
                said["parameters"] = refused.parameters
            return refused.code, json.dumps(said).encode()
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            description = f"Bad Request: a parameter has another type than it should ({error!r})"
            self._log(method, given, 400, description)
            return 400, json.dumps({"ok": False, "error_code": 400, "description": description}).encode()
        self._log(method, given, 200)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _method(self, token: str, name: str) -> Callable[[dict[str, Any]], Any]:
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            raise Refused(401, "Unauthorized")
        if name not in METHODS:
            raise Refused(404, "Not Found")
        method: Callable[[dict[str, Any]], Any] = getattr(self, METHODS[name])
        return method

    def _log(self, method: str, given: dict[str, Any], status: int, description: str = "") -> None:
        self.calls.append(Call(time.monotonic(), method, given, status, description))
        self.changed.notify_all()

    def _fault(self, fault: Fault) -> Fault:
        with self.changed:
            self._faults.append(fault)
            return fault

    def _struck(self, method: str, given: dict[str, Any]) -> Fault | None:
        for fault in self._faults:
            if (
                fault.method == method
                and fault.times
                and fault.chat in {None, _integer(given.get("chat_id"))}
            ):
                fault.times -= 1
                fault.struck += 1
                self.changed.notify_all()
                return fault
        return None

    def _acknowledge(self, gone: Callable[[dict[str, Any]], bool]) -> None:
        self.acknowledged += [update.get("update_id", 0) for update in self.updates if gone(update)]
        self.updates[:] = [update for update in self.updates if not gone(update)]

    def _chat(self, given: dict[str, Any]) -> Chat:
        chat = self.chats.get(_integer(given.get("chat_id")))
        if not given.get("chat_id"):
            raise Refused.bad("chat_id is empty")
        if chat is None:
            raise Refused.bad("chat not found")
        if chat.moved_to:
            raise Refused(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.moved_to,
            )
        if chat.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if not chat.open:
            private = "bot can't initiate conversation with a user"
            raise Refused(
                403, f"Forbidden: {private if chat.private else 'bot was kicked from the group chat'}"
            )
        return chat

    def _own_message(self, given: dict[str, Any]) -> Message:
        if inline_id := given.get("inline_message_id"):
            if inline_id not in self.inline_messages:
                raise Refused.bad("MESSAGE_ID_INVALID")
            return self.inline_messages[inline_id]
        message = self._chat(given).messages.get(int(given.get("message_id", 0)))
        if message is None:
            raise Refused.bad("message to edit not found")
        if message.sender is not None:
            raise Refused.bad("message can't be edited")
        return message

    def _replied(self, chat: Chat, reply: dict[str, Any] | None) -> int | None:
        if not reply:
            return None
        if int(reply.get("message_id", 0)) in chat.messages:
            return int(reply["message_id"])
        if reply.get("allow_sending_without_reply"):
            return None
        raise Refused.bad("message to be replied not found")

    def _edit(
        self, message: Message, content: Formatted, keyboard: list[list[dict[str, Any]]], *, preview: bool
    ) -> Any:
        if (message.content, message.keyboard) == (content, keyboard):
            raise Refused.bad(
                "message is not modified: specified new message content and reply markup are exactly the same "
                "as a current content and reply markup of the message"
            )
        if not message.inline_id:
            self._count(self.chats[message.chat])
        message.edits.append(message.content)
        message.content, message.keyboard, message.preview = content, keyboard, preview
        return True if message.inline_id else self.message_json(message)

    def _count(self, chat: Chat) -> None:
        """Let a message to a chat through, or not yet."""
        now = time.monotonic()
        counted: list[tuple[object, Limit]] = [("all", self.limits.overall), (chat.id, self.limits.chat)]
        if not chat.private:
            counted.append(((chat.id, "group"), self.limits.group))
        wait = self._closed_until.get(chat.id, 0.0) - now
        if wait > 0:
            self.hammered.append(Call(now, "", {"chat_id": chat.id}, 429))
        for key, limit in counted:
            sent = self._sent.setdefault(key, deque())
            while sent and sent[0] <= now - limit.seconds:
                sent.popleft()
            if len(sent) >= limit.count:
                wait = max(wait, sent[0] + limit.seconds - now)
        if wait > 0:
            seconds = max(1, math.ceil(wait))
            self._closed_until[chat.id] = max(self._closed_until.get(chat.id, 0.0), now + wait)
            raise Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        for key, _ in counted:
            self._sent[key].append(now)

    def _keep(self, chat: Chat, sender: User | None, content: Formatted, **more: Any) -> Message:
        message = Message(self._number("message"), chat.id, sender, content, **more)
        chat.messages[message.id] = message
        return message

    def _query(self) -> str:
        query = str(secrets.randbelow(10**18))
        self._queries.add(query)
        return query

    def _open_query(self, query: object) -> None:
        if query not in self._queries:
            raise Refused.bad("query is too old and response timeout expired or query ID is invalid")
        self._queries.discard(str(query))

    def _number(self, what: str) -> int:
        self._next[what] += 1
        return self._next[what] - 1

    def message_json(self, message: Message) -> dict[str, Any]:
        """A message as the Bot API shows it."""
        chat = self.chats[message.chat]
        shown = {
            "message_id": message.id,
            "date": int(message.at),
            "chat": self.chat_json(chat),
            "from": message.sender.as_json() if message.sender else self.me,
            **_texts(message.content),
        }
        if message.keyboard:
            shown["reply_markup"] = {"inline_keyboard": message.keyboard}
        if message.edits:
            shown["edit_date"] = int(time.time())
        if message.reply_to and (replied := chat.messages.get(message.reply_to)):
            shown["reply_to_message"] = self.message_json(replace(replied, reply_to=None))
        return shown

    def chat_json(self, chat: Chat) -> dict[str, Any]:
        """A chat as the Bot API shows it."""
        if chat.private:
            user = self.users[chat.id].as_json()
            user.pop("is_bot")
            user.pop("language_code", None)
            return user | {"type": "private"}
        return {"id": chat.id, "title": chat.title, "type": "supergroup" if chat.id < -(10**12) else "group"}

    # Webhook

    def _deliver_to_webhook(self) -> None:
        """One update at a time, again until it is taken: any 2xx."""
        while True:
            with self.changed:
                self.changed.wait_for(
                    lambda: self._stopping or (self.webhook and self.updates and not self._held)
                )
                if self._stopping:
                    return
                update, webhook = self.updates[0], dict(self.webhook)
            status = self._post(webhook, update)
            with self.changed:
                self.webhook_statuses.append(status)
                if 200 <= status < 300:
                    with suppress(ValueError):
                        self.updates.remove(update)
                        self.acknowledged.append(update["update_id"])
                self.changed.notify_all()
                if not 200 <= status < 300:
                    self.changed.wait(0.2)

    def _post(self, webhook: dict[str, Any], update: dict[str, Any]) -> int:
        """Hand an update to the webhook through the proxy in front of it; 0: nobody answers."""
        url = webhook["url"]
        for outside, inside in self.proxied.items():
            if url.startswith(outside):
                url = inside + url[len(outside) :]
        parts = urlsplit(url)
        headers = {"Content-Type": "application/json"}
        if webhook["secret"]:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook["secret"]
        try:
            connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
            connection.request("POST", parts.path or "/", json.dumps(update), headers)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 1024

    def handle_error(self, *_: object) -> None:
        """A bot that goes away in the middle is nothing to report."""


class _Handler(BaseHTTPRequestHandler):
    server_api: BotApi
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # status, headers and body leave together

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        where = re.fullmatch(r"/bot([^/]+)/(\w+)", urlsplit(self.path).path)
        if not where:
            self._reply(404, b'{"ok":false,"error_code":404,"description":"Not Found"}', "application/json")
            return
        try:
            given = _parameters(body, self.headers.get_content_type(), urlsplit(self.path).query)
        except ValueError:
            said = {
                "ok": False,
                "error_code": 400,
                "description": "Bad Request: strings must be encoded in UTF-8",
            }
            self._reply(400, json.dumps(said).encode(), "application/json")
            return
        answer = self.server_api.answer(where[1], where[2], given)
        if answer is None:
            self.close_connection = True
            with suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
            return
        self._reply(*answer)

    do_GET = do_POST  # noqa: N815

    def _reply(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Nothing: calls are kept."""


_NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)
_NESTED = {
    "reply_markup",
    "link_preview_options",
    "reply_parameters",
    "results",
    "commands",
    "scope",
    "entities",
}


def _parameters(body: bytes, kind: str, query: str) -> dict[str, Any]:
    """A call's parameters, from a form or JSON; what is nested comes as JSON in a form."""
    given: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True, errors="strict"))
    if kind == "application/json":
        return given | dict(json.loads(body or b"{}"))
    given |= parse_qsl(body.decode(), keep_blank_values=True, errors="strict")
    return {name: json.loads(value) if name in _NESTED else value for name, value in given.items()}


def _content(given: dict[str, Any]) -> Formatted:
    """The text of a call as it will be shown."""
    text = given.get("text", "")
    mode = given.get("parse_mode") or ""
    if mode not in {"", "HTML"}:
        raise Refused.bad(f"unsupported parse_mode {mode}: this server knows HTML only")
    if given.get("entities"):
        raise Refused.bad("this server knows no entities parameter")
    if not text:
        raise Refused.bad("message text is empty")
    if len(text.encode()) > MOST_HTML:
        raise Refused.bad("message is too long")
    try:
        content = formatted(text, html=mode == "HTML")
    except CannotParseError as error:
        raise Refused.bad(f"can't parse entities: {error}") from error
    if not content.text:
        raise Refused.bad("text must be non-empty")
    if units(content.text) > MOST_TEXT:
        raise Refused.bad("message is too long")
    return content


def _keyboard(markup: dict[str, Any] | None) -> list[list[dict[str, Any]]]:
    """The inline buttons of a call."""
    rows = (markup or {}).get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise Refused.bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    rows = [row for row in rows if row]
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise Refused.bad("reply markup is too long")
    for button in (button for row in rows for button in row):
        _check_button(button)
    return rows


def _check_button(button: dict[str, Any]) -> None:
    kinds = button.keys() & {
        "url",
        "callback_data",
        "switch_inline_query",
        "switch_inline_query_current_chat",
    }
    if not button.get("text", "").strip():
        raise Refused.bad('can\'t parse inline keyboard button: Field "text" must be non-empty')
    if len(kinds) != 1:
        raise Refused.bad(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if "callback_data" in kinds and not 1 <= len(button["callback_data"].encode()) <= MOST_CALLBACK_DATA:
        raise Refused.bad("BUTTON_DATA_INVALID")
    if "url" in kinds and not re.match(r"(?:https?|tg)://[^\s/.]+(?:\.[^\s/]+|:\d+|/|$)", button["url"]):
        raise Refused.bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")


def _language(given: dict[str, Any]) -> str:
    code = str(given.get("language_code") or "")
    if code and not re.fullmatch("[a-z]{2}", code):
        raise Refused.bad("LANG_CODE_INVALID")
    return code


def _texts(content: Formatted) -> dict[str, Any]:
    if not content.text:
        return {}
    entities: Sequence[dict[str, Any]] = [entity.as_json() for entity in content.entities]
    return {"text": content.text} | ({"entities": entities} if entities else {})


def _integer(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        return 0
