"""Models in CTranslate2's format, really loaded: tiny ones, made here, that always say the same sentence.

What such a model says is written into its last layer: the decoder passes on nothing but its place in the sentence. What
is known of it is so known exactly.
"""

from __future__ import annotations

import json
import shutil
from time import monotonic
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from bot.translation.translator import TranslationFailure
from index.errors import UsageError

WITHOUT = "the extra `translate` isn't installed: pip install 'khabar[translate]'"
ctranslate2 = pytest.importorskip("ctranslate2", reason=WITHOUT)
sentencepiece = pytest.importorskip("sentencepiece", reason=WITHOUT)

from bot.translation.ctranslate import CTranslate2  # noqa: E402 - what it needs is there

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WIDTH = 32  # of a model; so many places in a sentence are told apart
LINES = (
    "the port of Derna is open again",
    "twelve bridges were destroyed in the storm",
    "the mayor said that the storm is over",
    "ميناء درنة مفتوح من جديد",
    "دمرت العاصفة اثني عشر جسرا",
    "قال العمدة إن العاصفة انتهت",
)
SAYS = LINES[0]
BESIDE = ("source.spm", "target.spm")


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SentencePiece model of a few lines."""
    folder = tmp_path_factory.mktemp("pieces")
    (folder / "lines.txt").write_text("\n".join(LINES), "utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(folder / "lines.txt"),
        model_prefix=str(folder / "spm"),
        vocab_size=80,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return folder / "spm.model"


def says_always(vocabulary: list[str], said: list[str], *, behind: int = 0) -> Any:
    """A model's specification that says some pieces and ends, whatever it is given.

    `behind` pieces of a translation are given to it, before it says its own.
    """
    spec = ctranslate2.specs.TransformerSpec.from_config(num_layers=(1, 1), num_heads=2)
    fill(spec)
    places = np.eye(WIDTH, dtype=np.float32)
    spec.encoder.position_encodings.encodings = places
    spec.decoder.position_encodings.encodings = places
    for part in (spec.encoder, spec.decoder):
        embeddings = part.embeddings[0] if isinstance(part.embeddings, list) else part.embeddings
        embeddings.weight = np.zeros((len(vocabulary), WIDTH), np.float32)
    last = np.zeros((len(vocabulary), WIDTH), np.float32)
    for place, piece in enumerate([*said, "</s>"], behind):
        last[vocabulary.index(piece), place] = 10.0
    spec.decoder.projection.weight = last
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    return spec


def fill(spec: Any) -> None:
    """Give every layer weights that pass on what came in: normalisations change nothing, all else adds nothing."""
    for side in (spec.encoder, spec.decoder):
        norms = [side.layer_norm]
        for layer in side.layer:
            attentions = [layer.self_attention, *([layer.attention] if hasattr(layer, "attention") else [])]
            for number, attention in enumerate(attentions):
                norms.append(attention.layer_norm)
                # Of its own text all three projections are one matrix; of the other's, keys and values are.
                widths = (3 * WIDTH, WIDTH) if number == 0 else (WIDTH, 2 * WIDTH, WIDTH)
                for linear, width in zip(attention.linear, widths, strict=True):
                    linear.weight = np.zeros((width, WIDTH), np.float32)
                    linear.bias = np.zeros(width, np.float32)
            norms.append(layer.ffn.layer_norm)
            for linear in (layer.ffn.linear_0, layer.ffn.linear_1):
                linear.weight = np.zeros((WIDTH, WIDTH), np.float32)
                linear.bias = np.zeros(WIDTH, np.float32)
        for norm in norms:
            norm.gamma, norm.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)


@pytest.fixture(scope="module")
def model(pieces: Path) -> Callable[..., Path]:
    """Writes a model that always says `SAYS` into a folder."""
    processor = sentencepiece.SentencePieceProcessor(model_file=str(pieces))
    known = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]

    def model(folder: Path, *marks: str, behind: int = 0, names: tuple[str, ...] = BESIDE) -> Path:
        spec = says_always([*known, *marks], processor.encode(SAYS, out_type=str), behind=behind)
        spec.validate()
        folder.mkdir(parents=True)
        spec.save(str(folder))
        for name in names:
            shutil.copy(pieces, folder / name)
        return folder

    return model


def translated(models: CTranslate2, source: str = "ar", target: str = "en", seconds: float = 20.0) -> str:
    return models.translate(LINES[3], source, target, until=monotonic() + seconds)


def test_a_model_for_two_languages_is_told_by_its_folders_name(
    model: Callable[..., Path], tmp_path: Path
) -> None:
    models = CTranslate2(model(tmp_path / "opus-mt-ar-en"))
    assert translated(models) == SAYS
    assert models.name == "opus-mt-ar-en"
    with pytest.raises(TranslationFailure) as failure:
        translated(models, "en", "ar")
    assert failure.value.why == "pair"


def test_a_folder_may_hold_several(model: Callable[..., Path], tmp_path: Path) -> None:
    model(tmp_path / "models" / "ar-en")
    model(tmp_path / "models" / "fr_en")
    models = CTranslate2(tmp_path / "models")
    assert translated(models) == SAYS
    assert translated(models, "fr") == SAYS


def test_a_model_of_many_languages_is_told_both(model: Callable[..., Path], tmp_path: Path) -> None:
    """As NLLB is: the mark of the target is given to it as its first piece, and is none of its words."""
    folder = model(tmp_path / "nllb", "arb_Arab", "eng_Latn", behind=1, names=("sentencepiece.bpe.model",))
    models = CTranslate2(folder)
    assert translated(models) == SAYS
    assert translated(models, "en", "ar") == SAYS
    with pytest.raises(TranslationFailure):
        translated(models, "fr", "en")


def test_a_model_of_many_targets_is_told_the_target(model: Callable[..., Path], tmp_path: Path) -> None:
    folder = model(tmp_path / "opus-mt-en-ar", ">>ara<<")
    assert translated(CTranslate2(folder), "en", "ar") == SAYS


def test_a_translation_ends_with_its_time(model: Callable[..., Path], tmp_path: Path) -> None:
    models = CTranslate2(model(tmp_path / "ar-en"))
    with pytest.raises(TranslationFailure) as failure:
        translated(models, seconds=-1.0)
    assert failure.value.why == "late"


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no model in CTranslate2's format \(model\.bin\)"):
        CTranslate2(tmp_path)


def test_a_model_without_its_pieces_is_named(model: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no SentencePiece model beside it"):
        CTranslate2(model(tmp_path / "ar-en", names=()))


def test_a_damaged_model_is_a_sentence_when_it_is_loaded(model: Callable[..., Path], tmp_path: Path) -> None:
    folder = model(tmp_path / "ar-en")
    (folder / "model.bin").write_bytes(b"nothing")
    models = CTranslate2(folder)
    with pytest.raises(UsageError, match="can't be loaded"):
        models.load()
    with pytest.raises(TranslationFailure):
        translated(models)


def test_the_end_is_given_to_models_that_do_not_add_it(model: Callable[..., Path], tmp_path: Path) -> None:
    """What its own configuration adds isn't added twice."""
    folder = model(tmp_path / "ar-en")
    config = json.loads((folder / "config.json").read_text("utf-8"))
    assert config["add_source_eos"] is False
    (folder / "config.json").write_text(json.dumps(config | {"add_source_eos": True}), "utf-8")
    assert translated(CTranslate2(folder)) == SAYS
