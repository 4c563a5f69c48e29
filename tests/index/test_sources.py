"""Publishers by the names that people give them."""

from __future__ import annotations

import pytest

from index.sources import named, near

NAMES = frozenset(
    {
        "BBC News",
        "bbc.com",
        "Reuters",
        "Reuters Arabic",
        "El País",
        "الجزيرة نت",
        "lemonde.fr",
        "TRT عربي",
        "www.dw.com",
    }
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("BBC", {"BBC News", "bbc.com"}),
        ("bbc news", {"BBC News"}),
        ("bbc.co.uk", {"BBC News", "bbc.com"}),
        ("https://www.bbc.com/news", {"BBC News", "bbc.com"}),
        ("reuters", {"Reuters"}),  # the one that is asked for goes before those like it
        ("el pais", {"El País"}),
        ("الجزيره", {"الجزيرة نت"}),
        ("Le Monde", {"lemonde.fr"}),
        ("DW", {"www.dw.com"}),
        ("trt", {"TRT عربي"}),
        ("News BBC", set()),
        ("bb", set()),
        ("…", set()),
    ],
)
def test_a_publisher_is_found_by_the_name_people_give_it(asked: str, found: set[str]) -> None:
    assert named(asked, NAMES) == found


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("Retuers", ["Reuters", "Reuters Arabic"]),
        ("BBC World", ["bbc.com", "BBC News"]),
        ("Xylograph", ["bbc.com", "BBC News", "www.dw.com", "El País", "lemonde.fr"]),
    ],
)
def test_who_asks_for_another_is_told_which_are_near(asked: str, names: list[str]) -> None:
    assert near(asked, NAMES) == names
