"""`khabar article`, `remove` and `status`."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command import ARTICLES, as_lines, document, one_sentence

from index.archive import Status
from index.failures import RecordedFailure
from index.visits import Visit
from khabar import render
from khabar.archive import Archive
from khabar.removing import agreed
from khabar.settings import load

if TYPE_CHECKING:
    from command import Khabar

AT = datetime(2024, 1, 5, tzinfo=UTC)
CORRECTED = ARTICLES[0] | {"text": ARTICLES[0]["text"].replace("5,300", "4,000")}


@pytest.fixture
def corrected(filled: Khabar) -> Khabar:
    """The flood has two wordings."""
    document(filled("ingest", "-", "--json", stdin=as_lines([CORRECTED])))
    return filled


def test_an_article_comes_back_with_all_that_is_known_of_it(filled: Khabar) -> None:
    found = document(filled("article", "flood", "--json"))
    assert " ".join(found) == (
        "id version title source url author published language teaser versions carried_by otherwise modified corrected"
        " withdrawn origin text"
    )
    assert (found["id"], found["version"], found["title"]) == ("flood", 1, "Floods in Derna")
    assert found["text"] == ARTICLES[0]["text"]
    (version,) = found["versions"]
    assert (version["version"], version["published"]) == (1, "2023-09-12T08:00:00Z")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", version["seen"])


def test_the_beginning_of_an_id_is_enough(filled: Khabar) -> None:
    assert document(filled("article", "fl", "--json"))["id"] == "flood"


def test_a_person_reads_the_text(filled: Khabar) -> None:
    lines = filled("article", "flood").stdout.splitlines()
    assert lines[0] == "Floods in Derna"
    assert lines[2] == "flood · version 1 of 1"
    assert "5,300" in lines[3]


def test_an_old_wording_stays_readable_and_is_found_no_more(corrected: Khabar) -> None:
    assert "4,000" in document(corrected("article", "flood", "--json"))["text"]
    old = document(corrected("article", "flood", "--version", 1, "--json"))
    assert "5,300" in old["text"]
    assert [(one["version"], one["change"]) for one in old["versions"]] == [(1, []), (2, ["number"])]
    hits = document(corrected("search", "people died in Derna", "--json"))["hits"]
    assert not [hit for hit in hits if "5,300" in hit["passage"]]


def test_diff_shows_what_changed(corrected: Khabar) -> None:
    lines = corrected("article", "flood", "--diff").stdout.splitlines()
    assert lines[:3] == ["# Changed: a number.", "--- version 1", "+++ version 2"]
    assert [line[0] for line in lines if "people had died" in line] == ["-", "+"]
    assert document(corrected("article", "flood", "--diff", "--json"))["diff"].splitlines() == lines


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["flood", "--diff"], "there is none before it"),
        (["flood", "--version", 7], "no version 7"),
        (
            ["flood", "--version", 99999999999999999999],
            "no version 99999999999999999999",
        ),  # was an OverflowError
        (["flood", "--version", -99999999999999999999], "no version -99999999999999999999"),
        (["storm"], "'storm'"),
        (["", "--json"], "several"),
    ],
)
def test_what_is_not_there_is_a_usage_error(filled: Khabar, arguments: list[object], said: str) -> None:
    assert said in one_sentence(filled("article", *arguments), 2)


def test_remove_takes_articles_out(filled: Khabar) -> None:
    assert document(filled("remove", "fl", "bridge", "flood", "--json")) == {
        "removed": 2,
        "ids": ["flood", "bridge"],
    }
    assert document(filled("status", "--json"))["articles"] == 1
    assert "flood" in one_sentence(filled("article", "flood"), 2)


def test_remove_tells_a_person_what_is_gone(filled: Khabar) -> None:
    assert filled("remove", "flood").stdout == "removed flood · Floods in Derna\n"
    assert not filled("remove", "bridge", "--quiet").output


def ask_before_removing(folder: Path, *ids: str, answer: str) -> subprocess.CompletedProcess[str]:
    """Run `remove` with a terminal for its standard input, on which an answer was typed."""
    ours, theirs = pty.openpty()
    os.write(ours, answer.encode())
    command = [sys.executable, "-m", "khabar", "--archive", str(folder), "remove", *ids]
    try:
        return subprocess.run(command, stdin=theirs, capture_output=True, text=True, check=False)
    finally:
        os.close(ours)
        os.close(theirs)


def test_the_beginning_of_an_id_is_removed_once_a_person_agrees(filled: Khabar, folder: Path) -> None:
    asked = ask_before_removing(folder, "fl", "bridge", answer="n\n")
    assert (asked.returncode, asked.stdout) == (1, "")
    assert "to be removed: flood · Floods in Derna\nto be removed: bridge" in asked.stderr
    assert "Remove 2 articles" in asked.stderr
    assert document(filled("status", "--json"))["articles"] == 3
    assert ask_before_removing(folder, "fl", answer="y\n").stdout == "removed flood · Floods in Derna\n"


def test_whole_ids_are_removed_without_asking(filled: Khabar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())  # what asks would find nothing to read
    with Archive.open(settings=load().model_copy(update={"archive": Path("archive")})) as archive:
        assert agreed(archive, ["bridge"])
        assert not agreed(archive, ["bri"])
    assert filled("remove", "bri", "--yes").stdout.startswith("removed bridge")


def test_a_mistake_in_one_id_removes_none(filled: Khabar) -> None:
    one_sentence(filled("remove", "flood", "storm"), 2)
    assert document(filled("status", "--json"))["articles"] == 3


def test_status_says_what_is_there(filled: Khabar) -> None:
    found = document(filled("status", "--json"))
    assert " ".join(found) == (
        "articles passages languages sources newest updated embedding_model bytes failures feeds"
    )
    assert found["languages"] == {"en": 2, "ar": 1}
    assert found["sources"] == {"TRT عربي": 1, "Gulf Wire": 1, "Tigris Post": 1}
    assert found["newest"] == "2023-09-12T08:00:00Z"
    assert found["embedding_model"].startswith("bundled")
    assert found["bytes"] > 10_000
    assert found["feeds"] == []


STATUS = Status(
    articles=200,
    passages=300,
    languages={"en": 200},
    sources={f"Paper {number}": 60 - number for number in range(11)},
    newest=None,
    updated=None,
    embedding_model=None,
    bytes=1,
    failures=[RecordedFailure(f"{number}.txt", "No.", retry=False, at=AT) for number in range(12)],
    feeds=[
        Visit(f"https://{number}.example/", "feed", last_ok=AT, last_error="404" if number == 11 else None)
        for number in range(12)
    ],
)


def test_long_lists_are_folded_and_what_fails_comes_first() -> None:
    lines = [row.plain for row in render.status(STATUS, "archive")]
    (sources,) = (one for one in lines if one.startswith("sources: "))
    assert sources.startswith("sources: Paper 0 60, ")
    assert sources.endswith(", Paper 9 51 and 1 more")
    feeds = [one for one in lines if "feed: " in one]
    assert len(feeds) == 10
    assert feeds[0].startswith("feed: https://11.example/")
    assert "and 2 more feeds and pages: `khabar status --verbose` shows all" in lines
    assert sum(one.startswith("failed ") for one in lines) == 10
    assert lines[-1].startswith("and 2 more failures: ")


def test_nothing_is_folded_that_is_asked_for_whole() -> None:
    lines = [row.plain for row in render.status(STATUS, "archive", whole=True)]
    assert not [one for one in lines if " more" in one]
    assert len(lines) == 4 + 1 + 12 + 12


def test_status_remembers_failures_until_they_are_mended(filled: Khabar) -> None:
    filled("ingest", "missing.txt")
    (failure,) = document(filled("status", "--json"))["failures"]
    assert (failure["source"], failure["retry"]) == ("missing.txt", False)
    assert "missing.txt: There is no such file" in filled("status").stdout


def test_a_person_reads_the_status(filled: Khabar, folder: object) -> None:
    lines = filled("status").stdout.splitlines()
    assert lines[0].startswith("3 articles, ")
    assert f"archive: {folder}" in lines
    assert any(line.startswith("sources: Gulf Wire 1, ") for line in lines)
