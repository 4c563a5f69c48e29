"""What the archive keeps of an article's wordings, and when a place that speaks again says something new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from archives import ANALYSER, piece

from index import wordings, writer

if TYPE_CHECKING:
    from index.archive import Archive

FEED, OTHER = "https://gulf.example/feed", "https://gulf.example/sport"


def put(archive: Archive, text: str, **facts: Any) -> tuple[int, int, int]:
    with archive.writer() as store:
        return store.put([piece("a", text, **facts)], ANALYSER)


def texts(archive: Archive) -> list[str]:
    return [archive.article("a", one.version).text for one in archive.versions("a")]


def test_a_text_in_which_no_sentence_changed_stays_as_it_was(archive: Archive) -> None:
    put(archive, "one\ntwo\n", source="Gulf")
    assert put(archive, "two\none\n9 views\n", source="Gulf Wire") == (0, 0, 1)
    assert texts(archive) == ["one\ntwo\n"]
    assert archive.article("a").source == "Gulf Wire"


def test_a_place_that_repeats_what_it_said_undoes_no_correction(archive: Archive) -> None:
    put(archive, "12 died\n", origin=FEED)
    put(archive, "15 died\n", origin="https://gulf.example/a")
    assert put(archive, "12 died\n", origin=FEED) == (0, 0, 1)
    assert put(archive, "16 died\n", origin=FEED) == (0, 1, 0)
    assert texts(archive) == ["12 died\n", "15 died\n", "16 died\n"]


def test_another_feeds_teaser_is_no_correction_of_the_one_that_is_there(archive: Archive) -> None:
    put(archive, "twelve people died\n", origin=FEED, teaser=True)
    for text in ("a bad day\n", "a bad day\n", "what a day\n"):
        assert put(archive, text, origin=OTHER, teaser=True) == (0, 0, 1)
    assert put(archive, "fifteen people died\n", origin=FEED, teaser=True) == (0, 1, 0)
    assert texts(archive) == ["twelve people died\n", "fifteen people died\n"]


def test_a_teaser_that_two_feeds_share_is_corrected_by_the_first_that_corrects_it(archive: Archive) -> None:
    for origin in (FEED, OTHER):
        put(archive, "twelve people died\n", origin=origin, teaser=True)
    assert put(archive, "fifteen people died\n", origin=FEED, teaser=True) == (0, 1, 0)
    assert put(archive, "twelve people died\n", origin=OTHER, teaser=True) == (0, 0, 1)
    assert put(archive, "fifteen people died\n", origin=OTHER, teaser=True) == (0, 0, 1)
    assert texts(archive) == ["twelve people died\n", "fifteen people died\n"]


def test_feeds_that_call_their_publisher_differently_leave_an_article_alone(archive: Archive) -> None:
    for _ in range(2):
        for origin, source in ((FEED, "Gulf – News"), (OTHER, "Gulf – Sport")):
            put(archive, "one\n", origin=origin, source=source)
    assert archive.article("a").source == "Gulf – Sport"


def test_a_correction_of_the_teaser_by_the_full_text_is_none_and_has_no_kind(archive: Archive) -> None:
    put(archive, "one\n", teaser=True)
    put(archive, "one\ntwo\n")
    assert (archive.article("a").corrected, archive.versions("a")[1].change) == (None, ())


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time that the writer sees, in the last place."""
    now = [0.0]
    monkeypatch.setattr(writer, "time", lambda: now[-1])
    return now


def test_of_many_wordings_the_first_the_newest_and_those_that_stood_long_are_kept(
    archive: Archive, clock: list[float]
) -> None:
    for number in range(60):
        clock.append(clock[-1] + (1000 if number in {8, 21} else 60))  # 7 and 20 stood long
        put(archive, f"the same\n{number} died\n")
    kept = [one.version for one in archive.versions("a")]
    assert len(kept) == wordings.MOST
    assert (kept[0], kept[-wordings.NEWEST :]) == (1, list(range(61 - wordings.NEWEST, 61)))
    assert {8, 21} <= set(kept)
    assert texts(archive) == [f"the same\n{version - 1} died\n" for version in kept]
    assert archive.check() == []


def test_the_wording_after_one_that_was_let_go_tells_what_both_changed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, clock: list[float]
) -> None:
    monkeypatch.setattr(wordings, "MOST", 3)
    monkeypatch.setattr(wordings, "NEWEST", 1)
    for text in (
        "12 died\nhe wept\n",
        "13 died\nhe wept\n",
        "13 died\nhe laughed\n",
        "13 died\nhe laughed\nso it is\n",
    ):
        clock.append(clock[-1] + 60)
        put(archive, text)
    assert [(one.version, one.change) for one in archive.versions("a")] == [
        (1, ()),
        (2, ("number",)),
        (4, ("wording", "sentence added")),
    ]
