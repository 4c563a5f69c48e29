"""The guard's numbers: what French sentences may say of them, and the figures that decide."""

import pytest

from bot.guard.check import check
from bot.guard.statement import Statement
from bot.reading.wording import read


def kinds(sentence: str, evidence: str, said: str = "en", shown: str = "en") -> set[str]:
    verdict = check(sentence, [evidence], language=said, evidence_language=shown)
    return {fault.kind for fault in verdict.faults} & {"number", "qualifier"}


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("Plus de 5 300 personnes sont mortes.", "Plus de 5 300 personnes sont mortes."),
        ("Plus de 5 300 personnes sont mortes.", "Plus de 5.300 personnes sont mortes."),
        ("Ils sont quatre-vingt-dix-sept.", "Ils sont 97."),
        ("La moitié des électeurs ont voté.", "50 % des électeurs ont voté."),
        ("Ils ont voté par 12 contre 3.", "Le vote fut de 12 contre 3."),
    ],
)
def test_the_same_number_in_french_passes(sentence: str, evidence: str) -> None:
    assert kinds(sentence, evidence, "fr", "fr") == set()


@pytest.mark.parametrize(
    ("sentence", "evidence", "kind"),
    [
        ("Plus de 5 300 personnes sont mortes.", "5 000 personnes sont mortes.", "number"),
        ("Plus de 5 000 personnes sont mortes.", "5 000 personnes sont mortes.", "qualifier"),
        ("Ils sont quatre-vingt-dix-sept.", "Ils sont quatre-vingt-sept.", "number"),
        ("Il a payé 20 dollars.", "Il a payé 20 euros.", "number"),
        ("Ils ont voté 12 contre 3.", "Ils ont voté 12 contre 5, puis 3 contre 2.", "number"),
    ],
)
def test_another_number_in_french_is_a_fault(sentence: str, evidence: str, kind: str) -> None:
    assert kind in kinds(sentence, evidence, "fr", "fr")


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("More than 5,300 people died.", "Plus de 5 300 personnes sont mortes."),
        ("It lost 3.5 million dollars.", "Il a perdu trois millions et demi de dollars."),
    ],
)
def test_a_french_number_passes_in_english(sentence: str, evidence: str) -> None:
    assert kinds(sentence, evidence, "en", "fr") == set()
    assert kinds(evidence, sentence, "fr", "en") == set()


# --- numbers that decide ---


@pytest.mark.parametrize(
    ("sentence", "near", "far"),
    [
        ("About 300 died.", "312 died.", "318 died."),
        ("More than 700 died.", "850 died.", "920 died."),
        ("Less than 1,000 died.", "870 died.", "790 died."),
        ("Thousands died.", "80,000 died.", "150,000 died."),
        ("They died in the 20th century.", "They died in 1980.", "They died in 1880."),
        ("One third died.", "33.33 percent died.", "33 percent died."),
    ],
)
def test_how_far_from_the_evidence_a_number_may_be(sentence: str, near: str, far: str) -> None:
    assert kinds(sentence, near) == set()
    assert kinds(sentence, far) == {"number"}


def counted(text: str, number: int = 0) -> list[str]:
    statement = Statement.of(read(text, "en"))
    words = statement.wording.words
    return [words[place].text for place in statement.counted(statement.quantities[number])]


def test_what_a_number_counts_stands_among_the_four_words_behind_it() -> None:
    assert counted("Rebels took 3 of all the soldiers.") == ["soldiers"]
    assert counted("Rebels took 3 of all of the soldiers.") == ["took", "Rebels"]


def test_two_words_say_what_a_number_counts() -> None:
    assert counted("3 brave young Libyan soldiers") == ["brave", "young"]


def test_either_end_of_a_range_counts_nothing() -> None:
    assert counted("Rebels took 2 to 4 ships", 0) == []
    assert counted("Rebels took 2 to 4 ships", 1) == []


def test_numbers_more_than_two_words_apart_are_no_range() -> None:
    assert counted("2 ships and 4 planes", 0) == ["ships"]
    assert counted("2 ships and 4 planes", 1) == ["planes"]
