"""Updates pushed by Telegram to an address of ours, by tornado: the alternative to fetching them.

The address is reached from outside through a proxy that speaks TLS (Bot API, setWebhook); what listens here answers
one path, to one secret, and only once an update is on the disk: Telegram sends again what was not answered.
"""

from __future__ import annotations

import hmac
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from index.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header
LARGEST = 1_000_000  # bytes of an update; Telegram's are a few thousand
SECONDS = 10.0  # for a request to arrive
DEFAULT_PORT = 8443


class Webhook(NamedTuple):
    """Where updates are pushed to.

    Attributes:
        url: what Telegram is told.
        secret: what it sends along, so that nobody else's word is taken for Telegram's.
        listen: `HOST:PORT` to listen on; empty: this machine only, and the address's port if it names one.
    """

    url: str
    secret: str
    listen: str = ""

    @property
    def host_and_port(self) -> tuple[str, int]:
        """The interface and port to listen on.

        Raises:
            UsageError: `listen` names none.
        """
        if not self.listen:
            return "127.0.0.1", urlsplit(self.url).port or DEFAULT_PORT
        host, _, port = self.listen.rpartition(":")
        if not port.isdecimal():
            raise UsageError(
                f"KHABAR_TELEGRAM_WEBHOOK_LISTEN is {self.listen!r}: write host and port, like 127.0.0.1:8443"
            )
        return host.strip("[]") or "127.0.0.1", int(port)


@asynccontextmanager
async def listening(
    webhook: Webhook, receive: Callable[[list[dict[str, Any]]], Awaitable[None]]
) -> AsyncIterator[None]:
    """Listen for updates while the context lasts.

    Raises:
        UsageError: it can't listen there.
    """
    from tornado.httpserver import HTTPServer
    from tornado.web import Application, RequestHandler

    class Handler(RequestHandler):
        async def post(self) -> None:
            given = self.request.headers.get(SECRET_HEADER, "")
            if not hmac.compare_digest(given.encode(), webhook.secret.encode()):
                self.set_status(403)
                return
            try:
                update = json.loads(self.request.body)
                is_one = isinstance(update["update_id"], int)
            except (ValueError, TypeError, KeyError, RecursionError):
                is_one = False
            if not is_one:
                self.set_status(400)
                return
            await receive([update])

    host, port = webhook.host_and_port
    application = Application([(urlsplit(webhook.url).path or "/", Handler)], log_function=lambda _: None)
    server = HTTPServer(
        application, max_body_size=LARGEST, body_timeout=SECONDS, idle_connection_timeout=60.0
    )
    try:
        server.listen(port, host)
    except OSError as error:
        raise UsageError(
            f"the webhook can't listen on {host}:{port} ({error.strerror or error}): "
            "name another place in KHABAR_TELEGRAM_WEBHOOK_LISTEN"
        ) from error
    try:
        yield
    finally:
        server.stop()
        await server.close_all_connections()
