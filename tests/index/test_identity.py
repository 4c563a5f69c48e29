"""Which addresses are one article's, and which are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.identity import of_address

SAME = [
    ("http", "http://example.org/a"),
    ("www", "https://www.example.org/a"),
    ("slash", "https://example.org/a/"),
    ("host", "HTTPS://Example.ORG/a"),
    ("dot", "https://example.org./a"),
    ("port", "http://example.org:80/a"),
    ("secure port", "https://www.example.org:443/a"),
    ("place", "https://example.org/a#comments"),
    ("text place", "https://example.org/a#:~:text=word"),
    ("tracking", "https://example.org/a?utm_source=x&UTM_medium=y"),
    ("more tracking", "https://example.org/a/?fbclid=1&at_medium=RSS&xtor=RSS-1"),
    ("nothing asked", "https://example.org/a?"),
    ("escaped", "https://example.org/%61"),
    ("person", "https://me:secret@example.org/a"),
    ("spaces", " https://example.org/a\n"),
]


@pytest.mark.parametrize("url", [pytest.param(url, id=name) for name, url in SAME])
def test_ways_of_writing_one_address_are_one(url: str) -> None:
    assert of_address(url) == "https://example.org/a"


@pytest.mark.parametrize(
    "urls",
    [
        pytest.param(
            ("https://مثال.إختبار/خبر", "https://xn--mgbh0fb.xn--kgbechtv/%D8%AE%D8%A8%D8%B1"),
            id="a domain in Arabic",
        ),
        pytest.param(
            (
                "https://a.example/خبر-1",
                "https://a.example/%d8%ae%d8%a8%d8%b1-1",
                "https://a.example/%D8%AE%D8%A8%D8%B1-1",
            ),
            id="letters written out, and escaped in small and capital ones",
        ),
        pytest.param(
            ("https://a.example/?q=خبر", "https://a.example?q=%d8%ae%d8%a8%d8%b1"), id="letters in a query"
        ),
        pytest.param(("https://a.example/a b", "https://a.example/a%20b"), id="a space"),
        pytest.param(("https://a.example/it's,(so)", "https://a.example/it%27s%2C%28so%29"), id="signs"),
        pytest.param(("https://a.example/%c7%e1", "https://a.example/%C7%E1"), id="another encoding"),
        pytest.param(("https://a.example/نَص", "https://a.example/%D9%86%D9%8E%D8%B5"), id="a letter's mark"),
        pytest.param(("http://a.example:8080/x/", "http://a.example:8080/x"), id="a port of its own"),
        pytest.param(("https://[::1]/x", "http://[::1]:80/x/"), id="an IPv6 address"),
    ],
)
def test_these_are_one_too(urls: tuple[str, ...]) -> None:
    assert len({of_address(url) for url in urls}) == 1


@pytest.mark.parametrize(
    "urls",
    [
        pytest.param(("https://a.example/?id=12", "https://a.example/?id=13", "https://a.example/"), id="id"),
        pytest.param(("https://a.example/?p=123", "https://a.example/?p=124"), id="WordPress's p"),
        pytest.param(
            ("https://a.example/n.php?1234", "https://a.example/n.php?1235"), id="a query without a name"
        ),
        pytest.param(("https://a.example/n?cid=12", "https://a.example/n?cid=13"), id="cid"),
        pytest.param(("https://a.example/n?gallery=1", "https://a.example/n?gallery=2"), id="gallery"),
        pytest.param(("https://a.example/n?source=1", "https://a.example/n?uid=1"), id="source and uid"),
        pytest.param(("https://a.example/?lang=ar", "https://a.example/?lang=en"), id="language"),
        pytest.param(
            ("https://a.example/#!/n/1", "https://a.example/#!/n/2", "https://a.example/"), id="hash-bang"
        ),
        pytest.param(("https://a.example/#/n/1", "https://a.example/#/n/2"), id="a route"),
        pytest.param(("https://a.example/A", "https://a.example/a"), id="capitals in a path"),
        pytest.param(("https://a.example/a/b", "https://a.example/a%2Fb"), id="an escaped slash"),
        pytest.param(
            ("https://a.example/?a=1&b=2", "https://a.example/?a=1%26b=2"), id="an escaped ampersand"
        ),
        pytest.param(("https://a.example/%C7%E1", "https://a.example/%C7%E2"), id="another encoding"),
        pytest.param(
            ("http://a.example:8080/x", "https://a.example:8080/x", "http://a.example/x"), id="ports"
        ),
        pytest.param(("https://ar.example.org/a", "https://example.org/a"), id="another subdomain"),
        pytest.param(("https://www.example/a", "https://example/a"), id="a top-level domain"),
    ],
)
def test_these_are_several(urls: tuple[str, ...]) -> None:
    assert len({of_address(url) for url in urls}) == len(urls)


@pytest.mark.parametrize(
    "other",
    [
        "",
        "n-17",
        "/news/a.txt",
        "/news/a.jsonl#3",
        "ftp://a.example/a",
        "http://[broken",
        "https://",
        "http://a.example:port/",
    ],
)
def test_what_is_no_web_address_stays(other: str) -> None:
    assert of_address(other) == other


@given(st.text(st.sampled_from("ab/?&=#%2FdD8aA8é خ+:.@w!~")))
def test_an_id_is_its_own_id(rest: str) -> None:
    once = of_address(f"http://a.example/{rest}")
    assert of_address(once) == once
