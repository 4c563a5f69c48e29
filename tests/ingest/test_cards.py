"""What leads a page's readers elsewhere is no part of its text."""

from __future__ import annotations

import pytest

from ingest.markup import from_html
from tests.ingest.whole import ADDRESS, AFTER, BEFORE, text_of

HEADLINE = "Bridge of Brannet closed again for repairs"
LINK = f'<a href="/news/bridge">{HEADLINE}</a>'
OWN = from_html(f"{BEFORE}{AFTER}")
TEASER = f"<article><h2>{LINK}</h2><p>The bridge was opened in spring, after eleven years of repairs.</p></article>"


@pytest.mark.parametrize(
    "card",
    [
        pytest.param(f"<p>{LINK}</p>", id="a line"),
        pytest.param(f"<p><strong>Read: {LINK}</strong></p>", id="with a word before it"),
        pytest.param(f"<ul><li>{LINK}</li><li>{LINK}</li></ul>", id="a list"),
        pytest.param(TEASER, id="a teaser"),
    ],
)
def test_a_card_is_left_out(card: str) -> None:
    assert text_of(f"{BEFORE}{card}{AFTER}") == OWN


@pytest.mark.parametrize(
    "line",
    [
        pytest.param('<p><a href="/n">The bridge of Brannet was closed again.</a></p>', id="a sentence"),
        pytest.param(f'<p><a href="/n">{"-".join(HEADLINE.split())} and others</a></p>', id="a few words"),
        pytest.param(f"<p>On Friday the harbour office also told of the {LINK}</p>", id="a link in a line"),
        pytest.param(f'<p><a href="#bridge">{HEADLINE}</a></p>', id="a place in the page"),
        pytest.param(f'<p><a href="{ADDRESS}#bridge">{HEADLINE}</a></p>', id="a place in the page, in full"),
        pytest.param(f"<ul><li>{LINK}</li><li>Nothing was heard of the lock.</li></ul>", id="a list of both"),
        pytest.param(TEASER.replace("/news/bridge", "#bridge"), id="an entry of a live blog"),
        pytest.param(f'<p><a href="http://[">{HEADLINE}</a></p>', id="an address that is none"),
    ],
)  # fmt: skip
def test_what_may_belong_to_the_text_stays(line: str) -> None:
    assert text_of(f"{BEFORE}{line}{AFTER}") == from_html(f"{BEFORE}{line}{AFTER}")


def test_a_page_about_its_links_keeps_them() -> None:
    lines = "".join(f"<p>{LINK}, and {number} others in the town</p>" for number in range(20))
    assert text_of(f"{BEFORE}{lines}{AFTER}").count(HEADLINE) == 20
