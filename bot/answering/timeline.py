"""What happened: a dated list, a line an event, for "What happened in Derna?", "this week", "What's new?".

A line quotes the lead of an article (`bot/reading/leads.py`), or where neither lead nor headline says what is asked
about, the sentence that says most of it. Articles that tell of one event are one line, which names the other outlets
(`stories.py`). Lines are spread over the time that is asked about, and over the languages. Where the articles have no
dates, or only one tells of it, there is no order to show.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING

from bot import phrases
from bot.answering.answer import choose, citations, newest, sentence
from bot.answering.evidence import gather, unweighed
from bot.answering.naming import Naming
from bot.answering.refusal import holds_answer, is_on_topic
from bot.answering.stories import stories
from bot.answering.types import Also, Answer
from bot.asking.question import Question
from bot.reading.leads import lead
from index.types import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.answering.evidence import Evidence
    from bot.answering.types import Sentence
    from index.retriever import Found, Retriever
    from index.types import Filters, Passage

LINES = 8
ARTICLES = 60  # looked at where no topic is named,
PASSAGES = 40  # and read for one, of as many articles
COUNTED = 200  # articles looked at to count those of a topic by their dates
OF_A_LANGUAGE = 2  # lines kept for each language that has so many events
EARLIEST = datetime.min.replace(tzinfo=UTC)
# Of what the best article in its language covers of the topic; less is about something else: of Silicon Valley Bank
# most has who says Silicon Valley.
COVERED = 0.85


@dataclass(frozen=True, slots=True)
class Event:
    """What several articles may tell of, in a line.

    Attributes:
        line: what is quoted.
        others: the sentences of the other articles that tell of it.
    """

    line: Evidence
    others: tuple[Evidence, ...] = ()

    @property
    def published(self) -> datetime:
        """When the article quoted was published."""
        return _published(self.line)

    @property
    def language(self) -> str:
        """The language of the article quoted."""
        return self.line.hit.passage.article.language


def timeline(
    retriever: Retriever,
    question: Question,
    *,
    filters: Filters,
    language: str,
    besides: str = "",
    about: Question | None = None,
) -> Answer | None:
    """Return what happened as a list in order of publication, or as a plain answer where there is no order.

    Where the question has no topic it is told by the newest articles, or within a time by those of all of it. None
    where nothing tells of it.

    Args:
        retriever: of the archive.
        question: that asks what `happened`, without the words for when.
        filters: which articles may be quoted.
        language: of what is said around the quotes, ISO 639-1.
        besides: quotes that were shown before.
        about: the topic; None: as the question says.

    Raises:
        ModelMismatchError: the archive was written with another embedding model.
        ArchiveError: the archive can't be read.
    """
    begun = perf_counter()
    about = about or Question.read(question.topic, question.language)
    if not about.content:
        spread = filters.since is not None and not question.newest_first
        openings = retriever.openings(ARTICLES, filters, spread=spread)
        leads = [one for one in _leads(openings) if one.text not in besides]
        searched = perf_counter()
        events = _chosen(_events(leads, language, by_sources=spread), spread=spread)
        return _listed(question, events, retriever, language, (begun, searched))
    found = retriever.search(about.query, k=PASSAGES, filters=filters, of_one_article=1)
    searched = perf_counter()
    evidence = [one for one in gather(about, found, retriever.embedder) if one.text not in besides]
    if not holds_answer(about, found, evidence):
        return None
    naming = Naming(about, found)
    told = _told(naming, found, evidence)
    openings = retriever.openings_of([one.hit.passage for one in told])
    told = [_quoted(one, opening, naming) for one, opening in zip(told, openings, strict=True)]
    told = [one for one in told if one.text not in besides]
    asked = frozenset(id_ for mixture in found.query.mixtures for id_ in mixture.ids.tolist())
    events = _chosen(_events(told, language, asked=asked), spread=not question.newest_first)
    if len(events) > 1:
        return _listed(question, events, retriever, language, (begun, searched))
    chosen = choose(evidence)
    return Answer(
        question=question.text,
        language=language,
        sentences=tuple(sentence(number, one, language) for number, one in enumerate(chosen, 1)),
        citations=citations(chosen),
        newest_on_topic=newest(found, evidence),
        retrieve_ms=(searched - begun) * 1000,
        answer_ms=(perf_counter() - searched) * 1000,
    )


def published(retriever: Retriever, about: Question, *, filters: Filters) -> list[datetime]:
    """Return when the articles that tell of a topic were published: of all of them, where it names none.

    Args:
        retriever: of the archive.
        about: the topic.
        filters: which articles are meant.

    Raises:
        ModelMismatchError: the archive was written with another embedding model.
        ArchiveError: the archive can't be read.
    """
    if not about.content:
        return [datetime.fromtimestamp(one, UTC) for one in retriever.published(filters).tolist()]
    found = retriever.search(about.query, k=COUNTED, filters=filters, of_one_article=1)
    evidence = gather(about, found, retriever.embedder)
    if not holds_answer(about, found, evidence):
        return []
    return sorted(map(_published, _told(Naming(about, found), found, evidence)))


def _listed(
    question: Question,
    events: Sequence[Event],
    retriever: Retriever,
    language: str,
    times: tuple[float, float],
) -> Answer | None:
    """Return a list of events as lines with dates, in the order asked for; None of none.

    `times`: when the question came, and when it had been searched for, in seconds.
    """
    if not events:
        return None
    events = sorted(events, key=lambda one: -one.line.score)
    events.sort(key=lambda one: one.published, reverse=question.newest_first)
    tellers = [_tellers(one, retriever) for one in events]
    cited = citations([one.line for one in events])
    return Answer(
        question=question.text,
        language=language,
        sentences=tuple(
            _line(number, one.line, len(others), language)
            for number, (one, others) in enumerate(zip(events, tellers, strict=True), 1)
        ),
        citations=tuple(replace(one, told_by=others) for one, others in zip(cited, tellers, strict=True)),
        form="overview",
        newest_on_topic=max(one.published.date() for one in events),
        retrieve_ms=(times[1] - times[0]) * 1000,
        answer_ms=(perf_counter() - times[1]) * 1000,
    )


def _leads(openings: Iterable[Passage]) -> Iterator[Evidence]:
    """Yield the leads of articles, given by their first passages."""
    for passage in openings:
        if span := lead(passage.article, passage.sentences):
            yield unweighed(Hit(passage, 0.0), span)


def _published(one: Evidence) -> datetime:
    return one.hit.passage.article.published or EARLIEST


def _told(naming: Naming, found: Found, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the best sentence of each of the best articles, dated ones that say the topic's name, the best first."""
    best: dict[str, Evidence] = {}
    most: dict[str, float] = {}
    for one in evidence:
        article = one.hit.passage.article
        best.setdefault(article.id, one)
        most[article.language] = max(most.get(article.language, 0.0), one.features.article)
    return [
        one
        for one in best.values()
        if one.hit.passage.article.published
        and one.features.article >= COVERED * most[one.hit.passage.article.language]
        and is_on_topic(found, one, one.hit.score)
        and (naming.says(one.text, one.hit.passage.article.language) or naming.is_in(one.hit.passage.article))
    ]


def _quoted(best: Evidence, opening: Passage, naming: Naming) -> Evidence:
    """Return the lead of the article of some evidence, if that or the headline has the name asked about, else it."""
    article = opening.article
    span = lead(article, opening.sentences)
    if span is None or not naming.says(f"{article.title}\n{article.text[slice(*span)]}", article.language):
        return best
    return replace(best, hit=Hit(opening, best.hit.score), span=span)


def _events(
    told: Sequence[Evidence],
    language: str,
    *,
    asked: frozenset[int] = frozenset(),
    by_sources: bool = False,
) -> list[Event]:
    """Return the events that some sentences tell of, those of the best first, or of the most outlets.

    Of several sentences on one event the one published first is its line, in the reader's language if there is one.
    """
    events = []
    for group in stories(told, asked):
        own = [one for one in group if one.hit.passage.article.language == language]
        line = min(own or group, key=_published)
        events.append(Event(line, tuple(one for one in group if one is not line)))
    return sorted(events, key=lambda one: -len(_outlets(one))) if by_sources else events


def _outlets(event: Event) -> set[str]:
    articles = (one.hit.passage.article for one in (event.line, *event.others))
    return {article.source for article in articles if article.source}


def _chosen(events: Sequence[Event], *, spread: bool) -> list[Event]:
    """Return the events to list, of some given best first: of all the time if `spread`, else the newest."""
    if len(events) <= LINES:
        return list(events)
    if not spread:
        return sorted(events, key=lambda one: one.published, reverse=True)[:LINES]
    order = _in_turn(events)
    chosen = order[:LINES]
    for language in dict.fromkeys(one.language for one in order):
        missing = [one for one in order[LINES:] if one.language == language]
        missing = missing[: max(OF_A_LANGUAGE - _count(chosen, language), 0)]
        for one in missing:
            last = next(
                (out for out in reversed(chosen) if _count(chosen, out.language) > OF_A_LANGUAGE), None
            )
            if last:
                chosen[chosen.index(last)] = one
    return chosen


def _count(events: Sequence[Event], language: str) -> int:
    return sum(one.language == language for one in events)


def _in_turn(events: Sequence[Event]) -> list[Event]:
    """Return events, given best first, so that each slice of their time has its best one among the first."""
    first, last = min(one.published for one in events), max(one.published for one in events)
    turns: dict[int, int] = {}
    keyed = []
    for place, one in enumerate(events):
        number = int((one.published - first) / (last - first) * LINES) if last > first else 0
        number = min(number, LINES - 1)
        keyed.append((turns.get(number, 0), place))
        turns[number] = turns.get(number, 0) + 1
    return [events[place] for _, place in sorted(keyed)]


def _tellers(event: Event, retriever: Retriever) -> tuple[Also, ...]:
    """Return the other outlets that tell of an event, an address of each: those of its articles and of their copies."""
    own = event.line.hit.passage.article.source
    articles = [one.hit.passage.article for one in event.others]
    copies = [
        copy
        for one in (event.line, *event.others)
        for copy in retriever.archive.copies(one.hit.passage.article.id)
    ]
    others: dict[str, Also] = {}
    for article in (*articles, *copies):
        if article.source and article.source != own:
            others.setdefault(article.source, Also(article.source, article.url))
    return tuple(others.values())


def _line(number: int, one: Evidence, others: int, language: str) -> Sentence:
    """Return a line that begins with its date and ends with how many outlets tell of it, if several do."""
    quoted = sentence(number, one, language, dated=False)
    texts = phrases.say(language)
    count = others + bool(one.hit.passage.article.source)
    sources = f" ({texts.sources[texts.plural(count)].format(count)})" if others and count > 1 else ""
    when = phrases.day(_published(one), language)
    lead = " · ".join(filter(None, (f"{when}{sources}", quoted.lead)))
    return replace(quoted, text=f"{when} · {quoted.text}{sources}", lead=lead)
