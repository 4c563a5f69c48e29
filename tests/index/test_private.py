"""An archive is its owner's alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from archives import ANALYSER, before, piece

from index import schema
from index.archive import Archive
from index.backup import backup, restore
from index.failures import RecordedFailure
from index.visits import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _usual_mask() -> Iterator[None]:
    """New files may be read by everybody, as on most systems."""
    mask = os.umask(0o022)
    yield
    os.umask(mask)


@pytest.mark.parametrize("made_before", [False, True])
@pytest.mark.usefixtures("small_collections")
def test_an_archive_and_all_that_is_in_it_may_be_read_by_its_owner_only(
    tmp_path: Path, *, made_before: bool
) -> None:
    """Its log and Chroma's files too. Seen red with each left to the mask: 0755 and 0644."""
    folder = tmp_path / "archive"
    if made_before:
        folder.mkdir()
    with Archive.open(folder, create=True) as archive, archive.writer() as writer:
        writer.put(before(), ANALYSER)
        writer.publish(force=True)
        writer.put([piece("new", "new text\n")], ANALYSER)
        found = {path.relative_to(folder).as_posix(): path for path in (folder, *folder.rglob("*"))}
        assert {
            "archive.db",
            "archive.db-wal",
            "archive.db-shm",
            "archive.lock",
            "archive.pid",
        } <= found.keys()
        assert any(name.endswith("chroma.sqlite3") for name in found)
        open_ = {
            name: oct(path.stat().st_mode & 0o777)
            for name, path in found.items()
            if path.stat().st_mode & 0o077
        }
        assert open_ == {}


def test_backups_and_what_is_restored_may_be_read_by_their_owner_only(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive", create=True) as archive, archive.writer() as writer:
        writer.put(before(), ANALYSER)
    made = backup(tmp_path / "archive", tmp_path / "backup.db")
    restored = restore(tmp_path / "new", made.path)
    paths = (made.path, restored.path, restored.path.parent)
    assert [path.stat().st_mode & 0o777 for path in paths] == [0o600, 0o600, 0o700]


def test_a_folder_with_other_things_in_it_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    tmp_path.chmod(0o755)
    Archive.open(tmp_path, create=True).close()
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_what_went_wrong_with_a_page_goes_with_its_article(archive: Archive) -> None:
    """It may quote the page. Seen red without `Writer._forget_what_went_wrong`."""
    url, reason = "https://news.example/7", "The page has another text now: “the harbour burns”."
    with archive.writer() as writer:
        writer.put([piece(url, "new text\n", url=url, origin=url)], ANALYSER)
        writer.record_failures([RecordedFailure(url, reason, retry=True, at=schema.EPOCH, place=url)])
        writer.record_visits([Visit(url, "page", last_error=reason, failures=1)])
        writer.remove([url])
    for path in archive.folder.rglob("*"):
        assert not path.is_file() or b"harbour burns" not in path.read_bytes(), path
