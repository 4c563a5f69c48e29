"""The API's description as a page: made of the OpenAPI document, without a script."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from bot.web.layout import page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

DOCUMENT = "/api/openapi.json"


def routes(document: Mapping[str, Any]) -> list[BaseRoute]:
    """Return the page of an API's description."""
    return [Route("/api/docs", partial(_docs, document), methods=["GET"])]


async def _docs(document: Mapping[str, Any], request: Request) -> Response:
    operations = [
        {"method": method.upper(), "path": path, "does": operation, "takes": _taken(operation)}
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    schemas = {name: _fields(schema) for name, schema in document["components"]["schemas"].items()}
    about = document["info"]
    heading = f"{about['title']} {about['version']}: HTTP API"
    return page(
        request, "api", heading=heading, about=about, file=DOCUMENT, operations=operations, schemas=schemas
    )


def _taken(operation: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return what a request has: name, kind, what it means."""
    named = [
        (one["name"], kind_of(one["schema"]), one.get("description", ""))
        for one in operation.get("parameters", ())
    ]
    body = operation.get("requestBody")
    return named + (_fields(body["content"]["application/json"]["schema"]) if body else [])


def _fields(schema: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    needed = schema.get("required", ())
    return [
        (name, kind_of(one) + ("" if name in needed else ", optional"), one.get("description", ""))
        for name, one in schema.get("properties", {}).items()
    ]


def kind_of(schema: Mapping[str, Any]) -> str:  # noqa: PLR0911 - one a kind
    """Return in a word or a few what a schema takes."""
    match schema:
        case {"$ref": str(place)}:
            return place.rpartition("/")[2]
        case {"enum": list(values)}:
            return " | ".join("null" if one is None else str(one) for one in values)
        case {"anyOf": list(several)}:
            return " | ".join(map(kind_of, several))
        case {"type": "array", "items": dict(items)}:
            return f"[{kind_of(items)}]"
        case {"type": list(several)}:
            return " | ".join(several)
        case {"type": "object", "properties": dict(own)}:
            return "{" + ", ".join(own) + "}"
        case {"type": str(kind)}:
            return str(schema.get("format", kind))
    return "any"
