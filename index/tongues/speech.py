"""How a sentence says whose words it reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """How a sentence says whose words it reports."""
