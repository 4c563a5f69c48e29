"""Who wrote an article, by name."""

from __future__ import annotations

import pytest

from ingest.authors import names


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("desk@post.example (Mirel Tansa)", "Mirel Tansa"),
        ("Mirel Tansa <desk@post.example>", "Mirel Tansa"),
        ("Mirel Tansa (desk@post.example)", "Mirel Tansa"),
        ("Mirel Tansa (Sorvik)", "Mirel Tansa (Sorvik)"),
        ("desk@post.example", None),
        ("https://www.facebook.com/post", None),
        ("[[Mirel Tansa]]", "Mirel Tansa"),
        ("By Mirel Tansa", "Mirel Tansa"),
        ("Byron Tansa", "Byron Tansa"),
        ("['Mirel Tansa', 'Odo Halvik']", "Mirel Tansa, Odo Halvik"),
        (["Mirel Tansa", {"name": "Odo Halvik"}, "Mirel Tansa"], "Mirel Tansa, Odo Halvik"),
        ({"displayName": "Mirel Tansa"}, "Mirel Tansa"),
        (3, None),
        ("3", None),
        ([], None),
        ("ناصر الدلمي", "ناصر الدلمي"),
    ],
)
def test_authors_are_names(written: object, name: str | None) -> None:
    assert names(written) == name
