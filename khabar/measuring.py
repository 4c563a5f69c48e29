"""The command `khabar eval`: a file of questions asked, or drafted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.screen import counted
from index.errors import KhabarError, UnknownSourceError, UsageError
from khabar import documents, drafting, progress, render
from khabar.evaluation import Case, Evaluator, Outcome, cases, evaluation, read
from khabar.group import describe, tell
from khabar.reply import SOME_FAILED, STDIN

if TYPE_CHECKING:
    from khabar.archive import Archive
    from khabar.request import Options


def measure(archive: Archive, name: str, options: Options, *, as_json: bool, quiet: bool) -> None:
    """Ask the questions of a file and put out what became of them; what is wrong with it is told line by line.

    Raises:
        typer.Exit: some lines, or some questions, failed.
        UsageError: the file can't be read, or no line of it is a question; the language model can't be used.
        ArchiveError: the archive can't be read.
    """
    name, lines = _lines(name)
    asked, failed = _cases(name, lines, options)
    if not asked:
        raise UsageError(f"{name} holds no question to ask: `khabar eval --make 50` drafts some")
    outcomes = _outcomes(archive, asked, name, quiet=quiet)
    if outcomes and as_json:
        documents.write(documents.of_evaluation(evaluation(outcomes)))
    elif outcomes:
        render.show(render.evaluation(evaluation(outcomes)))
    if failed or len(outcomes) < len(asked):
        raise typer.Exit(SOME_FAILED)


def draft(archive: Archive, name: str | None, count: int | None, *, quiet: bool) -> None:
    """Write questions to standard output, or add them to a file: `count` headlines, or what people rated.

    Raises:
        UsageError: the file can't be written, or the count is none.
        ArchiveError: the archive, or what is kept of the chats, can't be read.
    """
    if count is None:
        drafts, of = drafting.from_feedback(archive), "rated in Telegram"
    else:
        drafts, of = drafting.from_headlines(archive, count), "drafted from headlines"
    if name in {None, STDIN}:
        for one in drafts:
            typer.echo(drafting.as_line(one))
        told = f"{counted(len(drafts), 'question')} {of}"
    else:
        added = drafting.add(Path(str(name)), drafts)
        told = f"{counted(len(drafts), 'question')} {of}, {added:,} of them new in {name}"
    if not quiet:
        tell(told)


def _lines(name: str) -> tuple[str, list[bytes]]:
    """Return what a file is called in what a person is told of it, and its lines."""
    if name == STDIN:
        return "standard input", sys.stdin.buffer.read().splitlines()
    return name, read(Path(name))


def _cases(name: str, lines: list[bytes], options: Options) -> tuple[list[Case], bool]:
    """Return the questions of a file, and whether some of its lines are none."""
    asked, failed = list[Case](), False
    for number, one in cases(lines, options):
        if isinstance(one, Case):
            asked.append(one)
        else:
            tell(f"{name}, line {number}: {one}")
            failed = True
    return asked, failed


def _outcomes(archive: Archive, asked: list[Case], name: str, *, quiet: bool) -> list[Outcome]:
    """Return what became of the questions of a file, but for those that failed, and tell why these did."""
    evaluator, outcomes = Evaluator(archive), list[Outcome]()
    with progress.measuring(len(asked), shown=not quiet) as advance:
        for case in asked:
            try:
                outcomes.append(evaluator.outcome(case))
            except UnknownSourceError as error:
                tell(f"{name}, line {case.line}: {error}")
            except KhabarError:  # every question's
                raise
            except Exception as error:  # noqa: BLE001 - one question must not cost the others their answers
                tell(f"{name}, line {case.line}: {describe(error)}")
            advance()
    missing = list(dict.fromkeys(evaluator.missing))
    if missing and not quiet:
        lacking = counted(len(missing), "article")
        tell(f"the archive lacks {lacking} that {name} names, the first: {missing[0]}")
    return outcomes
