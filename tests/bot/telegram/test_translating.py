"""The button that translates foreign quotes: there where there is a translator, and pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from running import BRIDGE, Bot, model

from bot.asker import Asker
from bot.llm.store import Store
from bot.phrases import say
from bot.telegram import pace
from bot.translation.quotes import Quotes
from index.archive import Archive
from index.retriever import Retriever

if TYPE_CHECKING:
    from pathlib import Path

    from bot_api import BotApi

COST = "كم كلف الجسر في الموصل؟"


RIGHT = "بلغت كلفته 12 مليون دولار وفتح أمام السيارات يوم الاثنين، بحسب محافظ نينوى."


class Says:
    """A translator that knows one text."""

    name = "phrasebook"

    def __init__(self, said: str) -> None:
        self.said = said

    def translate(self, text: str, source: str, target: str, *, until: float, user: str) -> str:  # noqa: ARG002 - one answer
        return self.said


@pytest.fixture(autouse=True)
def _without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "OF_A_CHAT", 0.0)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (RIGHT, f"ترجمة آلية (\u2066phrasebook\u2069): {RIGHT}"),
        (RIGHT.replace("12", "13"), "لا تظهر ترجمة"),  # the guard has found it out
    ],
)
def test_a_foreign_quote_has_a_button_that_translates_it(
    telegram: BotApi, folder: Path, said: str, shown: str
) -> None:
    with Archive.open(folder) as archive:
        store = Store.open(folder)
        asker = Asker(Retriever(archive, model()), quotes=Quotes(Says(said), store, 20.0))
        with Bot(telegram, folder, asker=asker, quoting=asker):
            ada = telegram.user(language="ar")
            telegram.say(ada, COST)
            answer = telegram.wait_for_reply(ada)
            label = say("ar").telegram.translate
            assert "12 million" in answer.text
            assert label in answer.buttons
            telegram.press(ada, answer, label)
            telegram.wait_for_edit(answer, 1)
            assert shown in answer.text
            assert "13" not in answer.text
            telegram.say(ada, f"How much did the bridge in Mosul cost ({BRIDGE.source})?")
            assert say("en").telegram.translate not in telegram.wait_for_reply(ada, 2).buttons
        store.close()


def test_without_a_translator_there_is_no_button(telegram: BotApi, folder: Path) -> None:
    with Bot(telegram, folder):
        ada = telegram.user(language="ar")
        telegram.say(ada, COST)
        assert say("ar").telegram.translate not in telegram.wait_for_reply(ada).buttons
