"""Text and Markdown files."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ingest import title

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.types import Article

    TextArticle = Callable[..., Article]

LEAD = "The council met on Tuesday and agreed to nothing, its chairman said in Geneva."
LAST = "It meets again in a week."


def test_the_first_line_is_the_title(text_article: TextArticle) -> None:
    read = text_article(f"Council agrees to nothing\n\n{LEAD}\n\n{LAST}")
    assert (read.title, read.text) == ("Council agrees to nothing", f"{LEAD}\n\n{LAST}")


def test_the_title_stands_above_or_below_the_caption(text_article: TextArticle) -> None:
    above = text_article(f"Council agrees to nothing\n\nDelegates in Geneva (AFP)\n\n{LEAD}")
    below = text_article(f"Delegates in Geneva (AFP)\n\nCouncil agrees to nothing\n\n{LEAD}")
    assert (above.title, above.text) == (below.title, below.text) == ("Council agrees to nothing", LEAD)


def test_a_first_line_that_ends_like_a_sentence_is_no_title(text_article: TextArticle) -> None:
    read = text_article(f"{LAST}\n\n{LEAD}")
    assert (read.title, read.text) == ("It meets again in a week", f"{LAST}\n\n{LEAD}")


def test_a_sentence_wrapped_by_hand_is_no_title(text_article: TextArticle) -> None:
    text = "The council met on Tuesday and agreed to\nnothing, its chairman said."
    assert text_article(text).text == text


def test_a_paragraph_of_full_lines_is_no_title(text_article: TextArticle) -> None:
    text = "اجتمع المجلس يوم الثلاثاء في جنيف ولم يتفق\nعلى شيء كما قال رئيسه الذي تحدث للصحفيين\nبعد الجلسة."
    assert text_article(text).text == text


def test_one_line_alone_is_text_and_title(text_article: TextArticle) -> None:
    read = text_article("Council agrees to nothing")
    assert (read.title, read.text) == ("Council agrees to nothing", "Council agrees to nothing")


@pytest.mark.parametrize(
    ("lead", "made"),
    [
        (LEAD, LEAD.removesuffix(".")),
        ("It met in Geneva again on Tuesday. " + LEAD * 2, "It met in Geneva again on Tuesday"),
        (
            "The council, which had not met since the war began, agreed to nothing on Monday, said its head.",
            "The council, which had not met since the war began, agreed to nothing on Monday…",
        ),
        ("word " * 30, "word " * 17 + "word…"),
        ("x" * 200, "x" * 90 + "…"),
    ],
)
def test_a_title_made_from_the_lead_is_cut_at_a_clause(lead: str, made: str) -> None:
    assert title.made_from(lead) == made


def test_header_lines_are_metadata(text_article: TextArticle) -> None:
    read = text_article(
        "Title: Nothing agreed\nSource: Daily News\nDate: 8 July 2020\nURL: https://example.org/a\n"
        f"Author: Jane Doe\nLanguage: en\n\n{LEAD}"
    )
    assert (read.title, read.source, read.author) == ("Nothing agreed", "Daily News", "Jane Doe")
    assert (read.id, read.published) == ("https://example.org/a", datetime(2020, 7, 8, tzinfo=UTC))
    assert read.text == LEAD


def test_arabic_header_lines_are_metadata(text_article: TextArticle) -> None:
    read = text_article("العنوان: لا اتفاق\nالمصدر: الجزيرة\nالتاريخ: 8 يوليو 2020\n\nاجتمع المجلس ولم يتفق.")
    assert (read.title, read.source, read.text) == ("لا اتفاق", "الجزيرة", "اجتمع المجلس ولم يتفق.")


def test_a_sentence_with_a_colon_is_no_header(text_article: TextArticle) -> None:
    assert text_article(f"He said: nothing is agreed.\n\n{LEAD}").text.startswith("He said: nothing")


def test_yaml_front_matter_is_metadata(text_article: TextArticle) -> None:
    read = text_article(
        '---\ntitle: "Nothing: agreed"\nauthors: [Jane Doe, John Roe]\ndate: 2020-07-08\n'
        f"draft: true\n---\n{LEAD}",
        "a.md",
    )
    assert (read.title, read.author, read.text) == ("Nothing: agreed", "Jane Doe, John Roe", LEAD)
    assert read.published == datetime(2020, 7, 8, tzinfo=UTC)


def test_a_markdown_heading_is_the_title(text_article: TextArticle) -> None:
    read = text_article(f"# Council *agrees* to nothing #\n\n{LEAD}", "a.md")
    assert (read.title, read.text) == ("Council agrees to nothing", LEAD)


def test_markdown_reads_as_text(text_article: TextArticle) -> None:
    read = text_article(
        '# T\n\nThe **council** met in [Geneva](https://example.org "x").\n\n'
        f"## Later\n\n> {LAST} ![p](a.png)\n\n"
        "It has 3 * 4 members and a file_name_here and `code`.",
        "a.md",
    )
    assert read.text == (
        f"The council met in Geneva.\n\nLater\n\n{LAST} \n\n"
        "It has 3 * 4 members and a file_name_here and code."
    )


def test_a_text_file_keeps_its_signs(text_article: TextArticle) -> None:
    assert text_article("He said *no* to [1](2).").text == "He said *no* to [1](2)."
