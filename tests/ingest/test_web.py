"""Addresses read: what is at them, what is noted of the visit, what a broken feed does (nothing)."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from news import PLACES, item, page, rss, story
from web import Page

from index.types import Article
from ingest import Failure
from ingest.addresses import Allowed
from ingest.fetch import LARGEST, Fetcher, FetchError
from ingest.polite import Polite
from ingest.visiting import Visited
from ingest.web import Web as Reader

if TYPE_CHECKING:
    from web import Web

    from index.visits import Visit
    from ingest.fetch import Fetch, Response

START = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Follower:
    """Reads addresses again and again, remembering visits as the archive does."""

    now: datetime = START
    full: bool = False
    known: dict[str, Visit] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.fetch = Fetcher(Allowed.parse("127.0.0.1"), seconds=2)
        self.robot = Polite(self.fetch, rest=0)

    def read(self, url: str) -> list[Article | Failure]:
        reader = Reader(self.fetch, self.robot, self.known, self.full, now=lambda: self.now)
        items = list(reader.read(url))
        self.known |= {one.visit.url: one.visit for one in items if isinstance(one, Visited)}
        self.unchanged = sum(one.unchanged for one in items if isinstance(one, Visited))
        return [one for one in items if not isinstance(one, Visited)]

    def later(self, **more: float) -> None:
        self.now += timedelta(**more)


@pytest.fixture
def follower() -> Follower:
    return Follower()


def articles(found: list[Article | Failure]) -> list[Article]:
    assert all(isinstance(one, Article) for one in found), found
    return [one for one in found if isinstance(one, Article)]


def failure(found: list[Article | Failure]) -> Failure:
    (one,) = found
    assert isinstance(one, Failure)
    return one


# Feeds


def test_every_entry_of_a_feed_is_an_article(web: Web, follower: Follower) -> None:
    web["/feed"] = rss(*(item(web.url(f"/{place}?utm_source=rss#top"), place) for place in PLACES[:3]))
    found = articles(follower.read(web.url("/feed")))
    assert [one.id for one in found] == [web.url(f"/{place}") for place in PLACES[:3]]
    assert found[0].text == story("Sirte")
    assert (found[0].source, found[0].title) == ("Gulf Wire", "The harbour of Sirte")
    assert found[0].published == datetime(2020, 7, 8, 10, tzinfo=UTC)
    assert found[0].origin == web.url("/feed")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("25-12-2023 18:30", "2023-12-25"),
        ("06-09-2021 10:00", None),
        ("2016/6/29 15:07:41", "2016-06-29"),
        ("1594202400", "2020-07-08"),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("Tue, 01 Jan 2099 00:00:00 GMT", None),
        ("17 ذو القعدة 1441", "2020-07-08"),
        ("mer., 08 juil. 2020 10:00:00 +0200", "2020-07-08"),
    ],
)
def test_a_feeds_dates_are_read_as_they_are_meant(
    web: Web, follower: Follower, written: str, day: str | None
) -> None:
    web["/feed"] = rss(item(web.url("/a"), "Hun").replace("Wed, 08 Jul 2020 10:00:00 GMT", written))
    (one,) = articles(follower.read(web.url("/feed")))
    assert (one.published and one.published.date().isoformat()) == day


def test_the_same_article_in_two_feeds_is_one(web: Web, follower: Follower) -> None:
    web["/world"] = rss(item(web.url("/a"), "Derna", guid="1"))
    web["/coast"] = rss(item(web.url("/a?utm_medium=feed"), "Derna", guid="2"))
    (one,), (other,) = (articles(follower.read(web.url(path))) for path in ("/world", "/coast"))
    assert one.id == other.id


def test_what_has_not_changed_costs_nothing(web: Web, follower: Follower) -> None:
    def feed(asked: object) -> Page:
        known = asked.headers.get("if-none-match") == '"1"'  # type: ignore[attr-defined]
        entries = rss(item(web.url("/a"), "Derna"), item(web.url("/b"), "Ghat"))
        return Page(status=304) if known else Page(entries, headers={"ETag": '"1"'})

    web["/feed"] = feed
    assert len(follower.read(web.url("/feed"))) == 2
    assert follower.read(web.url("/feed")) == []
    assert follower.unchanged == 2
    assert follower.known[web.url("/feed")].last_error is None


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (Page(status=500), "500"),
        (Page(status=404), "404"),
        (Page(b"x" * 100, slowly=0.1), "longer than"),
        (Page(b""), "sent nothing"),
        (Page(" \n"), "sent nothing"),
        (Page(page("Derna")), "is a page now"),
        (Page("<rss version='2.0'"), ""),
    ],
    ids=["500", "404", "slow", "empty", "blank", "a page in its place", "cut in its first tag"],
)
def test_a_feed_that_breaks_takes_nothing_along(
    web: Web, follower: Follower, broken: Page, reason: str
) -> None:
    whole = rss(item(web.url("/a"), "Derna"))
    web["/feed"] = whole
    before = follower.read(web.url("/feed"))

    web["/feed"] = broken
    assert reason in failure(follower.read(web.url("/feed"))).reason
    visit = follower.known[web.url("/feed")]
    assert (visit.kind, visit.failures, visit.last_ok) == ("feed", 1, START)
    assert visit.retry_at

    web["/feed"] = whole
    assert follower.read(web.url("/feed")) == before
    assert follower.known[web.url("/feed")].failures == 0


def test_of_a_feed_cut_off_the_last_entry_waits(web: Web, follower: Follower) -> None:
    whole = rss(item(web.url("/a"), "Derna"), item(web.url("/b"), "Ghat"))
    web["/feed"] = Page(whole[: whole.index("Opposition", whole.index("Ghat"))], headers={"ETag": '"1"'})
    one, told = follower.read(web.url("/feed"))
    assert isinstance(one, Article)
    assert isinstance(told, Failure)
    assert (one.id, "breaks off" in told.reason) == (web.url("/a"), True)
    assert follower.known[web.url("/feed")].etag is None  # the next visit asks for all of it


def test_a_feed_without_entries_is_no_failure(web: Web, follower: Follower) -> None:
    web["/feed"] = rss()
    assert follower.read(web.url("/feed")) == []


def test_a_server_that_asks_to_be_left_alone_is(web: Web, follower: Follower) -> None:
    web["/feed"] = Page(status=429, headers={"Retry-After": "7200"})
    assert failure(follower.read(web.url("/feed"))).retry
    assert follower.known[web.url("/feed")].retry_at == START + timedelta(hours=2)


def test_a_failing_feed_is_left_alone_for_longer_and_longer(web: Web, follower: Follower) -> None:
    waits = []
    for _ in range(12):
        follower.read(web.url("/nothing"))
        retry_at = follower.known[web.url("/nothing")].retry_at
        assert retry_at
        waits.append(retry_at - follower.now)
    assert waits[:3] == [timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=20)]
    assert waits[-1] == timedelta(days=1)


# Teasers and full texts


@pytest.mark.parametrize(
    ("text", "teaser"),
    [
        ("The council met…", True),
        (story("Derna") * 3 + " [&hellip;]", True),
        (story("Derna") * 3 + " Read more", True),
        ("اجتمع المجلس في درنة وقرر بناء الميناء. اقرأ المزيد", True),
        ("The council met.", True),
        (story("Derna") * 3, False),
    ],
)
def test_a_teaser_is_marked(web: Web, follower: Follower, text: str, *, teaser: bool) -> None:
    web["/feed"] = rss(item(web.url("/a"), "Derna", text=text))
    assert articles(follower.read(web.url("/feed")))[0].teaser is teaser


def test_an_entry_of_a_headline_only_is_a_teaser_of_it(web: Web, follower: Follower) -> None:
    web["/feed"] = rss(
        f"<item><title>Harbour of Derna to be rebuilt</title><link>{web.url('/a')}</link></item>"
    )
    (found,) = articles(follower.read(web.url("/feed")))
    assert (found.text, found.teaser) == ("Harbour of Derna to be rebuilt", True)


def test_full_fetches_the_page_and_says_what_only_the_feed_knows(web: Web) -> None:
    web["/feed"] = rss(item(web.url("/a"), "Derna", text="The council met…"))
    web["/a"] = page("Derna")
    (found,) = articles(Follower(full=True).read(web.url("/feed")))
    assert found.text.startswith("The council of Derna met on Tuesday")
    assert (found.source, found.teaser, found.origin) == ("Gulf Wire", False, web.url("/a"))
    assert found.published == datetime(2020, 7, 8, 10, tzinfo=UTC)


def test_a_page_that_fails_leaves_the_teaser_and_is_tried_again(web: Web) -> None:
    follower = Follower(full=True)
    web["/feed"] = Page(rss(item(web.url("/a"), "Derna", text="The council met…")), headers={"ETag": '"1"'})
    web["/a"] = Page(status=503)
    teaser, told = follower.read(web.url("/feed"))
    assert isinstance(teaser, Article)
    assert isinstance(told, Failure)
    assert (teaser.teaser, told.retry) == (True, True)

    follower.later(minutes=6)
    web["/a"] = page("Derna")
    (found,) = articles(follower.read(web.url("/feed")))
    assert (found.id, found.teaser) == (teaser.id, False)


def test_a_page_taken_in_is_not_fetched_each_round(web: Web) -> None:
    follower = Follower(full=True)
    web["/feed"], web["/a"] = rss(item(web.url("/a"), "Derna")), page("Derna")
    for hours in (0, 1, 1, 5):
        follower.later(hours=hours)
        follower.read(web.url("/feed"))
    assert web.count()["/a"] == 2  # at once, and after some hours: it may have been corrected
    assert web.count()["/robots.txt"] == 1


def test_full_after_all_fetches_pages_though_the_feed_is_as_it_was(web: Web) -> None:
    follower = Follower()
    web["/feed"] = lambda asked: (
        Page(status=304)
        if "if-none-match" in asked.headers
        else Page(rss(item(web.url("/a"), "Derna", text="The council met…")), headers={"ETag": '"1"'})
    )
    web["/a"] = page("Derna")
    follower.read(web.url("/feed"))
    follower.full = True
    (found,) = articles(follower.read(web.url("/feed")))
    assert not found.teaser


# Pages


def test_a_page_says_what_it_is(web: Web, follower: Follower) -> None:
    head = (
        '<link rel="canonical" href="/harbour"><meta property="og:site_name" content="Coast Today">'
        '<meta name="author" content="Nadia Haddad"><script type="application/ld+json">{"@type": "NewsArticle",'
        '"datePublished": "2020-07-08T12:00:00+02:00", "dateModified": "2020-07-09T08:00:00Z"}</script>'
    )
    web["/a?from=home"] = page("Derna", head=head)
    (found,) = articles(follower.read(web.url("/a?from=home")))
    assert found.id == found.url == web.url("/harbour")
    assert (found.source, found.author, found.language) == ("Coast Today", "Nadia Haddad", "en")
    assert found.published == datetime(2020, 7, 8, 10, tzinfo=UTC)
    assert found.modified == datetime(2020, 7, 9, 8, tzinfo=UTC)


def test_a_page_cannot_pass_for_another_sites_article(web: Web, follower: Follower) -> None:
    web["/a"] = page("Derna", head='<link rel="canonical" href="https://gulf.example/derna-floods">')
    (found,) = articles(follower.read(web.url("/a")))
    assert found.id == web.url("/a")


def test_much_page_and_no_text_is_a_failure(web: Web, follower: Follower) -> None:
    web["/a"] = page("Derna")
    follower.read(web.url("/a"))
    scripts = "<script>track()</script>" * 2_000
    web["/a"] = f"<html><body>{scripts}<div><p>Weather. Traffic.</p></div></body></html>"
    assert "no article text" in failure(follower.read(web.url("/a"))).reason


def test_a_page_that_says_gone_is_withdrawn_at_once(web: Web, follower: Follower) -> None:
    from ingest.visiting import is_withdrawn

    web["/a"] = page("Derna")
    follower.read(web.url("/a"))
    assert not is_withdrawn(follower.known[web.url("/a")], follower.now)
    web["/a"] = Page(status=410)
    follower.read(web.url("/a"))
    assert is_withdrawn(follower.known[web.url("/a")], follower.now)


def test_a_page_not_found_is_withdrawn_after_three_times_and_a_day(web: Web, follower: Follower) -> None:
    from ingest.visiting import is_withdrawn

    withdrawn = []
    for hours in (0, 1, 1, 21, 1):
        follower.later(hours=hours)
        follower.read(web.url("/a"))
        withdrawn.append(is_withdrawn(follower.known[web.url("/a")], follower.now))
    assert withdrawn == [False, False, False, False, True]


def test_a_page_that_is_back_or_merely_broken_is_not_withdrawn(web: Web, follower: Follower) -> None:
    from ingest.visiting import is_withdrawn

    for answer in (
        Page(status=404),
        Page(status=404),
        Page(status=500),
        Page(status=404),
        Page(page("Derna")),
    ):
        web["/a"] = answer
        follower.later(days=1)
        follower.read(web.url("/a"))
        assert not is_withdrawn(follower.known[web.url("/a")], follower.now)
    assert follower.known[web.url("/a")].gone == 0


# Lists of addresses


def test_every_feed_of_an_opml_list_is_read_and_remembered(web: Web, follower: Follower) -> None:
    outlines = "".join(
        f'<outline type="rss" xmlUrl="{web.url(path)}"/>' for path in ("/one", "/two", "/none")
    )
    web["/list"] = f'<opml version="2.0"><body><outline text="News">{outlines}</outline></body></opml>'
    web["/one"], web["/two"] = rss(item(web.url("/a"), "Derna")), rss(item(web.url("/b"), "Ghat"))
    found = follower.read(web.url("/list"))
    assert [one.id for one in found if isinstance(one, Article)] == [web.url("/a"), web.url("/b")]
    assert {url: visit.kind for url, visit in follower.known.items()} == dict.fromkeys(
        map(web.url, ("/one", "/two", "/none")), "feed"
    )


def test_what_a_list_names_that_is_no_address_is_a_failure(web: Web, follower: Follower) -> None:
    web["/list"] = (
        '<opml><body><outline type="rss" text="A &amp; B" xmlUrl="gopher://a.example"/></body></opml>'
    )
    assert failure(follower.read(web.url("/list"))).source == "gopher://a.example"


def test_the_charset_of_the_header_counts(web: Web, follower: Follower) -> None:
    text = "Zażółć gęślą jaźń, powiedział burmistrz."
    body = rss(item(web.url("/a"), "Derna", text=text)).replace('<?xml version="1.0"?>', "")
    web["/feed"] = Page(body.encode("iso-8859-2"), headers={"Content-Type": "text/xml; charset=ISO-8859-2"})
    (article,) = articles(follower.read(web.url("/feed")))
    assert article.text == text


def test_a_news_sitemap_leads_to_its_pages(web: Web, follower: Follower) -> None:
    news = (
        "<news:news><news:publication><news:name>Coast Today</news:name></news:publication>"
        "<news:publication_date>2020-07-08T10:00:00Z</news:publication_date><news:title>Harbour</news:title></news:news>"
    )
    web["/sitemap.xml"] = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        f"<url><loc>{web.url('/a')}</loc>{news}</url></urlset>"
    )
    web["/a"] = page("Derna")
    (found,) = articles(follower.read(web.url("/sitemap.xml")))
    assert (found.source, found.published) == ("Coast Today", datetime(2020, 7, 8, 10, tzinfo=UTC))
    assert {visit.kind for visit in follower.known.values()} == {"sitemap", "page"}


def index(web: Web, *paths: str) -> str:
    listed = "".join(f"<sitemap><loc>{web.url(path)}</loc></sitemap>" for path in paths)
    return f"<sitemapindex>{listed}</sitemapindex>"


def urlset(web: Web, *paths: str, more: str = "") -> str:
    listed = "".join(f"<url><loc>{web.url(path)}</loc></url>" for path in paths)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset>{listed}{more}</urlset>'


def test_an_index_of_sitemaps_is_followed_and_an_index_in_it_each_sitemap_once(
    web: Web, follower: Follower
) -> None:
    web["/index"] = index(web, "/inner", "/pages")
    web["/inner"] = index(web, "/deeper", "/index", "/inner", "/pages")
    web["/pages"], web["/deeper"] = urlset(web, "/a"), urlset(web, "/b")
    web["/a"], web["/b"] = page("Derna"), page("Ghat")
    assert len(articles(follower.read(web.url("/index")))) == 2
    assert {web.count()[path] for path in ("/index", "/inner", "/pages", "/deeper")} == {1}


def test_an_index_without_end_is_left_after_so_many_sitemaps(
    web: Web, follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.web.MOST_SITEMAPS", 5)
    for number in range(20):
        web[f"/{number}"] = index(web, f"/{number + 1}")
    follower.read(web.url("/0"))
    assert sum(path != "/robots.txt" for path in web.count()) == 5


def test_a_sitemap_may_be_larger_than_a_page(web: Web, follower: Follower) -> None:
    filler = "".join(
        f"<url><loc>https://elsewhere.example/{number}/{'x' * 400}</loc><lastmod>2020-01-01</lastmod></url>"
        for number in range(12_000)
    )
    dated = f"<url><loc>{web.url('/b')}</loc><lastmod>2021-01-01</lastmod></url>"
    large = urlset(web, more=filler + dated)
    assert len(large) > LARGEST
    web["/sitemap.xml"] = large
    web["/sitemap.xml.gz"] = gzip.compress(large.encode())
    web["/b"] = page("Ghat")
    reader = Reader(follower.fetch, _only_here(follower.robot))
    for path in ("/sitemap.xml", "/sitemap.xml.gz"):
        found = [item for item in reader.read(web.url(path)) if isinstance(item, Article)]
        assert [one.id for one in found] == [
            web.url("/b")
        ]  # the newest page comes first, the filler is nowhere
    web["/more"] = f"<html>{'x' * LARGEST}</html>"
    assert "larger than 5 MB" in failure(follower.read(web.url("/more"))).reason


def _only_here(fetch: Fetch) -> Fetch:
    def get(url: str, *, etag: str | None = None, modified: str | None = None) -> Response:
        if "elsewhere" in url:
            raise FetchError("Elsewhere.")
        return fetch(url, etag=etag, modified=modified)

    return get


def test_of_two_entries_of_one_article_the_first_counts(web: Web, follower: Follower) -> None:
    web["/feed"] = rss(
        item(web.url("/a"), "Derna", text=story("Ghat")),
        item(web.url("/b"), "Hun"),
        item(web.url("/a"), "Derna"),
    )
    found = articles(follower.read(web.url("/feed")))
    assert [(one.id, "Ghat" in one.text) for one in found] == [(web.url("/a"), True), (web.url("/b"), False)]


def test_what_robots_txt_forbids_is_not_fetched_unless_a_person_names_it(web: Web) -> None:
    web["/robots.txt"] = "User-agent: Khabar\nDisallow: /private"
    web["/feed"] = rss(item(web.url("/private/a"), "Derna"), item(web.url("/b"), "Ghat"))
    web["/private/a"], web["/b"] = page("Derna"), page("Ghat")
    follower = Follower(full=True)
    told = [one.reason for one in follower.read(web.url("/feed")) if isinstance(one, Failure)]
    assert len(told) == 1
    assert "robots.txt" in told[0]
    assert web.count()["/private/a"] == 0
    assert articles(follower.read(web.url("/private/a")))
