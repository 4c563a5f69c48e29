"""What a page shows of an article: its text with what is quoted of it marked, and where two wordings differ."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.screen import safe
from bot.web.addresses import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.types import Span

# Two sentences are told apart word by word where so much of them is the same; else one is gone and the other new.
ALIKE = 0.4
_SENTENCES = re.compile(r"[^\n.!?؟。]*(?:[.!?؟。]+[\"”»’)\]]*|\n|$)\s*")
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class Piece(NamedTuple):
    """Some of an article's text, shown in one way.

    Attributes:
        kind: "cited" of the sentence that is asked for, "also" of others that are quoted, "gone" and "come" where two
            wordings differ.
        name: by which an address finds it in the page; empty: by none.
    """

    text: str
    kind: Literal["", "cited", "also", "gone", "come"] = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of an article's text."""

    pieces: tuple[Piece, ...]


def marked(text: str, cited: Sequence[Span], also: Iterable[Span] = ()) -> list[Paragraph]:
    """Return an article's text in paragraphs with some spans of it marked.

    Args:
        text: as stored; spans count its code points.
        cited: what is asked for.
        also: what else is quoted.
    """
    kinds: list[tuple[Span, Literal["cited", "also"]]] = [
        *((span, "cited") for span in cited),
        *((span, "also") for span in also),
    ]
    cuts = sorted({0, len(text), *(at for span, _ in kinds for at in span)})
    pieces = []
    named: set[Span] = set()
    for start, end in itertools.pairwise(cuts):
        over = next(((span, kind) for span, kind in kinds if span.start <= start and end <= span.end), None)
        if over is None:
            pieces.append(Piece(text[start:end]))
            continue
        span, kind = over
        # A sentence that others overlap is several pieces, of which the first has its name.
        pieces.append(Piece(text[start:end], kind, "" if span in named else f"s={written(span)}"))
        named.add(span)
    return paragraphs(pieces)


def paragraphs(pieces: Iterable[Piece]) -> list[Paragraph]:
    """Return pieces of a text as its paragraphs, safe to show; empty lines are none."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *more = piece.text.replace("\r\n", "\n").split("\n")
        lines[-1].append(piece._replace(text=safe(first)))
        lines += [[piece._replace(text=safe(one), name="")] for one in more]
    shown = ([one for one in each if one.text] for each in lines)
    return [Paragraph(tuple(each)) for each in shown if any(one.text.strip() for one in each)]


def difference(old: str, new: str) -> list[Paragraph]:
    """Return two wordings as one text in which what is gone and what has come are marked."""
    before, after = _SENTENCES.findall(old), _SENTENCES.findall(new)
    return paragraphs(_differences(before, after, by_words=True))


def _differences(before: Sequence[str], after: Sequence[str], *, by_words: bool) -> Iterator[Piece]:
    for what, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = before[start:end], after[first:last]
        if what == "equal":
            yield Piece("".join(gone))
        elif by_words:
            yield from _sentences(gone, come)
        else:
            yield from _changed("".join(gone), "".join(come))


def _sentences(gone: Sequence[str], come: Sequence[str]) -> Iterator[Piece]:
    """Yield how sentences differ from those in their place: those alike word by word, the others whole."""
    left = list(gone)
    for sentence in come:
        words = _WORDS.findall(sentence)
        found = next((one for one in left if _alike(_WORDS.findall(one), words)), None)
        if found is None:
            yield from _changed("", sentence)
            continue
        yield from _changed("".join(left[: left.index(found)]), "")
        del left[: left.index(found) + 1]
        yield from _differences(_WORDS.findall(found), words, by_words=False)
    yield from _changed("".join(left), "")


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _changed(gone: str, come: str) -> Iterator[Piece]:
    if gone:
        yield Piece(gone, "gone")
    if come:
        yield Piece(come, "come")
