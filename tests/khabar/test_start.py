"""The command as a process: what it loads, how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest
from command import one_sentence
from typer.testing import CliRunner

from khabar.cli import app

if TYPE_CHECKING:
    from pathlib import Path

    from command import Khabar

HEAVY = (
    "chromadb",
    "numpy",
    "model2vec",
    "pydantic",
    "langchain_core",
    "torch",
    "sqlite3",
    "rich",
    "trafilatura",
)
COMMANDS = (
    *("ingest", "watch", "ask", "chat", "search", "article"),
    *("remove", "status", "reindex", "backup", "restore", "eval", "telegram", "doctor"),
)


def process(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "khabar", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


def test_help_loads_nothing_heavy() -> None:
    look = f"""
import sys
from khabar.cli import main
sys.argv = ["khabar", "--help"]
try:
    main()
finally:
    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    result = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert result.stderr == "[]\n"
    assert all(f"\n  {command} " in result.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_help(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert "--verbose" in result.stdout
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_without_a_command_the_help_is_shown() -> None:
    result = CliRunner().invoke(app, [])
    assert result.exit_code == 2
    assert result.output.startswith("Usage: ")


def test_a_misspelt_command_is_told_in_one_sentence(khabar: Khabar) -> None:
    assert "Did you mean 'search'?" in one_sentence(khabar("serch", "x"), 2)


def test_the_exit_status_and_the_streams_are_the_process_s(made: Path) -> None:
    answered = process("--archive", str(made), "ask", "How many people died in Derna?", "--json")
    assert (answered.returncode, answered.stderr) == (0, "")
    assert answered.stdout.startswith('{"question": ')
    missing = process("--archive", "nowhere", "ask", "What?")
    assert (missing.returncode, missing.stdout) == (5, "")
    assert missing.stderr.count("\n") == 1


def test_the_version_is_the_installed_ones() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"khabar {version('khabar')}\n")


def test_an_arabic_question_gets_in_whatever_the_locale_is(made: Path) -> None:
    answered = subprocess.run(
        [
            sys.executable,
            "-m",
            "khabar",
            "--archive",
            str(made),
            "ask",
            "ماذا اقترحت ألمانيا لسرت؟",
            "--json",
        ],
        capture_output=True,
        check=True,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )
    assert json.loads(answered.stdout)["question"] == "ماذا اقترحت ألمانيا لسرت؟"


def test_arabic_gets_out_whatever_the_locale_is(made: Path) -> None:
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    shown = subprocess.run(
        [sys.executable, "-m", "khabar", "--archive", str(made), "search", "Sirte"],
        capture_output=True,
        check=True,
        env={**os.environ, **environment},
    )
    assert "سرت" in shown.stdout.decode()


def test_a_reader_that_goes_away_is_no_error(made: Path) -> None:
    command = (
        f"yes Derna | head -n 500 | {sys.executable} -m khabar --archive {made} search - --json | head -n 1"
    )
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert result.stdout.startswith("{")
    assert not result.stderr


def test_a_bug_is_one_sentence_and_a_traceback_only_on_demand(
    filled: Khabar, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        message = "first line\nsecond line"
        raise RuntimeError(message)

    monkeypatch.setattr("index.archive.Archive.status", broken)

    sentence = one_sentence(filled("status"), 1)
    assert sentence.endswith("RuntimeError (first line second line): run again with --verbose for details")
    assert "Traceback" in filled("status", "--verbose").stderr


def test_ctrl_c_while_it_waits_ends_it_in_one_line(made: Path) -> None:
    command = [sys.executable, "-m", "khabar", "--archive", str(made), "search", "-", "--json"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdin
        assert running.stdout
        running.stdin.write("Derna\n")
        running.stdin.flush()
        running.stdout.readline()
        time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=30)
    assert (running.returncode, errors) == (130, "khabar: stopped\n")


def test_a_damaged_archive_is_one_sentence(khabar: Khabar, folder: Path) -> None:
    folder.mkdir()
    (folder / "archive.db").write_bytes(b"no database" * 100)
    assert "is damaged" in one_sentence(khabar("ask", "What?"), 5)


def test_completion_can_be_shown() -> None:
    """The shell is the one that the command is run from: here bash, kept alive by what it does next."""
    command = f"{sys.executable} -m khabar --show-completion; exit $?"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)

    assert result.returncode == 0
    assert "complete " in result.stdout
