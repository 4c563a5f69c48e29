"""What is said of an input that could not be taken in."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be taken in.

    Attributes:
        source: the path, glob or address as given; "path:line N" for a record inside a file.
        reason: one plain sentence for the person.
        retry: whether the same input may well work later with nothing changed by the person.
        place: the file's full path, or the address; None where there is none to try again.
    """

    source: str
    reason: str
    retry: bool = False
    place: str | None = field(default=None, compare=False)


class UnreadableError(Exception):
    """Raised inside this room with the reason of a `Failure`; never leaves it."""


class SentOnError(UnreadableError):
    """Raised for a page that only sends its readers on.

    Attributes:
        url: where to.
    """

    def __init__(self, reason: str, url: str) -> None:
        super().__init__(reason)
        self.url = url
