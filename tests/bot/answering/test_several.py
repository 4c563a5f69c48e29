"""Several answers made one: numbers that run on, questions named, refusals told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.answering.several import joined
from bot.answering.types import Answer, Citation, Note, Sentence
from bot.phrases import say
from index.types import Article, Filters, Passage, Span

SPAN = Span(0, 4)
JUNE, JULY = datetime(2020, 6, 1, tzinfo=UTC), datetime(2020, 7, 1, tzinfo=UTC)


def cited(number: int, id_: str) -> Citation:
    return Citation(number, Passage(1, Article(id_, "Yes.", "News", "en"), SPAN, (SPAN,)), SPAN)


def said(question: str, *ids: str, **facts: Any) -> Answer:
    sentences = tuple(
        Sentence(f"{id_} says so.", (number,), lead=f"by {id_}", quote=number)
        for number, id_ in enumerate(ids, 1)
    )
    citations = tuple(cited(number, id_) for number, id_ in enumerate(ids, 1))
    return Answer(question, "en", sentences, citations, **facts)


def refused(question: str, *near: str, **facts: Any) -> Answer:
    nearest = tuple(cited(number, id_) for number, id_ in enumerate(near, 1))
    return Answer(question, "en", reason="Nothing.", nearest=nearest, **facts)


WHEN, WHO = "When was it opened?", "And who paid?"


def of(*found: Answer) -> Answer:
    asked = [one.question for one in found]
    return joined(" ".join(asked), asked, found)


def test_citations_are_numbered_on_and_each_question_is_named_before_its_answer() -> None:
    found = of(said(WHEN, "a", "b"), said(WHO, "c"))

    assert found.question == f"{WHEN} {WHO}"
    assert [(one.asked, one.citations) for one in found.sentences] == [(WHEN, (1,)), ("", (2,)), (WHO, (3,))]
    assert [one.quote for one in found.sentences] == [1, 2, 3]
    assert [(one.number, one.article.id) for one in found.citations] == [(1, "a"), (2, "b"), (3, "c")]


def test_notes_name_citations_by_their_new_numbers_and_are_told_once() -> None:
    published = Note("published", "Published in [2020].")
    notes = (published, Note("corrected", "The article quoted in [1][2] was corrected."))
    found = of(said(WHEN, "a", notes=(published,)), said(WHO, "b", "c", notes=notes))

    assert found.notes == (published, Note("corrected", "The article quoted in [2][3] was corrected."))


def test_a_question_without_an_answer_is_named_in_a_note() -> None:
    withdrawn = Note("withdrawn", "The article quoted in [1] was withdrawn.")
    found = of(refused(WHEN, "x", notes=(withdrawn,)), said(WHO, "a"))

    assert not found.refused
    assert [one.number for one in found.citations] == [1]
    assert found.nearest == ()
    assert [(note.code, "opened" in note.text, "Nothing." in note.text) for note in found.notes] == [
        ("unanswered", True, True)
    ]


def test_passages_that_are_not_shown_are_not_told_of() -> None:
    near = refused(WHEN, "x")
    found = of(replace(near, reason=say("en").no_answer), said(WHO, "a"))

    assert found.notes[0].text.endswith(say("en").nothing_near)


def test_where_none_has_an_answer_all_are_refused_with_what_is_nearest() -> None:
    found = of(refused(WHEN, "x"), refused(WHO, "y"))

    assert found.refused
    assert [(one.number, one.article.id) for one in found.nearest] == [(1, "x"), (2, "y")]
    assert str(found.reason).count("Nothing.") == 2
    assert found.notes == ()


def test_doubt_about_one_is_said_of_that_one() -> None:
    found = of(said(WHEN, "a", confidence=0.9), said(WHO, "b", doubt="Possibly:", confidence=0.3))

    assert [one.text for one in found.sentences] == ["a says so.", "Possibly: b says so."]
    assert [one.lead for one in found.sentences] == ["by a", "Possibly: by b"]
    assert (found.doubt, found.kind, found.confidence) == ("", "answer", 0.3)


def test_doubt_about_all_is_said_of_all() -> None:
    found = of(said(WHEN, "a", doubt="Possibly:"), said(WHO, "b", doubt="Possibly:"))

    assert found.kind == "possible"
    assert [one.text for one in found.sentences] == ["a says so.", "b says so."]


def test_a_yes_stands_before_the_sentence_that_says_so() -> None:
    found = of(said(WHEN, "a"), said("Was it paid?", "b", opening="Yes."))

    assert [one.lead for one in found.sentences] == ["by a", "Yes. by b"]
    assert found.sentences[1].text == "Yes. b says so."


def test_its_limits_are_the_widest() -> None:
    found = of(
        said(WHEN, "a", filters=Filters(JUNE, JUNE, "BBC"), loosened=True),
        said(WHO, "b", filters=Filters(JULY, JULY, "BBC")),
    )

    assert found.filters == Filters(JUNE, JULY, "BBC")
    assert found.loosened
    assert of(said(WHEN, "a"), said(WHO, "b", filters=Filters(JULY, JULY))).filters == Filters()


def test_what_is_asked_next_follows_the_last_question() -> None:
    found = of(
        said(WHEN, "a", standalone="When was the bridge opened?"),
        said(WHO, "b", standalone="Who paid for it?"),
    )

    assert found.turn.question == WHO
    assert found.turn.standalone == "Who paid for it?"
    assert found.standalone == "When was the bridge opened? Who paid for it?"


def test_questions_beyond_those_answered_are_told_of() -> None:
    found = joined("…", [WHEN, WHO], [said(WHEN, "a")])

    assert found.notes == (
        Note("too_many", "Only the first 1 questions were answered: ask the others again."),
    )


def test_its_form_is_that_of_all_or_that_of_an_answer() -> None:
    assert of(said(WHEN, "a", form="overview"), said(WHO, "b", form="overview")).form == "overview"
    assert of(said(WHEN, "a", form="overview"), said(WHO, "b")).form == "answer"
