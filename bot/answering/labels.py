"""What tells one kind of answer from another at a glance, on every channel and in both directions: a sign and words.

A direct answer has none. Signs are for all languages, and none is told by colour or weight alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.phrases import say

if TYPE_CHECKING:
    from bot.answering.types import Answer, Note

POSSIBLE, NONE, OVERVIEW, DIFFER, CORRECTED, WITHDRAWN = "≈", "∅", "≡", "≠", "✎", "⊘"
OF_NOTES = {
    "sources_differ": DIFFER,
    "source_updated": CORRECTED,
    "corrected": CORRECTED,
    "withdrawn": WITHDRAWN,
}


def label(answer: Answer) -> str:
    """Return the line above an answer's sentences, or the reason why there are none; "" over a direct answer."""
    match answer.kind:
        case "chat":
            return answer.reason or ""
        case "none":
            return f"{NONE} {answer.reason}"
        case "possible":
            return f"{POSSIBLE} {answer.doubt}"
        case "overview":
            return f"{OVERVIEW} {say(answer.language).timeline}"
    return ""


def noted(note: Note) -> str:
    """Return a note's text, after its sign where it has one."""
    sign = OF_NOTES.get(note.code)
    return f"{sign} {note.text}" if sign else note.text
