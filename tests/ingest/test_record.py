"""Which article a record is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index.types import Article
from ingest import Failure, record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]
    Read = Callable[..., list[Article | Failure]]

TEXT = "The council met on Tuesday and agreed to nothing, its chairman said in Geneva."


def test_the_records_own_id_comes_first(article: Callable[..., Article]) -> None:
    assert article(id="n-1", url="https://example.org/a").id == "n-1"


def test_an_address_makes_an_id_and_is_kept_as_it_is(article: Callable[..., Article]) -> None:
    found = article(url="http://www.example.org/a/")
    assert (found.id, found.url) == ("https://example.org/a", "http://www.example.org/a/")


def test_an_id_that_is_the_address_is_none_of_its_own(article: Callable[..., Article]) -> None:
    url = "http://www.example.org/a/"
    assert article(id=url, url=url).id == "https://example.org/a"
    assert article(id=f"{url}#2", url=url).id == f"{url}#2"


def test_a_number_is_an_id(article: Callable[..., Article]) -> None:
    assert article(id=17).id == "17"


@pytest.mark.parametrize("empty", ["", "  ", None, True, [], {}])
def test_an_empty_id_is_none(article: Callable[..., Article], empty: object) -> None:
    assert article(id=empty, url="https://example.org/a").id == "https://example.org/a"


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTPS://Example.ORG/News/A", "https://example.org/News/A"),
        ("https://example.org/a#comments", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&utm_medium=y", "https://example.org/a"),
        ("https://example.org/a?id=7&utm_source=x&p=2", "https://example.org/a?id=7&p=2"),
        (" https://example.org/خبر ", "https://example.org/خبر"),
        ("https://example.org/#!/a", "https://example.org/#!/a"),
    ],
)
def test_addresses_of_one_article_are_one(url: str, same: str) -> None:
    assert record.address(url) == same


@pytest.mark.parametrize(
    "url", [None, "", "example.org/a", "ftp://example.org/a", "javascript:alert(1)", "https://"]
)
def test_what_is_no_web_address_is_none(url: str | None) -> None:
    assert record.address(url) is None


def test_else_a_file_is_known_by_its_path(write: Write, read: Read) -> None:
    path = write("a.txt", TEXT)
    (found,) = read(path)
    assert isinstance(found, Article)
    assert (found.id, found.origin) == (str(path), str(path))


def test_a_path_means_the_same_however_it_is_written(
    write: Write, read: Read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = write("sub/a.txt", TEXT)
    monkeypatch.chdir(tmp_path)
    assert [each.id for each in read("sub/../sub/a.txt") if isinstance(each, Article)] == [str(path)]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_records_without_a_name_are_told_apart_by_their_wording_wherever_they_stand(
    write: Write, read: Read, name: str
) -> None:
    def ids(*texts: str) -> list[str]:
        records = [{"text": text} for text in texts]
        lines = "\n".join(map(json.dumps, records))
        found = read(write(name, lines if name.endswith("l") else json.dumps(records)))
        return [each.id for each in found if isinstance(each, Article)]

    first, second = ids(TEXT, f"{TEXT} It did.")
    assert first != second
    assert ids("Something else happened.", f"{TEXT} It did.", "", TEXT)[1:] == [second, first]


def test_a_record_of_an_array_that_fails_is_named_by_its_place(write: Write, read: Read) -> None:
    path = write("a.json", json.dumps([{"text": TEXT}, {"text": ""}, {"text": TEXT}]))
    assert read(path)[1] == Failure(f"{path}:record 2", "There is no article text in it.")


def test_too_long_a_text_is_a_failure(monkeypatch: pytest.MonkeyPatch, write: Write, read: Read) -> None:
    monkeypatch.setattr(record, "LARGEST_TEXT", 50)
    (found,) = read(write("a.jsonl", json.dumps({"text": TEXT})))
    assert isinstance(found, Failure)
    assert found.reason == "The article has more than 50 characters."
