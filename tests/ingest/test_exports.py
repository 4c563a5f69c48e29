"""Records as well-known tools and services write them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest

from index.types import Article
from ingest import Failure, exports
from ingest.failure import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]
    Read = Callable[..., list[Article | Failure]]

TEXT = "The council met on Tuesday and agreed to nothing, its chairman said in Geneva."
DAY = datetime(2024, 5, 1, 10, tzinfo=UTC)
TIME = "2024-05-01T10:00:00Z"
URL = "https://post.example/council"

RECORDS: dict[str, Any] = {
    "news-please": {
        "authors": ["Jane Doe"],
        "date_download": "2024-06-01 00:00:00",
        "date_publish": "2024-05-01 10:00:00",
        "maintext": TEXT,
        "text": None,
        "source_domain": "post.example",
        "title": "No deal",
        "url": URL,
    },
    "newspaper4k": [
        {
            "url": URL,
            "title": "No deal",
            "text": TEXT,
            "authors": ["Jane Doe"],
            "publish_date": TIME,
            "meta_site_name": "post.example",
            "summary": "",
        }
    ],
    "trafilatura": {
        "title": "No deal",
        "author": "Jane Doe",
        "hostname": "post.example",
        "date": TIME,
        "raw_text": "",
        "text": TEXT,
        "source": URL,
        "source-hostname": "post.example",
    },
    "wordpress": [
        {
            "id": 7,
            "date": "2024-05-01T12:00:00",
            "date_gmt": "2024-05-01T10:00:00",
            "status": "publish",
            "type": "post",
            "link": URL,
            "title": {"rendered": "No deal"},
            "content": {"rendered": f"<p>{TEXT}</p>\n", "protected": False},
            "excerpt": {"rendered": "<p>Short.</p>"},
            "author": 3,
            "yoast_head_json": {
                "author": "Jane Doe",
                "og_site_name": "post.example",
                "title": "No deal - Post",
            },
        }
    ],
    "news in the Common Crawl": {
        "requested_url": URL,
        "plain_text": TEXT,
        "published_date": TIME,
        "title": "No deal",
        "author": "Jane Doe",
        "sitename": "post.example",
        "publisher": "https://post.example/",
        "crawl_date": "2024-06-01",
    },
    "schema.org": {
        "@type": "NewsArticle",
        "headline": "No deal",
        "articleBody": TEXT,
        "datePublished": TIME,
        "dateModified": TIME,
        "author": [{"@type": "Person", "name": "Jane Doe"}],
        "publisher": {"@type": "Organization", "name": "post.example"},
        "mainEntityOfPage": {"@id": URL},
    },
    "a search engine": {
        "hits": {
            "total": 1,
            "hits": [
                {
                    "_id": "x",
                    "_source": {
                        "title": "No deal",
                        "content": TEXT,
                        "published_at": TIME,
                        "link": URL,
                        "source_name": "post.example",
                        "creator": ["Jane Doe"],
                    },
                }
            ],
        }
    },
    "The Guardian": {
        "response": {
            "status": "ok",
            "results": [
                {
                    "webTitle": "No deal",
                    "webUrl": URL,
                    "webPublicationDate": TIME,
                    "fields": {"bodyText": TEXT, "byline": "By Jane Doe", "publication": "post.example"},
                }
            ],
        }
    },
    "a loader of documents": {
        "page_content": TEXT,
        "metadata": {
            "source": URL,
            "title": "No deal",
            "author": "Jane Doe",
            "published": TIME,
            "site_name": "post.example",
        },
    },
}


@pytest.mark.parametrize("tool", RECORDS)
def test_a_tool_s_record_is_an_article(write: Write, read: Read, tool: str) -> None:
    (article,) = read(write("a.json", json.dumps(RECORDS[tool])))
    assert isinstance(article, Article), article
    assert (article.text, article.title, article.author) == (TEXT, "No deal", "Jane Doe")
    assert (article.published, article.url, article.source) == (DAY, URL, "post.example")
    assert not article.teaser


def one(**fields: object) -> dict[str, object]:
    return exports.usual({"text": TEXT, **fields})


@pytest.mark.parametrize(
    ("fields", "source"),
    [
        ({"publisher": "post.example", "sitename": "Orvel Post"}, "Orvel Post"),
        ({"source": "https://www.post.example/news"}, "post.example"),
        ({"source": {"id": None, "name": "Orvel Post"}}, "Orvel Post"),
        ({"source": URL, "hostname": "post.example"}, "post.example"),
        ({"domain": "post.example"}, "post.example"),
        ({}, None),
    ],
)
def test_an_address_is_no_publisher_s_name(fields: dict[str, object], source: str | None) -> None:
    assert one(**fields).get("source") == source


def test_an_address_for_a_source_is_where_the_article_is() -> None:
    assert one(source=URL).get("url") == URL


def test_a_publisher_s_own_address_is_not_the_article_s() -> None:
    assert "url" not in one(source={"name": "Orvel Post", "url": "https://post.example/"})


@pytest.mark.parametrize("status", ["draft", "pending", "private", "trash", "future"])
def test_what_was_not_published_is_refused(status: str) -> None:
    with pytest.raises(UnreadableError, match=status):
        one(status=status)


@pytest.mark.parametrize(
    "fields", [{"status": "ok"}, {"status": "publish"}, {"draft": False}, {"published": TIME}]
)
def test_what_was_published_is_read(fields: dict[str, object]) -> None:
    assert one(**fields)["text"] == TEXT


def test_a_record_that_was_removed_is_refused() -> None:
    with pytest.raises(UnreadableError, match="removed"):
        exports.usual({"title": "[Removed]", "content": "[Removed]", "description": "[Removed]"})


def test_a_record_with_a_summary_only_is_a_teaser() -> None:
    found = exports.usual({"title": "No deal", "content": None, "description": TEXT})
    assert (found["text"], found["teaser"]) == (TEXT, True)


def test_the_publisher_behind_a_headline_goes() -> None:
    assert one(title="Council agrees to nothing - Orvel Post", source="Orvel Post")["title"] == (
        "Council agrees to nothing"
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"One.\n\nTwo.\r\nThree.", "One.\n\nTwo.\nThree."),
        (r"One.\nHe said \"no\" \u00e9.", 'One.\nHe said "no" é.'),
        (r"One.\n\ud83d\ude00", "One.\n😀"),
        (r"It lies in C:\News\Notes.", r"It lies in C:\News\Notes."),
        (r"It lies in C:\Users\Nina\nine.txt.", r"It lies in C:\Users\Nina\nine.txt."),
        (r"The sign \nabla is a triangle.", r"The sign \nabla is a triangle."),
        ("قال الوزير.\\nوأضاف.", "قال الوزير.\nوأضاف."),
    ],
)
def test_line_ends_that_a_script_wrote_as_letters_are_line_ends(written: str, meant: str) -> None:
    assert one(text=written)["text"] == meant


def test_a_page_in_a_record_is_read_as_a_page(write: Write, read: Read) -> None:
    html = (
        "<!DOCTYPE html><html><head><title>No deal</title></head><body><nav><a href='/'>Home</a></nav><article>"
        f"<h1>No deal</h1><p>{TEXT}</p><p>{TEXT.replace('Tuesday', 'Monday')}</p></article></body></html>"
    )
    (article,) = read(write("a.jsonl", json.dumps({"url": URL, "warc_date": "2024-06-01", "html": html})))
    assert isinstance(article, Article)
    assert TEXT in article.text
    assert "Home" not in article.text
    assert article.url == URL


def test_all_lists_of_articles_in_an_envelope_are_read(write: Write, read: Read) -> None:
    both = {
        "featured": [{"id": "a", "title": "A", "text": TEXT}],
        "latest": [{"id": "b", "title": "B", "text": TEXT}, {"id": "c", "title": "C", "text": TEXT}],
        "tags": [{"name": "x"}] * 9,
    }
    found = read(write("a.json", json.dumps(both)))
    assert [each.id for each in found if isinstance(each, Article)] == ["a", "b", "c"]


def test_backslashes_and_nesting_cost_their_length() -> None:
    deep: dict[str, object] = {"text": TEXT}
    for _ in range(500):
        deep = {"metadata": deep, "fields": deep}
    start = process_time()
    exports.usual({"text": "C:\\" * 200_000 + "\\n" * 200_000})
    with pytest.raises(KeyError):
        exports.usual(deep)["text"]
    assert process_time() - start < 4
