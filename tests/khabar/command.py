"""What the command's tests are made of: articles to take in, and how a result is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.testing import Result

    Khabar = Callable[..., Result]

SAMPLES = Path(__file__).parents[2] / "samples"
ARTICLES = [
    {
        "id": "flood",
        "title": "Floods in Derna",
        "text": "Floods swept through Derna on Sunday. The mayor of Derna, Abdulmenam al-Ghaithi, said that"
        " 5,300 people had died. Two dams outside the city had burst during the storm.",
        "source": "Gulf Wire",
        "url": "https://gulf.example/derna-floods",
        "author": "Nadia Haddad",
        "published": "2023-09-12T08:00:00Z",
    },
    {
        "id": "bridge",
        "title": "A bridge for Mosul",
        "text": "Engineers finished the new bridge over the Tigris in Mosul. It cost 12 million dollars and"
        " opened to cars on Monday, said the governor of Nineveh.",
        "source": "Tigris Post",
        "url": "https://tigris.example/bridge",
        "published": "2021-03-02",
    },
]


def as_lines(records: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def document(result: Result, status: int = 0) -> Any:
    """The one JSON document that a command wrote, having ended as it should."""
    assert result.exit_code == status, result.output
    assert result.stdout.count("\n") == 1
    return json.loads(result.stdout)


def one_sentence(result: Result, status: int) -> str:
    """The sentence a command failed with; nothing else is on standard error, nothing on standard output."""
    assert result.exit_code == status, result.output
    assert not result.stdout
    (sentence,) = result.stderr.splitlines()
    assert sentence.startswith("khabar: ")
    return sentence
