"""Text for a chat: Telegram's HTML that says exactly what it is given, in as many messages as it takes.

Nothing in an article becomes markup, a link, a mention or a command, and its directions stay its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from bot.screen import Direction, direction, isolated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST = 4096  # UTF-16 code units in a message, markup apart (Bot API, sendMessage)
MOST_MARKED = 90  # stretches of markup in a message; beyond 100 Telegram drops them without a word
SEAM = 24  # characters at the ends of two texts that may make a link together
GAP = "\n\n"  # between paragraphs

# Invisible, and keeps what is on its sides together (Unicode, "word joiner"). Telegram sees no name across it.
JOINER = "\u2060"
MARK: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}
ZERO_WIDTH_JOINER = "\u200d"

# What Telegram makes links of in plain words, up to the place where a joiner keeps it from doing so.
_LINKS = re.compile(
    r"""
      : (?=//)                             # https://, tg://
    | (?<=\S) \. (?=[^\W\d_])              # example.com, and the domain of ada@example.com
    | \d \. (?=(?:\d{1,3}\.){2}\d)         # 10.0.0.1
    | @ (?=[A-Za-z0-9_])                   # @name
    | (?<![A-Za-z0-9]) / (?=[A-Za-z0-9_])  # /command
    | \# (?=[\w\u200c])                    # #tag
    | \$ (?=[A-Z]|1INCH)                   # $USD
    | \+ (?=\d)                            # +4930…
    """,
    re.VERBOSE,
)
_LONG_NUMBER = re.compile(r"\d(?:[ ().\-]{0,2}\d){8,}")  # of a telephone or a bank card
_DIGITS = re.compile(r"\d{1,4}")

# The end of a sentence with what closes it, in any script with spaces, and the space after it.
SENTENCE_END = re.compile(r"[.!?؟۔…]+(?:\u00a0?[\"'”’»)\]])*\s+")
_SPACE = re.compile(r"\s+")
_ISOLATES = re.compile("[\u2066-\u2069]")
_TAG = re.compile(r"<[^>]*>")


class Piece(NamedTuple):
    """Words of one kind within a paragraph.

    Attributes:
        text: safe for a screen and no link; `piece` makes it so.
        tag: `b`, `i` or another of Telegram's HTML; empty: none.
        url: where the words lead; empty: nowhere.
        apart: whether its direction and that of the paragraph leave each other alone.
    """

    text: str
    tag: str = ""
    url: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, its lines all read the same way.

    Attributes:
        base: the way it is read.
        quoted: shown as a block quotation.
        close: stands right under the paragraph before it, without an empty line between them.
    """

    pieces: tuple[Piece, ...]
    base: Direction = "ltr"
    quoted: bool = False
    close: bool = False

    @property
    def shown(self) -> str:
        """What is to be read, with the marks of direction that it takes."""
        return "".join(text for text, _ in self._ready())

    @property
    def html(self) -> str:
        """The paragraph as Telegram takes it."""
        html = "".join(_marked_up(escape(text, quote=False), piece) for text, piece in self._ready())
        return f"<blockquote>{html}</blockquote>" if self.quoted else html

    def _ready(self) -> Iterator[tuple[str, Piece]]:
        mark = MARK[self.base]
        texts = [isolated(one.text, self.base) if one.apart else one.text for one in self.pieces]
        if not _is_read(self.base, "".join(texts)):
            yield mark, Piece("")
        before = ""
        for text, one in zip(texts, self.pieces, strict=True):
            yield _seam(before, text) + text.replace("\n", f"\n{mark}"), one
            before = (before + text)[-SEAM:]


def piece(text: str, tag: str = "", *, url: str = "", apart: bool = False) -> Piece:
    """Return safe text (`bot.screen`) as words that are no link but to their own `url`, if any."""
    return Piece(disarmed(text), tag, url, apart)


def disarmed(text: str) -> str:
    """Return text with an invisible joiner in whatever Telegram would make a link, a command or a tag of."""
    text = _LONG_NUMBER.sub(lambda number: _DIGITS.sub(rf"\g<0>{JOINER}", number[0]), text)
    return _LINKS.sub(rf"\g<0>{JOINER}", text)


def _is_read(base: Direction, text: str) -> bool:
    """Return whether anybody takes a text to be read this way: some look into isolates for the first letter."""
    return direction(text) == direction(_ISOLATES.sub("", text)) == base


def _seam(before: str, after: str) -> str:
    """Return what must stand between two texts so that they don't make a link together."""
    around = before + after[:SEAM]
    return JOINER if before and disarmed(around) != around else ""


def units(text: str) -> int:
    """Return how many UTF-16 code units a text has: what Telegram counts in."""
    return len(text.encode("utf-16-le")) // 2


def messages(paragraphs: Iterable[Paragraph], most: int = MOST) -> list[str]:
    """Return a text as the HTML of the messages that it takes, each of at most `most` UTF-16 code units.

    A paragraph that fits a message is not torn apart. A longer one is cut where a sentence ends, else between words,
    else between characters as people see them; markup closes at the cut and opens again after it.
    """
    return ["".join(_joined_up(message)) for message in _packed(paragraphs, most)]


def _joined_up(message: Iterable[Paragraph]) -> Iterator[str]:
    for number, one in enumerate(message):
        if number:
            yield "\n" if one.close else GAP
        yield one.html


def plain(html: str) -> str:
    """Return what a message of ours says, without its markup."""
    return unescape(_TAG.sub("", html))


def _packed(paragraphs: Iterable[Paragraph], most: int) -> Iterator[list[Paragraph]]:
    message: list[Paragraph] = []
    size = stretches = 0
    for paragraph in paragraphs:
        for number, one in enumerate(_cut(paragraph, most)):
            added = units(GAP) + units(one.shown)
            is_full = size + added > most or stretches + _stretches(one) > MOST_MARKED
            if message and (number or is_full):
                yield message
                message, size, stretches = [], 0, 0
            message.append(one)
            size += added if size else units(one.shown)
            stretches += _stretches(one)
    if message:
        yield message


def _cut(paragraph: Paragraph, most: int) -> Iterator[Paragraph]:
    """Yield a paragraph in parts that fit a message each."""
    while units(paragraph.shown) > most or _stretches(paragraph) > MOST_MARKED:
        head, tail = _halved(paragraph.pieces, most)
        yield replace(paragraph, pieces=head)
        paragraph = replace(paragraph, pieces=tail)
    if paragraph.pieces:
        yield paragraph


def _halved(pieces: tuple[Piece, ...], most: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return the pieces that fit a message, the last one cut if need be, and the rest."""
    room = most - 1  # a mark of direction
    stretches = 1  # of a quotation
    for number, one in enumerate(pieces):
        size = _most_units(one.text) + 2 * one.apart
        stretches += _is_stretch(one)
        if size > room or stretches > MOST_MARKED:
            worth_filling = stretches <= MOST_MARKED and room > most // 2
            at = _break(one.text, room - 2 * one.apart) if worth_filling or not number else 0
            head = one._replace(text=one.text[:at])
            # A slash at the beginning of the tail stands after a word no longer.
            tail = one._replace(text=disarmed(one.text[at:]))
            return (*pieces[:number], *([head] if at else [])), (tail, *pieces[number + 1 :])
        room -= size
    return pieces, ()


def _break(text: str, room: int) -> int:
    """Return where to cut a text that is to fill at most so many units, in the best place of the latter half."""
    most = bisect_right(range(1, len(text) + 1), room, key=lambda at: _most_units(text[:at]))
    for boundary in (SENTENCE_END, _SPACE):
        ends = [found.end() for found in boundary.finditer(text, most // 2, most)]
        if ends:
            return ends[-1]
    inside = next((at for at in range(most, most // 2, -1) if not _joined(text, at)), most)
    return max(inside, 1)


def _joined(text: str, at: int) -> bool:
    """Return whether people see one character on both sides of a place (much of UAX #29, grapheme clusters)."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return (
        category(after).startswith("M")
        or after in {ZERO_WIDTH_JOINER, JOINER}
        or before in {ZERO_WIDTH_JOINER, JOINER}
        or "\U0001f3fb" <= after <= "\U0001f3ff"  # a colour of skin
        or "\U000e0020" <= after <= "\U000e007f"  # a flag's letters
        or "\u1160" <= after <= "\u11ff"  # what continues a Korean syllable
        or (_regional(before) and _regional(after) and _regionals_before(text, at) % 2 == 1)
    )


def _regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _regionals_before(text: str, at: int) -> int:
    return next((at - 1 - n for n in range(at - 1, -1, -1) if not _regional(text[n])), at)


def _most_units(text: str) -> int:
    """Return how many units a text takes at most: a new line may take a mark of direction, a seam a joiner."""
    return units(text) + text.count("\n") + 1


def _stretches(paragraph: Paragraph) -> int:
    return sum(map(_is_stretch, paragraph.pieces)) + paragraph.quoted


def _is_stretch(one: Piece) -> bool:
    return bool(one.tag or one.url)


def _marked_up(html: str, one: Piece) -> str:
    if one.tag:
        html = f"<{one.tag}>{html}</{one.tag}>"
    return f'<a href="{escape(one.url)}">{html}</a>' if one.url else html
