"""Each provider that has an extra: its package is the one langchain asks for, and speaks to a server of its protocol.

`make test` installs only OpenAI's; one that isn't there is skipped, and runs after `pip install 'khabar[mistral]'`.
"""

from __future__ import annotations

import json
import tomllib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest

from bot.llm.model import EXTRAS, SHORT, Budget, ModelFailure, Prompt, connect, missing
from index.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "sk-test-0123456789abcdef"
PROMPT = Prompt("You answer.", "How many people died?")
ANSWER = ["5,300 ", "people ", "died."]
PROJECT = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))["project"]
NAMES = {
    "openai": "openai:scripted",
    "anthropic": "anthropic:scripted",
    "google_genai": "google:scripted",
    "mistralai": "mistral:scripted",
    "ollama": "ollama:scripted",
}
LONG_AGO = 1e3  # seconds no test means to reach


def package(provider: str) -> str:
    return f"langchain_{provider}"


# ---- the package


@pytest.mark.parametrize(("provider", "extra"), EXTRAS.items())
def test_an_extra_brings_the_package_that_langchain_asks_for(provider: str, extra: str) -> None:
    (needs,) = PROJECT["optional-dependencies"][extra]
    assert needs.startswith(package(provider).replace("_", "-"))


@pytest.mark.parametrize(("provider", "extra"), EXTRAS.items())
def test_the_sentence_for_a_missing_package_names_the_extra(provider: str, extra: str) -> None:
    assert f"pip install 'khabar[{extra}]'" in missing(NAMES[provider], ImportError())


@pytest.mark.parametrize("provider", [one for one in EXTRAS if not find_spec(package(one))])
def test_langchain_asks_for_it_where_it_is_not_installed(provider: str) -> None:
    with pytest.raises(UsageError, match=rf"khabar\[{EXTRAS[provider]}\]"):
        connect(NAMES[provider], api_key=KEY)


def test_short_names_are_those_of_the_extras() -> None:
    assert (
        {extra for provider, extra in EXTRAS.items() if provider != extra}
        == set(SHORT)
        == {"google", "mistral"}
    )


# ---- its protocol


def openai(text: str | None) -> str:
    choice = {"index": 0, "delta": {"content": text or ""}, "finish_reason": None if text else "stop"}
    chunk = {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "scripted",
        "choices": [choice],
    }
    return f"data: {json.dumps(chunk)}\n\n" + ("" if text else "data: [DONE]\n\n")


def anthropic(text: str | None) -> str:
    def event(kind: str, **rest: Any) -> str:
        return f"event: {kind}\ndata: {json.dumps({'type': kind, **rest})}\n\n"

    if text is None:
        delta = {"stop_reason": "end_turn", "stop_sequence": None}
        return (
            event("content_block_stop", index=0)
            + event("message_delta", delta=delta, usage={"output_tokens": 3})
            + event("message_stop")
        )
    return event("content_block_delta", index=0, delta={"type": "text_delta", "text": text})


def anthropic_opening() -> str:
    message = {
        "id": "1", "type": "message", "role": "assistant", "model": "scripted", "content": [], "stop_reason": None,
        "stop_sequence": None, "usage": {"input_tokens": 9, "output_tokens": 1},
    }  # fmt: skip
    block = {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
    opening = {"type": "message_start", "message": message}
    return "".join(f"event: {one['type']}\ndata: {json.dumps(one)}\n\n" for one in (opening, block))


def google(text: str | None) -> str:
    candidate = {"content": {"role": "model", "parts": [{"text": text or ""}]}, "index": 0}
    usage = {"promptTokenCount": 9, "candidatesTokenCount": 3, "totalTokenCount": 12}
    last = {} if text else {"finishReason": "STOP"}
    return f"data: {json.dumps({'candidates': [candidate | last], 'usageMetadata': usage})}\n\n"


def ollama(text: str | None) -> str:
    message = {"role": "assistant", "content": text or ""}
    counts = {} if text else {"done_reason": "stop", "prompt_eval_count": 9, "eval_count": 3}
    chunk = {
        "model": "scripted",
        "created_at": "2026-11-25T00:00:00Z",
        "message": message,
        "done": text is None,
    }
    return json.dumps(chunk | counts) + "\n"


SPEAKS = {
    "openai": openai,
    "anthropic": anthropic,
    "google_genai": google,
    "mistralai": openai,
    "ollama": ollama,
}


@contextmanager
def serving(provider: str, status: int = 200, *, hangs: bool = False) -> Iterator[str]:
    """Run a server of a provider's protocol that says ANSWER, fails, or says nothing; give its address."""
    stopping = Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            if hangs:
                stopping.wait()
                return
            self.send_response(status)
            self.send_header("Content-Type", "application/json" if status != 200 else "text/event-stream")
            self.end_headers()
            if status != 200:
                self.wfile.write(json.dumps({"error": {"message": f"scripted {KEY}", "type": "x"}}).encode())
                return
            self.wfile.write(anthropic_opening().encode() if provider == "anthropic" else b"")
            for text in (*ANSWER, None):
                self.wfile.write(SPEAKS[provider](text).encode())
                self.wfile.flush()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        under = "/v1" if provider in {"openai", "mistralai"} else ""
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}{under}"
        finally:
            stopping.set()
            server.shutdown()


def written(provider: str, address: str, seconds: float = LONG_AGO) -> list[str]:
    """What a provider's model writes."""
    pytest.importorskip(package(provider))
    model = connect(NAMES[provider], base_url=address, api_key=KEY, limits=Budget(60.0))
    try:
        return list(model.write(PROMPT, until=monotonic() + seconds))
    finally:
        model.close()


@pytest.mark.parametrize("provider", EXTRAS)
def test_it_streams(provider: str) -> None:
    with serving(provider) as address:
        assert "".join(written(provider, address)) == "".join(ANSWER)


@pytest.mark.parametrize("provider", EXTRAS)
def test_a_server_that_fails_is_a_failure_without_the_key(provider: str) -> None:
    with serving(provider, 500) as address, pytest.raises(ModelFailure) as failed:
        written(provider, address)
    assert failed.value.again
    assert KEY not in failed.value.reason


@pytest.mark.parametrize("provider", EXTRAS)
def test_a_key_that_is_refused_is_not_tried_again(provider: str) -> None:
    with serving(provider, 401) as address, pytest.raises(ModelFailure) as failed:
        written(provider, address)
    assert not failed.value.again


@pytest.mark.parametrize("provider", EXTRAS)
def test_silence_ends_at_the_deadline(provider: str) -> None:
    with serving(provider, hangs=True) as address, pytest.raises(ModelFailure) as failed:
        written(provider, address, seconds=0.5)
    assert failed.value.why == "late"
