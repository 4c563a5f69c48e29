"""Tables with named columns."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from index.types import Article
from ingest import Failure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]
    Read = Callable[..., list[Article | Failure]]

TEXT = "The council met on Tuesday, and agreed to nothing."


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("a.csv", f'Title,Publication date,Link,Text\nNo deal,2024-05-01,https://a.example/1,"{TEXT}"\n'),
        (
            "a.csv",
            f'\ufefftitle;publish_date;url;content\r\nNo deal;2024-05-01;https://a.example/1;"{TEXT}"\r\n',
        ),
        ("a.csv", f'sep=;\ntitle;date;url;body\nNo deal;2024-05-01;https://a.example/1;"{TEXT}"\n'),
        ("a.tsv", f"title\tdate\turl\ttext\nNo deal\t2024-05-01\thttps://a.example/1\t{TEXT}\n"),
        (
            "a.csv",
            f'News of May\n\nid,title,date,url,text\n,No deal,2024-05-01,https://a.example/1,"{TEXT}"\n\n',
        ),
        ("a.csv", f'العنوان,التاريخ,الرابط,text\nNo deal,2024-05-01,https://a.example/1,"{TEXT}"\n'),
    ],
)
def test_a_row_is_an_article(write: Write, read: Read, name: str, table: str) -> None:
    (article,) = read(write(name, table))
    assert isinstance(article, Article), article
    assert (article.title, article.text) == ("No deal", TEXT)
    assert article.published == datetime(2024, 5, 1, tzinfo=UTC)
    assert article.url == "https://a.example/1"


def test_a_field_may_have_line_ends(write: Write, read: Read) -> None:
    (article,) = read(write("a.csv", 'id,text\na,"One came.\n\nTwo left."\n'))
    assert isinstance(article, Article)
    assert article.text == "One came.\n\nTwo left."


def test_columns_without_a_text_are_a_failure(write: Write, read: Read) -> None:
    (failure,) = read(write("a.csv", "town,hurt\nBrannet,14\n"))
    assert isinstance(failure, Failure)
    assert failure.reason == "It has no column with a name that is known for a text (text, content, body, …)."


def test_a_row_without_text_is_a_failure_and_the_others_are_read(write: Write, read: Read) -> None:
    found = read(write("a.csv", f'id,text\na,\nb,"{TEXT}"\n'))
    assert [type(each) for each in found] == [Failure, Article]


def test_a_quotation_mark_that_never_closes_is_no_crash(write: Write, read: Read) -> None:
    found = read(write("a.csv", 'id,text\na,"' + "x\n" * 100_000))
    assert len(found) == 1
