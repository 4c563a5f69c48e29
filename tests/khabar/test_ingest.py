"""`khabar ingest`."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from typing import TYPE_CHECKING

from command import ARTICLES, SAMPLES, as_lines, document, one_sentence

from index.types import Article
from ingest import take_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest
    from command import Khabar


def test_the_document_counts_what_came_in_and_what_the_archive_holds(khabar: Khabar) -> None:
    found = document(khabar("ingest", SAMPLES, "-", "--json", stdin=as_lines(ARTICLES)))

    assert " ".join(found) == "added updated unchanged removed failed articles passages seconds"
    assert (found["added"], found["articles"], found["failed"]) == (3, 3, [])
    assert found["passages"] >= 3
    assert found["seconds"] > 0


def test_the_same_input_again_changes_nothing(filled: Khabar) -> None:
    found = document(filled("ingest", SAMPLES, "-", "--json", stdin=as_lines(ARTICLES)))
    assert (found["added"], found["updated"], found["unchanged"], found["articles"]) == (0, 0, 3, 3)


def test_a_new_wording_is_an_update(filled: Khabar) -> None:
    corrected = ARTICLES[0] | {"text": "Floods swept through Derna. The toll was corrected to 4,000."}
    found = document(filled("ingest", "-", "--json", stdin=as_lines([corrected])))
    assert (found["updated"], found["articles"]) == (1, 3)


def test_what_failed_is_listed_and_the_rest_is_in(khabar: Khabar, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{nonsense")

    found = document(khabar("ingest", SAMPLES, tmp_path / "bad.json", tmp_path / "missing.txt", "--json"), 4)

    assert found["added"] == 1
    assert [set(failure) for failure in found["failed"]] == [{"source", "reason", "retry"}] * 2
    assert [failure["source"] for failure in found["failed"]] == [
        str(tmp_path / "bad.json"),
        str(tmp_path / "missing.txt"),
    ]
    assert all(failure["reason"] and failure["retry"] is False for failure in found["failed"])


def test_a_person_reads_the_counts_on_stdout_and_the_failures_on_stderr(khabar: Khabar) -> None:
    result = khabar("ingest", SAMPLES, "missing.txt")

    assert result.exit_code == 4
    assert result.stdout.startswith("1 added, 0 updated, 0 unchanged, 0 removed, 1 failed in ")
    assert result.stderr == "khabar: missing.txt: There is no such file or folder.\n"


def test_files_of_other_kinds_are_told_of_in_a_line_and_are_no_failures(
    khabar: Khabar, tmp_path: Path
) -> None:
    for name in ("a.txt", "b.pdf", "c.docx", "d.png", "e.mp3", ".hidden.pdf"):
        (tmp_path / "news" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "news" / name).write_text("The council of Kelmora met on Monday.")
    result = khabar("ingest", tmp_path / "news")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[1] == (
        "4 files passed over, of kinds not read from a folder: b.pdf, c.docx, d.png and 1 more"
    )
    assert "passed over" not in khabar("ingest", SAMPLES).stdout


def test_many_failures_are_told_in_few_lines(khabar: Khabar) -> None:
    result = khabar("ingest", *(f"missing-{number}.txt" for number in range(30)))
    assert len(result.stderr.splitlines()) == 21
    assert "10 more inputs failed: `khabar status --verbose` lists them" in result.stderr


def test_when_all_fails_the_status_is_that_of_failed_inputs(khabar: Khabar) -> None:
    assert document(khabar("ingest", "missing.txt", "--json"), 4)["articles"] == 0


def test_quiet_leaves_only_failures(khabar: Khabar) -> None:
    result = khabar("ingest", SAMPLES, "missing.txt", "--quiet")
    assert not result.stdout
    assert result.stderr.count("\n") == 1


def test_compressed_files_and_globs_are_read(khabar: Khabar, tmp_path: Path) -> None:
    (tmp_path / "day-1.jsonl.gz").write_bytes(gzip.compress(as_lines(ARTICLES).encode()))
    assert document(khabar("ingest", tmp_path / "day-*", "--json"))["added"] == 2


def test_no_source_is_a_usage_error(khabar: Khabar) -> None:
    assert "SOURCE" in one_sentence(khabar("ingest"), 2)


def test_an_interrupted_run_says_that_what_is_stored_stays(
    khabar: Khabar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_in, "BATCH", 1)
    monkeypatch.setattr("ingest.read_sources", lambda *_, **__: _until_interrupted())

    result = khabar("ingest", "-", "--json")

    assert "in the archive" in one_sentence(result, 130)
    assert document(khabar("status", "--json"))["articles"] == 2


def _until_interrupted() -> Iterator[Article]:
    """Two articles, then Ctrl-C."""
    for number in range(2):
        yield Article(id=str(number), text="Something happened.", title="News", language="en")
    raise KeyboardInterrupt


def test_a_second_writer_is_told_who_the_first_is(filled: Khabar, folder: Path) -> None:
    hold = "import sys; from pathlib import Path; from index.archive import Archive\n"
    hold += "with Archive.open(Path(sys.argv[1])) as archive, archive.writer(): print(flush=True); input()"
    command = [sys.executable, "-c", hold, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        holder.stdout.readline()

        sentence = one_sentence(filled("ingest", "-", stdin=as_lines(ARTICLES)), 5)

        assert str(holder.pid) in sentence
        assert json.loads(filled("search", "Derna", "--json").stdout)["hits"]  # readers are not held up
        holder.communicate(b"\n")
