"""`khabar backup` and `khabar restore`."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from command import document, one_sentence

if TYPE_CHECKING:
    from pathlib import Path

    from command import Khabar

BRIDGE = "What did the bridge in Mosul cost?"


def test_what_was_backed_up_answers_again_after_it_was_lost(
    filled: Khabar, folder: Path, tmp_path: Path
) -> None:
    before = document(filled("ask", BRIDGE, "--json"))
    held = document(filled("status", "--json"))
    made = document(filled("backup", tmp_path / "backup.db", "--json"))
    assert (made["articles"], made["passages"]) == (held["articles"], held["passages"])
    assert made["path"] == str(tmp_path / "backup.db")
    assert made["bytes"] == (tmp_path / "backup.db").stat().st_size

    (folder / "archive.db").write_bytes(b"lost")
    refused = filled("ask", BRIDGE)
    assert "`khabar restore FILE`" in one_sentence(refused, status=5)

    restored = document(filled("restore", tmp_path / "backup.db", "--json"))
    assert restored["replaced"] == str(folder / "archive.db.replaced")
    after = document(filled("ask", BRIDGE, "--json"))
    assert (after["answer"], after["citations"]) == (before["answer"], before["citations"])
    assert "problem  archive" not in filled("doctor").output


def test_a_backup_in_a_folder_is_named_by_the_time(filled: Khabar, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    filled("backup", tmp_path / "backups")
    (made,) = (tmp_path / "backups").iterdir()
    assert made.name.startswith("khabar-2")
    assert made.stat().st_mode & 0o777 == 0o600


def test_a_person_reads_what_was_done(filled: Khabar, tmp_path: Path) -> None:
    assert " articles, " in filled("backup", tmp_path / "b.db").stdout
    shown = filled("restore", tmp_path / "b.db").stdout
    assert "restored to" in shown
    assert "what was there before is kept as" in shown


def test_a_backup_may_be_restored_where_no_archive_is_yet(filled: Khabar, tmp_path: Path) -> None:
    filled("backup", tmp_path / "b.db")
    command = [sys.executable, "-m", "khabar", "--archive", str(tmp_path / "new" / "place")]
    done = subprocess.run(
        [*command, "restore", str(tmp_path / "b.db"), "--json"], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "replaced" not in json.loads(done.stdout)
    shown = subprocess.run([*command, "status", "--json"], capture_output=True, check=True).stdout
    assert json.loads(shown)["articles"] == document(filled("status", "--json"))["articles"]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("none/backup.db", "there is no folder"),
        ("archive/backup.db", "in the archive's own folder"),
        ("letter.txt", "is there and is no backup"),
    ],
)
def test_a_backup_goes_nowhere_where_it_would_do_harm(
    filled: Khabar, tmp_path: Path, place: str, said: str
) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    refused = filled("backup", tmp_path / place)
    assert said in one_sentence(refused, status=2)
    assert (tmp_path / "letter.txt").read_text() == "dear"


def test_a_backup_that_is_none_is_refused_in_a_sentence(filled: Khabar, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    refused = filled("restore", tmp_path / "letter.txt")
    assert "can't be restored" in one_sentence(refused, status=5)
    assert filled("restore", tmp_path / "none").exit_code == 2
    assert document(filled("status", "--json"))["articles"]
