"""Abbreviations, and the lines around an article that are not its text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Abbreviations, and the lines around an article that are not its text."""
