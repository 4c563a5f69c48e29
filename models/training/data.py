"""The training data, read from `../shared/data/train` (KHABAR_SHARED names another folder above `data`).

Files are gzip, UTF-8, one pair a line: Arabic, a tab, English. `EVAL` is for measuring only.
"""

from __future__ import annotations

import gzip
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = Path(os.environ.get("KHABAR_SHARED", Path(__file__).parents[3] / "shared"))
TRAIN = SHARED / "data" / "train"
EVAL = SHARED / "data" / "eval"

BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|%\(\w+\)[sd]|%\d*\$?[sd]|\{[^{}]*\}|\$\d")
SPACES = re.compile(r"\s+")
WORD = re.compile(r"\w+")


class Pair(NamedTuple):
    """The same thing said in Arabic and in English."""

    ar: str
    en: str


class Question(NamedTuple):
    """A question and the passage that answers it, in one language, with the words that do where they are known."""

    question: str
    passage: str
    answers: tuple[str, ...] = ()


def read(path: Path) -> Iterator[Pair]:
    """Yield the distinct pairs of one file, without brackets, placeholders and mark-up."""
    seen = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            left, _, right = line.rstrip("\n").partition("\t")
            pair = Pair(clean(left), clean(right))
            if all(pair) and pair not in seen:
                seen.add(pair)
                yield pair


def clean(text: str) -> str:
    """Return the text without what a dictionary or a software catalogue adds around the words."""
    return SPACES.sub(" ", BRACKETS.sub(" ", text)).strip()


def files(folder: str) -> list[Path]:
    """Return the Arabic-English files of `lexicon`, `names`, `sentences` or `articles`, sorted by name."""
    return sorted(path for path in (TRAIN / folder).glob("*.tsv.gz") if "_other_" not in path.name)


def questions() -> Iterator[Question]:
    """Yield TyDi QA's Arabic questions, asked by people who had not seen the passage."""
    for paragraph in records(TRAIN / "qa" / "tydiqa-goldp.ar.jsonl.gz"):
        for item in paragraph["questions"]:
            answers = tuple(answer["text"] for answer in item["answers"])
            yield Question(item["question"], paragraph["text"], answers)


def articles() -> Iterator[Question]:
    """Yield the titles and bodies of support articles, in Arabic."""
    for path in files("articles"):
        yield from (Question(pair.ar, pair.en) for pair in read(path))


def records(path: Path) -> list[dict[str, Any]]:
    """Return the JSON records of a file, one a line, packed or not."""
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in text.splitlines()]
