"""What the command's tests share: the command, run in this process over an archive of its own."""

from __future__ import annotations

import logging
import shutil
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from index.embedding import embedder
from khabar.cli import app

sys.path.append(str(Path(__file__).parent))

from command import ARTICLES, SAMPLES, as_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command import Khabar
    from typer.testing import Result


loaded = cache(embedder)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No `.env` of the repository is read, and what the command does to logging is undone."""
    monkeypatch.chdir(tmp_path)
    # Child processes find the command though they don't start in its folder.
    monkeypatch.setenv("PYTHONPATH", str(SAMPLES.parent))
    root, handlers, level = logging.getLogger(), logging.getLogger().handlers[:], logging.getLogger().level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(autouse=True)
def _models_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading the model is most of a short command's time; the tests that start processes do load it."""
    monkeypatch.setattr("index.embedding.embedder", loaded)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the archive is, or will be."""
    return tmp_path / "archive"


@pytest.fixture
def khabar(folder: Path) -> Khabar:
    """The command over the test's archive."""

    def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(app, ["--archive", str(folder), *map(str, arguments)], input=stdin)
        assert "Traceback" not in result.output or "--verbose" in arguments
        return result

    return run


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the sample and two English articles, made once."""
    folder = tmp_path_factory.mktemp("made") / "archive"
    arguments = ["--archive", str(folder), "ingest", "--json", str(SAMPLES), "-"]
    result = CliRunner().invoke(app, arguments, input=as_lines(ARTICLES))
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def filled(khabar: Khabar, made: Path, folder: Path) -> Khabar:
    """The command over a copy of that archive."""
    shutil.copytree(made, folder)
    return khabar
