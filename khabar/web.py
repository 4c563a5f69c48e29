"""The page and the HTTP API, put together from the settings, and served until told to stop."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_address
from logging import INFO, getLogger
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index.errors import UsageError
from khabar.settings import NO_MODEL

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

    from bot.web.conversations import Conversations
    from bot.web.limits import Limits
    from bot.web.people import Access
    from bot.web.safety import Place
    from khabar.archive import Archive
    from khabar.settings import Settings

STOP_SECONDS = 10  # that answers under way have to be finished when the server is told to stop
CONNECTIONS = 1_000  # at the same time
BACKLOG = 256  # connections that the system holds until they are taken
WITH_MODEL = 16  # answered at once where a language model is waited for, as in the chat
SIGNALS = (signal.SIGTERM, signal.SIGINT)


@dataclass(frozen=True, slots=True)
class Setup:
    """The settings, understood.

    Attributes:
        host, port: where it listens.
        access: who may ask.
        place: how it is called.
    """

    host: str
    port: int
    access: Access
    place: Place


def setup(settings: Settings) -> Setup:
    """Return the settings, understood.

    Raises:
        UsageError: one can't be used, or they would serve strangers.
    """
    from bot.web.people import access
    from bot.web.safety import Place

    host, port = _listen(settings.web_listen)
    who = access(settings.web_token.get_secret_value(), settings.web_user_header, settings.web_trust)
    is_beyond = not _is_loopback(host)
    if is_beyond and who.is_open:
        raise UsageError(
            f"KHABAR_WEB_LISTEN is {settings.web_listen}, which others reach: set KHABAR_WEB_TOKEN, or"
            " KHABAR_WEB_USER_HEADER and KHABAR_WEB_TRUST for a proxy that signs people in"
        )
    return Setup(host, port, who, Place(_url(settings.web_url), by_number=is_beyond))


def check(settings: Settings) -> str:
    """Return how the page is set up.

    Raises:
        UsageError: a setting can't be used.
    """
    made = setup(settings)
    who = "whoever is at this machine"
    if made.access.token:
        who = "who has the token"
    if made.access.user_header:
        who = f"who the proxy names in {made.access.user_header}"
    place = f", for readers at {made.place.url}" if made.place.url else ""
    return f"`khabar web` listens on {settings.web_listen}{place}; {who} may ask"


def serve(
    settings: Settings, *, say: Callable[[str], None], opens: Callable[[str], object] | None = None
) -> None:
    """Serve until told to stop; what is under way is finished.

    Args:
        settings: of the archive and the server.
        say: is told what the person at the screen may want to know.
        opens: is given the address once it is served.

    Raises:
        UsageError: a setting can't be used, or the place to listen is taken.
        ArchiveError: the archive or the store of conversations can't be used now.
    """
    made = setup(settings)
    os.umask(0o077)  # what is written is of people: its owner alone may read it
    from bot.web.conversations import Conversations
    from khabar.archive import Archive

    getLogger("bot.web.safety.requests").setLevel(INFO)
    with (
        Archive.open(settings=settings) as archive,
        Conversations.open(archive.folder) as conversations,
        _listening(made, settings) as listener,
    ):
        archive.require_model(archive.embedder.name)
        conversations.tidy(archive)
        archive.asker()  # a language model that can't be used is told now
        port = listener.getsockname()[1]
        at = made.place.url or f"http://{_bracketed(made.host)}:{port}/"
        asyncio.run(
            _until_told(
                application(archive, conversations, made),
                listener,
                ready=lambda: _ready(archive, at, say, opens),
            )
        )


def application(archive: Archive, conversations: Conversations, made: Setup) -> ASGIApp:
    """Return the page and the API over an archive, behind what keeps them safe; for one event loop."""
    from starlette.applications import Starlette

    from bot.web import api_docs, pages
    from bot.web.desk import Desk
    from bot.web.people import Door
    from bot.web.safety import Guard
    from bot.web.sign_in import SignIn
    from bot.web.site import Site
    from khabar import api
    from khabar.http_api import HttpApi

    desk = Desk(_limits(archive.settings), _at_once(archive.settings))
    door = Door(made.access)
    over_http = HttpApi(archive, desk, conversations, signed=bool(made.access.token))
    site = Site(archive.retriever, partial(api.ask, archive), conversations, desk, archive.asker().translated)
    served = Starlette(
        routes=[
            *over_http.routes(),
            *api_docs.routes(over_http.document),
            *SignIn(door).routes(),
            *pages.routes(site),
        ],
        exception_handlers=_handlers(),
    )
    return Guard(served, door, made.place)


def _limits(settings: Settings) -> Limits:
    from bot.web.limits import Limits

    return Limits(
        settings.web_per_minute,
        settings.web_per_day,
        settings.web_all_per_minute,
        settings.web_all_per_day,
    )


def _at_once(settings: Settings) -> int:
    """Return how many answers are made at once: quotes as many as there are processors, which is what they wait for."""
    return WITH_MODEL if settings.llm not in {None, NO_MODEL} else max(os.cpu_count() or 1, 2)


def _handlers() -> dict[Any, Any]:
    """Return what is told of errors."""
    from starlette.exceptions import HTTPException

    from bot.web.problems import Refusal, response
    from index.errors import KhabarError
    from khabar.http_api import refusal_of

    async def told(request: Request, error: Exception) -> Response:
        return response(request.scope, refusal_of(error))

    async def not_served(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - for the type checker: it is registered for these
        refusal = Refusal(error.status_code, str(error.detail))
        refusal.headers |= dict(error.headers or {})
        return response(request.scope, refusal)

    return {HTTPException: not_served, Refusal: told, KhabarError: told, Exception: told}


def _ready(
    archive: Archive, at: str, say: Callable[[str], None], opens: Callable[[str], object] | None
) -> None:
    say(f"the page is at {at}")
    Thread(target=_warm, args=(archive,), daemon=True).start()
    if opens:
        opens(at)


def _warm(archive: Archive) -> None:
    """Load what the first question would wait for."""
    try:
        newest = archive.retriever.newest(1)
        from bot.asker import Asker

        Asker(archive.retriever).ask(newest[0].article.title if newest else "?")
    except Exception as error:  # noqa: BLE001 - the first question meets it too, and is told
        getLogger(__name__).debug("the models can't be loaded yet: %s", error)


async def _until_told(app: ASGIApp, listener: socket.socket, *, ready: Callable[[], None]) -> None:
    from uvicorn import Config, Server

    class Khabar(Server):
        """Stops as the command does: with status 0, what is under way finished."""

        def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]
            for one in SIGNALS:
                signal.signal(one, self.handle_exit)
            return nullcontext()

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

    config = Config(
        app,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        limit_concurrency=CONNECTIONS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    await Khabar(config).serve([listener])


def _listening(made: Setup, settings: Settings) -> socket.socket:
    try:
        kind, *_, address = socket.getaddrinfo(
            made.host, made.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(address[:2], family=kind, backlog=BACKLOG)
    except OSError as error:
        raise UsageError(
            f"the page can't be served on {settings.web_listen} ({error.strerror or error}): name another place in"
            " KHABAR_WEB_LISTEN"
        ) from error


def _listen(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65_535:  # noqa: PLR2004 - the last port
        raise UsageError(f"KHABAR_WEB_LISTEN is {text!r}: write host and port, like 127.0.0.1:8484")
    return host.strip("[]"), int(port)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _url(text: str) -> str:
    parts = urlsplit(text)
    if text and (
        parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/") or parts.query
    ):
        raise UsageError(
            f"KHABAR_WEB_URL is {text!r}: write the address without a path, like https://khabar.example.org"
        )
    return text.rstrip("/")


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
