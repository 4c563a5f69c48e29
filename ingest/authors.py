"""Who wrote an article, as feeds and records say it, to names: an address is no name."""

from __future__ import annotations

import re
from functools import cache

from index.tongues.registry import any_of
from ingest import markup
from ingest.decode import storable

LONGEST = 500  # code points, of all names together
MOST = 20

# "desk@post.example (Mirel Tansa)", "Mirel Tansa <desk@post.example>", "Mirel Tansa (desk@post.example)".
MAIL = re.compile(r"[<(\[]?(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,8}[>)\]]?")
IN_PARENTHESES = re.compile(r"\(([^()]*)\)")
WEB = re.compile(r"https?://\S*|www\.\S*", re.IGNORECASE)
WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]|]{1,200})\]\]")
# A list as Python or JSON writes it, as it stands in columns of tables.
LIST = re.compile(r"\[\s*(?:'.*'|\".*\")\s*\]")
QUOTED = re.compile(r"'([^']{1,200})'|\"([^\"]{1,200})\"")
NAMES = ("name", "displayname", "fullname", "title", "original", "rendered", "value", "text")


def names(value: object) -> str | None:
    """Return the names in a field: a string, {"name": …}, or a list of these; None where it names nobody."""
    found = dict.fromkeys(name for each in _each(value) if (name := _name(each)))
    return ", ".join(found)[:LONGEST] or None


def _each(value: object) -> list[object]:
    if isinstance(value, str) and LIST.fullmatch(value := value[: 4 * LONGEST].strip()):
        return [one or other for one, other in QUOTED.findall(value)][:MOST]
    return value[:MOST] if isinstance(value, list) else [value]


def _name(value: object) -> str:
    if isinstance(value, dict):
        said = {str(key).lower().replace("_", ""): each for key, each in value.items()}
        value = next(
            (said[key] for key in NAMES if isinstance(said.get(key), str) and said[key].strip()), None
        )
    if not isinstance(value, str):
        return ""
    text = " ".join(markup.from_html(storable(value[: 4 * LONGEST])).split())[:LONGEST]
    bare = WEB.sub("", WIKI_LINK.sub(r"\1", text))
    without = MAIL.sub("", bare).strip(" ,;")
    if without != bare and (alone := IN_PARENTHESES.fullmatch(without)):
        without = alone[1].strip()
    byline = _byline().match(without)
    name = without[byline.end() :] if byline and byline.end() < len(without) else without
    return name if any(map(str.isalpha, name)) else ""


@cache
def _byline() -> re.Pattern[str]:
    return re.compile(any_of(lambda one: one.prose.bylines), re.IGNORECASE)
