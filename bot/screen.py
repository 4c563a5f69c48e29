"""Text made fit for a screen: foreign control characters disarmed, foreign directions kept apart.

An article is somebody else's text. Shown as it is, an escape sequence in it could repaint the terminal or the
clipboard, and a bidi override could turn a sentence's words around.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Literal
from unicodedata import bidirectional
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

Direction = Literal["ltr", "rtl"]

# Unicode Bidirectional Algorithm (UAX #9): what opens and what closes an isolate.
ISOLATE: dict[Direction, str] = {"ltr": "\u2066", "rtl": "\u2067"}
POP = "\u2069"
# From one thing to the next, as it is read; Unicode mirrors no arrow.
ARROW: dict[Direction, str] = {"ltr": "→", "rtl": "←"}
EQUALS = "="  # between what stands in a quote and how the reader writes it

LONGEST_ADDRESS = 2000  # characters of a link

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# C0 and C1 without newline; embeddings, overrides and isolates; what a terminal draws as nothing.
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_BIDI_CONTROLS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_LONE_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SPACES, _BREAKING_SPACES = re.compile(r"\s+"), re.compile(r"[^\S\u00a0\u202f]+")
_FIRST_STRONG = re.compile(r"\u2068([^\u2066-\u2069]*)\u2069")
_HOST = re.compile(r"[\w.\-]+(:\d{1,5})?")
_IN_ADDRESSES = "/?#[]@!$&'()*+,;=:%~"
_STRONG: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def safe(text: str) -> str:
    """Return foreign text that does nothing to a terminal: control characters as � and bidi controls gone."""
    text = _BREAKS.sub("\n", text.replace("\t", " "))
    text = _BIDI_CONTROLS.sub("", text)
    return _LONE_SURROGATES.sub("\ufffd", _CONTROLS.sub("\ufffd", text))


def line(text: str) -> str:
    """Return foreign text as one safe line."""
    return " ".join(safe(text).split())


def direction(text: str) -> Direction | None:
    """Return the direction of a text's first letter outside isolates; None where it has none."""
    return next(_directions(text), None)


def isolated(text: str, base: Direction) -> str:
    """Return safe text wrapped so that its direction and its surroundings' leave each other alone.

    Text that has no letter of the other direction comes back as it is.
    """
    found = set(_directions(text))
    if found <= {base}:
        return text
    return f"{ISOLATE[direction(text) or base]}{text}{POP}"


def reisolated(text: str, base: Direction) -> str:
    """Return a sentence of ours as one safe line, what it isolates isolated again.

    An article quoted in it may hold isolates of its own, whole or broken; those in the result are balanced.
    """
    return "".join(isolated(one, base) if apart else one for one, apart in stretches(text))


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a sentence of ours in safe stretches of one line, and whether each stands isolated in it."""
    pieces = enumerate(_FIRST_STRONG.split(text.strip()))
    # A no-break space of ours stays: it keeps a mark with its word ("« "), as French wants it.
    spaced = (
        (_SPACES.sub(" ", one) if n % 2 else _BREAKING_SPACES.sub(" ", one), n % 2) for n, one in pieces
    )
    return ((safe(one), bool(isolated)) for one, isolated in spaced if one)


def unisolated(text: str) -> str:
    """Return a sentence of ours as one safe line, without what isolates in it."""
    return "".join(one for one, _ in stretches(text))


def without_bidi(text: str) -> str:
    """Return a text as it is, but without bidi controls: for a program, or a pipe, that lays nothing out."""
    return _BIDI_CONTROLS.sub("", text)


def web_address(address: str | None) -> str | None:
    """Return an address as one that may be linked; None where it isn't one of the web that says plainly whose it is."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    if not address or parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.netloc):
        return None
    rest = quote(address.partition(parts.netloc)[2], safe=_IN_ADDRESSES)
    whole = f"{parts.scheme}://{parts.netloc}{rest}"
    return whole if len(whole) <= LONGEST_ADDRESS else None


def when(moment: datetime) -> str:
    """Return a time as this reader's clock shows it; a bare date is the same day everywhere.

    So is midnight in another zone: there it stands for a date.
    """
    midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment.strftime("%Y-%m-%d") if midnight else moment.astimezone().strftime("%Y-%m-%d %H:%M")


def clock() -> str:
    """Return the time now as this reader's clock shows it."""
    return datetime.now().astimezone().strftime("%Y-%m-%d %H:%M:%S")


def counted(number: int, thing: str) -> str:
    """Return how many things there are: "1 article", "2,000 articles"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _directions(text: str) -> Iterator[Direction]:
    """Yield the direction of each letter that stands outside isolates."""
    depth = 0
    for character in text:
        if character in ISOLATE.values():
            depth += 1
        elif character == POP:
            depth = max(depth - 1, 0)
        elif not depth and (found := _STRONG.get(bidirectional(character))):
            yield found
