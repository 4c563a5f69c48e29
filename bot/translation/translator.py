"""What a translator is, and what it says when it has nothing."""

from __future__ import annotations

from typing import Literal, Protocol

Why = Literal["late", "pair", "failed"]


class TranslationFailure(Exception):  # noqa: N818 - a person sees it as a note
    """There is no translation.

    Attributes:
        reason: what happened, in English, for a log.
        why: there was no time, the translator doesn't know the two languages, or anything else.
    """

    def __init__(self, reason: str, why: Why = "failed") -> None:
        super().__init__(reason)
        self.reason, self.why = reason, why


class Translator(Protocol):
    """Says in another language what a text says; threads may share it."""

    @property
    def name(self) -> str:
        """What a reader is told it is."""

    def translate(self, text: str, source: str, target: str, *, until: float, user: str) -> str:
        """Return a text in another language.

        Args:
            text: one or a few sentences on one line.
            source: its language, ISO 639-1.
            target: the language asked for.
            until: the deadline, in seconds of `time.monotonic`.
            user: whose tokens a language model spends.

        Raises:
            TranslationFailure: there is none.
        """
