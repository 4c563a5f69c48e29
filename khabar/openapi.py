"""What the HTTP API takes and gives, as OpenAPI 3.1: requests are held against it, and so are the tests' answers."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from khabar.request import LONGEST

if TYPE_CHECKING:
    from collections.abc import Sequence

Schema = dict[str, Any]

MOST_PASSAGES = 100  # that one request may ask for
LONGEST_NAME = 200  # characters of a source or a model
LARGEST = 10**9  # version that is looked for
CONVERSATION = "^(new|[A-Za-z0-9_-]{22})$"
JSON, EVENTS, PROBLEM = "application/json", "text/event-stream", "application/problem+json"

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
TIME: Schema = {"type": "string", "format": "date-time"}
DAY: Schema = {"type": "string", "format": "date"}


def _object(optional: Sequence[str] = (), /, **properties: Schema) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    if set(schema) == {"type"}:
        return {"type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _said(description: str, schema: Schema) -> Schema:
    return schema | {"description": description}


MAYBE, WHEN = _or_null(TEXT), _or_null(TIME)
OUTLETS = _list(_ref("Outlet"))
SPAN = {
    "start": _said("code points in the stored text of that version", COUNT),
    "end": _said("code points in the stored text of that version", COUNT),
}
_ARTICLE = {
    "id": TEXT,
    "version": {"type": "integer", "minimum": 1},
    "title": TEXT,
    "source": MAYBE,
    "url": MAYBE,
    "author": MAYBE,
    "published": WHEN,
    "language": _said("ISO 639-1", TEXT),
    "teaser": _said("whether it is only the beginning of what its publisher has", FLAG),
}

SCHEMAS: dict[str, Schema] = {
    "Problem": _said(
        "RFC 9457",
        _object(
            type=TEXT, title=TEXT, status={"type": "integer"}, detail=_said("one sentence: what to do", TEXT)
        ),
    ),
    "Outlet": _object(source=MAYBE, url=MAYBE),
    "Article": _object(**_ARTICLE),
    "Citation": _object(
        number={"type": "integer", "minimum": 1},
        quote=_said("verbatim: the article's text[start:end]", TEXT),
        **SPAN,
        passage=TEXT,
        article=_ref("Article"),
        link=_said("the article's address with a fragment that scrolls to the quote", MAYBE),
        also=OUTLETS,
        carried_by=OUTLETS,
        speaker=MAYBE,
        matches=_list(_object(asked=TEXT, said=TEXT, start=COUNT, end=COUNT)),
        readings=_list(_object(said=TEXT, written=TEXT, start=COUNT, end=COUNT)),
        translation=_or_null(_object(text=TEXT, language=TEXT, by=TEXT)),
        told_by=OUTLETS,
        corrected=WHEN,
        withdrawn=WHEN,
    ),
    "Answer": _object(
        question=TEXT,
        standalone=TEXT,
        understood=TEXT,
        question_language=TEXT,
        answer=_said("with citation marks; empty when refused", TEXT),
        sentences=_list(
            _object(
                ("asked",),
                text=TEXT,
                citations=_said("at least one", {"type": "array", "items": COUNT, "minItems": 1}),
                asked=_said("which of several questions it answers", TEXT),
            )
        ),
        refused=FLAG,
        reason=_said("why, when refused", MAYBE),
        mode={"enum": ["extractive", "generated"]},
        kind={"enum": ["answer", "possible", "overview", "disagreement", "chat", "none"]},
        confidence=_or_null({"type": "number", "minimum": 0, "maximum": 1}),
        verdict={"enum": ["yes", "no", "says", None]},
        notes=_list(_object(code=TEXT, text=TEXT)),
        limits=_object(since=WHEN, until=WHEN, as_of=WHEN, source=MAYBE, lang=MAYBE, loosened=FLAG),
        citations=_list(_ref("Citation")),
        nearest=_said("the closest passages, when refused", _list(_ref("Citation"))),
        newest_on_topic=_or_null(DAY),
        archive_updated=WHEN,
        freshness=TEXT,
        timing_ms=_object(retrieve=NUMBER, answer=NUMBER, total=NUMBER),
    ),
    "Hits": _object(
        query=TEXT,
        hits=_list(
            _object(
                rank={"type": "integer", "minimum": 1},
                score=NUMBER,
                article=_ref("Article"),
                passage=TEXT,
                **SPAN,
            )
        ),
        timing_ms=_object(retrieve=NUMBER, total=NUMBER),
    ),
    "Stored": _object(
        **_ARTICLE,
        versions=_list(
            _object(version={"type": "integer", "minimum": 1}, seen=TIME, published=WHEN, change=_list(TEXT))
        ),
        carried_by=OUTLETS,
        otherwise=_list(_object(source=MAYBE, url=MAYBE, title=TEXT, text=TEXT, published=WHEN, seen=TIME)),
        modified=WHEN,
        corrected=WHEN,
        withdrawn=WHEN,
        origin=MAYBE,
        text=_said("exactly what citations count in", TEXT),
    ),
    "Status": _object(
        articles=COUNT,
        passages=COUNT,
        languages={"type": "object", "additionalProperties": COUNT},
        sources={"type": "object", "additionalProperties": COUNT},
        newest=WHEN,
        updated=WHEN,
        embedding_model=MAYBE,
        bytes=COUNT,
        failures=_list(_object(source=TEXT, reason=TEXT, retry=FLAG, at=TIME, tries=COUNT, retry_at=WHEN)),
        feeds=_list(
            _object(
                url=TEXT,
                last_ok=WHEN,
                last_error=MAYBE,
                failures=COUNT,
                retry_at=WHEN,
                articles=COUNT,
                silent=FLAG,
            )
        ),
    ),
}

_NULLABLE_DATE = _said(
    "a day or a time (UTC where it names no zone)", {"anyOf": [DAY, TIME, {"type": "null"}]}
)
_FILTERS = {
    "since": _NULLABLE_DATE,
    "until": _NULLABLE_DATE,
    "as_of": _said("only what had been published by then", _NULLABLE_DATE),
    "source": _or_null({"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}),
    "lang": _said("of the articles, ISO 639-1", _or_null({"type": "string", "pattern": "^[A-Za-z]{2,3}$"})),
    "k": _or_null({"type": "integer", "minimum": 1, "maximum": MOST_PASSAGES}),
}
_WORDS = {"type": "string", "pattern": "\\S", "maxLength": LONGEST}


def asked(models: Sequence[str]) -> Schema:
    """Return what `POST /api/ask` takes.

    Args:
        models: that may answer: the one that the settings name, and `none` for quotes.
    """
    kept = "a conversation that this goes on with: its name, or new; which it is, says the header Khabar-Conversation"
    return _object(
        [*_FILTERS, "conversation", "llm"],
        question=_WORDS,
        **_FILTERS,
        conversation=_said(kept, _or_null({"type": "string", "pattern": CONVERSATION})),
        llm={"enum": [*models, None]},
    )


SEARCHED = _object([*_FILTERS], query=_WORDS, **_FILTERS)


def document(models: Sequence[str], *, signed: bool) -> Schema:
    """Return the API's description.

    Args:
        models: that may answer.
        signed: whether the token is needed.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Khabar",
            "version": version("khabar"),
            "description": "Ask a news archive: every sentence of an answer is carried by a quoted passage."
            " The documents are those of the command's --json.",
        },
        "paths": {
            "/api/ask": {"post": _ask(models)},
            "/api/search": {"post": _search()},
            "/api/articles/{id}": {"get": _article()},
            "/api/status": {
                "get": _operation("status", "What is in the archive, how fresh, what failed", "Status")
            },
            "/healthz": {"get": _health()},
        },
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}] if signed else [{}],
    }


def _operation(name: str, summary: str, gives: str, **more: object) -> Schema:
    problem = {"description": "what happened and what to do", "content": _content(PROBLEM, _ref("Problem"))}
    return {
        "operationId": name,
        "summary": summary,
        **more,
        "responses": {
            "200": {"description": summary, "content": _content(JSON, _ref(gives))},
            "4XX": problem,
            "5XX": problem,
        },
    }


def _content(kind: str, schema: Schema) -> Schema:
    return {kind: {"schema": schema}}


def _body(schema: Schema) -> Schema:
    return {"required": True, "content": _content(JSON, schema)}


def _ask(models: Sequence[str]) -> Schema:
    told = (
        'With `Accept: text/event-stream` the answer comes as it grows: events `sentence`, each {"text"} with its'
        " citation marks, and at the end `answer`, the document, or `problem`."
    )
    operation = _operation(
        "ask", "An answer, or why there is none", "Answer", description=told, requestBody=_body(asked(models))
    )
    operation["responses"]["200"]["content"] |= _content(EVENTS, TEXT)
    operation["responses"]["200"]["headers"] = {
        "Khabar-Conversation": {
            "schema": TEXT,
            "description": "the conversation's name, where one was asked for",
        }
    }
    return operation


def _search() -> Schema:
    return _operation("search", "Passages, best first", "Hits", requestBody=_body(SEARCHED))


def _article() -> Schema:
    number = {"type": "integer", "minimum": 1, "maximum": LARGEST}
    return _operation(
        "article",
        "A stored article, in its current wording or an older one",
        "Stored",
        parameters=[
            {
                "name": "id",
                "in": "path",
                "required": True,
                "description": "or the beginning of it; percent-encoded",
                "schema": {"type": "string", "minLength": 1},
            },
            {"name": "version", "in": "query", "schema": number},
        ],
    )


def _health() -> Schema:
    well = _operation("health", "Whether the server and its archive are there", "Status", security=[{}])
    well["responses"]["200"]["content"] = _content(JSON, _object(status={"const": "ok"}))
    return well
