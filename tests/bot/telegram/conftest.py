"""What the bot's tests share: a Bot API server of their own."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.append(str(Path(__file__).parent))

from bot_api import BotApi
from running import BRIDGE, FLOOD, ingest, model

from bot.asker import Asker
from index.archive import Archive
from index.retriever import Retriever

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def telegram() -> Iterator[BotApi]:
    """A Bot API server without flood limits."""
    with BotApi() as api:
        yield api


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two articles, made once."""
    folder = tmp_path_factory.mktemp("made") / "archive"
    ingest(folder, FLOOD, BRIDGE)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of that archive."""
    shutil.copytree(made, tmp_path / "archive")
    return tmp_path / "archive"


@pytest.fixture
def asker(folder: Path) -> Iterator[Asker]:
    """Who answers from it."""
    with Archive.open(folder) as archive:
        yield Asker(Retriever(archive, model()))
