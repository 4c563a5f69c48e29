"""The numbers of a text, in the language of the text."""

import pytest

from bot.reading.numerals import Bound
from bot.reading.quantities import Quantity, offered, quantities
from bot.reading.wording import read


def numbers(text: str, language: str) -> list[Quantity]:
    return quantities(read(text, language).words)


def only(text: str, language: str) -> Quantity:
    (number,) = numbers(text, language)
    return number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("quatre-vingt-dix-sept", 97),
        ("soixante et onze", 71),
        ("soixante-dix-huit", 78),
        ("quatre-vingt-un", 81),
        ("vingt et un", 21),
        ("vingt-deux", 22),
        ("dix-sept", 17),
        ("septante-trois", 73),
        ("cent vingt-trois", 123),
        ("mille cent", 1_100),
        ("mille et une", 1_001),
        ("deux cent mille", 200_000),
        ("cinquante-cinq mille six cent trente-deux", 55_632),
        ("mille neuf cent quatre-vingt-dix-huit", 1_998),
        ("trois millions et demi", 3_500_000),
        ("2,3 milliards", 2_300_000_000),
        ("3Mds", 3_000_000_000),
        ("les deux tiers", 2 / 3),
        ("un quart", 0.25),
        ("la moitié", 0.5),
        ("l'équivalent d'un million", 1_000_000),
        ("la vingt-et-unième édition", 21),
        ("le 21e", 21),
        ("à 22 h 15", 10.25),
    ],
)
def test_a_french_number_is_read(text: str, value: float) -> None:
    assert only(text, "fr").value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("5 300", "fr", {5300}),
        ("1\u00a0234,5", "fr", {1234.5}),
        ("1\u202f234\u202f567", "fr", {1_234_567}),
        ("1.234", "fr", {1234}),
        ("1.234,5", "fr", {1234.5}),
        ("3,500", "fr", {3.5}),
        ("3,500", "en", {3500}),
        ("3.500", "en", {3.5, 3500}),
    ],
)
def test_digits_are_grouped_as_the_language_does(text: str, language: str, values: set[float]) -> None:
    assert only(text, language).values == values


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("5 300", "en", [5, 300]),
        ("5 300", "ar", [5, 300]),
        ("en 2018 300 morts", "fr", [2018, 300]),  # groups have three digits, the first one to three
        ("3 30", "fr", [3, 30]),
        ("de 200 à 300 une semaine après", "fr", [200, 300, 1]),  # "une" is an article
        ("3 millions et 500 autres", "fr", [3_000_000, 500]),
        ("les cent premiers jours", "fr", [100, 1]),
        ("trois cents d'une seule fois", "fr", [300, 1]),
    ],
)
def test_what_is_no_one_number_is_not_joined(text: str, language: str, values: list[float]) -> None:
    assert [number.value for number in numbers(text, language)] == values


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("trois millions de dollars", "usd"),
        ("un million d'euros", "eur"),
        ("20 millions de livres sterling", "gbp"),
        ("20 €", "eur"),
        ("cinq pour cent", "%"),
        ("deux ans", "year"),
        ("gagner 300 l'an", ""),
    ],
)
def test_what_a_french_number_counts(text: str, unit: str) -> None:
    assert only(text, "fr").unit == unit


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("plus de 300", Bound.LEAST),
        ("plus d'un million", Bound.LEAST),
        ("au moins trois", Bound.LEAST),
        ("300 personnes au moins", Bound.LEAST),
        ("moins de 300", Bound.MOST),
        ("pas plus de 300", Bound.MOST),
        ("jusqu'à 300", Bound.UP_TO),
        ("environ 300", Bound.ABOUT),
        ("d'environ 300", Bound.ABOUT),
        ("près de la moitié", Bound.ABOUT),
        ("une vingtaine", Bound.ABOUT),
        ("une dizaine de milliers", Bound.ABOUT),
        ("300", Bound.EXACT),
    ],
)
def test_how_a_french_number_is_meant(text: str, bound: Bound) -> None:
    assert only(text, "fr").bound is bound


def test_dozens_and_thousands_are_vague_in_french() -> None:
    number = only("des dizaines de milliers de morts", "fr")

    assert (number.value, number.vague) == (10_000, True)


def test_a_semi_final_is_no_number() -> None:
    assert numbers("en demi-finale", "fr") == []
    assert only("une demi-heure"[4:], "fr").value == 0.5


@pytest.mark.parametrize(("language", "values"), [("en", [6, 1000]), ("ar", [6, 1000]), ("fr", [6, 7, 1000])])
def test_a_latin_word_is_read_by_the_text_s_language_or_else_by_english(
    language: str, values: list[float]
) -> None:
    said = "six, sept, thousand" if language != "fr" else "six, sept, mille"

    assert [number.value for number in numbers(said, language)] == values


def test_a_language_without_a_declaration_has_digits_and_signs() -> None:
    number = only("\u0433\u043e\u0434 40 %", "ru")

    assert (number.value, number.unit) == (40, "%")


# --- numbers that decide ---


def test_between_a_qualifier_and_its_number_stand_at_most_two_words() -> None:
    assert only("about us $ 300", "en").bound is Bound.ABOUT
    assert only("about the us $ 300", "en").bound is Bound.EXACT


def test_a_qualifier_behind_a_number_begins_within_four_words() -> None:
    assert only("300 men in arms or more", "en").bound is Bound.LEAST
    assert only("300 men in arms there or more", "en").bound is Bound.EXACT


def test_the_longest_qualifier_wins() -> None:
    assert only("no more than 300", "en").bound is Bound.MOST


def values_offered(text: str, language: str) -> list[float]:
    return [number.value for number in offered(read(text, language).words)]


def test_a_word_of_five_letters_may_be_an_arabic_dual() -> None:
    assert values_offered("بيتين", "ar") == [2]
    assert values_offered("حزين", "ar") == []


def test_numbers_up_to_ten_make_words_for_so_many_times() -> None:
    assert values_offered("onefold twofold fivesome tenfold elevenfold", "en") == [2, 5, 10]


def test_only_from_twenty_on_a_number_is_a_decade() -> None:
    assert only("the 20s", "en").unit == "decade"
    assert only("the 19s", "en").unit == ""


def test_of_a_code_the_first_18_digits_are_read() -> None:
    assert only("1" * 17, "en").value == float("1" * 17)
    assert only("1" * 40, "en").value == float("1" * 18)


def test_a_letter_behind_digits_may_be_a_million_or_a_metre_but_with_a_currency_is_money() -> None:
    assert only("20m", "en").values == {20, 20e6}
    assert only("$20m", "en").values == {20e6}
    assert only("20M€", "fr").values == {20e6}
    assert only("20bn", "en").values == {20e9}


def test_below_ten_of_a_part_are_a_fraction() -> None:
    assert only("nine tenths", "en").value == 0.9
    assert only("ten tenths", "en").value == 10


def test_two_digits_behind_a_year_are_a_year() -> None:
    assert [number.values for number in numbers("1950-53", "en")] == [{1950}, {53, 1953}]
    assert [number.values for number in numbers("950-53", "en")] == [{950}, {53}]


def test_a_time_of_day_may_be_after_noon() -> None:
    assert only("9:15", "en").values == {9.25, 21.25}


def test_a_decade_has_its_year_with_and_without_the_century() -> None:
    assert only("the 1980s", "en").values == {1980, 80}
    assert only("the 60s", "en").values == {60}


def test_a_hundred_multiplies_what_is_below_a_hundred() -> None:
    assert only("ninety hundred", "en").value == 9000
    assert [number.value for number in numbers("one hundred hundred", "en")] == [100, 100]


def test_units_go_behind_round_tens_only() -> None:
    assert [number.value for number in numbers("twenty five three", "en")] == [25, 3]
    assert [number.value for number in numbers("thirty eleven", "en")] == [30, 11]
    assert [number.value for number in numbers("ten five", "en")] == [10, 5]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("تسعة وخمسون", "ar", [59]),
        ("اثنا عشر وخمسون", "ar", [12, 50]),
        ("soixante-seize", "fr", [76]),
        ("soixante, vingt", "fr", [60, 20]),
        ("soixante vingt", "fr", [60, 20]),
    ],
)
def test_what_goes_with_a_ten(text: str, language: str, values: list[float]) -> None:
    assert [number.value for number in numbers(text, language)] == values
