"""A record (fields by their usual names) to an `Article`: the one way in for every kind of input."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from index import identity, language, names
from index.types import Article
from ingest import authors, dates, endings, markup, title
from ingest.clean import clean
from ingest.decode import storable
from ingest.failure import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from index.types import Name

TEXT = ("text", "content", "body", "article", "articleBody")
TITLE = ("title", "headline")
PUBLISHED = ("published", "published_at", "date", "datePublished", "pubDate", "date_extracted")
MODIFIED = ("modified", "modified_at", "updated", "dateModified")
URL = ("url", "link")
SOURCE = ("source", "publisher")
AUTHOR = ("author", "authors")
LANGUAGE = ("language", "lang")

# Code points: what an article may have at most; a title and a name are cut there.
LARGEST_TEXT = 5_000_000  # a long novel has three; what is made of one takes 40 times its memory
LONGEST_NAME = 500
SHOWN = 12  # of a wording's digest in an id


def to_article(record: Mapping[str, object], *, origin: str, fallback_id: str | None = None) -> Article:
    """Return the article a record describes, its text cleaned and ready to be stored.

    Args:
        record: fields by the contract's names; unknown ones are ignored.
        origin: the file it was read from, "-" for standard input.
        fallback_id: the identity of a record with neither id nor address, as a file or a page is one; without it, such
            a record is known by its wording.

    Raises:
        UnreadableError: there is no text, or too much.
    """
    source, headline = _name(record, SOURCE), _headline(record)
    written, is_cut_off = endings.read(
        markup.from_html(storable(_text(record))), title=headline, source=source
    )
    if len(written) > LARGEST_TEXT:
        raise UnreadableError(f"The article has more than {LARGEST_TEXT:,} characters.")
    cleaned = clean(written)
    if not cleaned.text:
        raise UnreadableError("There is no article text in it.")
    url = address(_name(record, URL))
    headline = headline or title.made_from(cleaned.text)
    wording = names.wording(headline, cleaned.text, origin)
    id_, goes_by = _identity(record, url, origin=origin, fallback_id=fallback_id, wording=wording)
    return Article(
        id=id_,
        text=cleaned.text,
        title=headline,
        language=_language(record, cleaned.text),
        source=source or cleaned.source,
        url=_with_place(url, record),
        author=_author(record) or cleaned.author,
        published=_time(record, PUBLISHED) or dates.read(cleaned.published),
        modified=_time(record, MODIFIED),
        teaser=record.get("teaser") is True or is_cut_off,
        origin=origin,
        names=goes_by,
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


def _author(record: Mapping[str, object]) -> str | None:
    return next((name for value in _fields(record, AUTHOR) if (name := authors.names(value))), None)


def _headline(record: Mapping[str, object]) -> str | None:
    return _name(record, TITLE)


def _identity(
    record: Mapping[str, object], url: str | None, *, origin: str, fallback_id: str | None, wording: Name
) -> tuple[str, tuple[Name, ...]]:
    """Return a record's id as far as it tells by itself, and what it goes by; which article it is says `identify`.

    Its own id, but for its address in that place; else its address, unless that is a front page or several entries'
    (`entry.told_apart`), who go by what their feed knows them by; else the file or page that it is; else its wording.
    """
    own, guid = _own_id(record), record.get("guid")
    known = tuple(names.entry(guid, origin)) if isinstance(guid, str) and guid else ()
    is_own = url is not None and not identity.is_home(url) and not record.get("shared")
    if own and own != url:
        return own, (names.record_id(own, _name(record, SOURCE), origin),)
    if url and is_own:
        return identity.of_address(url), (names.address(url), *known)
    if known:
        place = identity.of_address(url) if url else origin
        return f"{place}#{str(guid).removeprefix(f'{place}#')}", known
    if fallback_id and address(fallback_id):
        return identity.of_address(fallback_id), (names.address(fallback_id),)
    if fallback_id:
        return fallback_id, (names.whole(fallback_id), wording)
    return f"{origin}#{wording.name[:SHOWN]}", (wording,)


def _with_place(url: str | None, record: Mapping[str, object]) -> str | None:
    """Return an address with the place in the page, where that is what tells it from others'."""
    place = record.get("fragment")
    return f"{url}#{place}" if url and record.get("shared") and isinstance(place, str) and place else url


def _own_id(record: Mapping[str, object]) -> str | None:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return (_one_line(value) or None) if isinstance(value, str) else None


def _time(record: Mapping[str, object], names: Iterable[str]) -> datetime | None:
    return next((time for value in _fields(record, names) if (time := dates.read(value))), None)


def _language(record: Mapping[str, object], text: str) -> str:
    named = next((code for value in _fields(record, LANGUAGE) if (code := language.code(value))), None)
    return named or language.detect(text, likely=language.code(record.get("likely_language")))
