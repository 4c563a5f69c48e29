"""A list of what happened: which articles are in it, how many, in which order, and who tells of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.answering import timeline as module
from bot.answering.evidence import Evidence, Features
from bot.answering.timeline import timeline
from bot.answering.types import Also
from bot.asking.question import Question
from index.query import analyse
from index.retriever import NO_FILTERS, Found
from index.types import Article, Filters, Hit, Passage, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.types import Answer

DAY = datetime(2020, 7, 8, tzinfo=UTC)
ASKED = "What happened at the port of Zuwara?"
# No two tell of one event: they share no more words than those asked about.
LINES = [
    f"{words} the port of Zuwara."
    for words in (
        "Oil reached",
        "Thieves robbed",
        "Snow closed",
        "Ministers visited",
        "Fire damaged",
        "Fishermen left",
        "Engineers deepened",
        "Cranes arrived at",
        "Storms flooded",
        "Unions blocked",
    )
]


def evidence(
    number: int,
    *,
    topic: float = 1.0,
    days: float | None = None,
    worth: float = 1.0,
    language: str = "en",
    source: str = "Wire",
    text: str = "",
) -> Evidence:
    """A sentence of an article of its own, the better the smaller its number, published so many days later."""
    text = text or LINES[number]
    published = None if days is None else DAY + timedelta(days)
    article = Article(f"a{number}", text, "News", language, source=source, published=published)
    span = Span(0, len(text))
    passage = Passage(number, article, span, (span,))
    return Evidence(Hit(passage, worth), span, Features(*[0.0] * 14)._replace(article=topic), 10.0 - number)


class Archive:
    """A retriever that remembers what it was asked for, and the archive, which knows copies of some articles."""

    def __init__(self, openings: Sequence[Passage] = (), copies: Sequence[Article] = ()) -> None:
        self._openings, self._copies = openings, copies
        self.embedder: Any = None
        self.begins: dict[str, Passage] = {}  # by article, where the passage found is not the first
        self.archive: Any = self

    def search(self, _: str, **options: Any) -> Found:
        self.options = options
        return Found(analyse("port of Zuwara", "en"), [], (1.0, 1.0))

    def openings_of(self, passages: Sequence[Passage]) -> list[Passage]:
        return [self.begins.get(one.article.id, one) for one in passages]

    def openings(self, k: int, filters: Filters, *, spread: bool) -> list[Passage]:
        self.options = {"k": k, "filters": filters, "spread": spread}
        return list(self._openings)

    def copies(self, article: str) -> list[Article]:
        return list(self._copies) if article == "a0" else []


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The list of some evidence, best first; what isn't worth it is off the topic."""

    def listed(
        *found: Evidence, archive: Archive | None = None, asked: str = ASKED, **options: Any
    ) -> Answer | None:
        retriever: Any = archive or Archive()
        search = retriever.search
        hits = [one.hit for one in found]
        retriever.search = lambda *asked, **options: search(*asked, **options)._replace(hits=hits)
        monkeypatch.setattr(module, "gather", lambda *_: list(found))
        monkeypatch.setattr(module, "holds_answer", lambda _question, _found, some: bool(some))
        monkeypatch.setattr(module, "is_on_topic", lambda _found, _one, score: score > 0)
        question = Question.read(asked, "en")
        return timeline(retriever, question, **{"filters": Filters(), "language": "en"} | options)

    return listed


def ids(answer: Answer | None) -> list[str]:
    assert answer is not None
    return [one.article.id for one in answer.citations]


def test_eight_lines_are_listed_in_order_of_publication(told: Any) -> None:
    answer = told(*(evidence(number, days=20 - number) for number in range(10)))

    assert len(answer.sentences) == 8
    dates = [one.article.published for one in answer.citations]
    assert dates == sorted(dates)
    assert answer.sentences[-1].text.startswith("28 July 2020 · ")
    assert answer.sentences[-1].text.count("July") == 1
    assert [one.citations for one in answer.sentences] == [(number,) for number in range(1, 9)]
    assert answer.newest_on_topic == (DAY + timedelta(20)).date()


def test_lines_are_spread_over_the_time_each_slice_by_its_best(told: Any) -> None:
    days = (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 40, 80)
    answer = told(*(evidence(number, days=day) for number, day in enumerate(days)))

    assert ids(answer) == ["a0", "a1", "a2", "a3", "a4", "a5", "a8", "a9"]


@pytest.mark.parametrize(
    ("asked", "backwards"),
    [
        (ASKED, False),
        ("What happened at the port of Zuwara, latest first?", True),
        ("What's new at the port of Zuwara?", True),
        ("Latest news on the port of Zuwara", True),
        ("Latest news on the port of Zuwara, oldest first", False),
        ("Timeline of the port of Zuwara", False),
    ],
)
def test_the_order_is_the_one_asked_for(told: Any, asked: str, *, backwards: bool) -> None:
    answer = told(*(evidence(number, days=number) for number in range(3)), asked=asked)

    assert ids(answer) == (["a2", "a1", "a0"] if backwards else ["a0", "a1", "a2"])


def test_of_what_is_new_the_newest_are_listed(told: Any) -> None:
    days = (0, 40, 41, 42, 43, 44, 45, 46, 47, 48)
    answer = told(
        *(evidence(number, days=day) for number, day in enumerate(days)), asked="What's new in Zuwara?"
    )

    assert ids(answer) == [f"a{number}" for number in range(9, 1, -1)]


def test_each_language_keeps_two_lines(told: Any) -> None:
    told_in_french = ((8, "Neige sur le port de Zuwara."), (9, "Les dockers de Zuwara ont cessé le travail."))
    french = [evidence(number, days=number / 9, language="fr", text=text) for number, text in told_in_french]
    answer = told(*(evidence(number, days=number) for number in range(8)), *french)

    assert [one.article.language for one in answer.citations].count("fr") == 2
    assert len(answer.citations) == 8


def test_of_what_is_new_no_language_keeps_a_line(told: Any) -> None:
    old = evidence(9, days=0, language="fr", text="Neige sur le port de Zuwara.")
    answer = told(
        *(evidence(number, days=90 + number) for number in range(9)), old, asked="What's new in Zuwara?"
    )

    assert "a9" not in ids(answer)


def test_of_one_day_the_better_comes_first(told: Any) -> None:
    assert ids(told(evidence(0, days=1), evidence(1, days=1), evidence(2, days=0))) == ["a2", "a0", "a1"]


def test_a_list_is_read_from_forty_passages(told: Any) -> None:
    archive = Archive()
    told(evidence(0, days=0), archive=archive)

    assert (archive.options["k"], archive.options["of_one_article"]) == (40, 1)


@pytest.mark.parametrize(("topic", "listed"), [(0.43, True), (0.42, False)])
def test_an_article_covers_nearly_as_much_as_the_best_of_its_language(
    told: Any, topic: float, *, listed: bool
) -> None:
    found = told(
        evidence(0, topic=0.5, days=0),
        evidence(1, topic=topic, days=1),
        evidence(2, topic=0.2, days=2, language="fr"),
        evidence(3, topic=0.5, days=3),
    )

    assert ids(found) == (["a0", "a1", "a2", "a3"] if listed else ["a0", "a2", "a3"])


def test_what_is_undated_or_off_the_topic_is_not_listed(told: Any) -> None:
    found = told(evidence(0, days=0), evidence(1), evidence(2, days=1, worth=-1), evidence(3, days=2))

    assert ids(found) == ["a0", "a3"]


def test_articles_on_one_event_are_a_line_that_names_the_other_outlets(told: Any) -> None:
    event = "Pirates seized the tanker Morning Glory near Zuwara."
    found = told(
        evidence(0, days=0, text=event),
        evidence(1, days=1),
        evidence(2, days=1, text=event, source="Post"),
        evidence(3, days=1, text=event, source="Post"),
    )

    assert ids(found) == ["a0", "a1"]
    assert found.sentences[0].text.endswith(" (2 sources)")
    assert "sources" not in found.sentences[1].text
    assert [[one.source for one in citation.told_by] for citation in found.citations] == [["Post"], []]


def test_copies_of_an_article_are_outlets_that_tell_it_too(told: Any) -> None:
    copies = [Article("c", LINES[0], "News", "en", source="Echo", url="https://echo.test/1")]
    found = told(evidence(0, days=0), evidence(1, days=1), archive=Archive(copies=copies))

    assert found.sentences[0].text.endswith(" (2 sources)")
    assert found.citations[0].told_by == (Also("Echo", "https://echo.test/1"),)


def test_of_articles_on_one_event_the_one_in_the_reader_s_language_is_quoted(told: Any) -> None:
    event = (
        "Pirates seized the tanker Morning Glory near Zuwara.",
        "Tanker Morning Glory: pirates near Zuwara",
    )
    given = [
        evidence(0, days=0, text=event[1], language="fr", source="Poste"),
        evidence(1, days=0, text=event[0]),
        evidence(2, days=1),
    ]

    assert ids(told(*given)) == ["a1", "a2"]
    assert ids(told(*given, language="fr")) == ["a0", "a2"]


def test_of_articles_on_one_event_the_first_published_is_quoted(told: Any) -> None:
    event = "Pirates seized the tanker Morning Glory near Zuwara."
    later, first = evidence(0, days=1, text=event), evidence(1, days=0, text=event, source="Post")

    assert ids(told(later, first, evidence(2, days=2))) == ["a1", "a2"]


def test_a_line_is_the_lead_where_that_or_the_headline_has_the_name_asked_about(told: Any) -> None:
    def quoted(lead: str, title: str = "News") -> str:
        text = f"{lead} It rained there all week long. {LINES[0]}"
        spans = [Span(at := text.index(one), at + len(one)) for one in (lead, LINES[0])]
        article = Article("a5", text, title, "en", source="Wire", published=DAY)
        begins, goes_on = (Passage(number, article, span, (span,)) for number, span in enumerate(spans))
        one = Evidence(Hit(goes_on, 1.0), spans[1], Features(*[0.0] * 14)._replace(article=1.0), 10.0)
        archive = Archive()
        archive.begins = {"a5": begins}
        return str(told(one, evidence(1, days=1), archive=archive).citations[0].quote)

    assert quoted("Zuwara was quiet on Monday morning.") == "Zuwara was quiet on Monday morning."
    assert (
        quoted("The town was quiet on Monday morning.", title="Zuwara")
        == "The town was quiet on Monday morning."
    )
    assert quoted("The town was quiet on Monday morning.") == LINES[0]
    assert quoted("By Amina Benali, Zuwara") == LINES[0]


def test_an_article_without_the_name_asked_about_is_not_listed(told: Any) -> None:
    found = told(
        evidence(0, days=0), evidence(1, days=1, text="Oil reached the port of Tripoli."), evidence(2, days=2)
    )

    assert ids(found) == ["a0", "a2"]


def test_one_article_is_an_answer_without_a_list(told: Any) -> None:
    answer = told(evidence(0, days=0), evidence(1))

    assert ids(answer) == ["a0"]
    assert answer.sentences[0].citations == (1,)
    assert " · " not in answer.sentences[0].text
    assert "8 July 2020" in answer.sentences[0].text


@pytest.mark.parametrize("count", [1, 2])
def test_the_time_taken_is_told_in_milliseconds(
    told: Any, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    times = iter([1.0, 1.25, 1.75])
    monkeypatch.setattr(module, "perf_counter", lambda: next(times))
    answer = told(*(evidence(number, days=number) for number in range(count)))

    assert (answer.retrieve_ms, answer.answer_ms) == (250, 500)


def test_what_was_shown_before_is_left_out(told: Any) -> None:
    found = [evidence(number, days=number) for number in range(3)]

    assert ids(told(*found, besides=f"{LINES[0]} {LINES[2]}")) == ["a1"]
    assert told(*found, besides=" ".join(LINES)) is None


# --- where no topic is named ---


QUIET = [
    "Oil prices fell by a third this summer.",
    "Thieves robbed a jeweller in Marseille.",
    "Snow closed the airport of Oslo.",
    "Ministers met in Geneva on Tuesday.",
    "Fire damaged a school near Lisbon.",
    "Fishermen left Gaza for the first time.",
    "Engineers deepened the Suez canal.",
    "Cranes arrived at a shipyard in Gdansk.",
    "Storms flooded the valleys of Nepal.",
    "Unions called a strike in Argentina.",
]


def passage(
    number: int, text: str, *, days: float | None = None, source: str = "Wire", title: str = "News"
) -> Passage:
    published = DAY + timedelta(number if days is None else days)
    article = Article(f"a{number}", text, title, "en", source=source, published=published)
    spans = [Span(at := text.index(line), at + len(line)) for line in text.split("\n")]
    return Passage(number, article, Span(0, len(text)), tuple(spans))


def latest(
    *passages: Passage, asked: str = "What happened?", filters: Filters = NO_FILTERS, besides: str = ""
) -> tuple[Answer | None, dict[str, Any]]:
    archive: Any = Archive(passages)
    question = Question.read(asked, "en")
    return timeline(archive, question, filters=filters, language="en", besides=besides), archive.options


def test_without_a_topic_the_leads_of_the_newest_articles_are_told() -> None:
    answer, options = latest(passage(1, f"Updated on Monday at noon\n{QUIET[1]}"), passage(0, QUIET[0]))

    assert options == {"k": 60, "filters": NO_FILTERS, "spread": False}
    assert answer is not None
    assert [one.quote for one in answer.citations] == QUIET[:2]


def test_within_a_time_its_articles_are_told_and_of_what_is_new_the_newest() -> None:
    since = Filters(since=DAY)

    assert latest(filters=since)[1]["spread"]
    assert not latest(asked="What's new?", filters=since)[1]["spread"]


def test_within_a_time_what_most_outlets_tell_is_told() -> None:
    event = "Pirates seized the tanker Morning Glory near Zuwara."
    quiet = [passage(number, QUIET[number], days=number / 100) for number in range(9)]
    told = [passage(number, event, days=0.05, source=f"Post {number}") for number in (20, 21)]
    answer, _ = latest(*quiet, *told, filters=Filters(since=DAY))

    assert "a20" in ids(answer)
    alone = [*quiet, passage(20, event, days=0.05)]
    assert "a20" not in ids(latest(*alone, filters=Filters(since=DAY))[0])


def test_the_time_taken_for_the_newest_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([1.0, 1.25, 1.75])
    monkeypatch.setattr(module, "perf_counter", lambda: next(times))
    answer, _ = latest(passage(1, QUIET[1]))

    assert answer is not None
    assert (answer.retrieve_ms, answer.answer_ms) == (250, 500)


def test_the_newest_eight_are_told() -> None:
    newest = [passage(number, QUIET[number]) for number in range(10)]

    assert ids(latest(*newest)[0]) == [f"a{n}" for n in range(2, 10)]
    assert ids(latest(*newest, asked="What's new?")[0]) == [f"a{n}" for n in range(9, 1, -1)]


def test_where_nothing_is_new_nothing_is_told() -> None:
    assert latest()[0] is None
    assert latest(passage(1, QUIET[1]), besides=QUIET[1])[0] is None
    assert latest(passage(1, QUIET[1], title=QUIET[1]))[0] is None
