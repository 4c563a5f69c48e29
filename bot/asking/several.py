"""Several questions in one message, told apart: "When was it opened? And who paid?" are two, each a whole question.

Where a message has question marks, they end its questions; where it has none, each line may be one. A piece that is no
question by itself ("Spain?" of "Who won? Spain?", "I read of Sirte.") stays with the one beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.asking.manners import small_talk
from bot.asking.question import Question
from bot.asking.standard import standard, unquoted
from index.tongues.marks import QUESTION_MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = f"?{QUESTION_MARKS}"
# Marks that end a question: no such sign within an address, but one of a script that no address is written in.
END = re.compile(rf"(?:[{QUESTION_MARKS}]|\?(?=$|[^\w=&%/]))[!{_MARKS}]*")
QUOTE = re.compile('[“"«„][^“"«„”»]*[”"»]')
SENTENCE = re.compile(rf"(?<=[.!…{_MARKS}])\s+")
MANY = 50  # pieces from which a message is no list of questions
BULLET = re.compile(r"^\s*(?:[-–*•]|\d{1,2}[.)])\s+")


def questions(message: str) -> list[str]:
    """Return the questions of a message, each as written, in their order; one that asks no more than one as it is."""
    bare = unquoted(message)
    marked = [BULLET.sub("", piece).strip() for piece in _ended(bare)]
    if not any(END.search(piece) for piece in marked):
        lines = [BULLET.sub("", line).strip() for line in bare.splitlines() if line.strip()]
        several = 1 < len(lines) <= MANY and all(
            _asks_by_itself(line, first=not place) for place, line in enumerate(lines)
        )
        return lines if several else [message]
    if len(marked) > MANY:
        return [message]
    marked = [part for piece in marked for part in _parted(piece)]
    found: list[str] = []
    for piece in marked:
        ends = END.search(piece) is not None
        if found and not ends and small_talk(piece):
            continue
        if not found or (_is_whole(found[-1]) and (_is_whole(piece) if ends else _asks_by_itself(piece))):
            found.append(piece)
        else:
            found[-1] = f"{found[-1]} {piece}"
    return found if len(found) > 1 else [message]


def _parted(piece: str) -> list[str]:
    """Return the two questions of a sentence that asks two: "Who led it, and who paid?"; else it as it is."""
    asked = Question.read(piece)
    for match in asked.asking.and_asks.finditer(asked.plain):
        first, second = asked.written(0, match.start()), asked.from_(match.end())
        if all(_is_whole(one) and Question.read(one).content for one in (first, second)):
            return [f"{first}{asked.asking.mark}", second]
    return [piece]


def _ended(text: str) -> Iterator[str]:
    """Yield the pieces of a text up to each question's end, marks within quotation marks aside, and what is left."""
    quotes = [match.span() for match in QUOTE.finditer(text)]
    begun = 0
    for match in END.finditer(text):
        if not any(start < match.start() < end for start, end in quotes):
            yield text[begun : match.end()]
            begun = match.end()
    if re.search(r"\w", text[begun:]):
        yield text[begun:]


def _is_whole(piece: str) -> bool:
    """Say whether a piece that ends in a question mark asks something, in its last sentence."""
    asked = Question.read(standard(SENTENCE.split(piece)[-1]))
    asking, plain = asked.asking, asked.plain
    patterns = (asking.only_asks, asking.verb_first, asking.about, asking.happened, asking.more)
    return any(pattern.search(plain) for pattern in patterns)


def _asks_by_itself(piece: str, *, first: bool = False) -> bool:
    """Say whether a piece without a question mark asks something plainly, and doesn't go on with the one before it.

    "when she came to Libya" may do so; what begins with a capital, "and" or a question's verb does not.
    """
    asked = Question.read(standard(piece))
    asking, plain = asked.asking, asked.plain
    if any(pattern.search(plain) for pattern in (asking.asked, asking.about, asking.happened)):
        return True
    begins = first or not piece[0].islower() or asking.begins.search(plain)
    return bool(begins and asking.only_asks.search(plain)) and not piece.endswith(".")
