"""What is kept of articles that the archive has no more: it goes from the chats too, wherever it was written down.

An article taken out leaves its words in places that are no quotes: a speaker named in a sentence, what a language
model wrote, the turns that a follow-up looks back on, a message that waits to be sent.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.answering.stored import without
from bot.phrases import say
from bot.telegram.chats import NAME, Chats

if TYPE_CHECKING:
    from bot.answering.stored import Document
    from index.archive import Archive


def erase_removed(archive: Archive, chats: Chats) -> bool:
    """Erase what the store of the chats has of articles that the archive has no more; return whether it had anything.

    Raises:
        ArchiveError: the archive, or the store of the chats, can't be read.
    """
    gone = archive.missing(chats.used())
    if gone:
        chats.part_with(gone, partial(without, gone=gone), _instead)
        chats.clear()
    return bool(gone)


def erase_removed_beside(archive: Archive) -> None:
    """Do so in the store beside an archive, if there is one.

    Raises:
        ArchiveError: the archive, or the store of the chats, can't be read.
    """
    if (archive.folder / NAME).exists():
        with Chats.open(archive.folder) as chats:
            erase_removed(archive, chats)


def _instead(document: Document) -> str:
    """Return what is told in the place of an answer that was not sent yet."""
    return say(document["language"]).taken_out
