# ruff: noqa: E501 - pages read better as they are
"""When a page was published: what it states of itself, and nothing else."""

from __future__ import annotations

import json

import pytest

from ingest import stated

URL = "https://post.example/news/lock"
TEXT = "<p>The lock at Brannet opened again on Monday, the council said, after eleven days of talks with its keepers.</p>"


def page(head: str = "", *, below: str = "", above: str = "", text: str = TEXT) -> str:
    return (
        f"<html><head><title>Lock opens | Post</title>{head}</head><body>{above}<article><h1>Lock opens</h1>{below}{text}"
        "</article></body></html>"
    )


def data(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def published(html: str, url: str = URL) -> str | None:
    found = stated.read(html, url)
    assert found is not None
    time = found.published()
    return time and time.removesuffix("+00:00").removesuffix(":00")


OWN = {"@type": "NewsArticle", "headline": "Lock opens", "datePublished": "2024-05-01T10:00:00Z"}
OLD = {
    "@type": "NewsArticle",
    "headline": "Mill burns",
    "url": "/mill",
    "datePublished": "2019-03-04T08:00:00Z",
}


@pytest.mark.parametrize(
    "value",
    [
        OWN,
        [OLD, OWN],
        {"@graph": [{"@type": "WebSite", "name": "Post"}, OWN]},
        [{"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": OLD}]}, OWN],
        OWN | {"isPartOf": OLD, "hasPart": [OLD], "mentions": OLD},
        {"@type": "WebPage", "mainEntity": OWN},
        OWN | {"headline": "SEO words", "mainEntityOfPage": {"@id": f"{URL}#article"}},
        OWN | {"@type": ["Article", "ReportageNewsArticle"], "headline": "LOCK OPENS"},
        [OLD, OWN | {"headline": None, "url": "http://www.post.example/news/lock/"}],
        OWN | {"headline": "Something else"},  # there is one, and it names no other page
    ],
)
def test_structured_data_of_this_article_dates_it(value: object) -> None:
    assert published(page(data(value))) == "2024-05-01T10:00"


@pytest.mark.parametrize(
    "value",
    [
        OLD,
        [OLD, OLD | {"url": "/other"}],
        {"@type": "ItemList", "itemListElement": [OWN | {"headline": "Other"}]},
        {"@type": "JobPosting", "datePublished": "2019-03-04"},
        {"@type": "WebSite", "datePublished": "2019-03-04"},
        {"@type": "NewsArticle", "headline": "Lock opens", "datePublished": "1970-01-01T00:00:00Z"},
        {"@type": "NewsArticle", "headline": "Lock opens", "datePublished": "2199-01-01T00:00:00Z"},
        {"@type": "VideoObject", "uploadDate": "2019-03-04"},
    ],
)
def test_structured_data_of_something_else_dates_nothing(value: object) -> None:
    assert published(page(data(value))) is None


def test_structured_data_with_a_slip_in_it_is_read() -> None:
    script = (
        '<script type="application/ld+json"><!--\n{"@type": "NewsArticle", "headline": "Lock opens",\n'
        '"description": "two\nlines", "datePublished": "2024-05-01T10:00:00Z",}\n--></script>'
    )
    assert published(page(script)) == "2024-05-01T10:00"


@pytest.mark.parametrize(
    ("head", "time"),
    [
        ('<meta property="article:published_time" content="2024-05-01T10:00:00Z">', "2024-05-01T10:00"),
        ('<meta content="2024-05-01T13:00:00+03:00" name="date">', "2024-05-01T13:00:00+03"),
        ("<meta name=pubdate content=20240501>", "2024-05-01T00:00"),
        ('<meta name="DC.date.issued" content="1 مايو 2024 4:20 مساءً">', "2024-05-01T16:20"),
        ('<meta property="article:modified_time" content="2024-05-01">', None),
        ('<meta property="og:updated_time" content="2024-05-01">', None),
    ],
)
def test_metadata_dates_an_article(head: str, time: str | None) -> None:
    assert published(page(head)) == time


def test_scripts_data_of_other_stories_date_nothing() -> None:
    popular = '<script>var popular = [{"headline": "Old", "datePublished": "2019-03-04T08:00:00Z"}]</script>'
    assert published(page(popular)) is None


@pytest.mark.parametrize(
    ("below", "time"),
    [
        ('<time datetime="2024-05-01T10:00:00Z">yesterday</time>', "2024-05-01T10:00"),
        ("<p class=byline>By Mirel Tansa</p><div><time>1 May 2024, 10:00</time></div>", "2024-05-01T10:00"),
        ("<span class=date>الأربعاء 22 شوال 1445 هـ - 1 مايو 2024 م</span>", "2024-05-01T00:00"),
        ("<p>Published: 1 May 2024</p>", "2024-05-01T00:00"),
        (
            '<div class="post-meta"><span class="post-date">Mirel Tansa, 1 May 2024</span></div>',
            "2024-05-01T00:00",
        ),
        ('<time class="entry-date published updated" datetime="2024-05-01">1 May</time>', "2024-05-01T00:00"),
        ('<time class="updated" datetime="2024-05-01">1 May</time>', None),
        ("<p>Updated: 1 May 2024</p>", None),
        ('<aside><time datetime="2019-03-04">4 March</time></aside>', None),
        ('<h3><a href="/mill">Mill burns <time datetime="2019-03-04">4 March</time></a></h3>', None),
    ],
)
def test_a_date_between_headline_and_text_dates_an_article(below: str, time: str | None) -> None:
    assert published(page(below=below)) == time


@pytest.mark.parametrize(
    "text",
    [
        f"{TEXT}<p>This article was amended on 3 May 2024.</p>",
        f"{TEXT}<p>It was last shut on 12 March 1998.</p>",
        f"{TEXT}<footer>© 2017 Orvel Post. 1 January 2017</footer>",
        f"{TEXT}<ul><li>Mill burns <time datetime='2019-03-04'>4 March 2019</time></li></ul>",
    ],
)
def test_dates_in_and_below_the_text_date_nothing(text: str) -> None:
    assert published(page(text=text)) is None


def test_microdata_of_other_items_dates_nothing() -> None:
    own = (
        '<div itemscope><h1>Lock opens</h1><meta itemprop="datePublished" content="2024-05-01">'
        + TEXT
        + "</div>"
    )
    others = "".join(
        f'<div itemscope><b>Mill</b><time itemprop="datePublished" datetime="2019-0{month}-04"></time></div>'
        for month in (1, 2)
    )
    assert (
        published(f"<html><title>Lock opens</title><body>{others}{own}</body></html>") == "2024-05-01T00:00"
    )
    assert (
        published(f"<html><title>Lock opens</title><body><h1>Lock opens</h1>{TEXT}{others}</body></html>")
        is None
    )


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2024/03/05/lock", "2024-03-05"),
        ("/news/2024-03-05-lock.html", "2024-03-05"),
        ("/news/2024/3/5/", "2024-03-05"),
        ("/a/20240305/lock", "2024-03-05"),
        ("/2024/mar/05/lock", "2024-03-05"),
        ("/2024/lock", None),
        ("/2024/03/lock", None),
        ("/lock-20240305123", None),
        ("/2024/13/05/lock", None),
        ("/2024/02/31/lock", None),
        ("/2099/03/05/lock", None),
        ("/v1.2024.03.05", None),
    ],
)
def test_an_address_holds_a_day(path: str, day: str | None) -> None:
    found = published(page(), f"https://post.example{path}")
    assert found == (day and f"{day}T00:00")


def test_what_the_page_states_counts_before_its_address() -> None:
    head = '<meta property="article:published_time" content="2024-05-01T10:00:00Z">'
    assert published(page(head), "https://post.example/2019/03/04/lock") == "2024-05-01T10:00"


def test_a_change_is_that_of_this_article() -> None:
    popular = '<script>{"dateModified": "2025-03-04T08:00:00Z"}</script>'
    found = stated.read(page(popular + data(OWN | {"dateModified": "2024-05-02"}) + data(OLD)), URL)
    assert found is not None
    assert (found.modified() or "").startswith("2024-05-02")
