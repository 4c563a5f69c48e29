"""Tables with named columns (CSV, TSV) to records."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING

from ingest import exports
from ingest.failure import UnreadableError
from ingest.stream import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

SEPARATORS = ",;\t|"
SAID = "sep="  # a spreadsheet's own first line
MOST_COLUMNS = 500
LINES = 20  # in which the head is looked for: a title and notes may stand above it


def records(text: str) -> list[dict[str, str]]:
    """Return the rows of a table as records, by the names of its columns.

    Raises:
        UnreadableError: no column is named as a text or what stands for one, or a row has no end.
    """
    text = text.lstrip("\ufeff\n")
    separator = None
    if text[: len(SAID)].lower() == SAID:
        first, _, text = text.partition("\n")
        separator = first[len(SAID) : len(SAID) + 1]
    above, head, separator = _head(text, separator)
    rows = _rows(text, separator)
    next(islice(rows, above, above), None)  # up to the head, and it
    next(rows)
    return [dict(zip(head, row, strict=False)) for row in rows if any(map(str.strip, row))]


def _head(text: str, said: str | None) -> tuple[int, list[str], str]:
    """Return how many rows stand above the names of the columns, these, and what separates them."""
    for separator in (said,) if said else SEPARATORS:
        try:
            for above, row in enumerate(islice(_rows(text[:100_000], separator), LINES)):
                if len(row) > 1 and exports.names_fields(row):
                    return above, row[:MOST_COLUMNS], separator
        except UnreadableError:
            continue
    raise UnreadableError("It has no column with a name that is known for a text (text, content, body, …).")


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(LARGEST)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise UnreadableError(f"It is no table that can be read: {error}.") from None
