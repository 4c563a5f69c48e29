"""A language model that keeps to its limits: a deadline, one retry, a circuit breaker, tokens a user and a day."""

from __future__ import annotations

import logging
from contextlib import closing
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import TYPE_CHECKING

from bot.llm.breaker import Breaker
from bot.llm.model import NO_LIMITS_SET, Budget, Model, ModelFailure, Prompt, Usage, tokens
from bot.llm.store import LOCAL, Store

if TYPE_CHECKING:
    from collections.abc import Generator

log = logging.getLogger(__name__)

ATTEMPTS = 2
# Failures that cost no token, and so little time that no breaker is needed.
UNASKED = frozenset({"unreachable", "no_key"})
PAUSE = 0.3  # seconds before the second, where the server names none


@dataclass(frozen=True)
class Llm:
    """A model and what it may take; threads may share it."""

    model: Model
    store: Store
    limits: Budget = NO_LIMITS_SET
    breaker: Breaker = field(default_factory=Breaker)

    @property
    def name(self) -> str:
        """The model as `KHABAR_LLM` names it."""
        return self.model.name

    def deadline(self) -> float:
        """Return when a question asked now must have been answered, in seconds of `time.monotonic`."""
        return monotonic() + self.limits.seconds

    def write(self, prompt: Prompt, *, until: float, user: str = LOCAL) -> Generator[str]:
        """Yield what the model writes, as it comes; closing the iterator ends the request.

        A request that fails before its first word is made once more, if that may help and there is time.

        Args:
            prompt: what the model is told; at most `limits.prompt` tokens.
            until: the deadline, from `deadline`.
            user: whose tokens are spent.

        Raises:
            ModelFailure: there is no more, and it was not the end.
        """
        for attempt in range(1, ATTEMPTS + 1):
            begun = False
            try:
                with closing(self._attempt(prompt, until, user)) as pieces:
                    for piece in pieces:
                        begun = begun or bool(piece)
                        yield piece
            except ModelFailure as failure:
                log.info("%s: %s", self.name, failure.reason)
                wait = failure.after or PAUSE
                last = attempt == ATTEMPTS or monotonic() + wait >= until
                if begun or last or not failure.again:
                    raise
                sleep(wait)
            else:
                return

    def complete(self, prompt: Prompt, *, until: float, user: str = LOCAL) -> str:
        """Return all that the model writes.

        Raises:
            ModelFailure: it was not all.
        """
        return "".join(self.write(prompt, until=until, user=user))

    def _attempt(self, prompt: Prompt, until: float, user: str) -> Generator[str]:
        """Yield what one request brings; what it took is counted however it ends."""
        if prompt.tokens > self.limits.prompt:
            raise ModelFailure(f"a prompt of {prompt.tokens:,} tokens is over {self.limits.prompt:,}")
        reserved, usage, written, asked = prompt.tokens + self.limits.output, list[Usage](), 0, True
        day = self.store.reserve(user, reserved, self.limits)
        if not day:
            raise ModelFailure("today's tokens are used up", why="spent")
        sent = self.breaker.allows()
        try:
            if not sent:
                raise ModelFailure("the provider failed too often lately", why="paused")  # noqa: TRY301 - settled below
            with closing(self.model.write(prompt, until=until, usage=usage)) as pieces:
                for piece in pieces:
                    written += tokens(piece)
                    yield piece
            self.breaker.succeeded()
        except ModelFailure as failure:
            asked = failure.why not in UNASKED
            if sent and asked:
                self.breaker.failed()
            raise
        finally:
            used = (sum(usage[-1]) if usage else 0) or (prompt.tokens + written if sent and asked else 0)
            self.store.settle(user, day, reserved, used)
