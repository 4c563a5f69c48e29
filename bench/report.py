"""Figures to `docs/evaluation.md`: each bench owns the part of the page between its own markers."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.data import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAGE = ROOT / "docs" / "evaluation.md"


class Target(NamedTuple):
    """A figure that was asked for: what it is, what was asked and reached, and whether that is enough."""

    figure: str
    asked: str
    reached: str
    met: bool


def targets(rows: Iterable[Target]) -> str:
    """Return the table of figures that were asked for; a figure that misses says so."""
    return table(
        ["figure", "asked for", "reached", ""],
        [(row.figure, row.asked, row.reached, "reached" if row.met else "**missed**") for row in rows],
    )


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table, the first column to the left, the others to the right."""
    rule = ["---", *["---:"] * (len(header) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, rule, *rows))


def share(value: float) -> str:
    """Return a share of one as the page shows it."""
    return f"{value:.3f}"


def percent(value: float) -> str:
    """Return a share of one in percent."""
    return f"{100 * value:.1f} %"


def write(section: str, title: str, *parts: str) -> None:
    """Print a section and put it onto the page in place of what stood between its markers."""
    body = "\n\n".join((f"## {title}", _circumstances(), *parts))
    print(f"\n{body}\n")
    start, end = f"<!-- {section} -->", f"<!-- /{section} -->"
    before, opened, rest = PAGE.read_text(encoding="utf-8").partition(start)
    _, closed, after = rest.partition(end)
    if not (opened and closed):
        sys.exit(f"{PAGE} has no place for {section}: write {start} and {end} where it belongs")
    PAGE.write_text(f"{before}{start}\n{body}\n{end}{after}", encoding="utf-8")


def _circumstances() -> str:
    options = " ".join(sys.argv[1:])
    command = f"python -m bench.{Path(sys.argv[0]).stem} {options}".strip()
    today = datetime.now(UTC).date().isoformat()
    return f"`{command}` · {machine()} · {today} · commit `{_commit()}`"


def machine() -> str:
    """Return what the figures were taken on: processor, cores, memory, system, Python."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    return (
        f"{cores} cores of {_processor()}, {gigabytes:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
        platform.processor(),
    )


def _commit() -> str:
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--exclude=*"],  # noqa: S607 - whichever git the person has
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return described.stdout.strip() or "unknown"
