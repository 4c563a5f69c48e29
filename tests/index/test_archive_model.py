"""Any sequence of puts and removals leaves what a dictionary would hold."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from archives import ANALYSER, piece
from hypothesis import given, settings
from hypothesis import strategies as st

from index.archive import Archive

IDS = st.sampled_from("abc")
TEXTS = st.lists(st.sampled_from(["one\n", "two\n", "سرت\n", "😀 x\n"]), min_size=1, max_size=3).map("".join)
STEPS = st.one_of(
    st.tuples(st.just("put"), st.lists(st.tuples(IDS, TEXTS), min_size=1, max_size=3)),
    st.tuples(st.just("remove"), st.lists(IDS, min_size=1, max_size=2)),
    st.tuples(st.just("publish"), st.just([])),
)
Steps = Sequence[tuple[str, list]]


@settings(max_examples=40, deadline=None)
@given(st.lists(STEPS, max_size=6))
def test_the_archive_holds_what_a_dictionary_would(steps: Steps) -> None:
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder), create=True) as archive:
        expected: dict[str, list[str]] = {}
        for name, content in steps:
            _do(archive, name, content)
            _expect(expected, name, content)
            _compare(archive, expected)


def _do(archive: Archive, name: str, content: list) -> None:
    with archive.writer() as writer:
        if name == "put":
            writer.put([piece(id_, text) for id_, text in content], ANALYSER)
        elif name == "remove":
            writer.remove(content)
        else:
            writer.publish(force=True)


def _expect(expected: dict[str, list[str]], name: str, content: list) -> None:
    if name == "put":
        for id_, text in content:
            if set(expected.get(id_, [""])[-1].splitlines()) != set(text.splitlines()):
                expected.setdefault(id_, []).append(text)
    elif name == "remove":
        for id_ in content:
            expected.pop(id_, None)


def _compare(archive: Archive, expected: dict[str, list[str]]) -> None:
    stored = {
        id_: [archive.article(id_, version.version).text for version in archive.versions(id_)]
        for id_ in expected
    }
    assert stored == expected
    assert archive.status().articles == len(expected)
    # A search sees the passages of the current wordings, each once.
    passages = archive.passages(_ids(archive)).values()
    assert len(passages) == len(_ids(archive))
    lines = sorted(
        (id_, line) for id_, texts in expected.items() for line in texts[-1].splitlines(keepends=True)
    )
    assert sorted((passage.article.id, passage.text) for passage in passages) == lines
    assert archive.check() == []


def _ids(archive: Archive) -> list[int]:
    return [
        int(id_) for part in archive.snapshot().parts for id_ in part.shard.ids[np.asarray(part.shard.live)]
    ]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["put", "remove"]), min_size=2, max_size=10))
def test_a_passage_id_is_never_given_twice(steps: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder), create=True) as archive:
        given_ids: list[int] = []
        for number, name in enumerate(steps):
            _do(archive, name, [("a", f"{number}\n")] if name == "put" else ["a"])
            given_ids += _ids(archive)
        assert given_ids == sorted(set(given_ids))
