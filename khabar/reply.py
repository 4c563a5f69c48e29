"""Questions answered: one from the command line, or one a line from standard input, by one process."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from bot.screen import line
from index.errors import ArchiveError, KhabarError
from khabar import documents
from khabar.group import describe, tell
from khabar.render import Row, show
from khabar.request import Request, batch, request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index.errors import UsageError
    from khabar.request import Options

NO_ANSWER, SOME_FAILED = 3, 4
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a request brought, for a script and for a person; each is made only if it is asked for."""

    document: Callable[[], dict[str, Any]]
    rows: Callable[[], Iterable[Row]]
    found: bool = True


def reply_to(words: list[str], options: Options, reply: Callable[[Request], Reply], *, as_json: bool) -> None:
    """Reply to the question that the words are, or to every line of standard input in order.

    Raises:
        typer.Exit: nothing was found, or some lines failed.
        KhabarError: what the command line asks can't be done.
    """
    if words == [STDIN]:
        _reply_to_lines(options, reply, as_json=as_json)
        return
    got = reply(request(" ".join(words), options))
    _put_out(got, as_json=as_json)
    if not got.found:
        raise typer.Exit(NO_ANSWER)


def _reply_to_lines(options: Options, reply: Callable[[Request], Reply], *, as_json: bool) -> None:
    request("-", options)  # a mistake on the command line is every line's: it is told once
    failed = False
    for number, asked in batch(sys.stdin.buffer, options):
        failed |= not reply_to_line(asked, number, reply, as_json=as_json)
    if failed:
        raise typer.Exit(SOME_FAILED)


def reply_to_line(
    asked: Request | UsageError, number: int, reply: Callable[[Request], Reply], *, as_json: bool
) -> bool:
    """Put out the reply to a line of standard input, or what went wrong with it; return whether nothing did.

    Raises:
        ArchiveError: the archive can't be used.
    """
    got = attempt(asked, reply)
    if isinstance(got, Exception):
        _put_out_failure(describe(got), number, as_json=as_json)
        return False
    if isinstance(asked, Request) and not as_json:
        show([Row(line(asked.text), "underline")])
    _put_out(got, as_json=as_json)
    if not as_json:
        show([Row()])
    return True


def attempt(asked: Request | KhabarError, reply: Callable[[Request], Reply]) -> Reply | Exception:
    """Return the reply or what went wrong; only an archive that can't be used ends the batch."""
    if isinstance(asked, KhabarError):
        return asked
    try:
        return reply(asked)
    except ArchiveError:
        raise
    except Exception as error:  # noqa: BLE001 - one question must not cost the others their answers
        return error


def _put_out(reply: Reply, *, as_json: bool) -> None:
    if as_json:
        documents.write(reply.document())
    else:
        show(reply.rows())


def _put_out_failure(sentence: str, number: int, *, as_json: bool) -> None:
    if as_json:
        documents.write({"error": sentence, "line": number})
    else:
        tell(f"line {number}: {sentence}")
