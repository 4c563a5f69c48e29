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
    assert counted("2 to 4 ships", 1) == []


def test_numbers_more_than_two_words_apart_are_no_range() -> None:
    assert counted("2 ships and 4 planes", 0) == ["ships"]
    assert counted("2 ships and 4 planes", 1) == ["planes"]


BOUNDS = ["300", "about 300", "more than 300", "at least 300", "less than 300", "at most 300", "up to 300"]
# What each may say of which, beside itself.
ALLOWED = {
    ("about 300", "300"),
    *((one, other) for one in BOUNDS[2:4] for other in BOUNDS[2:4]),
    *((one, other) for one in BOUNDS[4:] for other in BOUNDS[4:]),
}


@pytest.mark.parametrize("one", BOUNDS)
@pytest.mark.parametrize("other", BOUNDS)
def test_a_qualifier_is_the_evidences(one: str, other: str) -> None:
    found = kinds(f"They saw {one} ships.", f"They saw {other} ships.")

    assert found == (set() if one == other or (one, other) in ALLOWED else {"qualifier"})


def test_across_languages_what_reaches_a_number_may_be_up_to_it() -> None:
    assert kinds("They saw up to 300 ships.", "شاهدوا 300 سفينة.", "en", "ar") == set()
    assert kinds("They saw more than 300 ships.", "شاهدوا 300 سفينة.", "en", "ar") == {"qualifier"}


@pytest.mark.parametrize(
    ("sentence", "evidence", "ok"),
    [
        ("Up to 300 died.", "284 died.", True),
        ("Up to 300 died.", "235 died.", False),
        ("Up to 300 died.", "316 died.", False),
        ("Less than 300 died.", "310 died.", False),
        ("More than 300 died.", "312 died.", True),
        ("More than 300 died.", "290 died.", False),
        ("More than 300 died.", "199 died.", False),
        ("About 300 died.", "290 died.", True),
        ("About 300 died.", "282 died.", False),
        ("They met in 1985.", "They met in the 20th century.", True),
        ("They met in 2001.", "They met in the 20th century.", False),
        ("Half of them left.", "50 percent of them left.", True),
        ("Half of them left.", "40 percent of them left.", False),
        ("He is 28.", "It was on 28 May.", True),
        ("He paid 2018.", "It was on 28 May 2018.", True),
        ("He is 27.", "It was on 28 May 2018.", False),
    ],
)
def test_a_rounded_number_is_on_its_own_side_of_the_evidences(
    sentence: str, evidence: str, *, ok: bool
) -> None:
    assert kinds(sentence, evidence) == (set() if ok else {"number"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In Palu soldiers, 3, met ships.", []),
        ("soldiers 3, ships", ["soldiers"]),
        ("3 and, ships", []),
        ("Rebels 3 in May ships", ["Rebels"]),
        ("ships won 1-0 there", []),
        ("In Palu 12 ships of 3 ports", ["ships"]),
        ("all the ships of the north: 3", []),
        ("ships of all the 3", ["ships"]),
        ("ships of all of the 3", []),
        ("ports and ships, boats 3", ["boats"]),
    ],
)
def test_what_a_number_counts_stands_in_its_clause(text: str, words: list[str]) -> None:
    assert counted(text) == words
