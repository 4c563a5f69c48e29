"""The evaluation sets in `$KHABAR_SHARED/data/eval` (default `../shared`): for measuring only."""

from __future__ import annotations

import gzip
import json
import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Record = dict[str, Any]

ROOT = Path(__file__).parent.parent


class Question(NamedTuple):
    """A question on a paragraph, and the texts that answer it."""

    id: str
    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the questions asked on it."""

    id: str
    text: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class NewsDocument:
    """A news document in two languages; line n says the same in both, line 0 is the headline."""

    id: str
    titles: dict[str, str]
    texts: dict[str, str]

    def line(self, language: str, number: int) -> str:
        """Return one of its lines."""
        return self.texts[language].split("\n")[number]


@dataclass(frozen=True, slots=True)
class NewsQuestion:
    """A question in both languages on a `NewsDocument`.

    Attributes:
        gold: the lines that answer; none for a question that the document doesn't answer.
    """

    id: str
    document: str
    texts: dict[str, str]
    gold: tuple[int, ...]


class QuizQuestion(NamedTuple):
    """A question of the English news quiz, and the ids of the articles that answer it."""

    id: str
    text: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A NoMIRACL question, its ten passages (`id`, `title`, `text`), whether any of them answers it."""

    id: str
    text: str
    passages: tuple[Record, ...]
    answerable: bool


def folder() -> Path:
    """Return where the evaluation sets lie."""
    return Path(os.environ.get("KHABAR_SHARED") or ROOT.parent / "shared") / "data" / "eval"


def xquad(language: str) -> list[Paragraph]:
    """Return XQuAD's dev paragraphs; the n-th Arabic one says what the n-th English one says."""
    return [_paragraph(record) for record in _records(f"xquad/dev.{language}.jsonl.gz")]


def arcd() -> list[Paragraph]:
    """Return ARCD's dev paragraphs, in Arabic."""
    return [_paragraph(record) for record in _records("arcd/dev.ar.jsonl.gz")]


def news_documents() -> list[NewsDocument]:
    """Return the bilingual news documents of news-qa."""
    return [
        NewsDocument(
            record["id"],
            {language: record[f"title_{language}"] for language in ("en", "ar")},
            {language: record[language] for language in ("en", "ar")},
        )
        for record in _records("news-qa/docs.jsonl.gz")
    ]


def news_questions() -> list[NewsQuestion]:
    """Return the dev questions of news-qa."""
    return [
        NewsQuestion(
            record["id"],
            record["doc"],
            {language: record[language] for language in ("en", "ar")},
            tuple(record["gold"] or ()),
        )
        for record in _records("news-qa/dev.jsonl")
    ]


def news_answers() -> list[tuple[NewsQuestion, dict[str, str]]]:
    """Return the answerable dev questions of news-qa, each with its short answer in both languages."""
    answers = {record["id"]: record for record in _records("news-qa/dev.jsonl") if record["gold"]}
    return [
        (question, {language: answers[question.id][f"answer_{language}"] for language in ("en", "ar")})
        for question in news_questions()
        if question.id in answers
    ]


def quiz_articles() -> list[Record]:
    """Return the 4,000 English news articles as they are published."""
    return list(_records("news/realtimeqa.en.jsonl.gz"))


def quiz_questions() -> list[QuizQuestion]:
    """Return the English news quiz."""
    return [
        QuizQuestion(record["id"], record["question"], tuple(record["gold_article_ids"]))
        for record in _records("news/realtimeqa-questions.jsonl.gz")
    ]


def saudi_articles(count: int | None = None) -> list[Record]:
    """Return the first `count` Arabic newspaper articles, all 10,000 without one, as they are published."""
    return list(islice(_records("news/saudinewsnet-10k.ar.jsonl.gz"), count))


def mixed_questions() -> list[bytes]:
    """Return the lines of mixed-qa's dev questions, which `khabar eval` reads; asked of both news archives together."""
    return (folder() / "mixed-qa" / "dev.jsonl").read_bytes().splitlines()


def nomiracl(language: str) -> list[Judged]:
    """Return NoMIRACL's dev questions in Arabic or English."""
    return [
        Judged(
            record["query_id"],
            record["query"],
            tuple(
                {"id": one["docid"], "title": one["title"], "text": one["text"]} for one in record["passages"]
            ),
            answerable=record["subset"] == "relevant",
        )
        for record in _records(f"nomiracl/dev.{language}.jsonl.gz")
    ]


def injections() -> list[str]:
    """Return instructions as attackers hide them in texts, in English, Arabic and some in other languages."""
    return [str(record["text"]) for record in _records("injection/dev.jsonl.gz")]


def _paragraph(record: Record) -> Paragraph:
    questions = (
        Question(one["id"], one["question"].strip(), tuple(answer["text"] for answer in one["answers"]))
        for one in record["questions"]
    )
    return Paragraph(record["id"], record["text"], tuple(questions))


def _records(name: str) -> Iterator[Record]:
    path = folder() / name
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        yield from map(json.loads, lines)
