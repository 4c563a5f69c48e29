"""A robot's manners, and when it comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event, Lock, Thread
from time import sleep
from typing import TYPE_CHECKING

import pytest

from index.visits import Visit
from ingest.fetch import FetchError, Response
from ingest.polite import Polite
from ingest.schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Site:
    """A web with one robots.txt for all its hosts; counts who is asked, and at most how many times at once."""

    robots: str | FetchError = ""
    asked: list[str] = field(default_factory=list)
    most: dict[str, int] = field(default_factory=dict)
    now: dict[str, int] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    hold: Callable[[], object] = lambda: None

    def __call__(self, url: str, **_: object) -> Response:
        host = url.split("/")[2]
        with self.lock:
            self.asked.append(url)
            self.now[host] = self.now.get(host, 0) + 1
            self.most[host] = max(self.most.get(host, 0), self.now[host])
        self.hold()
        with self.lock:
            self.now[host] -= 1
        if url.endswith("/robots.txt"):
            if isinstance(self.robots, FetchError):
                raise self.robots
            return Response(url, self.robots.encode())
        return Response(url, b"news")


def test_robots_txt_is_asked_once_and_kept_to() -> None:
    site = Site("User-agent: *\nDisallow: /\n\nUser-agent: Khabar\nDisallow: /private/")
    fetch = Polite(site, rest=0)
    fetch("https://news.example/a")
    fetch("https://news.example/b")
    with pytest.raises(FetchError, match=r"robots\.txt asks not to"):
        fetch("https://news.example/private/c")
    assert site.asked == [f"https://news.example/{name}" for name in ("robots.txt", "a", "b")]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_rules_may_be_read(status: int) -> None:
    assert Polite(Site(FetchError("", status=status)), rest=0)("https://news.example/a").data == b"news"


@pytest.mark.parametrize("status", [None, 429, 500, 503])
def test_a_site_whose_rules_cannot_be_told_is_left_alone_for_a_while(status: int | None) -> None:
    site, time = Site(FetchError("Broken.", retry=True, status=status)), [0.0]
    fetch = Polite(site, rest=0, clock=lambda: time[0])
    for _ in range(3):
        with pytest.raises(FetchError, match="left alone") as caught:
            fetch("https://news.example/a")
        assert caught.value.retry
    assert site.asked == ["https://news.example/robots.txt"]

    time[0], site.robots = 299.0, ""
    with pytest.raises(FetchError, match="left alone"):
        fetch("https://news.example/a")
    time[0] = 301.0
    assert fetch("https://news.example/a").data == b"news"


def test_rules_are_believed_for_a_day() -> None:
    site, time = Site(), [0.0]
    fetch = Polite(site, rest=0, clock=lambda: time[0])
    read = []
    for hours in (0, 23.9, 24.1):
        time[0] = hours * 3600
        fetch("https://news.example/a")
        read.append(sum(url.endswith("robots.txt") for url in site.asked))
    assert read == [1, 1, 2]


def test_a_host_is_asked_one_thing_at_a_time_and_others_meanwhile() -> None:
    both, arrived = Event(), [0]

    def hold() -> None:
        arrived[0] += 1
        if arrived[0] >= 2:
            both.set()
        both.wait(5)

    site = Site(hold=hold)
    fetch = Polite(site, rest=0)
    urls = [f"https://{host}.example/{n}" for host in ("one", "two") for n in range(4)]
    threads = [Thread(target=fetch, args=(url,)) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert both.is_set()  # two hosts were asked at once
    assert site.most == {"one.example": 1, "two.example": 1}
    assert len(site.asked) == 10


def test_what_a_person_names_needs_no_leave_but_its_host_is_asked_one_thing_at_a_time() -> None:
    site = Site("User-agent: *\nDisallow: /private", hold=lambda: sleep(0.01))
    fetch = Polite(site, rest=0)
    urls = [f"https://news.example/{name}" for name in ("private/a", "private/b", "c", "d")]
    calls = [fetch.named if "private" in url else fetch for url in urls]
    threads = [Thread(target=call, args=(url,)) for call, url in zip(calls, urls, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert site.most == {"news.example": 1}
    assert sorted(site.asked) == sorted([*urls, "https://news.example/robots.txt"])


@pytest.mark.parametrize(
    ("robots", "rest"),
    [("", 1.0), ("User-agent: *\nCrawl-delay: 7", 7.0), ("User-agent: *\nCrawl-delay: 900", 60.0)],
)
def test_a_host_rests_between_requests(robots: str, rest: float) -> None:
    stop = Waits()
    fetch = Polite(Site(robots), stop=stop, clock=lambda: 100.0)  # type: ignore[arg-type]
    fetch("https://news.example/a")
    fetch("https://news.example/b")
    assert stop.waits == [0.0, rest]


class Waits(Event):
    """An event that is waited for in no time, and says for how long it would have been."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout or 0.0)
        return self.is_set()


def test_who_waits_gives_up_when_told_to_stop() -> None:
    stop = Event()
    fetch = Polite(Site(), rest=60, stop=stop)
    fetch("https://news.example/a")
    stop.set()
    with pytest.raises(FetchError, match="stopping"):
        fetch("https://news.example/b")


# When to come back


def schedule(*visits: Visit, pages: bool = False) -> Schedule:
    return Schedule(timedelta(minutes=10), {visit.url: visit for visit in visits}, pages)


def test_a_new_address_is_due_at_once_and_then_after_an_interval() -> None:
    plan = schedule()
    plan.watch("u", NOW)
    assert plan.due(NOW) == ["u"]
    assert plan.due(NOW) == []  # under way
    plan.stored(Visit("u", "feed", last_ok=NOW), NOW)
    assert plan.due(NOW + timedelta(minutes=8)) == []
    assert plan.due(NOW + timedelta(minutes=12)) == ["u"]


def test_a_watch_goes_on_where_the_last_one_was() -> None:
    plan = schedule(Visit("u", "feed", last_ok=NOW - timedelta(minutes=4)))
    plan.watch("u", NOW)
    assert plan.due(NOW + timedelta(minutes=5)) == []
    assert plan.due(NOW + timedelta(minutes=6)) == ["u"]


def test_a_failing_address_waits_for_as_long_as_its_back_off_says() -> None:
    plan = schedule(Visit("u", "feed", failures=4, retry_at=NOW + timedelta(hours=1)))
    plan.watch("u", NOW)
    assert plan.due(NOW + timedelta(minutes=59)) == []
    assert plan.due(NOW + timedelta(minutes=60)) == ["u"]
    plan.stored(Visit("u", "feed", failures=5, retry_at=NOW + timedelta(hours=3)), NOW + timedelta(hours=1))
    assert plan.due(NOW + timedelta(hours=2)) == []
    assert plan.due(NOW + timedelta(hours=3)) == ["u"]


def test_a_visit_that_could_not_be_stored_is_made_again_not_at_once() -> None:
    plan = schedule()
    plan.watch("u", NOW)
    plan.due(NOW)
    plan.over("u", NOW)
    assert plan.due(NOW + timedelta(minutes=1)) == []
    assert plan.due(NOW + timedelta(minutes=12)) == ["u"]


def test_pages_are_visited_again_ever_more_seldom() -> None:
    at, visits = NOW, []
    page = Visit("p", "page", known_since=NOW, last_ok=NOW)
    while at < NOW + timedelta(days=30):
        at += timedelta(hours=1)
        plan = schedule(page, pages=True)
        if plan.due(at):
            visits.append((at - NOW) / timedelta(hours=1))
            page = Visit("p", "page", known_since=NOW, last_ok=at)
    assert visits == sorted(visits)
    assert visits[:3] == [6.0, 12.0, 24.0]
    assert len(visits) < 10


def test_only_pages_of_what_is_known_are_visited_when_asked_for() -> None:
    page = Visit("p", "page", known_since=NOW, last_ok=NOW)
    assert schedule(page).due(NOW + timedelta(days=9)) == []
    assert schedule(page, pages=True).due(NOW + timedelta(days=9)) == ["p"]
