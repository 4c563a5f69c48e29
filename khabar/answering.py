"""How a command that answers is put together: the archive, the settings' models, and where records go."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from functools import cache
from typing import TYPE_CHECKING

from bot import trace
from bot.asker import Asker
from khabar.settings import NO_MODEL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.llm.composer import Composer
    from bot.trace import Sink
    from index.retriever import Retriever
    from khabar.settings import Settings


@contextmanager
def askers(
    retriever: Retriever, settings: Settings, *, verbose: bool = False
) -> Iterator[Callable[[str | None], Asker]]:
    """Give a function from a language model's name (None: the settings') to who answers with it.

    A model is connected when it is first asked for; `none` is no model.
    """
    with ExitStack() as stack:
        sinks = _sinks(settings, verbose=verbose)

        @cache
        def asker(llm: str | None) -> Asker:
            name = llm or settings.llm or NO_MODEL
            composer = None if name == NO_MODEL else _writer(name, settings, retriever, stack)
            return Asker(retriever, composer=composer, sinks=sinks)

        yield asker


class Live:
    """Shows the sentences that a language model writes at a terminal as they come.

    Attributes:
        shown: how many there were.
        on_text: shows one; None where there is no terminal.
    """

    def __init__(self, *, at_terminal: bool) -> None:
        self.shown = 0
        self.on_text = self._show if at_terminal else None

    def _show(self, sentence: str) -> None:
        from khabar import render

        self.shown += 1
        render.show([render.sentence(sentence)])


def _writer(name: str, settings: Settings, retriever: Retriever, stack: ExitStack) -> Composer:
    from bot.llm.client import Llm
    from bot.llm.composer import Composer
    from bot.llm.model import Budget, connect
    from bot.llm.store import Store

    limits = Budget(
        settings.llm_seconds,
        settings.llm_prompt_tokens,
        settings.llm_output_tokens,
        settings.llm_user_tokens,
        settings.llm_day_tokens,
    )
    key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else None
    model = connect(name, base_url=settings.llm_base_url, api_key=key, limits=limits)
    stack.callback(model.close)
    store = Store.open(settings.archive)
    stack.callback(store.close)
    return Composer(Llm(model, store, limits), retriever.embedder)


def _sinks(settings: Settings, *, verbose: bool) -> tuple[Sink, ...]:
    sinks = [trace.to_file(settings.trace.expanduser())] if settings.trace else []
    if verbose:
        sinks.append(trace.to_log)
    return tuple(sinks)
