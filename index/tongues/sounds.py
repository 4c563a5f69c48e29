"""How its letters sound, so that a name is found in another script."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounds:
    """How its letters sound, so that a name is found in another script."""
