"""What stands at the end of a text that a feed or a service has passed on: how it was cut off, where it appeared."""

from __future__ import annotations

import re
from functools import cache

from index.tongues.others import APPEARED_FIRST
from index.tongues.registry import DECLARED

# Code points at the end of a text in which any of this stands.
END = 700
# Beside title and publisher, of a line that says only where an entry appeared.
MOST_BESIDE = 70
LEAST_TITLE = 8

# "[+2533 chars]", as news services count what they have left out.
LEFT_OUT = re.compile(r"\s*\[\+?\s?\d{1,9}\s(?:chars|characters)\]\s*$", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+")
ELLIPSIS = re.compile(r"[\[(]\s?(?:…|\.\.\.|&hellip;|&#8230;)\s?[\])][\s.»→]*$")


def without_footer(text: str, *, title: str | None = None, source: str | None = None) -> str:
    """Return a text without the line that blogs put behind an entry: "The post … appeared first on …".

    It is known by its words, in the languages that have them, if it names the title or the publisher; in any language
    by naming both and hardly more, on a line of its own.
    """
    found = _appeared().search(text, max(0, len(text) - END))
    if found and (not title or any(_bare(name) in _bare(found[0]) for name in (title, source) if name)):
        return text[: found.start()].rstrip()
    before, _, line = text.rstrip().rpartition("\n")
    return before.rstrip() if before.strip() and _names_both(line, title, source) else text


def read(text: str, *, title: str | None = None, source: str | None = None) -> tuple[str, bool]:
    """Return a text without what a feed or a service has put behind it, and whether that says it was cut off."""
    text = without_footer(text, title=title, source=source)
    if found := LEFT_OUT.search(text, max(0, len(text) - END)):
        return text[: found.start()].rstrip(), True
    return text, ELLIPSIS.search(text, max(0, len(text) - END)) is not None


def _names_both(line: str, title: str | None, source: str | None) -> bool:
    title, source = _bare(title or ""), _bare(source or "")
    if len(title) < LEAST_TITLE or not source or len(line) > len(title) + len(source) + MOST_BESIDE:
        return False
    _, found, after = _bare(line).partition(title)
    return bool(found) and source in after


def _bare(text: str) -> str:
    """Return the letters and digits of a text: blogs set the quotation marks and dashes of a headline anew."""
    return " ".join(WORD.findall(text.lower()))


@cache
def _appeared() -> re.Pattern[str]:
    """Return the pattern of such a line, or of such a sentence behind another, in any language that is known."""
    declared = (one for tongue in DECLARED for one in tongue.prose.appeared_first)
    patterns = "|".join((*declared, *APPEARED_FIRST))
    return re.compile(rf"(?:^|\n|(?<=[.!?…\])»”\"])[^\S\n])[^\S\n]*(?:{patterns})\s*$", re.IGNORECASE)
