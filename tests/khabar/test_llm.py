"""The command with a language model: settings, `--llm`, what a person and a script see, what is traced."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.append(str(Path(__file__).parents[1]))

from command import document, one_sentence
from llm_server import KEY, MODEL, Raw, Status, does, line, serving

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
    assert "language model" in found["notes"][0]["text"]
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


def test_without_a_key_the_answer_is_quotes_with_a_note(
    filled: Khabar, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Was exit 2 and a provider's paragraph."""
    monkeypatch.setenv("KHABAR_LLM", "openai:gpt-5-mini")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    result = filled("ask", DEATHS, "--json")
    found = document(result)
    assert found["mode"] == "extractive"
    assert "5,300" in found["answer"]
    assert [
        note
        for note in found["notes"]
        if note["code"] == "model_no_key" and "KHABAR_LLM_API_KEY" in note["text"]
    ]
    assert result.stderr == ""


def test_without_a_server_the_answer_is_quotes_with_a_note_and_nothing_is_loaded(
    made: Path, folder: Path
) -> None:
    """Cost 8 s of two busy cores: the provider's package was loaded first. What isn't loaded costs nothing."""
    shutil.copytree(made, folder)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {"KHABAR_LLM": MODEL, "KHABAR_LLM_BASE_URL": f"http://127.0.0.1:{port}/v1"}
    code = (
        "import atexit, sys; from khabar.cli import app;"
        "atexit.register(lambda: print('langchain' in sys.modules, 'openai' in sys.modules));"
        f"app(['--archive', {str(folder)!r}, 'ask', {DEATHS!r}])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | settings, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "The language model's server can't be reached" in run.stdout
    assert "5,300 people had died" in run.stdout
    assert run.stdout.splitlines()[-1] == "False False"


def test_what_the_archive_does_not_hold_is_refused_as_ever_without_a_key(
    filled: Khabar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHABAR_LLM", "openai:gpt-5-mini")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert filled("ask", "Who won the chess championship in Reykjavik in 1972?").exit_code == 3


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "SOMEBODYS_API_TOKEN", "KHABAR_LLM_API_KEY"])
def test_a_key_that_a_server_repeats_is_nowhere(
    filled: Khabar,
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    """Landed whole in trace and standard error, half where it was split; and in the answers kept."""
    key = "sq-4f9c1b7e2a6d8830"
    monkeypatch.delenv("KHABAR_LLM_API_KEY")
    monkeypatch.setenv(name, key)
    monkeypatch.setenv("KHABAR_TRACE", str(tmp_path / "trace.jsonl"))

    def repeats(asked: Asked) -> Iterator[str]:
        for said in (key, f"{key[:9]} {key[9:]}", key[:11], key[8:]):
            for one in asked.evidence:
                yield line(f"{one['sentence']} {said}", one["number"])
        yield from (key[:5], key[5:12], key[12:])

    server.script = repeats
    answered = filled("ask", DEATHS, "--verbose")
    server.script = does(Raw(f"data: {{{key}\n\n".encode()))
    failed = filled("ask", "What did the new bridge in Mosul cost?", "--verbose")

    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    told = answered.output + answered.stderr + failed.output + failed.stderr + kept.decode("utf-8", "replace")
    assert "raw" in told
    assert not [at for at in range(len(key) - 7) if key[at : at + 8] in told]


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


def test_the_doctor_asks_the_model_for_a_word(filled: Khabar, server: Server) -> None:
    """Said that it is set up, and sent nothing."""
    checks = {one["name"]: one for one in document(filled("doctor", "--json"))["checks"]}
    assert checks["language model"]["ok"]
    assert MODEL in checks["language model"]["message"]
    assert KEY not in json.dumps(checks)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("script", "advice"),
    [(does(Status(401)), "check KHABAR_LLM_API_KEY"), (does(Status(500)), "check KHABAR_LLM and")],
)
def test_the_doctor_says_what_a_model_failed_by(
    filled: Khabar, server: Server, script: Any, advice: str
) -> None:
    server.script = script
    checks = {one["name"]: one for one in document(filled("doctor", "--json"), 1)["checks"]}
    assert not checks["language model"]["ok"]
    assert advice in checks["language model"]["message"]
    assert KEY not in json.dumps(checks)


@pytest.mark.parametrize(
    ("base_url", "advice"),
    [("", "set KHABAR_LLM_API_KEY"), ("http://ada:hunter2@127.0.0.1:9/v1", "start it, or check")],
)
def test_the_doctor_says_that_there_is_no_key_or_no_server(
    filled: Khabar, monkeypatch: pytest.MonkeyPatch, base_url: str, advice: str
) -> None:
    monkeypatch.setenv("KHABAR_LLM", MODEL)
    monkeypatch.setenv("KHABAR_LLM_BASE_URL", base_url)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    result = filled("doctor", "--json")
    checks = {one["name"]: one for one in document(result, 1)["checks"]}
    assert advice in checks["language model"]["message"]
    assert "hunter2" not in result.stdout


def test_the_doctor_says_which_package_is_missing(filled: Khabar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_LLM", "ollama:llama3")
    checks = {one["name"]: one for one in document(filled("doctor", "--json"), 1)["checks"]}
    assert "khabar[ollama]" in checks["language model"]["message"]
