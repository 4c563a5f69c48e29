"""What the fault tests share: the news as it was and is, taken in, and what that leaves when nothing goes wrong."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

# They use the index room's archive material and the ingest room's web server too.
sys.path.extend(str(Path(__file__).parents[1] / room) for room in ("faults", "index", "ingest"))

from story import files, ingest, outcome, publish, write


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, as it is now; its path is part of what the archive holds."""
    return tmp_path_factory.mktemp("source") / "news"


@pytest.fixture(scope="session")
def begun(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the folder as it was, published. To be copied."""
    archive = tmp_path_factory.mktemp("begun") / "archive"
    write(source, files(now=False))
    ingest(source, archive)
    publish(archive)
    write(source, files(now=True))
    return archive


@pytest.fixture(scope="session")
def clean(source: Path, begun: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What taking the folder in as it is now leaves when nothing goes wrong."""
    archive = tmp_path_factory.mktemp("clean") / "archive"
    shutil.copytree(begun, archive)
    report = ingest(source, archive)
    assert report.added
    assert report.updated
    assert report.removed
    found = outcome(archive)
    assert found["families"]
    assert found["unreachable"] == []
    return found


@pytest.fixture
def archive(begun: Path, tmp_path: Path) -> Path:
    """A copy of the archive as the folder was."""
    shutil.copytree(begun, tmp_path / "archive")
    return tmp_path / "archive"
