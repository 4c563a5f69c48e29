"""Where sentences begin and end, as exact code-point spans of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# Code points. Nobody writes a sentence this long; what looks like one lacks full stops.
LONGEST = 600
# An overlong sentence is cut no earlier than this, so that its pieces stay readable.
SHORTEST_PIECE = 200

# All counts are bounded and possessive, so that no text (a million dots, say) takes more than linear time.
CLOSERS = r"[\"'”’»›)\]}】』」]{0,20}+"
ARABIC = r"[\u0621-\u064a]"
# A line end; a CJK full stop; a mark before white space; a mark that Arabic writers glued to the next word.
# One leading class for all of them lets `re` skip quickly to the next candidate.
BOUNDARY = re.compile(
    rf"[\n\r\u2028\u2029.!?؟…۔。！？](?:(?<=[\n\r\u2028\u2029])|(?<=[。！？])[。！？]{{0,20}}+{CLOSERS}"
    rf"|(?<=[.!?؟…۔])[.!?؟…۔]{{0,60}}+{CLOSERS}(?=\s|$|(?<={ARABIC}{{3}}[.!?؟]){ARABIC}{{2}}))"
)
CLOSERS_AT_END = re.compile(rf"{CLOSERS}\Z")
LINE_ENDS = "\n\r\u2028\u2029"

# Always followed by a name or a number, so never the end of a sentence.
TITLES = frozenset(
    """
    mr mrs ms dr prof rev hon gen col lt maj capt sgt cpl adm sen rep gov pres amb st mt ft vs messrs mme
    mlle
    """.split()
)
# The end of a sentence too, unless a number follows ("No. 5", "Jan. 6").
BEFORE_NUMBER = frozenset(
    """
    no nos p pp vol art fig sec jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)
# May close a sentence; it does when the next word is one that sentences open with.
SHORTENED = frozenset(
    """
    inc ltd co corp bros jr sr etc dept est approx calif fla mass mich pa
    """.split()
)
OPENERS = frozenset(
    """
    The A An It He She They We I You This That These Those There In On At For But And Or So If When While
    After Before As By From With Its His Her Their Our My According However Since Last What Who Why How Yet
    Both Many Some Most All No Not One Two
    """.split()
)
OPENING = re.compile(r"^\W+")
NEXT_WORD = re.compile(r"\s*([^\s\w]*)(\w+)?")
LAST_TOKEN = re.compile(r"\S*\Z")
ACRONYM = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")
LIST_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z])\Z")
# "د. أحمد", "5 م.", "وأ. محمد"; but "به." is a word.
ARABIC_TITLE = re.compile(r"[\u0621-\u064a]|و[أد]")

NOT_SPACE = re.compile(r"\S")
BREAKS = (re.compile(r"[؛;](?=\s)"), re.compile(r"[،,:](?=\s)"), re.compile(r"\s"))


def split(text: str) -> list[Span]:
    """Return the sentences of a text, in order.

    Spans are trimmed of white space, never empty, never overlap, are at most `LONGEST` code points, and
    together hold every code point of the text that is not white space. Line ends always separate sentences.
    """
    return [piece for span in _whole(text) for piece in _pieces(text, span)]


def _whole(text: str) -> Iterator[Span]:
    start = 0
    for mark in BOUNDARY.finditer(text):
        if text[mark.start()] in LINE_ENDS or _ends_sentence(text, start, mark):
            yield from _trimmed(text, start, mark.end())
            start = mark.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        begin = start + len(piece) - len(piece.lstrip())
        yield Span(begin, begin + len(bare))


def _ends_sentence(text: str, start: int, mark: re.Match[str]) -> bool:
    signs = CLOSERS_AT_END.sub("", mark[0])
    following = NEXT_WORD.match(text, mark.end(), mark.end() + 40)
    opening, word = (following[1], following[2] or "") if following else ("", "")
    quote_goes_on = mark[0] != signs and opening.startswith(tuple(",،؛;:"))
    if word[:1].islower() or quote_goes_on:
        return False
    if signs == ".":
        return not _is_abbreviation(text, start, mark.start(), word)
    return not _is_pause(signs, text, start, mark.start())


def _is_abbreviation(text: str, start: int, stop: int, word: str) -> bool:
    """Tell whether the full stop at `stop` belongs to a shortened word; `word` is the next one."""
    token = _token_before(text, start, stop)
    bare = OPENING.sub("", token).lower()
    if bare in TITLES or ARABIC_TITLE.fullmatch(bare):
        return True
    if bare in BEFORE_NUMBER:
        return word[:1].isdigit()
    if bare in SHORTENED or ACRONYM.match(bare):
        return word not in OPENERS and bool(word)
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
