"""The tamper guard: what a sentence may not say beyond its evidence."""

import pytest

from bot.guard import check

TOLL = "At least 384 people were killed and more than 380,000 live in the city, officials said on Saturday."
TOLL_AR = "قال مسؤولون يوم السبت إن 384 شخصا على الأقل قتلوا وإن أكثر من ٣٨٠ ألف شخص يعيشون في المدينة."


@pytest.mark.parametrize("evidence", [TOLL, TOLL_AR])
@pytest.mark.parametrize("sentence", [TOLL, TOLL_AR])
def test_a_faithful_sentence_passes_in_either_language(sentence: str, evidence: str) -> None:
    assert check(sentence, [evidence]).ok


@pytest.mark.parametrize("evidence", [TOLL, TOLL_AR])
@pytest.mark.parametrize("sentence", [TOLL.replace("384", "394"), TOLL_AR.replace("٣٨٠ ألف", "٣٨٠ مليون")])
def test_another_number_is_a_fault(sentence: str, evidence: str) -> None:
    assert {fault.kind for fault in check(sentence, [evidence]).faults} == {"number"}


@pytest.mark.parametrize("evidence", [TOLL, TOLL_AR])
@pytest.mark.parametrize(
    "sentence",
    [TOLL.replace("more than ", ""), TOLL_AR.replace("أكثر", "أقل"), TOLL.replace("At least", "At most")],
)
def test_a_qualifier_dropped_or_flipped_is_a_fault(sentence: str, evidence: str) -> None:
    assert {fault.kind for fault in check(sentence, [evidence]).faults} == {"qualifier"}
