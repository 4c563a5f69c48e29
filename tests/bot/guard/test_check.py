"""The guard's dates and names, each rule by a sentence that it lets through and one that it doesn't."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.guard.check import check

SATURDAY = datetime(2018, 9, 29, tzinfo=UTC)


def faults(sentence: str, *evidence: str, published: datetime | None = None) -> list[tuple[str, str]]:
    return [(fault.kind, fault.words) for fault in check(sentence, evidence, published=published).faults]


@pytest.mark.parametrize(
    ("sentence", "evidence", "at_fault"),
    [
        ("It fell last Friday.", "It fell on Friday.", None),
        ("It fell last Friday.", "It fell next Friday.", "last Friday"),
        ("It fell on Friday.", "It fell last Friday.", None),
        ("It fell on Friday.", "It fell.", "Friday"),
        ("It fell last year.", "It fell.", None),  # nothing contradicts it
        ("It fell last year.", "It will fall next year.", "last year"),
        ("It fell today.", "It fell.", None),
        ("It fell today.", "It fell yesterday.", "today"),
        ("It fell yesterday.", "It fell.", "yesterday"),
        ("It fell in May.", "It fell.", "May"),
        ("It fell in May 2018.", "It fell in May. The year was 2018.", None),
        ("It fell in May 2017.", "It fell in May. The year was 2018.", "May 2017"),
        ("It fell on Friday 28 September 2018.", "It fell on 28 September 2018.", None),
        (
            "It fell on Thursday 28 September 2018.",
            "It fell on 28 September 2018.",
            "Thursday 28 September 2018",
        ),
        ("They watched Saturday Night Live.", "شاهدوا ساترداي نايت لايف.", None),
        ("They watched Saturday.", "شاهدوا الفيلم.", "Saturday"),
    ],
)
def test_a_date_is_one_of_the_evidence(sentence: str, evidence: str, at_fault: str | None) -> None:
    assert faults(sentence, evidence) == ([("date", at_fault)] if at_fault else [])


@pytest.mark.parametrize(
    ("sentence", "evidence", "at_fault"),
    [
        ("It fell yesterday.", "It fell on Friday.", None),
        ("It fell yesterday.", "It fell on Thursday.", "yesterday"),
        ("It fell on Friday.", "It fell yesterday.", None),
        ("It fell on Thursday.", "It fell yesterday.", "Thursday"),
        ("It fell last year.", "It fell in 2017.", None),
    ],
)
def test_a_day_counted_from_another_is_known_by_the_day_of_publication(
    sentence: str, evidence: str, at_fault: str | None
) -> None:
    assert faults(sentence, evidence, published=SATURDAY) == ([("date", at_fault)] if at_fault else [])


@pytest.mark.parametrize(
    ("sentence", "evidence", "at_fault"),
    [
        # Doubtful names: a fault where the evidence has a name in whose place they may stand.
        ("Zorblax resigned.", ["The minister resigned."], False),
        ("Zorblax resigned.", ["The minister resigned in Palu."], True),
        ("Zorblax resigned in Palu.", ["The minister resigned in Palu."], False),
        ("Zorblax resigned.", ["He resigned.", "Nobody but Palu knew."], True),
        ("The Zorblax resigned.", ["استقال الوزير."], False),
        ("The Zorblax resigned.", ["استقال ترامب."], True),
        ("Zorblax and Trump resigned.", ["استقال ترامب والوزير."], False),
        # One within a sentence is none of doubt, in the same language.
        ("The Zorblax resigned in Palu.", ["The minister resigned in Palu."], True),
        ("The Zorblax resigned.", ["The Zorblax resigned."], False),
    ],
)
def test_a_name_is_one_of_the_evidence(sentence: str, evidence: list[str], *, at_fault: bool) -> None:
    assert faults(sentence, *evidence) == ([("name", "Zorblax")] if at_fault else [])


def test_a_name_of_several_words_is_at_fault_from_the_first_to_the_last_that_is_not_there() -> None:
    assert faults("They met Zorblax Blaxor Palu.", "They met Palu.") == [("name", "Zorblax Blaxor")]
