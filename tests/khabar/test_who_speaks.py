"""Who may speak for whom: a host for its articles; others beside it, and said to be others."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from command import document

sys.path.append(str(Path(__file__).parents[1] / "ingest"))

from news import page
from web import Page, serving

from index.identity import same_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command import Khabar
    from web import Web

OWN = "Nine keepers left work at the lock of Brannet on Monday, the town council of Brannet said in the evening."
OTHER = OWN.replace("Nine", "Ninety")
QUESTION = "How many keepers left work at the lock of Brannet?"


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setenv("KHABAR_FETCH_ALLOW", "127.0.0.1")
    monkeypatch.setattr("ingest.polite.REST", 0.0)
    with serving() as server:
        yield server


def elsewhere(web: Web, path: str) -> str:
    """The same server by another host's name."""
    return f"http://localhost:{web.port}{path}"


def rss(link: str, text: str, *, guid: str = "g-1", more: str = "") -> str:
    return (
        '<rss version="2.0"><channel><title>Orvel Post</title>'
        f"<item><title>Keepers leave work</title><link>{link}</link><guid isPermaLink='false'>{guid}</guid>"
        f"<description>{text}</description>{more}</item></channel></rss>"
    )


def ingest(khabar: Khabar, *sources: object) -> tuple[int, int, int]:
    found = document(khabar("ingest", "--json", *sources))
    return found["added"], found["updated"], found["unchanged"]


def shown(khabar: Khabar, id_: str) -> dict[str, Any]:
    found = document(khabar("article", id_, "--json"))
    assert isinstance(found, dict)
    return found


def carriers(document: dict[str, Any]) -> list[str]:
    return [one["url"] for one in document["carried_by"]]


def test_a_feed_of_another_host_changes_nothing_that_a_host_says(khabar: Khabar, web: Web) -> None:
    claim = f'<source url="{web.url("/feed")}">Orvel Post</source>'
    web["/feed"], web["/agg"] = rss(web.url("/a"), OWN), rss(web.url("/a"), OTHER, more=claim)
    ingest(khabar, web.url("/feed"))
    assert ingest(khabar, elsewhere(web, "/agg")) == (0, 0, 1)
    found = shown(khabar, web.url("/a"))
    assert (found["text"], found["version"], found["carried_by"]) == (OWN, 1, [])
    (other,) = found["otherwise"]
    assert (other["source"], other["url"], other["text"]) == ("localhost", elsewhere(web, "/agg"), OTHER)
    assert "otherwise as carried by" in khabar("article", web.url("/a")).stdout
    answer = document(khabar("ask", QUESTION, "--json"))
    assert "Ninety" not in answer["answer"]
    assert answer["citations"][0]["carried_by"] == []


def test_what_only_a_feed_of_another_host_says_is_said_to_be_carried(khabar: Khabar, web: Web) -> None:
    web["/agg"], web["/more"] = (rss(web.url("/a"), OTHER) for _ in range(2))
    assert ingest(khabar, elsewhere(web, "/agg")) == (1, 0, 0)
    answer = document(khabar("ask", QUESTION, "--json"))
    assert answer["citations"][0]["carried_by"] == [{"source": "localhost", "url": elsewhere(web, "/agg")}]
    assert "as carried by localhost" in khabar("ask", QUESTION).stdout
    assert "as carried by localhost" in khabar("article", web.url("/a")).stdout
    ingest(khabar, elsewhere(web, "/more"))
    assert carriers(shown(khabar, web.url("/a"))) == [elsewhere(web, "/agg"), elsewhere(web, "/more")]


def test_the_feed_that_carries_an_article_may_change_it_and_no_other_feed(khabar: Khabar, web: Web) -> None:
    web["/agg"], web["/more"] = rss(web.url("/a"), OWN), rss(web.url("/a"), OTHER)
    ingest(khabar, elsewhere(web, "/agg"))
    ingest(khabar, elsewhere(web, "/more"))
    assert shown(khabar, web.url("/a"))["text"] == OWN
    web["/agg"] = rss(web.url("/a"), OWN.replace("Nine", "Ten"))
    assert ingest(khabar, elsewhere(web, "/agg")) == (0, 1, 0)


@pytest.mark.parametrize("words", [OWN, OTHER], ids=["other words", "the same words"])
@pytest.mark.parametrize("path", ["/feed", "/a"])
def test_what_was_carried_gives_way_to_the_hosts_own_wording(
    khabar: Khabar, web: Web, path: str, words: str
) -> None:
    web["/agg"], web["/more"] = (
        rss(web.url("/a"), OTHER),
        rss(web.url("/a"), OTHER.replace("Monday", "Tuesday")),
    )
    ingest(khabar, elsewhere(web, "/agg"), elsewhere(web, "/more"))
    web["/feed"], web["/a"] = rss(web.url("/a"), words), page("lock", text=f"{words} {words}")
    ingest(khabar, web.url(path))
    found = shown(khabar, web.url("/a"))
    assert words in found["text"]
    assert (found["carried_by"], found["otherwise"], found["corrected"]) == ([], [], None)
    assert ingest(khabar, elsewhere(web, "/agg")) == (0, 0, 1)
    assert words in shown(khabar, web.url("/a"))["text"]


def test_a_hosts_teaser_counts_more_than_anothers_full_text(khabar: Khabar, web: Web) -> None:
    web["/agg"] = rss(web.url("/a"), " ".join([OTHER] * 10))
    web["/feed"] = rss(web.url("/a"), OWN)
    ingest(khabar, elsewhere(web, "/agg"))
    ingest(khabar, web.url("/feed"))
    assert shown(khabar, web.url("/a"))["text"] == OWN


def test_a_feed_cannot_take_an_article_along_to_its_own_host(khabar: Khabar, web: Web) -> None:
    web["/agg"] = rss(web.url("/a"), OWN)
    ingest(khabar, elsewhere(web, "/agg"))
    web["/agg"] = rss(elsewhere(web, "/b"), OTHER)
    assert ingest(khabar, elsewhere(web, "/agg")) == (1, 0, 0)
    assert shown(khabar, web.url("/a"))["text"] == OWN


def test_a_feed_that_its_host_sends_elsewhere_is_the_hosts_own(khabar: Khabar, web: Web) -> None:
    web["/feed"] = Page(status=301, headers={"Location": elsewhere(web, "/burner")})
    web["/burner"] = rss(web.url("/a"), OWN)
    ingest(khabar, web.url("/feed"))
    assert shown(khabar, web.url("/a"))["carried_by"] == []


def test_what_a_person_gives_counts_more_than_what_is_carried_and_less_than_the_hosts_own(
    khabar: Khabar, web: Web, tmp_path: Path
) -> None:
    given = tmp_path / "given.json"
    given.write_text(
        json.dumps({"url": web.url("/a"), "title": "Keepers", "text": OTHER, "source": "Blog"}), "utf-8"
    )
    web["/agg"], web["/a"] = rss(web.url("/a"), OWN), page("lock", text=f"{OWN} {OWN}")
    ingest(khabar, elsewhere(web, "/agg"))
    assert ingest(khabar, given) == (0, 1, 0)
    ingest(khabar, elsewhere(web, "/agg"))
    assert shown(khabar, web.url("/a"))["text"] == OTHER
    ingest(khabar, web.url("/a"))
    given.write_text(given.read_text("utf-8").replace("Ninety", "Eighty"), "utf-8")
    for _ in range(2):
        assert ingest(khabar, given) == (0, 0, 1)
    found = shown(khabar, web.url("/a"))
    assert (OWN in found["text"], found["source"]) == (True, None)
    assert [one["url"] for one in found["otherwise"]] == [str(given)]


def test_an_address_and_its_feeds_on_other_names_of_the_domain_are_one_host() -> None:
    own = ("https://feeds.post.example/rss", "http://www.post.example/a", "https://m.post.example/b")
    assert all(same_site(one, "https://post.example/x") for one in own)
    assert same_site("https://feeds.bbc.co.uk/x", "https://www.bbc.co.uk/y")
    for one, other in (
        ("https://a.co.uk/x", "https://b.co.uk/x"),
        ("https://me.github.io/x", "https://you.github.io/x"),
        ("https://post.example/x", "https://post.example.evil.example/x"),
        ("http://127.0.0.1:1/x", "http://127.0.0.1:2/x"),
        ("https://post.example/x", "nothing"),
    ):
        assert not same_site(one, other)
