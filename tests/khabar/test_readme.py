"""What the README shows is what happens."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from command import SAMPLES
from langchain_core.language_models.fake_chat_models import ParrotFakeChatModel

if TYPE_CHECKING:
    from pathlib import Path

    from command import Khabar
    from langchain_core.language_models import BaseChatModel

README = (SAMPLES.parent / "README.md").read_text("utf-8")


def test_the_demo_answers_as_shown(khabar: Khabar) -> None:
    question, shown = re.findall(r'\n\$ khabar ask "([^"]+)"\n(.+?)```', README, re.DOTALL)[0]
    khabar("ingest", SAMPLES)
    assert khabar("ask", question).stdout.startswith(shown)


@pytest.fixture
def _demo(made: Path, tmp_path: Path) -> None:
    """What `make demo` leaves in the current folder."""
    shutil.copytree(made, tmp_path / ".demo" / "archive")


def run_code_that_names(name: str) -> None:
    """Run the one piece of Python that has a name in it, as it stands."""
    (code,) = (code for code in re.findall(r"```python\n(.+?)```", README, re.DOTALL) if name in code)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - it is ours


@pytest.mark.usefixtures("_demo")
def test_the_python_code_runs(capsys: pytest.CaptureFixture[str]) -> None:
    run_code_that_names("ask(")
    shown = capsys.readouterr().out
    assert "TRT عربي Span(start=" in shown
    assert "الولايات المتحدة" in shown.splitlines()[-1]


@pytest.mark.usefixtures("_demo")
def test_the_langchain_code_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The model answers with what it was sent, which is the passages and the question."""
    named: list[str] = []

    def parrot(name: str) -> BaseChatModel:
        named.append(name)
        return ParrotFakeChatModel()

    monkeypatch.setattr("langchain.chat_models.init_chat_model", parrot)

    run_code_that_names("KhabarRetriever")

    sent = capsys.readouterr().out
    assert named == ["openai:gpt-5-mini"]
    assert "TRT عربي: " in sent
    assert "جعل سرت والجفرة منطقة منزوعة السلاح" in sent
    assert sent.endswith("Question: What did Germany propose for Sirte?\n")


def test_every_command_line_shown_is_one_that_there_is(khabar: Khabar) -> None:
    shown = set(re.findall(r"^(?:\$ )?khabar ([a-z]+) ", README, re.MULTILINE))
    assert shown >= {"ingest", "ask", "search", "article", "status", "doctor"}
    for command in shown:
        assert khabar(command, "--help").exit_code == 0
