"""A web server on loopback that answers as a test says, and remembers what it was asked."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass
class Page:
    """What is at a path; `slowly` sends it byte by byte, so many seconds apart."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    slowly: float = 0


@dataclass
class Asked:
    """A request: its path, its headers by lower-case names, when it came."""

    path: str
    headers: dict[str, str]
    at: float


@dataclass
class Web:
    """The server: `pages` by path may be changed while it runs; `asked` has every request in order."""

    port: int = 0
    pages: dict[str, Page | Callable[[Asked], Page]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    stop: Event = field(default_factory=Event)
    most_at_once: int = 0
    now_at: int = 0

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def __setitem__(self, path: str, page: Page | bytes | str | Callable[[Asked], Page]) -> None:
        self.pages[path] = Page(page) if isinstance(page, bytes | str) else page

    def count(self) -> Counter[str]:
        return Counter(one.path for one in self.asked)


@contextmanager
def serving() -> Iterator[Web]:
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.now_at += 1
            web.most_at_once = max(web.most_at_once, web.now_at)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.path, headers, time.monotonic())
            web.asked.append(asked)
            page = web.pages.get(self.path, Page(b"nothing here", 404))
            try:
                self._answer(page(asked) if callable(page) else page)
            except (BrokenPipeError, ConnectionResetError):
                pass
            finally:
                web.now_at -= 1

        def _answer(self, page: Page) -> None:
            body = page.body.encode() if isinstance(page.body, str) else page.body
            self.send_response_only(page.status)  # no date but the page's own
            for name, value in ({"Content-Length": str(len(body))} | page.headers).items():
                self.send_header(name, value)
            self.end_headers()
            for at in range(0, len(body), 1 if page.slowly else max(len(body), 1)):
                self.wfile.write(body[at : at + 1] if page.slowly else body)
                if page.slowly and web.stop.wait(page.slowly):
                    return

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    web.port = server.server_port
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield web
    finally:
        web.stop.set()
        server.shutdown()
        thread.join()
        server.server_close()
