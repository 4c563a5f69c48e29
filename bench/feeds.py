"""How well feeds are read: `python -m bench.feeds`, over feedparser's own test feeds.

The comment in each says what a parser must find. Compared is what an article keeps of an entry: title, address, author,
text and time, each read off the record that an article is made from.
"""

from __future__ import annotations

import ast
import re
import tarfile
from collections import Counter
from typing import TYPE_CHECKING, Any

from bench.data import folder as evaluation
from bench.report import Target, percent, table, targets, write
from ingest import decode, markup
from ingest.failure import UnreadableError
from ingest.sandbox import TOO_MUCH, sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

EXPECT = re.compile(r"Expect:\s*(.+?)\s*-->", re.DOTALL)
# What the expectations call a part of an entry, and the field of our record that has it.
FIELDS = {
    "title": "title",
    "link": "url",
    "author": "author",
    "summary": "text",
    "description": "text",
    "content": "text",
    "published": "published",
    "updated": "modified",
}


def main() -> None:
    """Measure, print, and write the page's section."""
    told: Counter[str] = Counter()
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    crashed, wrong = [], []
    for name, data in feeds():
        try:
            entries = sandbox.parse("feed", data, url="http://127.0.0.1:8097/feed")["entries"]
        except UnreadableError as error:
            told["refused, with a sentence"] += 1
            entries = None
            if str(error) == TOO_MUCH or str(error).startswith("It can't be read ("):
                crashed.append(f"{name}: {error}")
        else:
            told["entries" if entries else "a feed without entries"] += 1
        for field, wanted in expected(data):
            asked[field] += 1
            found = agrees(entries or [], field, wanted)
            right[field] += found
            wrong += [] if found else [f"{name}: {field} {wanted!r}"]
    counts = [*asked.most_common(), ("all", asked.total())]
    right["all"] = right.total()
    rows = [(name, str(count), str(right[name]), percent(right[name] / count)) for name, count in counts]
    shown = "; ".join(f"`{one[:110]}`" for one in wrong[:12])
    write(
        "feeds",
        "Feeds",
        targets([Target("test feeds that the parser does not survive", "0", str(len(crashed)), not crashed)]),
        f"{told.total()} feeds of feedparser's test suite, well and badly formed: "
        + ", ".join(f"{count} {kind}" for kind, count in told.most_common())
        + ". Most of them have no entry: they test a parser's other parts.",
        table(["what is expected of an entry", "times", "found", ""], rows),
        f"Not as expected ({len(wrong)}): {shown}.",
        *crashed,
    )


def feeds() -> Iterator[tuple[str, bytes]]:
    """Yield the test feeds: their names and bytes."""
    with tarfile.open(evaluation() / "feeds" / "feedparser-tests.tar.gz") as archive:
        for member in sorted(archive, key=lambda one: one.name):
            if (file := archive.extractfile(member)) is not None:
                yield member.name, file.read()


def expected(data: bytes) -> list[tuple[str, str]]:
    """Return what a feed's comment expects of its first entry: (our field, text)."""
    found = EXPECT.search(decode.text(data, markup=True))
    try:
        tree = ast.parse(found[1].strip(), mode="eval") if found else None
    except SyntaxError:
        return []
    return (
        [pair for node in ast.walk(tree) if isinstance(node, ast.Compare) for pair in _pair(node)]
        if tree
        else []
    )


def _pair(node: ast.Compare) -> Iterator[tuple[str, str]]:
    """Yield what `entries[0]['title'] == 'text'` expects, or `entries[0]['content'][0]['value'] == 'text'`."""
    path, wanted = ast.unparse(node.left), node.comparators[0]
    part = re.fullmatch(r"entries\[0\]\['(\w+?)(?:_detail)?'\](?:\[0\])?(?:\['value'\])?", path)
    literal = isinstance(wanted, ast.Constant) and isinstance(wanted.value, str)
    if part and literal and isinstance(node.ops[0], ast.Eq) and part[1] in FIELDS:
        yield FIELDS[part[1]], str(wanted.value)  # type: ignore[attr-defined]


def agrees(entries: list[dict[str, Any]], field: str, wanted: str) -> bool:
    """Tell whether the first entry has what is expected; texts are compared as read, without their tags."""
    found = entries[0].get(field) if entries else None
    if field in {"published", "modified"}:
        return found is not None
    return _plain(found) == _plain(wanted)


def _plain(text: object) -> str:
    return " ".join(markup.from_html(text if isinstance(text, str) else "").split())


if __name__ == "__main__":
    main()
