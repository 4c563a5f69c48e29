"""Files in the current folder that are named as our modules are stay files."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from command import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "import os\nopen({marker!r}, 'w').close()\nos._exit(77)\n"
NAMES = ("index.py", "bot.py", "ingest.py", "models.py", "typer.py", "chromadb.py", "trafilatura.py")
PAGE = "<html><head><title>Floods in Derna</title></head><body><article><p>{text}</p></article></body></html>"

MODULE = [sys.executable, "-m", "khabar"]
# As the script that pip writes starts it: its own folder is first on the path, not the current one.
SCRIPT = [sys.executable, "-P", "-c", "import sys\nfrom khabar.__main__ import main\nsys.exit(main())"]


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """What appears if one of the files in the folder is run."""
    marker = tmp_path / "marker"
    place = tmp_path / "project"
    place.mkdir()
    for name in NAMES:
        (place / name).write_text(HOSTILE.format(marker=str(marker)), "utf-8")
    (place / "page.html").write_text(PAGE.format(text="Two dams outside the city had burst. " * 20), "utf-8")
    return marker


def run(marker: Path, command: list[str], *arguments: str, before: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*command, "--archive", "archive", *arguments],
        cwd=marker.parent / "project",
        env=os.environ | {"PYTHONPATH": f"{before}{SAMPLES.parent}"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("command", "before"),
    [(MODULE, ""), (SCRIPT, os.pathsep)],
    ids=["module", "script, empty place in PYTHONPATH"],
)
def test_no_command_imports_what_lies_in_the_current_folder(
    marker: Path, command: list[str], before: str
) -> None:
    """The page is parsed in a child process, which must not either."""
    taken_in = run(marker, command, "ingest", "page.html", before=before)
    asked = run(marker, command, "ask", "What had burst outside the city?", before=before)

    assert not marker.exists()
    assert (taken_in.returncode, asked.returncode) == (0, 0), taken_in.stderr + asked.stderr
    assert "1 added" in taken_in.stdout
    assert "Two dams" in asked.stdout


def test_the_command_runs_from_its_repository_without_having_been_installed(tmp_path: Path) -> None:
    answered = subprocess.run(
        [*MODULE, "--archive", str(tmp_path / "archive"), "--help"],
        cwd=SAMPLES.parent,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Usage: " in answered.stdout


def test_the_index_s_child_process_imports_none_either(marker: Path) -> None:
    """That `chromadb` isn't the folder's is told by the sentence of its failure."""
    build = "from pathlib import Path\nfrom index import chroma\nchroma.build(Path('new'), {'a': Path('nowhere')})"
    command = [sys.executable, "-P", "-c", build]
    result = subprocess.run(
        command, cwd=marker.parent / "project", capture_output=True, text=True, check=False
    )
    assert not marker.exists()
    assert "nowhere" in result.stderr
