"""Records of well-known tools and services, to records by the usual names.

Told by their fields and not by who wrote them: a service's next version, or another one like it, is read the same way.
Names are compared without case and punctuation ("datePublished", "date_published", "Date published").
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index import language
from index.tongues.registry import DECLARED
from ingest import authors, dates, markup, record, wordpress
from ingest.decode import storable
from ingest.failure import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

# Usual name → what it is called, the best first. Not among the dates: when something was crawled, clipped or saved.
TEXT = """
    text content body article articlebody maintext fulltext bodytext plaintext cleanedtext articletext articlecontent
    pagecontent contenttext textcontent postcontent newstext contenthtml bodyhtml articlehtml html rawcontent rawtext
""".split()
SUMMARY = "description summary excerpt abstract leadparagraph snippet trailtext standfirst dek intro".split()
NAMES: dict[str, list[str]] = {
    "title": "title headline webtitle posttitle articletitle newstitle heading ogtitle titlerss".split(),
    # A zone's own date before one that doesn't say its zone.
    "published": """
        dategmt postdategmt published publishedat date datepublished pubdate dateextracted publisheddate publishdate
        datepublish publishedtime publicationdate publishtime publishedon firstpublished firstpublishedat postdate
        dateposted posteddate webpublicationdate articledate articlepublishedtime datetimepub datetime dcdate
    """.split(),
    "modified": """
        modifiedgmt postmodifiedgmt modified modifiedat updated datemodified updatedat lastmodified datemodify
        dateupdated modifieddate updateddate articlemodifiedtime postmodified
    """.split(),
    "url": """
        url link canonicalurl canonicallink canonical weburl permalink articleurl pageurl newsurl originalurl ogurl
        respondedurl requestedurl warctargeturi targeturi externalurl mainentityofpage
    """.split(),
    "source": """
        sitename sourcename publishername source publisher sourcetitle ogsitename metasitename sourcehostname
        publication newspaper outlet provider website sitefull site sourcedomain hostname domain domainname host
    """.split(),
    "author": """
        author authors creator creators byline dccreator authorname authornames postauthor writer journalist
    """.split(),
    "language": "language lang inlanguage languagecode metalang locale".split(),
}  # fmt: skip
STATUS = ("status", "poststatus")
KIND = ("type", "posttype")
# What may hold fields of the record it stands in.
INNER = (
    "article document doc data post node fields attributes properties metadata meta embedded thread opengraph"
    " yoastheadjson warc warcheaders"
).split()
WHOLE = "_source"  # likewise, in what a search engine gives back
DEEPEST = 3  # of records in records
MOST_NAMES = 500  # fields of a record
# What a value may be wrapped in: {"rendered": "…"}, {"$date": "…"}.
WRAPPED = (
    "rendered",
    "main",
    "value",
    "@value",
    "#text",
    "$date",
    "$numberlong",
    "@id",
    "text",
    "html",
    "content",
)

PUNCTUATION = re.compile(r"[\W_]+")
ADDRESS = re.compile(r"\s*(?:https?://|www\.|//)\S+\s*", re.IGNORECASE)
HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[^\W\d_]{2,20}(?::\d+)?/?")
REMOVED = "[Removed]"  # as a news service leaves of an article

# What a script wrote as letters for what they stand for. A path of Windows has backslashes of its own.
ESCAPE = re.compile(
    r"(?P<path>(?<![^\W_])[A-Za-z]:\\[^\s\"<>|]*)|(?P<codes>(?:\\u[0-9a-fA-F]{4})+)|\\(?:r\\n|(?P<one>[nrt\"'/]))"
)
LINE_END = re.compile(r"\\r\\n|\\n(?![a-z])")
WRITTEN = {"n": "\n", "r": "\n", "t": " "}


def usual(found: Mapping[str, object]) -> dict[str, object]:
    """Return a record by the contract's names; what they don't name stays as it is.

    Args:
        found: a record of whatever origin.

    Raises:
        UnreadableError: it says of itself that it isn't published, or was removed.
    """
    fields = _fields(found)
    _refuse_unpublished(fields)
    text, is_summary = _text(fields)
    kept = {key: value for key, value in found.items() if key not in _replaced()}
    source = _source(fields)
    resolved = {
        "text": text,
        "title": _title(fields, source),
        "published": _first(fields, "published", dates.parse),
        "modified": _first(fields, "modified", dates.parse),
        "url": _url(fields),
        "source": source,
        "author": next((name for value in _values(fields, "author") if (name := authors.names(value))), None),
        "language": _first(fields, "language", language.code),
        "teaser": found.get("teaser") is True or is_summary,
    }
    return kept | {name: value for name, value in resolved.items() if value is not None}


def folded(name: object) -> str:
    """Return a field's name as names are compared."""
    return PUNCTUATION.sub("", str(name)[:100]).lower()


def has_text(found: Mapping[str, object]) -> bool:
    """Tell whether a record has a field for a text, be it empty."""
    return any(folded(name) in TEXT for name in found)


def has_title(found: Mapping[str, object]) -> bool:
    """Tell whether a record has a headline."""
    return any(value and folded(name) in NAMES["title"] for name, value in found.items())


def names_fields(names: Iterable[str]) -> bool:
    """Tell whether the names of columns name a text, or what stands for one."""
    return any(_usual_name(name) in {*TEXT, *SUMMARY} for name in names)


@cache
def _replaced() -> frozenset[str]:
    return frozenset(
        name
        for names in (record.TEXT, record.TITLE, record.PUBLISHED, record.MODIFIED, record.URL, record.SOURCE)
        for name in (*names, *record.AUTHOR, *record.LANGUAGE, "teaser")
    )


def _fields(found: Mapping[str, object], depth: int = 0) -> dict[str, list[object]]:
    """Return name → values, the record's own before those of what it holds."""
    fields: dict[str, list[object]] = {}
    for name, value in list(found.items())[:MOST_NAMES]:
        fields.setdefault(_usual_name(name), []).append(value)
    inner = [value for name in INNER for value in fields.get(name, ()) if isinstance(value, dict)]
    for value in (*inner, found.get(WHOLE)) if depth < DEEPEST else ():
        if isinstance(value, dict):
            for key, values in _fields(value, depth + 1).items():
                fields.setdefault(key, []).extend(values)
    return fields


def _usual_name(name: object) -> str:
    plain = folded(name) if name != WHOLE else WHOLE
    return _labels().get(plain, plain)


@cache
def _labels() -> dict[str, str]:
    """Return what the languages call a field, in a table's head or above a text, to its usual name."""
    return {
        folded(label): field
        for one in DECLARED
        for field, labels in one.prose.headers.items()
        for label in labels
        if folded(label) not in {*TEXT, *(name for names in NAMES.values() for name in names)}
    }


def _values(fields: Mapping[str, list[object]], field: str) -> Iterator[object]:
    return (
        value for name in NAMES[field] for value in fields.get(name, ()) if value not in (None, "", [], {})
    )


def _first(fields: Mapping[str, list[object]], field: str, read: Callable[[Any], object]) -> object:
    """Return the first value that can be read; without one, the first that is there."""
    values = [_unwrapped(value) for value in _values(fields, field)]
    return next((value for value in values if read(value)), values[0] if values else None)


def _unwrapped(value: object, depth: int = 0) -> object:
    if not isinstance(value, dict) or depth > DEEPEST:
        return value
    said = {str(name).lower(): each for name, each in value.items()}
    for name in WRAPPED:
        if name in said:
            inner = _unwrapped(said[name], depth + 1)
            return (
                int(inner) if name == "$numberlong" and isinstance(inner, str) and inner.isdigit() else inner
            )
    return value


def _refuse_unpublished(fields: Mapping[str, list[object]]) -> None:
    status = next((value for name in STATUS for value in fields.get(name, ()) if isinstance(value, str)), "")
    kind = next((value for name in KIND for value in fields.get(name, ()) if isinstance(value, str)), "")
    is_draft = any(_is(value, "true") for value in fields.get("draft", ()))
    if is_draft or any(_is(value, "false") for value in fields.get("published", ())):
        raise UnreadableError("It says that it is a draft, not published.")
    is_wordpress = "poststatus" in fields or "dategmt" in fields or "posttype" in fields
    if not wordpress.is_published(status, kind if is_wordpress else ""):
        what = f"{kind or 'record'}, {status}" if status else kind
        raise UnreadableError(f"It is no published post ({what}).")


def _is(value: object, word: str) -> bool:
    return isinstance(value, str | bool) and str(value).strip().lower() == word


def _text(fields: Mapping[str, list[object]]) -> tuple[str | None, bool]:
    """Return the text, and whether it only sums the article up."""
    is_wordpress = "poststatus" in fields or "dategmt" in fields
    for names, is_summary in ((TEXT, False), (SUMMARY, True)):
        for value in (value for name in names for value in fields.get(name, ())):
            text = _paragraphs(value)
            if text.strip() == REMOVED:
                raise UnreadableError("It says that the article was removed.")
            if text.strip():
                text = _unescaped(text)
                return (wordpress.without_shortcodes(text) if is_wordpress else text), is_summary
    return None, False


def _paragraphs(value: object) -> str:
    value = _unwrapped(value)
    parts = [_unwrapped(part) for part in value] if isinstance(value, list) else [value]
    return "\n\n".join(part for part in parts if isinstance(part, str))


def _title(fields: Mapping[str, list[object]], source: str | None) -> str | None:
    for value in _values(fields, "title"):
        if isinstance(title := _unwrapped(value), str) and title.strip():
            title = _unescaped(title).strip()
            end = f" - {source}"  # as news services write it
            return title.removesuffix(end) if source and len(title) > 2 * len(end) else title
    return None


def _url(fields: Mapping[str, list[object]]) -> str | None:
    # Where clippers write it, and extractors.
    values = (*_values(fields, "url"), *fields.get("source", ()))
    texts = (value for each in values if isinstance(value := _unwrapped(each), str))
    return next((value for value in texts if record.address(value)), None)


def _source(fields: Mapping[str, list[object]]) -> str | None:
    """Return a publisher's name: one that is no address before a host, the host of an address at last."""
    said = [name for value in _values(fields, "source") if (name := _publisher(value))]
    hosts = [name for name in said if HOST.fullmatch(name)]
    named = [name for name in said if not (HOST.fullmatch(name) or ADDRESS.fullmatch(name))]
    return next((name.removesuffix("/") for name in (*named, *hosts)), None) or next(
        (host for name in said if (host := _host(name))), None
    )


def _publisher(value: object) -> str:
    if isinstance(value, dict):
        said = {str(key).lower(): each for key, each in value.items()}
        value = next((said[key] for key in ("name", "title", "site_full", "site") if said.get(key)), None)
    if isinstance(value, list):
        value = value[0] if value else None
        return _publisher(value) if not isinstance(value, list) else ""
    if not isinstance(value, str) or value.strip().isdigit():
        return ""
    return " ".join(markup.from_html(storable(value[:2000])).split())[: record.LONGEST_NAME]


def _host(name: str) -> str | None:
    try:
        return urlsplit(name if "//" in name else f"//{name}").netloc.lower().removeprefix("www.") or None
    except ValueError:
        return None


def _unescaped(text: str) -> str:
    """Return a text with its line ends where a script wrote them as two letters; one with a few backslashes stays."""
    if "\\" not in text or not any(LINE_END.search(text, *span) for span in _outside_paths(text)):
        return text
    return ESCAPE.sub(_meant, text)


def _outside_paths(text: str) -> Iterator[tuple[int, int]]:
    place = 0
    for found in ESCAPE.finditer(text):
        if found["path"]:
            yield place, found.start()
            place = found.end()
    yield place, len(text)


def _meant(escape: re.Match[str]) -> str:
    if escape["path"]:
        return escape[0]
    if escape["codes"]:
        return storable(json.loads(f'"{escape["codes"]}"'))
    return WRITTEN.get(escape["one"], escape["one"]) if escape["one"] else "\n"
