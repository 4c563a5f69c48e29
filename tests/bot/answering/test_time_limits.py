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
    asked: str, published: datetime | None, given: Filters | None = None
) -> tuple[Answer, list[Filters]]:
    """The answer of an archive of one article that answers everything, and with which filters it was asked."""
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
        if not fits:
            return Answer(asked, "en", reason="None.", filters=filters, notes=(BEFORE,))
        return Answer(asked, "en", (Sentence("Yes.", (1,)),), cited, filters=filters, notes=(BEFORE,))

    given = given or Filters()
    understood = understand(asked, now=NOW, filters=given)
    assert isinstance(understood, Understood)
    return answer_in_time(answer, answer, understood, given), asked_with


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
