"""An answer kept before its articles got other ids is shown again with the same words."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from old_formats import TO_4

from bot.answering.several import joined
from bot.answering.stored import GONE, keep, recall, without
from bot.answering.types import Answer, Note, Sentence
from index import database
from index.analysis import Analyser, Analysis
from index.archive import Archive
from index.types import Article, Cut, Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

OLD, NEW = "http://www.example.org/a/", "https://example.org/a"


def analyse(texts: Sequence[str], _languages: object, _titles: object) -> list[Analysis]:
    return [Analysis(b"", 0, b"\0\0") for _ in texts]


def put(folder: Path, *articles: tuple[str, str]) -> None:
    """Make an archive as it was before an address made an id."""
    with Archive.open(folder, create=True) as archive, archive.writer() as writer:
        for url, text in articles:
            article = Article(id=url, text=text, title="About it", language="en", url=url)
            writer.put(
                [(article, [Cut(Span(0, len(text)), (Span(0, len(text)),))])], Analyser("none", 1, analyse)
            )
    with closing(sqlite3.connect(folder / database.NAME, isolation_level=None)) as connection:
        connection.executescript(TO_4)


def kept(*places: tuple[str, int, int]) -> dict[str, Any]:
    """What is kept of an answer that quotes the first words of articles: (id, version, length)."""
    citations = [
        {
            "number": number,
            "article": id_,
            "version": version,
            "span": [0, length],
            "passage": [0, length],
            "also": [],
        }
        for number, (id_, version, length) in enumerate(places, 1)
    ]
    return {
        "language": "en", "mode": "extractive", "standalone": "q", "reason": None, "notes": [], "newest": None,
        "freshness": None, "nearest": [], "citations": citations,
        "sentences": [[[number], [number]] for number in range(1, len(places) + 1)],
    }  # fmt: skip


def test_its_quotes_are_those_of_then_though_two_articles_became_one(tmp_path: Path) -> None:
    put(tmp_path, (OLD, "Nine were hurt."), (NEW, "Thirteen were hurt."))
    with Archive.open(tmp_path) as archive:
        recalled = recall(kept((OLD, 1, 15), (NEW, 1, 19)), "q", archive)
        assert [one.quote for one in recalled.answer.citations] == ["Nine were hurt.", "Thirteen were hurt."]
        assert {one.article.id for one in recalled.answer.citations} == {NEW}
        assert recalled.gone == frozenset()


def test_notes_keep_their_codes_and_those_kept_before_there_were_codes_are_read(tmp_path: Path) -> None:
    told = Note("corrected", "The article was corrected.")
    put(tmp_path, (OLD, "Nine were hurt."))
    with Archive.open(tmp_path) as archive:
        notes = json.loads(json.dumps(keep(Answer("q", "en", notes=(told,)))))["notes"]
        recalled = recall(kept() | {"notes": [*notes, "As it was."]}, "q", archive)
        assert recalled.answer.notes == (told, Note("", "As it was."))


def test_a_quote_keeps_what_leads_to_it_and_its_answer_its_form(tmp_path: Path) -> None:
    put(tmp_path, (OLD, "Nine were hurt."))
    with Archive.open(tmp_path) as archive:
        before = recall(kept((OLD, 1, 15)), "q", archive).answer
        said = Sentence("Wire: “Nine were hurt.”", (1,), "Wire", 1)
        given = replace(before, sentences=(said,), form="overview")
        document = json.loads(json.dumps(keep(given)))
        assert recall(document, "q", archive).answer == given
        gone = recall(without(document, {NEW, OLD}), "q", archive).answer
        assert gone.sentences == (Sentence(GONE, (1,)),)


def test_a_yes_is_kept_as_it_was_given_until_its_article_is_gone(tmp_path: Path) -> None:
    put(tmp_path, (OLD, "Nine were hurt."))
    document = keep(Answer("q", "en", doubt="Possibly:", opening="Yes."))
    with Archive.open(tmp_path) as archive:
        assert recall(document, "q", archive).answer.opening == "Yes."
        assert recall(without(document, []), "q", archive).answer.opening == ""


def test_the_questions_of_a_message_are_named_again_as_long_as_the_message_is_kept(tmp_path: Path) -> None:
    put(tmp_path, (OLD, "Nine were hurt."), ("https://example.org/b", "Others."))
    asked = ["Who won?", "Who was hurt?", "Who else?"]
    with Archive.open(tmp_path) as archive:
        quoted = recall(kept((OLD, 1, 15), ("https://example.org/b", 1, 7)), "q", archive).answer
        found = [
            Answer(asked[0], "en", reason="No."),
            *(replace(quoted, question=question) for question in asked[1:]),
        ]
        document = json.loads(json.dumps(keep(joined(" ".join(asked), asked, found))))
        told = recall(document, " ".join(asked), archive).answer
        later = recall(document, "", archive).answer
    assert [one.asked for one in told.sentences] == [asked[1], "", asked[2], ""]
    assert not any(one.asked for one in later.sentences)
    assert not any(question in json.dumps(document["asked"]) for question in asked)


def test_what_is_removed_is_gone_from_it(tmp_path: Path) -> None:
    put(tmp_path, (OLD, "Nine were hurt."), ("https://example.org/abc", "Others."))
    with Archive.open(tmp_path) as archive:
        with archive.writer() as writer:
            writer.remove([NEW])
        recalled = recall(kept((OLD, 1, 15), ("https://example.org/ab", 1, 7)), "q", archive)
        assert recalled.gone == {1, 2}
        assert [one.text for one in recalled.answer.sentences] == [GONE, GONE]
