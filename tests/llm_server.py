"""An OpenAI-compatible server on loopback that answers by script: right, wrong, broken, late, or not at all.

A script is a function of what was asked that yields what is done: text (streamed as it is), or an `Act`.
It knows the product's prompt only as far as any server does: as text with JSON lines in it.
"""

from __future__ import annotations

import json
import re
import select
import socket
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from threading import Event, Lock, Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MODEL = "openai:scripted"
KEY = "sk-test-0123456789abcdef"


class Status(NamedTuple):
    """Answer with an HTTP status instead of a stream."""

    code: int
    headers: tuple[tuple[str, str], ...] = ()


class Hang(NamedTuple):
    """Send nothing more until the client has gone."""


class Drop(NamedTuple):
    """Close the connection in the middle."""


class Raw(NamedTuple):
    """Send bytes as they are."""

    data: bytes


class Asked(NamedTuple):
    """A request: what was sent, and the evidence in it."""

    body: dict[str, Any]

    @property
    def prompt(self) -> str:
        return "\n".join(str(message["content"]) for message in self.body["messages"])

    @property
    def evidence(self) -> list[dict[str, Any]]:
        """The numbered sentences of the prompt."""
        lines = re.findall(r"^\{.*\}$", self.prompt, re.MULTILINE)
        found = [json.loads(line) for line in lines if '"number"' in line]
        return [one for one in found if isinstance(one.get("number"), int)]


Script = "Callable[[Asked], Iterable[str | Status | Hang | Drop | Raw]]"


@dataclass
class Server:
    """The server's outside: where it is, what it was asked, how many connections are open."""

    script: Callable[[Asked], Iterable[Any]]
    asked: list[Asked] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    open: int = 0
    address: str = ""
    stopping: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)

    def closed(self, within: float = 5.0) -> bool:
        """Say whether all connections close in a moment."""
        until = monotonic() + within
        while self.open and monotonic() < until:
            sleep(0.01)
        return self.open == 0


def line(sentence: str, *evidence: int) -> str:
    """A sentence as the product asks for it."""
    return json.dumps({"sentence": sentence, "evidence": list(evidence)}, ensure_ascii=False) + "\n"


def says(*texts: str) -> Callable[[Asked], Iterator[str]]:
    """A script that streams some texts."""

    def script(_: Asked) -> Iterator[str]:
        yield from texts

    return script


def does(*acts: Any) -> Callable[[Asked], Iterator[Any]]:
    """A script of texts and acts."""

    def script(_: Asked) -> Iterator[Any]:
        yield from acts

    return script


def in_turn(*scripts: Callable[[Asked], Iterable[Any]]) -> Callable[[Asked], Iterable[Any]]:
    """A script for each request; the last one for all that follow."""
    waiting = list(scripts)

    def script(asked: Asked) -> Iterable[Any]:
        return (waiting.pop(0) if len(waiting) > 1 else waiting[0])(asked)

    return script


@contextmanager
def serving(script: Callable[[Asked], Iterable[Any]]) -> Iterator[Server]:
    """Run the server."""
    state = Server(script)

    class Handler(_Handler):
        server_state = state

    class Here(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, *_: object) -> None:
            """A client that goes away is what is tested."""

    with Here(("127.0.0.1", 0), Handler) as server:
        state.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield state
        finally:
            state.stopping.set()
            server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    server_state: Server
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        with self.server_state.lock:
            self.server_state.open += 1

    def finish(self) -> None:
        with suppress(OSError):
            super().finish()
        with self.server_state.lock:
            self.server_state.open -= 1

    def do_POST(self) -> None:
        state = self.server_state
        asked = Asked(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        with state.lock:
            state.asked.append(asked)
            state.keys.append(self.headers.get("Authorization", ""))
            acts = iter(state.script(asked))
        first = next(acts, "")
        if isinstance(first, Status):
            self._status(first)
            return
        if isinstance(first, Hang):
            self._hang()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        for act in chain([first], acts):
            if not self._do(act):
                return
        self.wfile.write(_event({}, "stop") + b"data: [DONE]\n\n")

    def _do(self, act: Any) -> bool:
        if isinstance(act, Hang):
            self._hang()
            return False
        if isinstance(act, Drop):
            self.connection.shutdown(socket.SHUT_RDWR)
            return False
        data = act.data if isinstance(act, Raw) else _event({"content": act})
        self.wfile.write(data)
        self.wfile.flush()
        return True

    def _status(self, status: Status) -> None:
        body = json.dumps({"error": {"message": f"scripted {KEY}", "type": "scripted"}}).encode()
        self.send_response(status.code)
        for name, value in status.headers:
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        self.wfile.write(body)

    def _hang(self) -> None:
        self.close_connection = True
        while not self.server_state.stopping.is_set():
            readable, _, _ = select.select([self.connection], [], [], 0.02)
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                return

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _event(delta: dict[str, Any], finished: str | None = None) -> bytes:
    chunk = {
        "id": "scripted",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finished}],
    }
    return f"data: {json.dumps(chunk, ensure_ascii=not _is_whole(delta))}\n\n".encode()


def _is_whole(delta: dict[str, Any]) -> bool:
    """Whether a text has no half of a character (a surrogate), which goes over the wire escaped only."""
    return not re.search("[\ud800-\udfff]", str(delta.get("content", "")))
