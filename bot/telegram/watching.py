"""Watched questions: looked at again when the archive has changed, and not by the clock."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import groupby
from logging import getLogger
from operator import attrgetter
from time import monotonic
from typing import TYPE_CHECKING

from bot.telegram import questions
from bot.telegram.chats import ChatsDamagedError, ChatsError
from bot.telegram.context import NOTHING
from bot.telegram.removal import erase_removed
from bot.telegram.sender import stored
from bot.threads import in_thread
from index.errors import KhabarError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.telegram.chats import Done, Outgoing, Watch
    from bot.telegram.context import Context
    from bot.telegram.sender import Sender

log = getLogger(__name__)

AGAIN_SECONDS = 3_600.0  # after which what is kept is compared with the archive anyway
AT_ONCE = 50  # watches whose reports are kept in one transaction, before what they bring is sent
LOOK_SECONDS = 3.0  # between two looks whether the archive has changed, which read one row


async def look_after(context: Context, sender: Sender) -> None:
    """Tell people what newly arrived articles say on what they watch, and forget those removed, for ever."""
    seen: tuple[object, ...] = ()
    looked = 0.0
    while True:
        try:
            state = await asyncio.to_thread(
                lambda: (context.archive.updated, context.archive.newest_wording())
            )
            # An answer may have been on its way while its article was removed.
            if state != seen or monotonic() - looked > AGAIN_SECONDS:
                await stored(lambda: erase_removed(context.archive, context.chats))
                due = [one for one in await stored(context.chats.watches) if one.checked != state[1]]
                due.sort(key=attrgetter("question"))
                for start in range(0, len(due), AT_ONCE):
                    await _look(context, sender, due[start : start + AT_ONCE], state[1])
                seen, looked = state, monotonic()
        except ChatsDamagedError:
            raise
        except KhabarError as problem:
            log.warning("what is watched can't be looked at: %s", problem)
        except Exception:  # what goes wrong once may go well after the next change
            log.exception("what is watched can't be looked at:")
        await asyncio.sleep(LOOK_SECONDS)


def looked_at(context: Context, watches: Sequence[Watch], newest: int) -> list[Outgoing]:
    """Look at watches up to the wording that is the newest; return the messages to send.

    A question that stands in several of them, one after the other, is asked once.

    Raises:
        ChatsError: the store of the chats can't be read.
    """
    reports: list[tuple[Watch, Done]] = []
    for question, same in groupby(watches, key=attrgetter("question")):
        try:
            reports += _reports(context, question, list(same), newest)
        except ChatsDamagedError:
            raise
        except KhabarError as problem:
            log.warning("a watched question can't be looked at: %s", problem)
        except Exception:  # one question must not cost the others their watch
            log.exception("a watched question can't be looked at:")
    return context.chats.report(reports)


def _reports(
    context: Context, question: str, watches: Sequence[Watch], newest: int
) -> Iterator[tuple[Watch, Done]]:
    """Yield those who watch one question, as far as they have seen the archive then, with what is to be told to them.

    Those are told for whom an article that is quoted is new.
    """
    # Where the newest ones were removed, what comes takes their numbers.
    found = context.quoting.ask(question) if any(one.checked < newest for one in watches) else None
    cited = [context.archive.wording(one.article) for one in (found.citations if found else ())]
    last = max(cited, default=0)
    for watch in watches:
        if found and watch.checked < newest and watch.checked < last:
            # It may have arrived after the newest that was known of.
            yield replace(watch, checked=max(last, newest)), questions.news(context, watch, found).done()
        else:
            yield replace(watch, checked=newest), NOTHING.done()


async def _look(context: Context, sender: Sender, watches: Sequence[Watch], newest: int) -> None:
    # What arrives meanwhile is later than `newest`, and so looked at next time unless it was told.
    try:
        sender.put(await in_thread(lambda: looked_at(context, watches, newest)), yielding=True)
    except ChatsDamagedError:
        raise
    except ChatsError as problem:  # they are looked at after the next change
        log.warning("what is watched can't be looked at: %s", problem)
