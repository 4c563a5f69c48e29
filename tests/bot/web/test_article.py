"""An article's text with spans of it marked, and the difference of two wordings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.addresses import of_article, spans
from bot.web.article import Piece, difference, marked
from bot.web.plot import plot
from index.types import Span


def test_a_cited_sentence_is_marked_over_paragraphs_and_named_once() -> None:
    (first, second) = marked("One. Two\nthree. Four.", [Span(5, 15)])
    assert first.pieces == (Piece("One. "), Piece("Two", "cited", "s=5-15"))
    assert second.pieces == (Piece("three.", "cited"), Piece(" Four."))


def test_what_is_cited_goes_before_what_else_is_quoted() -> None:
    (one,) = marked("abcdef", [Span(2, 4)], [Span(0, 3)])
    assert [(piece.text, piece.kind) for piece in one.pieces] == [
        ("ab", "also"),
        ("c", "cited"),
        ("d", "cited"),
        ("ef", ""),
    ]


def test_spans_outside_a_text_are_left_out() -> None:
    assert spans("3-5,9-12,5-5,7-2,x", 11) == [Span(3, 5)]


def test_the_address_of_an_article_holds_whatever_its_id_does() -> None:
    assert of_article("https://a.example/b?c=d#e", 2, Span(1, 4), [Span(7, 9)]) == (
        "/a/https%3A%2F%2Fa.example%2Fb%3Fc%3Dd%23e?v=2&s=1-4&also=7-9#s=1-4"
    )
    assert of_article("..") == "/a/%2E%2E"


def test_a_changed_number_is_one_word() -> None:
    (one,) = difference(
        "It was said that 5,300 people died. Ships came.", "It was said that 6,000 people died. Ships came."
    )
    assert [(piece.text, piece.kind) for piece in one.pieces] == [
        ("It was said that ", ""),
        ("5,300", "gone"),
        ("6,000", "come"),
        (" people died. ", ""),
        ("Ships came.", ""),
    ]


def test_a_sentence_that_is_another_is_changed_whole() -> None:
    (one,) = difference("Rain fell. The bridge held.", "Rain fell. Nobody crossed over.")
    assert [(piece.text, piece.kind) for piece in one.pieces] == [
        ("Rain fell. ", ""),
        ("The bridge held.", "gone"),
        ("Nobody crossed over.", "come"),
    ]


texts = st.text("ab. \n٫؟", max_size=60)


@given(texts, texts)
def test_a_difference_holds_both_wordings(old: str, new: str) -> None:
    def bare(text: str) -> str:
        return "".join(text.split())

    pieces = [piece for one in difference(old, new) for piece in one.pieces]
    assert bare("".join(piece.text for piece in pieces if piece.kind != "come")) == bare(old)
    assert bare("".join(piece.text for piece in pieces if piece.kind != "gone")) == bare(new)


def test_a_long_time_is_drawn_in_months_and_a_longer_one_in_years() -> None:
    from datetime import date

    days = plot([date(2023, 9, 12), date(2023, 9, 12), date(2023, 9, 30)], "en")
    months = plot([date(2021, 3, 2), date(2023, 9, 12)], "en")
    years = plot([date(1999, 1, 1), date(2023, 9, 12)], "en")
    assert days
    assert months
    assert years
    assert (days.unit, len(days.bars), days.bars[0].label) == ("day", 19, "12 September 2023; 2 articles")
    assert (months.unit, len(months.bars), months.bars[-1].until) == ("month", 31, "2023-09-30")
    assert (years.unit, len(years.bars), years.bars[1].label) == ("year", 25, "2000; 0 articles")
    assert plot([], "en") is None
