"""The bot under test: in a thread of this process, or as the command in a process of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from bot.asker import Asker
from bot.telegram.api import Api
from bot.telegram.chats import Chats
from bot.telegram.context import Context
from bot.telegram.run import work
from index.analysis import analyser
from index.archive import Archive
from index.embedding import embedder
from index.retriever import Retriever
from index.types import Article
from ingest.take_in import take_in

if TYPE_CHECKING:
    from bot_api import BotApi

HOME = Path(__file__).parents[3]
model = cache(embedder)

FLOOD = Article(
    id="flood",
    title="Floods in Derna",
    text="Floods swept through Derna on Sunday. The mayor of Derna, Abdulmenam al-Ghaithi, said that 5,300 people"
    " had died. Two dams outside the city had burst during the storm.",
    language="en",
    source="Gulf Wire",
    url="https://gulf.example/derna-floods",
    published=datetime(2023, 9, 12, 8, tzinfo=UTC),
)
BRIDGE = Article(
    id="bridge",
    title="A bridge for Mosul",
    text="Engineers finished the new bridge over the Tigris in Mosul. It cost 12 million dollars and opened to cars"
    " on Monday, said the governor of Nineveh.",
    language="en",
    source="Tigris Post",
    url="https://tigris.example/bridge",
    published=datetime(2021, 3, 2, tzinfo=UTC),
)
HOW_MANY = "How many people died in Derna?"
HOW_MUCH = "How much did the bridge in Mosul cost?"
MAYOR = "The mayor of Derna, Abdulmenam al-Ghaithi, said that 5,300 people had died."


def ingest(folder: Path, *articles: Article) -> None:
    with Archive.open(folder, create=True) as archive:
        take_in(archive, articles, analyser(model()))


def remove(folder: Path, *ids: str) -> None:
    with Archive.open(folder) as archive, archive.writer() as writer:
        writer.remove(ids)


class Bot:
    """The bot in a thread, as a context; `context` sets what the command would by settings."""

    def __init__(self, telegram: BotApi, folder: Path, **context: Any) -> None:
        self._telegram = telegram
        self._folder = folder
        self._given = context
        self._stop: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.webhook: Any = None
        self.error: BaseException | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(20), self.error
        return self

    def __exit__(self, *_: object) -> None:
        if self._loop and self._stop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stop.set)
        self.join()

    def join(self, seconds: float = 20) -> None:
        self._thread.join(seconds)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        try:
            with Archive.open(self._folder) as archive, Chats.open(self._folder) as chats:
                asker = Asker(Retriever(archive, model()))
                context = Context(archive, chats, **({"asker": asker, "quoting": asker} | self._given))
                asyncio.run(self._work(context))
        except BaseException as error:  # noqa: BLE001 - the test looks at it
            self.error = error
        finally:
            self._ready.set()

    async def _work(self, context: Context) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        api = Api(self._telegram.token, self._telegram.base_url)
        await work(api, context, self._stop, webhook=self.webhook, ready=lambda _: self._ready.set())


class Command:
    """`khabar telegram` in a process of its own, as a context; what it says is in `log`."""

    def __init__(self, telegram: BotApi, folder: Path, *options: str, **settings: str) -> None:
        self.log = folder.parent / "log"
        self._arguments = [sys.executable, "-m", "khabar", "--archive", str(folder), "telegram", *options]
        self._settings = {
            "PYTHONPATH": str(HOME),
            "KHABAR_TELEGRAM_TOKEN": telegram.token,
            "KHABAR_TELEGRAM_BASE_URL": telegram.base_url,
        } | {name.upper(): value for name, value in settings.items()}

    def __enter__(self) -> Self:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self._arguments, env=os.environ | self._settings, stderr=log, stdout=log, cwd=self.log.parent
            )
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(20)

    def kill(self) -> None:
        self.process.kill()
        assert self.process.wait(20) == -signal.SIGKILL

    def end(self, seconds: float = 20) -> int:
        """Its exit status, once it ends by itself."""
        return self.process.wait(seconds)

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")
