"""An article is of the day that it was where it was published, and JSON has its time in UTC."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command import as_lines, document

sys.path.append(str(Path(__file__).parents[1] / "ingest"))

from news import item, page, rss

if TYPE_CHECKING:
    from command import Khabar

QUESTION = "What would the work on the harbour of Sirte cost?"
ADDRESS = "https://gulf.example/sirte"


def feed(folder: Path, dated: str) -> Path:
    """A feed with one item."""
    written = item(ADDRESS, "Sirte").replace("Wed, 08 Jul 2020 10:00:00 GMT", dated)
    (folder / "feed.xml").write_text(rss(written), "utf-8")
    return folder / "feed.xml"


@pytest.mark.parametrize(
    ("dated", "day", "time"),
    [
        ("Tue, 07 Jul 2020 00:30:00 +0300", "7 July 2020", "2020-07-06T21:30:00Z"),
        ("Tue, 07 Jul 2020 23:45:00 EST", "7 July 2020", "2020-07-08T04:45:00Z"),
        ("Tue, 07 Jul 2020 23:45:00", "7 July 2020", "2020-07-07T23:45:00Z"),
        ("Tue, 07 Jul 2020 23:45:00 GMT", "7 July 2020", "2020-07-07T23:45:00Z"),
    ],
)
def test_a_feeds_item_is_cited_with_its_publishers_day(
    khabar: Khabar, tmp_path: Path, dated: str, day: str, time: str
) -> None:
    document(khabar("ingest", "--json", feed(tmp_path, dated)))
    found = document(khabar("ask", QUESTION, "--json"))
    assert f", {day}" in found["sentences"][0]["text"]
    assert found["newest_on_topic"] == "2020-07-07"
    assert found["citations"][0]["article"]["published"] == time
    article = document(khabar("article", ADDRESS, "--json"))
    assert [article["published"], article["versions"][0]["published"]] == [time, time]


def test_a_page_is_cited_with_the_day_that_it_states(khabar: Khabar, tmp_path: Path) -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The harbour of Sirte",'
        ' "datePublished": "2020-07-07T23:45:00-05:00"}</script>'
    )
    (tmp_path / "page.html").write_text(page("Sirte", head=head), "utf-8")
    document(khabar("ingest", "--json", tmp_path / "page.html"))
    found = document(khabar("ask", QUESTION, "--json"))
    assert "7 July 2020" in found["sentences"][0]["text"]
    assert found["newest_on_topic"] == "2020-07-07"
    assert found["citations"][0]["article"]["published"] == "2020-07-08T04:45:00Z"


@pytest.mark.parametrize("published", ["2020-07-07T00:30:00+03:00", "7 July 2020 00:30 EEST"])
def test_a_record_is_cited_with_the_day_that_it_states(khabar: Khabar, published: str) -> None:
    text = "The harbour of Sirte was closed. The work on it would cost 12 million dollars, its chairman said."
    record = {"id": "sirte", "title": "The harbour of Sirte", "text": text, "published": published}
    document(khabar("ingest", "--json", "-", stdin=as_lines([record])))
    assert "7 July 2020" in document(khabar("ask", QUESTION, "--json"))["sentences"][0]["text"]


def test_what_happened_is_listed_by_publishers_days(khabar: Khabar) -> None:
    """The later article is of the earlier day, where it was published."""
    records = [
        {"id": "late", "published": "2020-07-07T20:00:00-05:00", "text": "The harbour of Sirte was closed."},
        {
            "id": "early",
            "published": "2020-07-08T00:30:00+03:00",
            "text": "A ship sank off the harbour of Sirte.",
        },
    ]
    document(khabar("ingest", "--json", "-", stdin=as_lines(records)))
    found = document(khabar("ask", "What happened at the harbour of Sirte?", "--json"))
    assert [one["text"].partition(" · ")[0] for one in found["sentences"]] == ["8 July 2020", "7 July 2020"]
    assert found["newest_on_topic"] == "2020-07-08"


def test_taken_in_again_it_is_unchanged(khabar: Khabar, tmp_path: Path) -> None:
    place = feed(tmp_path, "Tue, 07 Jul 2020 00:30:00 +0300")
    document(khabar("ingest", "--json", place))
    before = document(khabar("article", ADDRESS, "--json"))
    again = document(khabar("ingest", "--json", place))
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 1)
    assert document(khabar("article", ADDRESS, "--json")) == before


def test_a_zone_that_becomes_known_counts_where_only_the_last_change_is_told(khabar: Khabar) -> None:
    text = "The harbour of Sirte was closed. The work on it would cost 12 million dollars, its chairman said."
    for time in ("2020-07-06T21:30:00Z", "2020-07-07T00:30:00+03:00"):
        record = {"id": "sirte", "title": "Sirte", "text": text, "published": time, "modified": time}
        found = document(khabar("ingest", "--json", "-", stdin=as_lines([record])))
    assert found["unchanged"] == 1
    assert "7 July 2020" in document(khabar("ask", QUESTION, "--json"))["sentences"][0]["text"]


@pytest.mark.parametrize(
    "times",
    [
        ("2020-07-08T00:00:00+03:00", "2020-07-07T21:00:00Z"),  # one moment
        ("2020-07-08", "2020-07-08T00:30:00+03:00"),  # one day
    ],
)
def test_of_two_wordings_of_one_time_neither_is_older_for_its_zone(
    khabar: Khabar, tmp_path: Path, times: tuple[str, str]
) -> None:
    text = "The harbour of Sirte was closed on Monday by {} men."
    records = [
        {"id": "sirte", "title": "Harbour", "text": text.format(men), "published": time}
        for men, time in zip((9, 10), times, strict=True)
    ]
    (tmp_path / "a.jsonl").write_text(as_lines(records), "utf-8")
    document(khabar("ingest", "--json", tmp_path / "a.jsonl"))
    assert "10 men" in document(khabar("article", "sirte", "--json"))["text"]
