"""JSON in all the shapes that news comes in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from index.types import Article
from ingest import Failure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]
    Read = Callable[..., list[Article | Failure]]

TEXT = "The council met on Tuesday and agreed to nothing, its chairman said in Geneva."
A = {"id": "a", "text": TEXT}
B = {"id": "b", "text": TEXT}


def ids(found: list[Article | Failure]) -> list[str]:
    return [each.id if isinstance(each, Article) else each.reason for each in found]


@pytest.mark.parametrize(
    "document",
    [
        json.dumps([A, B]),
        json.dumps([A, B], indent=2),
        json.dumps({"articles": [A, B]}),
        json.dumps({"status": "ok", "data": [A, B]}, indent=1),
        json.dumps(
            {"title": "News", "link": "https://a.example", "items": [A | {"title": "A"}, B | {"title": "B"}]}
        ),
        json.dumps(A) + "\n" + json.dumps(B),
        "\n" + json.dumps(A) + "\n\n" + json.dumps(B) + "\n",
    ],
)
def test_a_json_file_may_hold_its_records_in_any_of_these_ways(
    write: Write, read: Read, document: str
) -> None:
    assert ids(read(write("a.json", document))) == ["a", "b"]


COMMENTS = {"comments": [{"text": "First!"}, {"text": "Second."}]}


@pytest.mark.parametrize(
    "record",
    [
        {"title": "Nothing agreed", "text": None},
        {"text": ""},
        {"title": "Nothing agreed"},
        {"headline": "Nothing agreed"},
        {"url": "https://a.example/a"},
    ],
)
@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_what_an_article_without_its_text_has_in_it_are_no_articles(
    write: Write, read: Read, record: dict[str, object], suffix: str
) -> None:
    (found,) = read(write(f"a.{suffix}", json.dumps(record | COMMENTS)))
    assert isinstance(found, Failure)
    assert found.reason == "There is no article text in it."


@pytest.mark.parametrize("document", [json.dumps(A), json.dumps(A, indent=2)])
def test_a_json_file_may_hold_one_record(write: Write, read: Read, document: str) -> None:
    assert ids(read(write("a.json", document))) == ["a"]


@pytest.mark.parametrize("field", ["text", "content", "body", "article", "articleBody"])
def test_the_text_goes_by_its_usual_names(write: Write, read: Read, field: str) -> None:
    (found,) = read(write("a.json", json.dumps({field: TEXT})))
    assert isinstance(found, Article)
    assert found.text == TEXT


def test_an_empty_field_gives_way_to_the_next(article: Callable[..., Article]) -> None:
    assert article(text="", content=TEXT, title="", headline="Nothing agreed").title == "Nothing agreed"


def test_a_text_of_paragraphs_is_joined(article: Callable[..., Article]) -> None:
    assert article(text=["One sentence here.", "And another."]).text == "One sentence here.\n\nAnd another."


@pytest.mark.parametrize(
    ("field", "value", "attribute", "expected"),
    [
        ("title", " A  title ", "title", "A title"),
        ("headline", "A title", "title", "A title"),
        ("title", "Q&amp;A: <b>who</b> won", "title", "Q&A: who won"),
        ("source", "BBC", "source", "BBC"),
        ("publisher", {"name": "TRT عربي"}, "source", "TRT عربي"),
        ("author", "Jane Doe", "author", "Jane Doe"),
        ("author", {"name": "Jane Doe"}, "author", "Jane Doe"),
        ("authors", ["Jane Doe", "John Roe"], "author", "Jane Doe, John Roe"),
        ("author", [{"name": "Jane Doe"}, {"name": "John Roe"}], "author", "Jane Doe, John Roe"),
        ("author", 7, "author", None),
        ("url", "https://example.org/a", "url", "https://example.org/a"),
        ("link", "https://example.org/a", "url", "https://example.org/a"),
        ("url", "/relative", "url", None),
        ("url", "http://[broken", "url", None),
        ("language", "ar-SA", "language", "ar"),
        ("lang", "EN", "language", "en"),
        ("language", "Arabic", "language", "ar"),
        ("language", 5, "language", "en"),
    ],
)
def test_a_field_is_read_as(
    article: Callable[..., Article], field: str, value: object, attribute: str, expected: object
) -> None:
    assert getattr(article(**{field: value}), attribute) == expected


@pytest.mark.parametrize(
    "field", ["published", "published_at", "date", "datePublished", "pubDate", "date_extracted"]
)
def test_the_date_goes_by_its_usual_names(article: Callable[..., Article], field: str) -> None:
    assert article(**{field: "2015-08-06 01:15:30"}).published == datetime(2015, 8, 6, 1, 15, 30, tzinfo=UTC)


def test_an_unreadable_date_gives_way_to_a_readable_one(article: Callable[..., Article]) -> None:
    assert article(published="yesterday", date="2015-08-06").published == datetime(2015, 8, 6, tzinfo=UTC)


def test_html_in_the_text_becomes_text(article: Callable[..., Article]) -> None:
    html = "<p>One &amp; two.</p>\n<p>Three<br/>four <b>five</b>.</p><script>alert(1 < 2)</script>"
    assert article(text=html).text == "One & two.\n\nThree\nfour five."


def test_a_text_with_angle_brackets_is_no_html(article: Callable[..., Article]) -> None:
    assert article(text="If a < b and c > d then stop.").text == "If a < b and c > d then stop."


def test_nul_surrogates_and_carriage_returns_never_come_through(article: Callable[..., Article]) -> None:
    assert article(text="One\0 two\ud800.\r\nThree.\rFour.").text == "One two\ufffd.\nThree.\nFour."


def test_text_is_not_normalised(article: Callable[..., Article]) -> None:
    text = "Cafe\u0301 \u202eabc\u202c ﷺ \u200f٣ — ok."
    assert article(text=text).text == text


@pytest.mark.parametrize("document", ["{broken", "", "[" * 100_000, "1" * 5000, "NaN", "null", "[1, 2]"])
def test_bad_json_is_a_failure(write: Write, read: Read, document: str) -> None:
    found = read(write("a.json", document))
    assert found
    assert all(isinstance(each, Failure) for each in found)


def test_an_empty_list_gives_a_failure(write: Write, read: Read) -> None:
    (found,) = read(write("a.json", "[]"))
    assert isinstance(found, Failure)
