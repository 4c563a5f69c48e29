"""What a reader must know of an answer's articles: corrected, withdrawn, carried by others; how fresh it is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from bot import phrases
from bot.answering.types import Also, Note
from index import identity, masking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, tzinfo

    from bot.answering.types import Answer, Citation
    from index.archive import Archive
    from index.types import Article
    from index.visits import Visit

NAMED = 2  # silent feeds in a line


def with_provenance(answer: Answer, archive: Archive, now: datetime) -> Answer:
    """Return an answer that says what is known of the articles it rests on, and of the archive.

    Args:
        answer: as it was found.
        archive: that it was found in.
        now: the reader's time, in the reader's zone.
    """
    cited = answer.citations or answer.nearest
    return replace(
        answer,
        citations=with_copies(answer.citations, archive, answer.filters.until),
        nearest=with_copies(answer.nearest, archive, answer.filters.until),
        notes=(*answer.notes, *standing(cited, answer.language, now.tzinfo)),
        freshness=freshness(archive.updated, archive.feeds(), answer.language, now),
    )


def standing(citations: Sequence[Citation], language: str, zone: tzinfo | None = None) -> Iterator[Note]:
    """Yield a note for each article quoted that was corrected or withdrawn, with the numbers of its citations.

    A correction's says what kind of thing was corrected, where that is known.
    """
    marks: dict[Article, str] = defaultdict(str)
    for citation in citations:
        marks[citation.article] += f"[{citation.number}]"
    texts = phrases.say(language)
    for article, numbers in marks.items():
        corrected = texts.corrected_what if article.change else texts.corrected
        what = phrases.changes(article.change, language)
        known = (
            ("withdrawn", article.withdrawn, texts.withdrawn),
            ("corrected", article.corrected, corrected),
        )
        for code, when, text in known:
            if when:
                day = phrases.day(when.astimezone(zone), language)
                yield Note(code, text.format(marks=numbers, day=day, what=what))


def freshness(updated: datetime | None, visits: Sequence[Visit], language: str, now: datetime) -> str:
    """Return until when the archive is up to date, in the reader's time, and which feeds have been silent since when.

    Empty before the first article.
    """
    seen = [updated, *(visit.last_ok for visit in visits if visit.kind != "page")]
    latest = max((when for when in seen if when), default=None)
    if latest is None:
        return ""
    latest = min(latest, now)  # whatever a clock said that was wrong when it was noted
    texts = phrases.say(language)
    parts = [texts.up_to_date.format(when=_when(latest, now, language))]
    silent: dict[str, Visit] = {}
    for visit in (feeds := silent_feeds(visits)):
        silent.setdefault(_name(visit.url), visit)
    named = list(silent.items())[:NAMED]
    parts += [_silence(name, visit, language, now) for name, visit in named]
    if len(feeds) > len(named):
        parts.append(texts.more_silent.format(count=len(feeds) - len(named)))
    return texts.pause.join(parts)


def silent_feeds(visits: Sequence[Visit]) -> list[Visit]:
    """Return the feeds that have not answered several times in a row, the longest silent first."""
    found = [visit for visit in visits if visit.kind == "feed" and visit.is_silent]
    return sorted(
        found, key=lambda visit: (visit.last_ok or visit.known_since or visit.failing_since, visit.url)
    )


def _silence(name: str, visit: Visit, language: str, now: datetime) -> str:
    time = phrases.duration(now - _last_sign(visit, now), language)
    return phrases.say(language).silent.format(feed=phrases.isolated(name), time=time)


def _name(address: str) -> str:
    """Return what a feed is called: its host, since what stands behind that in an address may be a key."""
    return identity.host(masking.public(address))


def _last_sign(visit: Visit, now: datetime) -> datetime:
    return visit.last_ok or visit.known_since or visit.failing_since or now


def _when(moment: datetime, now: datetime, language: str) -> str:
    """Return a time as the reader's clock shows it, with the day unless it is today.

    Where the reader's zone isn't known, as in a chat that is read again later, it is the day and the time in UTC.
    """
    local = moment.astimezone(now.tzinfo)
    clock = f"{local:%H:%M}"
    if now.tzinfo is UTC:
        return f"{phrases.day(local, language)} {clock} UTC"
    return clock if local.date() == now.date() else f"{phrases.day(local, language)} {clock}"


def with_copies(
    citations: Sequence[Citation], archive: Archive, until: datetime | None
) -> tuple[Citation, ...]:
    """Return citations that name who carried them, and the other articles in which their quotes stand, word for word.

    Of those, the ones published in time.
    """
    carriers = {citation.article: archive.carriers(citation.article) for citation in citations}
    copies = {id_: archive.copies(id_) for id_ in {citation.article.id for citation in citations}}

    def also(citation: Citation) -> tuple[Also, ...]:
        others = [
            Also(other.source, other.url and masking.public(other.url))
            for other in copies[citation.article.id]
            if (other.source or other.url)
            and not (until and other.published and other.published > until)
            and _bare(citation.quote) in _bare(other.text)
        ]
        return tuple(dict.fromkeys(others))

    def carried_by(citation: Citation) -> tuple[Also, ...]:
        return tuple(Also(_name(feed), masking.public(feed)) for feed in carriers[citation.article])

    return tuple(replace(one, also=also(one), carried_by=carried_by(one)) for one in citations)


def _bare(text: str) -> str:
    return " ".join(text.split())
