"""What `make` installs torch from: seen by a python and tools that only note how they were called."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from command import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = """#!/bin/bash
case "$*" in
  *"pip config list"*) echo "$CONFIG" ;;
  -c*) [ "$ANSWERS" = yes ] ;;
  *) echo "$*" >> "$CALLS"; [ "$HAS_IT" = yes ] ;;
esac
"""
NEWCOMER = {
    "SYSTEM": "Linux",
    "GPU": "no",
    "CONFIG": "global.timeout='60'",
    "ANSWERS": "yes",
    "HAS_IT": "yes",
}


def installed(folder: Path, **machine: str) -> list[str]:
    """What pip was told to install before everything else, on a machine that differs from a newcomer's."""
    tools, venv, calls = folder / "tools", folder / "venv", folder / "calls"
    for path, script in (
        (venv / "bin" / "python", PYTHON),
        (tools / "uname", '#!/bin/bash\necho "$SYSTEM"\n'),
        (tools / "nvidia-smi", '#!/bin/bash\n[ "$GPU" = yes ]\n'),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script, "utf-8")
        path.chmod(0o755)
    environment = os.environ | NEWCOMER | machine
    environment |= {"CALLS": str(calls), "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    command = ["make", f"VENV={venv}", f"{venv}/.torch"]
    subprocess.run(command, cwd=SAMPLES.parent, env=environment, check=True, capture_output=True)
    return calls.read_text("utf-8").splitlines() if calls.exists() else []


def test_a_linux_machine_without_a_gpu_gets_the_pinned_torch_alone_from_the_index_of_cpu_builds(
    tmp_path: Path,
) -> None:
    (call,) = installed(tmp_path)
    assert "--constraint constraints.txt" in call
    assert call.endswith("--no-deps --index-url https://download.pytorch.org/whl/cpu torch")


@pytest.mark.parametrize(
    "machine",
    [
        {"SYSTEM": "Darwin"},
        {"GPU": "yes"},
        {"ANSWERS": "no"},
        {"CONFIG": ":env:.index-url='https://pip.example/simple'"},
        {"CONFIG": "global.extra-index-url='https://pip.example/simple'"},
        {"CONFIG": "install.find-links='/opt/wheels'"},
        {"CONFIG": ":env:.no-index='1'"},
    ],
    ids=lambda machine: " ".join(map(str, *machine.items())),
)
def test_any_other_machine_is_left_to_pip(tmp_path: Path, machine: dict[str, str]) -> None:
    assert installed(tmp_path, **machine) == []


def test_set_up_goes_on_where_that_index_lacks_the_build(tmp_path: Path) -> None:
    assert len(installed(tmp_path, HAS_IT="no")) == 1
    assert (tmp_path / "venv" / ".torch").exists()
