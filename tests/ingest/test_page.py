"""Article pages."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from index.types import Article
from ingest import Failure, page
from ingest.failure import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]
    Read = Callable[..., list[Article | Failure]]

PARAGRAPHS = [
    "اجتمع مجلس الأمن الدولي يوم الثلاثاء في جنيف ولم يتفق على شيء، كما قال رئيسه للصحفيين بعد الجلسة.",
    "وقال وزير الخارجية إن بلاده لن تقبل القرار الذي تقدمت به الدول الأعضاء في المجلس خلال هذا الأسبوع.",
    "ويجتمع المجلس مرة أخرى بعد أسبوع لمناقشة الأزمة التي بدأت منذ سنوات في المنطقة الغربية من البلاد.",
]
PAGE = """<!DOCTYPE html><html lang="ar"><head><meta charset="{charset}">
<title>لا اتفاق في المجلس</title>
<link rel="canonical" href="https://example.org/news/1?utm_source=x#top">
<meta property="og:title" content="لا اتفاق في المجلس"><meta property="og:site_name" content="الأخبار">
<meta name="author" content="أحمد علي">
<script type="application/ld+json">{{"@type": "NewsArticle",
"datePublished": "2020-07-08T15:30:00+03:00"}}</script>
</head><body><nav><a href="/">الرئيسية</a> <a href="/sport">رياضة</a></nav>
<article><h1>لا اتفاق في المجلس</h1>{body}</article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


def html(charset: str = "utf-8", body: str = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)) -> bytes:
    return PAGE.format(charset=charset, body=body).encode(charset)


@pytest.fixture
def found(write: Write, read: Read) -> Article:
    (article,) = read(write("a.html", html()))
    assert isinstance(article, Article)
    return article


def test_the_main_text_is_the_text(found: Article) -> None:
    assert [line for line in found.text.split("\n") if line] == PARAGRAPHS


def test_metadata_is_read(found: Article) -> None:
    assert (found.title, found.author) == ("لا اتفاق في المجلس", "أحمد علي")
    assert (found.source, found.language) == ("الأخبار", "ar")


def test_the_time_of_publication_keeps_its_time_of_day(found: Article) -> None:
    assert found.published == datetime(2020, 7, 8, 12, 30, tzinfo=UTC)


def test_the_canonical_address_is_the_identity(found: Article) -> None:
    assert found.id == found.url == "https://example.org/news/1"


@pytest.mark.parametrize("charset", ["windows-1256", "iso8859-6", "utf-16", "utf-8-sig"])
def test_a_page_in_another_encoding_reads_the_same(
    write: Write, read: Read, charset: str, found: Article
) -> None:
    (other,) = read(write("b.html", html(charset)))
    assert isinstance(other, Article)
    assert other.text == found.text


def test_a_page_without_text_is_a_failure(write: Write, read: Read) -> None:
    path = write("a.html", "<html><body>" + "<div></div>" * 5000 + "</body></html>")
    assert read(path) == [Failure(str(path), "The page has no article text that could be found.")]


@pytest.mark.parametrize("bomb", ["<div>" * 200_000, "<p>x" * 200_000, "<b>" * 300, "<br>" * 30_000])
def test_a_page_of_tags_is_refused_at_once(write: Write, read: Read, bomb: str) -> None:
    start = time.process_time()
    (found,) = read(write("a.html", f"<html><body>{bomb}"))
    assert isinstance(found, Failure)
    assert "too many tags" in found.reason
    assert time.process_time() - start < 2


def test_tags_in_scripts_and_comments_do_not_count(write: Write, read: Read) -> None:
    hidden = f"<script>{'<b>' * 30_000}</script><!--{'<b>' * 30_000}--><style>{'<i>' * 300}</style>"
    (found,) = read(write("a.html", html().replace(b"<nav>", hidden.encode() + b"<nav>")))
    assert isinstance(found, Article)


def test_an_xml_declaration_does_no_harm(write: Write, read: Read) -> None:
    (found,) = read(write("a.html", b'<?xml version="1.0" encoding="utf-8"?>\n' + html()))
    assert isinstance(found, Article)


def test_a_date_that_means_nothing_gives_way(write: Write, read: Read) -> None:
    data = html().replace(b"2020-07-08T15:30:00+03:00", b"0001-01-01T00:00:00Z")
    data = data.replace(b"</head>", b'<meta property="article:published_time" content="2020-07-09"></head>')
    (found,) = read(write("a.html", data))
    assert isinstance(found, Article)
    assert found.published == datetime(2020, 7, 9, tzinfo=UTC)


def test_trafilatura_loads_only_for_a_page() -> None:
    import subprocess
    import sys

    heavy = "{'trafilatura', 'charset_normalizer', 'lxml'}"
    code = f"import sys, ingest; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_limits_are_below_what_was_seen_to_break() -> None:
    assert page.DEEPEST < 256
    assert page.LARGEST <= 5_000_000


@pytest.mark.parametrize(
    "data",
    [
        b'{"error": {"message": "You have sent too many requests. <p>Choose a paid plan if you need more.</p>"}}',
        b'[{"text": "<p>The lock at Brannet opened on Monday, the harbour master said on the telephone.</p>"}]',
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nBT (<p>The lock at Brannet opened on Monday.) Tj ET\n%%EOF",
        b"<?xml version='1.0'?><Error><Code>AccessDenied</Code><Message>Access was denied to it.</Message></Error>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><text>The lock at Brannet opened on Monday.</text></svg>",
        b"The lock at Brannet opened on Monday, the harbour master said on the telephone: 3 < 4 of them.",
        bytes(range(1, 32)) * 40 + b"<p>The lock at Brannet opened on Monday, the harbour master said.</p>",
    ],
    ids=["object", "list", "pdf", "error", "picture", "text", "binary"],
)
def test_what_is_no_page_has_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="no article text"):
        page.parse(data)


@pytest.mark.parametrize("before", ["", "\ufeff\n", "<!-- " + "x" * 9000 + " -->", "<?xml version='1.0'?>\n"])
def test_a_part_of_a_page_is_a_page(before: str) -> None:
    body = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    assert PARAGRAPHS[0] in page.parse(f"{before}<main>{body}</main>".encode())["text"]
