"""The bundled embedding: all loaders read the same vectors out of its files, and they have sense."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from model2vec import StaticModel
from safetensors.numpy import load_file
from tokenizers import Tokenizer

import models
from index.embedding import BundledModel

FOLDER = Path(models.__file__).parent / "bundled" / "embedding"

TEXTS = [
    "What did Germany propose for Sirte?",
    "اقترحت ألمانيا إقامة منطقة منزوعة السلاح في سرت والجفرة.",
    "وزير الخارجية Heiko Maas في ٢٠٢٠ said: 8 يوليو",
    "مُحَمَّدٌ كـــتـــب",
    "",
    "☃",
    " \n\t ",
    "long " * 3000 + "طويل " * 3000,
    "x" * 5000,
]


@pytest.fixture(scope="module")
def model() -> StaticModel:
    return StaticModel.from_pretrained(FOLDER)


def cosines(model: StaticModel, queries: list[str], texts: list[str]) -> np.ndarray:
    return model.encode(queries) @ model.encode(texts).T


def test_files_fit_the_budget() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) <= 22_000_000


def test_the_files_say_what_sentence_transformers_makes_of_them(model: StaticModel) -> None:
    """A `StaticEmbedding` averages a text's rows, each by its weight, and a `Normalize` follows. It needs no torch."""
    modules = json.loads((FOLDER / "modules.json").read_text("utf-8"))
    assert [module["type"].rpartition(".")[2] for module in modules] == ["StaticEmbedding", "Normalize"]
    tensors = load_file(FOLDER / "model.safetensors")
    assert sorted(tensors) == ["embeddings", "weights"]
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokens = tokenizer.encode(TEXTS[0], add_special_tokens=False).ids
    summed = tensors["weights"][tokens] @ tensors["embeddings"][tokens].astype(np.float32)
    np.testing.assert_allclose(summed / np.linalg.norm(summed), model.encode(TEXTS[0]), atol=1e-3)


@pytest.mark.slow  # importing torch takes longer than most tests
def test_sentence_transformers_reads_what_model2vec_reads(model: StaticModel) -> None:
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(FOLDER), device="cpu").encode(TEXTS)
    ours = model.encode(TEXTS)
    lengths = np.linalg.norm(ours, axis=1)
    np.testing.assert_allclose(np.linalg.norm(theirs, axis=1), lengths, atol=1e-3)
    np.testing.assert_allclose((ours * theirs).sum(axis=1)[lengths > 0.5], 1, atol=1e-3)


def test_khabar_reads_what_model2vec_reads(model: StaticModel) -> None:
    np.testing.assert_allclose(BundledModel().passages(TEXTS), model.encode(TEXTS), atol=5e-5)


def test_a_text_without_words_has_a_zero_vector(model: StaticModel) -> None:
    assert not model.encode(["", "☃", " \n\t "]).any()


def test_nothing_is_cut_off(model: StaticModel) -> None:
    head = "news " * 2000
    assert not np.allclose(model.encode(head), model.encode(head + "زلزال " * 2000), atol=0.1)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("مُحَمَّدٌ", "محمد"),
        ("كـــتاب", "كتاب"),
        ("إسرائيل", "اسرائيل"),
        ("مدرسة", "مدرسه"),
        ("والمدرسة", "المدرسة"),
        ("٢٠٢٠", "2020"),
        ("Café", "cafe"),
        ("\u200fليبيا\u200e", "ليبيا"),
    ],
)
def test_spellings_of_one_word_have_one_vector(model: StaticModel, left: str, right: str) -> None:
    assert np.array_equal(model.encode(left), model.encode(right))
    assert model.encode(left).any()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "What did Germany propose for Sirte?",
            "اقترحت ألمانيا إقامة منطقة منزوعة السلاح في مدينة سرت الليبية.",
        ),
        ("متى انتخب الرئيس الجديد؟", "The new president was elected in November."),
        ("Who won the football match?", "فاز الفريق في مباراة كرة القدم أمس."),
        ("ارتفاع أسعار النفط", "Oil prices rose for the third day."),
    ],
)
def test_a_question_is_nearest_to_its_answer_in_the_other_language(
    model: StaticModel, question: str, answer: str
) -> None:
    others = [
        "The hospital opened a new wing for children.",
        "نظمت الجامعة معرضا للكتاب.",
        "The minister resigned after the scandal.",
        "هطلت أمطار غزيرة على العاصمة.",
    ]
    scores = cosines(model, [question], [answer, *others])[0]
    assert scores.argmax() == 0


def test_shorter_vectors_work_too(model: StaticModel) -> None:
    short = model.encode(["earthquake", "زلزال", "cheese"])[:, :256]
    assert short[0] @ short[1] > short[0] @ short[2]


def test_loading_and_embedding_need_no_torch() -> None:
    code = """
import sys
from index.embedding import embedder
embedder().query("peace talks")
print("torch" in sys.modules)
"""
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout

    assert printed.strip() == "False"
