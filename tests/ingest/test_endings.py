"""What stands behind a text that a feed or a service has passed on."""

from __future__ import annotations

from time import process_time

import pytest

from ingest import endings

TEXT = "The council met on Tuesday and agreed to nothing."


@pytest.mark.parametrize(
    "footer",
    [
        "The post No deal in Geneva appeared first on Orvel Post.",
        "The post No deal in Geneva first appeared on Orvel Post.",
        "L’article Rien de décidé est apparu en premier sur Orvel Post.",
        "Der Beitrag Nichts entschieden erschien zuerst auf Orvel Post.",
        "La entrada Sin acuerdo se publicó primero en Orvel Post.",
        "ظهرت المقالة لا اتفاق في جنيف أولاً على وكالة ترفان.",
        "Запись Без решения впервые появилась Orvel Post.",
    ],
)
@pytest.mark.parametrize("between", ["\n\n", " "])
def test_where_an_entry_appeared_is_no_text(footer: str, between: str) -> None:
    assert endings.without_footer(f"{TEXT}{between}{footer}") == TEXT


def test_in_any_language_title_and_publisher_tell_it() -> None:
    text = f"{TEXT}\n\nKy artikull Asnjë vendim u botua te Orvel Post."
    assert endings.without_footer(text, title="Asnjë vendim", source="Orvel Post") == TEXT
    assert endings.without_footer(text, title="Another title", source="Orvel Post") == text


@pytest.mark.parametrize(
    "last",
    [
        "The post of the minister appeared first on Facebook on Sunday.",
        "The post that he held appeared to him a burden on many days.",
        "The post was closed. It appeared first on Monday that nobody cared, and the rest of it is another story.",
    ],
)
def test_a_sentence_about_a_post_stays(last: str) -> None:
    assert endings.without_footer(f"{TEXT}\n\n{last}", title="No deal", source="Orvel Post").endswith(last)


@pytest.mark.parametrize(
    ("written", "text", "cut_off"),
    [
        (f"{TEXT} The first… [+2180 chars]", f"{TEXT} The first…", True),
        (f"{TEXT} The first... [1234 chars]", f"{TEXT} The first...", True),
        (f"{TEXT} The […]", f"{TEXT} The […]", True),
        (f"{TEXT} The [...]", f"{TEXT} The [...]", True),
        (f"{TEXT} The […]\n\nThe post X appeared first on Y.", f"{TEXT} The […]", True),
        (TEXT, TEXT, False),
        (f"He said […] no. {TEXT}", f"He said […] no. {TEXT}", False),
    ],
)
def test_a_text_that_was_cut_off_says_so(written: str, text: str, cut_off: bool) -> None:  # noqa: FBT001
    assert endings.read(written) == (text, cut_off)


def test_only_the_end_is_looked_at() -> None:
    start = process_time()
    endings.read("The post " * 500_000)
    assert process_time() - start < 1
