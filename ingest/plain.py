"""Text and Markdown files to records: header lines, front matter, the title. This file owns yaml."""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from index.tongues.prose import COLON
from index.tongues.registry import DECLARED
from ingest import exports, markup, title
from ingest.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADER = re.compile(rf"\s*([^\W\d_][\w -]{{0,30}}?){COLON}\s*(.*)")
# More lines, or code points, of front matter than this are something else.
FRONT_MATTER_LINES = 100
LARGEST_HEAD = 20_000
# Lists and mappings within each other; yaml takes a time that grows with the square of this.
DEEPEST = 20
HEADING = re.compile(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")


def parse(text: str, *, markdown: bool = False) -> dict[str, object]:
    """Return the record a text file holds: its `text`, a `title` where it has one, its header's fields."""
    record, body = _front_matter(text) if markdown else ({}, text)
    if not record:
        record, body = _header(body)
    if markdown:
        body = _take_heading(body, record)
    _take_title(body, record)
    return record


def _front_matter(text: str) -> tuple[dict[str, object], str]:
    """Return the fields of a Markdown file's head, between "---" (YAML) or "+++" (TOML), and the rest."""
    lines = text.lstrip().split("\n", FRONT_MATTER_LINES + 1)
    mark = lines[0].rstrip()
    ends = {"---": ("---", "..."), "+++": ("+++",)}.get(mark, ())
    end = next((number for number, line in enumerate(lines[1:-1], 1) if line.rstrip() in ends), None)
    if end is None:
        return {}, text
    head = "\n".join(lines[1:end])
    found = _read_head(head, is_toml=mark == "+++") if len(head) <= LARGEST_HEAD else None
    # What is no YAML, as a headline with a colon in it, is read line by line.
    record = exports.usual({str(name): value for name, value in found.items()}) if found else {}
    record = {name: value for name, value in record.items() if name not in {"text", "teaser"}}
    record = record or _known(lines[1:end])
    return (record, "\n".join(lines[end + 1 :])) if found or record else ({}, text)


def _read_head(head: str, *, is_toml: bool) -> dict[str, Any] | None:
    if is_toml:
        with suppress(ValueError, RecursionError):
            return tomllib.loads(head)
        return None
    import yaml  # type: ignore[import-untyped]

    with suppress(yaml.YAMLError, ValueError, RecursionError):
        if not _is_harmless(head):
            return None
        found = yaml.load(head, yaml.BaseLoader)  # noqa: S506 - makes strings, lists and mappings, nothing else
        return found if isinstance(found, dict) else None
    return None


def _is_harmless(head: str) -> bool:
    """Tell whether YAML is not nested deep and has no alias, which may stand for very much or itself."""
    import yaml

    depth = 0
    for event in yaml.parse(head, yaml.BaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST or isinstance(event, yaml.AliasEvent):
            return False
    return True


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
