"""Which negation of a sentence is which of its evidence; words nobody knows are translated by nothing."""

from __future__ import annotations

import pytest

from bot.guard.check import check


def negation(sentence: str, evidence: str) -> str | None:
    """Return the words of the fault that a sentence denies something else than its evidence, if it has one."""
    faults = [fault for fault in check(sentence, [evidence]).faults if fault.kind == "negation"]
    return faults[0].words if faults else None


@pytest.mark.parametrize(
    ("sentence", "evidence", "ok"),
    [
        ("Zorblax is not.", "Zorblax was never.", True),
        ("Zorblax is so not.", "Zorblax was all never.", False),
    ],
)
def test_two_words_before_a_negation_tell_what_is_denied(sentence: str, evidence: str, *, ok: bool) -> None:
    assert (negation(sentence, evidence) is None) is ok


@pytest.mark.parametrize(
    ("sentence", "evidence", "ok"),
    [
        ("it is not so all the only zorblax", "that was never zorblax", True),
        ("it is not so all the only very zorblax", "that was never zorblax", False),
    ],
)
def test_five_words_behind_a_negation_tell_what_is_denied(sentence: str, evidence: str, *, ok: bool) -> None:
    found = [fault.words for fault in check(sentence, [evidence]).faults if fault.kind == "negation"]

    assert ("not" not in found) is ok


@pytest.mark.parametrize(
    ("sentence", "ok"),
    [("It is not so zorbable.", True), ("It is not all so zorbable.", False)],
)
def test_a_negation_finds_its_adjective_within_two_words(sentence: str, *, ok: bool) -> None:
    assert (negation(sentence, "It is unzorbable.") is None) is ok


@pytest.mark.parametrize(
    "sentence",
    [
        "he can zorb blax",  # two of the first three words that are denied, the first not among them
        "he can florp zorb",
    ],
)
def test_three_content_words_tell_what_is_denied(sentence: str) -> None:
    evidence = "he cannot florp zorb blax gromp snarf twonk"

    assert negation(sentence, evidence) == "cannot florp zorb blax gromp"


@pytest.mark.parametrize(
    ("sentence", "ok"),
    [("zorb blax florp gromp", False), ("zorb blax florp", True)],
)
def test_half_as_long_a_sentence_may_be_a_translation_of_all_its_evidence(sentence: str, *, ok: bool) -> None:
    evidence = "لم زعبلوط قزعبط شقحطم فنجرط بقبقش خنفشر طرطبق"  # 8 words

    verdict = check(sentence, [evidence], language="en", evidence_language="ar")

    assert ("negation" not in {fault.kind for fault in verdict.faults}) is ok


def test_across_languages_two_negations_may_be_one_though_no_word_around_them_is_known() -> None:
    verdict = check("zorb not blax", ["زعبلوط لم قزعبط"], language="en", evidence_language="ar")

    assert "negation" not in {fault.kind for fault in verdict.faults}


@pytest.mark.parametrize(
    ("evidence", "ok"),
    [
        ("no zorb all the only own no blax", False),
        ("no zorb no blax", True),
        ("no zorb all the only no blax", True),
    ],
)
def test_a_negation_may_repeat_one_five_words_before(evidence: str, *, ok: bool) -> None:
    assert (negation("no zorb blax", evidence) is None) is ok
