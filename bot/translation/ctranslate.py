"""Translation on this machine, by models in CTranslate2's format with SentencePiece: OPUS-MT, NLLB, M2M-100 and others.

A folder holds one model, or a folder for each. What a model translates is told by its vocabulary, which names languages
where it knows many ("arb_Arab", "__ar__"); else by the end of its folder's name: "opus-mt-ar-en".
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from threading import Lock
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from bot.translation.translator import TranslationFailure
from index.errors import UsageError
from index.tongues.registry import tongue

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

MODEL, CONFIG = "model.bin", "config.json"
# Where the pieces of a text are from, by who converts such models. Those of Hugging Face (the first two) end a text by
# a mark that the tokenizer adds, unless the model's own configuration says that it is added anyway.
FROM_THE_HUB = ("source.spm", "sentencepiece.bpe.model")
PIECES = (*FROM_THE_HUB, "sentencepiece.model", "spiece.model", "spm.model")
PIECES_BACK = ("target.spm", *PIECES)
VOCABULARIES = ("shared_vocabulary", "source_vocabulary", "target_vocabulary")
END = "</s>"
BEAM, LONGEST = 4, 400  # hypotheses followed; pieces of a translation
GLANCE = 0.01  # seconds between two looks whether it is done
INSTALL = "install what it needs with pip install 'khabar[translate]'"


class CTranslate2:
    """The models in a folder; each is loaded when it is first needed. Threads may share it.

    Args:
        folder: of a model, or of models' folders.

    Raises:
        UsageError: there are none, or the package isn't installed.
    """

    def __init__(self, folder: Path) -> None:
        places = [folder, *sorted(folder.iterdir())] if folder.is_dir() else []
        self._models = [_Model(place) for place in places if (place / MODEL).is_file()]
        if not self._models:
            raise UsageError(
                f"KHABAR_TRANSLATOR names {folder}, in which there is no model in CTranslate2's format ({MODEL}):"
                " convert one with ct2-transformers-converter, or name its folder"
            )
        for one in self._models:
            one.require_pieces()
        if not (find_spec("ctranslate2") and find_spec("sentencepiece")):
            raise UsageError(f"KHABAR_TRANSLATOR can't be used: {INSTALL}")
        self.name = folder.name

    def translate(self, text: str, source: str, target: str, *, until: float, user: str = "") -> str:  # noqa: ARG002 - it costs nobody tokens
        """Return a text in another language; see `Translator.translate`."""
        model = next((one for one in self._models if one.translates(source, target)), None)
        if model is None:
            raise TranslationFailure(f"{self.name} has no model from {source} to {target}", "pair")
        try:
            return model.translate(text, source, target, until)
        except (RuntimeError, ValueError, OSError, UsageError) as error:
            raise TranslationFailure(f"{self.name}: {error}") from error

    def load(self) -> None:
        """Load every model.

        Raises:
            UsageError: one of them can't be loaded.
        """
        for one in self._models:
            one.load()


@dataclass
class _Model:
    """A model in a folder."""

    folder: Path

    def __post_init__(self) -> None:
        self._loading = Lock()
        self._loaded: tuple[Any, Any, Any] | None = None

    def require_pieces(self) -> None:
        """Raise UsageError where no SentencePiece model lies beside it."""
        if not self._pieces(PIECES):
            raise UsageError(
                f"the translation model in {self.folder} has no SentencePiece model beside it: copy the tokenizer's"
                f" {PIECES[0]} and {PIECES_BACK[0]}, or its {PIECES[1]}, into the folder"
            )

    def translates(self, source: str, target: str) -> bool:
        """Say whether it translates from one language into another."""
        named = f"-{self.folder.name}".lower().replace("_", "-")
        return bool(self._both_named(source, target)) or named.endswith(f"-{source}-{target}")

    def translate(self, text: str, source: str, target: str, until: float) -> str:
        translator, pieces, pieces_back = self.load()
        prefix, tokens = None, pieces.encode(text, out_type=str)
        if both := self._both_named(source, target):
            tokens, prefix = [both[0], *tokens], [[both[1]]]
        elif wanted := self._named(target, target_only=True):
            tokens = [wanted, *tokens]
        if self._pieces(FROM_THE_HUB) and not self._config.get("add_source_eos"):
            tokens = [*tokens, END]
        (found,) = translator.translate_batch(
            [tokens],
            target_prefix=prefix,
            beam_size=BEAM,
            max_decoding_length=LONGEST,
            asynchronous=True,
        )
        while not found.done():
            if monotonic() >= until:
                raise TranslationFailure("there was no time", "late")
            sleep(GLANCE)
        said = found.result().hypotheses[0]
        marks = {END, *(prefix[0] if prefix else ())}
        return str(pieces_back.decode([piece for piece in said if piece not in marks])).strip()

    def load(self) -> tuple[Any, Any, Any]:
        """Return the model, and what cuts texts into its pieces and puts them together again.

        Raises:
            UsageError: it can't be loaded.
        """
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> tuple[Any, Any, Any]:
        import ctranslate2
        import sentencepiece

        try:
            translator = ctranslate2.Translator(str(self.folder), device="auto", inter_threads=1)
            there, back = (
                sentencepiece.SentencePieceProcessor(model_file=str(self.folder / self._pieces(names)))
                for names in (PIECES, PIECES_BACK)
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise UsageError(
                f"the translation model in {self.folder} can't be loaded ({error}): convert it again, or name another"
                " one in KHABAR_TRANSLATOR"
            ) from error
        return translator, there, back

    def _pieces(self, names: Collection[str]) -> str:
        return next((name for name in names if (self.folder / name).is_file()), "")

    def _both_named(self, source: str, target: str) -> tuple[str, str] | None:
        """Return the marks of two languages in a model that is told both; None in any other."""
        named = self._named(source), self._named(target)
        return named if all(named) else None

    def _named(self, code: str, *, target_only: bool = False) -> str:
        """Return what its vocabulary calls a language, in a model that is told only the target if asked for that."""
        marks = (*tongue(code).tags, f"__{code}__")
        return next(
            (mark for mark in marks if mark.startswith(">>") == target_only and mark in self._vocabulary),
            "",
        )

    @cached_property
    def _config(self) -> dict[str, Any]:
        path = self.folder / CONFIG
        return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else {}

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """The pieces it knows."""
        found: set[str] = set()
        for name in VOCABULARIES:
            as_json, as_text = (self.folder / f"{name}{ending}" for ending in (".json", ".txt"))
            if as_json.is_file():
                found |= set(json.loads(as_json.read_text("utf-8")))
            elif as_text.is_file():
                found |= set(as_text.read_text("utf-8").splitlines())
        return frozenset(found)
