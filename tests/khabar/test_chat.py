"""`khabar chat`: turns remembered, commands, ends; from a pipe, with --json, and at a terminal."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from command import as_lines, one_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from command import Khabar
    from typer.testing import Result

DERNA = "How many people died in Derna?"


def documents(result: Result, status: int = 0) -> list[dict[str, Any]]:
    assert result.exit_code == status, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_follow_up_is_answered_after_the_question_before(filled: Khabar) -> None:
    first, second = documents(filled("chat", "--json", stdin=f"{DERNA}\nWho said that?\n"))
    assert first["standalone"] == DERNA
    assert (second["question"], second["standalone"]) == ("Who said that?", "Who said that (died, Derna)?")
    assert second["citations"][0]["article"]["id"] == "flood"
    assert second["notes"] == [{"code": "understood", "text": "Understood as: Who said that (died, Derna)?"}]
    assert second["understood"] == second["standalone"]


def test_a_follow_up_may_change_the_language(filled: Khabar) -> None:
    _, second = documents(filled("chat", "--json", stdin=f"{DERNA}\nمتى؟\n"))
    assert second["question_language"] == "ar"
    assert "فُهم السؤال" in second["notes"][0]["text"]
    assert second["citations"][0]["article"]["id"] == "flood"


def test_a_change_of_subject_drags_nothing_along(filled: Khabar) -> None:
    _, second = documents(filled("chat", "--json", stdin=f"{DERNA}\nWhat did the bridge cost?\n"))
    assert (second["standalone"], second["notes"]) == ("What did the bridge cost?", [])
    assert second["citations"][0]["article"]["id"] == "bridge"


def test_new_starts_afresh(filled: Khabar) -> None:
    _, second = documents(filled("chat", "--json", stdin=f"{DERNA}\n/new\nWho said that?\n"))
    assert second["standalone"] == "Who said that?"


def test_a_refusal_does_not_end_it(filled: Khabar) -> None:
    found = documents(filled("chat", "--json", stdin=f"Who won the chess championship in 1972?\n\n{DERNA}\n"))
    assert [one["refused"] for one in found] == [True, False]


def test_quit_ends_it_at_once(filled: Khabar) -> None:
    assert documents(filled("chat", "--json", stdin=f"/quit\n{DERNA}\n")) == []


def test_a_line_may_set_options_and_a_bad_one_costs_no_other(filled: Khabar) -> None:
    lines = (
        f'{{"question": "{DERNA}", "since": "soon"}}\n/nonsense\n{{"question": "{DERNA}", "lang": "en"}}\n'
    )
    bad, unknown, good = documents(filled("chat", "--json", stdin=lines), 4)
    assert (bad["line"], unknown["line"]) == (1, 2)
    assert "/nonsense" in unknown["error"]
    assert good["citations"]


def test_options_hold_for_every_question(filled: Khabar) -> None:
    found = documents(filled("chat", "--json", "--as-of", "2023-09-11", stdin=f"{DERNA}\n{DERNA}\n"))
    assert all("flood" not in {one["article"]["id"] for one in each["citations"]} for each in found)


def test_a_mistake_in_the_options_is_told_before_anything_is_asked(filled: Khabar) -> None:
    result = filled("chat", "--since", "soon", stdin=DERNA)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_source_that_is_not_there_is_told_before_anything_is_asked(filled: Khabar) -> None:
    assert "Gulf Wire" in one_sentence(filled("chat", "--source", "Gulf Wier", stdin="Derna\n"), 2)


def test_without_an_archive_it_does_not_begin(khabar: Khabar) -> None:
    assert khabar("chat", stdin=DERNA).exit_code == 5


def test_as_text_each_question_stands_above_its_reply(filled: Khabar) -> None:
    result = filled("chat", stdin=f"/help\n{DERNA}\nWho said that?\n")
    assert result.exit_code == 0
    assert result.stdout.startswith("Ask in English or Arabic")
    assert f"\n{DERNA}\n" in result.stdout
    assert "Understood as: Who said that (died, Derna)?" in result.stdout


def test_french_is_spoken_to_who_asks_in_french(filled: Khabar) -> None:
    result = filled("chat", stdin="Qui a gagné le championnat du monde d’échecs en 1972\u00a0?\n/aide\n")
    assert "L’archive ne contient pas de réponse à cette question." in result.stdout
    assert "Posez vos questions en français" in result.stdout


@pytest.mark.parametrize("command", ["/new", "/جديد", "/nouveau"])
def test_commands_of_every_language_are_heard(filled: Khabar, command: str) -> None:
    _, second = documents(filled("chat", "--json", stdin=f"{DERNA}\n{command}\nWho said that?\n"))
    assert second["standalone"] == "Who said that?"


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("What happened in Derna in September 2023?", {"flood"}),
        ("What happened in Derna since October 2023?", set()),
        ("ماذا حدث في الموصل في آذار ٢٠٢١؟", {"bridge"}),
        ("ماذا حدث في الموصل قبل مارس 2021؟", set()),
    ],
)
def test_a_date_in_a_question_is_kept_to_and_told(filled: Khabar, question: str, cited: set[str]) -> None:
    (found,) = documents(filled("chat", "--json", stdin=f"{question}\n"))
    assert {one["article"]["id"] for one in found["citations"]} == cited
    assert found["notes"][0]["text"].startswith(("Published ", "المنشور "))


def test_today_is_the_day_it_is_asked_as_of(filled: Khabar) -> None:
    asked = "How many people died in Derna this week?"
    found = documents(filled("chat", "--json", "--as-of", "2023-09-14", stdin=f"{asked}\n"))
    assert found[0]["citations"][0]["article"]["id"] == "flood"
    assert found[0]["notes"] == [
        {"code": "published", "text": "Published from 8 September 2023 to 14 September 2023."}
    ]


class Terminal:
    """The command at a terminal of its own."""

    def __init__(self, archive: Path) -> None:
        self._ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "khabar", "--archive", str(archive), "chat"]
        self.process = subprocess.Popen(command, preexec_fn=partial(os.login_tty, theirs))  # noqa: PLW1509 - no threads
        os.close(theirs)
        self._shown = b""

    def type(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def read_until(self, words: str) -> None:
        """Read on until some words are shown; what comes after them is there for the next time."""
        while words.encode() not in self._shown:
            if not select.select([self._ours], [], [], 30)[0]:
                pytest.fail(f"no {words!r} was shown, but {self._shown!r}")
            self._shown += os.read(self._ours, 4096)
        self._shown = self._shown.partition(words.encode())[2]

    def interrupt(self) -> None:
        """Type Ctrl-C till it is heard: one between readline's prompt and its wait is noted, but wakes nothing."""
        self.type("\x03")
        while not select.select([self._ours], [], [], 5)[0] and self.process.poll() is None:
            self.type("\x03")

    def end(self) -> int:
        status = self.process.wait(30)
        os.close(self._ours)
        return status


@pytest.fixture
def terminal(made: Path, folder: Path) -> Iterator[Terminal]:
    shutil.copytree(made, folder)
    found = Terminal(folder)
    yield found
    found.process.kill()
    found.process.wait()


def test_at_a_terminal_it_goes_on_after_errors_and_sees_what_comes_in(
    terminal: Terminal, folder: Path, tmp_path: Path
) -> None:
    terminal.read_until("› ")
    terminal.type('{"question": 7}\n')
    terminal.read_until("khabar: ")
    terminal.read_until("› ")
    new = tmp_path / "new.jsonl"
    new.write_text(
        as_lines([{"id": "n", "title": "A tower in Basra", "text": "Workers built a tower in Basra."}])
    )
    subprocess.run([sys.executable, "-m", "khabar", "--archive", folder, "ingest", new, "-q"], check=True)
    terminal.type("Who built a tower in Basra?\n")
    terminal.read_until("Workers built a tower")
    terminal.read_until("› ")
    terminal.type("\x04")
    assert terminal.end() == 0


def test_at_a_terminal_an_interrupt_drops_a_line_begun_and_a_second_one_ends_it_quietly(
    terminal: Terminal,
) -> None:
    terminal.read_until("› ")
    terminal.type("Who built the ")
    terminal.interrupt()
    terminal.read_until("› ")
    terminal.type("exit\n")
    assert terminal.end() == 0


def test_two_interrupts_in_a_row_end_it_quietly(terminal: Terminal) -> None:
    terminal.read_until("› ")
    terminal.interrupt()
    terminal.read_until("› ")
    terminal.interrupt()
    assert terminal.end() == 0


@pytest.mark.parametrize("word", ["exit", "Quit", "خروج", "quitter"])
def test_a_word_that_leaves_ends_it(filled: Khabar, word: str) -> None:
    ran = filled("chat", "--json", stdin=f"{word}\nHow many people died in Derna?\n")
    assert (ran.exit_code, documents(ran)) == (0, [])


def test_thanks_are_no_turn_of_the_conversation(filled: Khabar) -> None:
    """Seen red with every answer kept as a turn: "Where?" was then asked of thanks."""
    lines = "How many people died in Derna?\nthanks a lot!\nAnd when?\n"
    first, thanks, then = documents(filled("chat", "--json", stdin=lines))
    assert (thanks["kind"], thanks["refused"], thanks["citations"]) == ("chat", True, [])
    assert thanks["reason"] == "You're welcome."
    assert "Derna" in then["standalone"]
    assert first["citations"]
