"""Which articles tell of one event."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.answering import stories as module
from bot.answering.evidence import Evidence, unweighed
from bot.answering.stories import stories
from index.terms import term_id, terms
from index.types import Article, Hit, Passage, Span

DAY = datetime(2020, 10, 23, 10, tzinfo=UTC)
TRUCE = (
    "Ceasefire agreed in Libya",
    "The warring parties in Libya agreed on a ceasefire in Geneva on Friday.",
)
AGAIN = (
    "Libya's foes sign Geneva truce",
    "Libya's warring parties signed a ceasefire in Geneva, the UN said.",
)
TRUCE_AR = (
    "توقيع اتفاق لوقف إطلاق النار في ليبيا",
    "وقعت الأطراف المتحاربة في ليبيا اتفاقا لوقف إطلاق النار في جنيف.",
)
FLOOD = ("Flood in Derna", "A flood destroyed two dams above Derna and swept away hundreds of houses.")
OIL = (
    "Oil price falls",
    "The price of crude fell below forty dollars in London for the first time this year.",
)
VOTE = (
    "Elections in Libya postponed",
    "Elections in Libya planned for December were postponed over disputes.",
)


def told(texts: tuple[str, str], id_: str, *, days: float = 0.0, language: str = "en") -> Evidence:
    title, lead = texts
    article = Article(id_, lead, title, language, source=id_, published=DAY + timedelta(days))
    span = Span(0, len(lead))
    return unweighed(Hit(Passage(1, article, span, (span,)), 0.0), span)


def grouped(*evidence: Evidence) -> list[list[str]]:
    return [[one.hit.passage.article.id for one in group] for group in stories(evidence)]


def test_articles_of_one_event_are_one_story_and_others_are_none() -> None:
    assert grouped(told(TRUCE, "a"), told(FLOOD, "b"), told(AGAIN, "c"), told(VOTE, "d")) == [
        ["a", "c"],
        ["b"],
        ["d"],
    ]


def test_an_event_is_one_across_languages() -> None:
    for evidence in (
        (told(TRUCE, "en"), told(TRUCE_AR, "ar", language="ar")),
        (told(TRUCE_AR, "ar", language="ar"), told(TRUCE, "en")),
    ):
        assert len(grouped(*evidence)) == 1
    assert len(grouped(told(FLOOD, "en"), told(TRUCE_AR, "ar", language="ar"))) == 2


@pytest.mark.parametrize(("days", "together"), [(2.0, True), (2.1, False), (-2.0, True), (-2.1, False)])
def test_articles_of_one_event_are_at_most_two_days_apart(days: float, *, together: bool) -> None:
    assert (len(grouped(told(TRUCE, "a"), told(TRUCE, "b", days=days))) == 1) is together


def test_the_first_of_a_story_decides_who_joins_it() -> None:
    days = [
        grouped(*(told(TRUCE, str(number), days=1.5 * number) for number in order))
        for order in ((0, 1, 2), (1, 0, 2))
    ]
    assert days == [[["0", "1"], ["2"]], [["1", "0", "2"]]]


def test_what_many_articles_say_counts_little() -> None:
    people = (
        ("Sirte", "Salem"),
        ("Derna", "Idris"),
        ("Zuwara", "Murad"),
        ("Misrata", "Khalifa"),
        ("Sabha", "Younis"),
    )
    alike = [
        told(
            (f"Ceasefire agreed in {place}", f"A ceasefire was agreed in {place} on Friday, {mayor} said."),
            place,
        )
        for place, mayor in people
    ]
    assert len(grouped(*alike)) == len(people)
    assert len(grouped(*alike[:2])) == 1  # nothing tells that the words they share are many's


def test_a_story_that_half_the_articles_tell_is_one() -> None:
    others = [told(one, str(number)) for number, one in enumerate((FLOOD, VOTE, OIL))]
    assert len(grouped(*(told(TRUCE, source) for source in "abc"), *others)) == 4


def numbered(id_: str, *numbers: int, language: str = "en") -> Evidence:
    """An article that says some numbers and nothing else: the same words in any language."""
    return told(("", " ".join(map(str, numbers))), id_, language=language)


@pytest.mark.parametrize(
    ("language", "words", "together"),
    [("en", 8, True), ("en", 9, False), ("ar", 13, True), ("ar", 14, False)],
)
def test_two_share_so_much_of_what_the_shorter_one_says(
    monkeypatch: pytest.MonkeyPatch, language: str, words: int, *, together: bool
) -> None:
    """Of eight words four, 0.5, and of thirteen four, 0.31, where the languages differ."""
    monkeypatch.setattr(module, "_rarity", lambda _: 1.0)
    monkeypatch.setattr(module, "_fewness", lambda _: 1.0)
    shorter = numbered("a", *range(101, 101 + words))
    longer = numbered("b", *range(101, 105), *range(301, 330), language=language)
    assert (len(grouped(shorter, longer)) == 1) is together


def test_what_two_of_few_articles_share_counts_as_among_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    shares: list[float] = []
    monkeypatch.setattr(module, "_fewness", lambda share: shares.append(share) or share)
    grouped(numbered("a", 101, 102), numbered("b", 101, 103))
    assert sorted(shares) == [5.0, 5.0, 10.0, 10.0]


def test_what_was_asked_about_tells_none_apart() -> None:
    texts = [(f"Zuwara port {word}", f"The port of Zuwara is {word}.") for word in ("open", "closed")]
    evidence = [told(one, str(number)) for number, one in enumerate(texts)]
    asked = [term_id(term) for term in terms("port of Zuwara")]
    assert len(stories(evidence, asked)) == 2


def test_three_words_in_common_are_the_fewest(monkeypatch: pytest.MonkeyPatch) -> None:
    few = (told(("Zuwara", "Zuwara burns."), "a"), told(("Zuwara", "Zuwara burns again."), "b"))
    assert len(grouped(*few)) == 2
    monkeypatch.setattr(module, "IN_COMMON", 2)
    assert len(grouped(*few)) == 1
