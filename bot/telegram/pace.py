"""How fast the bot may write, by Telegram's own advice (core.telegram.org/bots/faq, "My bot is hitting limits").

One message a second to a chat, twenty a minute to a group, thirty a second to all; an edit counts as a message.
"""

from __future__ import annotations

import asyncio
from collections import deque
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# A little slower than allowed: Telegram counts when a message arrives, not when it leaves.
OF_A_CHAT = 1.05  # seconds between two messages
OF_ALL = 1 / 28
GROUP_MESSAGES, GROUP_SECONDS = 20, 61.0


class Pace:
    """Says when the next message may leave; use within one event loop."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._chats: dict[int, deque[float]] = {}  # when the last messages left
        self._held: dict[int, float] = {}  # until when Telegram takes none
        self._next = 0.0
        self._swept = clock()

    async def wait(self, chat: int) -> None:
        """Wait until a chat may be written to again; one caller a chat at a time."""
        if (seconds := self._seconds(chat)) > 0:
            await asyncio.sleep(seconds)

    async def leave(self, chat: int) -> None:
        """Wait until the next message of all may leave, and count it as left for its chat; then send it at once."""
        now = self._clock()
        self._next = max(self._next, now) + OF_ALL
        await asyncio.sleep(self._next - OF_ALL - now)
        self._sweep()
        self._chats.setdefault(chat, deque(maxlen=GROUP_MESSAGES)).append(self._clock())

    def spares(self, chat: int) -> bool:
        """Return whether a message that need not arrive may leave at once, and count it as left if so.

        It leaves a group half of what it may be sent, for what must arrive.
        """
        now = self._clock()
        lately = [when for when in self._chats.get(chat, ()) if when > now - GROUP_SECONDS]
        if self._seconds(chat) > 0 or self._next > now or (chat < 0 and len(lately) >= GROUP_MESSAGES // 2):
            return False
        self._next = now + OF_ALL
        self._chats.setdefault(chat, deque(maxlen=GROUP_MESSAGES)).append(now)
        return True

    def hold(self, chat: int, seconds: float) -> None:
        """Let nothing leave for a chat for so many seconds, as Telegram asks."""
        self._held[chat] = self._clock() + seconds

    def is_held(self, chat: int) -> bool:
        """Return whether Telegram has asked for quiet in a chat."""
        return self._held.get(chat, 0.0) > self._clock()

    def _seconds(self, chat: int) -> float:
        return max(self._held.get(chat, 0.0), self._free(chat)) - self._clock()

    def _free(self, chat: int) -> float:
        times = self._chats.get(chat)
        if not times:
            return 0.0
        is_full_group = chat < 0 and len(times) == GROUP_MESSAGES
        return max(times[-1] + OF_A_CHAT, times[0] + GROUP_SECONDS if is_full_group else 0.0)

    def _sweep(self) -> None:
        """Forget chats that are free again, now and then: at each message, of many chats, took longer than sending."""
        now = self._clock()
        if now - self._swept > GROUP_SECONDS:
            old, self._swept = now - GROUP_SECONDS, now
            self._chats = {chat: times for chat, times in self._chats.items() if times[-1] > old}
            self._held = {chat: until for chat, until in self._held.items() if until > now}
