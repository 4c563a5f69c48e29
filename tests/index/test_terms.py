"""Terms: what is folded, stemmed, dropped; known answers in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.phonetic import key
from index.terms import fold, light_stem, term_id, terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أُعْرِبَت", "اعربت"),
        ("الولايـــات", "ولايات"),
        ("مدينة", "مدينه"),
        ("ليبيا", "ليبيا،"),
        ("والحكومة", "الحكومة"),
        ("بالسلاح", "سلاح"),
        ("٢٠١٩", "2019"),
        ("۲۰۱۹", "2019"),
        ("1,000", "1000"),
        ("Trump's", "trump"),
        ("Erdoğan", "erdogan"),
        ("proposed", "proposes"),
        ("لعلاج", "علاج"),
        ("الوزير", "وزير"),
        ("ألمانيا", "الألماني"),
        ("ليبيا", "الليبية"),
        ("ووزير", "وزير"),
        ("وقال", "قال"),
        ("وبالسلاح", "سلاح"),
    ],
)
def test_spellings_of_one_word_meet(one: str, other: str) -> None:
    assert terms(one) == terms(other) != []


@pytest.mark.parametrize(
    ("one", "other"), [("ألمانيا", "مان"), ("Texas", "taxes"), ("3.5", "35"), ("سلام", "لام")]
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert terms(one) != terms(other)


def test_stop_words_are_no_terms() -> None:
    assert terms("What is it that the was") == []
    assert terms("إلى أن هذه التي") == []


def test_other_languages_are_stemmed_by_their_own_stemmer() -> None:
    assert terms("Häuser", "de") == terms("Häusern", "de")


def test_the_hamza_tells_a_letter_of_the_word_from_the_article() -> None:
    assert light_stem("المانيا") == "مان"
    assert light_stem("ألمانيا") == "المان"


def test_term_ids_are_the_same_in_every_process() -> None:
    assert term_id("سلام") == 586116898


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("kravitz", "كرافيتز"),
        ("craft", "كرافت"),
        ("sturridge", "ستوريدج"),
        ("guardiola", "غوارديولا"),
        ("birkenhead", "بيركينهيد"),
    ],
)
def test_a_name_has_one_key_in_both_scripts(latin: str, arabic: str) -> None:
    assert key(latin) == key(arabic) != ""


def test_short_names_have_no_key() -> None:
    assert key("yuan") == key("لي") == key("2019") == ""


@given(st.text())
def test_terms_never_fail_and_are_never_empty(text: str) -> None:
    assert all(terms(text))


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
