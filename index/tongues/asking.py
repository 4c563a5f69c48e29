"""How questions are put: question words, follow-ups, what points back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How questions are put: question words, follow-ups, what points back."""
