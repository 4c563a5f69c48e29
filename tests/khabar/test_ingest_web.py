"""`khabar ingest` of addresses and lists of feeds, from a web server on loopback."""

from __future__ import annotations

import gzip
import sys
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from command import document, one_sentence

sys.path.append(str(Path(__file__).parents[1] / "ingest"))

from news import PLACES, item, page, rss
from web import Page, serving

from index.archive import Archive
from ingest.fetch import Fetcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from command import Khabar
    from web import Asked, Web


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setenv("KHABAR_FETCH_ALLOW", "127.0.0.1")
    monkeypatch.setattr("ingest.polite.REST", 0.0)
    with serving() as server:
        yield server


@pytest.fixture
def feed(web: Web) -> str:
    """A feed of three articles that says when nothing has changed."""

    def answer(asked: Asked) -> Page:
        entries = rss(*(item(web.url(f"/{place}"), place) for place in PLACES[:3]))
        same = asked.headers.get("if-none-match") == '"1"'
        return Page(status=304) if same else Page(entries, headers={"ETag": '"1"'})

    web["/feed"] = answer
    return web.url("/feed")


def state(folder: Path) -> list[tuple[str, int, str]]:
    """The articles with their versions and texts, and so all that a fault may not change."""
    with Archive.open(folder) as archive:
        rows = archive._connection.execute("SELECT id FROM articles ORDER BY id").fetchall()
        found = [archive.article(row[0]) for row in rows]
    return [(one.id, one.version, one.text) for one in found]


def test_a_feed_is_taken_in_and_answers(khabar: Khabar, feed: str) -> None:
    assert document(khabar("ingest", feed, "--json"))["added"] == 3
    found = document(khabar("ask", "How much will the work in Derna cost?", "--json"))
    assert "12 million dollars" in found["answer"]
    assert found["citations"][0]["article"]["source"] == "Gulf Wire"


def test_a_feed_that_has_not_changed_is_not_read_let_alone_embedded(
    khabar: Khabar, feed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    khabar("ingest", feed)
    monkeypatch.setattr("ingest.sandbox.Sandbox.parse", _never)
    monkeypatch.setattr("index.writer.analyse", _never)
    found = document(khabar("ingest", feed, "--json"))
    assert (found["added"], found["updated"], found["unchanged"]) == (0, 0, 3)


def _never(*_: object, **__: object) -> None:
    raise AssertionError


def test_a_feed_read_again_whole_embeds_nothing(
    khabar: Khabar, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    web["/feed"] = rss(*(item(web.url(f"/{place}"), place) for place in PLACES[:3]))
    khabar("ingest", web.url("/feed"))
    embedded: list[int] = []
    monkeypatch.setattr("index.writer.analyse", lambda subjects, _: embedded.append(len(subjects)) or [])
    assert document(khabar("ingest", web.url("/feed"), "--json"))["unchanged"] == 3
    assert sum(embedded) == 0


FAULTS = {
    "500": Page(status=500),
    "404": Page(status=404),
    "410": Page(status=410),
    "empty": Page(b""),
    "truncated": Page(rss(item("http://x.example/", "Derna"))[:200]),
    "a page": Page(page("Ghat")),
    "all entries gone": Page(rss()),
    "nonsense": Page(b"\x00\xff" * 500),
    "timeout": Page(b"x" * 1000, slowly=0.2),
    "a damaged gzip": Page(gzip.compress(b"x")[:-4], headers={"Content-Encoding": "gzip"}),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_of_a_feed_deletes_and_doubles_nothing(
    khabar: Khabar, web: Web, folder: Path, fault: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.fetch.Fetcher", partial(Fetcher, seconds=1.0))
    whole = rss(*(item(web.url(f"/{place}"), place) for place in PLACES[:2]))
    web["/feed"] = whole
    khabar("ingest", web.url("/feed"))
    before = state(folder)
    asked = len(web.asked)

    web["/feed"] = fault
    khabar("ingest", web.url("/feed"))
    assert len(web.asked) > asked  # the fault was met
    assert state(folder) == before

    web["/feed"] = whole
    assert document(khabar("ingest", web.url("/feed"), "--json"))["unchanged"] == 2
    assert state(folder) == before


def test_a_clock_an_hour_wrong_doubles_nothing(khabar: Khabar, web: Web, folder: Path) -> None:
    entry = item(web.url("/a"), "Derna")
    web["/feed"] = rss(entry)
    khabar("ingest", web.url("/feed"))
    before = state(folder)
    dated = {"Date": "Thu, 01 Jan 2015 00:00:00 GMT", "Last-Modified": "Fri, 01 Jan 2038 00:00:00 GMT"}
    web["/feed"] = Page(rss(entry.replace("10:00:00", "11:00:00")), headers=dated)
    assert document(khabar("ingest", web.url("/feed"), "--json"))["unchanged"] == 1
    assert state(folder) == before


def test_status_says_how_every_feed_is(khabar: Khabar, web: Web, feed: str) -> None:
    khabar("ingest", feed, web.url("/none"))
    web["/gone"] = rss(item(web.url("/a"), "Ghat"))
    khabar("ingest", web.url("/gone"))
    web["/gone"] = Page(status=503)
    for _ in range(3):
        khabar("ingest", web.url("/gone"))

    found = {one["url"]: one for one in document(khabar("status", "--json"))["feeds"]}
    assert found[feed]["last_error"] is None
    assert found[feed]["last_ok"]
    assert "503" in found[web.url("/gone")]["last_error"]
    assert found[web.url("/gone")]["silent"]
    assert f"SILENT feed: {web.url('/gone')}" in khabar("status").stdout
    assert f"{web.url('/gone')} has been silent" in khabar("doctor").stdout


@pytest.mark.parametrize("name", ["feeds.opml", "feeds.xml"])
def test_every_feed_of_a_list_is_taken_in_and_remembered(
    khabar: Khabar, web: Web, feed: str, tmp_path: Path, name: str
) -> None:
    """A list named .xml is one by its root element."""
    web["/other"] = rss(item(web.url("/x"), "Murzuq"))
    outlines = f'<outline xmlUrl="{feed}"/><outline xmlUrl="{web.url("/other")}"/>'
    (tmp_path / name).write_text(f"<opml version='2.0'><body>{outlines}</body></opml>")
    assert document(khabar("ingest", tmp_path / name, "--json"))["added"] == 4
    assert len(document(khabar("status", "--json"))["feeds"]) == 2


def test_feeds_of_several_hosts_are_fetched_at_the_same_time_and_a_hosts_one_by_one(
    khabar: Khabar, web: Web, tmp_path: Path
) -> None:
    with serving() as other:
        both = Barrier(2)

        def answer(on: Web, *places: str) -> Callable[[Asked], Page]:
            def page(_: Asked) -> Page:
                both.wait(20)  # one host's feed comes only while the other's is fetched
                return Page(rss(*(item(on.url(f"/{place}"), place) for place in places)))

            return page

        web["/1"], web["/2"] = answer(web, "Derna"), answer(web, "Ghat")
        other["/1"], other["/2"] = answer(other, "Hun"), answer(other, "Brak")
        urls = [on.url(path) for on in (web, other) for path in ("/1", "/2")]
        assert document(khabar("ingest", *urls, "--json"))["added"] == 4
        assert (web.most_at_once, other.most_at_once) == (1, 1)

        outlines = "".join(f'<outline xmlUrl="{url}"/>' for url in urls)
        (tmp_path / "feeds.opml").write_text(f"<opml version='2.0'><body>{outlines}</body></opml>")
        assert document(khabar("ingest", tmp_path / "feeds.opml", "--json"))["unchanged"] == 4
        assert (web.most_at_once, other.most_at_once) == (1, 1)


@pytest.mark.parametrize("name", ["feeds.opml", "feeds.xml", "feeds.xml.gz"])
def test_a_list_of_feeds_that_only_lies_in_a_folder_fetches_nothing(
    khabar: Khabar, web: Web, feed: str, tmp_path: Path, name: str
) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("The council met on Tuesday.")
    text = f'<opml><body><outline xmlUrl="{feed}"/></body></opml>'.encode()
    (tmp_path / "news" / name).write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
    assert document(khabar("ingest", tmp_path / "news", "--json"))["added"] == 1
    assert not web.asked


def test_a_feed_in_a_file_is_taken_in(khabar: Khabar, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(rss(item("https://gulf.example/a", "Derna")))
    (tmp_path / "feed.json").write_text(
        '{"version": "https://jsonfeed.org/version/1.1", "title": "Coast", "items": [{"id": "1",'
        ' "url": "https://coast.example/b", "content_html": "<p>The harbour of Ghat opened on Monday.</p>"}]}'
    )
    assert document(khabar("ingest", tmp_path, "--json"))["added"] == 2
    found = document(khabar("article", "https://coast.example/b", "--json"))
    assert (found["text"], found["source"]) == ("The harbour of Ghat opened on Monday.", "Coast")


def test_a_teaser_is_marked_and_gives_way_to_the_full_text_for_good(khabar: Khabar, web: Web) -> None:
    web["/feed"] = rss(item(web.url("/a"), "Derna", text="The council met…"))
    web["/a"] = page("Derna")
    khabar("ingest", web.url("/feed"))
    assert document(khabar("article", web.url("/a"), "--json"))["teaser"]

    assert document(khabar("ingest", web.url("/feed"), "--full", "--json"))["updated"] == 1
    assert document(khabar("ingest", web.url("/feed"), "--json"))["updated"] == 0
    found = document(khabar("article", web.url("/a"), "--json"))
    assert (found["teaser"], found["version"]) == (False, 2)


def test_a_withdrawn_page_is_kept_and_said_to_be(khabar: Khabar, web: Web, folder: Path) -> None:
    web["/a"] = page("Derna")
    khabar("ingest", web.url("/a"))
    web["/a"] = Page(status=410)
    khabar("ingest", web.url("/a"))
    with Archive.open(folder) as archive:
        assert archive.article(web.url("/a")).withdrawn is not None


def test_what_is_not_public_is_refused_in_a_sentence(khabar: Khabar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KHABAR_FETCH_ALLOW", raising=False)
    told = one_sentence(khabar("ingest", "http://127.0.0.1:9/feed", "--quiet"), 4)
    assert "KHABAR_FETCH_ALLOW" in told


def test_a_feed_that_tells_only_of_changes_leaves_the_first_date(khabar: Khabar, web: Web) -> None:
    def atom(updated: str, text: str) -> str:
        return (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><id>tag:post</id>'
            f"<entry><id>tag:post,1</id><title>Lock opens</title><link href='{web.url('/a')}'/>"
            f"<updated>{updated}</updated><summary>{text}</summary></entry></feed>"
        )

    told = "The lock at Brannet opened on Monday."
    for updated, text in (
        ("2020-07-08T10:00:00Z", told),
        ("2024-03-02T10:00:00Z", told),
        ("2025-01-01T00:00:00Z", told[:-1]),
    ):
        web["/feed"] = atom(updated, text)
        khabar("ingest", web.url("/feed"))
        found = document(khabar("article", web.url("/a"), "--json"))
        assert found["published"] == "2020-07-08T10:00:00Z"


def test_a_wall_in_an_articles_place_is_named_and_the_article_stays(khabar: Khabar, web: Web) -> None:
    web["/a"] = page("Derna")
    khabar("ingest", web.url("/a"))
    web["/a"] = "<html><title>Sign in</title><p>Please sign in to continue. Forgot your password?</p></html>"
    done = document(khabar("ingest", web.url("/a"), "--json"), 4)
    assert "asks to log in" in done["failed"][0]["reason"]
    assert document(khabar("article", web.url("/a"), "--json"))["version"] == 1


def test_another_text_in_an_articles_place_is_not_taken_for_it_at_once(khabar: Khabar, web: Web) -> None:
    web["/a"] = page("Derna")
    khabar("ingest", web.url("/a"))
    other = "Seven masks were stolen from the museum of Kelmora. Nobody saw the thieves, whom police believe abroad"
    web["/a"] = page("Kelmora", text=other).replace("The harbour of", "Theft in")
    done = document(khabar("ingest", web.url("/a"), "--json"), 4)
    assert "shares next to nothing" in done["failed"][0]["reason"]
    assert document(khabar("article", web.url("/a"), "--json"))["version"] == 1
