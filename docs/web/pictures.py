"""docs/web-*.png: the pages in a browser, over the articles that their tests have (`make docs-web`).

Needs Debian's chromium and fonts-noto-core.
"""

from __future__ import annotations

import json
import shutil
import socket
import sys
import threading
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import TYPE_CHECKING, Literal

import uvicorn
from playwright.sync_api import sync_playwright

HOME = Path(__file__).parents[2]
sys.path.append(str(HOME / "tests" / "bot" / "web"))

from web_news import FIRST, LATER, SAMPLES  # noqa: E402

from bot.web.conversations import Conversations  # noqa: E402
from khabar import api, web  # noqa: E402
from khabar.archive import Archive  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
WIDTH, HEIGHT = 900, 620
DERNA, SIRTE = "How many people died in Derna?", "ماذا اقترحت ألمانيا لسرت؟"


def main() -> None:
    """Ask, open what is quoted, and draw what is seen."""
    chromium = shutil.which("chromium")
    if not chromium:
        sys.exit("no chromium here: apt-get install chromium fonts-noto-core")
    with (
        TemporaryDirectory() as folder,
        served(Path(folder) / "archive") as address,
        sync_playwright() as playwright,
    ):
        draw(playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS), address)


def draw(browser: Browser, address: str) -> None:
    """Draw an answer and an article in light, what was corrected in it, and an article in Arabic in the dark."""
    with page(browser, address, "en-GB", "light") as light:
        ask(light, DERNA)
        taken(light, "answer")
        light.click("blockquote a")
        light.locator("mark.cited").wait_for()
        taken(light, "article")
        light.goto("/a/flood?v=2&against=1")
        taken(light, "changes")
    with page(browser, address, "ar", "dark") as dark:
        ask(dark, SIRTE)
        dark.click("blockquote a")
        dark.locator("mark.cited").wait_for()
        taken(dark, "article-ar")


def ask(shown: Page, question: str) -> None:
    """Ask a question on the first page."""
    shown.goto("/")
    shown.fill("#question", question)
    shown.press("#question", "Enter")
    shown.locator("#t1").wait_for()


def taken(shown: Page, name: str) -> None:
    """Take a picture of what is seen."""
    path = HOME / "docs" / f"web-{name}.png"
    shown.screenshot(path=path)
    print(path)


@contextmanager
def page(browser: Browser, address: str, language: str, scheme: Literal["dark", "light"]) -> Iterator[Page]:
    """A page of a browser in a language, in the dark or not."""
    context = browser.new_context(
        base_url=address,
        locale=language,
        color_scheme=scheme,
        viewport={"width": WIDTH, "height": HEIGHT},
    )
    yield context.new_page()
    context.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the pages over an archive that is made for it; give their address."""
    with Archive.open(folder, create=True) as archive, Conversations.open(folder) as conversations:
        for records in (FIRST, LATER):
            lines = "".join(f"{json.dumps(one)}\n" for one in records)
            api.ingest(archive, "-", *([SAMPLES] if records is FIRST else []), stdin=BytesIO(lines.encode()))
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            application = web.application(archive, conversations, web.setup(archive.settings))
            config = uvicorn.Config(application, log_level="warning", lifespan="off")
            server = uvicorn.Server(config)
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
            thread.start()
            while not server.started:
                sleep(0.01)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
            server.should_exit = True
            thread.join(10)


if __name__ == "__main__":
    main()
