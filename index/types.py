"""The words all rooms share: what an article, a passage and a hit are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class Span(NamedTuple):
    """A half-open range of code points in an article's stored text: `text[start:end]`."""

    start: int
    end: int


class Name(NamedTuple):
    """What an article goes by in some place, and there no other does: an id in a file, an entry's id in a feed.

    Attributes:
        scope: the kind of place and the place (`index.names`).
        name: what it goes by there.
    """

    scope: str
    name: str


@dataclass(frozen=True, slots=True)
class Article:
    """One wording of one article.

    Attributes:
        id: which article; stable over its versions (contract: record id, else canonical URL, else path).
        text: the stored text; every span counts code points in it. Never changed once stored.
        title: the headline, or one made from the lead; never empty.
        language: ISO 639-1 code, "und" where it can't be told.
        source: the publisher's name, as the article gives it.
        url: the article's canonical address.
        author: byline or agency.
        published: time of publication, in the zone that its publisher names, else UTC: its day is the publisher's.
        modified: when the publisher last changed it, as the page or feed says, UTC.
        teaser: whether the text is only the announcement of the article at `url`, as many feeds carry it.
        origin: the path or address it was read from.
        carrier: the address of the feed of another host than the article's that this wording was read in; None for its
            publisher's own words, and for what a person gave (docs/architecture.md, Who may speak for whom).
        version: which wording, from 1; given by the archive.
        corrected: when this wording replaced one that said something else; given by the archive.
        change: of which kinds (`index.changes`) the corrections are; given by the archive.
        withdrawn: when its publisher was found to have taken it back; given by the archive.
        digest: of the record it was read from (`ingest.digest`): a reader that meets the same record again need
            not read it.
        names: what the article goes by where it was read (`index.names`).
    """

    id: str
    text: str
    title: str
    language: str
    source: str | None = None
    url: str | None = None
    author: str | None = None
    published: datetime | None = None
    origin: str | None = None
    modified: datetime | None = None
    teaser: bool = False
    version: int = 1
    corrected: datetime | None = None
    withdrawn: datetime | None = None
    carrier: str | None = None
    change: tuple[str, ...] = ()
    digest: bytes | None = field(default=None, compare=False, repr=False)
    names: tuple[Name, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage as the ingest room cuts it: a span of the text and the sentences in it.

    Attributes:
        span: the passage.
        sentences: the passage's sentences in order, inside `span`, not overlapping.
    """

    span: Span
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stored passage: a span of one version of an article."""

    id: int
    article: Article
    span: Span
    sentences: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The passage, verbatim."""
        return self.article.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query; a higher score is better, comparable within one result list only."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles may be found.

    Attributes:
        since: published at or after this time (UTC), inclusive.
        until: published before or at this time (UTC), inclusive; a `--as-of` is one more upper bound.
        source: the publisher, as a person names it (`index.sources.named`).
        language: ISO 639-1 code of the article.
    """

    since: datetime | None = None
    until: datetime | None = None
    source: str | None = None
    language: str | None = None
