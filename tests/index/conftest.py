"""What the index room's tests share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

# `archives` holds the tests' own archive material (child processes run it as a script), `old_formats` stands above.
sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1])]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.archive import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    from index.archive import Archive

    with Archive.open(tmp_path / "archive", create=True) as opened:
        yield opened


@pytest.fixture
def no_collections(monkeypatch: pytest.MonkeyPatch, small_collections: None) -> None:  # noqa: ARG001
    """No Chroma collection is built: faster, where a test is about something else."""
    from index import generation

    monkeypatch.setattr(generation, "SMALLEST_COLLECTION", 1_000_000)


@pytest.fixture
def small_collections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real Chroma collections, though a test's archive is small."""
    from index import generation

    monkeypatch.setattr(generation, "SMALLEST_COLLECTION", 8)
    monkeypatch.setattr(generation, "AT_FIRST", 0)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a published generation: two languages, a Chroma collection each. To be copied."""
    from archives import ANALYSER, before

    from index import generation
    from index.archive import Archive

    folder = tmp_path_factory.mktemp("published") / "archive"
    with pytest.MonkeyPatch.context() as patch, Archive.open(folder, create=True) as archive:
        patch.setattr(generation, "SMALLEST_COLLECTION", 8)
        with archive.writer() as writer:
            writer.put(before(), ANALYSER)
            writer.publish(force=True)
    return folder
