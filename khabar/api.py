"""The way in for programs: take articles in, ask, search, with what the command `khabar` does behind each.

    from khabar.api import Archive, ask, ingest

    with Archive.open("archive", create=True) as archive:
        ingest(archive, "news/", "https://news.example/rss")
        print(ask(archive, "Who mediated in the port dispute?", since="2024-01-01").text)

The functions are named as the commands are and take their options. What fails raises a `KhabarError`, whose text is one
sentence that says what to do. Importing this costs next to nothing: whatever is heavy is loaded when it is first used.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import (
    ArchiveDamagedError,
    ArchiveError,
    ArchiveLockedError,
    KhabarError,
    ModelMismatchError,
    UsageError,
)
from index.types import Article, Filters, Hit, Passage, Span
from khabar import answering
from khabar.request import Options, request

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import BinaryIO

    from bot.answering.types import Answer, Citation, Sentence
    from bot.asking.conversation import Turn
    from index.archive import Status
    from index.backup import Backup
    from index.langchain import KhabarEmbeddings, KhabarRetriever
    from ingest.failure import Failure
    from ingest.take_in import Report
    from khabar.archive import Archive
    from khabar.settings import Settings

__all__ = [
    "Answer",
    "Archive",
    "ArchiveDamagedError",
    "ArchiveError",
    "ArchiveLockedError",
    "Article",
    "Backup",
    "Citation",
    "Failure",
    "Filters",
    "Hit",
    "KhabarEmbeddings",
    "KhabarError",
    "KhabarRetriever",
    "ModelMismatchError",
    "Passage",
    "Report",
    "Sentence",
    "Settings",
    "Span",
    "Status",
    "Turn",
    "UsageError",
    "article",
    "ask",
    "backup",
    "ingest",
    "reindex",
    "remove",
    "restore",
    "search",
    "status",
]

# Loaded when they are first asked for: name → the module that has it.
_LATER = {
    "Answer": "bot.answering.types",
    "Archive": "khabar.archive",
    "Backup": "index.backup",
    "Citation": "bot.answering.types",
    "Failure": "ingest.failure",
    "KhabarEmbeddings": "index.langchain",
    "KhabarRetriever": "index.langchain",
    "Report": "ingest.take_in",
    "Sentence": "bot.answering.types",
    "Settings": "khabar.settings",
    "Status": "index.archive",
    "Turn": "bot.asking.conversation",
}

PATIENCE = 3.0  # seconds to wait for another writer: a watch never writes for long


def ingest(
    archive: Archive,
    *sources: str | Path,
    full: bool = False,
    allow_mass_delete: bool = False,
    stdin: BinaryIO | None = None,
    progress: Callable[[Report], None] = lambda _report: None,
) -> Report:
    """Take articles in, and remove what is gone from a folder that was taken in before; return what became of them.

    Each batch of articles is stored whole or not at all: what was interrupted is finished by doing it again.

    Args:
        archive: where to.
        sources: files, folders, globs, addresses of pages, feeds and sitemaps, lists of feeds (OPML); "-" reads JSON
            Lines from `stdin`. What failed earlier and is due again is tried, too.
        full: fetch the pages that feeds link to, for their full text.
        allow_mass_delete: remove what is gone from a folder even if that is most of it.
        stdin: what "-" reads instead of this process's standard input.
        progress: hears of every batch.

    Raises:
        ArchiveLockedError: another writer is at work.
        ModelMismatchError: the archive was written with another embedding model.
        ArchiveError: the archive can't be written to.
    """
    from ingest import read_sources
    from ingest.addresses import Allowed
    from ingest.fetch import Fetcher
    from ingest.sources import with_retries
    from ingest.take_in import take_in
    from ingest.web import Web

    archive.require_model(archive.embedder.name)  # before it is loaded
    web = Web.over(
        Fetcher(Allowed.parse(archive.settings.fetch_allow)), archive.visits(), full=full, held=archive.held
    )
    again = with_retries([str(source) for source in sources], archive.to_retry(datetime.now(UTC)))
    items = read_sources(again, stdin=stdin, web=web, known=archive.read_from)
    return take_in(
        archive,
        items,
        archive.analyser(),
        wait=PATIENCE,
        allow_mass_delete=allow_mass_delete,
        progress=progress,
    )


def ask(
    archive: Archive,
    question: str,
    *,
    since: str | date | None = None,
    until: str | date | None = None,
    as_of: str | date | None = None,
    source: str | None = None,
    lang: str | None = None,
    k: int | None = None,
    llm: str | None = None,
    turns: Sequence[Turn] = (),
    user: str = "",
    on_text: Callable[[str], None] | None = None,
) -> Answer:
    """Answer a question, or say that the archive holds no answer (`Answer.refused`).

    Args:
        archive: what it is answered from.
        question: in any language, as a person wrote it.
        since: only articles published on or after this day or time; a time without a zone is UTC, here and below.
        until: only articles published on or before this day or time.
        as_of: only what had been published by this day or time, which is what "today" means in the question.
        source: only articles of this publisher, as people name it: "BBC" finds "BBC News".
        lang: only articles in this language, ISO 639-1.
        k: how many passages are read for the answer.
        llm: the language model to answer with, `provider:model`, or `none` for quotes; None: the settings'.
        turns: what was asked before in the same conversation, oldest first: the `turn` of each answer.
        user: whose tokens a language model spends, where several people ask.
        on_text: gets each sentence that a language model writes as soon as it may be shown.

    Raises:
        UsageError: the question or an option can't be understood, or the language model can't be used.
        ModelMismatchError: the archive was written with another embedding model.
        ArchiveError: the archive can't be read.
    """
    options = Options(_text(since), _text(until), _text(as_of), source, lang, k, llm)
    asked = request(question, options)
    return answering.answer(archive, asked, turns=turns, user=user, on_text=on_text, translate=True)


def search(
    archive: Archive,
    query: str,
    *,
    since: str | date | None = None,
    until: str | date | None = None,
    as_of: str | date | None = None,
    source: str | None = None,
    lang: str | None = None,
    k: int | None = None,
) -> list[Hit]:
    """Find passages, best first, without an answer.

    The options are those of `ask`, but that `k` is how many passages come back: 10 if not given.

    Raises:
        UsageError: the query or an option can't be understood.
        ModelMismatchError: the archive was written with another embedding model.
        ArchiveError: the archive can't be read.
    """
    options = Options(_text(since), _text(until), _text(as_of), source, lang, k)
    return answering.find(archive, request(query, options))


def article(archive: Archive, article_id: str, version: int | None = None) -> Article:
    """Return a stored article by its id or the beginning of it, in its current wording or an older one.

    Raises:
        UsageError: there is no such article or version, or there are several.
    """
    return archive.article(article_id, version)


def remove(archive: Archive, *ids: str) -> list[Article]:
    """Take articles out of the archive, with all their versions; return what they were.

    Args:
        archive: where from.
        ids: the articles' ids or the beginnings of them; where one of them is no article's, none is removed.

    Raises:
        UsageError: an id is no article's, or the beginning of several.
        ArchiveLockedError: another writer is at work.
        ArchiveError: the archive can't be written to.
    """
    from bot.llm.store import forget_answers
    from bot.telegram import removal
    from bot.web import conversations

    articles = {found.id: found for found in map(archive.article, ids)}
    with archive.writer(wait=PATIENCE) as writer:
        writer.remove(articles)
        writer.publish()
    forget_answers(archive.folder)  # that a language model wrote from them
    removal.erase_removed_beside(archive)  # what was said of them in chats
    conversations.erase_removed_beside(archive)  # and on the page
    return list(articles.values())


def status(archive: Archive) -> Status:
    """Return what is in the archive, how fresh it is, and what failed."""
    return archive.status()


def reindex(archive: Archive, *, progress: Callable[[int, int], None] = lambda _done, _total: None) -> Status:
    """Rebuild all that is derived, for another embedding model too; return what the archive then holds.

    Args:
        archive: what to rebuild; it is as it was before until all is done.
        progress: hears how many passages are analysed, and of how many.

    Raises:
        ArchiveLockedError: another writer is at work.
        ArchiveError: the archive can't be written to.
    """
    with archive.writer(wait=PATIENCE) as writer:
        writer.reanalyse(archive.analyser(), progress)
    return archive.status()


def backup(archive: Archive, to: str | Path) -> Backup:
    """Copy an archive into one file, safely while others read and write it, and look whether the copy is sound.

    Args:
        archive: what to copy: all articles with their versions, no search index, nothing of any chat.
        to: the file, or a folder, where it is named by the time. A backup that is there already is replaced.

    Raises:
        UsageError: the file can't be there, or is something else.
        ArchiveDamagedError: the archive is damaged.
        ArchiveError: it can't be read, or the file not be written.
    """
    from index import backup as backups

    path = backups.destination(archive.folder, Path(to).expanduser(), datetime.now(UTC))
    return backups.backup(archive.folder, path)


def restore(archive: str | Path, source: str | Path) -> Backup:
    """Put a backup in the place of an archive, once it is known to be sound, and make its search index.

    What was there is kept beside it (`Backup.replaced`) until articles are removed or another backup is restored.

    Args:
        archive: the archive's folder; there need be none yet.
        source: the file that `backup` wrote, or the folder of another archive.

    Raises:
        UsageError: there is no such backup.
        ArchiveLockedError: a writer is at work.
        ArchiveError: the backup is damaged, or the archive can't be written to.
    """
    from index.archive import Archive as Bare
    from index.backup import restore as put_back

    folder = Path(archive).expanduser()
    restored = put_back(folder, Path(source).expanduser(), wait=PATIENCE)
    with Bare.open(folder) as opened, opened.writer(wait=PATIENCE) as writer:
        writer.publish()
    return restored


def _text(moment: str | date | None) -> str | None:
    """Return a day or time as an option's text."""
    return moment.isoformat() if isinstance(moment, date) else moment


def __getattr__(name: str) -> object:
    """Load what is asked for by name, once."""
    if name not in _LATER:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found: object = getattr(import_module(_LATER[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
