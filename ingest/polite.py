"""A robot's manners: robots.txt (RFC 9309), one request at a time to a host, then a rest. This file owns protego."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest import decode
from ingest.fetch import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable

    from protego import Protego

    from ingest.fetch import Fetch, Response

NAME = "Khabar"  # in robots.txt
REST = 1.0  # seconds between two requests to a host, unless it asks for more
LONGEST_REST = 60.0
TOO_MANY, SERVER_ERROR = 429, 500
REFUSED = 300.0  # seconds for which one that couldn't be read is not asked for again
UNANSWERED = 3  # requests in a row that a host doesn't answer, and it is left alone for as long
KEPT = 24 * 3600.0  # seconds for which a robots.txt is believed (RFC 9309, 2.4)


@dataclass
class _Host:
    """What is known of a host (with scheme and port): its rules or why there are none, when it may be asked again."""

    lock: Lock = field(default_factory=Lock)
    rules: Protego | FetchError | None = None
    read_at: float = 0.0
    free_at: float = 0.0
    unanswered: int = 0
    asked_at: float = 0.0


class Polite:
    """A `Fetch` with manners, for what no person has named; threads may share it.

    Args:
        fetch: what it asks.
        rest: seconds between two requests to a host.
        stop: set, it makes whoever waits give up.
        clock: seconds that only grow.
    """

    def __init__(
        self,
        fetch: Fetch,
        *,
        rest: float = REST,
        stop: Event | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetch = fetch
        self._rest = rest
        self._stop = stop or Event()
        self._clock = clock
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)

    def __call__(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Response:
        """Return what is at an address, when its host may be asked for it; see `Fetch`.

        Raises:
            FetchError: nothing was fetched, or robots.txt forbids it.
        """
        home = _home(url)
        host = self._hosts[home]
        with host.lock:
            rules = self._rules(host, home)
            if not rules.can_fetch(url, NAME):
                raise FetchError("The site's robots.txt asks not to fetch it.")
            self._wait(host)
            try:
                return self._ask(host, url, etag, modified)
            finally:
                rest = max(self._rest, float(rules.crawl_delay(NAME) or 0))
                host.free_at = self._clock() + min(rest, LONGEST_REST)

    def named(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Response:
        """Return what is at an address that a person has named: without asking for rules or resting, one at a time.

        Raises:
            FetchError: nothing was fetched.
        """
        host = self._hosts[_home(url)]
        with host.lock:
            try:
                return self._fetch(url, etag=etag, modified=modified)
            finally:
                host.free_at = self._clock() + self._rest

    def _ask(self, host: _Host, url: str, etag: str | None, modified: str | None) -> Response:
        """Fetch from a host, unless it has stopped to answer: each of its pages would take as long as a fetch may."""
        if host.unanswered >= UNANSWERED and self._clock() - host.asked_at < REFUSED:
            raise FetchError(
                "Its server has stopped to answer, so it is left alone for some minutes.", retry=True
            )
        try:
            response = self._fetch(url, etag=etag, modified=modified)
        except FetchError as error:
            host.unanswered = host.unanswered + 1 if error.retry and error.status is None else 0
            raise
        else:
            host.unanswered = 0
            return response
        finally:
            host.asked_at = self._clock()

    def _rules(self, host: _Host, home: str) -> Protego:
        kept = REFUSED if isinstance(host.rules, FetchError) else KEPT
        if host.rules is None or self._clock() - host.read_at > kept:
            host.rules, host.read_at = self._read(home), self._clock()
        if isinstance(host.rules, FetchError):
            raise host.rules
        return host.rules

    def _read(self, home: str) -> Protego | FetchError:
        from protego import Protego

        try:
            text = decode.text(self._fetch(f"{home}/robots.txt").data)
        except FetchError as error:
            # No rules where there is no such file; where it can't be told, none may be broken (RFC 9309, 2.3.1).
            if error.status is None or error.status == TOO_MANY or error.status >= SERVER_ERROR:
                reason = f"The site's robots.txt can't be read now, so the site is left alone: {error}"
                return FetchError(reason, retry=True, wait=error.wait)
            text = ""
        return Protego.parse(text)

    def _wait(self, host: _Host) -> None:
        if self._stop.wait(max(0.0, host.free_at - self._clock())):
            raise FetchError("It was not fetched: Khabar is stopping.", retry=True)


def _home(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise FetchError("It is not a web address.") from None
    return f"{parts.scheme}://{parts.netloc}"
