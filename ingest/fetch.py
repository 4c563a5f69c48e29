"""An address of the web to its bytes. This file owns httpx.

Addresses are named by strangers: by a feed's links, by a page's redirects. So a host's addresses are looked up once,
all of them judged, and the connection made to one of those judged, not to the name, which could mean another address by
then (DNS rebinding); and so again at each redirect. No proxy of the environment's comes between. Size, inflated as it
arrives, and time, by the clock on the wall, are counted over the whole of a fetch.
"""

from __future__ import annotations

import asyncio
import socket
import zlib
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cached_property
from threading import Thread
from typing import TYPE_CHECKING, Protocol

from ingest import sniff
from ingest.addresses import Allowed
from ingest.failure import UnreadableError

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Callable, Sequence

    import httpx

LARGEST = 5_000_000  # bytes of a page, inflated
LARGEST_SITEMAP = 52_428_800  # as the protocol has it (sitemaps.org)
SECONDS = 20.0  # for a page, redirects and all
CONNECT_SECONDS = 5.0  # for one of a host's addresses: the next may answer
REDIRECTS = 5
LONGEST_WAIT = timedelta(days=1)  # that a server may ask for; a feed must not be silenced for ever

AGENT = "Khabar/0.1 (news archive and feed reader)"
ACCEPT = "text/html, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
PIECE = 16_384  # bytes inflated at a time
MOST_MEMBERS = 10_000  # of a gzip file (RFC 1952, 2.2); a file of 50 MB in blocks, as bgzip has them, has 800
GZIP = b"\x1f\x8b\x08"

OK, NOT_MODIFIED, NOT_FOUND, GONE = 200, 304, 404, 410
VALIDATORS = frozenset({"If-None-Match", "If-Modified-Since"})
REDIRECT = frozenset({301, 302, 303, 307, 308})
# Answers that may be another one next time, with nothing changed by the person.
PASSING = frozenset({NOT_FOUND, 408, 421, 425, 429, *range(500, 600)})


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered.

    Attributes:
        url: where it was in the end, after redirects.
        data: the body, inflated; empty when nothing has changed.
        changed: whether it is another than the validators told of.
        etag: its validator for the next visit (RFC 9110, 8.8.3).
        modified: its `Last-Modified`, as sent.
        charset: the encoding that its `Content-Type` names, empty where it names none.
    """

    url: str
    data: bytes
    changed: bool = True
    etag: str | None = None
    modified: str | None = None
    charset: str = ""


class FetchError(UnreadableError):
    """Why nothing was fetched.

    Attributes:
        retry: whether it may work later with nothing changed by the person.
        status: what the server answered (RFC 9110, 15), if it did.
        wait: how long the server asks to be left alone.
    """

    def __init__(
        self, reason: str, *, retry: bool = False, status: int | None = None, wait: timedelta | None = None
    ) -> None:
        super().__init__(reason)
        self.retry = retry
        self.status = status
        self.wait = wait


class Fetch(Protocol):
    """Gets what is at an address: the seam to the web."""

    def __call__(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Response:
        """Return what the server answers; `etag` and `modified` are the validators of what is known already.

        Raises:
            FetchError: nothing was fetched.
        """


def resolve(host: str, port: int) -> list[str]:
    """Return a host's IP addresses, in the order in which to try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True)
class Fetcher:
    """Fetches from the web; threads may share it.

    Attributes:
        allowed: what may be fetched although it is not public.
        seconds: how long a fetch may take.
        resolve: a host and a port to its IP addresses.
    """

    allowed: Allowed = field(default_factory=Allowed)
    seconds: float = SECONDS
    resolve: Callable[[str, int], Sequence[str]] = resolve

    def __call__(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Response:
        """Return what is at an address; see `Fetch`."""
        headers = {"User-Agent": AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip"}
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": modified} if modified else {}
        tls = self._tls  # before time is counted: loading it is not the server's fault
        return asyncio.run(self._in_time(url, headers, tls))

    async def _in_time(self, url: str, headers: dict[str, str], tls: ssl.SSLContext) -> Response:
        try:
            async with asyncio.timeout(self.seconds):
                return await self._follow(url, headers, tls)
        except TimeoutError:
            raise FetchError(f"It took longer than {self.seconds:.0f} seconds.", retry=True) from None

    async def _follow(self, address: str, headers: dict[str, str], tls: ssl.SSLContext) -> Response:
        import httpx

        try:
            url = httpx.URL(address)
            async with httpx.AsyncClient(
                verify=tls, trust_env=False, timeout=httpx.Timeout(None, connect=CONNECT_SECONDS)
            ) as client:
                for _ in range(REDIRECTS + 1):
                    response = await self._send(client, url, headers)
                    if response.status_code not in REDIRECT:
                        return await _read(url, response)
                    following = url.join(response.headers.get("Location", ""))
                    await response.aclose()
                    if _home(following) != _home(url):
                        # Neither a cookie nor what is known of a page is another host's business; the client itself
                        # sees addresses, of which hosts may share one.
                        client.cookies.clear()
                        headers = {name: value for name, value in headers.items() if name not in VALIDATORS}
                    url = following
        except httpx.InvalidURL:
            raise FetchError("It is not a web address, or leads to one that is not.") from None
        except httpx.HTTPError as error:
            raise FetchError(f"The connection failed: {_told(error)}.", retry=True) from None
        raise FetchError(f"It redirects more than {REDIRECTS} times.")

    async def _send(
        self, client: httpx.AsyncClient, url: httpx.URL, headers: dict[str, str]
    ) -> httpx.Response:
        """Return the beginning of the answer from the first of the host's addresses that can be connected to."""
        import httpx

        *others, last = await self._addresses(url)
        for address in others:
            with suppress(httpx.ConnectError, httpx.ConnectTimeout):
                return await client.send(_request(client, url, address, headers), stream=True)
        return await client.send(_request(client, url, last, headers), stream=True)

    async def _addresses(self, url: httpx.URL) -> list[str]:
        host = url.raw_host.decode("ascii")
        if url.scheme not in {"http", "https"} or not host:
            raise FetchError("Only http and https addresses are fetched.")
        if url.userinfo:
            raise FetchError("An address with a name or password in it is not fetched.")
        port = url.port or (443 if url.scheme == "https" else 80)
        try:
            found = await _aside(self.resolve, host, port)
        except (OSError, UnicodeError) as error:
            reason = f"The server {host} was not found ({getattr(error, 'strerror', None) or error})."
            raise FetchError(reason, retry=True) from None
        if not (addresses := self.allowed.reachable(host, port, found)):
            raise FetchError(
                f"{host}:{port} is not a public web server: set KHABAR_FETCH_ALLOW={host} if it is to be fetched."
            )
        return addresses

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        import httpx

        return httpx.create_ssl_context()


def _request(
    client: httpx.AsyncClient, url: httpx.URL, address: str, headers: dict[str, str]
) -> httpx.Request:
    """Return the request to one address of a host; Host and SNI say the name, which the certificate must be for."""
    return client.build_request(
        "GET",
        url.copy_with(host=address, fragment=None),
        headers={**headers, "Host": url.netloc.decode("ascii")},
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    )


def _home(url: httpx.URL) -> tuple[str, str, int | None]:
    """Return what a request goes to: scheme, host and port (RFC 6454: the origin)."""
    return url.scheme, url.host, url.port


async def _read(url: httpx.URL, response: httpx.Response) -> Response:
    status = response.status_code
    if status not in {OK, NOT_MODIFIED}:
        raise FetchError(
            f"The server answered {status} {response.reason_phrase}".rstrip() + ".",
            retry=status in PASSING,
            status=status,
            wait=_wait(response),
        )
    data = b"" if status == NOT_MODIFIED else await _body(response)
    return Response(
        str(url.copy_with(fragment=None)),
        data,
        changed=status != NOT_MODIFIED,
        etag=response.headers.get("ETag"),
        modified=response.headers.get("Last-Modified"),
        charset=response.charset_encoding or "",
    )


async def _body(response: httpx.Response) -> bytes:
    coding = response.headers.get("Content-Encoding", "identity").lower()
    if coding not in {"identity", "gzip", "x-gzip", "deflate"}:
        raise FetchError(f"The server sends it compressed in a way that was not asked for ({coding}).")
    data = await _capped(response.aiter_raw())
    try:
        data = data if coding == "identity" else inflated(data)
        # A file that is compressed itself, as sitemaps often are, comes like any other.
        return inflated(data) if data.startswith(GZIP) else data
    except (zlib.error, EOFError):
        raise FetchError("It is compressed, and damaged or cut off.", retry=True) from None


async def _capped(chunks: AsyncIterator[bytes]) -> bytes:
    data = bytearray()
    async for chunk in chunks:
        data += chunk
        if len(data) > LARGEST and len(data) > (most := _most(data)):
            raise _too_large(most)
    return bytes(data)


def inflated(data: bytes) -> bytes:
    """Return gzip or zlib data inflated, never more of it than a page, or a sitemap, may have.

    Raises:
        FetchError: there is more.
        zlib.error, EOFError: it is damaged or cut off.
    """
    whole, most = bytearray(), _most(zlib.decompressobj(GZIP_OR_ZLIB).decompress(data, sniff.HEAD))
    at = members = 0
    while data[at : at + len(GZIP)] == GZIP or (data and not members):
        if (members := members + 1) > MOST_MEMBERS:
            raise FetchError(f"It is compressed in more than {MOST_MEMBERS:,} parts.")
        stream = zlib.decompressobj(GZIP_OR_ZLIB)
        # In pieces: what comes after a member is copied; all of it each time would be their number squared.
        while not stream.eof:
            if not (piece := data[at : at + PIECE]):
                raise EOFError
            at += len(piece)
            whole += stream.decompress(piece, most + 1 - len(whole))
            if len(whole) > most:
                raise _too_large(most)
        at -= len(stream.unused_data)
    return bytes(whole)


def _most(data: bytes | bytearray) -> int:
    """Return how many bytes a document may have, by its beginning."""
    return LARGEST_SITEMAP if sniff.kind(bytes(data[: sniff.HEAD])) == "sitemap" else LARGEST


def _too_large(most: int) -> FetchError:
    return FetchError(f"It is larger than {most // 1_000_000} MB.")


def _wait(response: httpx.Response) -> timedelta | None:
    """Return what `Retry-After` (RFC 9110, 10.2.3) asks for: seconds, or a time by the server's own clock."""
    asked = response.headers.get("Retry-After", "").strip()
    try:
        wait = timedelta(seconds=int(asked)) if asked.isdecimal() else _date(asked) - _server_time(response)
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(wait, timedelta(0)), LONGEST_WAIT)


def _server_time(response: httpx.Response) -> datetime:
    return _date(response.headers["Date"]) if "Date" in response.headers else datetime.now(UTC)


def _date(text: str) -> datetime:
    found = parsedate_to_datetime(text)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def _told(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__


async def _aside(look_up: Callable[[str, int], Sequence[str]], host: str, port: int) -> Sequence[str]:
    """Look up addresses in a thread that nobody waits for longer than for the fetch: name servers take their time."""
    found: Future[Sequence[str]] = Future()

    def work() -> None:
        found.set_running_or_notify_cancel()
        try:
            found.set_result(look_up(host, port))
        except Exception as error:  # noqa: BLE001 - it is raised where it is awaited
            found.set_exception(error)

    Thread(target=work, daemon=True).start()
    return await asyncio.wrap_future(found)
