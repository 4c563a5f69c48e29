"""Which inputs are read, and what is said of those that are not."""

from __future__ import annotations

import gzip
import io
import json
import os
import time
import tracemalloc
from hashlib import sha512
from typing import TYPE_CHECKING

import pytest

from index.types import Article
from ingest import Failure, files, page, read_sources, stream
from ingest.failure import UnreadableError
from ingest.files import PassedOver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]
    Read = Callable[..., list[Article | Failure]]

TEXT = "The council met on Tuesday and agreed to nothing, its chairman said in Geneva."


def line(number: int, **fields: object) -> str:
    return json.dumps({"id": f"a{number}", "text": f"{TEXT} ({number})", **fields}) + "\n"


def ids(found: list[Article | Failure]) -> list[str]:
    return [each.id if isinstance(each, Article) else each.source for each in found]


def names(found: list[Article | Failure]) -> list[str]:
    return [(each.origin or "").rpartition("/")[2] for each in found if isinstance(each, Article)]


def test_every_kind_of_file_is_read(write: Write, read: Read, tmp_path: Path) -> None:
    html = f"<html><body><article><p>{TEXT * 5}</p></article></body></html>"
    write("a.txt", TEXT)
    write("b.md", TEXT)
    write("c.html", html)
    write("d.htm", html)
    write("e.json", json.dumps({"text": TEXT}))
    write("f.jsonl", line(1))
    assert names(read(tmp_path)) == ["a.txt", "b.md", "c.html", "d.htm", "e.json", "f.jsonl"]


@pytest.mark.parametrize(
    ("name", "content"), [("a.txt", TEXT), ("a.md", TEXT), ("a.json", line(1)), ("a.jsonl", line(1))]
)
def test_gzip_of_it_is_read_too(write: Write, read: Read, name: str, content: str) -> None:
    (found,) = read(write(name + ".gz", gzip.compress(content.encode())))
    assert isinstance(found, Article)
    assert found.text.startswith("The council met")


def test_a_folder_is_read_to_its_depth_in_order(write: Write, read: Read, tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "x/y/z.txt", "c/d.TXT"):
        write(name, TEXT)
    assert names(read(tmp_path)) == ["a.txt", "b.txt", "d.TXT", "z.txt"]


def test_hidden_and_unknown_files_in_a_folder_are_passed_over(
    write: Write, read: Read, tmp_path: Path
) -> None:
    """What a person might miss is told of; what is hidden, or left behind by systems and editors, is not."""
    for name in (".hidden.txt", ".DS_Store", ".git/a.txt", "photo.png", "x/Makefile", "a.txt", "feeds.opml"):
        write(name, TEXT)
    for name in ("Thumbs.db", "x/desktop.ini", "~$report.docx", "b.txt~"):
        write(name, TEXT)
    wanted = ["feeds.opml", "photo.png", "x/Makefile"]
    assert [names(read(tmp_path)[:1]), read(tmp_path)[1:]] == [
        ["a.txt"],
        [PassedOver(str(tmp_path / name)) for name in wanted],
    ]
    assert PassedOver(str(tmp_path / "photo.png")) in read(tmp_path / "*")


def test_an_unknown_file_named_outright_is_a_failure(write: Write, read: Read) -> None:
    path = write("photo.png", b"\x89PNG")
    assert read(path) == [Failure(str(path), files.KINDS)]


def test_a_missing_path_is_a_failure(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "none.txt"
    assert read(path) == [Failure(str(path), "There is no such file or folder.")]


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, ""])
def test_an_impossible_path_is_a_failure(read: Read, name: str) -> None:
    (found,) = read(name)
    assert isinstance(found, Failure)


def test_a_folder_with_nothing_to_read_is_a_failure(write: Write, read: Read, tmp_path: Path) -> None:
    photo = write("photo.png", b"")
    empty = Failure(str(tmp_path), "The folder holds no file that can be read.")
    assert read(tmp_path) == [PassedOver(str(photo)), empty]


def test_a_glob_reads_what_it_matches(write: Write, read: Read, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md", "d.png", "sub/e.txt"):
        write(name, TEXT)
    assert names(read(tmp_path / "*.txt")) == ["a.txt", "b.txt"]
    assert names(read(tmp_path / "**" / "*.txt")) == ["a.txt", "b.txt", "e.txt"]


def test_a_glob_that_matches_nothing_is_a_failure(read: Read, tmp_path: Path) -> None:
    (found,) = read(tmp_path / "*.txt")
    assert found == Failure(str(tmp_path / "*.txt"), "No file that can be read matches it.")


def test_a_file_whose_name_looks_like_a_glob_is_read(write: Write, read: Read) -> None:
    assert names(read(write("a[1].txt", TEXT))) == ["a[1].txt"]


def test_a_link_that_leads_out_of_the_folder_is_refused(write: Write, read: Read, tmp_path: Path) -> None:
    secret = write("outside/secret.txt", "A secret that must not be read.")
    write("in/a.txt", TEXT)
    (tmp_path / "in/link.txt").symlink_to(secret)
    (tmp_path / "in/dir").symlink_to(secret.parent)
    found = read(tmp_path / "in")
    assert [each.source for each in found if isinstance(each, Failure)] == [
        str(tmp_path / "in/dir"),
        str(tmp_path / "in/link.txt"),
    ]
    assert names(found) == ["a.txt"]


def test_a_loop_of_links_ends(write: Write, read: Read, tmp_path: Path) -> None:
    write("in/a.txt", TEXT)
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    (tmp_path / "in/self.txt").symlink_to(tmp_path / "in/self.txt")
    assert names(read(tmp_path / "in")) == ["a.txt"]


def test_a_pipe_is_refused_and_does_not_hang(write: Write, read: Read, tmp_path: Path) -> None:
    write("in/a.txt", TEXT)
    os.mkfifo(tmp_path / "in/pipe.txt")
    refused = Failure(str(tmp_path / "in/pipe.txt"), "It is a pipe or a device, not a file.")
    assert refused in read(tmp_path / "in")
    assert read(tmp_path / "in/pipe.txt") == [refused]


def test_a_dash_reads_json_lines_from_stdin() -> None:
    found = list(read_sources(["-"], stdin=io.BytesIO((line(1) + "\n" + line(2)).encode())))
    assert ids(found) == ["a1", "a2"]
    assert {each.origin for each in found if isinstance(each, Article)} == {"-"}


def test_a_bad_record_stops_nothing(write: Write, read: Read) -> None:
    path = write("a.jsonl", line(1) + "{broken\n" + "[]\n" + '"text"\n' + '{"text": ""}\n' + line(6))
    found = read(path)
    assert ids(found) == ["a1", f"{path}:line 2", f"{path}:line 4", f"{path}:line 5", "a6"]
    assert [each.reason.partition(":")[0] for each in found if isinstance(each, Failure)] == [
        "It is not valid JSON",
        "It is not a JSON object.",
        "There is no article text in it.",
    ]


def test_an_empty_file_is_a_failure(write: Write, read: Read) -> None:
    path = write("a.txt", " \n ")
    assert read(path) == [Failure(str(path), "There is no article text in it.")]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.json.gz"])
def test_a_gzip_file_cut_off_gives_what_it_holds_and_a_failure(write: Write, read: Read, name: str) -> None:
    lines = [line(n, note=sha512(b"%d" % n).hexdigest()) for n in range(2000)]
    whole = gzip.compress("".join(lines).encode())
    found = read(write(name, whole[: len(whole) // 2]))
    assert isinstance(found[-1], Failure)
    assert found[-1].reason == "The compressed file is damaged or cut off."
    if name == "a.jsonl.gz":
        assert ids(found)[:3] == ["a0", "a1", "a2"]


def test_a_gz_file_that_is_no_gzip_is_a_failure(write: Write, read: Read) -> None:
    (found,) = read(write("a.txt.gz", TEXT))
    assert isinstance(found, Failure)


def test_files_are_opened_only_when_their_turn_comes(write: Write, tmp_path: Path) -> None:
    write("a.txt", TEXT)
    later = write("b.txt", TEXT)
    found = read_sources([str(tmp_path)])
    next(found)
    later.write_text("Changed meanwhile, and read as changed.", encoding="utf-8")
    last = next(found)
    assert isinstance(last, Article)
    assert last.text == "Changed meanwhile, and read as changed."


def test_a_file_that_goes_away_is_a_failure_worth_a_retry(write: Write, tmp_path: Path) -> None:
    write("a.txt", TEXT)
    gone = write("b.txt", TEXT)
    found = read_sources([str(tmp_path)])
    next(found)
    gone.unlink()
    assert next(found) == Failure(str(gone), "It can't be read: No such file or directory.", retry=True)


def test_json_lines_are_read_as_they_come() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            data = line(1).encode()
            buffer[: len(data)] = data
            return len(data)

    stdin = io.BufferedReader(Endless())
    found: Iterator[Article | Failure] = read_sources(["-"], stdin=stdin)
    assert [each.id for each in (next(found), next(found)) if isinstance(each, Article)] == ["a1", "a1"]


def test_an_overlong_line_is_a_failure_and_the_rest_goes_in(
    write: Write, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "LARGEST", 1000)
    path = write("a.jsonl", line(1) + line(2, note="x" * 5000) + line(3))
    assert ids(read(path)) == ["a1", f"{path}:line 2", "a3"]


def test_a_gzip_bomb_is_inflated_no_further_than_its_limit(write: Write) -> None:
    bomb = write("bomb.txt.gz", gzip.compress(b"a" * 50_000_000))
    tracemalloc.start()
    with pytest.raises(UnreadableError):
        stream.read(bomb, limit=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def test_a_gzip_bomb_is_a_failure(write: Write, read: Read) -> None:
    bomb = gzip.compress(b"a" * (stream.LARGEST + 1))
    (found,) = read(write("bomb.txt.gz", bomb))
    assert isinstance(found, Failure)
    assert found.reason == "It is larger than 20 MB."


def test_a_line_without_end_is_given_up(write: Write, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LARGEST", 10)
    path = write("a.jsonl", "x" * 10 * (stream.MOST_PIECES + 2))
    assert read(path) == [Failure(str(path), "A line in it has no end.")]


def test_a_large_page_is_a_failure(write: Write, read: Read) -> None:
    (found,) = read(write("a.html", b"<p>" + b"a" * page.LARGEST))
    assert isinstance(found, Failure)
    assert found.reason == "It is larger than 5 MB."


def test_a_name_that_is_no_unicode_can_still_be_stored(tmp_path: Path, read: Read) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(TEXT, encoding="utf-8")
    (found,) = read(tmp_path)
    assert isinstance(found, Article)
    assert found.id.encode().endswith(b"caf\\udce9.txt")


def test_a_utf16_json_lines_file_is_read(write: Write, read: Read) -> None:
    assert ids(read(write("a.jsonl", (line(1) + line(2)).encode("utf-16")))) == ["a1", "a2"]


def test_two_thousand_articles_are_read_within_seconds() -> None:
    story = ("أعلنت وزارة الصحة اليوم الثلاثاء عن خطة جديدة لمواجهة الأزمة في البلاد. " * 25).strip()
    data = "".join(json.dumps({"id": n, "text": story}) + "\n" for n in range(500))
    start = time.process_time()
    assert len(list(read_sources(["-"], stdin=io.BytesIO(data.encode())))) == 500
    assert time.process_time() - start < 2
