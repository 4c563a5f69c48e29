"""What a language model wrote, taken apart into drafts: a sentence, and the numbers of the evidence it names.

Asked for are JSON objects, one a line. Models without a mode for that wrap them, add words of their own, or write
prose with marks; all of it is read as far as it can be, piece by piece as it comes.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from index.tongues.marks import COMMAS, SEMICOLONS
from index.tongues.registry import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCE = ("sentence", "text", "answer", "content", "statement", "claim")
EVIDENCE = ("evidence", "citations", "citation", "numbers", "sources", "source", "refs", "ids", "cites")
NO_ANSWER = "no_answer"
LONGEST = 1_000  # code points of a sentence

_DECODER = json.JSONDecoder(strict=False)
# What can be read of an object that is not whole: the text of its sentence, and its numbers.
_SENTENCE = re.compile(rf'"(?:{"|".join(SENTENCE)})"\s*:\s*("(?:[^"\\]|\\.)*")', re.DOTALL)
_NUMBERS = re.compile(rf'"(?:{"|".join(EVIDENCE)})"\s*:\s*\[?((?:[\s",]*\d{{1,4}})+)')
_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_BETWEEN = rf"(?:[,;{COMMAS}{SEMICOLONS}]|{any_of(lambda one: one.prose.conjunctions)})"
_MARKS = re.compile(rf"[\[【(]\s*(\d{{1,4}}(?:\s*{_BETWEEN}\s*\d{{1,4}})*)\s*[\]】)]")
_GROUP = re.compile(rf"(?:{_MARKS.pattern}[\s,{COMMAS}]*)+")
_BULLET = re.compile(r"^\s*(?:[-*•·]+|\d{1,2}[.)])\s+")
_SAYS_NONE = re.compile(rf"^\W*{any_of(lambda one: one.prose.no_answer)}\W*$", re.IGNORECASE)


class Draft(NamedTuple):
    """A sentence as written, and the evidence it names, as numbered in the prompt; neither is to be trusted."""

    sentence: str
    evidence: tuple[int, ...]


@dataclass
class Drafts:
    """Takes a model's text piece by piece.

    Attributes:
        none: whether the model has said that the evidence holds no answer.
    """

    none: bool = False
    _text: str = ""
    _read: int = field(default=0)  # how far `_text` has been taken apart

    def feed(self, piece: str) -> Iterator[Draft]:
        """Yield the drafts that a further piece of text completes."""
        self._text += piece
        if "}" in piece or "\n" in piece:
            yield from self._take(end=False)

    def end(self) -> Iterator[Draft]:
        """Yield the drafts in what is left."""
        yield from self._take(end=True)

    def _take(self, *, end: bool) -> Iterator[Draft]:
        text = _THOUGHT.sub(lambda match: " " * len(match.group()), self._text)
        while self._read < len(text):
            brace = text.find("{", self._read)
            stop = brace if brace >= 0 else len(text)
            # Prose is whole at the end of its line, or where an object begins.
            prose = stop if end or brace >= 0 else text.rfind("\n", self._read) + 1
            if prose > self._read:
                yield from self._of_prose(text[self._read : prose])
                self._read = prose
            if brace < 0:
                return
            found = _object(text, brace)
            if found is None:
                if not end:
                    return
                yield from self._of_broken(text[brace:])
                self._read = len(text)
                return
            value, self._read = found
            yield from self._of_json(value)

    def _of_broken(self, text: str) -> Iterator[Draft]:
        sentence, numbers = _SENTENCE.search(text), _NUMBERS.search(text)
        if sentence and numbers:
            yield _draft(str(_DECODER.decode(sentence[1])), _numbers(numbers[1]))

    def _of_json(self, value: Any) -> Iterator[Draft]:  # noqa: ANN401 - whatever was written
        if isinstance(value, list):
            for one in value:
                yield from self._of_json(one)
            return
        if not isinstance(value, dict):
            return
        if value.get(NO_ANSWER) is True:
            self.none = True
        sentence = next((value[key] for key in SENTENCE if isinstance(value.get(key), str)), None)
        numbers = _numbers(next((value[key] for key in EVIDENCE if key in value), None))
        if sentence is not None and numbers:
            yield _draft(_MARKS.sub("", sentence), numbers)
        elif sentence is not None:
            yield from self._of_prose(sentence)
        else:
            for one in value.values():
                yield from self._of_json(one)

    def _of_prose(self, text: str) -> Iterator[Draft]:
        """Yield what stands before each group of marks: "It rained. [1][2]"; what has none has no evidence."""
        for line in text.split("\n"):
            if _SAYS_NONE.match(line):
                self.none = True
            begun = 0
            for group in _GROUP.finditer(line):
                numbers = [int(n) for n in re.findall(r"\d+", group.group())]
                sentence = _BULLET.sub("", line[begun : group.start()])
                begun = group.end()
                if re.search(r"\w", sentence):
                    yield _draft(sentence.lstrip(f" .,;{COMMAS}{SEMICOLONS}"), numbers)


def _object(text: str, brace: int) -> tuple[Any, int] | None:
    """Return the value at a brace and where it ends, or the first whole one inside it; None where none is whole yet."""
    while brace >= 0:
        try:
            return _DECODER.raw_decode(text, brace)
        except (ValueError, RecursionError):
            brace = text.find("{", brace + 1)
    return None


def _numbers(value: Any) -> list[int]:  # noqa: ANN401 - whatever was written
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, int):
        return [value]
    if isinstance(value, str):
        return [int(found) for found in re.findall(r"\d{1,4}", value)]
    if isinstance(value, list):
        return [number for one in value for number in _numbers(one)]
    if isinstance(value, dict):
        return [number for one in value.values() for number in _numbers(one)]
    return []


def _draft(sentence: str, numbers: list[int]) -> Draft:
    return Draft(" ".join(sentence[:LONGEST].split()), tuple(dict.fromkeys(numbers)))
