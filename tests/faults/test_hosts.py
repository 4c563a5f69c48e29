"""Hosts that hang, and visits without end, keep no other feed from its rhythm."""

from __future__ import annotations

import json
from datetime import timedelta
from threading import Event, Lock, Timer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from archives import ANALYSER

from index.archive import Archive
from index.types import Article
from ingest.failure import Failure
from ingest.fetch import FetchError, Response
from ingest.polite import UNANSWERED, Polite
from ingest.turns import HELD, MOST, PLACES, Turns
from ingest.visiting import Visited
from ingest.watch import Watch
from ingest.web import Web

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 120.0  # seconds; a busy machine is slow, a broken one never gets there
HANGING = [f"https://hangs-{number}.example/feed" for number in range(50)]
HEALTHY = "https://healthy.example/feed"
TEXT = "The harbour of {} was closed on Monday after a storm had damaged its wall, said its master."
TIMED_OUT = "It took longer than 20 seconds."


def feed(host: str, entries: int = 1) -> bytes:
    items = [
        {"id": str(n), "url": f"https://{host}/{n}", "title": f"Harbour {n}", "content_text": TEXT.format(n)}
        for n in range(entries)
    ]
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Coast", "items": items}
    ).encode()


def page(number: str) -> bytes:
    text = " ".join(TEXT.format(f"{number}, in part {part},") for part in range(5))
    head, body = f"<title>Harbour {number}</title>", f"<article><p>{text}</p></article>"
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def test_a_healthy_feed_keeps_its_rhythm_beside_fifty_hosts_that_hang(tmp_path: Path) -> None:
    """It is visited again and again while none of the fifty has been given up.

    Seen red with eight places, each held until its visit was over: the healthy feed was never visited.
    """
    release, stop, lock = Event(), Event(), Lock()
    asked: set[str] = set()
    visits = 0

    def fetch(url: str, **_: object) -> Response:
        nonlocal visits
        with lock:
            asked.add(url)
            visits += url == HEALTHY
        if url != HEALTHY:
            release.wait()
            raise FetchError(TIMED_OUT, retry=True)
        return Response(url, feed("healthy.example"))

    patience = Timer(PATIENCE, stop.set)
    patience.start()
    try:
        with Archive.open(tmp_path / "archive", create=True) as archive:
            every = timedelta(seconds=0.1)
            for _ in Watch(archive, ANALYSER, fetch, stop, every=every).run([*HANGING, HEALTHY]):
                if visits >= 5 and len(asked) == len(HANGING) + 1:
                    break
    finally:
        patience.cancel()
        stop.set()
        release.set()
    assert not patience.finished.is_set() or visits >= 5
    assert visits >= 5
    assert asked == {*HANGING, HEALTHY}


# ---- whose turn it is


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_hosts_that_answered_have_places_of_their_own() -> None:
    turns = Turns(Clock())
    for number in range(1_000):
        turns.add(f"hangs-{number}", "u", answered=False)
    assert len(list(turns.begin())) == PLACES
    turns.add("healthy", "u", answered=True)
    assert [turn.host for turn in turns.begin()] == ["healthy"]


def test_a_place_is_held_for_a_moment_and_only_so_many_visits_are_under_way() -> None:
    clock = Clock()
    turns = Turns(clock)
    for number in range(1_000):
        turns.add(f"hangs-{number}", "u", answered=False)
    begun = []
    for _ in range(10):
        begun.append(len(list(turns.begin())))
        clock.now += HELD
    assert sum(begun) == MOST
    assert max(begun) == PLACES
    turns.over("hangs-0")
    assert len(list(turns.begin())) == 1


def test_a_host_has_one_turn_at_a_time_for_all_that_is_due() -> None:
    turns = Turns(Clock())
    turns.add("one", "a", answered=True)
    turns.add("one", "b", answered=True)
    assert list(turns.begin()) == [("one", ["a", "b"])]
    turns.add("one", "c", answered=False)
    assert list(turns.begin()) == []
    turns.over("one")
    assert list(turns.begin()) == [("one", ["c"])]


# ---- what a visit may take


def test_a_visit_that_has_taken_long_enough_leaves_the_other_pages_for_the_next_one() -> None:
    """The feed is then to come whole again. Seen red with every page of a feed fetched in one visit."""
    fetched: list[str] = []

    def fetch(url: str, **_: object) -> Response:
        fetched.append(url)
        number = urlsplit(url).path[1:]
        data = feed("slow.example", 9) if number == "feed" else page(number)
        return Response(url, data, etag='"1"')

    web = Web(fetch, fetch, full=True, enough=lambda: len(fetched) > 3)
    items = list(web.read("https://slow.example/feed"))
    assert fetched == [f"https://slow.example/{name}" for name in ("feed", "0", "1", "2")]
    articles = [item for item in items if isinstance(item, Article)]
    assert len({article.url for article in articles}) == 9
    last = items[-1]
    assert isinstance(last, Visited)
    assert (last.visit.kind, last.visit.etag) == ("feed", None)


def test_a_sitemaps_pages_are_left_for_the_next_visit_too() -> None:
    fetched: list[str] = []

    def fetch(url: str, **_: object) -> Response:
        fetched.append(url)
        number = urlsplit(url).path[1:]
        if number != "sitemap.xml":
            return Response(url, page(number))
        places = "".join(f"<url><loc>https://slow.example/{n}</loc></url>" for n in range(9))
        data = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'
        return Response(url, data.encode(), etag='"1"')

    items = list(Web(fetch, fetch, enough=lambda: len(fetched) > 3).read("https://slow.example/sitemap.xml"))
    assert len(fetched) == 4
    assert [item.retry for item in items if isinstance(item, Failure)] == [True]
    assert isinstance(items[-1], Visited)
    assert items[-1].visit.etag is None


def test_a_host_that_has_stopped_to_answer_is_left_alone_for_minutes() -> None:
    """Each of a feed's pages there would take as long as a fetch may. Seen red without `Polite._ask`."""
    clock, asked = Clock(), []

    def fetch(url: str, **_: object) -> Response:
        if not url.endswith("robots.txt"):
            asked.append(url)
            raise FetchError(TIMED_OUT, retry=True)
        return Response(url, b"")

    polite = Polite(fetch, rest=0, clock=clock)
    for number in range(20):
        with pytest.raises(FetchError):
            polite(f"https://hangs.example/{number}")
    assert len(asked) == UNANSWERED
    clock.now += 301
    with pytest.raises(FetchError, match="20 seconds"):
        polite("https://hangs.example/again")
