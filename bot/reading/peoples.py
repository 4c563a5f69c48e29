"""Who is from where: "Chilean" and "شيلية" have a root in common, "Kurdish" and "أكراد" a line of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.sound import sounds
from bot.reading.tables import folded
from index.tongues.registry import tongue

if TYPE_CHECKING:
    from bot.reading.wording import Word

SHORT = 3  # letters that must be left


def peoples(word: Word) -> set[str]:
    """Return what a word that says where somebody is from has in common with its translation; empty for any other."""
    known = tongue(word.language).names
    of_table = {people for people, names in known.peoples.items() if not folded(names).isdisjoint(word.forms)}
    endings = {form: known.demonym.search(form) for form in word.forms}
    stems = {form[: ending.start()] for form, ending in endings.items() if ending}
    return of_table | {sounds(stem) for stem in stems if len(stem) >= SHORT}
