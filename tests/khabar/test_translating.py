"""Quotes in another language at the command line: `ask`, `/translate` in a chat, what the settings may say."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.append(str(Path(__file__).parents[1]))

from command import document, one_sentence
from llm_server import KEY, MODEL, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command import Khabar
    from llm_server import Asked, Server

COST = "كم كلف الجسر في الموصل؟"
QUOTE = "It cost 12 million dollars and opened to cars on Monday, said the governor of Nineveh."
SAID = "بلغت كلفته 12 مليون دولار وفتح أمام السيارات يوم الاثنين، بحسب محافظ نينوى."


def translating(asked: Asked) -> Iterator[str]:
    """Translate what is to be translated; answer nothing, so that answers are quotes."""
    if '"sentence":' in asked.prompt and "You translate" in asked.prompt:
        yield json.dumps({"translation": SAID}, ensure_ascii=False)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving(translating) as server:
        monkeypatch.setenv("KHABAR_LLM", MODEL)
        monkeypatch.setenv("KHABAR_LLM_BASE_URL", server.address)
        monkeypatch.setenv("KHABAR_LLM_API_KEY", KEY)
        monkeypatch.setenv("KHABAR_TRANSLATOR", "llm")
        yield server


def quoted(found: Any) -> dict[str, Any]:
    return next(one for one in found["citations"] or found["nearest"] if one["quote"] == QUOTE)


@pytest.mark.usefixtures("server")
def test_the_document_has_the_translation_beside_the_quote(filled: Khabar) -> None:
    found = document(filled("ask", COST, "--json"))
    assert quoted(found)["translation"] == {"text": SAID, "language": "ar", "by": MODEL}


@pytest.mark.usefixtures("server")
def test_nothing_of_it_is_kept_when_its_article_is_removed(filled: Khabar, folder: Path) -> None:
    filled("ask", COST, "--json")
    word = json.dumps("نينوى").strip('"').encode()
    assert any(word in path.read_bytes() for path in folder.glob("llm.db*"))
    assert filled("remove", "bridge").exit_code == 0
    assert not any(word in path.read_bytes() for path in folder.glob("llm.db*"))


def test_without_a_translator_there_is_none(filled: Khabar) -> None:
    found = document(filled("ask", COST, "--json"))
    assert quoted(found)["translation"] is None
    assert quoted(found)["readings"] == [
        {"said": "12 million", "written": "12,000,000", "start": 8, "end": 18}
    ]


@pytest.mark.usefixtures("server")
def test_a_chat_translates_the_last_answer_when_it_is_told_to(filled: Khabar) -> None:
    result = filled("chat", "--json", stdin=f"{COST}\n/translate\n")
    first, again = map(json.loads, result.stdout.splitlines())
    assert quoted(first)["translation"] is None
    assert quoted(again)["translation"]["text"] == SAID


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("command", ["/translate", "/ترجم", "/traduire"])
def test_before_a_foreign_quote_there_is_nothing_to_translate(filled: Khabar, command: str) -> None:
    assert filled("chat", stdin=f"{command}\n").stdout == "No quote in another language was shown last.\n"


def test_a_chat_says_that_no_translator_is_set(filled: Khabar) -> None:
    result = filled("chat", stdin=f"{COST}\n/translate\n")
    assert "لا مترجم محددا (KHABAR_TRANSLATOR)." in result.stdout


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        ("llm", "KHABAR_TRANSLATOR is llm, but no language model is set"),
        ("google", "KHABAR_TRANSLATOR is 'google': it takes llm, or ctranslate2:FOLDER"),
        ("ctranslate2:nowhere", "KHABAR_TRANSLATOR names nowhere, in which there is no model"),
    ],
)
def test_a_translator_that_can_not_be_used_is_a_sentence(
    filled: Khabar, monkeypatch: pytest.MonkeyPatch, named: str, sentence: str
) -> None:
    monkeypatch.setenv("KHABAR_TRANSLATOR", named)
    assert sentence in one_sentence(filled("ask", COST), 2)
    checks = {one["name"]: one for one in document(filled("doctor", "--json"), 1)["checks"]}
    assert not checks["translator"]["ok"]
    assert sentence in checks["translator"]["message"]


@pytest.mark.usefixtures("server")
def test_the_doctor_says_who_translates(filled: Khabar) -> None:
    checks = {one["name"]: one for one in document(filled("doctor", "--json"))["checks"]}
    assert checks["translator"]["ok"]
    assert checks["translator"]["message"] == f"{MODEL} translates too"
