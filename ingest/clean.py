"""What stands around an article and is not its text: captions, "follow us", "most read", credits, dates.

The rules take whole lines, and of a line only the dateline at its beginning. They would rather leave
furniture than lose a sentence: a line that ends like a sentence goes only where a rule knows all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from index.furniture import is_furniture
from index.tongues.registry import DECLARED, any_of
from ingest import credit, dates, furniture
from ingest.wrapped import unwrapped

if TYPE_CHECKING:
    from datetime import datetime

# How many lines from the beginning and the end may be date, credit, caption or byline.
TOP = 5
BOTTOM = 3
CAPTION_LINES = 2
LONGEST_DATE_LINE = 80
BEFORE_DATE = " :-|"
LONGEST_NAME = 60


@dataclass(slots=True)
class Cleaned:
    """A text without its furniture, and what the furniture told."""

    text: str
    source: str | None = None
    author: str | None = None
    published: datetime | None = None


def clean(text: str) -> Cleaned:
    """Return the article's own text, paragraph breaks kept, and the credits and date that stood around it.

    What was wrapped by hand has a line a paragraph then. Where the rules would leave nothing, the text stays whole.
    """
    text = unwrapped(text)
    cleaned = Cleaned(text)
    lines = furniture.without_lists(text.split("\n"))
    kept = [line for line in lines if not is_furniture(line)]
    kept = _without_top(kept, cleaned)
    _drop_bottom(kept, cleaned)
    cleaned.text = _joined(kept, changed=len(kept) < text.count("\n") + 1)
    _take_dateline(cleaned)
    return cleaned if cleaned.text else Cleaned(text.strip())


def _without_top(lines: list[str], cleaned: Cleaned) -> list[str]:
    drop: set[int] = set()
    filled = [number for number, line in enumerate(lines[:50]) if line.strip()]
    for rank, number in enumerate(filled[:TOP]):
        line = lines[number].strip()
        is_caption = rank - len(drop) < CAPTION_LINES and credit.is_caption(line)
        if number != filled[-1] and (is_caption or _is_about(line, cleaned, at_end=False)):
            drop.add(number)
    return [line for number, line in enumerate(lines) if number not in drop] if drop else lines


def _drop_bottom(lines: list[str], cleaned: Cleaned) -> None:
    for _ in range(BOTTOM):
        while lines and not lines[-1].strip():
            lines.pop()
        if len(lines) < 2 or not _is_about(lines[-1].strip(), cleaned, at_end=True):  # noqa: PLR2004 - the last stays
            break
        lines.pop()


def _is_about(line: str, cleaned: Cleaned, *, at_end: bool) -> bool:
    """Tell whether a line tells of the article (when, by whom) instead of being its text; note it."""
    return _is_date(line, cleaned) or _is_byline(line, cleaned) or _is_credit(line, cleaned, at_end=at_end)


def _is_date(line: str, cleaned: Cleaned) -> bool:
    """Tell whether the line is a date of publication; note the first, or an update if there is no other."""
    found = date_line(line)
    if found and not (cleaned.published and is_of_update(line)):
        cleaned.published = cleaned.published or found
    return found is not None


def date_line(line: str) -> datetime | None:
    """Return the date of a line that is one, perhaps behind its label, and nothing else; else None."""
    if len(line) > LONGEST_DATE_LINE or not any(map(str.isdigit, line)):
        return None
    return dates.in_line(line[_date_label(line).length :].lstrip(BEFORE_DATE))


def is_of_update(line: str) -> bool:
    """Tell whether a line begins with what stands before the date of a later change."""
    return _date_label(line).later


class _Label(NamedTuple):
    """What stands before a date: how long it is, and whether it is that of a later change."""

    length: int = 0
    later: bool = False


def _date_label(line: str) -> _Label:
    found = ((pattern.match(line), later) for pattern, later in _date_labels())
    return max((_Label(label.end(), later) for label, later in found if label), default=_Label())


@cache
def _date_labels() -> list[tuple[re.Pattern[str], bool]]:
    return [
        (re.compile(pattern, re.IGNORECASE), later)
        for one in DECLARED
        for patterns, later in ((one.prose.published_labels, False), (one.prose.updated_labels, True))
        for pattern in patterns
    ]


def _is_byline(line: str, cleaned: Cleaned) -> bool:
    byline, author = _byline()
    found = byline.match(line)
    name = line[found.end() :].strip() if found else ""
    if len(name) > LONGEST_NAME or not author.fullmatch(name):
        return False
    cleaned.author = cleaned.author or name
    return True


@cache
def _byline() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what stands before an author's name, and of the name."""
    return (
        re.compile(any_of(lambda one: one.prose.bylines), re.IGNORECASE),
        re.compile(any_of(lambda one: one.prose.author_names)),
    )


def _is_credit(line: str, cleaned: Cleaned, *, at_end: bool) -> bool:
    found = credit.closing(line)
    if found:
        cleaned.author = cleaned.author or found.author
        # "القاهرة - رويترز" above a text names a place; "TRT عربي - وكالات" below it names the publisher.
        cleaned.source = cleaned.source or (found.source if at_end else None)
    return found is not None


def _joined(lines: list[str], *, changed: bool) -> str:
    text = "\n".join(lines).strip()
    # A dropped line leaves its two blank neighbours behind.
    return re.sub(r"\n(?:[^\S\n]*\n){2,}", "\n\n", text) if changed else text


def _take_dateline(cleaned: Cleaned) -> None:
    length, agency = credit.dateline(cleaned.text)
    if 0 < length < len(cleaned.text):
        cleaned.text = cleaned.text[length:]
        cleaned.author = cleaned.author or agency
