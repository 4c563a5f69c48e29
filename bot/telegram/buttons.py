"""What a pressed button brings about: a message changed in its place, or a word over the button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.answering.stored import recall
from bot.telegram import preferences, render
from bot.telegram.chats import Feedback
from bot.telegram.commands import UNWATCH, watches
from bot.telegram.context import Reply, messages_to
from bot.telegram.message import Message
from bot.telegram.press import Press

if TYPE_CHECKING:
    from bot.answering.types import Answer
    from bot.telegram.chats import KeptAnswer
    from bot.telegram.context import Context
    from bot.telegram.incoming import Pressed, Where
    from bot.telegram.message import Part

HITS = 10  # kept with what somebody thinks of an answer


def press(context: Context, pressed: Pressed) -> Reply:
    """Return what a press brings about.

    Raises:
        ArchiveError: the archive, or the store of the chats, can't be read.
    """
    where, data = pressed.where, pressed.data
    if data.startswith(preferences.SET):
        if preferences.choose(context, where, data):
            return _changed(where, preferences.shown(context, where))
        return Reply(toast=context.say(where).not_yours)
    if data.startswith(UNWATCH):
        return _unwatch(context, where, data.removeprefix(UNWATCH))
    asked = Press.of(data)
    kept = context.chats.answer(asked.answer) if asked else None
    # An answer is for those who read it: no other chat opens it, whatever data its people send.
    if asked is None or kept is None or kept.chat != where.chat:
        return Reply(toast=context.say(where).expired)
    if asked.act in {"good", "bad"}:
        return _rated(context, where, kept, good=asked.act == "good")
    return _shown(context, where, kept, asked)


def _shown(context: Context, where: Where, kept: KeptAnswer, asked: Press) -> Reply:
    recalled = recall(kept.body, kept.question or "", context.archive)
    answer = recalled.answer
    if asked.act == "back":
        return _changed(where, render.answer(answer, kept.key, translates=context.translates)[-1], kept.key)
    if asked.act == "translate":
        return _translated(context, where, answer, kept.key)
    citation = next((one for one in (*answer.citations, *answer.nearest) if one.number == asked.number), None)
    if citation is None:
        return Reply(toast=context.say(where).expired)
    if citation.number in recalled.gone:
        return _changed(where, render.removed(answer, kept.key), kept.key)
    newest = context.archive.versions(citation.article.id)[-1].version
    return _changed(
        where,
        render.passage(
            answer,
            citation,
            kept.key,
            step=asked.step,
            corrected=newest > citation.article.version,
            site=context.site,
        ),
        kept.key,
    )


def _translated(context: Context, where: Where, answer: Answer, key: str) -> Reply:
    """Show an answer with its foreign quotes translated: in its place, or beneath it if it is long."""
    parts = render.answer(
        context.asker.translated(answer, str(where.person)), key, translates=context.translates
    )
    if len(parts) == 1:
        return _changed(where, parts[0], key)
    return Reply(messages_to(where, parts), shows=key)


def _rated(context: Context, where: Where, kept: KeptAnswer, *, good: bool) -> Reply:
    """Keep what somebody thinks of an answer; the first who says so has the archive searched for it, others don't."""
    question = kept.body["standalone"] or kept.question or ""
    if not question:
        return Reply(toast=context.say(where).expired)
    hits = context.chats.hits(kept.key)
    if hits is None:
        hits = _hits(context, question)
    context.chats.rate(Feedback(kept.key, where.person, good, question, kept.body, hits), update=where.update)
    return Reply(toast=context.say(where).thanks)


def _hits(context: Context, question: str) -> list[dict[str, Any]]:
    return [
        {
            "article": hit.passage.article.id,
            "version": hit.passage.article.version,
            "span": list(hit.passage.span),
            "score": round(hit.score, 4),
        }
        for hit in context.quoting.retriever.search(question, k=HITS).hits
    ]


def _unwatch(context: Context, where: Where, number: str) -> Reply:
    own = [one for one in context.chats.watches(where.chat, where.person) if str(one.id) == number]
    if not own:
        return Reply(toast=context.say(where).not_yours)
    context.chats.unwatch(own[0].id)
    return _changed(where, watches(context, where))


def _changed(where: Where, part: Part, shows: str | None = None) -> Reply:
    """Return the reply that puts a part, of a kept answer or not, in the place of the message with the button."""
    return Reply((Message(where.chat, part, edits=where.message, thread=where.thread),), shows=shows)
