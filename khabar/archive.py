"""The archive as a person uses it: opened together with the models that their settings name for it."""

from __future__ import annotations

from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from index import archive
from index.errors import UsageError
from khabar.settings import NO_MODEL, load

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from typing import Self

    from bot.asker import Asker
    from bot.llm.composer import Composer
    from bot.llm.store import Store
    from bot.trace import Sink
    from bot.translation.ctranslate import CTranslate2
    from bot.translation.quotes import Quotes
    from index.analysis import Analyser
    from index.embedding import Embedder
    from index.retriever import Retriever
    from khabar.settings import Settings


BY_MODEL, MODELS_IN = "llm", "ctranslate2:"  # what the setting of a translator takes


def translation_models(named: str) -> CTranslate2:
    """Return the translation models that a setting names.

    Raises:
        UsageError: it names none, or they can't be used.
    """
    from bot.translation.ctranslate import CTranslate2

    if not named.startswith(MODELS_IN):
        raise UsageError(
            f"KHABAR_TRANSLATOR is {named!r}: it takes {BY_MODEL}, or {MODELS_IN}FOLDER with the folder of a model"
        )
    return CTranslate2(Path(named.removeprefix(MODELS_IN)).expanduser())


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
                quotes = self._quotes(composer, chosen=llm is not None)
                self._askers[name] = Asker(
                    self.retriever, composer=composer, sinks=(*file, *self.sinks), quotes=quotes
                )
            return self._askers[name]

    def _quotes(self, composer: Composer | None, *, chosen: bool) -> Quotes | None:
        """Return what translates quotes; None where the settings name nobody, or a model that wasn't chosen now."""
        from bot.translation.by_model import ByModel
        from bot.translation.quotes import Quotes

        named, seconds = self.settings.translator, self.settings.llm_seconds
        if named is None:
            return None
        if named != BY_MODEL:
            return Quotes(self._models, self._translations, seconds)
        if composer:
            return Quotes(ByModel(composer.llm), composer.llm.store, seconds)
        if chosen:
            return None
        raise UsageError(
            f"KHABAR_TRANSLATOR is {BY_MODEL}, but no language model is set: set KHABAR_LLM, or name models of"
            f" CTranslate2's with KHABAR_TRANSLATOR={MODELS_IN}FOLDER"
        )

    @cached_property
    def _models(self) -> CTranslate2:
        """The translation models that the settings name."""
        return translation_models(str(self.settings.translator))

    @cached_property
    def _translations(self) -> Store:
        """Where translations are kept."""
        from bot.llm.store import Store

        store = Store.open(self.folder)
        self._connections.callback(store.close)
        return store

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
