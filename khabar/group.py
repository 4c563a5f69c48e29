"""How every command ends: with an exit status, and one sentence on standard error if something went wrong."""

from __future__ import annotations

import logging
import sys
import warnings
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from bot import screen
from index.errors import KhabarError
from index.masking import masked

if TYPE_CHECKING:
    from collections.abc import Callable

INTERRUPTED = 130  # as a shell has it: 128 + SIGINT
ROOMS = ("index", "ingest", "bot", "khabar")
LONGEST = 500  # characters of a foreign error's text

log = logging.getLogger("khabar")


class OneSentence(TyperGroup):
    """The commands, their errors told."""

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 - as typer has it
        """Run the command line and exit with its status."""
        run = super().main
        sys.exit(_status(lambda: run(*args, **extra | {"standalone_mode": False})))

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]  # noqa: ANN401 - as typer has it
        """Run the command; what it wrote has left the process when it returns."""
        try:
            result = super().invoke(ctx)
        except KeyboardInterrupt:
            tell("stopped")
            raise typer.Exit(INTERRUPTED) from None
        sys.stdout.flush()  # here a reader that has gone away is noticed quietly
        return result


def tell(sentence: str) -> None:
    """Write a sentence to the person, on standard error."""
    typer.echo(f"khabar: {screen.line(masked(sentence))}", err=True)


def describe(error: Exception) -> str:
    """Return the sentence for an error; the traceback goes to the log, which `--verbose` shows."""
    log.debug("what happened:", exc_info=error)
    if isinstance(error, KhabarError):
        return str(error)
    text = screen.line(str(error))[:LONGEST]
    return f"{type(error).__name__}{f' ({text})' if text else ''}: run again with --verbose for details"


def set_up_log(verbose: bool) -> bool:  # noqa: FBT001 - the callback of a flag, whose value it returns
    """Show this program's warnings only, or with `verbose` all it does and what its libraries say."""
    form = "%(levelname)s %(name)s: %(message)s" if verbose else "khabar: %(message)s"
    logging.basicConfig(format=form, stream=sys.stderr, force=True)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(_Masking(form))
    logging.getLogger().setLevel(logging.INFO if verbose else logging.CRITICAL)
    for room in ROOMS:
        logging.getLogger(room).setLevel(logging.DEBUG if verbose else logging.WARNING)
    if not verbose:
        warnings.simplefilter("ignore")
    return verbose


class _Masking(logging.Formatter):
    """Writes lines without keys and what is secret in addresses, whoever logs them, tracebacks too."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


def _status(run: Callable[[], int | None]) -> int:
    try:
        return run() or 0
    except typer.TyperException as error:
        return _usage(error)
    except Exception as error:  # noqa: BLE001 - whatever it is, a person gets a sentence
        tell(describe(error))
        return error.exit_code if isinstance(error, KhabarError) else 1


def _usage(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    hint = f" (see `{context.command_path} --help`)" if context else ""
    tell(f"{error.format_message().rstrip('.')}{hint}")
    return error.exit_code
