"""What the README shows is what happens."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from command import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from command import Khabar

README = (SAMPLES.parent / "README.md").read_text("utf-8")
ISOLATES = re.compile("[\u2066-\u2069]")


def test_the_demo_answers_as_shown(khabar: Khabar) -> None:
    question, shown = re.findall(r'\n\$ khabar ask "(.+)"\n(.+?)\n', README)[0]
    khabar("ingest", SAMPLES)
    assert shown in ISOLATES.sub("", khabar("ask", question).stdout)


def test_the_python_code_runs(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(made, tmp_path / ".demo" / "archive")
    (code,) = re.findall(r"```python\n(.+?)```", README, re.DOTALL)

    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - it is ours

    assert "TRT عربي Span(start=" in capsys.readouterr().out


def test_every_command_line_shown_is_one_that_there_is(khabar: Khabar) -> None:
    shown = set(re.findall(r"^(?:\$ )?khabar ([a-z]+) ", README, re.MULTILINE))
    assert shown >= {"ingest", "ask", "search", "article", "status", "doctor"}
    for command in shown:
        assert khabar(command, "--help").exit_code == 0
