"""WordPress exports: only published posts, their text without shortcodes."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest

from index.types import Article
from ingest import Failure
from ingest.wordpress import without_shortcodes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "The council met on Tuesday and agreed to nothing."


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('A [caption id="1"]<img src="a"/> A barge[/caption] b', "A  b"),
        ('A [gallery ids="1,2"] b', "A  b"),
        ("A [gallery] b", "A  b"),
        ("A [vc_row][vc_column_text]b[/vc_column_text][/vc_row] c", "A b c"),
        ("[dropcap]A[/dropcap] b", "A b"),
        ("A [embed]https://film.example/1[/embed] b", "A  b"),
        ('A [caption id="1"] b', "A  b"),
        ("He [sic] said [the minister] no.", "He [sic] said [the minister] no."),
        ("[caption]one[/caption] two [caption]three[/caption] four", " two  four"),
    ],
)
def test_shortcodes_are_gone(html: str, text: str) -> None:
    assert without_shortcodes(html) == text


def test_shortcodes_cost_their_length() -> None:
    start = process_time()
    without_shortcodes("[caption a=1" * 100_000 + "[caption]" * 100_000)
    assert process_time() - start < 3


def export(*items: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
        "<title>Orvel Post</title><wp:author><wp:author_login>mirel</wp:author_login>"
        "<wp:author_display_name><![CDATA[Mirel Tansa]]></wp:author_display_name></wp:author>"
        f"{''.join(items)}</channel></rss>"
    )


def item(name: str, status: str = "publish", kind: str = "post", text: str = TEXT, more: str = "") -> str:
    return (
        f"<item><title>{name}</title><link>https://post.example/{name}</link><dc:creator>mirel</dc:creator>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded><wp:status>{status}</wp:status>"
        f"<wp:post_type>{kind}</wp:post_type>{more}</item>"
    )


def test_only_published_posts_are_articles(
    write: Callable[[str, str], Path], read: Callable[..., list[Article | Failure]]
) -> None:
    found = read(
        write(
            "export.xml",
            export(
                item("one", text=f"{TEXT}\n\nWhat came before\n\nIt met."),
                item("two", "draft"),
                item("three", "inherit", "attachment"),
                item("four", kind="page"),
                item("five", more="<wp:post_password>x</wp:post_password>"),
                item("six", kind="news"),
            ),
        )
    )
    articles = [each for each in found if isinstance(each, Article)]
    (failure,) = (each for each in found if isinstance(each, Failure))
    assert [each.title for each in articles] == ["one", "six"]
    assert articles[0].text == f"{TEXT}\n\nWhat came before\n\nIt met."
    assert articles[0].author == "Mirel Tansa"
    assert failure.reason == (
        "What is no published post was left out: 1 attachment (inherit), 1 page (publish), 1 post (draft),"
        " 1 post (publish)."
    )
