"""Text and Markdown files to records: header lines, YAML front matter, the title."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from index.tongues.prose import COLON
from index.tongues.registry import DECLARED
from ingest import markup, title
from ingest.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADER = re.compile(rf"\s*([^\W\d_][\w -]{{0,30}}?){COLON}\s*(.*)")
# More lines of front matter than this are something else.
FRONT_MATTER_LINES = 100
HEADING = re.compile(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")


def parse(text: str, *, markdown: bool = False) -> dict[str, object]:
    """Return the record a text file holds: its `text`, a `title` where it has one, its header's fields."""
    record, body = _front_matter(text) if markdown else ({}, text)
    if not record:
        record, body = _header(text)
    if markdown:
        body = _take_heading(body, record)
    _take_title(body, record)
    return record


def _front_matter(text: str) -> tuple[dict[str, object], str]:
    lines = text.lstrip().split("\n", FRONT_MATTER_LINES + 1)
    marks = [number for number, line in enumerate(lines[:-1]) if line.rstrip() in ("---", "...")]
    if marks[:1] != [0] or len(marks) < 2:  # noqa: PLR2004 - the opening and the closing line
        return {}, text
    return _known(lines[1 : marks[1]]), "\n".join(lines[marks[1] + 1 :])


def _header(text: str) -> tuple[dict[str, object], str]:
    """Return the fields of the "Title: …" lines that a text begins with, and the rest."""
    lines = text.lstrip().split("\n", len(_fields()))
    length = next((n for n, line in enumerate(lines) if not _known([line])), len(lines))
    return (_known(lines[:length]), "\n".join(lines[length:])) if length else ({}, text)


def _known(lines: Iterable[str]) -> dict[str, object]:
    found = (HEADER.fullmatch(line) for line in lines)
    pairs = ((_fields().get(line[1].lower()), line[2].strip()) for line in found if line)
    return {field: _value(value) for field, value in pairs if field and value}


@cache
def _fields() -> dict[str, str]:
    """Return the label of a header line → the field that it gives."""
    return {
        label: field for one in DECLARED for field, labels in one.prose.headers.items() for label in labels
    }


def _value(text: str) -> object:
    """Return a YAML scalar or flow list ("[a, b]") as Python has it."""
    if text.startswith("[") and text.endswith("]"):
        return [_unquoted(part) for part in text[1:-1].split(",")]
    return _unquoted(text)


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _take_heading(body: str, record: dict[str, object]) -> str:
    heading = HEADING.match(body)
    if heading and body[heading.end() :].strip():
        record.setdefault("title", markup.from_markdown(heading[1]))
        body = body[heading.end() :]
    return markup.from_markdown(body)


def _take_title(body: str, record: dict[str, object]) -> None:
    """Put the title and the text into the record; captions above a title are cleaned away to find it."""
    cleaned = clean(body)
    record["text"] = cleaned.text
    for field, value in (
        ("source", cleaned.source),
        ("author", cleaned.author),
        ("published", cleaned.published),
    ):
        if value:
            record.setdefault(field, value)
    if "title" not in record:
        first_line, record["text"] = title.take(cleaned.text)
        record["title"] = first_line
