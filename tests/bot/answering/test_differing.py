"""From where on two sources differ: each threshold of `disagreement.py`, by articles on either side of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.answering.disagreement import _counted, disagreement
from bot.answering.evidence import Evidence, Features
from bot.asking.question import Question
from bot.reading.wording import read
from index.types import Article, Hit, Passage, Span

if TYPE_CHECKING:
    from bot.phrases import Note

HOW_MANY = "How many people did the earthquake in Lombok kill?"
DAY = datetime(2018, 8, 6, 9, tzinfo=UTC)


def claim(
    id_: str,
    text: str,
    *,
    days: float = 0,
    topic: float = 1.0,
    language: str = "en",
    source: str | None = None,
    rest: str = "",
) -> Evidence:
    """A sentence found in an article of its own: of that source, so many days after the first."""
    published = DAY + timedelta(days)
    own = Article(id_, text + rest, "News", language, source=source or f"Source {id_}", published=published)
    span = Span(0, len(text))
    passage = Passage(1, own, Span(0, len(own.text)), (span,))
    return Evidence(Hit(passage, 1.0), span, Features(*[0.0] * 14)._replace(article=topic), 1.0)


def killed(number: str) -> str:
    return f"The earthquake in Lombok killed {number} people."


def notes(first: Evidence, *others: Evidence, asked: str = HOW_MANY) -> tuple[Note, ...]:
    return disagreement(Question.read(asked), [first, *others], [first], "en").notes


def differ(one: str, other: str, asked: str = HOW_MANY) -> bool:
    return bool(notes(claim("a", one), claim("b", other), asked=asked))


@pytest.mark.parametrize(("between", "noted"), [(10, True), (11, False)])
def test_twelve_sentences_are_looked_at(between: int, *, noted: bool) -> None:
    silent = [claim(f"x{number}", "Rain fell in Bali.") for number in range(between)]

    assert bool(notes(claim("a", killed("98")), *silent, claim("b", killed("131")))) is noted


@pytest.mark.parametrize(
    ("text", "language", "topic", "noted"),
    [
        (killed("131"), "en", 0.6, True),
        (killed("131"), "en", 0.55, False),
        ("قتل الزلزال في لومبوك 131 شخصا.", "ar", 0.35, True),
        ("قتل الزلزال في لومبوك 131 شخصا.", "ar", 0.3, False),
    ],
)
def test_an_article_says_six_tenths_of_the_question_across_languages_a_third(
    text: str, language: str, topic: float, *, noted: bool
) -> None:
    other = claim("b", text, topic=topic, language=language)

    assert bool(notes(claim("a", killed("98")), other)) is noted


LONG = "How many people did the strong earthquake on the northern island of Lombok kill before dawn?"
LONGER = LONG.replace("people", "people in villages near beaches popular with foreign tourists")


@pytest.mark.parametrize(("asked", "noted"), [(LONG, True), (LONGER, False)])  # of 9 words, of 15
def test_a_sentence_says_three_tenths_of_the_questions_words(asked: str, *, noted: bool) -> None:
    assert differ("Lombok: 98 people killed.", "Lombok: 131 people killed.", asked) is noted


@pytest.mark.parametrize(("days", "noted"), [(21, True), (-21, True), (21.1, False), (-22, False)])
def test_articles_more_than_three_weeks_apart_tell_of_different_things(days: float, *, noted: bool) -> None:
    assert bool(notes(claim("a", killed("98")), claim("b", killed("131"), days=days))) is noted


def test_articles_without_a_date_are_not_set_side_by_side() -> None:
    other = claim("b", killed("131"))
    passage = other.hit.passage
    undated = replace(other.hit, passage=replace(passage, article=replace(passage.article, published=None)))

    assert not notes(claim("a", killed("98")), replace(other, hit=undated))


@pytest.mark.parametrize(
    ("words", "noted"), [("98 of the local people", True), ("98 of all the local people", False)]
)
def test_what_is_counted_stands_within_four_words(words: str, *, noted: bool) -> None:
    assert differ(f"The earthquake in Lombok killed {words}.", killed("131")) is noted


LINES = (" Tents came.", " Schools shut.", " Roads broke.")


@pytest.mark.parametrize(
    ("shared", "noted"),
    [(LINES[:1], True), (LINES[:2], False), (LINES, False)],
)
def test_texts_of_which_half_is_the_same_are_one_voice(shared: tuple[str, ...], *, noted: bool) -> None:
    own = claim("a", killed("98"), rest="".join(LINES))
    new = (" Boats sank.", " Rain fell.", " Wind rose.")
    other = claim("b", killed("131"), rest="".join((*shared, *new[len(shared) :])))

    assert bool(notes(own, other)) is noted


@pytest.mark.parametrize(
    ("other", "noted"),
    [
        ("Rescuers searching hospital lists in Lombok named 131 people killed.", True),  # 5 of 8 words
        ("Officials reading hospital lists in Lombok named 131 people killed.", False),  # 3 of 8
    ],
)
def test_the_sentences_otherwise_say_much_the_same(other: str, *, noted: bool) -> None:
    first = "Rescuers searching collapsed villages in Lombok counted 98 people killed."

    assert differ(first, other, "How many people were killed in Lombok?") is noted


@pytest.mark.parametrize(
    ("one", "other", "noted"),
    [
        ("98", "970", True),
        ("98", "1,130", False),  # eleven times as many: of something else
        ("about 140", "152", False),
        ("about 140", "172", True),
        ("at least 98", "131", False),
        ("at least 131", "98", True),
        ("up to 98", "131", True),
        ("up to 131", "98", False),
        ("1,200", "1,183", False),
        ("1,200", "1,263", True),
        ("98", "98", False),
    ],
)
def test_numbers_differ_if_they_cannot_both_be_true(one: str, other: str, *, noted: bool) -> None:
    assert differ(killed(one), killed(other)) is noted
    assert differ(killed(other), killed(one)) is noted


def test_a_claim_of_the_article_itself_is_no_other_source() -> None:
    assert not notes(claim("a", killed("98")), claim("a", killed("131")))


def test_of_two_differences_the_other_sources_is_told() -> None:
    own, later = claim("a", killed("98"), source="Wire"), claim("b", killed("120"), source="wire", days=1)

    assert notes(own, later)[0].code == "source_updated"
    assert notes(own, later, claim("c", killed("131")))[0].code == "sources_differ"
    assert not notes(own, claim("b", killed("120"), source="Wire"))  # at the same time


def test_both_sides_are_shown_and_what_else_fits() -> None:
    first, second, third = (
        replace(claim(id_, text), score=score)
        for id_, text, score in (("a", killed("98"), 3), ("x", "Aid came.", 2), ("y", "Tents came.", 1))
    )
    other = replace(claim("b", killed("131")), score=0.5)
    question = Question.read(HOW_MANY)

    def shown(*chosen: Evidence) -> list[str]:
        kept = disagreement(question, [first, second, third, other], chosen, "en").shown
        return [one.hit.passage.article.id for one in kept]

    assert shown(first) == ["a", "b"]
    assert shown(first, second) == ["a", "b"]
    assert shown(first, second, third) == ["a", "x", "b"]
    assert shown(second) == ["x"]


def test_what_does_not_meet_the_focus_claims_nothing() -> None:
    assert not notes(claim("a", killed("98")), replace(claim("b", killed("131")), meets=False))


VOTED, SAID_YES = "What share of voters in Skopje said yes?", "In Skopje 41 percent of voters said yes."
COST = "How much money did the bridge in Mosul cost?"
COST_12 = "The bridge in Mosul cost 12 million dollars."
DIED, DIED_98 = "How many people were killed in Lombok?", "In Lombok 98 people were killed."


@pytest.mark.parametrize(
    ("question", "one", "other", "noted"),
    [
        (VOTED, SAID_YES, SAID_YES.replace("41", "52"), True),
        (VOTED, SAID_YES, "In Skopje 520 voters said yes.", False),
        (COST, COST_12, COST_12.replace("12", "17"), True),
        (COST, COST_12, "The bridge in Mosul cost 17 million euros.", False),
        (DIED, DIED_98, "In Lombok 98 people were killed, 131 hurt.", False),
        (DIED, DIED_98, "In Lombok 131 people were hurt, and men were killed.", False),
        (
            "How many people were killed?",
            "98 people were killed.",
            "131 people were killed.",
            False,
        ),  # where?
        (
            DIED.replace("?", " in 2018?"),
            DIED_98.replace(".", " in 2018."),
            "In Lombok 131 people were killed.",
            False,
        ),
    ],
)
def test_only_values_of_the_thing_asked_for_are_compared(
    question: str, one: str, other: str, *, noted: bool
) -> None:
    assert differ(one, other, question) is noted


@pytest.mark.parametrize(
    ("other", "days", "noted"),
    [
        ("The court in Skopje opened yesterday.", 0, True),  # the 5th
        ("The court in Skopje opened yesterday.", -1, True),
        ("The court in Skopje opened yesterday.", -2, False),  # the 3rd
        ("The court in Skopje opened on Friday.", 0, False),  # the last one was the 3rd
        ("The court in Skopje opened on 3 August.", 0, False),
        ("The court in Skopje opened on 4 August.", 0, True),
    ],
)
def test_a_day_told_from_publication_is_compared(other: str, days: int, *, noted: bool) -> None:
    """The articles are of Monday, 6 August 2018, and the days about it."""
    first = claim("a", "The court in Skopje opened on 3 August 2018.")

    assert (
        bool(notes(first, claim("b", other, days=days), asked="When did the court in Skopje open?")) is noted
    )


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("How many people died?", "people"),
        ("كم شخصا قتل؟", "شخصا"),
        ("كم بلغ عدد القتلى؟", "القتلى"),
        ("كم كان إجمالي عدد القتلى؟", "القتلى"),
        ("كم رجلا قتل في عدد من المدن؟", "رجلا"),
    ],
)
def test_what_is_counted_stands_behind_the_last_word_that_asks_how_many(question: str, counted: str) -> None:
    asked = read(question)
    assert [asked.words[place].text for place in _counted(asked)] == [counted]
