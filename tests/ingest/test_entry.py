"""What tells a feed's teaser from an article."""

import pytest

from ingest.entry import Entry, is_teaser


def entry(summary: str = "", content: str = "") -> Entry:
    return Entry(None, "https://a.example/1", "Title", summary, content, None, None, None, None)


@pytest.mark.parametrize(
    "end",
    [
        "…",
        "[...]",
        "Read more",
        "Continue reading on our site",
        "اقرأ المزيد",
        "التفاصيل",
        "Lire la suite →",
        "En savoir plus",
    ],
)
def test_a_text_that_says_so_goes_on_elsewhere(end: str) -> None:
    assert is_teaser(entry(content=f"{'The council met on Tuesday. ' * 40}{end}"))


@pytest.mark.parametrize(
    "end",
    ["It was over.", "He wanted to read more books.", "انتهى الاجتماع.", "Elle est partie tout de suite."],
)
def test_a_text_that_ends_does_not(end: str) -> None:
    assert not is_teaser(entry(content=f"{'The council met on Tuesday. ' * 40}{end}"))


@pytest.mark.parametrize(("length", "teaser"), [(500, True), (900, False)])
def test_a_short_summary_is_a_teaser(length: int, teaser: bool) -> None:  # noqa: FBT001
    assert is_teaser(entry(summary="a" * length)) == teaser


@pytest.mark.parametrize(("dots", "teaser"), [(100, True), (150, False)])
def test_only_the_end_of_a_text_tells_that_it_goes_on(dots: int, teaser: bool) -> None:  # noqa: FBT001
    assert is_teaser(entry(content=f"{'The council met. ' * 60}Read more{' .' * (dots // 2)}")) == teaser
