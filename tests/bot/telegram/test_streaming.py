"""An answer shown while a language model writes it: drafts in private, a message that grows in a group."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Any

import pytest
from running import HOW_MANY, MAYOR, Bot

from bot.telegram import streaming
from bot.telegram.pace import GROUP_MESSAGES, Pace

if TYPE_CHECKING:
    from pathlib import Path

    from bot_api import BotApi

    from bot.answering.types import Answer
    from bot.asker import Asker

WRITTEN = ("Floods swept through Derna. [1]", "Thousands @died /there. [1]")


class Writing:
    """Who answers as a slow language model does: sentence by sentence, each when the test says so."""

    quotes = None  # nobody translates

    def __init__(self, asker: Asker) -> None:
        self.go = [threading.Event() for _ in (*WRITTEN, "the end")]
        self._asker = asker

    def ask(self, question: str, *, on_text: Any = None, **options: Any) -> Answer:
        for sentence, go in zip(WRITTEN, self.go, strict=False):
            on_text(sentence)
            assert go.wait(20)
        return self._asker.ask(question, **options)


@pytest.fixture
def writing(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> Writing:
    monkeypatch.setattr(streaming, "EVERY", 0.02)
    return Writing(asker)


def test_in_private_drafts_show_what_is_written_and_the_answer_follows(
    telegram: BotApi, folder: Path, writing: Writing
) -> None:
    ada = telegram.user()
    drafts = telegram.chats[ada.id].drafts
    with Bot(telegram, folder, asker=writing):
        telegram.say(ada, HOW_MANY)
        telegram.wait(lambda: len(drafts) == 1)
        writing.go[0].set()
        telegram.wait(lambda: len(drafts) == 2)
        assert not telegram.replies(ada)
        writing.go[1].set()
        answer = telegram.wait_for_reply(ada)
    assert len({number for number, _ in drafts}) == 1
    assert drafts[0][1].text.replace("\u200e", "") == "Floods swept through Derna. [1]\n\n…"
    assert re.sub("[\u2060\u200e]", "", drafts[1][1].text).endswith("\n\nThousands @died /there. [1]\n\n…")
    assert not {one.type for one in drafts[1][1].entities}
    assert MAYOR in answer.text


def test_in_a_group_a_message_grows_and_becomes_the_answer(
    telegram: BotApi, folder: Path, writing: Writing
) -> None:
    ada = telegram.user()
    group = telegram.group("News", ada)
    with Bot(telegram, folder, asker=writing):
        asked = telegram.say(ada, f"/ask {HOW_MANY}", chat=group)
        growing = telegram.wait_for_reply(group)
        assert growing.text.startswith("Floods swept")
        assert not growing.buttons
        for go in writing.go:
            go.set()
        telegram.wait(lambda: MAYOR in growing.text)
    assert telegram.replies(group) == [growing]
    assert growing.reply_to == asked.id
    assert growing.edits
    assert "[1] Gulf Wire" in growing.buttons


def test_an_answer_whose_beginning_was_deleted_arrives_all_the_same(
    telegram: BotApi, folder: Path, writing: Writing
) -> None:
    ada = telegram.user()
    group = telegram.group("News", ada)
    with Bot(telegram, folder, asker=writing):
        telegram.say(ada, f"/ask {HOW_MANY}", chat=group)
        growing = telegram.wait_for_reply(group)
        del group.messages[growing.id]
        for go in writing.go:
            go.set()
        telegram.wait(lambda: any(MAYOR in one.text for one in telegram.replies(group)))
    assert len(telegram.replies(group)) == 1


@pytest.mark.parametrize("method", ["sendMessageDraft", "sendMessage"])
def test_an_answer_that_cannot_be_shown_while_it_is_written_arrives(
    telegram: BotApi, folder: Path, writing: Writing, method: str
) -> None:
    ada = telegram.user()
    place = ada if method == "sendMessageDraft" else telegram.group("News", ada)
    fault = telegram.fail(method, 500)
    with Bot(telegram, folder, asker=writing):
        telegram.say(ada, f"/ask {HOW_MANY}", chat=telegram.chats[place.id])
        telegram.wait(lambda: fault.struck)
        for go in writing.go:
            go.set()
        assert MAYOR in telegram.wait_for_reply(place).text
    assert len(telegram.replies(place)) == 1


def test_what_must_not_arrive_leaves_half_of_a_groups_messages_to_what_must() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    spared = 0
    for _ in range(60):
        spared += pace.spares(-5)
        now[0] += 0.5
    assert spared == GROUP_MESSAGES // 2


def test_what_need_not_arrive_does_not_leave_while_telegram_asks_for_quiet() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    pace.hold(-5, 10)
    assert not pace.spares(-5)
    now[0] = 11
    assert pace.spares(-5)
    assert not pace.spares(-5)
