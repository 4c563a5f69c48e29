"""Who is credited beside the text: agencies in captions, datelines and closing lines."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from index.tongues.marks import COMMAS
from index.tongues.prose import COLON
from index.tongues.registry import DECLARED, any_of

LONGEST_CAPTION = 400
LONGEST_DATELINE = 100
LONGEST_CLOSING = 60
# A publisher's name; more words are a headline that ends with an agency.
MOST_WORDS = 3
SEPARATOR = re.compile(r"\s+[-–—|+]\s+|\s*[+/|]\s*")


class Credit(NamedTuple):
    """Who published and who wrote, as far as a line says."""

    source: str | None = None
    author: str | None = None


class _Patterns:
    """How the languages that are declared credit somebody: beside a text they are often mixed."""

    def __init__(self) -> None:
        agency = any_of(lambda one: one.prose.agencies)
        agencies = rf"{agency}(?:\s*[,/+{COMMAS}&-]\s*{agency})*"
        place = any_of(lambda one: one.prose.places)
        dash = rf"\s*(?:[-–—−{''.join(one.prose.dashes for one in DECLARED)}]+|:)\s*"
        before = any_of(lambda one: one.prose.credit_prefixes)
        photographer = any_of(lambda one: one.prose.photographers)
        self.only_agencies = re.compile(rf"[(\[]?\s*{before}?({agencies})\s*[)\]]?")
        # "… in Libya (AFP)": the credit may name the photographer after the agency.
        self.caption = re.compile(
            rf".*[(\[]\s*{agency}(?:\s*[/,-][^()]{{0,50}}|\s+{photographer}\s[^()]{{0,50}})?\s*[)\]]\.?",
            re.DOTALL,
        )
        # "LONDON, July 8 (Reuters) - ", "(AFP) – "; "القاهرة - رويترز - ", "الرياض - واس: "; a language's own.
        self.dateline = re.compile(
            rf"\s*(?:{place},?\s*)?[(\[]\s*({agencies})\s*[)\]](?:{dash})"
            rf"|\s*{place}\s*[-–—/{COMMAS}]\s*({agencies})(?:{dash})"
            rf"|\s*{any_of(lambda one: one.prose.datelines)}"
        )
        self.source = re.compile(
            rf"{any_of(lambda one: one.prose.source_labels)}{COLON}\s*(.{{2,60}})", re.IGNORECASE
        )


@cache
def _patterns() -> _Patterns:
    return _Patterns()


def is_caption(line: str) -> bool:
    """Tell whether a line ends with an agency's name in parentheses, as photo captions do."""
    return (
        len(line) <= LONGEST_CAPTION
        and line.endswith((")", "]", ").", "]."))
        and bool(_patterns().caption.fullmatch(line))
    )


def dateline(text: str) -> tuple[int, str | None]:
    """Return the length in code points of the dateline at the beginning, and its agency; (0, None): none."""
    found = _patterns().dateline.match(text[:LONGEST_DATELINE])
    return (found.end(), next(filter(None, found.groups()))) if found else (0, None)


def closing(line: str) -> Credit | None:
    """Return whom a line like "TRT عربي - وكالات", "(Reuters)" or "Source: AFP" credits, None for another."""
    if len(line) > LONGEST_CLOSING or line.endswith("."):
        return None
    named = _patterns().source.fullmatch(line)
    parts = [part.strip(" ()[]") for part in SEPARATOR.split(named[1] if named else line)]
    agencies = [part for part in parts if _patterns().only_agencies.fullmatch(part)]
    publishers = [part for part in parts if part and part not in agencies]
    if (
        not (named or agencies)
        or len(publishers) > 1
        or any(len(name.split()) > MOST_WORDS for name in publishers)
    ):
        return None
    return Credit(publishers[0] if publishers else None, " - ".join(agencies) or None)
