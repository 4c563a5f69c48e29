"""What makes a version: a changed sentence, of a kind that is told; nothing else does."""

from __future__ import annotations

import pytest

from index.changes import Wording, between
from index.types import Span

LEAD = "Sanna Oruvik mediated in the dispute over the lock, which opened again on Monday."
REST = "The keepers had asked for 400 crowns a month, and the council agreed to pay them 350."
LAST = "Barges are let through from noon."


def wording(*lines: str, title: str = "Lock opens again", language: str = "en") -> Wording:
    return Wording(title, language, lines)


def change(old: tuple[str, ...], new: tuple[str, ...], language: str = "en") -> tuple[str, ...]:
    return between(wording(*old, language=language), wording(*new, language=language))


@pytest.mark.parametrize(
    "new",
    [
        (REST, LAST, LEAD),
        (LEAD, f"{REST} {LAST}"),
        (LEAD.replace(" ", "\u00a0"), f" {REST}\u200b\n", LAST),
        (LEAD, REST, "2,105 views", LAST, "Updated 4 minutes ago"),
        (LEAD, REST, LAST, "Read 1,204 times", "38 people are reading this now", "Comments (12)"),
        ("Updated 3 hours ago | 12 comments", LEAD, REST, LAST),
        (LEAD, REST, LAST, "Share 12 Tweet 5", "3.4K shares"),
        (LEAD, REST, "Related stories", "Bridge at Kelm closed", "Mayor of Tesmar resigns", LAST),
        (LEAD, "Read also: Bridge at Kelm closed", REST, LAST),
        (LEAD, REST, LAST, "عدد المشاهدات: 2105", "منذ 5 دقائق", "آخر تحديث قبل ساعتين"),
        (LEAD, REST, LAST, "2 105 vues", "Mis à jour il y a 5 minutes", "Lu 34 fois"),
    ],
)
def test_what_changes_no_sentence_corrects_nothing(new: tuple[str, ...]) -> None:
    assert change((LEAD, REST, LAST), new) == ()
    assert change(new, (LEAD, REST, LAST)) == ()


def test_typographic_marks_are_those_of_a_typewriter() -> None:
    assert change(("“It’s over” – he said…",), ('"It\'s over" - he said...',)) == ()
    assert change(("Il a dit « Non ! » hier.",), ("Il a dit «Non!» hier.",), "fr") == ()


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        (REST, REST.replace("350", "360"), ("number",)),
        ("Three people were hurt.", "Five people were hurt.", ("number",)),
        (LEAD, LEAD.replace("Sanna Oruvik", "Imre Toldas"), ("name",)),
        (LEAD, LEAD.replace("Sanna", "Imre").replace("Monday", "Tuesday"), ("name",)),
        (REST, REST.replace("agreed", "refused"), ("wording",)),
        (
            LEAD,
            "It rained all day in the hills above Kelm, with no end in sight.",
            ("sentence added", "sentence removed"),
        ),
        ("5 minutes ago he left the 4 men.", "6 minutes ago he left the 4 men.", ("number",)),
    ],
)
def test_the_kind_of_change_in_a_sentence_is_told(old: str, new: str, kinds: tuple[str, ...]) -> None:
    assert change((old, LAST), (new, LAST)) == kinds


def test_a_sentence_that_comes_or_goes_is_told() -> None:
    assert change((LEAD, REST), (LEAD, REST, LAST)) == ("sentence added",)
    assert change((LEAD, REST, LAST), (LEAD, LAST)) == ("sentence removed",)


def test_arabic_numbers_and_names_are_told() -> None:
    old = "قال الوزير إن 12 شخصا قتلوا في درنة."
    assert change((old,), (old.replace("12", "15"),), "ar") == ("number",)
    assert change((old,), (old.replace("12", "١٥"),), "ar") == ("number",)
    assert change((old,), (old.replace("درنة", "طبرق"),), "ar") == ("name",)


def test_a_changed_headline_is_told_and_one_made_from_the_lead_is_none() -> None:
    assert between(wording(LEAD, title="Old"), wording(LEAD, title="New")) == ("headline",)
    assert between(wording(LEAD, title="It’s over"), wording(LEAD, title="It's over")) == ()
    made, other = wording(LEAD, REST, title=f"{LEAD[:40]}…"), wording(REST, LEAD, title=f"{REST[:40]}…")
    assert between(made, other) == ()


def test_what_stands_between_two_sentences_belongs_to_the_first() -> None:
    text = "One. Two (twice)."
    assert Wording.of("T", "en", text, [Span(0, 4), Span(5, 8)]).sentences == ("One. ", "Two (twice).")
