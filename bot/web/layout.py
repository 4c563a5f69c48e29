"""How a page is made of its template: in the reader's language, foreign text always as text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from bot.phrases import day, figure, say
from bot.screen import direction, line, safe, stretches
from index.tongues.registry import DECLARED, tongue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

HERE = Path(__file__).parent
COOKIE = "khabar_language"  # that a reader has chosen
CHOSEN = "hl"  # the parameter that chooses it
A_YEAR = 365 * 86_400


def reader_language(request: Request) -> str:
    """Return the language that a page is to be in: as chosen now, or before, or as the browser asks for."""
    spoken = [one.code for one in DECLARED]
    wished = (request.query_params.get(CHOSEN), request.cookies.get(COOKIE), *_accepted(request))
    return next((one for one in wished if one in spoken), spoken[0])


def page(request: Request, name: str, status: int = 200, **shown: object) -> HTMLResponse:
    """Return a page made of a template, for who asks for it.

    Args:
        request: that it answers; its state's `csrf` goes into every form.
        name: the template's, without ending.
        status: of the response.
        shown: what the template shows.
    """
    response = HTMLResponse(fragment(request, name, **shown), status)
    chosen = request.query_params.get(CHOSEN)
    if chosen and chosen == reader_language(request):
        response.set_cookie(COOKIE, chosen, A_YEAR, httponly=True, samesite="lax")
    return response


def fragment(request: Request, name: str, **shown: object) -> str:
    """Return what a template makes for who asks for it."""
    language = reader_language(request)
    own = tongue(language)
    return (
        _templates()
        .get_template(f"{name}.html")
        .render(
            shown,
            language=language,
            direction=own.direction,
            texts=own.texts,
            t=own.texts.web,
            csrf=request.state.csrf,
            signed_in=request.state.person.signed_in,
            languages=[_offered(request, one.code, one.texts.own_name) for one in DECLARED],
        )
    )


def said(text: str) -> Markup:
    """Return a sentence of ours as HTML: what it quotes stands isolated in it."""
    pieces = (_isolated(one) if apart else escape(one) for one, apart in stretches(text))
    return Markup().join(pieces)


def own_direction(text: str, language: str) -> str:
    """Return the direction of foreign text: of its first letter, else that of its language."""
    return direction(text) or tongue(language).direction


def _isolated(text: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(text)


def _foreign(text: str | None) -> str:
    return line(text or "")


def _offered(request: Request, code: str, name: str) -> tuple[str, str, str]:
    """Return a language to be chosen: its code, its own name, and where this page is in it."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != CHOSEN]
    # What a form posted is shown at no address.
    place = "/" if request.method != "GET" else str(request.url.path)
    return code, name, f"{_quoted(place)}?{urlencode([*kept, (CHOSEN, code)])}"


def _quoted(path: str) -> str:
    """Return a path as an address has it; an id of an article may hold anything."""
    first, _, rest = path.lstrip("/").partition("/")
    return f"/{first}/{quote(rest, safe='')}" if rest else f"/{first}"


def _accepted(request: Request) -> Sequence[str]:
    """Return the languages that a browser asks for, the most wanted first (RFC 9110, 12.5.4)."""
    weighed = []
    for wish in request.headers.get("accept-language", "").split(","):
        name, _, weight = wish.strip().partition(";q=")
        try:
            weighed.append((-float(weight or 1), name.partition("-")[0].lower()))
        except ValueError:
            continue
    return [name for _, name in sorted(weighed, key=lambda one: one[0])]


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"said": said, "line": _foreign, "safe_text": safe, "day": day, "figure": figure}
    made.globals |= {"say": say}
    return made
