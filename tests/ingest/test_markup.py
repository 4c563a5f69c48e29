"""HTML fragments, as records and feeds hold them, to what a reader would see of them."""

from __future__ import annotations

import string
from html import escape
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.markup import from_html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param('<p title="x > y">One.</p>', "One.", id="a bracket in an attribute"),
        pytest.param(
            '<p>One.</p><img alt="a > b"><p>Two.</p>', "One.\n\nTwo.", id="a bracket in a picture's text"
        ),
        pytest.param("<p>One.</p><!-- <p>no > no</p> --><p>Two.</p>", "One.\n\nTwo.", id="a comment"),
        pytest.param("One<!-->, two<!--->, three", "One, two, three", id="empty comments"),
        pytest.param("One <!-- a --!> two", "One two", id="a comment with an odd end"),
        pytest.param(
            "<!--[if mso]><xml><v>9</v></xml><![endif]--><p>One.</p>", "One.", id="a conditional comment"
        ),
        pytest.param("<![if !mso]><p>One.</p><![endif]>", "One.", id="a revealed conditional comment"),
        pytest.param("<![CDATA[<p>One.</p>]]>", "One.", id="a section of characters"),
        pytest.param("<!doctype html><p>One.</p>", "One.", id="a doctype"),
        pytest.param("<?xml version='1.0'?><p>One.</p>", "One.", id="an instruction"),
        pytest.param(
            "One<script>if (a < b) { '<p>' }</script> two<style>p > b {}</style>.", "One two.", id="code"
        ),
        pytest.param(
            "<p>One.</p><svg><title>Logo</title><text>no</text></svg><p>Two.</p>", "One.\n\nTwo.", id="svg"
        ),
        pytest.param(
            "<p>One.</p><iframe src='x'/><p>Two.</p>", "One.\n\nTwo.", id="a frame closed in itself"
        ),
        pytest.param(
            "<p>One.</p><script src='x'/><p>Two.</p>", "One.\n\nTwo.", id="a script closed in itself"
        ),
        pytest.param("<p>One.<p>Two.<div>Three.", "One.\n\nTwo.\n\nThree.", id="ends left out"),
        pytest.param(
            "One<br>two<br/>three<hr>four", "One\ntwo\nthree\n\nfour", id="elements that stand alone"
        ),
        pytest.param("<ul><li>One<li>two</ul>", "One\ntwo", id="a list"),
        pytest.param(
            "<table><tr><th>Town</th><th>Hurt</th></tr><tr><td>Brannet</td><td>14</td></tr></table>",
            "Town | Hurt\n\nBrannet | 14",
            id="a table",
        ),
        pytest.param("<table><tr><td> <td>One<td> <td>two</table>", "One | two", id="empty cells"),
        pytest.param(
            "<table><tr><td><p>One.</p></td><td><p>Two.</p></td></tr></table>", "One.\n\nTwo.", id="a layout"
        ),
        pytest.param(
            "<p>He saw <del>9</del> <s>10</s> <strike>11</strike> <ins>13</ins>.</p>",
            "He saw 13.",
            id="struck",
        ),
        pytest.param(
            "<p>10<sup>6</sup>, 10<sup>-3</sup>, m<sup>2</sup></p>", "10⁶, 10⁻³, m²", id="raised numbers"
        ),
        pytest.param(
            "<p>the 21<sup>st</sup> of H<sub>2</sub>O</p>", "the 21st of H2O", id="raised letters, lowered"
        ),
        pytest.param("<p>One.</p><p hidden>no</p><p>Two.</p>", "One.\n\nTwo.", id="hidden"),
        pytest.param("<p>One.</p><p hidden>no<p>Two.</p>", "One.\n\nTwo.", id="hidden, its end left out"),
        pytest.param(
            "<div>One<span hidden>no</div> two", "One\n\ntwo", id="hidden, ended by what is around it"
        ),
        pytest.param(
            'One<b style="color:red; DISPLAY : none">no<b>no</b>no</b> two<br>', "One two", id="not displayed"
        ),
        pytest.param('One<i style="visibility:hidden">no</i><br>', "One", id="not visible"),
        pytest.param('One<i aria-hidden="true">*</i><i aria-hidden="false">!</i>', "One!", id="not read out"),
        pytest.param("<p>He said <q>no</q>.</p>", 'He said "no".', id="a quotation"),
        pytest.param(
            "<p>Caf&eacute; &amp; &Dstrok;a &#x2014; &#8211; AT&T</p>", "Café & Đa — – AT&T", id="references"
        ),
        pytest.param("<p>5 < 6 and 7 > 6</p>", "5 < 6 and 7 > 6", id="signs that are no tags"),
        pytest.param("<p>if a<b then c</p>", "if a", id="a sign that reads as a tag"),
        pytest.param("<p>One.</p> if a<b then c", "One.\n\nif a<b then c", id="a sign that can be no tag"),
        pytest.param('<p>One two <a href="https://a.exam', "One two", id="a tag cut off"),
        pytest.param("<p>One two</", "One two</", id="too little of a tag"),
        pytest.param("<p>One two <strong", "One two", id="a tag's name cut off"),
        pytest.param("<p>One <!-- two", "One", id="a comment cut off"),
        pytest.param("<p>One</p><!-- two > three", "One", id="a comment with a bracket cut off"),
        pytest.param("<p>One <script>two > three", "One", id="code cut off"),
        pytest.param(
            '<p>One <a href="x>two</a> three</p>', "One two three", id="a quotation mark never closed"
        ),
        pytest.param("<p>One</b></i> two</p></div>", "One two", id="ends without a beginning"),
    ],
)
def test_it_reads_as_a_browser_shows_it(html: str, text: str) -> None:
    assert from_html(html) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Ren&eacute;e &amp; caf&eacute;", "Renée & café"),
        ("a &lt; b", "a < b"),
        ("AT&T; R&D; ?a=1&copy=2", "AT&T; R&D; ?a=1&copy=2"),
        ("&#8220;One&#8221;", "“One”"),
        ("x < y, y <z, <3", "x < y, y <z, <3"),
    ],
)
def test_a_text_without_tags_has_its_references_read(written: str, text: str) -> None:
    assert from_html(written) == text


@given(st.text(st.characters(exclude_characters="<&", exclude_categories=["Cs"])))
def test_a_text_without_markup_is_left_as_it_is(text: str) -> None:
    assert from_html(text) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_what_was_written_as_html_comes_back_but_for_white_space(text: str) -> None:
    assert from_html(f"<p>{escape(text)}</p>").split() == text.split()


PIECES = [*"<>/!-=\"' &;[]ab", "<!--", "-->", "<p>", "</p>", "<script>", "<td>", "<![", "<a b='"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_nothing_breaks_it(text: str) -> None:
    from_html(text)


@given(st.lists(st.text(string.ascii_letters, min_size=1), min_size=1))
def test_no_word_between_tags_is_lost(words: list[str]) -> None:
    html = "<p>" + "</p><p>".join(f"<a title='<{word}>'>{word}</a>" for word in words)
    assert from_html(html).split() == words


@pytest.mark.parametrize(
    "piece",
    ["<", "<a", "<a ", "</", "</a", "<!", "<!--", "<?", "<![", "<a b='> '", '<a b="', "<b>", "<p>", "&", "&#", "<td>",
     "<script>", "</script", "<a =", "<a/", "<sup>1", "<q>", "<p hidden>", "<div></p>", "<!-- -", "\n<", "]]>"],
)  # fmt: skip
def test_many_of_it_take_no_longer_than_they_must(piece: str) -> None:
    def seconds(characters: int) -> float:
        start = process_time()
        from_html("<p>One</p>" + piece * (characters // len(piece)) + "<a b='>")
        return process_time() - start

    seconds(1_000)
    assert seconds(160_000) < 16 * max(seconds(20_000), 0.05)  # 64 times as long if it were quadratic


def test_a_million_brackets_are_read() -> None:
    assert from_html("<p>" + "<" * 1_000_000) == "<" * 1_000_000


POST = (
    '<blockquote class="twitter-tweet"><p lang="en">The lock is sold.</p>&mdash; Dario Velsen (@velsen)'
    ' <a href="https://x.example/1">May 1, 2024</a></blockquote> <script async src="x.js"></script>'
)
LONG = (
    "<p>The mayor of Tesmar denied on Friday that the lock would ever be sold to anybody, whoever asked.</p>"
)


@pytest.mark.parametrize(
    ("html", "quoted"),
    [
        (POST, "“The lock is sold.” — Dario Velsen (@velsen) May 1, 2024"),
        ("<blockquote>The lock is sold.</blockquote>", "“The lock is sold.”"),
        ("<blockquote><p>It is sold.</p><p>So it is.</p><cite>Dario Velsen</cite></blockquote>",
         "“It is sold.”\n\n“So it is.” — Dario Velsen"),
        ("<blockquote><p>It is sold.<br>— Dario Velsen</p></blockquote>", "“It is sold.” — Dario Velsen"),
        ("<blockquote>“It is sold.”</blockquote>", "“It is sold.”"),
        ("<blockquote>« C’est vendu. »</blockquote>", "« C’est vendu. »"),
    ],
)  # fmt: skip
def test_what_others_say_is_set_apart(html: str, quoted: str) -> None:
    own = from_html(LONG)
    assert from_html(f"{LONG}{html}{LONG}") == f"{own}\n\n{quoted}\n\n{own}"


@pytest.mark.parametrize("name", ["instagram-media", "tiktok-embed", "wp-embedded-content", "sr-only"])
def test_a_card_for_something_else_is_no_text(name: str) -> None:
    assert from_html(f'{LONG}<blockquote class="x {name}"><p>View this post.</p></blockquote>') == from_html(
        LONG
    )


def test_a_text_that_is_one_blockquote_is_no_quotation() -> None:
    assert from_html("<blockquote><p>One.</p><p>Two.</p></blockquote>") == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>One</h2>\n\ntwo\nlines\n\nthree", "One\n\ntwo lines\n\nthree"),
        ("<p>One\n\ntwo</p>", "One two"),
        ("One <b>two</b>\n\nthree\nfour", "One two\n\nthree\nfour"),
        ("<pre>one\ntwo</pre><p>three\nfour</p>", "one\ntwo\n\nthree four"),
    ],
)
def test_blank_lines_stay_paragraphs(html: str, text: str) -> None:
    assert from_html(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            '<p>Sold for <span style="text-decoration: line-through">9</span> 13 crowns.</p>',
            "Sold for 13 crowns.",
        ),
        ('<p>One.</p><p style="font-size:0px">no</p><p style="opacity: 0">no</p>', "One."),
        ('<p style="font-size:0.9em">One.</p>', "One."),
        ("<p>3<sup>1/2</sup> miles, 10<sup>6,5</sup></p>", "3 1/2 miles, 10^6,5"),
    ],
)
def test_struck_out_hidden_and_raised_are_told_by_style_too(html: str, text: str) -> None:
    assert from_html(html) == text
