"""What tells names, titles, countries and peoples."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What tells names, titles, countries and peoples."""
