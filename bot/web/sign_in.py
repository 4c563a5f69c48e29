"""Signing in with the token, and out: a form that a page has, and the cookie that stands for the token afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from starlette.responses import RedirectResponse
from starlette.routing import Route

from bot.phrases import say
from bot.web.layout import page, reader_language
from bot.web.people import SESSION_SECONDS, asked_from, called
from bot.web.problems import Refusal
from bot.web.safety import SESSION, SIGN_IN, cookie

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.web.people import Door

FIRST = "/"


@dataclass(frozen=True, slots=True)
class SignIn:
    """The page with the form, and what becomes of it."""

    door: Door

    def routes(self) -> list[BaseRoute]:
        """Return where it is found."""
        return [
            Route(SIGN_IN, self.shown, methods=["GET"]),
            Route(SIGN_IN, self.sent, methods=["POST"]),
            Route("/sign-out", self.left, methods=["POST"]),
        ]

    async def shown(self, request: Request) -> Response:
        """Show the form; to who is signed in, the way out."""
        return _page(request, within(request.query_params.get("next", FIRST)))

    async def sent(self, request: Request) -> Response:
        """Let somebody in who has the token, and lead them to what they wanted."""
        form = request.state.form
        wanted = within(form.get("next", FIRST))
        if not self.door.access.token:
            return RedirectResponse(wanted, 303)
        peer = request.client.host if request.client else None
        try:
            self.door.compare(
                form.get("token", ""), called(asked_from(peer, request.headers, self.door.access))
            )
        except Refusal as refusal:
            if refusal.status != 401:  # noqa: PLR2004
                raise
            return _page(request, wanted, say(reader_language(request)).web.wrong_key, 401)
        self.door.sign_out(request.state.session)
        return _with_session(request, RedirectResponse(wanted, 303), self.door.sign_in())

    async def left(self, request: Request) -> Response:
        """End somebody's session."""
        self.door.sign_out(request.state.session)
        return _with_session(request, RedirectResponse(SIGN_IN, 303), "")


def within(place: str) -> str:
    """Return a place on this server, as somebody's browser says they wanted it; the first page for any other."""
    plain = unquote(place)
    is_ours = plain.startswith("/") and not plain.startswith(("//", "/\\")) and plain.isprintable()
    return place if is_ours and place.startswith("/") and "\\" not in plain else FIRST


def _page(request: Request, wanted: str, wrong: str = "", status: int = 200) -> Response:
    return page(request, "sign_in", status, next=wanted, wrong=wrong)


def _with_session(request: Request, response: Response, session: str) -> Response:
    secure = request.state.secure
    name = f"__Host-{SESSION}" if secure else SESSION
    seconds = SESSION_SECONDS if session else 0
    response.headers.append("set-cookie", cookie(name, session, secure=secure, seconds=seconds))
    return response
