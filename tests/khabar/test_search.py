"""`khabar search` and the filters it shares with `ask`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from command import document, one_sentence

if TYPE_CHECKING:
    from command import Khabar


def ids(khabar: Khabar, *arguments: object) -> list[str]:
    found = document(khabar("search", "news of Derna, Mosul and Sirte", "--json", *arguments))
    return [hit["article"]["id"] for hit in found["hits"]]


def test_the_document_has_the_contracts_fields(filled: Khabar) -> None:
    found = document(filled("search", "bridge in Mosul", "--json"))

    assert list(found) == ["query", "hits", "timing_ms"]
    assert found["query"] == "bridge in Mosul"
    hit = found["hits"][0]
    assert " ".join(hit) == "rank score article passage start end"
    assert (hit["rank"], hit["article"]["id"]) == (1, "bridge")
    text = document(filled("article", "bridge", "--json"))["text"]
    assert text[hit["start"] : hit["end"]] == hit["passage"]
    assert [one["rank"] for one in found["hits"]] == list(range(1, len(found["hits"]) + 1))
    assert found["timing_ms"]["total"] > 0


def test_a_person_reads_rank_title_source_date_and_passage(filled: Khabar) -> None:
    lines = filled("search", "bridge in Mosul", "-k", 1).stdout.splitlines()
    assert lines[0] == "1. A bridge for Mosul"
    assert lines[1] == "   Tigris Post · 2021-03-02 · bridge"
    assert lines[2].startswith("   Engineers finished the new bridge")


def test_k_limits_the_hits(filled: Khabar) -> None:
    assert len(ids(filled, "-k", 1)) == 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--since", "2022-01-01"], {"flood"}),
        (["--until", "2021-03-02"], {"bridge"}),
        (["--as-of", "2021-03-02T00:00:00Z"], {"bridge"}),
        (["--as-of", "2021-03-01"], set()),
        (["--until", "2023-09-12T07:59:59Z"], {"bridge"}),
        (["--until", "2023-09-12T10:59:59+03:00"], {"bridge"}),
        (["--since", "2021-01-01", "--until", "2024-01-01", "--as-of", "2022-01-01"], {"bridge"}),
        (["--source", "gulf wire"], {"flood"}),
        (["--source", "Tigris"], {"bridge"}),
        (["--lang", "EN"], {"flood", "bridge"}),
        (["--lang", "fr"], set()),
    ],
)
def test_filters_leave_out_what_they_say(filled: Khabar, arguments: list[str], expected: set[str]) -> None:
    assert set(ids(filled, *arguments)) == expected


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--since", "yesterday"], "2020-07-08"),
        (["--until", "2020-02-30"], "2020-07-08"),
        (["--as-of", "0001-01-01T00:00:00+10:00"], "as-of"),
        (["--since", "2021-01-02", "--until", "2021-01-01"], "ends before it begins"),
        (["--lang", "arabic"], "ar or en"),
        (["--source", "Gulf Wier"], "(near it: Gulf Wire"),
        (["-k", "0"], "from 1"),
        (["-k", "many"], "-k"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_an_option_that_cannot_be_understood_is_a_usage_error(
    filled: Khabar, arguments: list[str], said: str
) -> None:
    assert said in one_sentence(filled("search", "x", *arguments), 2)


def test_nothing_found_is_an_empty_list(filled: Khabar) -> None:
    result = filled("search", "Derna", "--lang", "fr")
    assert (result.exit_code, result.stdout) == (0, "No passage was found.\n")
