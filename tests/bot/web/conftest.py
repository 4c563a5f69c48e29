"""What the tests of the pages share: an archive with everything that a page can show, and a client to its pages."""

from __future__ import annotations

import json
import sys
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

sys.path.append(str(Path(__file__).parent))

from web_news import FAILURES, FEEDS, FIRST, LATER, SAMPLES, TRAP

from bot.web.conversations import Conversations
from bot.web.desk import Desk
from bot.web.limits import Limits
from bot.web.site import Site
from ingest.take_in import take_in
from khabar import api, web
from khabar.archive import Archive
from khabar.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from httpx import Response
    from starlette.types import ASGIApp


# The tests ask more than a person may.
SETTINGS = Settings(_env_file=None, web_per_minute=0, web_per_day=0, web_all_per_minute=0, web_all_per_day=0)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of the sample, of short articles, and of corrections and copies of these; of feeds and failures."""
    folder = tmp_path_factory.mktemp("web") / "archive"
    with Archive.open(folder, create=True, settings=SETTINGS) as opened:
        for records in (FIRST, LATER):
            told = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in records)
            api.ingest(opened, "-", *([SAMPLES] if records is FIRST else []), stdin=BytesIO(told.encode()))
        take_in(opened, [TRAP], opened.analyser())
        with opened.writer() as writer:
            writer.record_visits(FEEDS)
            writer.record_failures(FAILURES)
        yield opened


@pytest.fixture(scope="session")
def site(archive: Archive) -> Iterator[Site]:
    """The site over it."""
    with Conversations.open(archive.folder) as conversations:
        desk = Desk(Limits(0, 0, 0, 0), at_once=4)
        yield Site(archive.retriever, partial(api.ask, archive), conversations, desk)


@pytest.fixture(scope="session")
def application(archive: Archive, site: Site) -> ASGIApp:
    """All that `khabar web` serves."""
    return web.application(archive, site.conversations, web.setup(archive.settings))


class Reader(TestClient):
    """A browser without a script, which sends with a form what the form has."""

    def __init__(self, application: ASGIApp) -> None:
        super().__init__(application, base_url="http://localhost")
        self.get("/sign-in")

    def submit(self, path: str, data: dict[str, str], **options: Any) -> Response:
        """Send a form."""
        return self.post(path, data={"csrf": self.cookies["khabar-csrf"], **data}, **options)


@pytest.fixture
def client(application: ASGIApp) -> Reader:
    """A browser without a script."""
    return Reader(application)
