"""Text and Markdown files."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ingest import Failure, read_sources, title

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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


def test_french_header_lines_are_metadata(text_article: TextArticle) -> None:
    read = text_article(
        "Titre : Aucun accord\nAuteur : Jeanne Dupont\nSource : Le Jour\n\nLe conseil s’est réuni."
    )
    assert (read.title, read.author, read.source) == ("Aucun accord", "Jeanne Dupont", "Le Jour")
    assert read.text == "Le conseil s’est réuni."


def test_a_sentence_with_a_colon_is_no_header(text_article: TextArticle) -> None:
    assert text_article(f"He said: nothing is agreed.\n\n{LEAD}").text.startswith("He said: nothing")


def test_yaml_front_matter_is_metadata(text_article: TextArticle) -> None:
    read = text_article(
        '---\ntitle: "Nothing: agreed"\nauthors: [Jane Doe, John Roe]\ndate: 2020-07-08\n'
        f"weight: 3\n---\n{LEAD}",
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


@pytest.mark.parametrize(("length", "is_title"), [(120, True), (200, False)])
def test_a_title_is_not_long(length: int, is_title: bool) -> None:  # noqa: FBT001
    assert title.looks_like_title("a" * length) == is_title


@pytest.mark.parametrize("end", ["؟", "?", "!", "»"])
def test_a_title_may_ask(end: str) -> None:
    assert title.looks_like_title(f"Who leads{end}")


@pytest.mark.parametrize("end", [".", "،", "؛", "۔", ":"])
def test_a_title_does_not_pause(end: str) -> None:
    assert not title.looks_like_title(f"Who leads{end}")


@pytest.mark.parametrize(("length", "is_cut"), [(80, False), (110, True)])
def test_a_title_made_from_a_lead_is_not_long(length: int, is_cut: bool) -> None:  # noqa: FBT001
    assert title.made_from("a" * length).endswith("…") == is_cut


@pytest.mark.parametrize(("place", "is_cut"), [(20, False), (40, True)])
def test_a_title_made_from_a_lead_is_not_short(place: int, is_cut: bool) -> None:  # noqa: FBT001
    assert (title.made_from(f"{'a' * place}. {'word ' * 30}") == "a" * place) == is_cut


@pytest.mark.parametrize(("first", "is_title"), [(40, True), (56, False)])
def test_a_nearly_full_first_line_belongs_to_its_paragraph(first: int, is_title: bool) -> None:  # noqa: FBT001
    text = f"{'A' * first}\n{'B' * 70}\n{'C' * 70}"
    assert (title.take(text)[0] is not None) == is_title


@pytest.mark.parametrize(("lines", "is_title"), [(2, True), (3, False), (5, False)])
def test_three_lines_make_a_wrapped_paragraph(lines: int, is_title: bool) -> None:  # noqa: FBT001
    assert (title.take("\n".join(["A" * 70] * lines))[0] is not None) == is_title


@pytest.mark.parametrize(("lines", "is_read"), [(90, True), (120, False)])
def test_front_matter_is_not_long(text_article: TextArticle, lines: int, is_read: bool) -> None:  # noqa: FBT001
    matter = "title: Nothing agreed\n" + "x: y\n" * (lines - 1)
    assert (text_article(f"---\n{matter}---\n{LEAD}", "a.md").title == "Nothing agreed") == is_read


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(
            '---\ntitle: "No deal: all of it"\nsource: "https://www.post.example/1"\nauthor:\n  - "[[Jane Doe]]"\n'
            'published: 2020-07-08\ncreated: 2024-05-01\ndescription: "Short."\ntags:\n  - "clippings"\n---\n',
            id="lists over several lines, links of its own",
        ),
        pytest.param(
            "---\ntitle: >\n  No deal:\n  all of it\nurl: https://www.post.example/1\nauthor: Jane Doe\n"
            "date: 2020-07-08\n---\n",
            id="a folded title",
        ),
        pytest.param(
            '+++\ntitle = "No deal: all of it"\nurl = "https://www.post.example/1"\nauthor = ["Jane Doe"]\n'
            "date = 2020-07-08T00:00:00Z\n+++\n",
            id="TOML",
        ),
        pytest.param(
            "---\ntitle: No deal: all of it\nurl: https://www.post.example/1\nauthor: Jane Doe\n"
            "date: 2020-07-08\n---\n",
            id="no YAML, for the colon in the title",
        ),
    ],
)
def test_front_matter_is_read_as_clippers_write_it(text_article: TextArticle, head: str) -> None:
    read = text_article(head + LEAD, "a.md")
    assert (read.title, read.author, read.text) == ("No deal: all of it", "Jane Doe", LEAD)
    assert read.url == "https://www.post.example/1"
    assert read.published == datetime(2020, 7, 8, tzinfo=UTC)
    assert not read.teaser


@pytest.mark.parametrize("said", ["draft: true", "published: false"])
def test_a_draft_is_no_article(write: Callable[[str, str], Path], said: str) -> None:
    (found,) = read_sources([str(write("a.md", f"---\ntitle: No deal\n{said}\n---\n{LEAD}"))])
    assert isinstance(found, Failure)
    assert "draft" in found.reason


@pytest.mark.parametrize(
    "head",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "a: " + "[" * 19_900 + "\n",
        "a: !!python/object:os.x {}\n",
    ],
)
def test_hostile_front_matter_does_no_harm(text_article: TextArticle, head: str) -> None:
    """The deep one took a minute where yaml was let read to its end."""
    read = text_article(f"---\ntitle: No deal\n{head}---\n{LEAD}", "a.md")
    assert (read.title, read.text) == ("No deal", LEAD)


@pytest.mark.parametrize(("deep", "title"), [(19, "No deal"), (20, "No")])
def test_front_matter_is_read_as_yaml_unless_it_is_nested_deep(
    text_article: TextArticle, deep: int, title: str
) -> None:
    head = f"title: No\n  deal\na: {'[' * deep}{']' * deep}"
    assert text_article(f"---\n{head}\n---\n{LEAD}", "a.md").title == title


def test_front_matter_that_says_nothing_of_the_article_is_no_text(text_article: TextArticle) -> None:
    assert text_article(f"---\ntags: [a, b]\ncreated: 2024-05-01\n---\n{LEAD}", "a.md").text == LEAD


def test_a_rule_at_the_top_is_no_front_matter(text_article: TextArticle) -> None:
    assert LAST in text_article(f"---\n{LAST}\n\n---\n{LEAD}", "a.md").text
