"""The way in for programs does what the commands do."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from command import ARTICLES, as_lines, document
from test_start import HEAVY

from khabar import api, documents
from khabar.api import Archive, Settings, article, ask, ingest, reindex, remove, search, status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from command import Khabar

DEAD = "How many people died in Derna?"


@pytest.fixture
def archive(made: Path, folder: Path) -> Iterator[Archive]:
    """A copy of the archive of the sample and two English articles."""
    shutil.copytree(made, folder)
    with Archive.open(folder) as archive:
        yield archive


def test_importing_it_loads_nothing_heavy() -> None:
    look = f"import sys, khabar.api; print([name for name in {(*HEAVY, 'typer')!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_every_name_it_promises_is_there() -> None:
    assert all(getattr(api, name).__doc__ for name in api.__all__)
    assert set(api.__all__) <= set(dir(api))
    with pytest.raises(AttributeError, match="no attribute 'Bogus'"):
        _ = api.Bogus


def test_articles_are_taken_in_asked_searched_and_removed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "dam.txt").write_text("Third dam\n\nA third dam near Derna held on Sunday.", "utf-8")
    with Archive.open(str(folder), create=True) as archive:
        report = ingest(archive, tmp_path / "news", "-", stdin=io.BytesIO(as_lines(ARTICLES).encode()))
        assert (report.added, report.failed) == (3, [])
        assert status(archive).articles == 3

        answer = ask(archive, DEAD)
        assert "5,300" in answer.citations[0].quote
        assert article(archive, "flood").text[slice(*answer.citations[0].span)] == answer.citations[0].quote

        assert [one.id for one in remove(archive, "flood", "bri")] == ["flood", "bridge"]
        assert {hit.passage.article.title for hit in search(archive, "Derna")} == {"Third dam"}


def without_times(answer: dict[str, Any]) -> dict[str, Any]:
    return answer | {"timing_ms": None}


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ([], {}),
        (["--since", "2023-09-12", "-k", "3"], {"since": date(2023, 9, 12), "k": 3}),
        (["--until", "2022-01-01T12:00:00Z"], {"until": datetime(2022, 1, 1, 12, tzinfo=UTC)}),
        (["--as-of", "2023-09-12", "--lang", "en"], {"as_of": "2023-09-12", "lang": "en"}),
        (["--source", "tigris post", "--llm", "none"], {"source": "tigris post", "llm": "none"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_answer_is_the_command_s(
    archive: Archive, khabar: Khabar, typed: list[str], options: dict[str, Any]
) -> None:
    found = ask(archive, DEAD, **options)
    told = document(khabar("ask", DEAD, "--json", *typed), 3 if found.refused else 0)
    assert without_times(documents.of_answer(found, archive.updated)) == without_times(told)


def test_hits_are_the_command_s(archive: Archive, khabar: Khabar) -> None:
    told = document(khabar("search", "the dams of Derna", "--json", "--since", "2021-01-01"))
    found = search(archive, "the dams of Derna", since="2021-01-01")
    assert documents.of_hits("the dams of Derna", found, 0)["hits"] == told["hits"]


def test_a_day_as_until_is_the_whole_day(archive: Archive) -> None:
    """The article on Derna was published at eight."""
    assert search(archive, "Derna", until=date(2023, 9, 12), source="Gulf Wire")
    assert not search(archive, "Derna", until=datetime(2023, 9, 12), source="Gulf Wire")  # noqa: DTZ001


def test_a_follow_up_is_understood_from_the_turn_before(archive: Archive) -> None:
    first = ask(archive, DEAD)
    assert "Derna" in ask(archive, "Who said so?", turns=[first.turn]).standalone


def test_what_fails_is_one_error_with_one_sentence(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(api.UsageError, match="since 'yesterday' is no date"):
        ask(archive, DEAD, since="yesterday")
    with pytest.raises(api.ArchiveError, match="no archive at"):
        Archive.open(tmp_path / "nowhere")
    with pytest.raises(api.KhabarError, match="no article's id begins with 'x'"):
        remove(archive, "flood", "x")
    assert article(archive, "flood")


def test_the_settings_are_the_environment_s_unless_given(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_ARCHIVE", str(made))
    monkeypatch.setenv("KHABAR_LLM", "nobody:knows")
    with Archive.open() as archive, pytest.raises(api.UsageError, match="nobody"):
        ask(archive, DEAD)
    with Archive.open(settings=Settings(llm="none")) as archive:
        assert ask(archive, DEAD).mode == "extractive"


def test_a_record_of_each_question_goes_to_the_sinks(made: Path) -> None:
    records: list[dict[str, Any]] = []
    with Archive.open(made, sinks=[records.append]) as archive:
        ask(archive, DEAD)
    assert [record["question"] for record in records] == [DEAD]


def test_an_archive_is_reindexed(archive: Archive) -> None:
    heard: list[tuple[int, int]] = []
    passages = status(archive).passages
    assert reindex(archive, progress=lambda done, total: heard.append((done, total))).passages == passages
    assert heard[-1] == (passages, passages)
