"""The command `khabar`: where the rooms are put together.

Whatever is heavy is imported by the command that needs it, so that `khabar --help` is there at once.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import UsageError
from khabar.group import INTERRUPTED, OneSentence, set_up_log, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking.conversation import Turn
    from index.types import Article
    from khabar.archive import Archive
    from khabar.chat import Answered
    from khabar.request import Request
    from khabar.settings import Settings

app = typer.Typer(
    cls=OneSentence,
    invoke_without_command=True,
    rich_markup_mode=None,  # the help with frames takes four times as long
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON document to standard output.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Show what happens, and errors in full.", callback=set_up_log)
]
Full = Annotated[
    bool, typer.Option("--full", help="Fetch the pages that feeds link to, for their full text.")
]
_WORDS = "What to look for; - reads a question a line from standard input."
Question = Annotated[list[str], typer.Argument(metavar="QUESTION", help=_WORDS, show_default=False)]
Query = Annotated[list[str], typer.Argument(metavar="QUERY", help=_WORDS, show_default=False)]
Since = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Only articles published on or after this day or time (UTC)."),
]
Until = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Only articles published on or before this day or time (UTC)."),
]
AsOf = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only what had been published by this day or time (UTC).")
]
Source = Annotated[
    str | None, typer.Option(metavar="NAME", help="Only articles of this publisher: BBC finds BBC News.")
]
Lang = Annotated[str | None, typer.Option(metavar="CODE", help="Only articles in this language: ar, en, …")]
Passages = Annotated[int | None, typer.Option("-k", metavar="N", help="How many passages to find.")]
Llm = Annotated[
    str | None,
    typer.Option(metavar="MODEL", help="provider:model to answer with; none: with quotes. Else KHABAR_LLM."),
]


def _tell_version(asked: bool) -> None:  # noqa: FBT001 - the callback of a flag
    if asked:
        from importlib.metadata import version

        typer.echo(f"khabar {version('khabar')}")
        raise typer.Exit


@app.callback()
def khabar(
    ctx: typer.Context,
    archive: Annotated[
        str | None,
        typer.Option(
            metavar="DIR", help="The archive's folder; else KHABAR_ARCHIVE, else the user data folder."
        ),
    ] = None,
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and exit.", callback=_tell_version, is_eager=True),
    ] = False,
) -> None:
    """Ask your own news archive a question; every sentence of the answer is carried by a quoted passage."""
    ctx.obj = archive
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help(), err=True)
        raise typer.Exit(UsageError.exit_code)


@app.command()
def ingest(
    ctx: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Files, folders, globs, addresses of pages, feeds and sitemaps, lists of feeds (OPML);"
            " - reads JSON Lines from standard input.",
            show_default=False,
        ),
    ],
    *,
    full: Full = False,
    allow_mass_delete: Annotated[
        bool,
        typer.Option(
            "--allow-mass-delete", help="Remove what is gone from a folder even if that is most of it."
        ),
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Take articles in; what is gone from a folder that was taken in before is removed."""
    from khabar import api, documents, progress, render
    from khabar.reply import SOME_FAILED

    settings, started = _settings(ctx), perf_counter()
    with (
        api.Archive.open(settings=settings, create=True) as archive,
        _unfinished("what was taken in so far is in the archive: run the command again for the rest"),
        progress.ingesting(sources, shown=not quiet) as update,
    ):
        report = api.ingest(
            archive,
            *sources,
            full=full,
            allow_mass_delete=allow_mass_delete,
            stdin=sys.stdin.buffer,
            progress=update,
        )
        status, seconds = archive.status(), perf_counter() - started
    if as_json:
        documents.write(documents.of_report(report, status, seconds))
    else:
        for failure in render.failures(report):
            tell(failure)
        render.show(() if quiet else render.report(report, status, seconds))
    if report.failed:
        raise typer.Exit(SOME_FAILED)


@app.command()
def watch(
    ctx: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="Folders, files, addresses of feeds, sitemaps and pages, lists of feeds (OPML); without any, the"
            " folders and feeds taken in before.",
            show_default=False,
        ),
    ] = None,
    *,
    every: Annotated[
        str, typer.Option(metavar="TIME", help="How often feeds are visited: 30s, 10m, 2h.")
    ] = "10m",
    full: Full = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Keep taking articles in, as files change and feeds publish, until stopped."""
    from khabar import documents, render
    from khabar.watching import interval, rounds, until_told

    settings, length = _settings(ctx), interval(every)
    with until_told() as stop:
        for found, status in rounds(settings, sources or [], stop, every=length, full=full):
            if as_json:
                documents.write(documents.of_round(found, status))
            elif not quiet:
                render.show(render.round_(found))


@app.command()
def ask(
    ctx: typer.Context,
    question: Question,
    *,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    source: Source = None,
    lang: Lang = None,
    k: Passages = None,
    llm: Llm = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Answer a question, or say that the archive holds no answer."""
    from khabar import answering, documents, render
    from khabar.reply import STDIN, Reply, reply_to
    from khabar.request import Options

    at_terminal = sys.stdout.isatty() and not as_json and question != [STDIN]
    with _mended(ctx, verbose=verbose) as archive:
        answering.require_source(archive, source)

        def reply(request: "Request") -> Reply:
            live = render.Live(at_terminal=at_terminal)
            found = answering.answer(archive, request, on_text=live.on_text, translate=True)
            updated = archive.updated
            return Reply(
                lambda: documents.of_answer(found, updated),
                lambda: render.answer(found, updated, already=live.shown, site=archive.settings.web_url),
                not found.refused,
            )

        reply_to(question, Options(since, until, as_of, source, lang, k, llm), reply, as_json=as_json)


@app.command()
def chat(
    ctx: typer.Context,
    *,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    source: Source = None,
    lang: Lang = None,
    k: Passages = None,
    llm: Llm = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Answer in a conversation, follow-ups understood; /help there says what else it takes."""
    from khabar import answering
    from khabar.chat import converse
    from khabar.render import Live
    from khabar.request import Options

    at_terminal = sys.stdin.isatty() and sys.stdout.isatty() and not as_json
    with _mended(ctx, verbose=verbose) as archive:
        answering.require_source(archive, source)

        def answer(request: "Request", turns: "Sequence[Turn]") -> "Answered":
            live = Live(at_terminal=at_terminal)
            found = answering.answer(archive, request, turns=turns, on_text=live.on_text)
            return found, archive.updated, live.shown

        converse(
            answer,
            Options(since, until, as_of, source, lang, k, llm),
            translate=partial(answering.translated, archive),
            as_json=as_json,
            quiet=quiet,
            site=archive.settings.web_url,
        )


@app.command()
def search(
    ctx: typer.Context,
    query: Query,
    *,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    source: Source = None,
    lang: Lang = None,
    k: Passages = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Find passages, best first, without an answer."""
    from khabar import answering, documents, render
    from khabar.reply import Reply, reply_to
    from khabar.request import Options

    with _mended(ctx) as archive:
        answering.require_source(archive, source)

        def reply(request: "Request") -> Reply:
            started = perf_counter()
            hits = answering.find(archive, request)
            milliseconds = 1000 * (perf_counter() - started)
            return Reply(
                lambda: documents.of_hits(request.text, hits, milliseconds),
                lambda: render.hits(hits, archive.shortest),
            )

        reply_to(query, Options(since, until, as_of, source, lang, k), reply, as_json=as_json)


@app.command()
def article(
    ctx: typer.Context,
    article_id: Annotated[str, typer.Argument(metavar="ID", help="An article's id or the beginning of it.")],
    *,
    version: Annotated[int | None, typer.Option(metavar="N", help="An older wording.")] = None,
    diff: Annotated[bool, typer.Option("--diff", help="What changed since the wording before.")] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Show a stored article."""
    from khabar import documents, render

    with _opened(ctx) as archive:
        found, versions = archive.article(article_id, version), archive.versions(article_id)
        carriers, carried = archive.carriers(found), archive.carried(found.id)
        changes = _changes(archive, found) if diff else None
    if as_json:
        more = {} if changes is None else {"diff": "\n".join(changes)}
        documents.write(documents.of_article(found, versions, carriers, carried) | more)
    else:
        rows = render.article(found, versions, carried) if changes is None else render.difference(changes)
        render.show(rows)


@app.command()
def remove(
    ctx: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="Articles' ids or the beginnings of them.")],
    *,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Don't ask, where the beginning of an id is given.")
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Take articles out of the archive, with all their versions."""
    from khabar import api, documents, render
    from khabar.removing import agreed

    with _opened(ctx) as archive:
        if not yes and sys.stdin.isatty() and not agreed(archive, ids):
            tell("nothing was removed")
            raise typer.Exit(1)
        articles = api.remove(archive, *ids)
    if as_json:
        documents.write({"removed": len(articles), "ids": [one.id for one in articles]})
    elif not quiet:
        render.show(render.removed(articles))


@app.command()
def status(
    ctx: typer.Context,
    *,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Show what is in the archive, how fresh it is, what failed."""
    from khabar import documents, render

    with _opened(ctx) as archive:
        found = archive.status()
    if as_json:
        documents.write(documents.of_status(found))
    else:
        render.show(render.status(found, str(archive.folder), whole=verbose))


@app.command()
def reindex(
    ctx: typer.Context,
    *,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Rebuild all that is derived, for another embedding model too."""
    from bot.screen import counted
    from khabar import api, documents, progress
    from khabar.render import Row, show

    started = perf_counter()
    with (
        _opened(ctx) as archive,
        _unfinished("the archive is as it was before"),
        progress.analysing(shown=not quiet) as update,
    ):
        passages, model = api.reindex(archive, progress=update).passages, archive.embedder.name
        seconds = perf_counter() - started
    if as_json:
        documents.write({"passages": passages, "embedding_model": model, "seconds": round(seconds, 3)})
    elif not quiet:
        show([Row(f"{counted(passages, 'passage')} reindexed with {model} in {seconds:.1f} s")])


@app.command()
def backup(
    ctx: typer.Context,
    to: Annotated[
        str,
        typer.Argument(
            metavar="DEST",
            help="The file to make, or a folder for one named by the time.",
            show_default=False,
        ),
    ],
    *,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Copy the archive into one file, safely while others read and write it; the copy is checked."""
    from khabar import api, documents, render

    started = perf_counter()
    with _opened(ctx) as archive:
        made = api.backup(archive, to)
    if as_json:
        documents.write(documents.of_backup(made, perf_counter() - started))
    elif not quiet:
        render.show(render.backed_up(made))


@app.command()
def restore(
    ctx: typer.Context,
    source: Annotated[
        str,
        typer.Argument(metavar="SRC", help="A file that `khabar backup` wrote, or another archive's folder."),
    ],
    *,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Put a backup in the archive's place, if it is sound; what was there is kept beside it."""
    from khabar import api, documents, render

    started = perf_counter()
    with _unfinished("run the command again if `khabar status` doesn't show what the backup holds"):
        restored = api.restore(_settings(ctx).archive, source)
    if as_json:
        documents.write(documents.of_backup(restored, perf_counter() - started))
    elif not quiet:
        render.show(render.restored(restored))


@app.command("eval")
def evaluate(
    ctx: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE",
            help="Questions with what answers them, as JSON Lines; - reads them from standard input.",
            show_default=False,
        ),
    ] = None,
    *,
    make: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Draft N such questions from the archive's headlines, into FILE if one is given.",
        ),
    ] = None,
    from_feedback: Annotated[
        bool,
        typer.Option(
            "--from-feedback", help="Draft them from thumbs in Telegram, into FILE if one is given."
        ),
    ] = False,
    llm: Llm = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Measure this archive by questions whose answers are known: what is found, quoted, refused, and how fast."""
    from khabar.measuring import draft, measure
    from khabar.request import Options

    if (make is not None) + from_feedback + (file is not None) == 0:
        raise UsageError("there is nothing to measure by: name a file, or have --make 50 draft one")
    if make is not None and from_feedback:
        raise UsageError("--make and --from-feedback are two drafts: ask for one after the other")
    with _opened(ctx, verbose=verbose) as archive:
        if make is not None or from_feedback:
            draft(archive, file, make, quiet=quiet)
        else:
            measure(archive, str(file), Options(llm=llm), as_json=as_json, quiet=quiet)


@app.command()
def telegram(
    ctx: typer.Context,
    *,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Run the Telegram bot."""
    from khabar.telegram import serve

    serve(_settings(ctx), say=(lambda _: None) if quiet else tell)


@app.command()
def web(
    ctx: typer.Context,
    *,
    opens: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Serve the page and the HTTP API."""
    import webbrowser

    from khabar.web import serve

    settings = _settings(ctx)
    serve(settings, say=(lambda _: None) if quiet else tell, opens=webbrowser.open if opens else None)


@app.command()
def doctor(
    ctx: typer.Context,
    *,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check installation, settings and archive; say what to do."""
    from khabar import documents, render
    from khabar.doctor import examine, exit_code

    checks = examine(_settings(ctx))
    if as_json:
        documents.write(
            {"ok": all(check.ok for check in checks), "checks": [check._asdict() for check in checks]}
        )
    else:
        render.show(render.checks(check for check in checks if not (quiet and check.ok)))
    raise typer.Exit(exit_code(checks))


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # Arabic must get out whatever the locale says, and a stray byte in a name must not stop it.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    app()


@contextmanager
def _unfinished(state: str) -> Iterator[None]:
    """Say in which state a stopped command leaves the archive."""
    try:
        yield
    except KeyboardInterrupt:
        tell(f"stopped: {state}")
        raise typer.Exit(INTERRUPTED) from None


def _settings(ctx: typer.Context) -> "Settings":
    from khabar.settings import load

    settings = load()
    folder = Path(ctx.obj) if ctx.obj else settings.archive
    return settings.model_copy(update={"archive": folder.expanduser()})


def _opened(ctx: typer.Context, *, verbose: bool = False) -> "Archive":
    from bot import trace
    from khabar.archive import Archive

    return Archive.open(settings=_settings(ctx), sinks=[trace.to_log] if verbose else [])


@contextmanager
def _mended(ctx: typer.Context, *, verbose: bool = False) -> Iterator["Archive"]:
    with _opened(ctx, verbose=verbose) as archive:
        try:
            yield archive
        finally:
            _mend(archive)


def _mend(archive: "Archive") -> None:
    """Make a harmed search index again, now that the person has the answer, unless another command writes."""
    from index.errors import ArchiveError

    if archive.harmed:
        with suppress(ArchiveError), archive.writer() as writer:
            writer.publish()


def _changes(archive: "Archive", article: "Article") -> list[str]:
    """Return what kinds of change there are, where that is known, and the unified diff from the wording before.

    A patch may begin with such a line.
    """
    from difflib import unified_diff

    from bot import phrases

    earlier = [one.version for one in archive.versions(article.id) if one.version < article.version]
    if not earlier:
        raise UsageError(
            f"version {article.version} of {article.id} is the first: there is none before it to compare with"
        )
    old = archive.article(article.id, earlier[-1])
    names = (f"version {old.version}", f"version {article.version}")
    kinds = [f"# {phrases.what_changed(article.change, article.language)}"] if article.change else []
    return kinds + list(unified_diff(_lines(old), _lines(article), *names, lineterm=""))


def _lines(article: "Article") -> list[str]:
    return [article.title, "", *article.text.split("\n")]
