"""A language model of the person's choice: a prompt goes in, text comes out as it is written, within a deadline.

This file alone knows `langchain` and the providers' packages; it translates their errors:

* UsageError: the model can't be set up as it is named; the sentence says what to do.
* ModelFailure: a request brought no whole answer; whoever asked falls back to quotes. So it is without a key, and where
  nobody listens at the server's address: both are found out before a package is loaded, which takes seconds.
"""

from __future__ import annotations

import asyncio
import os
import re
from concurrent.futures import TimeoutError as Late
from contextlib import suppress
from errno import ECONNREFUSED
from importlib.util import find_spec
from queue import Empty, Queue
from socket import gaierror
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from pydantic import SecretStr

from index.errors import UsageError
from index.masking import masked, remember, remember_address

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Generator, Iterator, Mapping

    from langchain_core.language_models import BaseChatModel

# The extra that brings a provider's package: `pip install 'khabar[EXTRA]'`; any other that langchain knows works too.
EXTRAS = {
    "openai": "openai",
    "anthropic": "anthropic",
    "google_genai": "google",
    "mistralai": "mistral",
    "ollama": "ollama",
}
SHORT = {"google": "google_genai", "mistral": "mistralai"}
# The providers' own variables for a key: without one of them, or a key of ours, they can't be asked.
KEYS = {
    "openai": ("OPENAI_API_KEY",),
    "anthropic": ("ANTHROPIC_API_KEY",),
    "google_genai": ("GOOGLE_API_KEY", "GEMINI_API_KEY"),
    "mistralai": ("MISTRAL_API_KEY",),
}
# Where a provider's server is when nothing else is said, if that is this machine.
ADDRESSES = {"ollama": "http://127.0.0.1:11434"}
MOST_CHARACTERS = 40_000  # of an answer; a model that writes more has lost its way
MOST_BYTES = 2_000_000  # that a server may send for it: the events of a stream are a multiple of its text
MOST_TOKENS = 10_000_000  # of a request, whatever its server tells
PASSING = frozenset({408, 409, 425, 429})  # status codes, beside 5xx, after which asking again may help
REFUSED = frozenset({401, 403})  # status codes for a key
# What libraries call an error of a connection that never was. `ConnectionRefusedError` is not all: the one of Ollama's
# package is the plain one.
UNREACHED = frozenset({"ConnectError", "ConnectionError", "ConnectionRefusedError", "gaierror"})
KNOCK_SECONDS = 0.5
CLOSING_SECONDS = 2.0
_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_HALF = re.compile("[\ud800-\udfff]")

# The deadline passed; the provider or its network failed; nobody listens at its address; there is no key; the key was
# refused; it failed so often that it is left alone; no tokens are left.
Why = Literal["late", "failed", "unreachable", "no_key", "key_refused", "paused", "spent"]


class ModelFailure(Exception):  # noqa: N818 - not an error of this program
    """A request brought no whole answer.

    Attributes:
        reason: for the log and the trace; holds no key.
        why: which sentence tells a person.
        again: whether the same request may succeed a moment later.
        after: seconds the server asks to wait before that; 0: it doesn't say.
    """

    def __init__(self, reason: str, *, why: Why = "failed", again: bool = False, after: float = 0.0) -> None:
        super().__init__(reason)
        self.reason, self.why, self.again, self.after = reason, why, again, after


class Prompt(NamedTuple):
    """What a model is told: who it is and what to do, then what to do it with."""

    system: str
    user: str

    @property
    def tokens(self) -> int:
        """How many tokens it takes at most (see `tokens`)."""
        return tokens(self.system) + tokens(self.user)


class Usage(NamedTuple):
    """The tokens a request took, as its provider counts them."""

    prompt: int
    output: int


class Budget(NamedTuple):
    """What a question may cost.

    Attributes:
        seconds: from the question to the end of the answer, by the clock on the wall.
        prompt: tokens sent at once.
        output: tokens written at once.
        user: tokens a user may take a day (UTC), sent and written.
        day: tokens all users together may take a day.
    """

    seconds: float = 60.0
    prompt: int = 6_000
    output: int = 2_000
    user: int = 200_000
    day: int = 2_000_000


NO_LIMITS_SET = Budget()


def tokens(text: str) -> int:
    """Return about how many tokens a text takes, rather too many: each model has a tokenizer of its own.

    A letter beyond ASCII counts as one, three within ASCII as one; byte pair encodings of today take fewer.
    """
    beyond = sum(character > "\x7f" for character in text)
    return beyond + (len(text) - beyond + 2) // 3


class Model:
    """A chat model; threads may share it. One thread of its own talks to the provider, so that a caller never hangs.

    Attributes:
        name: as `KHABAR_LLM` has it.
        address: of the server, where it isn't the provider's own.
    """

    def __init__(
        self, name: str, make: Callable[[], BaseChatModel], address: str = "", *, has_key: bool = True
    ) -> None:
        self.name, self.address = name, address
        self._make, self._has_key = make, has_key
        self._chat: BaseChatModel | None = None
        self._making = Lock()
        self._loop = asyncio.new_event_loop()
        Thread(target=self._loop.run_forever, name="khabar-llm", daemon=True).start()

    def write(self, prompt: Prompt, *, until: float, usage: list[Usage] | None = None) -> Generator[str]:
        """Yield what the model writes, as it comes; closing the iterator ends the request and its connection.

        Args:
            prompt: what the model is told.
            until: the deadline, in seconds of `time.monotonic`.
            usage: gets the tokens taken when the provider has told them.

        Raises:
            ModelFailure: there is no more, and it was not the end.
        """
        if failure := self.why_not():
            raise failure
        chat = self._ready()
        pieces: Queue[str | BaseException | None] = Queue()
        gone = Event()
        pump = asyncio.run_coroutine_threadsafe(self._pump(chat, prompt, pieces, usage, gone), self._loop)
        try:
            yield from _whole(_bounded_text(pieces, until))
        finally:
            gone.set()
            pump.cancel()

    def why_not(self) -> ModelFailure | None:
        """Return why the model can't be asked now: there is no key, or nobody listens; None where it may be tried.

        Once the provider's package is loaded, a request finds out as fast.
        """
        if not self._has_key:
            return ModelFailure(f"there is no key for {self.name}", why="no_key")
        if self._chat is None and self._is_refused():
            return ModelFailure(f"nobody listens at {masked(self._server)}", why="unreachable")
        return None

    def set_up(self) -> None:
        """Load the provider's package, unless the model can't be asked now anyway.

        Raises:
            UsageError: it can't be set up.
        """
        if self.why_not() is None:
            self._made()

    def close(self) -> None:
        """End what is under way, and the connections."""
        if not self._loop.is_closed():
            asyncio.run_coroutine_threadsafe(self._shut(), self._loop).result(CLOSING_SECONDS)
            self._loop.call_soon_threadsafe(self._loop.stop)

    def _made(self) -> BaseChatModel:
        with self._making:
            if self._chat is None:
                self._chat = self._make()
                fields = vars(self._chat).values()
                remember(*(one.get_secret_value() for one in fields if isinstance(one, SecretStr)))
            return self._chat

    def _ready(self) -> BaseChatModel:
        try:
            return self._made()
        except UsageError as error:
            raise ModelFailure(str(error)) from error

    @property
    def _server(self) -> str:
        """The address that is asked; empty: the provider's, which its package knows."""
        provider, _ = split(self.name)
        elsewhere = provider == "ollama" and os.environ.get("OLLAMA_HOST")
        return self.address or ("" if elsewhere else ADDRESSES.get(provider, ""))

    def _is_refused(self) -> bool:
        """Say whether the server's machine answers at once that nobody listens there."""
        try:
            parts = urlsplit(self._server)
            host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            return False
        if not host or (parts.scheme in getproxies() and not proxy_bypass(host)):
            return False
        knock = asyncio.run_coroutine_threadsafe(_knock(host, port), self._loop)
        try:
            return knock.result(KNOCK_SECONDS)
        except Late:
            knock.cancel()
            return False

    async def _pump(
        self,
        chat: BaseChatModel,
        prompt: Prompt,
        pieces: Queue[str | BaseException | None],
        usage: list[Usage] | None,
        gone: Event,
    ) -> None:
        """Put the answer's pieces, then None or what went wrong, into a queue until the reader has `gone`."""
        stream: AsyncIterator[Any] = chat.astream([("system", prompt.system), ("human", prompt.user)])
        try:
            async for chunk in stream:
                if gone.is_set():  # a library may swallow a cancellation (cpython#86296)
                    return
                if usage is not None and chunk.usage_metadata:
                    told = chunk.usage_metadata
                    usage.append(Usage(_counted(told["input_tokens"]), _counted(told["output_tokens"])))
                pieces.put(str(chunk.text))
            pieces.put(None)
        except asyncio.CancelledError:
            raise
        except BaseException as error:  # noqa: BLE001 - whatever a provider raises is a failed request
            pieces.put(error)
        finally:
            await stream.aclose()  # type: ignore[attr-defined]

    async def _shut(self) -> None:
        running = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        if client := getattr(self._chat, "http_async_client", None):
            await client.aclose()


def connect(
    name: str, *, base_url: str | None = None, api_key: str | None = None, limits: Budget = NO_LIMITS_SET
) -> Model:
    """Return the model that `provider:model` names; nothing is sent yet.

    Raises:
        UsageError: there is no such provider, or its package isn't installed.
    """
    provider, model = split(name)
    if provider in EXTRAS and not find_spec(f"langchain_{provider}"):
        raise UsageError(missing(name, ImportError()))
    own = [os.environ.get(variable) for variable in KEYS.get(provider, ())]
    remember(api_key, *own)
    remember_address(base_url)

    def make() -> BaseChatModel:
        from langchain.chat_models import init_chat_model

        options = _options(provider, base_url, api_key, limits)
        try:
            chat: BaseChatModel = init_chat_model(model, model_provider=provider, **options)
        except ImportError as error:
            raise UsageError(missing(name, error)) from error
        except Exception as error:
            raise UsageError(
                f"the language model {name!r} can't be set up ({_first_line(error)}):"
                " check KHABAR_LLM and KHABAR_LLM_API_KEY"
            ) from error
        return chat

    has_key = bool(api_key or base_url or provider not in KEYS or any(own))
    made = Model(name, make, base_url or "", has_key=has_key)
    try:
        made.set_up()
    except UsageError:
        made.close()
        raise
    return made


def split(name: str) -> tuple[str, str]:
    """Return provider and model of `provider:model`, the provider as langchain calls it.

    Raises:
        UsageError: it is not written so.
    """
    provider, colon, model = (part.strip() for part in name.partition(":"))
    if not (provider and colon and model):
        raise UsageError(
            f"the language model {name!r} can't be understood: write provider:model, such as openai:gpt-5-mini, or none"
        )
    return SHORT.get(provider, provider), model


def missing(name: str, error: ImportError) -> str:
    """Return the sentence for a provider whose package isn't there."""
    provider, _ = split(name)
    if extra := EXTRAS.get(provider):
        return f"the language model {name!r} needs a package: pip install 'khabar[{extra}]'"
    return f"the language model {name!r} needs a package ({error})"


def _options(provider: str, base_url: str | None, api_key: str | None, limits: Budget) -> dict[str, Any]:
    """Return what a provider's class takes: each bounds time and output, and leaves trying again to us."""
    where = {"base_url": base_url} if base_url else {}
    if provider == "ollama":
        return where | {"num_predict": limits.output, "client_kwargs": {"timeout": limits.seconds}}
    # Seconds are whole for Mistral's class; the deadline is kept by `Model.write` whatever they are.
    common = {"timeout": max(1, round(limits.seconds)), "max_retries": 0, "max_tokens": limits.output}
    if api_key:
        common["api_key"] = api_key  # type: ignore[assignment]
    if provider == "openai":
        common |= _of_openai(base_url, api_key)
    return where | common


def _of_openai(base_url: str | None, api_key: str | None) -> dict[str, Any]:
    try:
        from openai import DefaultAsyncHttpxClient
    except ImportError:  # told by `init_chat_model`
        return {}
    # langchain-openai gives up after 120 s without a word, whatever deadline there is; `Model.write` keeps that.
    os.environ.setdefault("LANGCHAIN_OPENAI_STREAM_CHUNK_TIMEOUT_S", "0")
    plain = {"Accept-Encoding": "identity"}  # what a few bytes unpack to could not be bounded
    client = DefaultAsyncHttpxClient(event_hooks={"response": [_bounded]}, headers=plain)
    options = {"http_async_client": client, "stream_usage": base_url is None}
    if base_url and not api_key and not os.environ.get("OPENAI_API_KEY"):
        options["api_key"] = "none"  # servers of one's own ask for none, the client does
    return options


async def _knock(host: str, port: int) -> bool:
    """Return whether a connection is refused, or there is no such host."""
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError as error:  # of a host's several addresses, asyncio has the errors in one sentence
        return isinstance(error, gaierror) or f"[Errno {ECONNREFUSED}]" in str(error)
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return False


def _failure(error: BaseException) -> ModelFailure:
    """Return a provider's error as ours: by its status code, and without a key that it may repeat."""
    if isinstance(error, ModelFailure):
        return error
    response, status = getattr(error, "response", None), _status(error)
    reason = f"{type(error).__name__}: {_first_line(error)}"
    if status in REFUSED:
        return ModelFailure(reason, why="key_refused")
    if status is None and _never_connected(error):
        return ModelFailure(reason, why="unreachable")
    again = status is None or status in PASSING or status >= 500  # noqa: PLR2004 - HTTP's own
    return ModelFailure(reason, again=again, after=_retry_after(getattr(response, "headers", {})))


def _first_line(error: BaseException) -> str:
    return (masked(str(error)).strip().splitlines() or [type(error).__name__])[0][:200]


def _never_connected(error: BaseException | None) -> bool:
    while error is not None:
        if type(error).__name__ in UNREACHED:
            return True
        error = error.__cause__ or error.__context__
    return False


def _bounded_text(pieces: Queue[str | BaseException | None], until: float) -> Iterator[str]:
    """Yield pieces of a text as they come, up to MOST_CHARACTERS."""
    written = 0
    while (piece := _next(pieces, until)) is not None:
        if isinstance(piece, BaseException):
            raise _failure(piece) from None
        written += len(piece)
        if written > MOST_CHARACTERS:
            raise ModelFailure(f"more than {MOST_CHARACTERS:,} characters came")
        yield piece


def _whole(pieces: Iterator[str]) -> Iterator[str]:
    """Yield pieces without lone surrogates: JSON may name half a character, and the other half in the next piece."""
    half = ""
    for piece in pieces:
        text = half + piece
        half = text[-1] if text and "\ud800" <= text[-1] <= "\udbff" else ""
        yield whole_characters(text[: len(text) - len(half)])
    if half:
        yield whole_characters(half)


def whole_characters(text: str) -> str:
    """Return a text with two halves of a character (UTF-16 surrogates) as one, and a lone half as U+FFFD."""
    joined = _HALVES.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    return _HALF.sub("\ufffd", joined)


async def _bounded(response: Any) -> None:  # noqa: ANN401 - httpx's or, since openai 3, httpx2's
    """Make a response stop after MOST_BYTES, however few pieces it comes in."""
    read = response.aiter_raw

    async def bounded(chunk_size: int | None = None) -> AsyncIterator[bytes]:
        received = 0
        async for piece in read(chunk_size):
            received += len(piece)
            if received > MOST_BYTES:
                raise ModelFailure(f"more than {MOST_BYTES:,} bytes came")
            yield piece

    response.aiter_raw = bounded


def _counted(tokens: Any) -> int:  # noqa: ANN401 - whatever a server tells
    """Return a count of tokens that can be one: a server may tell any."""
    return min(max(int(tokens), 0), MOST_TOKENS)


def _next(pieces: Queue[str | BaseException | None], until: float) -> str | BaseException | None:
    try:
        return pieces.get(timeout=max(until - monotonic(), 0.0))
    except Empty:
        raise ModelFailure("the deadline passed", why="late") from None


def _status(error: BaseException | None) -> int | None:
    """Return the HTTP status code of a provider's error, or of the one it was made from; None for none."""
    while error is not None:
        response = getattr(error, "response", None)
        for status in (
            getattr(error, "status_code", None),
            getattr(response, "status_code", None),
            getattr(error, "code", None),
        ):
            if isinstance(status, int):
                return status
        error = error.__cause__
    return None


def _retry_after(headers: Mapping[str, str]) -> float:
    """Return the seconds of a Retry-After header (RFC 9110, section 10.2.3); 0 where it names none."""
    try:
        return max(0.0, float(headers.get("retry-after", "0")))
    except ValueError:
        return 0.0
