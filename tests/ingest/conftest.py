"""What the ingest room's tests share."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.types import Article
from ingest import Failure, read_sources

sys.path.append(str(Path(__file__).parent))

from web import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from web import Web

LEAD = (
    "Germany proposed on Tuesday that Sirte and Jufra become a demilitarised zone, its foreign minister said."
)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file below tmp_path and return its path."""

    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


@pytest.fixture
def read() -> Callable[..., list[Article | Failure]]:
    """Read sources to a list."""
    return lambda *sources: list(read_sources([str(source) for source in sources]))


@pytest.fixture
def article() -> Callable[..., Article]:
    """Read the one article that one JSON record gives."""

    def read_record(**fields: object) -> Article:
        (found,) = read_sources(["-"], stdin=io.BytesIO(json.dumps({"text": LEAD, **fields}).encode()))
        assert isinstance(found, Article)
        return found

    return read_record


@pytest.fixture
def text_article(write: Callable[[str, str], Path]) -> Callable[[str], Article]:
    """Read the one article that a text file gives."""

    def read_text(text: str, name: str = "article.txt") -> Article:
        (found,) = read_sources([str(write(name, text))])
        assert isinstance(found, Article)
        return found

    return read_text


@pytest.fixture
def web() -> Iterator[Web]:
    """A web server of the test's own."""
    with serving() as server:
        yield server
