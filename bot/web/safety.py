"""What stands before the page and the API: which requests reach them at all, and what every response says.

    request ─▶ its host ─▶ who asks ─▶ its body ─▶ where it was sent from ─▶ page | API ─▶ headers ─▶ response
               rebinding    people.py    size, time    CSRF                                  CSP, cookies

To what stands behind it each request brings in its state `person` (`bot.web.people.Person`), `form` (the fields of a
form that was sent), `csrf` (which a form must send back in its field of that name), `session` (what its cookie holds)
and whether it is `secure`. The log has of a request which route it took: no question, no name within the route.
"""

from __future__ import annotations

import asyncio
import hmac
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from logging import getLogger
from secrets import token_urlsafe
from time import perf_counter
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse

from bot.web.people import Person
from bot.web.problems import Refusal, for_people, response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from bot.web.people import Door

log = getLogger(__name__)
requests = getLogger(f"{__name__}.requests")

LARGEST = 131_072  # bytes of a body: a question of 10,000 characters, each of them escaped in JSON
BODY_SECONDS = 10.0  # for it to arrive
FIELDS = 50  # of a form
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
SESSION, CSRF = "khabar-session", "khabar-csrf"  # cookies
CSRF_FIELD = "csrf"  # of a form
CSRF_BYTES = 16
SIGN_IN = "/sign-in"
# What is there for everybody: it is of no use to anybody, or needed before somebody has signed in.
PUBLIC = ("/healthz", SIGN_IN, "/static/")
YEAR = 365 * 86_400

POLICY = "; ".join(
    [
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect", "manifest")),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
# Links lead to publishers: they don't learn which conversation led there. Within, a form's origin must be known.
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
CACHE = "cache-control"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server is reached.

    Attributes:
        url: as readers write it, `https://khabar.example.org`; empty: by this machine's own names only.
        by_number: whether any address in numbers is right, as it is for who listens beyond this machine: a number can't
            be made to mean another machine, as a name can.
    """

    url: str = ""
    by_number: bool = False

    def admits(self, host: str) -> bool:
        """Return whether a request to a host, as its header has it, is meant for this server."""
        if self.url and host.lower() == urlsplit(self.url).netloc.lower():
            return True
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if name == "localhost":
            return True
        try:
            address = ip_address(name)
        except ValueError:
            return False
        return self.by_number or address.is_loopback

    def is_secure(self, scope: Scope, host: str) -> bool:
        """Return whether what a request brings came over TLS: to this server, or to a proxy at its address."""
        own = urlsplit(self.url)
        return scope["scheme"] == "https" or (own.scheme == "https" and own.netloc.lower() == host.lower())


class Guard:
    """Lets those requests through to an application that are meant for it."""

    def __init__(self, app: ASGIApp, door: Door, place: Place) -> None:
        self._app = app
        self._door = door
        self._place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or the start and the end of the server."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            begun = perf_counter()
            visit = Visit(scope, self._place)
            try:
                await self._serve(visit, receive, visit.sending(send))
            finally:
                _noted(scope, visit.status, perf_counter() - begun)

    async def _serve(self, visit: Visit, receive: Receive, send: Send) -> None:
        scope = visit.scope
        try:
            self._admit(visit)
            if scope["method"] not in SAFE_METHODS:
                body = await _whole(receive, visit.headers)
                visit.form = _checked(visit, body)
                receive = _again(body, receive)
            scope["state"] = {
                **scope.get("state", {}),
                "person": visit.person,
                "form": visit.form,
                "csrf": visit.csrf,
                "session": visit.cookies.get(visit.named(SESSION), ""),
                "secure": visit.secure,
            }
        except Refusal as refusal:
            is_stranger = refusal.status == 401 and scope["method"] == "GET" and for_people(scope)  # noqa: PLR2004
            answer = _to_sign_in(scope) if is_stranger else response(scope, refusal)
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _admit(self, visit: Visit) -> None:
        """Let a visit in whose host and person are right; what is public is everybody's."""
        host, path = visit.headers.getlist("host"), visit.scope["path"]
        if len(host) != 1 or not self._place.admits(host[0]):
            raise Refusal(
                421, "this server isn't called so: set KHABAR_WEB_URL to the address that readers use"
            )
        peer = visit.scope["client"][0] if visit.scope["client"] else None
        try:
            visit.person = self._door.person(peer, visit.headers, visit.cookies.get(visit.named(SESSION)))
        except Refusal:
            if not any(path == one or (one.endswith("/") and path.startswith(one)) for one in PUBLIC):
                raise


class Visit:
    """A request, and what its response says beside what it is asked for.

    Attributes:
        person: who asks; one without a name where that isn't known.
        form: the fields of a form that it sends.
        csrf: what its forms send back.
        status: of the response, once there is one.
    """

    def __init__(self, scope: Scope, place: Place) -> None:
        self.scope = scope
        self.headers = Headers(scope=scope)
        self.secure = place.is_secure(scope, self.headers.get("host", ""))
        self.cookies = _cookies(self.headers)
        self.person = Person("")
        self.form: dict[str, str] = {}
        self.csrf = self.cookies.get(self.named(CSRF)) or token_urlsafe(CSRF_BYTES)
        self.status = 0

    def named(self, cookie: str) -> str:
        """Return a cookie's name: over TLS one that no other host of the domain can set."""
        return f"__Host-{cookie}" if self.secure else cookie

    def sending(self, send: Send) -> Send:
        """Return a way to send a response that adds what every response has."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.status = message["status"]
                self._complete(MutableHeaders(scope=message))
            await send(message)

        return sent

    def _complete(self, headers: MutableHeaders) -> None:
        for name, value in HEADERS.items():
            headers[name] = value
        headers.setdefault(CACHE, "no-store")
        if self.secure:
            headers["strict-transport-security"] = f"max-age={YEAR}"
        is_page = headers.get("content-type", "").startswith("text/html")
        if is_page and self.named(CSRF) not in self.cookies:
            headers.append("set-cookie", cookie(self.named(CSRF), self.csrf, secure=self.secure))


def cookie(name: str, value: str, *, secure: bool, seconds: float | None = None) -> str:
    """Return the header that sets a cookie no script can read and no other site can have sent along.

    Args:
        name: of the cookie.
        value: that it holds.
        secure: whether it is sent over TLS only.
        seconds: until it is forgotten; None: the browser forgets it when it is closed.
    """
    age = "" if seconds is None else f"; Max-Age={seconds:.0f}"
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{'; Secure' if secure else ''}{age}"


def _cookies(headers: Headers) -> dict[str, str]:
    try:
        found = SimpleCookie("; ".join(headers.getlist("cookie")))
    except CookieError:
        return {}
    return {name: one.value for name, one in found.items()}


async def _whole(receive: Receive, headers: Headers) -> bytes:
    """Return a request's body, which must be small and come soon."""
    told = headers.get("content-length", "0")
    if told.isdecimal() and int(told) > LARGEST:
        raise _too_large()
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                body += message.get("body", b"")
                if len(body) > LARGEST:
                    raise _too_large()
                if not message.get("more_body", False):
                    return bytes(body)
    except TimeoutError:
        raise Refusal(408, f"the request took longer than {BODY_SECONDS:.0f} s to arrive") from None


def _too_large() -> Refusal:
    return Refusal(413, f"the request is larger than {LARGEST:,} bytes", Connection="close")


def _again(body: bytes, receive: Receive) -> Receive:
    """Return a way to receive a body that was read already, and then whatever else comes."""
    is_given = False

    async def received() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return received


def _checked(visit: Visit, body: bytes) -> dict[str, str]:
    """Return the fields of a form that was sent from a page of this server; none of what is JSON.

    A browser says where a request was sent from; what is no browser says nothing, and holds nobody's cookies. JSON
    can't be sent from another site's form, and a form must bring what its page had.
    """
    headers = visit.headers
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    is_ours = site in {"same-origin", "none"} if site else origin is None or _is_same(origin, headers["host"])
    if not is_ours:
        raise Refusal(403, "the request was sent from another site's page: ask here")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == FORM:
        fields = _fields(body)
        sent, held = fields.get(CSRF_FIELD, ""), visit.cookies.get(visit.named(CSRF), "")
        if not held or not hmac.compare_digest(
            sent.encode("utf-8", "replace"), held.encode("utf-8", "replace")
        ):
            raise Refusal(
                403, "the form is older than this visit: load its page again and send it from there"
            )
        return fields
    if body and kind != JSON:
        raise Refusal(415, f"send JSON, with Content-Type: {JSON}")
    return {}


def _fields(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=FIELDS)
    except ValueError:
        raise Refusal(400, f"the form has more than {FIELDS} fields") from None
    return dict(pairs)


def _is_same(origin: str, host: str) -> bool:
    """Return whether an origin is the host that was asked; its scheme may be a proxy's."""
    return urlsplit(origin).netloc.lower() == host.lower()


def _to_sign_in(scope: Scope) -> RedirectResponse:
    query = scope["query_string"].decode("latin-1")
    wanted = scope["path"] + (f"?{query}" if query else "")
    return RedirectResponse(f"{SIGN_IN}?next={quote(wanted, safe='')}", 303)


def _noted(scope: Scope, status: int, seconds: float) -> None:
    """Write a line of the access log: the route's pattern stands for what was asked for."""
    route = getattr(scope.get("route"), "path", "(none)")
    requests.info("%s %s %d %.0f ms", scope["method"], route, status, 1000 * seconds)
