"""Sentences to passages: what is embedded, ranked and shown around a quote.

langchain_text_splitters is not used: its splitters return strings, whose offsets must be searched for again,
cut inside sentences, and cost 0.3 s to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.types import Cut, Span
from ingest import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

# Code points. A passage is closed once it has reached TARGET, or at a paragraph's end once it has reached
# ENOUGH; it never grows beyond MOST.
TARGET = 600
ENOUGH = 400
MOST = 900
# A last passage shorter than this joins the one before it where that fits into MOST.
LEAST = 150


def cut(text: str, language: str | None = None) -> list[Cut]:
    """Return the passages of a text: whole sentences, in order, not overlapping, covering every sentence.

    Args:
        text: of an article.
        language: of it, ISO 639-1; None where it isn't known.
    """
    groups = list(_groups(text, sentences.split(text, language)))
    if len(groups) > 1 and _length(groups[-1]) < LEAST and groups[-1][-1].end - groups[-2][0].start <= MOST:
        groups[-2:] = [groups[-2] + groups[-1]]
    return [Cut(Span(group[0].start, group[-1].end), tuple(group)) for group in groups]


def _groups(text: str, spans: list[Span]) -> Iterator[list[Span]]:
    group: list[Span] = []
    for span in spans:
        if group and _is_full(text, group, span):
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _is_full(text: str, group: list[Span], following: Span) -> bool:
    length = _length(group)
    if length >= TARGET or following.end - group[0].start > MOST:
        return True
    return length >= ENOUGH and "\n" in text[group[-1].end : following.start]


def _length(group: list[Span]) -> int:
    return group[-1].end - group[0].start
