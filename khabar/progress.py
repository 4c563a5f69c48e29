"""How far a long command is, on standard error, and only where a person watches."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.progress import Progress

    from ingest.take_in import Report

SAMPLE = 1_000_000  # bytes of a JSON Lines file that say how many lines it has


@contextmanager
def ingesting(sources: Sequence[str], *, shown: bool) -> Iterator[Callable[[Report], None]]:
    """Show articles taken in, articles/s and, if it can be told, the time left; yield what takes reports."""
    with _progress("articles", shown=shown) as bar:
        total = None if bar.disable else expected(sources)
        task = bar.add_task("taking in", total=total)

        def update(report: Report) -> None:
            done = report.articles + len(report.failed)
            bar.update(task, completed=done, total=total and max(total, done))

        yield update


@contextmanager
def analysing(*, shown: bool) -> Iterator[Callable[[int, int], None]]:
    """Show passages analysed, of how many; yield what takes both numbers."""
    with _progress("passages", shown=shown) as bar:
        task = bar.add_task("analysing", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def measuring(total: int, *, shown: bool) -> Iterator[Callable[[], None]]:
    """Show how many of the questions were asked; yield what is called after each."""
    with _progress("questions", shown=shown) as bar:
        task = bar.add_task("measuring", total=total)
        yield lambda: bar.advance(task)


def expected(sources: Sequence[str]) -> int | None:
    """Return about how many articles the sources hold; None where that can't be told without reading them."""
    from ingest import files

    total = 0
    for source in sources:
        if source == "-":
            return None
        for path in files.find(source):
            if isinstance(path, files.PassedOver):
                continue
            held = _articles(path) if isinstance(path, Path) else 1
            if held is None:
                return None
            total += held
    return total


def _articles(path: Path) -> int | None:
    name = path.name.lower()
    if name.endswith((".json", ".json.gz", ".jsonl.gz")):
        return None
    return _lines(path) if name.endswith(".jsonl") else 1


def _lines(path: Path) -> int:
    """Estimate a file's lines from its beginning."""
    try:
        with path.open("rb") as file:
            sample = file.read(SAMPLE)
        size = path.stat().st_size
    except OSError:
        return 1
    return round(sample.count(b"\n") * size / max(len(sample), 1)) or 1


@contextmanager
def _progress(unit: str, *, shown: bool) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        ProgressColumn,
        Task,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many are done, and how many a second."""

        def render(self, task: Task) -> Text:
            seconds = task.elapsed or 0
            rate = f", {task.completed / seconds:,.0f}/s" if seconds >= 1 else ""
            return Text(f"{task.completed:,.0f} {unit}{rate}")

    class Left(ProgressColumn):
        """The time left where the total is known, else the time gone."""

        left, gone = TimeRemainingColumn(compact=True), TimeElapsedColumn()

        def render(self, task: Task) -> Text:
            known = task.total is not None
            return Text.assemble(self.left.render(task), " left") if known else self.gone.render(task)

    console = Console(stderr=True)
    columns = ("{task.description}", BarColumn(), Rate(), Left())
    with Progress(
        *columns, console=console, transient=True, disable=not (shown and console.is_terminal)
    ) as bar:
        yield bar
