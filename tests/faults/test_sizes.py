"""What is far too large is refused in one sentence, and costs little memory; what lies beside it goes in."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is read where Linux tells it")

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEGABYTE = 1_000_000
SENTENCE = "The council of the town met on Monday, and its chairman said that the harbour would be repaired. "


class Ran(NamedTuple):
    """What an ingest told, and the most memory that it had, in bytes."""

    told: dict[str, Any]
    memory: int


# The command, and at its end the most memory that the process had (proc(5), status); what `getrusage` tells may be that
# of the process that started it.
MEASURED = """
import sys
from khabar.cli import main
try:
    main()
finally:
    lines = open("/proc/self/status").read().splitlines()
    print(*[line.split()[1] for line in lines if line.startswith("VmHWM")], file=sys.stderr)
"""


def ingest(archive: Path, path: Path) -> Ran:
    arguments = ["--archive", str(archive), "ingest", "--json", "--quiet", str(path)]
    ran = subprocess.run(
        [sys.executable, "-c", MEASURED, *arguments], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in ran.stderr
    return Ran(json.loads(ran.stdout), int(ran.stderr.split()[-1]) * 1024)


def text(size: int) -> str:
    return (SENTENCE * (size // len(SENTENCE) + 1))[:size]


def line(name: str, size: int) -> str:
    return json.dumps({"id": name, "title": f"Harbour {name}", "text": text(size)}) + "\n"


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> int:
    """The memory that an ingest of two small articles takes."""
    folder = tmp_path_factory.mktemp("usual")
    (folder / "a.jsonl").write_text(line("a", 500) + line("b", 500))
    return ingest(folder / "archive", folder / "a.jsonl").memory


@pytest.mark.parametrize(
    ("name", "size", "reason"),
    [
        ("line of 10 MB", 10, "The article has more than 5,000,000 characters."),
        pytest.param("line of 100 MB", 100, "The line is longer than 20 MB.", marks=pytest.mark.slow),
    ],
)
def test_a_line_of_many_megabytes_is_refused_and_its_neighbours_go_in(
    tmp_path: Path,
    usual: int,
    record_property: Callable[[str, object], None],
    *,
    name: str,
    size: int,
    reason: str,
) -> None:
    """Seen red with articles of 20,000,000 characters taken in: 370 MB more."""
    path = tmp_path / "news.jsonl"
    path.write_text(line("before", 500) + line("large", size * MEGABYTE) + line("after", 500))
    told, memory = ingest(tmp_path / "archive", path)
    assert told["added"] == 2
    assert [failed["reason"] for failed in told["failed"]] == [reason]
    assert memory - usual < 150 * MEGABYTE
    record_property("figure", f"a {name}: {(memory - usual) / MEGABYTE:.0f} MB more than usual")


@pytest.mark.slow
def test_an_article_of_a_hundred_megabytes_is_refused(
    tmp_path: Path, usual: int, record_property: Callable[[str, object], None]
) -> None:
    path = tmp_path / "large.txt"
    path.write_text(text(100 * MEGABYTE))
    told, memory = ingest(tmp_path / "archive", path)
    assert [failed["reason"] for failed in told["failed"]] == ["It is larger than 20 MB."]
    assert memory - usual < 150 * MEGABYTE
    record_property("figure", f"an article of 100 MB: {(memory - usual) / MEGABYTE:.0f} MB more than usual")
