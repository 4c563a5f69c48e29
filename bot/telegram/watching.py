"""Watched questions: looked at again when the archive has changed, and not by the clock."""

from __future__ import annotations

import asyncio
from logging import getLogger
from time import monotonic
from typing import TYPE_CHECKING

from bot.telegram import questions
from bot.telegram.chats import ChatsDamagedError
from bot.telegram.context import NOTHING
from bot.telegram.removal import erase_removed
from bot.telegram.sender import stored
from bot.telegram.threads import in_thread
from index.errors import KhabarError

if TYPE_CHECKING:
    from bot.telegram.chats import Outgoing, Watch
    from bot.telegram.context import Context
    from bot.telegram.sender import Sender

log = getLogger(__name__)

AGAIN_SECONDS = 3_600.0  # after which what is kept is compared with the archive anyway
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
                for watch in await stored(context.chats.watches):
                    if watch.checked != state[1]:
                        await _look(context, sender, watch, state[1])
                seen, looked = state, monotonic()
        except ChatsDamagedError:
            raise
        except KhabarError as problem:
            log.warning("what is watched can't be looked at: %s", problem)
        except Exception:  # what goes wrong once may go well after the next change
            log.exception("what is watched can't be looked at:")
        await asyncio.sleep(LOOK_SECONDS)


def looked_at(context: Context, watch: Watch, newest: int) -> list[Outgoing]:
    """Look at a watched question up to the wording that is the newest; return the messages to send.

    Raises:
        ArchiveError: the archive, or the store of the chats, can't be read.
    """
    # Where the newest ones were removed, what comes takes their numbers.
    reply = questions.news(context, watch) if watch.checked < newest else NOTHING
    return context.chats.report(watch, newest, reply.done())


async def _look(context: Context, sender: Sender, watch: Watch, newest: int) -> None:
    # What arrives meanwhile is later than `newest`, and so looked at next time.
    try:
        sender.put(await in_thread(lambda: looked_at(context, watch, newest)))
    except ChatsDamagedError:
        raise
    except KhabarError as problem:
        log.warning("a watched question can't be looked at: %s", problem)
    except (
        Exception
    ):  # one question must not cost the others their watch: it is looked at after the next change
        log.exception("a watched question can't be looked at:")
