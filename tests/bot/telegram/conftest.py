"""What the bot's tests share: a Bot API server of their own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.append(str(Path(__file__).parent))

from bot_api import BotApi

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def telegram() -> Iterator[BotApi]:
    """A Bot API server without flood limits."""
    with BotApi() as api:
        yield api
