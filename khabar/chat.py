"""`khabar chat`: a conversation at a terminal, or one question a line from a script."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from bot.asking.conversation import REMEMBERED, Turn
from bot.phrases import say
from bot.translation.quotes import is_foreign
from index.errors import ArchiveError
from index.tongues.registry import DECLARED
from index.tongues.scripts import UNKNOWN
from khabar import documents, render
from khabar.group import describe, tell
from khabar.render import Row, show
from khabar.reply import SOME_FAILED, Reply, attempt, reply_to_line
from khabar.request import request, request_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from bot.answering.types import Answer, Citation
    from index.tongues.texts import ChatTexts
    from khabar.request import Options, Request

    # An answer, when the archive last changed, and how many of its sentences were shown while they were written.
    Answered = tuple[Answer, datetime | None, int]

PROMPT = "› "


def converse(
    answer: Callable[[Request, Sequence[Turn]], Answered],
    options: Options,
    *,
    translate: Callable[[Answer, Request], Answer | None],
    as_json: bool,
    quiet: bool,
    site: str = "",
) -> None:
    """Answer questions until there are no more, each after those before it.

    At a terminal nothing ends it but the person; from a pipe or with `as_json` it is as `ask -`. Articles are linked to
    on a `site`, if there is one.

    Raises:
        typer.Exit: some lines of a pipe failed.
        KhabarError: the options can't be understood; in a pipe also that the archive can't be used.
    """
    request("-", options)  # a mistake in them is every question's: it is told once
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty() and not as_json
    talk = Talk(answer, translate, options, as_json=as_json, at_terminal=at_terminal, site=site)
    if at_terminal and not quiet:
        show([Row(talk.texts.welcome, "dim")])
    with suppress(KeyboardInterrupt):
        for number, line in enumerate(_typed() if at_terminal else sys.stdin.buffer, 1):
            if not talk.hear(line, number):
                break
    if talk.failed and not at_terminal:
        raise typer.Exit(SOME_FAILED)


class Talk:
    """A conversation: what was asked so far, and in which language last."""

    def __init__(
        self,
        answer: Callable[[Request, Sequence[Turn]], Answered],
        translate: Callable[[Answer, Request], Answer | None],
        options: Options,
        *,
        as_json: bool,
        at_terminal: bool,
        site: str,
    ) -> None:
        self._site = site
        self._answer, self._translate, self._options = answer, translate, options
        self._as_json, self._at_terminal = as_json, at_terminal
        self._turns: list[Turn] = []
        self._last: tuple[Request, Answer, datetime | None] | None = None
        self._language = UNKNOWN
        self.failed = False

    @property
    def texts(self) -> ChatTexts:
        """What is said, in the language of the last question."""
        return say(self._language).chat

    def hear(self, line: bytes, number: int) -> bool:
        """Reply to a line, which may be a command; return whether to go on."""
        said = line.decode("utf-8", "replace").strip()
        if said.startswith("/"):
            return self._obey(said.split()[0].lower(), number)
        if any(said.lower() in one.texts.chat.leave for one in DECLARED):
            return False
        if said:
            self._reply(line, number)
        return True

    def _obey(self, command: str, number: int) -> bool:
        heard = [one.texts.chat for one in DECLARED]
        if any(command in one.end for one in heard):
            return False
        if any(command in one.new for one in heard):
            self._turns.clear()
            self._say(self.texts.afresh)
        elif any(command in one.more for one in heard):
            self._say(self.texts.help)
        elif any(command in one.translate for one in heard):
            self._show_translated()
        else:
            self.failed = True
            sentence = self.texts.unknown_command.format(command=command)
            if self._as_json:
                documents.write({"error": sentence, "line": number})
            else:
                tell(sentence)
        return True

    def _show_translated(self) -> None:
        """Show the last answer again with its foreign quotes translated, or say why not."""
        if self._last is None or not any(is_foreign(one, self._language) for one in self._quoted):
            self._say(self.texts.nothing_to_translate)
            return
        asked, found, updated = self._last
        translated = self._translate(found, asked)
        if translated is None:
            self._say(self.texts.no_translator)
        elif self._as_json:
            documents.write(documents.of_answer(translated, updated))
        else:
            show([*render.answer(translated, updated, site=self._site), Row()])

    @property
    def _quoted(self) -> Sequence[Citation]:
        """What the last answer shows of articles."""
        found = self._last[1] if self._last else None
        return (*found.citations, *found.nearest) if found else ()

    def _say(self, sentence: str) -> None:
        if not self._as_json:
            show([Row(sentence, "dim")])

    def _reply(self, line: bytes, number: int) -> None:
        asked = request_of(line, self._options)
        if not self._at_terminal:
            self.failed |= not reply_to_line(asked, number, self._reply_to, as_json=self._as_json)
            return
        try:
            got = attempt(asked, self._reply_to)
        except KeyboardInterrupt:  # ends this answer, not the conversation
            typer.echo()
            return
        except ArchiveError as error:  # by the next question it may be there again
            got = error
        if isinstance(got, Exception):
            tell(describe(got))
        else:
            show([*got.rows(), Row()])

    def _reply_to(self, request: Request) -> Reply:
        found, updated, already = self._answer(request, self._turns)
        self._last = request, found, updated
        if found.form != "chat":
            self._turns = [*self._turns, found.turn][-REMEMBERED:]
        self._language = found.language
        return Reply(
            lambda: documents.of_answer(found, updated),
            lambda: render.answer(found, updated, already=already, site=self._site),
            not found.refused,
        )


def _typed() -> Iterator[bytes]:
    """Yield lines typed at a terminal, which can be edited and fetched back, until Ctrl-D.

    Ctrl-C drops a line begun; a second one in a row ends it too.
    """
    with suppress(ImportError):  # Windows has none
        import readline  # noqa: F401 - `input` edits lines where it is loaded
    interrupted = False
    while True:
        try:
            typed = input(PROMPT)
        except (EOFError, KeyboardInterrupt) as end:
            typer.echo()
            if interrupted or isinstance(end, EOFError):
                return
            interrupted = True
            continue
        interrupted = False
        yield typed.encode("utf-8", "surrogateescape")
