"""A record (fields by their usual names) to an `Article`: the one way in for every kind of input."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from index import identity, language
from index.types import Article
from ingest import dates, markup, title
from ingest.clean import clean
from ingest.decode import storable
from ingest.failure import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

TEXT = ("text", "content", "body", "article", "articleBody")
TITLE = ("title", "headline")
PUBLISHED = ("published", "published_at", "date", "datePublished", "pubDate", "date_extracted")
MODIFIED = ("modified", "modified_at", "updated", "dateModified")
URL = ("url", "link")
SOURCE = ("source", "publisher")
AUTHOR = ("author", "authors")
LANGUAGE = ("language", "lang")

# Code points: what an article may have at most; a title and a name are cut there.
LARGEST_TEXT = 20_000_000
LONGEST_NAME = 500


def to_article(record: Mapping[str, object], *, origin: str, fallback_id: str) -> Article:
    """Return the article a record describes, its text cleaned and ready to be stored.

    Args:
        record: fields by the contract's names; unknown ones are ignored.
        origin: the file it was read from, "-" for standard input.
        fallback_id: the identity of a record with neither id nor address.

    Raises:
        UnreadableError: there is no text, or too much.
    """
    written = markup.from_html(storable(_text(record)))
    if len(written) > LARGEST_TEXT:
        raise UnreadableError(f"The article has more than {LARGEST_TEXT:,} characters.")
    cleaned = clean(written)
    if not cleaned.text:
        raise UnreadableError("There is no article text in it.")
    url = address(_name(record, URL))
    return Article(
        id=_identity(record, url) or fallback_id,
        text=cleaned.text,
        title=_headline(record) or title.made_from(cleaned.text),
        language=_language(record, cleaned.text),
        source=_name(record, SOURCE) or cleaned.source,
        url=url,
        author=_name(record, AUTHOR) or cleaned.author,
        published=_time(record, PUBLISHED) or dates.read(cleaned.published),
        modified=_time(record, MODIFIED),
        teaser=record.get("teaser") is True,
        origin=origin,
    )


def address(url: str | None) -> str | None:
    """Return a web address as it is fetched and shown, or None where it is no web address.

    Scheme and host are lower case; what only says where a reader came from is gone, and so is a fragment, unless it is
    a route. Which article it stands for `index.identity` says.
    """
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    query, fragment = identity.without_tracking(parts.query), identity.route(parts.fragment)
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path, query, fragment))


def _fields(record: Mapping[str, object], names: Iterable[str]) -> Iterable[object]:
    return (record[name] for name in names if record.get(name) not in (None, "", [], {}))


def _text(record: Mapping[str, object]) -> str:
    for value in _fields(record, TEXT):
        paragraphs = value if isinstance(value, list) else [value]
        text = "\n\n".join(part for part in paragraphs if isinstance(part, str))
        if text.strip():
            return text
    raise UnreadableError("There is no article text in it.")


def _name(record: Mapping[str, object], fields: Iterable[str]) -> str | None:
    """Return the first field that names something: a string, {"name": …}, or a list of these."""
    return next((name for value in _fields(record, fields) if (name := _named(value))), None)


def _named(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(
            name for each in value[:20] if not isinstance(each, list) and (name := _named(each))
        )[:LONGEST_NAME]
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    return _one_line(value) if isinstance(value, str) else ""


def _one_line(text: str) -> str:
    return " ".join(markup.from_html(storable(text)).split())[:LONGEST_NAME]


def _headline(record: Mapping[str, object]) -> str | None:
    return _name(record, TITLE)


def _identity(record: Mapping[str, object], url: str | None) -> str | None:
    """Return a record's own id, or the one that its address makes: also where that is what it has for an id."""
    own = _own_id(record)
    return identity.of_address(url) if url and own in {None, url} else own


def _own_id(record: Mapping[str, object]) -> str | None:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return (_one_line(value) or None) if isinstance(value, str) else None


def _time(record: Mapping[str, object], names: Iterable[str]) -> datetime | None:
    return next((time for value in _fields(record, names) if (time := dates.read(value))), None)


def _language(record: Mapping[str, object], text: str) -> str:
    named = next((code for value in _fields(record, LANGUAGE) if (code := language.code(value))), None)
    return named or language.detect(text)
