"""What a reader is told of an answer's articles, and of how fresh the archive is; known answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from bot.answering.provenance import freshness, silent_feeds, standing, with_provenance
from bot.answering.types import Also, Answer, Citation, Note, Sentence
from index.types import Article, Filters, Passage, Span
from index.visits import Visit

NOW = datetime(2020, 7, 8, 12, tzinfo=UTC)
BAGHDAD = timezone(timedelta(hours=3))
QUOTE = "The port is open."


def article(id_: str, text: str = QUOTE, **facts: Any) -> Article:
    return Article(id_, text, "News", "en", **facts)


def citation(number: int, one: Article) -> Citation:
    span = Span(0, len(QUOTE))
    return Citation(number, Passage(number, one, span, (span,)), span)


def feed(name: str, failures: int = 0, **facts: Any) -> Visit:
    return Visit(f"https://{name}.example/feed", "feed", failures=failures, **facts)


def plain(text: str) -> str:
    """Return a text without the marks that keep directions apart."""
    return text.replace("\u2068", "").replace("\u2069", "")


# --- freshness ---


def test_an_archive_is_as_fresh_as_what_came_last() -> None:
    before, last = NOW - timedelta(hours=5), NOW - timedelta(hours=2)

    assert "10:00" in freshness(before, [feed("a", last_ok=last)], "en", NOW)
    assert "10:00" in freshness(last, [feed("a", last_ok=before)], "en", NOW)
    assert "07:00" in freshness(before, [Visit("https://a.example", "page", last_ok=last)], "en", NOW)
    assert freshness(None, [feed("a")], "en", NOW) == ""


@pytest.mark.parametrize(
    ("zone", "hours", "told"),
    [
        (UTC, 2, "8 July 2020 10:00 UTC"),
        (BAGHDAD, 2, "13:00"),
        (BAGHDAD, 20, "7 July 2020 19:00"),
    ],
)
def test_a_time_is_told_by_the_readers_clock(zone: timezone, hours: int, told: str) -> None:
    line = plain(freshness(NOW - timedelta(hours=hours), [], "en", NOW.astimezone(zone)))

    assert told in line
    assert ("July" in line) is ("July" in told)


def test_two_silent_feeds_are_named_and_the_others_counted() -> None:
    silent = [
        feed(name, 3, last_ok=NOW - timedelta(days=days))
        for name, days in (("a", 2), ("b", 4), ("c", 3), ("d", 1))
    ]
    two = plain(freshness(NOW, silent[:2], "en", NOW))
    line = plain(freshness(NOW, [*silent, feed("e", 2, last_ok=NOW)], "en", NOW))

    assert [name in two for name in ("a.example", "b.example", "more")] == [True, True, False]
    assert "b.example" in line
    assert "c.example" in line
    assert not any(f"{name}.example" in line for name in "ade")
    assert "2 more" in line
    assert "4 days" in line
    assert line.index("b.example") < line.index("c.example")


def test_a_silent_feed_goes_by_its_host_and_no_secret_in_its_address_is_in_an_answer() -> None:
    """Its whole address was, and each place that shows an answer had to take the key out."""
    address = "https://ada:hunter2pw@www.wire.example:8080/private/S3CR3TS3CR3TS3CR3T?key=S3CR3TS3CR3T#x"
    visit = Visit(address, "feed", failures=3, last_ok=NOW - timedelta(days=3))

    assert plain(freshness(NOW, [visit], "en", NOW)).endswith("feed wire.example silent for 3 days")


def test_several_silent_feeds_of_one_host_are_named_once_and_all_counted() -> None:
    silent = [
        Visit(f"https://a.example/{number}", "feed", failures=3, last_ok=NOW - timedelta(days=number))
        for number in (4, 5, 6)
    ]
    line = plain(freshness(NOW, [*silent, feed("b", 3, last_ok=NOW - timedelta(days=1))], "en", NOW))

    assert "feed a.example silent for 6 days" in line
    assert "feed b.example silent for 1 day" in line
    assert line.count("a.example") == 1
    assert "2 more" in line


def test_a_feed_is_silent_after_three_failures_a_page_never_is() -> None:
    page = Visit("https://p.example", "page", failures=9, failing_since=NOW)
    visits = [feed("a", 3, failing_since=NOW), feed("b", 2, failing_since=NOW), page]

    assert [visit.url for visit in silent_feeds(visits)] == ["https://a.example/feed"]


def test_a_feed_is_silent_since_it_last_answered_or_was_first_asked() -> None:
    late, early = NOW - timedelta(days=1), NOW - timedelta(days=9)
    visits = [
        feed("a", 3, last_ok=late, known_since=early, failing_since=early),
        feed("b", 3, known_since=early, failing_since=late),
        feed("c", 3, failing_since=NOW - timedelta(days=5)),
    ]

    assert [visit.url[8] for visit in silent_feeds(visits)] == ["b", "c", "a"]
    assert "9 days" in freshness(NOW, visits, "en", NOW)
    assert "5 days" in freshness(NOW, visits, "en", NOW)


# --- corrected and withdrawn ---


def test_a_corrected_and_a_withdrawn_article_are_told_with_their_marks() -> None:
    late = datetime(2020, 7, 8, 22, tzinfo=UTC)
    corrected, withdrawn = article("a", corrected=late), article("b", withdrawn=late)
    cited = [
        citation(1, corrected),
        citation(2, article("c")),
        citation(3, corrected),
        citation(4, withdrawn),
    ]
    told = [plain(note.text) for note in standing(cited, "en", BAGHDAD)]

    assert len(told) == 2
    assert "[1][3]" in told[0]
    assert "9 July 2020" in told[0]  # in Baghdad
    assert "[4]" in told[1]
    assert told[0] != told[1].replace("[4]", "[1][3]")
    assert "8 July 2020" in plain(next(standing(cited[3:], "en", UTC)).text)


# --- copies ---


class Archive:
    """An archive of one text's copies."""

    def __init__(self, *copies: Article) -> None:
        self.updated, self._copies = NOW, copies

    def copies(self, _: str) -> tuple[Article, ...]:
        return self._copies

    def carriers(self, _: Article) -> list[str]:
        return []

    def feeds(self) -> list[Visit]:
        return []


def others(*copies: Article, until: datetime | None = None) -> tuple[Also, ...]:
    archive: Any = Archive(*copies)
    answer = Answer(
        "Who?", "en", (Sentence("It is.", (1,)),), (citation(1, article("a")),), filters=Filters(until=until)
    )
    return with_provenance(answer, archive, NOW).citations[0].also


def test_who_else_carries_a_quote_is_named_once() -> None:
    found = others(
        article("b", "News. The port\nis  open.", source="Post"),
        article("c", source="Post"),
        article("d", url="https://d.example"),
        article("e"),  # by nobody, nowhere
        article("f", "The port is shut.", source="Times"),
    )

    assert found == (Also("Post", None), Also(None, "https://d.example"))


def test_a_copy_that_came_later_than_was_asked_for_is_not_named() -> None:
    copies = (
        article("b", source="Post", published=NOW),
        article("c", source="Times", published=NOW + timedelta(days=2)),
        article("d", source="Mail"),
    )

    assert [one.source for one in others(*copies, until=NOW)] == ["Post", "Mail"]
    assert [one.source for one in others(*copies)] == ["Post", "Times", "Mail"]


def test_a_refusal_is_told_of_its_nearest_articles() -> None:
    archive: Any = Archive(article("b", source="Post"))
    near = citation(1, article("a", withdrawn=NOW))
    answer = with_provenance(
        Answer("Who?", "en", reason="None.", nearest=(near,), notes=(Note("first", "First."),)), archive, NOW
    )

    assert answer.nearest[0].also == (Also("Post", None),)
    assert answer.notes[0].text == "First."
    assert "[1]" in answer.notes[1].text
    assert "12:00" in answer.freshness
