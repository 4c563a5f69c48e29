"""What a page shows of an article: its text with what is quoted of it marked, and where two wordings differ."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.addresses import written
from bot.screen import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.types import Span

# Two sentences are told apart word by word where so much of them is the same; else one is gone and the other new.
ALIKE = 0.4
MOST_PAIRS = 2_500  # of sentences that are compared
_SENTENCES = re.compile(r"[^\n.!?؟。]*(?:[.!?؟。]+[\"”»’)\]]*|\n|$)\s*")
_WORDS = re.compile(r"\s+|\w+(?:[.,٫٬'’-]\w+)*|[^\w\s]")  # "5,300" is one


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
    if len(gone) * len(come) > MOST_PAIRS:
        yield from _changed("".join(gone), "".join(come))
        return
    left = [(one, _words(one)) for one in gone]
    new = [(one, _words(one)) for one in come]
    for place, (sentence, words) in enumerate(new):
        found = next((at for at, (_, own) in enumerate(left) if _alike(own, words)), None)
        if found is not None:
            yield from _changed("".join(one for one, _ in left[:found]), "")
            yield from _differences(_WORDS.findall(left[found][0]), _WORDS.findall(sentence), by_words=False)
            del left[: found + 1]
            continue
        # What is gone stands before what has come in its place, unless it comes again further on.
        is_gone = left and not any(_alike(left[0][1], later) for _, later in new[place:])
        yield from _changed(left.pop(0)[0] if is_gone else "", sentence)
    yield from _changed("".join(one for one, _ in left), "")


def _words(sentence: str) -> list[str]:
    return [one for one in _WORDS.findall(sentence) if one.strip(" .,;:")]


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _changed(gone: str, come: str) -> Iterator[Piece]:
    if gone:
        yield Piece(gone, "gone")
    if come:
        yield Piece(come, "come")
