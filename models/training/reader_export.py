"""Bundle the trained reader: `python -m models.training.reader_export FOLDER` (about 2 minutes).

The transformer goes into ONNX, its layers fused and its weights in 8 bits, of which 7 are used: without VNNI a
processor adds pairs of products in 16 bits, which would overflow (ONNX Runtime's documentation on quantization,
"reduce_range").
The rows of pieces stay outside, in 8 bits with a factor a row: those of English, and of the stems met most often.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from torch import Tensor, nn
from transformers import BertModel

from index.pieces import joined
from index.reader import FOLDER
from models.training.reader import MINILM, Model, Text, english_pieces, minilm_tokenizer, pieces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

STEMS_KEPT = 13_500  # rows; with them the whole is 30 MB


class Exported(nn.Module):
    """The transformer as it is exported: rows in; out come the mean of its last states, and what a sentence's say."""

    def __init__(self, state: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(str(MINILM), attn_implementation="eager")
        self.encoder.pooler = None
        own = {
            name.removeprefix("encoder."): value
            for name, value in state.items()
            if name.startswith("encoder.")
        }
        self.encoder.load_state_dict(own)
        self.found = nn.Parameter(state["found.weight"][0])

    def forward(self, rows: Tensor, segments: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return means, float32[N, D], and sums over the sentence's pieces, float32[N], as `Model.read` adds them.

        Rows are float32[N, L, D], segments and mask int64[N, L].
        """
        states = self.encoder(inputs_embeds=rows, attention_mask=mask, token_type_ids=segments)[0]
        counted = mask.unsqueeze(-1).float()
        means: Tensor = (states * counted).sum(1) / counted.sum(1)
        each = (states * self.found).sum(-1)  # no matrix product: it stays in 32 bits
        return means, each.masked_fill(segments * mask == 0, -1e4).logsumexp(1)


# What the exported reader is compared on: a question and sentences, one of which answers it.
COMPARED = (
    (
        "Who won the final?",
        ("Spain won the final in Berlin.", "The final was played in Berlin.", "فازت إسبانيا بالنهائي."),
    ),
    (
        "When does the port open again?",
        ("The port opens again in May.", "The port was closed by the strike."),
    ),
    (
        "How many were hurt in the fire?",
        ("Twelve people were hurt.", "The fire broke out in a school.", "أصيب 12 شخصا."),
    ),
    (
        "Why did the minister resign?",
        ("He resigned over the budget.", "The minister met the king.", "استقال بسبب الميزانية."),
    ),
    (
        "من هو رئيس اللجنة؟",
        ("يرأس اللجنة أحمد سالم.", "عقدت اللجنة اجتماعا أمس.", "Ahmed Salem heads the committee."),
    ),
    (
        "كم بلغت تكلفة الجسر؟",
        ("بلغت تكلفة الجسر 40 مليون دولار.", "افتتح الجسر في مايو.", "The bridge cost 40 million dollars."),
    ),
)


def main() -> None:
    """Export the checkpoint of a folder."""
    parser = argparse.ArgumentParser(prog="python -m models.training.reader_export")
    parser.add_argument("folder", type=Path, help="where training left its checkpoint")
    parser.add_argument("--to", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    state = torch.load(arguments.folder / "checkpoint.pt", map_location="cpu", weights_only=True)
    arguments.to.mkdir(parents=True, exist_ok=True)
    minilm_tokenizer().save(str(arguments.to / "tokenizer.json"), pretty=False)
    _save_rows(state, arguments.to / "pieces.npz")
    _save_transformer(Exported(state["model"]).eval(), arguments.to / "model.onnx")
    _save_odds(state, arguments.to / "odds.json")


def _save_rows(state: Mapping[str, Any], path: Path) -> None:
    terms, places = english_pieces(minilm_tokenizer())
    rows = state["model"]["rows.weight"].numpy()
    english = len(rows) - len(state["stems"])
    kept = state["stems"][:STEMS_KEPT]  # commonest first
    order = np.argsort(np.array(kept, np.uint32))
    chosen = np.concatenate([rows[:english], rows[english:][order]])
    weights = np.abs(chosen).max(axis=1) / 127
    np.savez(
        path,
        rows=_eight_bits(chosen, weights),
        weights=weights.astype(np.float32),
        stems=np.array(kept, np.uint32)[order],
        terms=terms,
        pieces=places,
        head=state["model"]["head.weight"].numpy()[0],
        bias=state["model"]["head.bias"].numpy(),
    )


@torch.no_grad()
def _save_odds(state: Mapping[str, Any], path: Path) -> None:
    """Write what the reader says before it is put into 8 bits: the tests hold the bundled one against it."""
    cut = pieces()
    model = Model(cut, state["stems"])
    model.load_state_dict(state["model"])
    model.eval()
    told = []
    for question, sentences in COMPARED:
        whole = [joined(cut, cut.cut(question), [], cut.cut(sentence)) for sentence in sentences]
        texts = [Text(pieces, segments, [False] * len(pieces)) for pieces, segments in whole]
        odds = [round(float(one), 4) for one in model.read(texts)[0]]
        told.append({"question": question, "sentences": sentences, "odds": odds})
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _eight_bits(rows: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.int8]:
    return np.rint(rows / np.maximum(weights, 1e-12)[:, None]).astype(np.int8)


def _save_transformer(model: Exported, path: Path) -> None:
    width = model.encoder.config.hidden_size
    texts, length = torch.export.Dim("texts", min=1, max=512), torch.export.Dim("length", min=2, max=512)
    sample = (
        torch.zeros(3, 20, width),
        torch.zeros(3, 20, dtype=torch.long),
        torch.ones(3, 20, dtype=torch.long),
    )
    shapes = ({0: texts, 1: length},) * 3
    names = ["rows", "segments", "mask"]
    with tempfile.TemporaryDirectory() as folder:
        exported, fused = Path(folder) / "exported.onnx", Path(folder) / "fused.onnx"
        program = torch.onnx.export(model, sample, dynamo=True, dynamic_shapes=shapes, input_names=names)
        if program is None:
            raise RuntimeError("torch exported nothing")
        program.save(str(exported))
        heads = model.encoder.config.num_attention_heads
        optimizer.optimize_model(
            str(exported), model_type="bert", num_heads=heads, hidden_size=width, opt_level=0
        ).save_model_to_file(str(fused))
        quantize_dynamic(
            fused,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul"],
        )


if __name__ == "__main__":
    main()
