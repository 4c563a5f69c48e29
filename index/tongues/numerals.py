"""Number words, fractions, qualifiers, units and money."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """Number words, fractions, qualifiers, units and money."""
