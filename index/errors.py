"""What can go wrong, sorted by who must act.

* KhabarError: a sentence for the person: what happened, to which input, what to do.
  * UsageError (exit 2): the command was given something it can't take.
    * UnknownSourceError: no article is of the publisher that a question names.
  * ArchiveError (exit 5): the archive can't be used now.
    * ArchiveLockedError: another writer is at work.
    * ModelMismatchError: the archive was written with another embedding model.
    * ArchiveDamagedError: what is stored can't be read.
"""


class KhabarError(Exception):
    """An error a person sees; its text is the one sentence to show."""

    exit_code = 1


class UsageError(KhabarError):
    """The command was given something it can't take."""

    exit_code = 2


class UnknownSourceError(UsageError):
    """No article is of the publisher that a question names; others may be answered."""


class ArchiveError(KhabarError):
    """The archive can't be used now."""

    exit_code = 5


class ArchiveLockedError(ArchiveError):
    """Another writer is at work in this archive."""


class ModelMismatchError(ArchiveError):
    """The archive's vectors were made with another embedding model."""


class ArchiveDamagedError(ArchiveError):
    """What is stored can't be read."""
