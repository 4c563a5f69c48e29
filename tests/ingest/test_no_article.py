"""What is at an address instead of an article never becomes one, nor takes the place of one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from news import item, page, rss, story
from web import Page

from index.types import Article
from ingest import Failure, notice
from ingest.addresses import Allowed
from ingest.fetch import Fetcher
from ingest.polite import Polite
from ingest.visiting import Visited
from ingest.web import Web as Reader

if TYPE_CHECKING:
    from web import Web

    from index.visits import Visit

WALL = "<html><title>Before you continue</title><p>We and our 90 partners use cookies. You can accept all of them.</p>"
OTHER = (
    "Seven masks were stolen from the museum of Kelmora last night. Nobody has seen the thieves, whom the police think"
    " to be abroad by now. A reward of nine hundred crowns waits for whoever brings them back unharmed before Easter"
)


class Keeper:
    """Reads addresses, and keeps what they bring as an archive does."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)
        self.known: dict[str, Visit] = {}
        self.kept: dict[str, Article] = {}
        self.fetch = Fetcher(Allowed.parse("127.0.0.1"), seconds=2)

    def read(self, url: str, *, full: bool = False) -> list[Failure]:
        robot = Polite(self.fetch, rest=0)
        reader = Reader(self.fetch, robot, self.known, full, now=lambda: self.now, held=self.kept.get)
        items = list(reader.read(url))
        self.known |= {one.visit.url: one.visit for one in items if isinstance(one, Visited)}
        self.kept |= {one.id: one for one in items if isinstance(one, Article)}
        return [one for one in items if isinstance(one, Failure)]

    def later(self, **more: float) -> None:
        self.now += timedelta(**more)


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


def test_a_wall_in_an_articles_place_leaves_it_as_it_was(web: Web, keeper: Keeper) -> None:
    web["/a"] = page("Derna")
    assert not keeper.read(web.url("/a"))
    web["/a"] = WALL
    (failed,) = keeper.read(web.url("/a"))
    assert failed.reason == notice.REASONS["consent"]
    assert keeper.kept[web.url("/a")].text.startswith("The council of Derna")
    assert keeper.known[web.url("/a")].last_error == failed.reason


def test_a_page_that_only_sends_on_is_followed_once(web: Web, keeper: Keeper) -> None:
    web["/old"] = '<html><meta http-equiv="refresh" content="1; url=/new"><p>We have moved.</p>'
    web["/new"] = Page(page("Hun"), headers={"ETag": '"new"'})
    assert not keeper.read(web.url("/old"))
    assert list(keeper.kept) == [web.url("/new")]
    assert keeper.known[web.url("/old")].etag is None


def test_a_page_that_sends_on_to_another_that_does_is_a_failure(web: Web, keeper: Keeper) -> None:
    for at, to in (("/1", "/2"), ("/2", "/3")):
        web[at] = f'<html><meta http-equiv="refresh" content="0; url={to}"><p>We have moved.</p>'
    web["/3"] = page("Hun")
    (failed,) = keeper.read(web.url("/1"))
    assert failed.reason == notice.REASONS["moved"]
    assert "/3" not in web.count()


def test_what_a_page_sends_on_to_passes_the_same_checks(web: Web, keeper: Keeper) -> None:
    web["/a"] = '<html><meta http-equiv="refresh" content="0; url=http://127.0.0.2:9/"><p>We have moved.</p>'
    (failed,) = keeper.read(web.url("/a"))
    assert "not a public web server" in failed.reason


def test_an_address_that_leads_to_the_front_page_now_is_no_article(web: Web, keeper: Keeper) -> None:
    web["/a"] = Page(status=302, headers={"Location": "/"})
    web["/"] = page("Ghat")
    (failed,) = keeper.read(web.url("/a"))
    assert failed.reason == notice.REASONS["gone"]
    assert not keeper.kept


def test_a_wall_instead_of_an_entrys_page_leaves_the_entry(web: Web, keeper: Keeper) -> None:
    web["/feed"] = rss(item(web.url("/a"), "Brak", text="The council of Brak met on Tuesday and agreed."))
    web["/a"] = WALL
    (failed,) = keeper.read(web.url("/feed"), full=True)
    assert failed.reason == notice.REASONS["consent"]
    assert keeper.kept[web.url("/a")].text == "The council of Brak met on Tuesday and agreed."


def test_a_text_that_shares_nothing_with_the_one_held_waits_for_a_day(web: Web, keeper: Keeper) -> None:
    web["/a"] = page("Derna")
    keeper.read(web.url("/a"))
    web["/a"] = page("Derna", text=OTHER).replace("The harbour of Derna", "Museum robbed")
    for hours in (0, 5, 18):
        keeper.later(hours=hours)
        (failed,) = keeper.read(web.url("/a"))
        assert "shares next to nothing" in failed.reason
        assert "Seven masks were stolen" in failed.reason
        assert failed.retry
    assert keeper.kept[web.url("/a")].text.startswith("The council")
    keeper.later(hours=1)
    assert not keeper.read(web.url("/a"))
    assert keeper.kept[web.url("/a")].text.startswith("Seven masks")


def test_texts_that_differ_from_visit_to_visit_are_never_believed(web: Web, keeper: Keeper) -> None:
    web["/a"] = page("Derna")
    keeper.read(web.url("/a"))
    for number in range(3):
        web["/a"] = page("Derna", text=f"{number} {OTHER}").replace("The harbour of Derna", "Front page")
        keeper.later(days=2)
        assert keeper.read(web.url("/a"))
    assert keeper.kept[web.url("/a")].text.startswith("The council")


def test_a_text_written_anew_below_its_headline_is_a_new_wording(web: Web, keeper: Keeper) -> None:
    web["/a"] = page("Derna")
    keeper.read(web.url("/a"))
    web["/a"] = page("Derna", text=OTHER)
    assert not keeper.read(web.url("/a"))


def test_a_story_that_goes_on_under_a_new_headline_is_a_new_wording(web: Web, keeper: Keeper) -> None:
    web["/a"] = page("Derna")
    keeper.read(web.url("/a"))
    more = (
        f"Ships came back. {story('Derna')} The first ships came in on Friday, said the pilot. He was glad."
    )
    web["/a"] = page("Derna", text=more).replace("The harbour of Derna", "Ships are back")
    assert not keeper.read(web.url("/a"))


@pytest.mark.parametrize("root", ["rss", "feed", "urlset"])
def test_what_a_server_complains_of_before_a_document_is_passed_over(root: str) -> None:
    from ingest import sniff

    warned = f"<br />\n<b>Warning</b>: Undefined index in <b>/srv/a.php</b> on line 4<br />\n<{root} a='b'></{root}>"
    assert sniff.kind(warned.encode()) == sniff.kind(f"<{root}></{root}>".encode()) != "page"


def test_a_feed_below_a_warning_is_read_whole(web: Web, keeper: Keeper) -> None:
    web["/feed"] = "Notice: Undefined variable $x in /srv/rss.php on line 3\n" + rss(
        item(web.url("/a"), "Brak")
    )
    assert not keeper.read(web.url("/feed"))
    assert keeper.kept[web.url("/a")].text == story("Brak")
