"""Who is credited beside the text: agencies in captions, datelines and closing lines."""

from __future__ import annotations

import re
from typing import NamedTuple

LATIN_AGENCIES = (
    r"Reuters(?: Life)?|Thomson Reuters(?: Foundation)?|AFP(?: News)?|Agence France-Presse|AP(?: Photo)?"
    r"|(?:The )?Associated Press|DPA|dpa|AA|Anadolu(?: Agency)?|Bloomberg(?: News)?|Xinhua|TASS|UPI"
    r"|ANSA|EFE|EPA|PTI|ANI|IANS|WAM|SPA|QNA|KUNA|MENA|PETRA|WAFA|SANA|IRNA"
    r"|Sputnik|RIA Novosti|CNN(?: ?Business)?|CNBC|Getty(?: Images)?|PA Media|Kyodo|Yonhap"
    r"|[Aa]gencies|News Agencies|[Ww]ire(?: services| reports)?"
)
ARABIC_AGENCIES = (
    r"رويترز|[أا]\.?\s?ف\.?\s?ب\.?|(?:وكالة )?فرانس ?برس|[أا]سوشيتد ?برس|أ\.?\s?ب\.?"
    r"|د\.?\s?ب\.?\s?أ\.?|أ\.?\s?ش\.?\s?أ\.?"
    r"|(?:وكالة )?ال[أا]ناضول|(?:ال)?وكالات|وكالات الأنباء|واس|وام|قنا|كونا|بترا|وفا|سانا|شينخوا"
    r"|سبوتنيك|تاس|إفي|بلومبرغ|غيتي|جيتي|متابعات"
)
AGENCY = rf"(?:{LATIN_AGENCIES}|{ARABIC_AGENCIES})"
AGENCIES = rf"{AGENCY}(?:\s*[,/+،&-]\s*{AGENCY})*"
ONLY_AGENCIES = re.compile(rf"[(\[]?\s*(?:و)?({AGENCIES})\s*[)\]]?")

# "… in Libya (AFP)": the credit may name the photographer after the agency.
CAPTION = re.compile(
    rf".*[(\[]\s*(?:{AGENCY})(?:\s*[/,-][^()]{{0,50}}|\s+via\s[^()]{{0,50}})?\s*[)\]]\.?", re.DOTALL
)
LONGEST_CAPTION = 400

SMALL_WORD = "de|la|le|el|al|of|the|and"
LATIN_PLACE = rf"[A-Z][\w.'’/-]*(?:[ ,/]+(?:[A-Z][\w.'’/-]*|{SMALL_WORD}|\d{{1,2}}|\d{{4}})){{0,7}}"
ARABIC_PLACE = r"(?!وكالة|قالت|قال|ذكر|أعلن|أفاد)[\u0621-\u064a]+(?:[ /،-]+(?!وكالة)[\u0621-\u064a]+){0,3}"
PLACE = rf"(?:{LATIN_PLACE}|{ARABIC_PLACE})"
DASH = r"\s*(?:[-–—−ـ]+|:)\s*"
# a: "LONDON, July 8 (Reuters) - ", "(AFP) – "; b: "القاهرة - رويترز - ", "الرياض - واس: "; c: "Tokyo CNN — ".
DATELINE = re.compile(
    rf"\s*(?:{PLACE},?\s*)?[(\[]\s*(?P<a>{AGENCIES})\s*[)\]](?:{DASH})"
    rf"|\s*{PLACE}\s*[-–—/،]\s*(?P<b>{AGENCIES})(?:{DASH})"
    rf"|\s*(?:{LATIN_PLACE}\s)?(?P<c>CNN(?: ?Business)?)\s*—\s*"
)
LONGEST_DATELINE = 100

SOURCE_LINE = re.compile(r"(?:المصدر|المصادر|مصدر الخبر|sources?)\s*[::]\s*(.{2,60})", re.IGNORECASE)
LONGEST_CLOSING = 60
SEPARATOR = re.compile(r"\s+[-–—|+]\s+|\s*[+/|]\s*")


class Credit(NamedTuple):
    """Who published and who wrote, as far as a line says."""

    source: str | None = None
    author: str | None = None


def is_caption(line: str) -> bool:
    """Tell whether a line ends with an agency's name in parentheses, as photo captions do."""
    return (
        len(line) <= LONGEST_CAPTION
        and line.endswith((")", "]", ").", "]."))
        and bool(CAPTION.fullmatch(line))
    )


def dateline(text: str) -> tuple[int, str | None]:
    """Return the length in code points of the dateline at the beginning, and its agency; (0, None): none."""
    found = DATELINE.match(text[:LONGEST_DATELINE])
    return (found.end(), found["a"] or found["b"] or found["c"]) if found else (0, None)


def closing(line: str) -> Credit | None:
    """Return whom a line like "TRT عربي - وكالات", "(Reuters)" or "Source: AFP" credits, None for another."""
    if len(line) > LONGEST_CLOSING or line.endswith("."):
        return None
    named = SOURCE_LINE.fullmatch(line)
    parts = [part.strip(" ()[]") for part in SEPARATOR.split(named[1] if named else line)]
    agencies = [part for part in parts if ONLY_AGENCIES.fullmatch(part)]
    publishers = [part for part in parts if part and part not in agencies]
    # Two parts at most may be publishers' names; more words are a headline that ends with an agency.
    if not (named or agencies) or len(publishers) > 1 or any(len(name.split()) > 3 for name in publishers):  # noqa: PLR2004
        return None
    return Credit(publishers[0] if publishers else None, " - ".join(agencies) or None)
