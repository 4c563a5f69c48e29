"""The archive as a person uses it: opened together with the models that their settings name for it."""

from __future__ import annotations

from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from index import archive
from khabar.settings import NO_MODEL, load

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from typing import Self

    from bot.asker import Asker
    from bot.llm.composer import Composer
    from bot.trace import Sink
    from index.analysis import Analyser
    from index.embedding import Embedder
    from index.retriever import Retriever
    from khabar.settings import Settings


class Archive(archive.Archive):
    """An archive, and what the settings have it read and answered with; threads may share it.

    Models are loaded, and language models connected, when they are first needed.

    Attributes:
        settings: those it was opened with; their `archive` is its folder.
        sinks: get the record of each question, beside the settings' `trace`.
    """

    settings: Settings
    sinks: tuple[Sink, ...] = ()

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        super().__init__(folder, connection)
        self._askers: dict[str, Asker] = {}
        self._connections = ExitStack()
        self._connecting = RLock()

    @classmethod
    def open(
        cls,
        folder: Path | str | None = None,
        *,
        create: bool = False,
        settings: Settings | None = None,
        sinks: Sequence[Sink] = (),
    ) -> Self:
        """Return the archive in a folder; with `create`, an empty one is made where there is none.

        Args:
            folder: where it is; None: where the settings have it, which is the platform's folder for user data if they
                say nothing.
            create: make an empty one where there is none.
            settings: what the command reads from the environment and from `.env` of the current folder, if not given.
            sinks: get the record of each question, beside the settings' `trace`.

        Raises:
            UsageError: a setting can't be used.
            ArchiveError: there is no archive, or it can't be read or made.
        """
        settings = settings or load()
        place = Path(folder or settings.archive).expanduser()
        opened = super().open(place, create=create)
        opened.settings = settings.model_copy(update={"archive": place})
        opened.sinks = tuple(sinks)
        return opened

    def close(self) -> None:
        """Let go of the archive's files, and of the connections to language models."""
        self._connections.close()
        super().close()

    @cached_property
    def embedder(self) -> Embedder:
        """The embedding model that the settings name."""
        from index.embedding import embedder

        return embedder(self.settings.embedding_model)

    @cached_property
    def retriever(self) -> Retriever:
        """What searches it, with the settings' models."""
        from index.hub import reranker
        from index.retriever import Retriever

        return Retriever(self, self.embedder, reranker(self.settings.reranker))

    def analyser(self) -> Analyser:
        """Return what turns articles into what the archive stores of them, with the settings' embedding model."""
        from index.analysis import analyser

        return analyser(self.embedder)

    def asker(self, llm: str | None = None) -> Asker:
        """Return who answers from it.

        Args:
            llm: the language model to answer with, `provider:model`, or `none` for quotes; None: the settings'.

        Raises:
            UsageError: there is no such model, or its package isn't installed.
        """
        from bot import trace
        from bot.asker import Asker

        name = llm or self.settings.llm or NO_MODEL
        file = [trace.to_file(self.settings.trace.expanduser())] if self.settings.trace else []
        with self._connecting:
            if name not in self._askers:
                composer = None if name == NO_MODEL else self._composer(name)
                self._askers[name] = Asker(self.retriever, composer=composer, sinks=(*file, *self.sinks))
            return self._askers[name]

    def _composer(self, name: str) -> Composer:
        from bot.llm.client import Llm
        from bot.llm.composer import Composer
        from bot.llm.model import Budget, connect
        from bot.llm.store import Store

        settings = self.settings
        limits = Budget(
            settings.llm_seconds,
            settings.llm_prompt_tokens,
            settings.llm_output_tokens,
            settings.llm_user_tokens,
            settings.llm_day_tokens,
        )
        key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else None
        model = connect(name, base_url=settings.llm_base_url, api_key=key, limits=limits)
        self._connections.callback(model.close)
        store = Store.open(self.folder)
        self._connections.callback(store.close)
        return Composer(Llm(model, store, limits), self.embedder)
