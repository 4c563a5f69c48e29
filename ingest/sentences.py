"""Where sentences begin and end, as exact code-point spans of the text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from index.tongues.marks import COMMAS, FULL_STOPS, QUESTION_MARKS, SEMICOLONS
from index.tongues.registry import DECLARED, of_text
from index.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.tongues.tongue import Tongue

# Code points. Nobody writes a sentence this long; what looks like one lacks full stops.
LONGEST = 600
# An overlong sentence is cut no earlier than this, so that its pieces stay readable.
SHORTEST_PIECE = 200

# All counts are bounded and possessive, so that no text (a million dots, say) takes more than linear time.
CLOSING_MARKS = r"[\"'”’»›)\]}】』」]"
LINE_ENDS = "\n\r\u2028\u2029"
OPENING = re.compile(r"^\W+")
NEXT_WORD = re.compile(r"\s*([^\s\w]*)(\w+)?")
LAST_TOKEN = re.compile(r"\S*\Z")
ACRONYM = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")
NEVER = r"(?!)"  # matches nothing
ORDINAL = re.compile(r"\d{1,3}\Z")
LIST_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z])\Z")
NOT_SPACE = re.compile(r"\S")
# Where an overlong sentence is cut, best first.
BREAKS = (
    re.compile(rf"[;{SEMICOLONS}](?=\s)"),
    re.compile(rf"[,:{COMMAS}](?=\s)"),
    re.compile(r"\s"),
)
PAUSES = tuple(f",;:{COMMAS}{SEMICOLONS}")


class _Rules:
    """What tells the sentences of a language.

    What its words mean for a sentence's end is said in `index.tongues.prose`; marks are those of every language.
    """

    def __init__(self, tongues: tuple[Tongue, ...]) -> None:
        prose = [one.prose for one in tongues]
        self.titles = frozenset[str]().union(*(one.titles for one in prose))
        self.before_number = frozenset[str]().union(*(one.before_number for one in prose))
        self.shortened = frozenset[str]().union(*(one.shortened for one in prose))
        self.before_ordinal = frozenset[str]().union(*(one.before_ordinal for one in prose))
        self.after_ordinal = frozenset[str]().union(*(one.after_ordinal for one in prose))
        self.openers = frozenset[str]().union(*(one.openers for one in prose))
        self.letter_title = re.compile(
            "|".join(one.letter_titles for one in prose if one.letter_titles) or NEVER
        )
        self.elision = re.compile("|".join(one.elisions for one in prose if one.elisions) or NEVER)
        closers = (
            rf"(?:[ \u00a0\u202f]?»|{CLOSING_MARKS}){{0,20}}+"
            if any(one.quotes_apart for one in prose)
            else rf"{CLOSING_MARKS}{{0,20}}+"
        )
        glued = "|".join(
            rf"(?<=[{one.prose.glued}]{{3}}[.!?{QUESTION_MARKS}])[{one.prose.glued}]{{2}}"
            for one in DECLARED
            if one.prose.glued
        )
        stops = FULL_STOPS + QUESTION_MARKS
        # A line end; a CJK full stop; a mark before white space; a mark that writers glued to the next word.
        # One leading class for all of them lets `re` skip quickly to the next candidate.
        self.boundary = re.compile(
            rf"[{LINE_ENDS}.!?{stops}…。！？](?:(?<=[{LINE_ENDS}])|(?<=[。！？])[。！？]{{0,20}}+{closers}"
            rf"|(?<=[.!?{stops}…])[.!?{stops}…]{{0,60}}+{closers}(?=\s|$|{glued or NEVER}))"
        )
        self.closers_at_end = re.compile(rf"{closers}\Z")


@cache
def _rules(language: str | None) -> _Rules:
    return _Rules(of_text(language) if language else DECLARED)


def split(text: str, language: str | None = None) -> list[Span]:
    """Return the sentences of a text, in order.

    Args:
        text: as it is to be stored.
        language: ISO 639-1; None: the abbreviations of every language that is declared count.

    Spans are trimmed of white space, never empty, never overlap, are at most `LONGEST` code points, and
    together hold every code point of the text that is not white space. Line ends always separate sentences.
    """
    rules = _rules(language)
    return [piece for span in _whole(text, rules) for piece in _pieces(text, span)]


def _whole(text: str, rules: _Rules) -> Iterator[Span]:
    start = 0
    for mark in rules.boundary.finditer(text):
        if text[mark.start()] in LINE_ENDS or _ends_sentence(text, start, mark, rules):
            yield from _trimmed(text, start, mark.end())
            start = mark.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        begin = start + len(piece) - len(piece.lstrip())
        yield Span(begin, begin + len(bare))


def _ends_sentence(text: str, start: int, mark: re.Match[str], rules: _Rules) -> bool:
    signs = rules.closers_at_end.sub("", mark[0])
    following = NEXT_WORD.match(text, mark.end(), mark.end() + 40)
    opening, word = (following[1], following[2] or "") if following else ("", "")
    quote_goes_on = mark[0] != signs and opening.startswith(PAUSES)
    if word[:1].islower() or quote_goes_on:
        return False
    if signs == ".":
        return not _is_abbreviation(text, start, mark.start(), word, rules)
    return not _is_pause(signs, text, start, mark.start())


def _is_abbreviation(text: str, start: int, stop: int, word: str, rules: _Rules) -> bool:
    """Tell whether the full stop at `stop` belongs to a shortened word; `word` is the next one."""
    token = _token_before(text, start, stop)
    written = OPENING.sub("", token)
    if elision := rules.elision.match(written):
        written = written[elision.end() :]
    bare = written.lower()
    if bare in rules.titles or written in rules.titles or rules.letter_title.fullmatch(bare):
        return True
    if bare in rules.before_number:
        return word[:1].isdigit()
    if bare in rules.shortened or written in rules.shortened or ACRONYM.match(bare):
        return word not in rules.openers and bool(word)
    if ORDINAL.match(token) and (
        word in rules.after_ordinal
        or (word and _token_before(text, start, stop - len(token) - 1).lower() in rules.before_ordinal)
    ):
        return True
    return LIST_NUMBER.match(token) is not None and not text[start : stop - len(token)].strip()


def _token_before(text: str, start: int, stop: int) -> str:
    last = LAST_TOKEN.search(text[max(start, stop - 20) : stop])
    return last[0] if last else ""


def _is_pause(signs: str, text: str, start: int, stop: int) -> bool:
    """Tell whether an ellipsis stands inside a quotation or between spaces: the speaker goes on."""
    if "…" not in signs and ".." not in signs:
        return False
    return text[stop - 1 : stop].isspace() or _quote_is_open(text[max(start, stop - LONGEST) : stop])


def _quote_is_open(words: str) -> bool:
    opened = words.count("«") - words.count("»") + words.count("“") - words.count("”")
    return opened > 0 or words.count('"') % 2 == 1


def _pieces(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    while end - start > LONGEST:
        cut = _break(text, start)
        yield from _trimmed(text, start, cut)
        start = next(NOT_SPACE.finditer(text, cut, end)).start()
    yield Span(start, end)


def _break(text: str, start: int) -> int:
    """Return where to cut the overlong sentence at `start`: a clause mark, else a space, else anywhere."""
    for pattern in BREAKS:
        ends = [mark.end() for mark in pattern.finditer(text, start + SHORTEST_PIECE, start + LONGEST)]
        if ends:
            return ends[-1]
    return start + LONGEST
