"""Copies of one text in several outlets form a family, whatever the order they come, change and go in."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from archives import ANALYSER, piece
from hypothesis import given, settings
from hypothesis import strategies as st

from index import copies
from index.archive import Archive

if TYPE_CHECKING:
    from pathlib import Path

WORDS = [f"word{number}" for number in range(400)]


def text(seed: int, changed: int = 0) -> str:
    """A hundred words, so many of them others than in the text of the seed."""
    words = random.Random(seed).sample(WORDS, 100)
    words[:changed] = [f"other{number}" for number in range(changed)]
    return " ".join(words)


def put(archive: Archive, *pieces: Any) -> None:
    with archive.writer() as writer:
        writer.put(pieces, ANALYSER)


def families(archive: Archive) -> set[frozenset[str]]:
    rows = archive._connection.execute("SELECT family, id FROM articles WHERE family IS NOT NULL").fetchall()
    return {frozenset(id_ for other, id_ in rows if other == family) for family, _ in rows}


def original(archive: Archive, id_: str) -> str:
    query = "SELECT o.id FROM articles a JOIN articles o ON o.key = a.family WHERE a.id = ?"
    return str(archive._connection.execute(query, (id_,)).fetchone()[0])


@pytest.mark.parametrize(("changed", "found"), [(0, True), (10, True), (60, False)])
def test_near_identical_texts_of_two_outlets_are_copies(
    archive: Archive, changed: int, *, found: bool
) -> None:
    put(archive, piece("a", text(1), source="A"), piece("b", text(1, changed), source="B"))
    assert families(archive) == ({frozenset("ab")} if found else set())


def test_the_share_of_equal_places_estimates_what_texts_have_in_common() -> None:
    one, other = copies.signature(text(1)), copies.signature(text(1, 30))
    assert one
    assert other
    equal = sum(one[i : i + 4] == other[i : i + 4] for i in range(0, len(one), 4)) / copies.HASHES
    assert equal == pytest.approx(68 / (98 + 30), abs=0.1)  # runs of three words: shared, and in either


def test_the_same_text_in_another_spelling_of_arabic_is_a_copy(archive: Archive) -> None:
    written = (
        "قال وزير الخارجية إن بلاده تدعو الأطراف إلى وقف إطلاق النار في مدينة سرت والعودة إلى طاولة المفاوضات"
    )
    vocalised = written.replace("قال", "قالَ").replace("سرت", "سِرْت").replace("مدينة", "مديـنة")
    put(
        archive,
        piece("a", written, source="واس", language="ar"),
        piece("b", vocalised, source="الوطن", language="ar"),
    )
    assert families(archive) == {frozenset("ab")}


def test_one_outlets_reports_that_resemble_each_other_are_no_copies(archive: Archive) -> None:
    put(archive, piece("a", text(1), source="A"), piece("b", text(1, 3), source="A"))
    assert families(archive) == set()


def test_the_same_text_twice_in_one_outlet_is_a_copy(archive: Archive) -> None:
    put(archive, piece("a", text(1), source="A"), piece("b", text(1), source="a "))
    assert families(archive) == {frozenset("ab")}


def test_a_text_too_short_has_no_copies(archive: Archive) -> None:
    put(archive, piece("a", "A short note on it", source="A"), piece("b", "A short note on it", source="B"))
    assert families(archive) == set()


def test_the_earliest_is_the_original(archive: Archive) -> None:
    day = [datetime(2020, 7, number, tzinfo=UTC) for number in (1, 2, 3)]
    put(archive, piece("late", text(1), source="A", published=day[1]))
    put(archive, piece("undated", text(1), source="C"))
    assert original(archive, "undated") == "late"
    put(archive, piece("early", text(1), source="B", published=day[0]))
    assert original(archive, "late") == "early"


def test_the_agency_that_the_others_credit_is_the_original(archive: Archive) -> None:
    day = [datetime(2020, 7, number, tzinfo=UTC) for number in (1, 2)]
    put(archive, piece("paper", text(1), source="Daily", author="By Reuters", published=day[0]))
    put(archive, piece("wire", text(1), source="Reuters", published=day[1]))
    assert original(archive, "paper") == "wire"


def test_other_facts_of_an_article_can_make_it_the_original(archive: Archive) -> None:
    put(archive, piece("a", text(1), source="A", published=datetime(2020, 7, 1, tzinfo=UTC)))
    put(archive, piece("b", text(1), source="B"))
    assert original(archive, "a") == "a"
    put(archive, piece("b", text(1), source="B", published=datetime(2020, 6, 1, tzinfo=UTC)))
    assert original(archive, "a") == "b"


def test_removing_the_original_leaves_the_others_a_family(archive: Archive) -> None:
    put(archive, *(piece(id_, text(1), source=id_) for id_ in "abc"))
    with archive.writer() as writer:
        writer.remove([original(archive, "a")])
    assert families(archive) == {frozenset("bc")}
    with archive.writer() as writer:
        writer.remove(["b"])
    assert families(archive) == set()


def test_archive_names_the_copies_of_an_article_the_original_first(archive: Archive) -> None:
    put(archive, *(piece(id_, text(1), source=id_) for id_ in "abc"), piece("d", text(2)))
    assert [one.id for one in archive.copies("b")] == ["a", "c"]
    assert archive.copies("d") == []


IDS = "abcdef"
STEPS = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from([0, 1, 30, 34, 70, -1])), max_size=14)


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_families_depend_on_what_is_there_and_not_on_how_it_came(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    folder: Path = tmp_path_factory.mktemp("families")
    held: dict[str, int] = {}
    with (
        Archive.open(folder / "grown", create=True) as grown,
        Archive.open(folder / "fresh", create=True) as fresh,
    ):
        for id_, changed in steps:
            with grown.writer() as writer:
                if changed < 0:
                    writer.remove([id_])
                    held.pop(id_, None)
                else:
                    writer.put([piece(id_, text(1, changed), source=id_)], ANALYSER)
                    held[id_] = changed
        if held:
            put(fresh, *(piece(id_, text(1, changed), source=id_) for id_, changed in sorted(held.items())))
        assert families(grown) == families(fresh)
