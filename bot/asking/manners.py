"""Small talk: what asks the archive nothing is told from questions before anything is searched."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import NamedTuple

from index.language import detect
from index.terms import plain
from index.tongues.pattern import Pattern, whole
from index.tongues.registry import DECLARED, tongue

LONGEST = 100  # code points; whoever writes more has something to ask


class SmallTalk(Enum):
    """What a message that is no question says; of several the first here counts."""

    IDENTITY = "identity"
    ABILITY = "ability"
    MORE = "more"
    FAREWELL = "farewell"
    THANKS = "thanks"
    GREETING = "greeting"


class Said(NamedTuple):
    """Small talk, and the language it is in, ISO 639-1."""

    kind: SmallTalk
    language: str


def small_talk(message: str, *, after: bool = False) -> Said | None:
    """Return what a message says that is small talk from its first word to its last; None for a question.

    Args:
        message: as written.
        after: whether something was asked before: then "tell me more" is a question.
    """
    if len(message) > LONGEST:
        return None
    text = plain(message).replace("’", "'")
    first = detect(message)
    codes = sorted((one.code for one in DECLARED), key=lambda code: code != first)
    return next((Said(kind, code) for code in codes if (kind := _said(text, code, after=after))), None)


def _said(text: str, language: str, *, after: bool) -> SmallTalk | None:
    patterns, besides = _patterns(language), tongue(language).manners.besides
    rest, found = text, []
    for kind, pattern in patterns.items():
        first, *others = pattern.split(rest)
        if others:
            found.append(kind)
        rest = " ".join([first, *others])
    is_whole = all(word in besides for word in re.findall(r"[\w']+", rest))
    return found[0] if found and is_whole and not (after and found[0] is SmallTalk.MORE) else None


@cache
def _patterns(language: str) -> dict[SmallTalk, Pattern]:
    phrases = tongue(language).manners.phrases
    return {kind: whole(*phrases[kind.value]) for kind in SmallTalk if kind.value in phrases}
