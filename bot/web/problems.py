"""What a request that can't be served is told: a problem of RFC 9457 to programs, a line of text to people."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.responses import PlainTextResponse, Response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Scope

MEDIA_TYPE = "application/problem+json"
API = "/api/"  # what programs ask


class Refusal(Exception):  # noqa: N818 - the request's fault, no error of this program
    """A request that isn't served.

    Attributes:
        status: of the response.
        detail: the sentence that says what happened and what to do.
        headers: that go with it.
    """

    def __init__(self, status: int, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def document(status: int, detail: str) -> dict[str, Any]:
    """Return the problem's document; its type is that of its status, which says all a program can act on."""
    return {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return a problem as a response."""
    body = json.dumps(document(status, detail), ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status, headers, MEDIA_TYPE)


def response(scope: Scope, refusal: Refusal) -> Response:
    """Return what a refused request gets: programs a document, a browser that asks for a page the sentence."""
    if for_people(scope):
        return PlainTextResponse(f"{refusal.detail}\n", refusal.status, refusal.headers)
    return problem(refusal.status, refusal.detail, refusal.headers)


def for_people(scope: Scope) -> bool:
    """Return whether a request is a browser's for a page."""
    accepts = (value for name, value in scope["headers"] if name == b"accept")
    return not str(scope["path"]).startswith(API) and any(b"text/html" in value for value in accepts)
