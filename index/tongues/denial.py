"""Words that deny, and opposites."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Words that deny, and opposites."""
