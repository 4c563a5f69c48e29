"""A real implementation of OpenAI's protocol as a peer: `transformers serve` with a tiny untrained model.

Needs fastapi, which nothing else here does; the `dev` extra has it, so that these tests are never skipped.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

import pytest

from bench.real_model import serving
from bot.llm.client import Llm
from bot.llm.model import Budget, Model, Prompt, connect
from bot.llm.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

LIMITS = Budget(seconds=60.0, output=60)
TEMPLATE = "{% for message in messages %}{{ message['content'] }}\n{% endfor %}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Llama of one layer with random weights, and a tokenizer of bytes."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("peer") / "tiny"
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {letter: number for number, letter in enumerate(["<s>", "</s>", *alphabet])}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    marks = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "</s>"}
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, **marks)
    fast.chat_template = TEMPLATE
    fast.save_pretrained(folder)
    torch.manual_seed(1)
    config = LlamaConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        intermediate_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=2,
        max_position_embeddings=8192,
        bos_token_id=0,
        eos_token_id=1,
        pad_token_id=1,
    )
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def model(folder: Path) -> Iterator[Model]:
    with serving(folder) as address:
        model = connect(f"openai:{folder}", base_url=address, limits=LIMITS)
        yield model
        model.close()


def test_it_is_connected_to_and_streams(model: Model) -> None:
    pieces = list(model.write(Prompt("You are a model.", "Say something."), until=monotonic() + 60))
    assert len(pieces) > 1
    assert "".join(pieces)


def test_its_nonsense_is_survived(model: Model, tmp_path: Path) -> None:
    from bot.asker import Asker
    from bot.llm.composer import Composer
    from index.analysis import analyser
    from index.archive import Archive
    from index.embedding import embedder
    from index.retriever import Retriever
    from ingest.cut import cut
    from tests.bot.llm.test_composer import ARTICLES, DEATHS, is_verbatim

    store = Store.open(tmp_path)
    with Archive.open(tmp_path / "archive", create=True) as archive:
        with archive.writer() as writer:
            writer.put([(one, cut(one.text)) for one in ARTICLES], analyser(embedder()))
        records: list[dict[str, object]] = []
        retriever = Retriever(archive, embedder())
        asker = Asker(
            retriever,
            composer=Composer(Llm(model, store, LIMITS), retriever.embedder),
            sinks=(records.append,),
        )
        answer = asker.ask(DEATHS)
    store.close()
    assert records[0]["raw"]
    assert answer.notes
    assert answer.mode == "extractive"
    assert is_verbatim(answer)
