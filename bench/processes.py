"""Commands measured from outside: time, peak memory, and the time of each line answered."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path
from time import perf_counter
from typing import IO, TYPE_CHECKING, NamedTuple, Self, cast

from bench.data import ROOT

if TYPE_CHECKING:
    import resource
    from collections.abc import Iterable, Sequence

DONE = (0, 3)  # `khabar ask` ends with 3 where it finds no answer
KILOBYTE = 1024  # ru_maxrss counts these on Linux
BYTECODE = Path(tempfile.gettempdir()) / "khabar-bench" / "bytecode"


class Ran(NamedTuple):
    """A finished command: seconds from start to end and of processor time, peak memory, what it printed."""

    seconds: float
    work: float
    peak: int
    output: str


class Talk:
    """A command that answers each line of its standard input with one line, from one process."""

    def __init__(self, command: Sequence[str]) -> None:
        self._errors = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed in __exit__
        self._child = _start(command, self._errors)
        self.peak = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._errors:
            _stream(self._child.stdin).close()
            _stream(self._child.stdout).close()
            self.peak = _end(self._child, self._errors).ru_maxrss * KILOBYTE

    def ask(self, line: str) -> float:
        """Return the seconds from sending a line to having its answer."""
        asked = perf_counter()
        _stream(self._child.stdin).write(f"{line}\n")
        _stream(self._child.stdin).flush()
        if not _stream(self._child.stdout).readline():
            raise ChildProcessError(f"no answer to {line!r}")
        return perf_counter() - asked

    def times(self, lines: Iterable[str]) -> list[float]:
        """Return the seconds each line took."""
        return [self.ask(line) for line in lines]


def run(command: Sequence[str]) -> Ran:
    """Run a command to its end, from the project's folder.

    Its peak memory is told by the kernel. It would be no less than this process's own, which passes on to its
    children what it holds: so whoever measures imports nothing large.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        started = perf_counter()
        child = _start(command, errors)
        _stream(child.stdin).close()
        output = _stream(child.stdout).read()
        _stream(child.stdout).close()
        used = _end(child, errors)
    seconds = perf_counter() - started
    return Ran(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * KILOBYTE, output)


def size(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _environment() -> dict[str, str]:
    """Return this environment with compiled bytecode kept, as pip leaves an installed package.

    Without it every cold start compiles all it imports, seconds of it.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(BYTECODE)}


def _start(command: Sequence[str], errors: IO[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
        encoding="utf-8",
    )


def _end(child: subprocess.Popen[str], errors: IO[str]) -> resource.struct_rusage:
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in DONE:
        errors.seek(0)
        raise ChildProcessError(f"{child.args!r} ended with {child.returncode}: {errors.read()[-2000:]}")
    return used


def _stream(stream: IO[str] | None) -> IO[str]:
    return cast("IO[str]", stream)
