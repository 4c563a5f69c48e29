"""Questions that ask what happened, and not for one fact: "What happened in Derna?"."""

from __future__ import annotations

from bot.asking.dates import aligned
from bot.asking.patterns import WHAT_HAPPENED
from index.terms import plain


def asks_what_happened(question: str) -> bool:
    """Say whether a question asks for what happened, and not for one fact."""
    return bool(WHAT_HAPPENED.search(plain(question)))


def topic(question: str) -> str:
    """Return what a question that asks what happened is about: "in Derna" of "What happened in Derna?"."""
    folded, places = aligned(question)
    match = WHAT_HAPPENED.search(folded)
    return question[places[match.end()] :] if match and match.end() < len(places) else ""
