"""Who asks: anybody on this machine, who has the token, or who a trusted proxy says it is.

    no token, no proxy      → "local", by the address that they ask from
    Authorization: Bearer   → the token, compared in constant time
    the session's cookie    → who signed in with the token in a form
    the proxy's header      → a name, believed from the networks of KHABAR_WEB_TRUST only

Wrong tokens are counted by address; after a few nothing from there is compared for a while.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from logging import getLogger
from secrets import token_urlsafe
from time import monotonic
from typing import TYPE_CHECKING

from bot.web.limits import MINUTE, Window
from bot.web.problems import Refusal
from index.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from starlette.datastructures import Headers

log = getLogger(__name__)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

SHORTEST_TOKEN = 16  # characters; a shorter one is guessed
WRONG_A_MINUTE = 5  # tokens that an address may get wrong
SESSION_SECONDS = 7 * 86_400.0
SESSIONS = 10_000  # at the same time; the oldest gives way
SESSION_BYTES = 32
LONGEST_NAME = 200  # characters of what a proxy calls somebody
HOME_BITS = 64  # of an IPv6 address: one household or server has all that begin so


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask.

    Attributes:
        token: that people sign in with; empty: none is needed.
        user_header: in which a proxy says who asks; empty: none does.
        trust: networks of the proxies that are believed.
    """

    token: str = ""
    user_header: str = ""
    trust: tuple[Network, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether anybody who reaches the server may ask."""
        return not self.token and not self.user_header

    def trusts(self, address: Address | None) -> bool:
        """Return whether an address is of a proxy that is believed."""
        return address is not None and any(address in network for network in self.trust)


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks.

    Attributes:
        name: by which limits are counted, and a language model's tokens.
        signed_in: whether by the form, so that they can sign out.
    """

    name: str
    signed_in: bool = False


def access(token: str, user_header: str, trust: str) -> Access:
    """Return who may ask, of the settings' texts.

    Raises:
        UsageError: one of them can't be used.
    """
    if token and (len(token) < SHORTEST_TOKEN or not all("!" <= one <= "~" for one in token)):
        raise UsageError(
            f"KHABAR_WEB_TOKEN can't be used: it takes {SHORTEST_TOKEN} letters, digits and signs at least, without"
            " spaces, such as `openssl rand -hex 16` makes"
        )
    if not all(one.isalnum() or one == "-" for one in user_header):
        raise UsageError(
            f"KHABAR_WEB_USER_HEADER is {user_header!r}: write a header's name, like X-Forwarded-User"
        )
    if user_header and not trust:
        raise UsageError(
            "KHABAR_WEB_USER_HEADER is set, but KHABAR_WEB_TRUST isn't: anybody could say who they are; name the"
            " addresses of your proxy"
        )
    return Access(token, user_header, tuple(_network(one) for one in trust.replace(",", " ").split()))


def _network(text: str) -> Network:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        raise UsageError(
            f"KHABAR_WEB_TRUST has {text!r}: write addresses and networks with commas between them, like"
            " 127.0.0.1, 10.0.0.0/8"
        ) from None


def asked_from(peer: str | None, headers: Headers, access: Access) -> Address | None:
    """Return the address that a request comes from: the last a trusted proxy has it from, else who is connected."""
    address = _address(peer or "")
    for hop in reversed(",".join(headers.getlist("x-forwarded-for")).split(",")):
        if not access.trusts(address) or (before := _address(hop.strip())) is None:
            break
        address = before
    return address


def _address(text: str) -> Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return (found.ipv4_mapped if isinstance(found, IPv6Address) else None) or found


def called(address: Address | None) -> str:
    """Return what somebody is known by who asks from an address."""
    if isinstance(address, IPv6Address):
        return str(ip_network((address, HOME_BITS), strict=False))
    return str(address or "unknown")


class Door:
    """Lets people in, and remembers who signed in; a restart forgets them. One thread uses it.

    Attributes:
        access: who may ask.
    """

    def __init__(self, access: Access, clock: Callable[[], float] = monotonic) -> None:
        self.access = access
        self._clock = clock
        self._sessions: dict[bytes, float] = {}  # a cookie's digest → when it ends; the oldest first
        self._wrong = Window(MINUTE, clock)

    def person(self, peer: str | None, headers: Headers, session: str | None) -> Person:
        """Return who asks.

        Args:
            peer: the address that is connected.
            headers: of the request.
            session: what the session's cookie holds.

        Raises:
            Refusal: nobody who may.
        """
        by_proxy = self._by_proxy(peer, headers)
        if by_proxy:
            return Person(f"user {by_proxy}")
        home = called(asked_from(peer, headers, self.access))
        if self.access.is_open:
            return Person(home)
        if session and self._is_on(session):
            return Person(home, signed_in=True)
        kind, _, given = headers.get("authorization", "").partition(" ")
        if self.access.token and kind.lower() == "bearer":
            self.compare(given.strip(), home)
            return Person(home)
        raise self._stranger()

    def compare(self, given: str, home: str) -> None:
        """Compare a token, in constant time.

        Raises:
            Refusal: it is another, or too many from there were.
        """
        if self._wrong.count(home) >= WRONG_A_MINUTE:
            seconds = f"{self._wrong.left + 1:.0f}"
            raise Refusal(
                429, f"too many wrong tokens came from there: try again in {seconds} s", Retry_After=seconds
            )
        if not hmac.compare_digest(_digest(given), _digest(self.access.token)):
            self._wrong.add(home)
            log.warning("a wrong token was given from %s", home)
            raise Refusal(
                401, "the token is another one: ask who runs this server for it", WWW_Authenticate="Bearer"
            )

    def sign_in(self) -> str:
        """Return what the cookie of a new session holds."""
        session = token_urlsafe(SESSION_BYTES)
        now = self._clock()
        self._sessions = {one: ends for one, ends in self._sessions.items() if ends > now}
        while len(self._sessions) >= SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        self._sessions[_digest(session)] = now + SESSION_SECONDS
        return session

    def sign_out(self, session: str) -> None:
        """End a session: what the cookie holds opens nothing any more."""
        self._sessions.pop(_digest(session), None)

    def _is_on(self, session: str) -> bool:
        return self._sessions.get(_digest(session), 0.0) > self._clock()

    def _by_proxy(self, peer: str | None, headers: Headers) -> str | None:
        if not self.access.user_header or not self.access.trusts(_address(peer or "")):
            return None
        names: Iterable[str] = headers.getlist(self.access.user_header)
        match [name for one in names if (name := one.strip())]:
            case [name] if len(name) <= LONGEST_NAME and name.isprintable():
                return name
            case []:
                return None
        raise Refusal(400, f"the header {self.access.user_header} names nobody that can be told apart")

    def _stranger(self) -> Refusal:
        if self.access.token:
            advice = "sign in first, or send the token as `Authorization: Bearer …`"
            return Refusal(401, advice, WWW_Authenticate="Bearer")
        header = self.access.user_header
        return Refusal(403, f"ask through the proxy that signs people in: it says who asks in {header}")


def _digest(text: str) -> bytes:
    """Return a text's digest: two of one length are compared, whatever the texts' lengths."""
    return sha256(text.encode("utf-8", "surrogateescape")).digest()
