"""How its words are told, folded, stopped and stemmed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How its words are told, folded, stopped and stemmed."""
