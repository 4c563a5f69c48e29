"""Progress: told only to a person who watches, with the time left where the sources tell how much there is."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest
from command import ARTICLES, SAMPLES, as_lines

from khabar import progress
from khabar.progress import expected

if TYPE_CHECKING:
    from pathlib import Path

    from command import Khabar


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard error counts as a terminal."""
    monkeypatch.setenv("FORCE_COLOR", "1")


def test_files_and_lines_are_counted_before_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "b.html").write_text("one")
    (tmp_path / "c.jsonl").write_text(as_lines(ARTICLES))
    assert expected([str(tmp_path), str(SAMPLES), "missing"]) == 2 + 2 + 1 + 1


def test_a_long_file_is_judged_by_its_beginning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SAMPLE", 1_000)
    (tmp_path / "long.jsonl").write_text('{"text": "news"}\n' * 10_000)
    assert expected([str(tmp_path)]) == pytest.approx(10_000, rel=0.05)


def test_what_only_reading_can_tell_is_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "day.jsonl.gz").write_bytes(gzip.compress(b"{}"))
    (tmp_path / "day.json").write_text("[]")
    assert expected(["-"]) is None
    assert expected([str(tmp_path / "day.jsonl.gz")]) is None
    assert expected([str(tmp_path / "day.json")]) is None


def test_a_terminal_is_shown_how_far_it_is(khabar: Khabar, watched: None) -> None:  # noqa: ARG001
    shown = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", khabar("ingest", SAMPLES).stderr)
    assert "1 articles" in shown
    assert " left" in shown


def test_reindexing_shows_its_passages(filled: Khabar, watched: None) -> None:  # noqa: ARG001
    assert " passages" in filled("reindex", "--json").stderr


def test_nobody_watches_a_file(khabar: Khabar) -> None:
    assert not khabar("ingest", SAMPLES).stderr


def test_quiet_is_quiet_on_a_terminal_too(khabar: Khabar, watched: None) -> None:  # noqa: ARG001
    assert not khabar("ingest", SAMPLES, "--quiet").output
