"""What the tests of the pages share: an archive with everything that a page can show, and a client to its pages."""

from __future__ import annotations

import json
import sys
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.testclient import TestClient

sys.path.append(str(Path(__file__).parent))

from web_news import FAILURES, FEEDS, FIRST, LATER, SAMPLES, TRAP

from bot.web.conversations import Conversations
from bot.web.pages import routes
from bot.web.site import Site
from ingest.take_in import take_in
from khabar import api
from khabar.archive import Archive
from khabar.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of the sample, of short articles, and of corrections and copies of these; of feeds and failures."""
    folder = tmp_path_factory.mktemp("web") / "archive"
    with Archive.open(folder, create=True, settings=Settings(_env_file=None)) as opened:
        for records in (FIRST, LATER):
            told = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in records)
            api.ingest(opened, "-", *([SAMPLES] if records is FIRST else []), stdin=BytesIO(told.encode()))
        take_in(opened, [TRAP], opened.analyser())
        with opened.writer() as writer:
            writer.record_visits(FEEDS)
            writer.record_failures(FAILURES)
        yield opened


class OpenDesk:
    """Has calls made at once, however many there are."""

    def admit(self, person: str, *, reads: bool = False) -> None:
        pass

    async def run(self, call: Any) -> Any:
        return await run_in_threadpool(call)


@pytest.fixture(scope="session")
def site(archive: Archive) -> Iterator[Site]:
    """The site over it."""
    with Conversations.open(archive.folder) as conversations:
        yield Site(archive.retriever, partial(api.ask, archive), conversations, OpenDesk())


@pytest.fixture(scope="session")
def application(site: Site) -> Any:
    """The site's pages."""
    return Starlette(routes=routes(site))


@pytest.fixture
def client(application: Any) -> TestClient:
    """A browser without a script."""
    return TestClient(application)
