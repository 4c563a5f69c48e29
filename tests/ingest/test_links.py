"""Lists of addresses as feed readers export them."""

from __future__ import annotations

from time import process_time

import pytest

from ingest import links


def opml(*outlines: str) -> bytes:
    return f'<?xml version="1.0"?><opml version="2.0"><body>{"".join(outlines)}</body></opml>'.encode()


def feeds(data: bytes) -> list[str]:
    return [feed["url"] for feed in links.parse(data)["feeds"]]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("feed://a.example/1", "http://a.example/1"),
        ("feed:https://a.example/1", "https://a.example/1"),
        ("feeds://a.example/1", "https://a.example/1"),
        (" https://a.example/1 ", "https://a.example/1"),
        ("a.example/1", "http://a.example/1"),
        ("//a.example/1", "http://a.example/1"),
    ],
)
def test_an_address_is_read_as_a_reader_reads_it(written: str, meant: str) -> None:
    assert feeds(opml(f'<outline type="rss" xmlUrl="{written}"/>')) == [meant]


@pytest.mark.parametrize(
    "outline",
    [
        '<outline text="Town & Country" xmlUrl="http://a.example/1?x=1&y=2"/>',
        '<outline text="a < b" xmlUrl="http://a.example/1?x=1&amp;y=2"/>',
        '<outline text="caf&eacute;&nbsp;1" xmlUrl="http://a.example/1?x=1&amp;y=2"/>',
        '<outline text="open" xmlUrl="http://a.example/1?x=1&amp;y=2">',
    ],
)
def test_what_is_not_well_formed_is_read_all_the_same(outline: str) -> None:
    found = links.parse(opml(outline))
    assert [feed["url"] for feed in found["feeds"]] == ["http://a.example/1?x=1&y=2"]
    assert not found["unread"]


def test_what_leads_nowhere_is_named() -> None:
    found = links.parse(
        opml(
            '<outline type="rss" text="Lost"/>',
            '<outline text="x" xmlUrl="gopher://a"/>',
            '<outline text="f"/>',
        )
    )
    assert [each["source"] for each in found["unread"]] == ["Lost", "gopher://a"]


def test_a_list_that_breaks_off_says_so() -> None:
    found = links.parse(opml('<outline xmlUrl="http://a.example/1"/>')[:-14] + b'<outline xmlUrl="http://b')
    assert [feed["url"] for feed in found["feeds"]] == ["http://a.example/1"]
    assert "breaks off" in found["unread"][0]["reason"]


def test_warnings_above_a_list_are_passed_over() -> None:
    assert feeds(b"<br />\n<b>Warning</b>: x\n" + opml('<outline xmlUrl="http://a.example/1"/>')) == [
        "http://a.example/1"
    ]


@pytest.mark.parametrize("part", ['<outline text="', "&", "<outline a='b' ", "<!--"])
def test_broken_lists_cost_their_length(part: str) -> None:
    start = process_time()
    links.parse(b"<opml>&" + part.encode() * 50_000 + b"</opml>")
    assert process_time() - start < 4
