"""Settings: the environment, `.env`, `.env.example`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from command import one_sentence
from typer.testing import CliRunner

from index.embedding import BUNDLED
from khabar.cli import app
from khabar.settings import PREFIX, Settings, default_archive, load

if TYPE_CHECKING:
    import pytest
    from command import Khabar

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def archive_of(*arguments: str) -> str:
    """The folder that a command without an archive says it looked in."""
    result = CliRunner().invoke(app, [*arguments, "status"])
    assert result.exit_code == 5
    return result.stderr.split("no archive at ")[1].split(" yet")[0]


def test_the_option_goes_before_the_environment_and_that_before_env_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert archive_of() == str(default_archive())
    (tmp_path / ".env").write_text("KHABAR_ARCHIVE=from-file\n")
    assert archive_of() == "from-file"
    monkeypatch.setenv("KHABAR_ARCHIVE", "from-environment")
    assert archive_of() == "from-environment"
    assert archive_of("--archive", "from-option") == "from-option"


def test_an_empty_value_counts_as_unset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("KHABAR_ARCHIVE=\n")
    monkeypatch.setenv("KHABAR_EMBEDDING_MODEL", "")
    assert load() == Settings(archive=default_archive(), embedding_model=BUNDLED)


def test_the_home_folder_may_be_written_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_ARCHIVE", "~/news")
    assert archive_of() == str(Path.home() / "news")


def test_a_broken_env_file_is_one_sentence(khabar: Khabar, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"KHABAR_ARCHIVE=caf\xe9\n")
    assert str(tmp_path / ".env") in one_sentence(khabar("status"), 2)


def test_the_example_has_every_setting_with_its_default_and_a_comment() -> None:
    blocks = EXAMPLE.read_text("utf-8").strip().split("\n\n")[1:]
    lines = [block.splitlines() for block in blocks]
    assert all(comment.startswith("# ") for block in lines for comment in block[:-1])
    assert all(len(block) > 1 for block in lines)
    given = dict(block[-1].split("=") for block in lines)
    assert list(given) == [PREFIX + name.upper() for name in Settings.model_fields]


def test_the_example_changes_nothing(tmp_path: Path) -> None:
    unset = load()
    (tmp_path / ".env").write_text(EXAMPLE.read_text("utf-8"), "utf-8")
    assert load() == unset
