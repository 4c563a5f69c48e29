"""What is asked, with its options: from the command line, or a line of a batch."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, BinaryIO

from index.errors import UsageError
from index.types import Filters

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT_FIELDS = ("question", "query")
LONGEST = 10_000  # characters; more is a document, not a question
LANGUAGE_CODE = re.compile("[A-Za-z]{2,3}")  # ISO 639


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a question as given: dates are text still, `k` is how many passages to find."""

    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    source: str | None = None
    lang: str | None = None
    k: int | None = None
    llm: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A question and what it may be answered from.

    Attributes:
        as_of: the time it is asked at, as it were: what "today" means in it; None: the present.
        llm: the language model to answer it, `none` for quotes; None: as the settings have it.
    """

    text: str
    k: int | None
    filters: Filters
    as_of: datetime | None = None
    llm: str | None = None

    @property
    def now(self) -> datetime:
        """What "today" means in the question, in this reader's zone."""
        return self.as_of or datetime.now().astimezone()


def request(text: str, options: Options) -> Request:
    """Return a question with its options understood.

    Raises:
        UsageError: the question is empty or an option can't be understood.
    """
    text = _readable(text).strip()
    if not text:
        raise UsageError(
            "the question is empty: ask something, or give - to read questions from standard input"
        )
    if len(text) > LONGEST:
        raise UsageError(f"the question has {len(text):,} characters: ask with at most {LONGEST:,}")
    if options.k is not None and options.k < 1:
        raise UsageError(f"k is {options.k}: it takes a whole number from 1")
    as_of = moment(options.as_of, "as-of", end=True) if options.as_of else None
    return Request(text, options.k, _filters(options), as_of, options.llm or None)


def batch(lines: BinaryIO, options: Options) -> Iterator[tuple[int, Request | UsageError]]:
    """Yield (line number, question) for each line that is not blank, or what is wrong with the line.

    A line that begins with "{" is a JSON object: `question` or `query`, and any field of `Options`, which
    goes before what `options` says.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, request_of(line, options)


def request_of(line: bytes, options: Options) -> Request | UsageError:
    """Return the question that a line asks, as `batch` reads it, or what is wrong with the line."""
    try:
        return _request_of(line.decode("utf-8-sig").strip(), options)
    except UnicodeDecodeError:
        return UsageError("the line is not UTF-8")
    except UsageError as error:
        return error


def json_object(line: str) -> dict[str, Any]:
    """Return the fields of a line.

    Raises:
        UsageError: it is no JSON object.
    """
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"the line is no JSON object ({error})") from None
    if not isinstance(found, dict):
        raise UsageError("the line is no JSON object")
    return found


def overridden(options: Options, given: dict[str, Any]) -> Options:
    """Return options with those that a line gives in their place.

    Raises:
        UsageError: the line gives something that is no option, or not of its type.
    """
    # A misspelt option must not quietly widen a search.
    given = {name.replace("-", "_"): value for name, value in given.items() if value is not None}
    known = {field.name for field in fields(Options)}
    if strange := sorted(given.keys() - known):
        raise UsageError(f"the line has no option {strange[0]!r}: it takes {', '.join(sorted(known))}")
    for name, value in given.items():
        kind, called = (int, "a whole number") if name == "k" else (str, "a text")
        if type(value) is not kind:  # True is an int, too
            raise UsageError(f"the line's {name} is {value!r}: it takes {called}")
    return replace(options, **given)


def moment(text: str, name: str, *, end: bool = False) -> datetime:
    """Return a date (its first moment, or with `end` its last) or a time, in UTC where it names no zone.

    Raises:
        UsageError: it is neither; the sentence calls it by its option's name.
    """
    try:
        return datetime.combine(date.fromisoformat(text), time.max if end else time.min, UTC)
    except ValueError:
        pass
    try:
        stamp = datetime.fromisoformat(text)
        return stamp.replace(tzinfo=UTC) if stamp.tzinfo is None else stamp.astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(
            f"{name} {text!r} is no date: write it like 2020-07-08 or 2020-07-08T17:30:00Z"
        ) from None


def _readable(text: str) -> str:
    """Return a text without lone surrogates: the command line has them for bytes that the locale can't read."""
    try:
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # others, which JSON may hold
        data = text.encode("utf-8", "replace")
    return data.decode("utf-8", "replace")


def _filters(options: Options) -> Filters:
    since = moment(options.since, "since") if options.since else None
    bounds = (("until", options.until), ("as-of", options.as_of))
    until = min((moment(text, name, end=True) for name, text in bounds if text), default=None)
    if since and until and since > until:
        raise UsageError("the period ends before it begins: since must not be later than until or as-of")
    return Filters(since, until, options.source or None, _language(options.lang))


def _language(code: str | None) -> str | None:
    if not code:
        return None
    if not LANGUAGE_CODE.fullmatch(code):
        raise UsageError(f"lang {code!r} is no language code: write two letters, like ar or en")
    return code.lower()


def _request_of(line: str, options: Options) -> Request:
    if not line.startswith("{"):
        return request(line, options)
    given = json_object(line)
    texts = [given.pop(name) for name in TEXT_FIELDS if name in given]
    if len(texts) != 1 or not isinstance(texts[0], str):
        raise UsageError('the line needs one "question", a text')
    return request(texts[0], overridden(options, given))
