"""The bot at work: updates into the inbox, replies out of it, until it is told to stop.

                 inbox (on disk)                       outbox (on disk)
    Telegram ──▶ update ──▶ lane of its chat ──▶ reply ──▶ lane of its chat ──▶ Telegram

Telegram is told that an update has arrived when it is in the inbox; an update leaves the inbox in the transaction
that puts its reply in the outbox; a reply leaves the outbox when Telegram has it. Whatever moment the process dies
at, the next one goes on from what is on the disk.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from logging import getLogger
from typing import TYPE_CHECKING, Any

from bot.telegram import incoming, replies
from bot.telegram.chats import ChatsDamagedError, ChatsError, Update
from bot.telegram.context import NOTHING, told
from bot.telegram.errors import TelegramProblem, reason
from bot.telegram.incoming import LARGEST, Command, Inline, Pressed, Question
from bot.telegram.lanes import Lanes, Places
from bot.telegram.sender import Sender, stored
from bot.telegram.streaming import Stream
from bot.threads import in_thread
from index.errors import ArchiveError

if TYPE_CHECKING:
    from asyncio import TaskGroup
    from collections.abc import AsyncIterator, Callable, Hashable, Sequence

    from bot.telegram.api import Api, Me
    from bot.telegram.context import Context, Reply
    from bot.telegram.incoming import Incoming, Where
    from index.tongues.texts import TelegramTexts

log = getLogger(__name__)

AT_ONCE = 16  # replies worked on at the same time
TYPING_SECONDS = 4.0  # the sign that an answer is being written goes out after five
ARCHIVE_WAITS = (1.0, 4.0)  # seconds before an archive that can't be read is tried again
STORE_WAIT = 5.0  # seconds until a reply is tried again whose store has no room
INLINE_CACHE = 60  # seconds that Telegram may offer the same results again


class Service:
    """The bot at work, within one event loop."""

    def __init__(self, api: Api, context: Context, me: Me, tasks: TaskGroup) -> None:
        self.sender = Sender(api, context.chats, tasks)
        self._tasks = tasks
        self._api = api
        self._context = context
        self._me = me
        self._lanes: Lanes[int] = Lanes(tasks, self._handle)
        self._replying = Places(AT_ONCE)
        self._typed_last: dict[
            int, int
        ] = {}  # by person, the update with what they typed last after the bot's name

    async def resume(self) -> None:
        """Take up what an earlier process left."""
        for number, lane in await stored(self._context.chats.waiting):
            self._lanes.put(lane, number)
        self.sender.put(await stored(self._context.chats.unsent))

    async def receive(self, bodies: Sequence[dict[str, Any]]) -> None:
        """Keep updates, and have those that are new handled; when it returns, they are on the disk.

        One that can't be read or kept is parked, and holds up no other.
        """
        read: dict[int, Incoming] = {}
        updates = []
        for body in bodies:
            try:
                number, one = _number(body), incoming.read(body, self._me)
            except Exception as problem:  # noqa: BLE001 - whatever is wrong with one, the others are not to blame
                await self._park(body.get("update_id"), problem)
                continue
            if one is not None:
                read[number] = one
                updates.append(Update(number, one.where.chat, one.where.person, incoming.needed(body)))
        for update in await self._stored(updates):
            one = read[update.number]
            if isinstance(one, Inline):
                self._typed_last[one.where.person] = update.number
            self._lanes.put(_lane(one, update.lane), update.number)

    async def _stored(self, updates: Sequence[Update]) -> list[Update]:
        """Keep updates and return those that are new; if they can't be kept together, each by itself."""
        try:
            return await stored(lambda: self._context.chats.receive(updates))
        except ChatsError:
            raise
        except Exception as problem:  # noqa: BLE001 - as above
            if len(updates) > 1:
                return [new for one in updates for new in await self._stored([one])]
            await self._park(updates[0].number, problem)
            return []

    async def _handle(self, number: int) -> None:
        """Have an update replied to; if that fails in a way that nobody has thought of, park it."""
        try:
            await self._replied(number)
        except ChatsDamagedError:
            raise
        except Exception as problem:
            log.exception("an update can't be handled:")
            await self._park(number, problem)

    async def _replied(self, number: int) -> None:
        async with self._replying:
            update = await stored(lambda: self._context.chats.update(number))
            if update is None:
                return
            one = incoming.read(update.body, self._me)
            if one is None or self._is_outdated(one, number):
                await stored(lambda: self._context.chats.finish(update, NOTHING.done()))
                return
            async with (
                self._typing(one.where) as begin_typing,
                Stream(self._api, self.sender.pace, one.where, number) as stream,
            ):
                reply = await self._reply(one, number, stream, begin_typing)
            reply = reply.instead_of(stream.message)
            self.sender.put(await stored(lambda: self._context.chats.finish(update, reply.done())))
        await self._at_once(one, reply)

    async def _park(self, number: object, problem: Exception) -> None:
        log.warning("an update can't be handled, and is let go: %s", reason(problem))
        known = number if isinstance(number, int) and abs(number) <= LARGEST else None
        await stored(lambda: self._context.chats.park(known, reason(problem)))

    async def _reply(
        self, one: Incoming, number: int, stream: Stream, begin_typing: Callable[[], None]
    ) -> Reply:
        """Return the reply; where there can't be one, that."""
        context = replace(self._context, on_text=stream.add, on_work=begin_typing)
        waits = iter(ARCHIVE_WAITS)
        while True:
            try:
                return await in_thread(lambda: replies.reply(context, one, number))
            except ChatsDamagedError:
                raise
            except ChatsError as problem:
                log.warning("%s", problem)
                wait: float | None = STORE_WAIT
            except ArchiveError as problem:
                log.warning("%s", problem)
                if (wait := next(waits, None)) is None:
                    return self._sorry(one, lambda texts: texts.archive_trouble)
            except Exception as problem:
                # What a question makes go wrong, it would the next time too: it must not be asked for ever.
                log.exception("an update can't be handled:")
                return replace(self._sorry(one, lambda texts: texts.trouble), failed=reason(problem))
            await asyncio.sleep(wait or 0)

    def _sorry(self, one: Incoming, of: Callable[[TelegramTexts], str]) -> Reply:
        is_asked = isinstance(one, Question | Command)
        return told(one.where, of(self._context.say(one.where))) if is_asked else NOTHING

    async def _at_once(self, one: Incoming, reply: Reply) -> None:
        """Send what matters now or never."""
        try:
            if isinstance(one, Pressed):
                await self._api.answer_press(one.id, reply.toast)
            if isinstance(one, Inline):
                await self._api.answer_inline(one.id, reply.results, INLINE_CACHE)
        except TelegramProblem as problem:
            log.info("too late, or not possible: %s", problem)

    def _is_outdated(self, one: Incoming, number: int) -> bool:
        return isinstance(one, Inline) and self._typed_last.get(one.where.person, number) != number

    @asynccontextmanager
    async def _typing(self, where: Where) -> AsyncIterator[Callable[[], None]]:
        """Show that an answer is being written from when any thread calls what this yields, for as long as it is."""
        done, loop = asyncio.Event(), asyncio.get_running_loop()

        def begin() -> None:
            with suppress(RuntimeError):  # the bot has stopped meanwhile
                loop.call_soon_threadsafe(lambda: self._tasks.create_task(self._show_typing(where, done)))

        try:
            yield begin
        finally:
            done.set()

    async def _show_typing(self, where: Where, done: asyncio.Event) -> None:
        while not (done.is_set() or self.sender.pace.is_held(where.chat)):
            try:
                await self._api.typing(where.chat, where.thread)
            except TelegramProblem as problem:
                log.info("no sign of typing: %s", problem)
                return
            except Exception:  # a sign that need not show must not end the bot
                log.exception("no sign of typing:")
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), TYPING_SECONDS)


def _number(body: dict[str, Any]) -> int:
    number = body["update_id"]
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= LARGEST:
        raise ValueError("the update has no number of Telegram's")
    return number


def _lane(one: Incoming | None, lane: int) -> Hashable:
    """Return what an update is handled in the order of: its chat's messages or buttons; what can't wait, by itself."""
    if isinstance(one, Command) and one.name == "forget":
        return ("forget", one.where.person)  # not behind the answer that it is to prevent
    if isinstance(one, Pressed | Inline):
        return (type(one), lane)
    return lane
