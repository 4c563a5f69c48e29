"""The command with a language model: settings, `--llm`, what a person and a script see, what is traced."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.append(str(Path(__file__).parents[1]))

from command import document, one_sentence
from llm_server import KEY, MODEL, Status, does, line, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command import Khabar
    from llm_server import Asked, Server

DEATHS = "How many people died in Derna?"
SAID = "According to the mayor, 5,300 people died in Derna."


def right(asked: Asked) -> Iterator[str]:
    yield from (line(SAID, one["number"]) for one in asked.evidence if "5,300" in one["sentence"])


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving(right) as server:
        monkeypatch.setenv("KHABAR_LLM", MODEL)
        monkeypatch.setenv("KHABAR_LLM_BASE_URL", server.address)
        monkeypatch.setenv("KHABAR_LLM_API_KEY", KEY)
        yield server


def test_the_document_says_that_it_was_written_and_what_it_cites(filled: Khabar, server: Server) -> None:
    found = document(filled("ask", DEATHS, "--json"))
    assert (found["mode"], found["answer"]) == ("generated", f"{SAID} [1]")
    (citation,) = found["citations"]
    assert "5,300" in citation["quote"]
    assert server.keys == [f"Bearer {KEY}"]


def test_a_person_sees_the_sentence_and_the_quote_that_carries_it(filled: Khabar, server: Server) -> None:
    shown = filled("ask", DEATHS).stdout
    assert f"{SAID} [1]" in shown
    assert "said that 5,300 people had died." in shown
    assert server.asked


def test_none_asks_no_model(filled: Khabar, server: Server) -> None:
    assert document(filled("ask", DEATHS, "--llm", "none", "--json"))["mode"] == "extractive"
    assert not server.asked


def test_a_line_of_a_batch_may_name_a_model(filled: Khabar, server: Server) -> None:
    lines = [json.dumps({"question": DEATHS, "llm": llm}) for llm in ("none", MODEL)]
    result = filled("ask", "-", "--json", stdin="\n".join(lines))
    assert [json.loads(line)["mode"] for line in result.stdout.splitlines()] == ["extractive", "generated"]
    assert len(server.asked) == 1


def test_a_failing_model_costs_no_answer(filled: Khabar, server: Server) -> None:
    server.script = does(Status(500))
    found = document(filled("ask", DEATHS, "--json"))
    assert found["mode"] == "extractive"
    assert "language model" in found["notes"][0]
    assert KEY not in json.dumps(found)


def test_an_answer_is_kept_for_the_next_command_until_articles_are_removed(
    filled: Khabar, server: Server
) -> None:
    for _ in range(2):
        filled("ask", DEATHS)
    assert len(server.asked) == 1
    filled("remove", "bridge")
    filled("ask", DEATHS)
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("anthropic:claude", "pip install 'khabar[anthropic]'"),
        ("google:gemini", "pip install 'khabar[google]'"),
        ("gpt-5", "provider:model"),
        ("nobody:x", "KHABAR_LLM"),
    ],
)
def test_a_model_that_cannot_be_set_up_is_one_sentence(filled: Khabar, name: str, advice: str) -> None:
    assert advice in one_sentence(filled("ask", DEATHS, "--llm", name), 2)


def test_a_setting_that_is_no_number_is_one_sentence(filled: Khabar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_LLM_SECONDS", "soon")
    assert "KHABAR_LLM_SECONDS" in one_sentence(filled("ask", DEATHS), 2)


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("place", ["trace.jsonl", "traces"])
def test_a_trace_has_what_happened_and_no_key(
    filled: Khabar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setenv("KHABAR_TRACE", str(tmp_path / place))
    filled("ask", DEATHS)
    (written,) = [path for path in tmp_path.rglob("*.jsonl") if path.is_file()]
    traced: dict[str, Any] = json.loads(written.read_text("utf-8"))
    assert traced["question"] == DEATHS
    assert traced["hits"][0]["article"] == "flood"
    assert traced["drafts"][0]["judgement"] == "shown"
    assert SAID in traced["raw"]
    assert {"model", "prompt_tokens", "mode", "ms", "prompt"} <= set(traced)
    assert KEY not in written.read_text("utf-8")
    assert written.stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("server")
def test_verbose_shows_what_happened_on_standard_error(filled: Khabar) -> None:
    result = filled("ask", DEATHS, "--verbose", "--json")
    assert "prompt_tokens" in result.stderr
    assert SAID in result.stderr
    assert KEY not in result.stderr
    assert json.loads(result.stdout)["mode"] == "generated"


def test_nothing_of_a_question_is_logged_unless_asked_for(filled: Khabar, server: Server) -> None:
    server.script = does(Status(500))
    assert filled("ask", DEATHS).stderr == ""


def test_the_doctor_knows_the_model_and_sends_nothing(filled: Khabar, server: Server) -> None:
    checks = {one["name"]: one for one in document(filled("doctor", "--json"))["checks"]}
    assert checks["language model"]["ok"]
    assert MODEL in checks["language model"]["message"]
    assert KEY not in json.dumps(checks)
    assert not server.asked


def test_the_doctor_says_which_package_is_missing(filled: Khabar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_LLM", "ollama:llama3")
    checks = {one["name"]: one for one in document(filled("doctor", "--json"), 1)["checks"]}
    assert "khabar[ollama]" in checks["language model"]["message"]
