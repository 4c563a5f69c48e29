"""What stands around an article and is not its text: captions, "follow us", "most read", credits, dates.

The rules take whole lines, and of a line only the dateline at its beginning. They would rather leave
furniture than lose a sentence: a line that ends like a sentence goes only where a rule knows all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest import credit, dates, furniture
from ingest.wrapped import unwrapped

if TYPE_CHECKING:
    from datetime import datetime

PUBLISHED_LABEL = (
    r"(?:(?:first )?(?:published|posted|created|date|publication date)(?: (?:on|at))?"
    r"|نُ?شرت?(?: في| بتاريخ)?|تاريخ(?: النشر| الخبر| الإضافة)?|تم النشر(?: في)?)"
)
UPDATED_LABEL = (
    r"(?:(?:last )?(?:updated|modified)(?: (?:on|at))?"
    r"|(?:آخر|اخر) (?:تحديث|تعديل)|حُ?دثت?(?: في)?|تم التحديث(?: في)?)"
)
DATE_LABEL = re.compile(rf"{PUBLISHED_LABEL}|(?P<later>{UPDATED_LABEL})", re.IGNORECASE)
BYLINE = re.compile(r"(?:by\s+|(?:بقلم|كتبت?|إعداد|تقرير)\s*[::]\s*|بقلم\s+)(?P<name>.{3,60})", re.IGNORECASE)
LATIN_NAME = re.compile(r"[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]*|and|de|van|von|al|bin|der|la),?){1,6}")
ARABIC_NAME = re.compile(r"[\u0621-\u064a]+(?: [\u0621-\u064a]+){1,4}")

# How many lines from the beginning and the end may be date, credit, caption or byline.
TOP = 5
BOTTOM = 3
CAPTION_LINES = 2
LONGEST_DATE_LINE = 80
BEFORE_DATE = " :-|"


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
    kept = [line for line in lines if not furniture.is_furniture(line)]
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
    if len(line) > LONGEST_DATE_LINE or not any(map(str.isdigit, line)):
        return False
    label = DATE_LABEL.match(line)
    found = dates.in_line(line[label.end() :].lstrip(BEFORE_DATE) if label else line)
    if found and not (cleaned.published and label and label["later"]):
        cleaned.published = cleaned.published or found
    return found is not None


def _is_byline(line: str, cleaned: Cleaned) -> bool:
    found = BYLINE.fullmatch(line)
    name = found["name"].strip() if found else ""
    if not (LATIN_NAME.fullmatch(name) or ARABIC_NAME.fullmatch(name)):
        return False
    cleaned.author = cleaned.author or name
    return True


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
