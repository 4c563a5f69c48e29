"""What tells one kind of answer from another, on a terminal and in Telegram, in every language that is spoken."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.answering.labels import label, noted
from bot.answering.types import Answer, Citation, Note, Sentence
from bot.phrases import say
from bot.telegram import render as telegram
from index.tongues.registry import DECLARED
from index.types import Article, Passage, Span
from khabar import render

WHOLE = Span(0, 8)
CITED = Citation(1, Passage(1, Article("a", "It rains", "Rain", "en"), WHOLE, ()), WHOLE)
DIRECT = Answer("?", "en", (Sentence("“It rains”", (1,), "", 1),), (CITED,))
KINDS = {
    "answer": DIRECT,
    "possible": replace(DIRECT, doubt="Possibly:"),
    "none": Answer("?", "en", reason="No answer.", nearest=(CITED,)),
    "overview": replace(DIRECT, form="overview"),
    "disagreement": replace(DIRECT, form="disagreement", notes=(Note("sources_differ", "Sources differ."),)),
    "corrected": replace(DIRECT, notes=(Note("corrected", "It was corrected."),)),
    "withdrawn": replace(DIRECT, notes=(Note("withdrawn", "It was withdrawn."),)),
    "chat": Answer("?", "en", reason="Hello!", form="chat"),
}
FIRST = {
    "answer": "[1]",
    "possible": "≈ Possibly:",
    "none": "∅ No answer.",
    "overview": "≡ Timeline:",
    "disagreement": "≠ Sources differ.",
    "corrected": "✎ It was corrected.",
    "withdrawn": "⊘ It was withdrawn.",
    "chat": "Hello!",
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_begins_in_a_way_of_its_own(kind: str) -> None:
    assert next(render.answer(KINDS[kind], None)).plain == FIRST[kind]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "chat"])
def test_it_begins_so_in_telegram_too(kind: str) -> None:
    (part,) = telegram.answer(KINDS[kind], "key")
    assert telegram.plain(part.html).split("\n")[0].lstrip("\u200e") == FIRST[kind]


def test_what_comes_nearest_stands_back() -> None:
    rows = list(render.answer(KINDS["none"], None))
    assert {row.style for row in rows[1:] if row.text} == {"dim"}


@pytest.mark.parametrize("language", [one.code for one in DECLARED])
def test_a_label_is_in_the_answers_language(language: str) -> None:
    assert label(replace(KINDS["overview"], language=language)) == f"≡ {say(language).timeline}"


def test_a_note_of_another_kind_has_no_sign() -> None:
    assert noted(Note("understood", "Understood.")) == "Understood."
    assert not re.search("[≈∅≡≠✎⊘]", label(DIRECT))
