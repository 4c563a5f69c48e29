"""Watched questions: looked at again when the archive has changed, and not by the clock."""

from __future__ import annotations

import asyncio
from logging import getLogger
from typing import TYPE_CHECKING

from bot.telegram import questions
from bot.telegram.chats import ChatsDamagedError
from bot.telegram.removal import erase_removed
from bot.telegram.sender import stored
from bot.telegram.threads import in_thread
from index.errors import KhabarError

if TYPE_CHECKING:
    from datetime import datetime

    from bot.telegram.chats import Watch
    from bot.telegram.context import Context
    from bot.telegram.sender import Sender

log = getLogger(__name__)

LOOK_SECONDS = 3.0  # between two looks whether the archive has changed, which read one row


async def look_after(context: Context, sender: Sender) -> None:
    """Tell people what newly arrived articles say on what they watch, and forget those removed, for ever."""
    seen: datetime | None = None
    while True:
        try:
            updated = await asyncio.to_thread(lambda: context.archive.updated)
            if updated is not None and updated != seen:
                await stored(lambda: erase_removed(context.archive, context.chats))
                for watch in await stored(context.chats.watches):
                    if watch.checked < updated.timestamp():
                        await _look(context, sender, watch, updated.timestamp())
                seen = updated
        except ChatsDamagedError:
            raise
        except KhabarError as problem:
            log.warning("what is watched can't be looked at: %s", problem)
        except Exception:  # what goes wrong once may go well after the next change
            log.exception("what is watched can't be looked at:")
        await asyncio.sleep(LOOK_SECONDS)


async def _look(context: Context, sender: Sender, watch: Watch, updated: float) -> None:
    # What arrives meanwhile is later than `updated`, and so looked at next time.
    try:
        reply = await in_thread(lambda: questions.news(context, watch))
    except KhabarError as problem:
        log.warning("a watched question can't be looked at: %s", problem)
        return
    except (
        Exception
    ):  # one question must not cost the others their watch: it is looked at after the next change
        log.exception("a watched question can't be looked at:")
        return
    sender.put(await stored(lambda: context.chats.report(watch, updated, reply.done())))
