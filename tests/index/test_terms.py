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
        ("Ge\u0301raud", "Géraud"),
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


def test_french_stop_words_are_no_terms() -> None:
    assert terms("Qu'est-ce que c'est que le temps qu'il fait dans les montagnes ?", "fr") == terms(
        "temps fait montagnes", "fr"
    )


@pytest.mark.parametrize(
    ("elided", "word"),
    [
        ("l'eau", "eau"),
        ("L’eau", "eau"),
        ("d'Alger", "Alger"),
        ("qu'Alger", "Alger"),
        ("jusqu'alors", ""),
        ("qu'il", ""),
        ("aujourd'hui", "aujourdhui"),
        ("Moody's", "Moody"),
    ],
)
def test_what_french_writes_onto_a_word_is_taken_off(elided: str, word: str) -> None:
    assert terms(elided, "fr") == terms(word, "fr")


@pytest.mark.parametrize(
    ("one", "other"),
    [("récolté", "récoltées"), ("récolter", "récoltèrent"), ("premier", "premières"), ("volee", "volé")],
)
def test_forms_that_accents_tell_apart_in_french_are_one_term(one: str, other: str) -> None:
    assert terms(one, "fr") == terms(other, "fr")


def test_an_english_text_keeps_french_stop_words_and_elisions() -> None:
    assert terms("Les d'Artagnan") == ["les", "dartagnan"]


def test_a_language_without_stop_words_of_its_own_has_those_of_its_scripts_first() -> None:
    assert terms("the Häuser", "de") == terms("Häuser", "de")


def test_a_latin_word_in_a_text_of_another_script_is_stemmed_as_an_english_one() -> None:
    assert terms("شركة Boeing", "ar")[1:] == terms("компания Boeing", "ru")[1:] == terms("Boeing")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("北京发生地震。", "zh", ["北京", "京发", "发生", "生地", "地震"]),
        ("中", "zh", ["中"]),
        ("2024年", "zh", ["2024", "年"]),
        ("佐々木さん", "ja", ["佐々", "々木", "木さ", "さん"]),
        ("ニュース・センター", "ja", ["ニュ", "ュー", "ース", "セン", "ンタ", "ター"]),
        ("ดินไหว", "th", ["ดิน", "นไ", "ไห", "หว"]),  # a letter with its marks is one character
        ("ຈັນ", "lo", ["ຈັນ"]),
        ("ភ្នំពេញ", "km", ["ភនំ", "នំពេ", "ពេញ"]),
        ("ရန်ကုန်", "my", ["ရန", "နကု", "ကုန"]),
        ("iPhone在北京", "zh", ["iphon", "在北", "北京"]),
        ("The iPhone 在北京", "en", ["iphon", "在北", "北京"]),
    ],
)
def test_a_script_without_spaces_is_cut_into_overlapping_pairs(
    text: str, language: str, expected: list[str]
) -> None:
    assert terms(text, language) == expected


def test_marks_are_folded_whatever_else_is_in_the_text() -> None:
    assert terms("ที่", "th") == terms("ที่ –", "th")


def test_the_hamza_tells_a_letter_of_the_word_from_the_article() -> None:
    assert light_stem("المانيا", "ar") == "مان"
    assert light_stem("ألمانيا", "ar") == "المان"


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
