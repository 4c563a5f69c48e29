"""The HTTP API: what the commands write with `--json`, over HTTP. What it takes and gives is in `khabar.openapi`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from functools import cached_property
from time import perf_counter
from typing import TYPE_CHECKING, Any

from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.screen import without_bidi
from bot.web import problems
from bot.web.conversations import follow_ups, new_name
from bot.web.growing import ALIVE, Growing, event
from bot.web.problems import Refusal
from index import database
from index.errors import ArchiveError, UsageError
from khabar import answering, documents, openapi
from khabar.request import Options, request
from khabar.settings import NO_MODEL

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from jsonschema import Draft202012Validator
    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from bot.answering.types import Answer
    from bot.asking.conversation import Turn
    from bot.web.conversations import Conversations
    from bot.web.desk import Desk
    from khabar.archive import Archive
    from khabar.documents import Document
    from khabar.request import Request as Asked

NEW = "new"  # a conversation that is to begin
NAMED = "Khabar-Conversation"  # the header that says which one
LONGEST_DETAIL = 300  # characters of what is wrong with a request; it may be the whole request
BUSY_SECONDS = "5"  # until an archive that can't be read is asked again
VERSION = re.compile("[1-9][0-9]{0,9}")
OPTIONS = {field.name for field in fields(Options)}


@dataclass(frozen=True)
class HttpApi:
    """The API over an archive.

    Attributes:
        archive: that answers.
        desk: where its requests wait for their turn.
        conversations: that follow-ups go on with.
        signed: whether the token is needed, as its description says.
    """

    archive: Archive
    desk: Desk
    conversations: Conversations
    signed: bool = False

    def routes(self) -> list[BaseRoute]:
        """Return where it is found."""
        return [
            Route("/api/ask", self.ask, methods=["POST"]),
            Route("/api/search", self.search, methods=["POST"]),
            Route("/api/articles/{id:path}", self.article, methods=["GET"]),
            Route("/api/status", self.status, methods=["GET"]),
            Route("/api/openapi.json", self.description, methods=["GET"]),
            Route("/healthz", self.health, methods=["GET"]),
        ]

    @cached_property
    def models(self) -> list[str]:
        """The language models that may answer: a stranger must not choose what the settings' key is spent on."""
        named = self.archive.settings.llm
        return [NO_MODEL] if named in {None, NO_MODEL} else [str(named), NO_MODEL]

    @cached_property
    def document(self) -> Document:
        """The API's description."""
        return openapi.document(self.models, signed=self.signed)

    async def ask(self, request: Request) -> Response:
        """Answer a question, whole or as it grows."""
        given = await _given(request, self._asked)
        asked, conversation = _request(given.pop("question"), given), given.get("conversation")
        self.desk.admit(request.state.person.name)
        turns = await self.desk.run(lambda: self._turns(conversation)) if conversation else ()
        name = new_name() if conversation == NEW else conversation
        headers = {NAMED: name} if name else {}

        def answer(on_text: Callable[[str], None] | None = None) -> Document:
            found = answering.answer(
                self.archive,
                asked,
                turns=turns,
                user=request.state.person.name,
                on_text=on_text,
                translate=True,
            )
            if name:
                self._keep(name, found, given)
            return documents.of_answer(found, self.archive.updated)

        if openapi.EVENTS not in request.headers.get("accept", ""):
            return _json(await self.desk.run(answer), headers)
        events = _events(Growing(answer, self.desk))
        return StreamingResponse(events, headers=headers, media_type=openapi.EVENTS)

    async def search(self, request: Request) -> Response:
        """Find passages."""
        given = await _given(request, self._searched)
        asked = _request(given.pop("query"), given)
        self.desk.admit(request.state.person.name)

        def find() -> Document:
            begun = perf_counter()
            hits = answering.find(self.archive, asked)
            return documents.of_hits(asked.text, hits, 1000 * (perf_counter() - begun))

        return _json(await self.desk.run(find))

    async def article(self, request: Request) -> Response:
        """Give a stored article."""
        wanted, version = request.path_params["id"], _version(request.query_params.getlist("version"))
        self.desk.admit(request.state.person.name, reads=True)

        def read() -> Document:
            try:
                found, versions = self.archive.article(wanted, version), self.archive.versions(wanted)
            except UsageError as error:
                raise Refusal(404, str(error)) from None
            carriers, carried = self.archive.carriers(found), self.archive.carried(found.id)
            return documents.of_article(found, versions, carriers, carried)

        return _json(await self.desk.run(read))

    async def status(self, request: Request) -> Response:
        """Say what is in the archive."""
        self.desk.admit(request.state.person.name, reads=True)
        return _json(await self.desk.run(lambda: documents.of_status(self.archive.status())))

    async def description(self, _request: Request) -> Response:
        """Give the API's description."""
        return _json(self.document)

    async def health(self, _request: Request) -> Response:
        """Say that the server is there, and its archive: without reading it, for whoever asks may ask often."""
        if not (self.archive.folder / database.NAME).exists():
            raise ArchiveError(f"there is no archive at {self.archive.folder} any more")
        return _json({"status": "ok"})

    @cached_property
    def _asked(self) -> Draft202012Validator:
        return _validator(openapi.asked(self.models))

    @cached_property
    def _searched(self) -> Draft202012Validator:
        return _validator(openapi.SEARCHED)

    def _turns(self, conversation: str) -> Sequence[Turn]:
        """Return what was asked before in a conversation.

        Raises:
            Refusal: there is none of that name.
        """
        if conversation == NEW:
            return ()
        if not (kept := self.conversations.turns(conversation)):
            raise Refusal(404, "there is no such conversation: begin one with new; each is kept for 30 days")
        return follow_ups(kept)

    def _keep(self, conversation: str, found: Answer, given: dict[str, Any]) -> None:
        options = {name: str(value) for name, value in given.items() if name in OPTIONS and value is not None}
        self.conversations.add(conversation, found, options)


async def _events(growing: Growing[Document]) -> AsyncIterator[bytes]:
    """Yield the sentences that a language model writes as they come, those of quotes together; then the answer."""
    shown = 0
    try:
        async for text in growing.texts():
            shown += bool(text)
            yield event("sentence", {"text": without_bidi(text)}) if text else ALIVE
        document = growing.result()
        for sentence in document["sentences"][shown:]:
            yield event("sentence", {"text": _marked(sentence)})
        yield event("answer", document)
    except Exception as error:  # noqa: BLE001 - the response has begun: whatever it is, it is told there
        refusal = refusal_of(error)
        yield event("problem", problems.document(refusal.status, refusal.detail))
    finally:
        growing.leave()


def refusal_of(error: Exception) -> Refusal:
    """Return what somebody is told of an error that their request met."""
    from khabar.group import describe

    match error:
        case Refusal():
            return error
        case UsageError():
            return Refusal(422, str(error))
        case ArchiveError():
            return Refusal(503, str(error), Retry_After=BUSY_SECONDS)
    describe(error)  # for the log
    return Refusal(
        500, "something went wrong that nobody thought of: the server's log says what, with --verbose"
    )


def _marked(sentence: Document) -> str:
    return f"{sentence['text']} {''.join(f'[{number}]' for number in sentence['citations'])}"


def _json(document: Document, headers: dict[str, str] | None = None) -> Response:
    return Response(_dumped(document).encode("utf-8", "replace"), headers=headers, media_type=openapi.JSON)


def _dumped(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False)


def _validator(schema: Document) -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema)


async def _given(request: Request, validator: Draft202012Validator) -> dict[str, Any]:
    """Return what a request says.

    Raises:
        Refusal: it is not what the API takes.
    """
    from jsonschema.exceptions import best_match

    try:
        given = json.loads((await request.body()).decode(), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refusal(400, "the request is no JSON in UTF-8") from None
    if error := best_match(validator.iter_errors(given)):
        where = f"{error.json_path.removeprefix('$.')}: " if error.absolute_path else ""
        raise Refusal(
            400, f"the request can't be taken: {where}{error.message[:LONGEST_DETAIL]} (see /api/docs)"
        )
    return {name: _readable(value) for name, value in given.items() if value is not None}


def _no_number(name: str) -> None:
    raise ValueError(name)


def _readable(value: Any) -> Any:  # noqa: ANN401 - as JSON has it
    """Return a text without lone surrogates, and a number that is whole as one; 3.0 is, as the schema has it."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return int(value)


def _request(text: str, given: dict[str, Any]) -> Asked:
    return request(text, Options(**{name: value for name, value in given.items() if name in OPTIONS}))


def _version(given: list[str]) -> int | None:
    if not given:
        return None
    if len(given) > 1 or not VERSION.fullmatch(given[0]) or int(given[0]) > openapi.LARGEST:
        raise Refusal(400, f"version takes a whole number from 1 to {openapi.LARGEST:,}")
    return int(given[0])
