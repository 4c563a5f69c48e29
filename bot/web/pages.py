"""The pages: ask and read on, read an article, with the same forms whether or not a browser runs the script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot import addresses
from bot.answering.provenance import with_provenance
from bot.answering.stored import recall
from bot.answering.timeline import published, timeline
from bot.answering.types import Citation
from bot.asking.question import Question
from bot.phrases import changes, say
from bot.screen import web_address
from bot.web import article
from bot.web.answers import Shown, shown
from bot.web.conversations import follow_ups
from bot.web.growing import ALIVE, MEDIA_TYPE, Growing, event
from bot.web.layout import HERE, fragment, own_direction, page, reader_language
from bot.web.plot import plot
from bot.web.state import state
from index.errors import ArchiveError, UsageError
from index.identity import host
from index.masking import public
from index.terms import plain
from index.tongues.registry import DECLARED
from index.types import Filters, Passage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
    from os import PathLike, stat_result

    from starlette.requests import Request
    from starlette.routing import BaseRoute
    from starlette.types import Scope

    from bot.web.conversations import Kept
    from bot.web.site import Site
    from index.types import Article, Span

LONGEST = 1_000  # characters of a question, as in a chat; more is a document
EXAMPLES, LOOKED_AT = 4, 40  # newest stories offered, and articles among which they are chosen
OPTIONS = ("since", "until", "source", "lang")
DIGITS = 9  # of a number in an address


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer as a page shows them.

    Attributes:
        conversation: that it is of.
        number: its place in it.
        good: what was thought of it; None: nothing was said.
    """

    conversation: str
    number: int
    question: str
    shown: Shown
    good: bool | None


def routes(site: Site) -> list[BaseRoute]:
    """Return the pages of a site."""
    pages = _Pages(site)
    return [
        Route("/", pages.reading(pages.first), methods=["GET"]),
        Route("/new", pages.afresh, methods=["GET"]),
        Route("/ask", pages.ask, methods=["POST"]),
        Route("/c/{conversation}", pages.reading(pages.conversation), methods=["GET"]),
        Route("/c/{conversation}/rate", pages.rate, methods=["POST"]),
        Route("/a/{article_id:path}", pages.reading(pages.article), methods=["GET"]),
        Route("/t", pages.reading(pages.time), methods=["GET"]),
        Route("/archive", pages.reading(pages.archive), methods=["GET"]),
        Mount("/static", Static(directory=HERE / "static"), name="static"),
    ]


class Static(StaticFiles):
    """What pages bring along: kept by a browser, which asks each time whether it is still the same."""

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Return a file, or that it is the same."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["cache-control"] = "no-cache"
        return response


@dataclass(frozen=True, slots=True)
class _Pages:
    site: Site

    def reading(self, make: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
        """Return a page that is made in a thread when it is its turn."""

        async def made(request: Request) -> Response:
            self.site.desk.admit(request.state.person.name, reads=True)
            return await self.site.desk.run(partial(make, request))

        return made

    # ---- ask

    def first(self, request: Request) -> Response:
        """Show the field, and what can be asked of this archive now."""
        asked = request.query_params.get("q", "")[:LONGEST]
        return page(
            request, "first", **self._form({"question": asked}), examples=list(self._examples(request))
        )

    async def afresh(self, _request: Request) -> Response:
        """Begin a new conversation."""
        return RedirectResponse("/", 303)

    async def ask(self, request: Request) -> Response:
        """Answer a question: with a way to the page that shows it, or as it comes to a script."""
        form: dict[str, str] = request.state.form
        language = reader_language(request)
        question = form.get("question", "").strip()
        self.site.desk.admit(request.state.person.name)
        if wrong := _wrong(question, language):
            return await self.site.desk.run(lambda: self._refused(request, form, wrong))
        if MEDIA_TYPE in request.headers.get("accept", ""):
            return StreamingResponse(self._events(request, form), media_type=MEDIA_TYPE)
        return await self.site.desk.run(lambda: self._asked(request, form))

    def _asked(self, request: Request, form: Mapping[str, str]) -> Response:
        try:
            conversation, number = self._answer(request, form, None)
        except UsageError as error:
            return self._refused(request, form, str(error))
        return RedirectResponse(f"/c/{conversation}#t{number}", 303)

    def _refused(self, request: Request, form: Mapping[str, str], wrong: str) -> Response:
        """Say what is wrong with a question, which can be put right where it is."""
        if MEDIA_TYPE in request.headers.get("accept", ""):
            return Response(event("problem", {"text": wrong}), media_type=MEDIA_TYPE)
        more = {"wrong": wrong, "examples": []}
        return page(request, "first", 400, **(self._form(form) | more))

    async def _events(self, request: Request, form: Mapping[str, str]) -> AsyncIterator[bytes]:
        """Yield what is written of an answer as it comes, and then the turn that it makes."""

        def work(on_text: Callable[[str], None]) -> dict[str, object]:
            conversation, number = self._answer(request, form, on_text)
            (made,) = (one for one in self._kept(conversation) if one.number == number)
            turn = self._turn(request, conversation, made)
            html = fragment(request, "turn", turn=turn)
            return {"html": html, "conversation": conversation, "turn": number}

        growing = Growing(work, self.site.desk)
        try:
            async for text in growing.texts():
                yield event("sentence", {"text": text}) if text else ALIVE
            yield event("answer", growing.result())
        except UsageError as error:
            yield event("problem", {"text": str(error)})
        except ArchiveError:
            yield event("problem", {"text": say(reader_language(request)).web.trouble})
        finally:
            growing.leave()

    def _answer(
        self, request: Request, form: Mapping[str, str], on_text: Callable[[str], None] | None
    ) -> tuple[str, int]:
        """Answer a question and keep the answer; return the name of its conversation and its place in it.

        Raises:
            UsageError: the question or an option can't be understood.
            ArchiveError: the archive or the store of the conversations can't be used.
        """
        store = self.site.conversations
        conversation = form.get("conversation", "")
        turns = store.turns(conversation) if conversation else []
        options = {name: form[name] for name in OPTIONS if form.get(name)}
        answer = self.site.ask(
            form["question"].strip(),
            since=options.get("since"),
            until=options.get("until"),
            source=options.get("source"),
            lang=options.get("lang"),
            turns=follow_ups(turns),
            user=request.state.person.name,
            on_text=on_text,
        )
        return store.add(conversation if turns else None, answer, options)

    # ---- read on

    def conversation(self, request: Request) -> Response:
        """Show what was asked and answered."""
        name = request.path_params["conversation"]
        if not (kept := self._kept(name)):
            return self._nothing(request)
        form = self._form(kept[-1].options | {"conversation": name})
        turns = [self._turn(request, name, one) for one in kept]
        return page(request, "conversation", **form, turns=turns, title=kept[0].question)

    async def rate(self, request: Request) -> Response:
        """Keep what somebody thinks of an answer."""
        form, name = request.state.form, request.path_params["conversation"]
        if form.get("good") not in {"0", "1"} or not form.get("turn", "").isdecimal():
            return Response(status_code=400)
        number = int(form["turn"][:DIGITS])
        self.site.desk.admit(request.state.person.name, reads=True)
        good = form["good"] == "1"
        kept = await self.site.desk.run(lambda: self.site.conversations.rate(name, number, good=good))
        return RedirectResponse(f"/c/{name}#t{number}", 303) if kept else self._nothing(request)

    def _kept(self, conversation: str) -> list[Kept]:
        # What an ingest takes out, this process doesn't hear of: what was made from it is erased before it is shown.
        self.site.conversations.erase_removed(self.site.archive, conversation)
        return self.site.conversations.turns(conversation)

    def _turn(self, request: Request, conversation: str, kept: Kept) -> Turn:
        answer = recall(kept.body, kept.question, self.site.archive).answer
        if answer.citations:
            answer = self.site.translated(answer, request.state.person.name)
        return Turn(conversation, kept.number, kept.question, shown(answer), kept.good)

    def _form(self, given: Mapping[str, str]) -> dict[str, Any]:
        """Return what the form for a question shows: what was given, and what may be chosen."""
        snapshot = self.site.archive.snapshot()
        filled = {name: given.get(name, "") for name in ("question", "conversation", *OPTIONS)}
        sources = sorted(snapshot.sources)
        return {
            "form": filled,
            "narrowed": any(filled[name] for name in OPTIONS),
            "sources": sources,
            "article_languages": [one.code for one in DECLARED],
            "longest": LONGEST,
            "wrong": "",
        }

    def _examples(self, request: Request) -> Iterator[tuple[str, str, str]]:
        """Yield headlines of the newest stories, those in the reader's language first: (text, language, direction)."""
        archive, language = self.site.archive, reader_language(request)
        newest = [one.article for one in self.site.retriever.openings(LOOKED_AT)]
        seen: set[str] = set()
        for one in sorted(newest or archive.undated(LOOKED_AT), key=lambda one: one.language != language):
            headline = plain(one.title)
            if headline and headline not in seen and len(seen) < EXAMPLES:
                seen.add(headline)
                yield one.title[:LONGEST], one.language, own_direction(one.title, one.language)

    def _nothing(self, request: Request) -> Response:
        return page(request, "message", 404, text=say(reader_language(request)).web.no_page)

    # ---- an article

    def article(self, request: Request) -> Response:
        """Show an article in one of its wordings, what is quoted of it marked, or how it differs from another."""
        asked, archive = request.query_params, self.site.archive
        try:
            found = self._wording(request.path_params["article_id"], _number(asked.get("v")))
            old = archive.article(found.id, _number(asked["against"])) if asked.get("against") else None
        except UsageError:
            return self._nothing(request)
        if old:
            return page(request, "changes", **self._article(found, []), **_difference(old, found))
        cited = addresses.spans(asked.get("s", ""), len(found.text))[:1]
        also = addresses.spans(asked.get("also", ""), len(found.text))
        paragraphs = article.marked(found.text, cited, also)
        return page(request, "article", **self._article(found, cited), paragraphs=paragraphs)

    def _wording(self, article_id: str, version: int | None) -> Article:
        """Return a wording as it was cited, or an article by the beginning of its id.

        Raises:
            UsageError: there is none.
        """
        if version is not None:
            try:
                return self.site.archive.cited(article_id, version)
            except UsageError:
                pass
        return self.site.archive.article(article_id, version)

    def _article(self, found: Article, cited: Sequence[Span]) -> dict[str, Any]:
        """Return what is known of an article; the way to its publisher leads to what is cited."""
        archive = self.site.archive
        links = [Citation(1, Passage(0, found, span, ()), span).link for span in cited]
        link = next(filter(None, (web_address(one and public(one)) for one in (*links, found.url))), None)
        feeds = archive.carriers(found)
        return {
            "article": found,
            "way": own_direction(found.text, found.language),
            "title_way": own_direction(found.title, found.language),
            "versions": archive.versions(found.id),
            "copies": archive.copies(found.id),
            "carried_by": [host(public(feed)) for feed in feeds],
            "otherwise": [
                (one, host(public(one.carrier)))
                for one in archive.carried(found.id)
                if one.carrier not in feeds
            ],
            "link": link,
            "place": addresses.of_article,
            "changes": changes,
        }

    # ---- stories and time, and what is there

    def time(self, request: Request) -> Response:
        """Show what happened in a time, an event a line, and how many articles tell of it when."""
        asked, language = request.query_params, reader_language(request)
        topic = asked.get("q", "").strip()[:LONGEST]
        since, until = _day(asked.get("since")), _day(asked.get("until"))
        filters = Filters(
            datetime.combine(since, time.min, UTC) if since else None,
            datetime.combine(until, time.max, UTC) if until else None,
        )
        question = Question.read(topic)
        about = Question.read(question.topic, question.language) if question.happened else question
        retriever = self.site.retriever
        found = timeline(retriever, question, filters=filters, language=language, about=about)
        if found:
            found = with_provenance(found, retriever.archive, datetime.now(UTC))
        # The bars are of the whole time: a stretch chosen on them can be left again.
        days = [one.date() for one in published(retriever, about, filters=Filters())]
        form = {
            "q": topic,
            "since": since.isoformat() if since else "",
            "until": until.isoformat() if until else "",
        }
        return page(
            request,
            "time",
            form=form,
            longest=LONGEST,
            plot=plot(days, language),
            shown=shown(found) if found else None,
        )

    def archive(self, request: Request) -> Response:
        """Show what is in the archive, and what could not be read."""
        language = reader_language(request)
        days = (datetime.fromtimestamp(one, UTC).date() for one in self.site.retriever.published().tolist())
        return page(
            request, "archive", plot=plot(days, language), **state(self.site.archive.status(), language)
        )


def _difference(old: Article, new: Article) -> dict[str, Any]:
    return {
        "old": old,
        "titles": article.difference(old.title, new.title),
        "paragraphs": article.difference(old.text, new.text),
        "is_same": (old.title, old.text) == (new.title, new.text),
    }


def _wrong(question: str, language: str) -> str:
    """Return what is wrong with a question; empty: nothing."""
    texts = say(language).web
    if not question:
        return texts.nothing_asked
    return texts.too_long.format(length=len(question), most=LONGEST) if len(question) > LONGEST else ""


def _number(text: str | None) -> int | None:
    """Return a version's number; zero, which is none's, where it is no number."""
    return (int(text) if text.isdecimal() and len(text) <= DIGITS else 0) if text else None


def _day(text: str | None) -> date | None:
    """Return a day of an address; None where it is none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
