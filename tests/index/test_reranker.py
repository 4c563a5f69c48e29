"""Reranking with a real cross-encoder: a tiny one with random weights, saved into a folder by the test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.errors import UsageError
from index.hub import Reranker
from index.types import Article, Hit, Passage, Span

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] floods derna dam burst rain bridge mosul".split()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of one layer that has learned nothing."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(1)
    folder = tmp_path_factory.mktemp("reranker")
    (folder / "vocab.txt").write_text("\n".join(WORDS))
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=1,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(vocab={word: n for n, word in enumerate(WORDS)}).save_pretrained(folder)
    return folder


def hit(number: int, text: str, score: float) -> Hit:
    return Hit(Passage(number, Article(str(number), text, text, "en"), Span(0, len(text)), ()), score)


HITS = [hit(1, "floods derna", 9.0), hit(2, "bridge mosul", 5.0), hit(3, "dam burst rain", 1.0)]


@pytest.mark.slow  # torch takes seconds to load
def test_the_order_is_the_models_and_the_scores_stay(folder: Path) -> None:
    from sentence_transformers import CrossEncoder

    worth = CrossEncoder(str(folder)).predict([("rain", one.passage.text) for one in HITS])
    best_first = [HITS[n].passage.id for n in sorted(range(3), key=lambda n: -worth[n])]
    found = Reranker(str(folder)).rerank("rain", HITS)
    assert [one.passage.id for one in found] == best_first
    assert [one.score for one in found] == [9.0, 5.0, 1.0]


def test_nothing_is_reranked_without_loading_the_model() -> None:
    assert Reranker("/nowhere").rerank("rain", []) == []


@pytest.mark.slow
def test_a_model_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="KHABAR_RERANKER"):
        Reranker(str(tmp_path / "none")).load()
