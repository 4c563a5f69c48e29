"""What is said to small talk: a friendly word, and what can be asked of this archive now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import phrases
from bot.answering.types import Answer
from bot.asking.manners import SmallTalk
from index.terms import plain
from index.types import Filters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from bot.asking.manners import Said
    from index.retriever import Retriever
    from index.types import Article

STORIES = 3  # named
LOOKED_AT = 60  # newest articles, among which they are chosen
SILENT = frozenset({SmallTalk.THANKS, SmallTalk.FAREWELL})  # after these nothing is offered


def reply(question: str, said: Said, retriever: Retriever, language: str, now: datetime) -> Answer:
    """Return what is said to small talk in a language: no quotes, and nothing is searched for."""
    texts = phrases.say(language).manners
    sentence = {
        SmallTalk.GREETING: texts.greeting,
        SmallTalk.THANKS: texts.thanks,
        SmallTalk.FAREWELL: texts.farewell,
        SmallTalk.IDENTITY: texts.identity,
        SmallTalk.ABILITY: texts.ability,
        SmallTalk.MORE: texts.nothing_before,
    }[said.kind]
    offered = "" if said.kind in SILENT else _offered(retriever, language, now)
    return Answer(question, language, reason=f"{sentence} {offered}".strip(), form="chat")


def _offered(retriever: Retriever, language: str, now: datetime) -> str:
    """Return a sentence that names the newest stories, those in the person's language first; "" if there are none.

    Where no story has a date, those that were taken in last.
    """
    dated = [passage.article for passage in retriever.newest(LOOKED_AT, Filters(until=now))]
    newest = dated or retriever.archive.undated(LOOKED_AT)
    stories = list(_apart(sorted(newest, key=lambda one: one.language != language)))[:STORIES]
    texts = phrases.say(language)
    opening, closing = texts.quotes
    named = texts.pause.join(f"{opening}{phrases.isolated(one.title)}{closing}" for one in stories)
    return texts.manners.offer.format(stories=named) if named else ""


def _apart(articles: Iterable[Article]) -> Iterator[Article]:
    """Yield articles with headlines of their own."""
    seen: set[str] = set()
    for one in articles:
        headline = plain(one.title)
        if headline and headline not in seen:
            seen.add(headline)
            yield one
