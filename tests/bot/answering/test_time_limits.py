"""When the time that a question names may be left: one article before it, one after it, one of no date."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot import phrases
from bot.answering.time_limits import answer_in_time
from bot.answering.types import Answer, Citation, Note, Sentence
from bot.asking.conversation import Understood, understand
from index.types import Article, Filters, Passage, Span

NOW = datetime(2020, 10, 30, 12, tzinfo=UTC)
JUNE, DECEMBER = datetime(2020, 6, 15, tzinfo=UTC), datetime(2020, 12, 1, tzinfo=UTC)
SAYS = phrases.say("en")
BEFORE = Note("before", "Before.")


def told(
    asked: str,
    published: datetime | None,
    given: Filters | None = None,
    *,
    newest: datetime | None = NOW,
    answers: bool = True,
) -> tuple[Answer, list[Filters]]:
    """The answer of an archive of one article that answers everything, and with which filters it was asked.

    Its newest article is another one, and it `answers` nothing if that is said.
    """
    asked_with: list[Filters] = []
    span = Span(0, 4)
    own = Article("a", "Yes.", "News", "en", published=published)
    cited = (Citation(1, Passage(1, own, span, (span,)), span),)

    def answer(filters: Filters) -> Answer:
        asked_with.append(filters)
        limited = filters.since or filters.until
        fits = (
            not limited
            if published is None
            else (
                (filters.since is None or published >= filters.since)
                and (filters.until is None or published <= filters.until)
            )
        )
        if not fits or not answers:
            return Answer(asked, "en", reason="None.", filters=filters, notes=(BEFORE,))
        return Answer(asked, "en", (Sentence("Yes.", (1,)),), cited, filters=filters, notes=(BEFORE,))

    given = given or Filters()
    understood = understand(asked, now=NOW, filters=given)
    assert isinstance(understood, Understood)
    return answer_in_time(answer, answer, understood, given, lambda _: newest), asked_with


LOOSE, FIRM, LIST = "Who resigned in June 2020?", "Who resigned this week?", "What happened in May 2020?"


def test_an_answer_of_the_time_named_is_taken() -> None:
    found, asked = told(LOOSE, JUNE)

    assert found.notes == (BEFORE,)
    assert len(asked) == 1
    assert asked[0].until is not None


def test_a_refusal_without_a_time_is_one() -> None:
    found, asked = told("Who resigned?", DECEMBER, Filters(until=JUNE))

    assert found.refused
    assert len(asked) == 1


def test_later_articles_may_tell_of_a_time_at_which_it_may_have_happened() -> None:
    found, asked = told(LOOSE, DECEMBER)

    assert found.notes == (BEFORE, Note("later", SAYS.later))
    assert (asked[1].since, asked[1].until) == (asked[0].since, None)


@pytest.mark.parametrize("asked", [FIRM, LIST])
def test_no_other_articles_tell_of_the_news_of_a_time_or_belong_in_a_list_of_it(asked: str) -> None:
    published = DECEMBER if asked == LIST else JUNE
    found, tried = told(asked, published)

    assert found.refused
    assert found.reason == "None."
    assert all(filters.since != tried[0].since or filters.until for filters in tried[1:])


def test_an_earlier_article_tells_of_nothing_later() -> None:
    assert told("Who resigned in August 2020?", JUNE)[0].refused


def test_an_undated_article_may_tell_of_a_time_at_which_it_may_have_happened() -> None:
    found, _ = told(LOOSE, None)

    assert not found.refused
    assert found.notes == (BEFORE, Note("undated", SAYS.from_undated))


def test_an_undated_article_is_shown_beside_the_refusal_of_a_limit() -> None:
    found, _ = told(FIRM, None)

    assert found.refused
    assert found.reason == SAYS.only_undated
    assert [one.article.id for one in found.nearest] == ["a"]


@pytest.mark.parametrize("given", [Filters(since=datetime(2020, 1, 1, tzinfo=UTC)), Filters(until=DECEMBER)])
def test_what_the_person_set_is_never_left(given: Filters) -> None:
    found, _ = told(LOOSE, None, given)

    assert found.reason == "None."
    assert found.nearest == ()


def test_later_articles_are_those_up_to_what_the_person_set() -> None:
    assert told(LOOSE, DECEMBER, Filters(until=NOW))[0].refused
    found, _ = told(LOOSE, datetime(2020, 7, 15, tzinfo=UTC), Filters(until=NOW))
    assert found.notes == (BEFORE, Note("later", SAYS.later))


NEWEST_IS = Note("newest_is", "The newest article is of 15 June 2020.")


@pytest.mark.parametrize(
    "asked", [FIRM, "What happened this week?", "Who resigned last year?", "Who resigned in August 2020?"]
)
def test_where_no_article_is_as_new_as_is_asked_the_older_ones_tell_and_that_is_said(asked: str) -> None:
    published = JUNE.replace(year=2018) if "last year" in asked else JUNE
    found, tried = told(asked, published, newest=published)

    assert [note.code for note in found.notes] == ["before", "newest_is", "loosened"]
    assert found.loosened
    assert found.filters == tried[-1] == Filters()


@pytest.mark.parametrize("asked", ["What happened in August 2020?", "Who resigned since 8 July 2020?"])
def test_older_articles_tell_nothing_of_days_that_are_named(asked: str) -> None:
    found, _ = told(asked, JUNE, newest=JUNE)

    assert found.refused
    assert found.notes == (BEFORE, NEWEST_IS)
    assert not found.loosened


@pytest.mark.parametrize("asked", ["Who resigned?", FIRM])
def test_a_beginning_that_the_person_set_is_not_left_but_the_newest_article_named(asked: str) -> None:
    found, tried = told(asked, JUNE, Filters(since=NOW), newest=JUNE)

    assert found.refused
    assert found.notes == (BEFORE, NEWEST_IS)
    assert not found.loosened
    assert len(tried) == 1


def test_an_end_that_the_person_set_stays() -> None:
    found, tried = told(FIRM, JUNE, Filters(until=NOW), newest=JUNE)

    assert not found.refused
    assert tried[-1] == Filters(until=NOW)


def test_where_the_older_ones_tell_nothing_either_the_newest_is_named() -> None:
    found, _ = told(FIRM, JUNE, newest=JUNE, answers=False)

    assert found.refused
    assert found.notes == (BEFORE, NEWEST_IS)
    assert found.loosened


def test_an_article_of_the_first_moment_asked_for_is_as_new() -> None:
    week = datetime(2020, 10, 24, tzinfo=UTC)
    assert told(FIRM, JUNE, newest=week)[0].notes == (BEFORE,)


@pytest.mark.parametrize(("asked", "published"), [(LOOSE, DECEMBER), (LOOSE, None)])
def test_a_time_that_was_left_is_marked_as_loosened(asked: str, published: datetime | None) -> None:
    assert told(asked, published)[0].loosened
    assert not told(asked, JUNE)[0].loosened
