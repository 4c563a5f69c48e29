"""What faults leave behind: `python -m bench.faults [WORD…]`, the fault tests in their long forms, some half an hour.

Each row of the table is a fault, and the tests that bring it about; what they counted is what they say themselves
(pytest's `record_property`). With words, only rows that have one of them are run, and only printed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench import report
from bench.data import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element


class Row(NamedTuple):
    """A fault, what was asked of it, and the tests that show it: files or functions."""

    fault: str
    asked: str
    tests: tuple[str, ...]


JUNIT = ("-o", "junit_family=xunit1")  # the family that has properties
FAULTS, INDEX, COMMAND, WEB = "tests/faults", "tests/index", "tests/khabar", "tests/ingest"
ROWS = (
    Row(
        "SIGKILL of `ingest`, and of `watch` over a folder and a feed, at random points while articles are added,"
        " changed and removed; then run again",
        "200 kills, 0 differences",
        (f"{FAULTS}/test_kills.py",),
    ),
    Row(
        "two and eight ingesters at once",
        "0 differences; the second waits or says who holds the lock",
        (f"{FAULTS}/test_ingest.py::test_several_ingests_at_once_wait_or_are_told_who_writes",),
    ),
    Row(
        "1,000 questions during ingests",
        "0 wrong answers",
        (f"{FAULTS}/test_ingest.py::test_questions_are_answered_rightly_while_articles_come_change_and_go",),
    ),
    Row(
        "a disk full at ten points",
        "a sentence; the old state answers; 0 differences after",
        (f"{FAULTS}/test_ingest.py::test_a_disk_that_is_full_at_any_point",),
    ),
    Row(
        "a read-only folder; `archive.db` truncated or garbage",
        "a sentence that says what to do",
        tuple(
            f"{INDEX}/test_archive_errors.py::{name}"
            for name in (
                "test_a_folder_that_may_only_be_read_answers_and_refuses_writing_in_a_sentence",
                "test_a_truncated_database_is_damaged_and_not_made_anew",
                "test_garbage_for_a_database_is_damaged",
                "test_garbage_within_the_database_is_found_by_whoever_comes_across_it",
            )
        ),
    ),
    Row(
        "each file of the current generation deleted, truncated or flipped, Chroma's too; all of them truncated under a"
        " running reader",
        "the old state answers; rebuilt by itself",
        (
            f"{INDEX}/test_generation.py::test_with_any_file_of_the_generation_harmed_the_answers_stay_and_check_names_it",
            f"{INDEX}/test_generation.py::test_the_next_writer_makes_a_harmed_generation_again",
            f"{FAULTS}/test_ingest.py::test_files_truncated_under_a_running_reader_change_nothing_for_it",
        ),
    ),
    Row(
        "twenty rounds of churn, in small (in full above: `bench.churn rounds`)",
        "0 unreachable, ≤ 1.5 × fresh",
        (f"{FAULTS}/test_ingest.py::test_twenty_rounds_of_change_lose_no_passage_and_little_space",),
    ),
    Row(
        "a feed: 500, 404, 410, timeout, 304, empty, truncated XML, an HTML page in its place, all entries gone,"
        " nonsense, a damaged gzip, a clock an hour wrong",
        "no deletion, no duplicate; 304 costs no embedding",
        tuple(
            f"{COMMAND}/test_ingest_web.py::{name}"
            for name in (
                "test_a_fault_of_a_feed_deletes_and_doubles_nothing",
                "test_a_clock_an_hour_wrong_doubles_nothing",
                "test_a_feed_that_has_not_changed_is_not_read_let_alone_embedded",
            )
        ),
    ),
    Row(
        "SSRF: spellings of loopback, redirects, rebinding, ports",
        "0 connections to a canary",
        tuple(
            f"{WEB}/test_fetch.py::{name}"
            for name in (
                "test_no_spelling_of_loopback_reaches_it",
                "test_no_redirect_reaches_what_is_not_allowed",
                "test_a_name_is_looked_up_once_and_the_address_judged_is_the_one_connected_to",
                "test_a_name_with_one_private_address_is_refused",
                "test_ports_of_other_services_are_refused",
            )
        ),
    ),
    Row(
        "10,000 people who watch questions that an article answers",
        "each told once, within limits; who asks meanwhile is answered; memory as before",
        ("tests/bot/telegram/test_many.py",),
    ),
    Row(
        "gzip bombs, billion laughs, hostile HTML and XML",
        "refused in 2 s (gzip), ≤ 200 MiB more memory",
        (f"{WEB}/test_fetch.py::test_a_gzip_bomb_is_refused_as_it_inflates", f"{WEB}/test_sandbox.py"),
    ),
)


class Case(NamedTuple):
    """A test that was run: its file and function, whether it passed, what it counted."""

    test: str
    passed: bool
    figures: tuple[str, ...]


def run(tests: Iterable[str]) -> list[Case]:
    """Run tests, long ones too."""
    from defusedxml.ElementTree import parse

    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-m",
            "slow or not slow",
            f"--junitxml={found}",
            *tests,
        ]
        subprocess.run(command, cwd=ROOT, check=False)
        return [_case(element) for element in parse(found).getroot().iter("testcase")]


def _case(element: Element) -> Case:
    file, function = element.attrib["classname"].replace(".", "/"), element.attrib["name"].partition("[")[0]
    bad = any(element.find(kind) is not None for kind in ("failure", "error", "skipped"))
    figures = tuple(each.attrib["value"] for each in element.iter("property"))
    return Case(f"{file}.py::{function}", not bad, figures)


def target(row: Row, cases: Iterable[Case]) -> report.Target:
    """Return a row with what its tests said."""
    own = [case for case in cases if case.test.startswith(row.tests)]
    passed = sum(case.passed for case in own)
    figures = [figure for case in own if case.passed for figure in case.figures]
    reached = "; ".join([*figures, f"{passed} of {len(own)} tests pass"])
    return report.Target(row.fault, row.asked, reached, 0 < passed == len(own))


def main() -> None:
    """Run the fault tests; print their table, and put all of it onto the page."""
    words = sys.argv[1:]
    rows = [row for row in ROWS if not words or any(word in row.fault for word in words)]
    cases = run(test for row in rows for test in row.tests)
    table = report.targets(target(row, cases) for row in rows)
    note = (
        "The oracle (`tests/faults/story.py`) compares with a clean run: articles, versions, passages, terms, vectors,"
        " where each was seen, copies, the answers to a fixed set of questions; and searches for every live passage"
        " by its own text. Which guards were taken out to see the tests fail is said in them."
    )
    if words:
        print(f"\n{table}")
    else:
        report.write("faults", "Faults", table, note)


if __name__ == "__main__":
    main()
