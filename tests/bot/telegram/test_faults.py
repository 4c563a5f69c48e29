"""What must not stop the bot, starve anybody or stay where it was taken out: hostile updates, proxies, floods, clocks.

The faults were found by hand on the bot as it was before. Each test was seen red with the line broken that it guards.
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markup import formatted, units
from running import BRIDGE, FLOOD, HOW_MANY, HOW_MUCH, MAYOR, Bot, ingest, model, remove

from bot.answering.provenance import freshness
from bot.asker import Asker
from bot.phrases import Note, say
from bot.telegram import buttons, commands, incoming, pace, poll, render, replies, sender, watching
from bot.telegram.api import Me
from bot.telegram.chats import Chats, Done, Update, Watch, files
from bot.telegram.context import ACTS, Context, Limits
from bot.telegram.errors import TokenError
from bot.telegram.incoming import Command, Pressed, Question, Where
from bot.telegram.lanes import Places
from bot.telegram.press import Press
from bot.telegram.removal import erase_removed_beside
from index import writer
from index.archive import Archive
from index.retriever import Retriever

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot_api import BotApi

    from bot.answering.types import Answer

ADA, BEN, GROUP = 41_000_001, 42_000_002, -43_000_003
ME = Me(47_000_007, "khabar_bot")
LATER = replace(
    FLOOD,
    id="flood-2",
    title="Derna's dead",
    text="The governor of Derna said that 11,300 people had died in the floods of Derna.",
    source="Derna Post",
)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "OF_A_CHAT", 0.0)
    monkeypatch.setattr(sender, "FIRST_WAIT", 0.05)
    monkeypatch.setattr(poll, "FIRST_WAIT", 0.05)
    monkeypatch.setattr(watching, "LOOK_SECONDS", 0.1)


@pytest.fixture
def context(folder: Path) -> Iterator[Context]:
    """What those who reply work with."""
    with Archive.open(folder) as archive, Chats.open(folder) as chats:
        asker = Asker(Retriever(archive, model()))
        yield Context(archive, chats, asker, asker)


class Counting:
    """An asker that counts its questions and searches."""

    quotes = None  # nobody translates

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self.asked = self.searched = 0
        self.retriever = self

    def ask(self, question: str, **options: Any) -> Answer:
        self.asked += 1
        return self._asker.ask(question, **options)

    def search(self, question: str, **options: Any) -> Any:
        self.searched += 1
        return self._asker.retriever.search(question, **options)


def handle(context: Context, one: Any, number: int = 1) -> Any:
    """Have something replied to and kept, as the bot does."""
    update = Update(number, one.where.chat, one.where.person, {"x": 1})
    context.chats.receive([update])
    reply = replies.reply(context, one, number)
    context.chats.finish(update, reply.done())
    return reply


# One update, whatever is in it


def hostile(user: Any) -> list[dict[str, Any]]:
    chat = {"id": user.id, "type": "private"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": user.as_json(), "text": "/help"}
    return [
        {"message": message | {"chat": chat | {"id": 2**63}}},
        {"message": message | {"from": user.as_json() | {"id": 10**30}}},
        {"message": message | {"message_id": 2**64}},
        {"message": message | {"entities": [{"type": "bot_command", "offset": -(10**25), "length": 1}]}},
        {"message": message | {"entities": "none"}},
        {"message": "no message"},
        {"message": [1]},
        {"callback_query": {"id": "1", "from": user.as_json(), "message": {"chat": 7}, "data": "x"}},
        {"inline_query": {"id": 10**25, "from": user.as_json(), "query": HOW_MANY}},
        {"my_chat_member": {"chat": chat, "from": {}}},
    ]


def test_no_update_ends_the_bot_and_those_that_cant_be_handled_are_counted(
    telegram: BotApi, folder: Path
) -> None:
    ada, ben = telegram.user("Ada"), telegram.user("Ben")
    far = {"date": 10**20, "forward_origin": {"type": "user", "date": 10**22, "sender_user": ben.as_json()}}
    with telegram.held():
        bad = hostile(ada)
        for update in bad:
            telegram.deliver(update)
        telegram.deliver(bad[0], 2**63)
        telegram.updates.insert(3, {"message": {"text": "without a number"}})
        telegram.send(ada, text=HOW_MANY, **far)
    with Bot(telegram, folder) as bot:
        assert MAYOR in telegram.wait_for_reply(ada).text
        assert bot.error is None
    with Bot(telegram, folder):  # nor the next one
        telegram.say(ben, HOW_MANY)
        telegram.wait_for_reply(ben)
    with Chats.open(folder) as chats:
        parked = chats.parked()
        assert chats.waiting() == []
    assert len(parked) == len(bad) + 2
    assert all("ValueError" in why or "KeyError" in why for _, _, why in parked)
    assert "without a number" not in str(parked)


def test_an_update_and_a_message_that_fail_where_nobody_thought_of_it_are_parked(
    telegram: BotApi, folder: Path
) -> None:
    ada, ben = telegram.user("Ada"), telegram.user("Ben")
    update = Update(10**6, ada.id, ada.id, {"message": {"chat": {}, "text": "of no use"}})
    other = Update(10**6 + 1, ada.id, ada.id, {})
    with Chats.open(folder) as chats:
        chats.receive([update, other])
        chats.finish(other, Done(((ada.id, {"no": "message"}),)))
    with Bot(telegram, folder) as bot:
        telegram.say(ben, HOW_MANY)
        telegram.wait_for_reply(ben)
        telegram.say(ada, "/help")
        telegram.wait_for_reply(ada)
        assert bot.error is None
    with Chats.open(folder) as chats:
        assert sorted(why.partition(" ")[0] for _, _, why in chats.parked()) == ["KeyError", "ValueError"]
        assert chats.unsent() == []


def test_what_an_asker_fails_at_is_counted_too(telegram: BotApi, folder: Path, asker: Asker) -> None:
    class Broken:
        retriever = asker.retriever

        def ask(self, _: str, **__: Any) -> Answer:
            raise ZeroDivisionError(HOW_MANY)

    with Bot(telegram, folder, asker=Broken()):
        ada = telegram.user()
        telegram.say(ada, HOW_MANY)
        assert telegram.wait_for_reply(ada).text == say("en").telegram.trouble
    with Chats.open(folder) as chats:
        ((_, _, why),) = chats.parked()
    assert why.startswith("ZeroDivisionError in test_faults.py")
    assert HOW_MANY not in why


# What a proxy says


@pytest.mark.parametrize(
    ("method", "status"), [("getUpdates", 404), ("getUpdates", 401), ("sendMessage", 404)]
)
def test_one_answer_as_if_there_were_no_bot_is_not_believed(
    telegram: BotApi, folder: Path, method: str, status: int
) -> None:
    fault = telegram.fail(method, status, html=True)
    with Bot(telegram, folder) as bot:
        ada = telegram.user()
        telegram.say(ada, HOW_MANY)
        telegram.wait_for_reply(ada)
        assert bot.error is None
    assert fault.struck == 1


def test_what_answers_without_being_a_bot_api_is_a_sentence(telegram: BotApi, folder: Path) -> None:
    del telegram.me["is_bot"]
    with Bot(telegram, folder) as bot:
        bot.join()
        assert isinstance(bot.error, TokenError)
        assert "KHABAR_TELEGRAM_BASE_URL" in str(bot.error)
    assert len(telegram.called("getMe")) == poll.DOUBTS


# Limits


def test_a_flood_of_presses_searches_once_and_is_told_so(context: Context) -> None:
    counting = Counting(context.asker)
    context = replace(context, asker=counting, quoting=counting, limits=Limits(minute=2))
    where = Where(GROUP, ADA, private=False, message=5)
    reply = handle(context, Question(where, HOW_MANY))
    key = reply.answer.key
    searched = counting.searched
    for number in range(2, 40):
        person = ADA if number < 30 else BEN
        thumb = Pressed(replace(where, person=person), "q", Press("good" if number % 2 else "bad", key).data)
        reply = handle(context, thumb, number)
        is_over = number - 1 > 2 * ACTS and person == ADA
        assert (reply.toast == say("en").telegram.too_many_at_once) == is_over
    assert counting.searched == searched + 1


def test_commands_cost_too_and_ones_rights_dont(context: Context) -> None:
    context = replace(context, limits=Limits(minute=1))
    where = Where(ADA, ADA, private=True, message=5)
    said = [handle(context, Command(where, "status", ""), number) for number in range(1, ACTS + 4)]
    assert [bool(one.messages) for one in said] == [True] * (ACTS + 1) + [False, False]
    assert handle(context, Command(where, "privacy", ""), 50).messages
    assert handle(context, Command(where, "forget", ""), 51).messages


def test_one_person_with_many_channels_has_one_limit(context: Context) -> None:
    context = replace(context, limits=Limits(minute=2))
    for number in range(1, 5):
        body = {
            "message_id": number, "date": 1, "chat": {"id": GROUP, "type": "supergroup"}, "text": "@khabar_bot who?",
            "from": {"id": 136_817_688, "is_bot": True}, "sender_chat": {"id": -50 - number, "type": "channel"},
            "entities": [{"type": "mention", "offset": 0, "length": 11}],
        }  # fmt: skip
        one = incoming.read({"update_id": number, "message": body}, ME)
        assert isinstance(one, Question)
        reply = handle(context, one, number)
        assert (reply.usage == "asked") == (number <= 2)


def test_being_forgotten_gives_no_new_questions(context: Context) -> None:
    context = replace(context, limits=Limits(minute=1))
    where = Where(ADA, ADA, private=True, message=5)
    assert handle(context, Question(where, HOW_MANY), 1).usage == "asked"
    handle(context, Command(where, "forget", ""), 2)
    assert handle(context, Question(where, HOW_MANY), 3).usage == "over"


def test_typing_is_shown_only_for_what_is_answered(telegram: BotApi, folder: Path) -> None:
    with Bot(telegram, folder, limits=Limits(minute=1)):
        ada = telegram.user()
        telegram.say(ada, HOW_MANY)
        telegram.wait_for_reply(ada)
        shown = len(telegram.called("sendChatAction"))
        telegram.say(ada, HOW_MANY)
        assert telegram.wait_for_reply(ada, 2).text == say("en").telegram.too_many_at_once
    assert len(telegram.called("sendChatAction")) == shown


# A backlog


def test_who_comes_behind_ten_thousand_waits_for_two() -> None:
    served: list[int] = []

    async def serve() -> None:
        places = Places(1)
        await places.take()

        async def one(number: int) -> None:
            async with places:
                served.append(number)

        waiting = [asyncio.create_task(one(number)) for number in range(10_000)]
        await asyncio.sleep(0)
        waiting.append(asyncio.create_task(one(-1)))
        await asyncio.sleep(0)
        given_up = waiting.pop(5_000)
        given_up.cancel()
        with suppress(asyncio.CancelledError):
            await given_up
        places.give_back()
        await asyncio.gather(*waiting)

    asyncio.run(serve())
    assert served.index(-1) < 2
    assert served.index(0) < 3  # and who has waited longest isn't forgotten
    assert sorted(served) == [-1, *(number for number in range(10_000) if number != 5_000)]


def test_what_nobody_waits_for_lets_others_go_first() -> None:
    """News to those who watch: their second messages, always the latest, kept who asked waiting for 7,784 of them."""
    served: list[str] = []

    async def serve() -> None:
        places = Places(1)
        await places.take()

        async def one(name: str) -> None:
            await places.take(yields=name.startswith("news"))
            served.append(name)
            places.give_back()

        waiting = [
            asyncio.create_task(one(name)) for name in ("news 1", "news 2", "asked 1", "asked 2", "news 3")
        ]
        await asyncio.sleep(0)
        places.give_back()
        await asyncio.gather(*waiting)
        await places.take()  # and it is free again

    asyncio.run(serve())
    assert sorted(served[:2]) == ["asked 1", "asked 2"]
    assert served[2:] == ["news 1", "news 2", "news 3"]


def test_a_fresh_person_is_answered_at_once_behind_five_hundred_people(
    telegram: BotApi, folder: Path, asker: Asker
) -> None:
    """Five seconds of what Telegram lets a bot send are 140 messages: no more may leave before theirs."""
    go = threading.Event()

    class Gated:
        retriever = asker.retriever

        def ask(self, question: str, **options: Any) -> Answer:
            assert go.wait(60)
            return found if question == HOW_MANY else asker.ask(question, **options)

    found = asker.ask(HOW_MANY)
    crowd = [telegram.user() for _ in range(500)]
    updates = []
    for number, user in enumerate(crowd):
        chat = {"id": user.id, "type": "private"}
        message = {"message_id": 1, "date": 1, "chat": chat, "from": {"id": user.id}, "text": HOW_MANY}
        updates.append(Update(10**6 + number, user.id, user.id, {"message": message}))
    with Chats.open(folder) as chats:
        chats.receive(updates)
    with Bot(telegram, folder, asker=Gated(), quoting=asker):
        fresh = telegram.user("Fresh")
        telegram.say(fresh, HOW_MANY)
        telegram.wait(lambda: telegram.acknowledged)
        go.set()
        telegram.wait_for_reply(fresh)
        before = len(telegram.called("sendMessage")) - 1
    with Chats.open(folder) as chats:
        assert len(chats.waiting()) + len(chats.unsent()) > 300  # the backlog was there
    print(f"{before} messages left before the fresh person's")  # noqa: T201
    assert before < 140


def test_a_late_answer_says_when_its_question_was_asked(context: Context) -> None:
    where = Where(ADA, ADA, private=True, message=5)
    asked = int((datetime.now(UTC) - timedelta(hours=5, minutes=1)).timestamp())
    late = handle(context, Question(where, HOW_MANY, at=asked), 1)
    assert "You asked this 5 hours ago" in late.messages[0].part.html
    prompt = handle(context, Question(where, HOW_MANY, at=int(datetime.now(UTC).timestamp())), 2)
    assert "You asked this" not in prompt.messages[0].part.html


# What was taken out


WORD = "al-Ghaithi"


def test_no_word_of_a_removed_article_stays_in_the_chats(context: Context) -> None:
    """A speaker named around a quote, what a model wrote, a turn, a message not sent yet, what a rating found."""
    where = Where(GROUP, ADA, private=False, message=5)
    reply = handle(context, Question(where, HOW_MANY), 1)
    key = reply.answer.key
    handle(context, Pressed(where, "q", Press("good", key).data), 2)
    handle(context, Question(where, "And who is the mayor?"), 3)
    folder = context.archive.folder
    assert any(WORD.encode() in path.read_bytes() for path in files(folder))
    remove(folder, FLOOD.id)
    erase_removed_beside(context.archive)
    context.chats.clear()
    for word in (WORD, "5,300", FLOOD.title, FLOOD.url or ""):
        assert not any(word.encode() in path.read_bytes() for path in files(folder)), word
    assert FLOOD.id not in context.chats.used()
    shown = [context.chats.outgoing(one.id) for one in context.chats.unsent()]
    assert say("en").taken_out in [one[1]["html"] for one in shown if one]
    assert context.chats.turns(GROUP, ADA) == []
    opened = buttons.press(context, Pressed(where, "q", Press("cite", key, 1).data))
    assert say("en").taken_out in opened.messages[0].part.html


def test_the_bot_at_work_erases_what_an_ingest_takes_out(telegram: BotApi, folder: Path) -> None:
    with Bot(telegram, folder), Chats.open(folder) as chats:
        ada = telegram.user()
        telegram.say(ada, HOW_MANY)
        telegram.wait_for_reply(ada)
        assert chats.used()
        remove(folder, FLOOD.id)
        poller = threading.Event()
        for _ in range(300):
            if not chats.used() and chats.erasing_since() is None:
                break
            poller.wait(0.1)
        assert not any(WORD.encode() in path.read_bytes() for path in files(folder))


def test_others_answers_stay_when_an_article_is_removed(context: Context) -> None:
    """Seen red with all answers parted from what some were made of."""
    for number, (person, question) in enumerate(((ADA, HOW_MANY), (BEN, HOW_MUCH)), 1):
        handle(context, Question(Where(person, person, private=True, message=5), question), number)
    of_one = "SELECT body FROM answers WHERE person = ?"
    before = {one: context.chats._connection.execute(of_one, (one,)).fetchall() for one in (ADA, BEN)}
    remove(context.archive.folder, FLOOD.id)
    erase_removed_beside(context.archive)
    assert context.chats._connection.execute(of_one, (ADA,)).fetchall() != before[ADA]
    assert context.chats._connection.execute(of_one, (BEN,)).fetchall() == before[BEN]


# Foreign names


EVIL = "/forget https://evil.example @someone t.me/evil <b>“" + "x" * 3_000


def test_sources_with_hostile_names_are_told_disarmed_in_messages_that_fit(folder: Path) -> None:
    for number in range(45):
        ingest(
            folder,
            replace(BRIDGE, id=f"b{number}", source=f"{number} {EVIL}", text=f"{BRIDGE.text} {number}."),
        )
    with Archive.open(folder) as archive, Chats.open(folder) as chats:
        asker = Asker(Retriever(archive, model()))
        where = Where(ADA, ADA, private=True, message=5)
        reply = commands.run(Context(archive, chats, asker, asker), Command(where, "sources", ""), 1)
    assert len(reply.messages) > 1
    for message in reply.messages:
        shown = formatted(message.part.html, html=True)
        assert units(shown.text) <= 4096
        assert {one.type for one in shown.entities} <= {"bold"}


def test_watches_are_listed_disarmed_however_long_they_are(context: Context) -> None:
    where = Where(ADA, ADA, private=True, message=5)
    for number in range(commands.MOST_WATCHES):
        question = f"{number} /forget evil.example 😀" + "😀" * 900
        context.chats.watch(Watch(0, ADA, ADA, question, "en", 0))
    for name in ("watches", "unwatch"):
        (message,) = commands.run(context, Command(where, name, ""), 1).messages
        shown = formatted(message.part.html, html=True)
        assert units(shown.text) <= 4096
        assert {one.type for one in shown.entities} <= {"bold"}
        assert len(message.part.keyboard) == commands.MOST_WATCHES
    for said in (
        commands.run(context, Command(where, "watch", "/forget evil.example"), 2),
        handle(context, Command(Where(BEN, BEN, private=True), "watch", "/forget evil.example"), 3),
    ):
        shown = formatted(said.messages[0].part.html, html=True)
        assert {one.type for one in shown.entities} <= {"bold", "bot_command"}
        assert "evil.example" not in [one.of(shown.text) for one in shown.entities]


@pytest.mark.parametrize("words", ["long " * 150, "x " * 4_000])
def test_an_inline_result_fits_a_message(asker: Asker, words: str) -> None:
    """Short words fill a message to its end: seen red without room for the dots."""
    found = asker.ask(HOW_MANY)
    long = replace(found, notes=tuple(Note("long", f"{number} {words}") for number in range(12)))
    part = render.inline(long)
    assert len(render.messages(render._answer(long))) > 1
    assert units(formatted(part.html, html=True).text) <= 4096
    assert part.html.endswith("…")


# Clocks


def test_the_archive_is_never_up_to_date_to_later_than_now() -> None:
    now = datetime(2026, 11, 28, tzinfo=UTC)
    said = freshness(datetime(2027, 11, 28, tzinfo=UTC), (), "en", now)
    assert "2026" in said
    assert "2027" not in said


JUMPS = st.lists(st.sampled_from([-400, -30, -1, 0, 1, 30, 400]), min_size=1, max_size=4)


@given(JUMPS)
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_watch_tells_once_of_what_is_new_whatever_the_clock_does(
    made: Path, tmp_path_factory: pytest.TempPathFactory, jumps: list[int]
) -> None:
    """Days that the clock jumps by before each article comes; the last of them answers."""
    import shutil

    folder = tmp_path_factory.mktemp("clock") / "archive"
    shutil.copytree(made, folder)
    clock = [datetime.now(UTC).timestamp()]
    with pytest.MonkeyPatch.context() as patch, Archive.open(folder) as archive, Chats.open(folder) as chats:
        patch.setattr(writer, "time", lambda: clock[0])
        patch.setattr("bot.telegram.chats.time.time", lambda: clock[0])
        asker = Asker(Retriever(archive, model()))
        context = Context(archive, chats, asker, asker)
        chats.watch(Watch(0, ADA, ADA, HOW_MANY, "en", archive.newest_wording()))

        def look() -> int:
            (watch,) = chats.watches()
            return len(watching.looked_at(context, [watch], archive.newest_wording()))

        for number, days in enumerate(jumps):
            clock[0] += days * 86_400
            school = f"School number {number} opened in Basra. Its roof is green."
            ingest(folder, replace(BRIDGE, id=f"school-{number}", title="School", text=school))
            assert look() == 0
        ingest(folder, LATER)
        assert look() > 0
        assert look() == 0


# Many who watch


def test_a_question_that_many_watch_is_asked_once_and_each_is_told_once(context: Context) -> None:
    """Each of ten thousand was an answer and a transaction of its own, at every change of the archive."""
    counting = Counting(context.asker)
    context = replace(context, quoting=counting)
    newest = context.archive.newest_wording()
    for number in range(30):
        context.chats.watch(
            Watch(0, 100 + number, 100 + number, HOW_MANY if number % 3 else HOW_MUCH, "en", newest)
        )
    ingest(context.archive.folder, LATER)
    watches = sorted(context.chats.watches(), key=lambda one: one.question)
    told = watching.looked_at(context, watches, context.archive.newest_wording())
    assert counting.asked == 2
    assert sorted({one.chat for one in told}) == [100 + number for number in range(30) if number % 3]
    assert watching.looked_at(context, context.chats.watches(), context.archive.newest_wording()) == []


def test_what_came_while_a_watch_was_looked_at_is_told_once(context: Context) -> None:
    """It was told at once, and again after the next change, as if it were new."""
    context.chats.watch(Watch(0, ADA, ADA, HOW_MANY, "en", context.archive.newest_wording()))
    ingest(
        context.archive.folder, replace(BRIDGE, id="school", title="School", text="A school opened in Basra.")
    )
    newest = context.archive.newest_wording()
    ingest(context.archive.folder, LATER)
    assert watching.looked_at(context, context.chats.watches(), newest)
    assert watching.looked_at(context, context.chats.watches(), context.archive.newest_wording()) == []


def test_one_question_that_cant_be_answered_costs_the_others_nothing(context: Context) -> None:
    class Broken:
        retriever = context.asker.retriever

        def ask(self, question: str, **options: Any) -> Answer:
            if question == HOW_MUCH:
                raise ZeroDivisionError
            return context.asker.ask(question, **options)

    for question in (HOW_MUCH, HOW_MANY):
        context.chats.watch(Watch(0, ADA, ADA, question, "en", 0))
    newest = context.archive.newest_wording()
    assert watching.looked_at(replace(context, quoting=Broken()), context.chats.watches(), newest)
    left = [one.question for one in context.chats.watches() if one.checked != newest]
    assert left == [HOW_MUCH]  # it is looked at after the next change
