"""A page's markup: the same as in a text field, and what only whole pages have."""

from __future__ import annotations

import pytest

from ingest.markup import from_html
from tests.ingest.whole import AFTER, BEFORE, FIRST, LAST, text_of


@pytest.mark.parametrize(
    "fragment",
    [
        pytest.param("<p>Sold for <del>9</del> <s>10</s> <strike>11</strike> 13 crowns.</p>", id="struck out"),
        pytest.param(
            '<p>Sold for <span style="text-decoration:line-through">9</span> 13 crowns.</p>', id="struck by style"
        ),
        pytest.param("<p hidden>Nobody sees this sentence of the page.</p>", id="hidden"),
        pytest.param('<div style="display:none"><p>Nobody sees this sentence.</p></div>', id="not displayed"),
        pytest.param('<p>Sold<i aria-hidden="true">★</i> at last.</p>', id="not read out"),
        pytest.param('<p class="sr-only">Skip the advertisement below.</p>', id="read out only"),
        pytest.param("<template><p>Dear reader, this is a template.</p></template>", id="a template"),
        pytest.param("<p>It was <!-- not --> sold.</p>", id="a comment"),
        pytest.param("<p>Some 10<sup>6</sup> crowns and 10<sup>-3</sup> more.</p>", id="raised"),
        pytest.param("<p>On the 21<sup>st</sup> it rained on H<sub>2</sub>O.</p>", id="raised letters"),
        pytest.param("<p>He said <q>no</q> and left.</p>", id="a quotation"),
        pytest.param("<p>Caf&eacute; &Dstrok;a &mdash; AT&amp;T.</p>", id="references"),
        pytest.param("<p>It was sold.</p><iframe src='x'/><p>It was not.</p>", id="a frame closed in itself"),
        pytest.param("<ul><li>One lock was sold.</li><li>Two locks were not.</li></ul>", id="a list"),
        pytest.param(
            "<table><tr><th>Town</th><th>Hurt</th></tr><tr><td>Brannet</td><td>14</td></tr></table>", id="cells"
        ),
        pytest.param(
            "<table><tr><td><p>One lock was sold.</p></td><td><p>Two were not.</p></td></tr></table>", id="a layout"
        ),
        pytest.param("<blockquote><p>It is sold.</p><p>So it is.</p></blockquote>", id="what another says"),
        pytest.param(
            "<blockquote><p>It is <s>not</s> sold.</p><cite>Dario Velsen</cite></blockquote>", id="who says it"
        ),
        pytest.param(
            '<div class="embed"><blockquote class="twitter-tweet"><p>It is sold.</p>&mdash; Dario Velsen (@velsen)'
            ' <a href="https://x.example/1">May 1, 2024</a></blockquote><script src="x.js"></script></div>',
            id="a post in its frame",
        ),
        pytest.param(
            "<figure><blockquote><p>The lock is sold, and so it is.</p></blockquote></figure>", id="in a figure"
        ),
        pytest.param(
            '<blockquote class="instagram-media"><p>View this post there.</p></blockquote>', id="a card for a post"
        ),
    ],
)  # fmt: skip
def test_a_page_reads_as_a_text_field_does(fragment: str) -> None:
    assert text_of(f"{BEFORE}{fragment}{AFTER}") == from_html(f"{BEFORE}{fragment}{AFTER}")


def test_a_page_in_one_blockquote_is_no_quotation() -> None:
    assert text_of(f"<blockquote>{BEFORE}{AFTER}</blockquote>") == from_html(f"{BEFORE}{AFTER}")


@pytest.mark.parametrize("hidden", ["hidden", 'style="visibility:hidden"', 'style="opacity:0"'])
def test_an_article_that_a_script_shows_is_read(hidden: str) -> None:
    assert text_of(f"<div {hidden}>{BEFORE}{AFTER}</div>") == from_html(f"{BEFORE}{AFTER}")


def test_places_where_a_word_may_be_broken_are_no_letters() -> None:
    assert "the harbour" in text_of(f"<p>Nobody in the har&shy;bour\u200b knew of it.</p>{BEFORE}{AFTER}")


def test_the_parts_of_an_article_are_one_text() -> None:
    part, advertisement = '<div class="article-body">{}</div>', '<div class="slot"><img src="a.png"></div>'
    found = text_of(f"<div>{part.format(BEFORE)}{advertisement}{part.format(AFTER)}</div>")
    assert found == from_html(f"{BEFORE}{AFTER}")


def test_containers_of_comments_are_not_the_article() -> None:
    comment = '<div class="said"><p>{0} I never believed a word of that.</p><p>{0} Nobody did, in our street.</p></div>'
    others = comment.format(LAST) + comment.format(
        "The harbour office has written letters since I was a child."
    )
    assert text_of(f"{BEFORE}<section>{others}</section>").startswith(FIRST)


@pytest.mark.parametrize(
    "line", ["No sale of the lock", "NO SALE of the “lock”", "No sale of the lock</p><p>No sale of the lock"]
)
def test_the_headline_is_no_part_of_the_text(line: str) -> None:
    assert text_of(f"<p>{line}</p>{BEFORE}{AFTER}") == from_html(f"{BEFORE}{AFTER}")


def test_where_a_word_may_be_broken_it_is_whole() -> None:
    assert "The cooperation was a longword." in text_of(
        f"{BEFORE}<p>The co\u00adoper\u00adation was a long\u200bword.</p>{AFTER}"
    )
