"""A generation is published whole, never changed, never believed when harmed; readers follow it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pytest
from archives import ANALYSER, SCRIPT, before, holding, nearest, piece, state, vector

from index import generation, writer
from index.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("small_collections")
LINE = "report {0} line {1} common{1} own{0}x{1}\n"


def publish(archive: Archive, *, force: bool = True) -> bool:
    with archive.writer() as writing:
        return writing.publish(force=force)


def put(archive: Archive, *pieces: Any) -> None:
    with archive.writer() as writing:
        writing.put(pieces, ANALYSER)


def folders(archive: Archive) -> list[str]:
    return sorted(path.name for path in (archive.folder / generation.FOLDER).iterdir())


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): blake2b(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def copy(published: Path, tmp_path: Path) -> Iterator[Archive]:
    shutil.copytree(published, tmp_path / "copy")
    with Archive.open(tmp_path / "copy") as archive:
        yield archive


class Reader:
    """A reader in another process that lives on."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, str(SCRIPT), "serve", str(folder)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, word: str) -> dict[str, list[str]]:
        assert self.process.stdin
        assert self.process.stdout
        print(word, file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())  # type: ignore[no-any-return]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()


def test_a_generation_gives_the_answers_of_the_tail_it_was_made_from(archive: Archive, copy: Archive) -> None:
    put(archive, *before())
    assert [part.neighbours is None for part in archive.snapshot().parts] == [True, True]
    assert [part.neighbours is None for part in copy.snapshot().parts] == [False, False]
    for number in range(30):
        line = LINE.format(number, 1)
        assert nearest(copy, line, 2) == nearest(archive, line, 2)
        assert nearest(copy, line, 1) == [(f"report-{number}", line)]


def test_chroma_finds_every_passage_of_a_generation_by_its_own_text(copy: Archive) -> None:
    found = 0
    for part in copy.snapshot().parts:
        assert part.neighbours
        for row, id_ in enumerate(part.shard.ids):
            found += int(id_) in part.neighbours(part.shard.vectors[row].astype(np.float32), 1)
    assert found == copy.status().passages == 150


def test_the_first_question_to_a_collection_imports_no_chroma(copy: Archive) -> None:
    script = (
        "import sys, numpy as np; from pathlib import Path; from index import generation;"
        "from index.archive import Archive; part = Archive.open(Path(sys.argv[1])).snapshot().parts[0];"
        "ask = lambda: int(part.shard.ids[3]) in part.neighbours(part.shard.vectors[3].astype(np.float32), 1);"
        "print(ask(), 'chromadb' in sys.modules, ask(), 'chromadb' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(copy.folder)], check=True, capture_output=True, text=True
    )
    assert ran.stdout.split() == ["True", "False", "True", "True"]


def test_a_snapshot_is_the_same_until_something_is_written(copy: Archive) -> None:
    first = copy.snapshot()
    assert copy.snapshot() is first
    put(copy, piece("new", "freshword"))
    second = copy.snapshot()
    assert second is not first
    assert [part.shard for part in second.parts[:2]] == [part.shard for part in first.parts]


@pytest.mark.usefixtures("no_collections")
def test_a_generation_is_published_when_it_is_worth_it(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("FIRST_GENERATION", 10), ("NEXT_GENERATION", 6), ("NEXT_SHARE", 0.5)):
        monkeypatch.setattr(writer, name, value)
    answers = []
    for number, lines in enumerate((9, 1, 6, 1)):  # passages: 9, then 10, then 6 and 7 beyond the ten
        put(archive, piece(f"a{number}", "x\n" * lines))
        answers.append(publish(archive, force=False))
    assert answers == [False, True, False, True]
    with archive.writer() as writing:
        writing.remove(["a0"])  # nine of seventeen: more than half
        assert writing.publish()
    assert folders(archive) == ["3"]


@pytest.mark.usefixtures("no_collections")
def test_a_long_lived_reader_in_another_process_sees_every_commit(archive: Archive) -> None:
    put(archive, *before())
    with Reader(archive.folder) as reader:
        assert reader.ask("newsword") == {"holding": [], "nearest": reader.ask("newsword")["nearest"]}
        put(archive, piece("new", "newsword alone"))
        assert reader.ask("newsword")["holding"] == ["new"]
        publish(archive)
        assert reader.ask("newsword") == {"holding": ["new"], "nearest": ["new"]}
        put(archive, piece("new", "otherword alone"))
        assert reader.ask("newsword")["holding"] == []
        assert reader.ask("otherword")["holding"] == ["new"]
        publish(archive)
        with archive.writer() as writing:
            writing.remove(["new"])
        assert reader.ask("otherword")["holding"] == []
        assert reader.ask("otherword")["nearest"] != ["new"]


@pytest.mark.usefixtures("no_collections")
def test_a_reader_that_opened_before_the_generation_was_replaced_goes_on(copy: Archive) -> None:
    snapshot = copy.snapshot()
    put(copy, piece("new", "freshword"))
    publish(copy)
    assert folders(copy) == ["2"]
    # The files of its generation are deleted; it has the arrays, and does without Chroma.
    part = snapshot.parts[0]
    assert part.neighbours
    wanted = part.shard.vectors[3].astype(np.float32)
    assert int(part.shard.ids[3]) in part.neighbours(wanted, 1)
    assert holding(copy, "freshword") == ["new"]


def test_many_reads_by_two_processes_change_no_byte_of_a_generation(copy: Archive) -> None:
    folder = copy.folder / generation.FOLDER
    sealed = digests(folder)
    assert len([name for name in sealed if "chroma" in name]) > 5
    with Reader(copy.folder) as one, Reader(copy.folder) as other:
        for number in range(30):
            expected = one.ask(f"own{number}x1")
            assert expected["holding"] == [f"report-{number}"]
            assert other.ask(f"own{number}x1") == expected
    assert digests(folder) == sealed


def delete(path: Path) -> None:
    path.unlink()


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x10
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [delete, truncate, flip])
def test_with_any_file_of_the_generation_harmed_the_answers_stay_and_check_names_it(
    published: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    with Archive.open(published) as archive:
        words = [f"own{number}x1" for number in (0, 1, 29)]
        expected = [(holding(archive, word), nearest(archive, word)) for word in words]
        files = [
            path.relative_to(published)
            for path in (published / generation.FOLDER).rglob("*")
            if path.is_file()
        ]
    assert len(files) > 20
    for number, name in enumerate(files):
        folder = tmp_path / str(number)
        shutil.copytree(published, folder)
        harm(folder / name)
        with Archive.open(folder) as archive:
            assert [(holding(archive, word), nearest(archive, word)) for word in words] == expected, name
            assert [str(name) in problem for problem in archive.check()] == [True], name
        shutil.rmtree(folder)


@pytest.mark.parametrize("inside", ["shards/1", "chroma"])
def test_the_next_writer_makes_a_harmed_generation_again(
    copy: Archive, inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if inside != "chroma":
        monkeypatch.setattr(generation, "SMALLEST_COLLECTION", 1_000_000)  # faster
    clean = state(copy)
    (number,) = folders(copy)
    flip(
        max(
            (copy.folder / generation.FOLDER / number / inside).rglob("*.*"),
            key=lambda path: path.stat().st_size,
        )
    )
    assert len(copy.check()) == 1
    assert publish(copy, force=False)
    assert copy.check() == []
    assert folders(copy) == ["2"]
    assert state(copy) == clean
    assert nearest(copy, LINE.format(7, 2))[0] == ("report-7", LINE.format(7, 2))


@pytest.mark.usefixtures("no_collections")
def test_a_generation_that_vanished_is_made_again_under_a_number_never_used(copy: Archive) -> None:
    with Archive.open(copy.folder) as reader:
        reader.snapshot()
        shutil.rmtree(copy.folder / generation.FOLDER)
        assert holding(copy, "own7x2") == ["report-7"]
        assert publish(copy, force=False)
        assert folders(copy) == ["2"]
        put(copy, piece("new", "freshword"))
        assert holding(reader, "freshword") == ["new"]


@pytest.mark.usefixtures("no_collections")
@pytest.mark.parametrize("inside", ["pointer", "shard"])
def test_a_generation_in_another_format_is_done_without_and_made_again(copy: Archive, inside: str) -> None:
    with copy.writer() as writing:
        pointer = generation.published(writing._connection)
        assert pointer
        if inside == "pointer":
            writing._note(generation=json.dumps({"number": 1, "shape": "older"}))
        else:
            about = copy.folder / generation.FOLDER / "1" / "shards" / "0" / "shard.json"
            about.write_text("{}")
            files = pointer.files | {"shards/0/shard.json": generation._file(about)}
            writing._note(generation=pointer._replace(files=files).to_json())
    assert holding(copy, "own7x2") == ["report-7"]
    assert len(copy.check()) == 1
    assert publish(copy, force=False)
    assert copy.check() == []
    assert folders(copy) == ["2"]


def test_what_a_killed_writer_left_is_swept(copy: Archive) -> None:
    place = copy.folder / generation.FOLDER
    (place / "building-1-dead").mkdir()
    (place / "7").mkdir()
    publish(copy, force=False)
    assert folders(copy) == ["1"]


def test_few_passages_have_no_collection_and_a_zero_vector_hurts_none(archive: Archive) -> None:
    put(archive, *before(), piece("empty", " \n"), piece("fr", "un seul passage", language="fr"))
    assert not vector(" \n").any()
    assert publish(archive)
    neighbours = {part.shard.language: part.neighbours for part in archive.snapshot().parts}
    assert [neighbours["fr"] is None, neighbours["en"] is None] == [True, False]
    assert nearest(archive, "un seul passage", 1) == [("fr", "un seul passage")]
    assert archive.check() == []


def test_an_empty_archive_can_be_published_and_searched(archive: Archive) -> None:
    assert publish(archive)
    assert archive.snapshot().parts == []
    put(archive, piece("a", "one"))
    assert holding(archive, "one") == ["a"]


def test_a_failing_build_leaves_the_archive_as_it_was(copy: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.chroma.sys.executable", "/bin/false")
    put(copy, piece("new", "freshword"))
    with pytest.raises(generation.ArchiveError, match="the articles are in"):
        publish(copy)
    assert folders(copy) == ["1"]
    assert holding(copy, "freshword") == ["new"]
