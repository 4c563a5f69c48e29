"""Make the bundled bilingual static sentence embedding, and measure it.

    python -m models.training.embedding             # ../shared/data/train → models/bundled/embedding/
    python -m models.training.embedding --evaluate  # the table of what is bundled, on the dev data

A text's vector is the mean of its pieces' vectors (sentence-transformers' `StaticEmbedding`). Seven steps:
1. `make_tokenizer`: one lightly stemming tokenizer for both languages, all of it inside tokenizer.json;
2. `align`: IBM Model 1 both ways over the pairs, as for the lexicon (`models.training.lexicon`);
3. `first_vectors`: the spectrum of what stands beside what (Levy & Goldberg 2014, "Neural Word Embedding as
   Implicit Matrix Factorization"; Dumais et al. 1997, "Automatic Cross-Language Retrieval Using Latent
   Semantic Indexing"), carried across the alignment;
4. `train`: in-batch negatives (Henderson et al. 2017) at two lengths (Matryoshka, Kusupati et al. 2022) with
   sentence-transformers' trainer, as in Aarsen 2025, "Train 400x faster Static Embedding Models";
5. `taught`: what all-MiniLM-L6-v2 knows of English words, carried across the alignment, beside what was learnt
   here (a teacher's words distilled as by van Dongen & Tulkens 2024, "Model2Vec");
6. `compressed`: both in as many dimensions as before, those in which texts differ most;
7. `save`: 8-bit rows, one weight a row, in the files that model2vec and sentence-transformers both read.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy import sparse
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from bench import newcomer
from models.training import data, lexicon
from models.training.data import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Encoder = Callable[[list[str]], Vectors]

BUNDLED = Path(__file__).parents[1] / "bundled" / "embedding"
SEED = 2026
UNKNOWN = "[UNK]"  # piece 0, whose vector is zero: model2vec leaves it out, sentence-transformers does not

MANUAL = re.compile(r"^(ms_|odoo_)")
MANUAL_PAIRS = 20_000  # kept of each software manual; every other file is kept whole
VOCABULARY = 40_000
FRAGMENTS = 12_000  # pieces of words, from which every word outside the vocabulary is put together
DIMENSIONS = 512
SHORTER = 256  # the first so many dimensions also work alone
SKIPPED = 20  # first axes of the spectrum: they tell language and kind of text, not topic
LEAST = 0.02  # a less likely translation is left out
EXAMPLES = 300_000
# Of which, cumulated: questions with their passages, titles with their articles, sentences with translations,
# words with translations; the rest look for a needle in a haystack.
QUESTIONS, TITLES, TRANSLATIONS, WORD_BAGS = 0.01, 0.02, 0.3, 0.6
LABEL = 20  # letters; no longer "sentence" is one, but a label
BATCH = 2048
RATE = 0.03
SCALE = 15.0  # of the similarities: one over the temperature; 60 cost 10 points on XQuAD
TAUGHT = 0.7  # what the teacher's part of a vector weighs beside the part learnt here
TAUGHT_WORDS = 120_000  # the most frequent English words; of one piece at most so many are asked for:
SPELLINGS = 3
EVEN = 0.5  # power of the teacher's singular values that is taken out, so that its first axes don't drown the rest
SURVEYED = (15_000, 10_000)  # dictionary and sentence pairs whose texts tell the axes to keep

# Letter variants meet, digits become ASCII; accents, harakat and hamza marks go with NFKD and StripAccents.
FOLDS = {
    "ى": "ي",
    "ی": "ي",
    "ة": "ه",
    "ٱ": "ا",
    "ک": "ك",
    "ـ": "",
    **{chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)},
}
ENGLISH_WORD = re.compile(r"[a-z](?:[a-z'’-]*[a-z])?")
INVISIBLE = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
# What a word loses: Arabic conjunction and article, common Arabic suffixes (light10), common English endings.
ARABIC_PREFIX = r"^(?:[وف]?(?:ال|بال|كال|لل)|و)(?=[\u0621-\u064a]{2})"
ARABIC_SUFFIX = r"(?<=[\u0621-\u064a]{2})(?:ها|ان|ات|ون|ين|يه|ه|ي)$"
ENGLISH_SUFFIX = r"(?<=[a-z]{3})(?:ies|es|s|ed|ing|ly|y|e)$"

# How questions begin: put before half of the made-up queries, so that these words come to weigh little.
BEGINNINGS = Pair(
    "من هو|من|ما هو|ما هي|ما|ماذا|متى|أين|كم|كم عدد|لماذا|كيف|ما الذي|في أي|أي|هل|ما اسم",
    "who|who is|what|what is|what did|when|when did|where|how many|how much|why|how|which|what is the name of"
    "|in what|did|what was",
)


class Material(NamedTuple):
    """The pairs to learn from, by kind."""

    lexicon: list[Pair]
    names: list[Pair]
    sentences: list[Pair]

    def pairs(self) -> list[Pair]:
        """Return all of them."""
        return [*self.lexicon, *self.names, *self.sentences]


class Example(NamedTuple):
    """A query and the text it should find; the other texts of its batch are what it should not find."""

    anchor: str
    positive: str


def main() -> None:
    """Make the model, or measure the one that is there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--evaluate", action="store_true", help="only measure what is bundled")
    parser.add_argument("--folder", type=Path, default=BUNDLED, help="where the model is written or read")
    options = parser.parse_args()
    if not options.evaluate:
        make(options.folder)
    for name, score in evaluate(encoder(options.folder)):
        print(f"{name:38} {score:.3f}")


def make(folder: Path) -> None:
    """Make the model's files from the training data, saying what each step took."""
    started = time.monotonic()

    def report(step: str) -> None:
        print(f"{time.monotonic() - started:6.0f} s  {step}", flush=True)

    material = gather()
    report(f"{len(material.pairs()):,} pairs read")
    tokenizer = make_tokenizer(material)
    report(f"{tokenizer.get_vocab_size():,} pieces")
    translations = align(tokenizer)
    report(f"{translations.nnz // 2:,} translations between pieces")
    vectors = first_vectors(tokenizer, material, translations)
    report(f"{vectors.shape[1]} dimensions")
    vectors = train(tokenizer, vectors, list(make_examples(material, EXAMPLES)))
    report(f"trained on {EXAMPLES:,} examples")
    lessons = taught(tokenizer, material, translations)
    report(f"{np.count_nonzero(lessons.any(axis=1)):,} pieces taught")
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = compressed(np.hstack([vectors, TAUGHT * lengths * lessons]), tokenizer, material)
    report(f"back to {vectors.shape[1]} dimensions")
    save(folder, tokenizer, vectors)


def gather() -> Material:
    """Return the pairs of the training files, a sample of each software manual."""
    rng = random.Random(SEED)  # noqa: S311

    def kept(path: Path) -> list[Pair]:
        pairs = list(data.read(path))
        too_many = MANUAL.match(path.name) and len(pairs) > MANUAL_PAIRS
        return rng.sample(pairs, MANUAL_PAIRS) if too_many else pairs

    return Material(
        *([pair for path in data.files(folder) for pair in kept(path)] for folder in Material._fields)
    )


# --- the tokenizer


def make_tokenizer(material: Material) -> Tokenizer:
    """Return the tokenizer: the commonest stems whole, every other one of fragments, longest match first."""
    texts = [text for pair in material.pairs() for text in pair]
    fragments = _fitted(
        models.WordPiece(unk_token=UNKNOWN),
        trainers.WordPieceTrainer(vocab_size=FRAGMENTS, special_tokens=[UNKNOWN], show_progress=False),
        texts,
    )
    stems = _fitted(
        models.WordLevel(unk_token=UNKNOWN),
        trainers.WordLevelTrainer(
            vocab_size=VOCABULARY, min_frequency=2, special_tokens=[UNKNOWN], show_progress=False
        ),
        texts,
    )
    pieces = list(dict.fromkeys([*fragments, *stems]))[:VOCABULARY]
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    return _dressed(models.WordPiece(vocabulary, unk_token=UNKNOWN, max_input_chars_per_word=40))


def _fitted(model: models.Model, trainer: trainers.Trainer, texts: list[str]) -> list[str]:
    tokenizer = _dressed(model)
    tokenizer.train_from_iterator(texts, trainer)
    vocabulary = tokenizer.get_vocab()
    return sorted(vocabulary, key=vocabulary.__getitem__)


def _dressed(model: models.Model) -> Tokenizer:
    """Return a tokenizer with our folding and light stemming around a model."""
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(INVISIBLE), ""),
            *(normalizers.Replace(old, new) for old, new in FOLDS.items()),
        ]
    )
    cuts = (r"[^\p{L}\p{N}]+", ARABIC_PREFIX, ARABIC_SUFFIX, ENGLISH_SUFFIX)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(cut), "removed") for cut in cuts]
    )
    return tokenizer


def bags(tokenizer: Tokenizer, texts: list[str]) -> list[NDArray[np.int64]]:
    """Return each text's distinct piece numbers, unknown ones left out."""
    encodings = tokenizer.encode_batch_fast(texts, add_special_tokens=False)
    numbers = (np.unique(np.array(encoding.ids, np.int64)) for encoding in encodings)
    return [found[found > 0] for found in numbers]


# --- the first vectors


def align(tokenizer: Tokenizer) -> sparse.csr_matrix:
    """Return √(p(a|e)·p(e|a)) between pieces, both ways round in one symmetric matrix."""
    paths = (path for folder in Material._fields for path in data.files(folder))
    weighted = [item for path in paths for item in lexicon.load(path)]
    arabic = bags(tokenizer, [pair.ar for pair, _ in weighted])
    english = bags(tokenizer, [pair.en for pair, _ in weighted])
    sides = zip(arabic, english, (weight for _, weight in weighted), strict=True)
    fit = [(a, e, w) for a, e, w in sides if 0 < len(a) <= lexicon.LONGEST and 0 < len(e) <= lexicon.LONGEST]
    there = lexicon.Corpus(
        [a.tolist() for a, _, _ in fit], [e.tolist() for _, e, _ in fit], np.array([w for _, _, w in fit])
    )
    back = lexicon.Corpus(there.target, there.source, there.weight)
    size = tokenizer.get_vocab_size()
    table = lexicon.symmetrise(lexicon.model1(there, size), lexicon.model1(back, size))
    likely = table.probability >= LEAST
    cells = (table.probability[likely], (table.source[likely], table.target[likely]))
    one_way = sparse.csr_matrix(cells, (size, size))
    return (one_way + one_way.T).tocsr()


def first_vectors(tokenizer: Tokenizer, material: Material, translations: sparse.csr_matrix) -> Vectors:
    """Return a vector a piece: its company, shared with its translations; the longer the rarer the piece."""
    contexts = bags(tokenizer, list(_contexts(material)))
    size = tokenizer.get_vocab_size()
    directions = _unit(spectrum(information(contexts, size)))
    directions = _unit(0.5 * directions + translations @ directions)
    lonely = np.linalg.norm(directions, axis=1) == 0
    noise = np.random.default_rng(SEED).standard_normal(directions.shape)
    directions[lonely] = _unit(noise[lonely])
    seen = np.bincount(
        np.concatenate(bags(tokenizer, [text for pair in material.pairs() for text in pair])), minlength=size
    )
    rarity = np.log(1e6 / (seen + 1)).clip(0.1) ** 2
    vectors = directions * (rarity / np.median(rarity) * np.sqrt(DIMENSIONS))[:, None]
    vectors[0] = 0
    return np.asarray(vectors, np.float32)


def _contexts(material: Material) -> Iterator[str]:
    """Yield texts in which neighbours are kin: a pair's two sides together, and slices of articles."""
    yield from (" ".join(pair) for pair in (*material.lexicon, *material.sentences))
    for passage in (question.passage for question in data.questions()):
        yield from (passage[start : start + 300] for start in range(0, len(passage), 300))
    yield from (f"{article.question} {article.passage[:300]}" for article in data.articles())


def information(contexts: list[NDArray[np.int64]], size: int) -> sparse.csr_matrix:
    """Return the positive pointwise mutual information of pieces in one context, expected counts smoothed."""
    rows = np.repeat(np.arange(len(contexts)), [len(context) for context in contexts])
    cells = (rows, np.concatenate(contexts))
    present = sparse.csr_matrix((np.ones(len(rows), np.float32), cells), (len(contexts), size))
    shares = sparse.diags(1 / np.maximum(np.asarray(present.sum(axis=1)).ravel(), 3)) @ present
    together = (present.T @ shares).tocsr()
    together.setdiag(0)
    together.eliminate_zeros()
    counts = np.asarray(together.sum(axis=1)).ravel() + 1e-9
    expected = counts**0.75 / np.sum(counts**0.75)
    cooc = together.tocoo()
    values = np.log(np.maximum(cooc.data, 1e-12) / counts[cooc.row] / expected[cooc.col])
    positive = values > 0
    half = sparse.csr_matrix(
        (values[positive].astype(np.float32), (cooc.row[positive], cooc.col[positive])), (size, size)
    )
    return ((half + half.T) * 0.5).tocsr()


def spectrum(matrix: sparse.csr_matrix) -> Vectors:
    """Return the eigenvectors after the SKIPPED first, by random projection (Halko et al. 2011)."""
    wanted = SKIPPED + DIMENSIONS
    noise = np.random.default_rng(SEED).standard_normal((matrix.shape[0], wanted + 108)).astype(np.float32)
    basis = np.linalg.qr(matrix @ noise)[0]
    for _ in range(3):
        basis = np.linalg.qr(matrix @ basis)[0]
    values, rotation = np.linalg.eigh(basis.T @ (matrix @ basis))
    order = np.argsort(-values)[SKIPPED:wanted]
    found = (basis @ rotation[:, order]) * np.maximum(values[order], 1e-6) ** 0.25
    return np.asarray(found, np.float32)


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9) * (lengths > 1e-6), np.float32)  # noqa: PLR2004


# --- the examples


def make_examples(material: Material, count: int) -> Iterator[Example]:
    """Yield queries with what they should find, in every pairing of the languages."""
    rng = random.Random(SEED)  # noqa: S311
    asked = [Example(one.question, one.passage) for one in data.questions()]
    titles = [Example(one.question, one.passage) for one in data.articles()]
    maker = ExampleMaker(material, rng)
    for _ in range(count):
        kind = rng.random()
        if kind < TITLES:
            anchor, positive = rng.choice(asked if kind < QUESTIONS else titles)
            yield Example(anchor, positive[:1000])
        elif kind < TRANSLATIONS:
            yield maker.translation()
        elif kind < WORD_BAGS:
            yield maker.word_bag()
        else:
            yield maker.needle()


class ExampleMaker:
    """Makes examples out of pairs: whole translations, bags of dictionary words, needles in a haystack."""

    def __init__(self, material: Material, rng: random.Random) -> None:
        self.rng = rng
        self.sentences = [pair for pair in material.sentences if len(pair.en) > LABEL]
        short = [pair for pair in material.sentences if len(pair.en) <= LABEL]
        self.words = [material.lexicon, material.lexicon, material.names, short]

    def translation(self) -> Example:
        """Return a sentence and its translation."""
        here, there = self._languages(same=0)
        pair = self.rng.choice(self.sentences)
        return Example(pair[here], pair[there])

    def word_bag(self) -> Example:
        """Return a few dictionary words or names and, in another order, their translations."""
        here, there = self._languages(same=0)
        pairs = [self._word() for _ in range(self.rng.randint(1, 6))]
        anchor = _joined(pairs, here)
        self.rng.shuffle(pairs)
        return Example(anchor, _joined(pairs, there))

    def needle(self) -> Example:
        """Return part of a sentence, or some words, and a longer text that holds it among others."""
        here, there = self._languages(same=0.3)
        if self._chance(0.6):
            pairs = [self.rng.choice(self.sentences)]
            anchor = self._thinned(pairs[0][here])
        else:
            pairs = [self._word() for _ in range(self.rng.randint(2, 5))]
            anchor = _joined(pairs, here)
        if self._chance(0.5):
            anchor = f"{self.rng.choice(BEGINNINGS[here].split('|'))} {anchor}"
        return Example(anchor, self._haystack(pairs, there))

    def _haystack(self, pairs: list[Pair], language: int) -> str:
        length = self.rng.uniform(15, 60)
        words = sum(len(pair[language].split()) for pair in pairs)
        while words < length:
            pairs.append(self.rng.choice(self.sentences) if self._chance(0.5) else self._word())
            words += len(pairs[-1][language].split())
        self.rng.shuffle(pairs)
        return _joined(pairs, language)

    def _thinned(self, sentence: str) -> str:
        share = self.rng.uniform(0.5, 1)
        words = sentence.split()
        return " ".join([word for word in words if self._chance(share)] or words[:1])

    def _word(self) -> Pair:
        return self.rng.choice(self.rng.choice(self.words))

    def _languages(self, same: float) -> tuple[int, int]:
        here = self.rng.randrange(2)
        return here, here if self._chance(same) else 1 - here

    def _chance(self, share: float) -> bool:
        return self.rng.random() < share


def _joined(pairs: Iterable[Pair], language: int) -> str:
    return " ".join(pair[language] for pair in pairs)


# --- training


def train(tokenizer: Tokenizer, vectors: Vectors, examples: list[Example]) -> Vectors:
    """Return the vectors after one pass over the examples."""
    import torch
    from datasets import Dataset
    from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer
    from sentence_transformers.sentence_transformer.losses import MatryoshkaLoss, MultipleNegativesRankingLoss
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    torch.manual_seed(SEED)
    static = StaticEmbedding(tokenizer, embedding_weights=vectors)
    model = SentenceTransformer(modules=[static], device="cpu")
    ranking = MultipleNegativesRankingLoss(model, scale=SCALE)
    with tempfile.TemporaryDirectory() as scratch:
        SentenceTransformerTrainer(
            model=model,
            args=_arguments(scratch),
            train_dataset=Dataset.from_list([example._asdict() for example in examples]),
            loss=MatryoshkaLoss(model, ranking, matryoshka_dims=[DIMENSIONS, SHORTER]),
        ).train()
    trained: Vectors = static.embedding.weight.detach().numpy().copy()
    trained[0] = 0
    return trained


def _arguments(scratch: str) -> Any:  # noqa: ANN401 - sentence-transformers has no types
    from sentence_transformers import SentenceTransformerTrainingArguments

    return SentenceTransformerTrainingArguments(
        output_dir=scratch,
        num_train_epochs=1,
        per_device_train_batch_size=BATCH,
        dataloader_drop_last=True,
        learning_rate=RATE,
        warmup_steps=0.1,
        weight_decay=0.0,
        save_strategy="no",
        logging_steps=50,
        report_to=[],
        disable_tqdm=True,
        use_cpu=True,
        seed=SEED,
    )


# --- the teacher


def taught(tokenizer: Tokenizer, material: Material, translations: sparse.csr_matrix) -> Vectors:
    """Return float32[V, 384]: the teacher's vectors of English words and their translations, of length one or zero."""
    from sentence_transformers import SentenceTransformer

    spellings = _spellings(tokenizer, material)
    words = [(piece, word, count) for piece, own in spellings.items() for word, count in own]
    teacher = SentenceTransformer(newcomer.model(), device="cpu")
    told = teacher.encode([word for _, word, _ in words], normalize_embeddings=True, show_progress_bar=False)
    vectors = np.zeros((tokenizer.get_vocab_size(), told.shape[1]), np.float32)
    for (piece, _, count), vector in zip(words, told, strict=True):
        vectors[piece] += np.sqrt(count) * vector
    known = sorted(spellings)
    vectors[known] = _evened(_unit(vectors[known]))
    return _unit(0.5 * vectors + translations @ vectors)


def _spellings(tokenizer: Tokenizer, material: Material) -> dict[int, list[tuple[str, int]]]:
    """Return the commonest English words of which a piece is the stem, with how often each was seen, by piece."""
    seen = Counter(word for pair in material.pairs() for word in ENGLISH_WORD.findall(pair.en.lower()))
    common = seen.most_common(TAUGHT_WORDS)
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    encodings = tokenizer.encode_batch_fast([word for word, _ in common], add_special_tokens=False)
    for encoding, (word, count) in zip(encodings, common, strict=True):
        if len(encoding.ids) == 1 and (piece := encoding.ids[0]) > 0 and len(found[piece]) < SPELLINGS:
            found[piece].append((word, count))
    return {piece: words for piece, words in found.items() if words}


def _evened(rows: Vectors) -> Vectors:
    """Return unit rows around their mean, without the first axis, the longer of the other axes shortened."""
    around = rows - rows.mean(axis=0)
    _, values, axes = np.linalg.svd(around, full_matrices=False)
    scales = values**-EVEN
    scales[0] = 0
    return _unit(around @ axes.T * scales)


def compressed(vectors: Vectors, tokenizer: Tokenizer, material: Material) -> Vectors:
    """Return the vectors in DIMENSIONS principal axes of texts' vectors, without the first, which all texts share.

    Mu & Viswanath 2018, "All-but-the-Top".
    """
    rng = random.Random(SEED)  # noqa: S311
    kinds = zip((material.lexicon, material.sentences), SURVEYED, strict=True)
    surveyed = [text for pairs, count in kinds for pair in rng.sample(pairs, count) for text in pair]
    found = bags(tokenizer, surveyed)
    texts = _unit(np.stack([vectors[bag].mean(axis=0) for bag in found if len(bag)]))
    _, axes = np.linalg.eigh(texts.T @ texts)
    return np.asarray(vectors @ axes[:, ::-1][:, 1 : DIMENSIONS + 1], np.float32)


def save(folder: Path, tokenizer: Tokenizer, vectors: Vectors) -> None:
    """Write the model: rows of signed bytes, and the weight that gives each row back its length."""
    from model2vec.persistence import save_pretrained

    weights = np.abs(vectors).max(axis=1) / 127
    weights[weights == 0] = 1
    save_pretrained(
        folder_path=folder,
        embeddings=np.rint(vectors / weights[:, None]).astype(np.int8),
        weights=weights.astype(np.float32),
        tokenizer=tokenizer,
        config={"model_type": "model2vec", "normalize": True, "max_length": None},
        create_model_card=False,
    )


# --- measuring (dev data only)


class Parallel(NamedTuple):
    """Something in both languages, by language code."""

    ar: Any
    en: Any


DIRECTIONS = (("en", "ar"), ("ar", "en"), ("ar", "ar"), ("en", "en"))


def encoder(folder: Path) -> Encoder:
    """Return texts → vectors of length one, through model2vec."""
    from model2vec import StaticModel

    model = StaticModel.from_pretrained(folder)

    def encode(texts: list[str]) -> Vectors:
        return np.asarray(model.encode(texts, use_multiprocessing=False), np.float32)

    return encode


def evaluate(encode: Encoder) -> Iterator[tuple[str, float]]:
    """Yield the name and the value of every figure."""
    yield from xquad(encode)
    yield from news(encode)


def xquad(encode: Encoder) -> Iterator[tuple[str, float]]:
    """Yield XQuAD's recall@1: a question's paragraph among the 120."""
    paragraphs = {
        code: data.records(data.EVAL / "xquad" / f"dev.{code}.jsonl.gz") for code in Parallel._fields
    }
    texts = {code: encode([item["text"] for item in found]) for code, found in paragraphs.items()}
    asked = {
        code: encode([q["question"] for item in found for q in item["questions"]])
        for code, found in paragraphs.items()
    }
    gold = np.repeat(np.arange(len(paragraphs["ar"])), [len(item["questions"]) for item in paragraphs["ar"]])
    for query, text in DIRECTIONS:
        best = (asked[query] @ texts[text].T).argmax(axis=1)
        yield f"XQuAD paragraph recall@1 {query}→{text}", float(np.mean(best == gold))


def news(encode: Encoder) -> Iterator[tuple[str, float]]:
    """Yield recall of the answering sentence within its news document, and of a line's translation."""
    documents = data.records(data.EVAL / "news-qa" / "docs.jsonl.gz")
    lines = {
        (item["id"], code): encode(item[code].split("\n")) for item in documents for code in Parallel._fields
    }
    questions = [item for item in data.records(data.EVAL / "news-qa" / "dev.jsonl") if item["gold"]]
    for query, text in DIRECTIONS:
        vectors = encode([item[query] for item in questions])
        ranked = [
            np.argsort(-(lines[item["doc"], text] @ vector)).tolist()
            for item, vector in zip(questions, vectors, strict=True)
        ]
        for depth in (1, 3):
            hits = [
                bool(set(order[:depth]) & set(item["gold"]))
                for order, item in zip(ranked, questions, strict=True)
            ]
            yield f"news sentence recall@{depth} {query}→{text}", float(np.mean(hits))
    whole = {
        code: np.concatenate([lines[item["id"], code] for item in documents]) for code in Parallel._fields
    }
    for query, text in DIRECTIONS[:2]:
        best = (whole[query] @ whole[text].T).argmax(axis=1)
        yield f"NTREX line recall@1 {query}→{text}", float(np.mean(best == np.arange(len(best))))


if __name__ == "__main__":
    main()
