"""What the reader learns from: the same thing in two languages, and questions with the sentence that answers each.

Only `../shared/data/train` is read. The data are mostly English: a question or its candidates become Arabic word by
word, by the bundled lexicon, where training asks for it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from index.terms import term_id, terms
from index.types import Span
from ingest.sentences import split
from models.training.data import TRAIN, Pair, read, records

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Kinds of files of pairs: of each file at most so many, and how often each is taken: news and encyclopedias often,
# manuals rarely.
KINDS = (
    ("sentences", "pud un_sdg", 20_000, 4),
    ("parallel", "tico19.ar-en mt-geneval.ar-en xor-tydi-questions.ar-en udhr.ar-en", 20_000, 4),
    ("parallel", "flores200-dev-notbelebele.ar-en", 20_000, 4),
    ("sentences", "tatoeba_manythings", 20_000, 2),
    ("sentences", "mozilla_www docs_md hedy edx_po wikimedia_ext_i18n scratch_l10n", 9_000, 1),
    ("sentences", "ms_m365 ms_sxs_alchemy ms_sxs_d365ops ms_d365_customer_insights", 5_000, 1),
    ("sentences", "wordpress_po odoo_po", 5_000, 1),
    ("lexicon", "lex_wiktionary_en_ar lex_wiktionary_ar_en lex_omw_arabic_wordnet", 20_000, 1),
    ("names", "names_anetac names_cldr names_dr5hn names_whosonfirst names_wikidata_tokens", 6_000, 1),
)
SENTENCE = 25  # letters; a shorter English side in software is a button or a menu

# Question files: at most so many questions of each.
ASKED = {
    "squad-v1.1-train-part.en": 19_000,
    "squadshifts-newwiki.en": 8_000,
    "tydiqa-goldp.en": 4_000,
    "selqa.en": 2_400,
    "qamr.en": 18_000,
    "qadiscourse.en": 6_000,
    "qed.en": 1_400,
    "clapnq.en": 600,
    "hotpotqa-part.en": 414,
    "covid-qa.en": 400,
    "tydiqa-goldp.ar": 921,
}
SHORT = 60  # code points of an answer that can be told apart from its sentence
LEAST = 3  # sentences of a text that questions are asked about
REPEATED = {"tydiqa-goldp.ar": 6}  # the only questions about Arabic texts


class Line(NamedTuple):
    """A sentence where it stands."""

    title: str
    before: str
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the lines of its text.

    Attributes:
        right: places in `lines` that answer; empty for a question that the text doesn't answer.
        language: of both.
        answers: place in `lines` → where the answer's own words stand in that sentence, in code points.
    """

    question: str
    lines: tuple[Line, ...]
    right: frozenset[int]
    language: str
    answers: dict[int, Span]


def pairs(seed: int = 1) -> list[Pair]:
    """Return the pairs to align on, repeated as they weigh."""
    chance = random.Random(seed)  # noqa: S311
    taken = []
    for folder, names, most, times in KINDS:
        for name in names.split():
            own = list(read(TRAIN / folder / f"{name}.tsv.gz"))
            if folder == "sentences" and times == 1:  # of software
                own = [pair for pair in own if len(pair.en) >= SENTENCE]
            taken += chance.sample(own, min(most, len(own))) * times
    return taken


def neighbours() -> list[list[Pair]]:
    """Return parallel sentences in the order of their documents, in stretches of up to twelve."""
    found = []
    for name in ("parallel/tico19.ar-en", "parallel/mt-geneval.ar-en", "sentences/pud"):
        own = [pair for pair in read(TRAIN / f"{name}.tsv.gz") if len(pair.en) > 2 * SENTENCE]
        found += [own[start : start + 12] for start in range(0, len(own), 12)]
    return [stretch for stretch in found if len(stretch) > LEAST]


def examples(seed: int = 2) -> list[Example]:
    """Return the questions with their texts, in order of the files."""
    chance = random.Random(seed)  # noqa: S311
    found = []
    for name, most in ASKED.items():
        own = [
            example for record in records(TRAIN / "qa" / f"{name}.jsonl.gz") for example in _of(record, name)
        ]
        chance.shuffle(own)
        found += own[:most] * REPEATED.get(name, 1)
    return found


def _of(record: dict[str, Any], name: str) -> Iterator[Example]:
    language = name[-2:]
    text = record["text"]
    spans = split(text, language)
    if len(spans) < LEAST:
        return
    title = (record.get("title") or "").replace("_", " ").strip("- ")
    sentences = [text[span.start : span.end] for span in spans]
    lines = tuple(Line(title, before, own) for before, own in zip(["", *sentences], sentences, strict=False))
    for question in record["questions"]:
        gold = [*question.get("support", []), *question["answers"]]
        if "sentence" in question:
            gold.append(question["sentence"])
        right = {
            place
            for answer in gold
            for place, span in enumerate(spans)
            if span.start <= answer["start"] < span.end
        }
        if right or not gold:
            own = dict(_within(question["answers"], spans))
            yield Example(question["question"].strip(), lines, frozenset(right), language, own)


def _within(answers: Sequence[dict[str, Any]], spans: Sequence[Span]) -> Iterator[tuple[int, Span]]:
    """Yield the sentences that hold a whole short answer, by their places, and where it stands in them."""
    for answer in answers:
        start, end = answer["start"], answer["start"] + len(answer.get("text") or "")
        for place, span in enumerate(spans):
            if span.start <= start < end <= span.end and end - start <= SHORT:
                yield place, Span(start - span.start, end - span.start)


class Search:
    """Finds lines of other texts that share a question's words: hard negatives."""

    def __init__(self, asked: Sequence[Example]) -> None:
        self._lines = list(dict.fromkeys(line for example in asked for line in example.lines))
        rows = [sorted({term_id(term) for term in terms(line.text)}) for line in self._lines]
        vocabulary = {
            term: place for place, term in enumerate(sorted({term for row in rows for term in row}))
        }
        self._vocabulary = vocabulary
        columns = np.array([vocabulary[term] for row in rows for term in row])
        offsets = np.cumsum([0, *map(len, rows)])
        self._matrix = csr_matrix(
            (np.ones(len(columns), np.float32), columns, offsets), shape=(len(rows), len(vocabulary))
        )
        frequency = np.bincount(columns, minlength=len(vocabulary))
        self._weights = np.log1p(len(rows) / (frequency + 1)).astype(np.float32)
        self._lengths = np.log1p(np.diff(offsets)).astype(np.float32)

    def near(self, question: str, apart_from: Sequence[Line], k: int = 8) -> list[Line]:
        """Return the k lines nearest to a question that are not of its own text."""
        asked = np.zeros(len(self._vocabulary), np.float32)
        for term in terms(question):
            if (place := self._vocabulary.get(term_id(term))) is not None:
                asked[place] = self._weights[place]
        scores = (self._matrix @ asked) / (1 + 0.3 * self._lengths)
        own = {line.text for line in apart_from}
        best = np.argpartition(-scores, 4 * k)[: 4 * k]
        ordered = sorted(best.tolist(), key=lambda place: -scores[place])
        return [self._lines[place] for place in ordered if self._lines[place].text not in own][:k]
