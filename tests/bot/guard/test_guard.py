"""The tamper guard: a true sentence passes, in the evidence's language and in the other; a tampered one doesn't."""

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.tamper import MUTATIONS
from bot.guard.check import check
from bot.reading.sound import ALIKE, distance
from bot.reading.wording import Word, read

# Each says the same in English and in Arabic; the names are those that `bench.tamper` swaps.
PAIRS = [
    (
        "At least 384 people were killed in Palu on Saturday, Nugroho said.",
        "قال نوجروهو إن 384 شخصا على الأقل قتلوا في بالو يوم السبت.",
    ),
    (
        "More than 380,000 people live in Palu.",
        "يعيش أكثر من ٣٨٠ ألف شخص في بالو.",
    ),
    (
        "Germany will not send soldiers to Greece before September 2019.",
        "لن ترسل ألمانيا جنودا إلى اليونان قبل سبتمبر 2019.",
    ),
    (
        "Trump said on Friday that Mexico would pay 3.5 million dollars.",
        "قال ترامب يوم الجمعة إن المكسيك ستدفع 3.5 مليون دولار.",
    ),
    (
        "Pompeo has visited Pyongyang three times since January.",
        "زار بومبيو بيونغيانغ ثلاث مرات منذ يناير.",
    ),
    (
        "China was about 40 percent richer in 2018.",
        "كانت الصين أغنى بنحو 40 في المئة عام 2018.",
    ),
    (
        "Corbyn did not answer the question on Monday.",
        "لم يجب كوربين عن السؤال يوم الاثنين.",
    ),
    (
        "Bolivia can reach the ocean without Chile.",
        "يمكن لبوليفيا الوصول إلى المحيط بدون تشيلي.",
    ),
    (
        "Russia has 12 ships and 30 planes near Turkey.",
        "لدى روسيا 12 سفينة و30 طائرة قرب تركيا.",
    ),
    (
        "It is unlikely that Johnson will visit Russia in July.",
        "من غير المرجح أن يزور جونسون روسيا في يوليو.",
    ),
    (
        "The court in London was closed in August for twenty days.",
        "كانت المحكمة في لندن مغلقة في أغسطس لمدة عشرين يوما.",
    ),
]  # fmt: skip
LANGUAGES = ("en", "ar")
DIRECTIONS = [(said, shown) for said in (0, 1) for shown in (0, 1)]


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize(("said", "shown"), DIRECTIONS)
def test_a_true_sentence_passes(pair: tuple[str, str], said: int, shown: int) -> None:
    assert check(pair[said], [pair[shown]]).faults == ()


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(PAIRS),
    st.sampled_from(DIRECTIONS),
    st.sampled_from(sorted(set(MUTATIONS) - {"a name swapped"})),
    st.integers(0, 10**6),
)
def test_a_number_date_qualifier_or_negation_tampered_with_is_caught(
    pair: tuple[str, str], direction: tuple[int, int], kind: str, seed: int
) -> None:
    said, shown = direction
    tampered = MUTATIONS[kind](pair[said], LANGUAGES[said], Random(seed))
    assume(tampered is not None and tampered != pair[said])

    assert not check(str(tampered), [pair[shown]]).ok, (kind, tampered, pair[shown])


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PAIRS), st.sampled_from(DIRECTIONS), st.integers(0, 10**6))
def test_a_name_swapped_is_caught_unless_it_sounds_or_looks_like_a_word(
    pair: tuple[str, str], direction: tuple[int, int], seed: int
) -> None:
    said, shown = direction
    tampered = MUTATIONS["a name swapped"](pair[said], LANGUAGES[said], Random(seed))
    assume(tampered is not None)
    own, told = read(pair[said]), read(pair[shown])
    new = [word for word in read(str(tampered)).words if word.folded not in {one.folded for one in own.words}]
    assume(not any(sounds_alike(word, other) for word in new for other in told.words))
    assume(not any(word.first and word.text in ORDINARY for word in new))

    assert "name" in {fault.kind for fault in check(str(tampered), [pair[shown]]).faults}, tampered


ORDINARY = {
    "Waters",
    "West",
    "Hazard",
    "Flake",
    "Phoenix",
}  # words that have a capital anyway where they come first


def sounds_alike(one: Word, other: Word) -> bool:
    return any(distance(mine, theirs) <= ALIKE for mine in one.forms for theirs in other.forms)


def test_of_all_the_names_that_can_be_swapped_19_in_20_are_caught() -> None:
    swapped = {
        (tampered, pair[shown])
        for pair in PAIRS
        for said, shown in DIRECTIONS
        for seed in range(20)
        if (tampered := MUTATIONS["a name swapped"](pair[said], LANGUAGES[said], Random(seed)))
    }
    passed = [tampered for tampered, evidence in swapped if check(tampered, [evidence]).ok]

    assert len(swapped) > 300
    assert len(passed) <= 0.05 * len(swapped), passed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("two hundred and fifty thousand people", "مئتان وخمسون ألف شخص"),
        ("250,000 people", "ربع مليون شخص"),
        ("3.5 million people", "3,500,000 people"),
        ("three and a half million people", "ثلاثة ملايين ونصف المليون شخص"),
        ("two years later", "بعد عامين"),
        ("25 percent of them", "خمسة وعشرون في المئة منهم"),
        ("two thirds of the voters", "ثلثا الناخبين"),
        ("the 21st of April", "21 نيسان"),
        ("in January 2019", "في كانون الثاني/يناير 2019"),
        ("on 1 October", "في الأول من أكتوبر"),
        ("hundreds of thousands fled", "فر مئات الآلاف"),
        ("in the 1980s", "في ثمانينيات القرن الماضي"),
        ("at 10:15 pm", "الساعة 22:15"),
        ("a £3.2bn deal", "صفقة بقيمة 3.2 مليار جنيه إسترليني"),
    ],
)
def test_the_same_number_or_date_written_otherwise_passes(one: str, other: str) -> None:
    assert check(one, [other]).faults == ()
    assert check(other, [one]).faults == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The sale is unlikely.", "البيع غير مرجح."),
        ("The result is still unclear.", "ليس من الواضح بعد ما هي النتيجة."),
        ("They are powerless.", "هم بدون سلطة."),
        ("The number has yet to be determined.", "لم يتم تحديد العدد بعد."),
        ("He must not be angry.", "يجب ألا يغضب."),
        ("Whether they are members or not is not important.", "ليس مهما إن كانوا أعضاء أم لا."),
        ("The volcano is known as Don Goyo.", "البركان معروف باسم دون جويو."),
        ("The bag of La Riviera is large.", "حقيبة لا ريفيرا كبيرة."),
    ],
)
def test_the_same_negation_said_otherwise_passes(one: str, other: str) -> None:
    assert check(one, [other]).faults == ()
    assert check(other, [one]).faults == ()


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("The Federal Bureau of Investigation asked him.", "The FBI asked him."),
        ("The FBI asked him.", "The Federal Bureau of Investigation asked him."),
        ("The Kurdish group met.", "اجتمعت مجموعة من الأكراد."),
        ("The Chilean court met.", "اجتمعت المحكمة الشيلية."),
        ("Navarro can change it.", "نافارويمكن أن يغيره."),  # the space is lost
    ],
)
def test_a_name_written_otherwise_passes(sentence: str, evidence: str) -> None:
    assert check(sentence, [evidence]).faults == ()


@pytest.mark.parametrize(
    ("sentence", "evidence", "kind"),
    [
        ("about 300 were hurt", "more than 300 were hurt", "qualifier"),
        ("He paid 5 dollars.", "He paid 5 euros.", "number"),
        ("It took five days.", "It took five weeks.", "number"),
        ("It rose on Friday.", "It fell on Friday.", "opposite"),
        ("ارتفع السعر يوم الجمعة.", "The price fell on Friday.", "opposite"),
        ("He leaves tomorrow.", "He left yesterday.", "date"),
        ("It happened last year.", "It will happen next year.", "date"),
        ("رفض الرئيس القرار.", "The president accepted the decision.", "opposite"),
        ("It is safe.", "It is not safe.", "negation"),
        ("They met in 2019.", "They met in 2018.", "number"),
        ("He saw 5 soldiers and 3 civilians.", "He saw 3 soldiers and 5 civilians.", "number"),
        ("قُتل 5 جنود و3 مدنيين.", "قُتل 3 جنود و5 مدنيين.", "number"),
        ("5 soldiers and 3 civilians were killed.", "قُتل 3 جنود و5 مدنيين.", "number"),
        ("They won 3-2, two days ago.", "They won 2-1, three days ago.", "number"),
        ("It is clear who won.", "It is unclear who won.", "negation"),
        ("من الواضح من فاز.", "It is unclear who won.", "negation"),
        ("He is not only a singer.", "He is a singer.", "negation"),
        ("The date has been set.", "The date has yet to be set.", "negation"),
        ("يجب أن يغضب الرئيس.", "يجب ألا يغضب الرئيس.", "negation"),
        ("Harlem fights HIV.", "China fights HIV.", "name"),
    ],
)
def test_each_fault_has_its_kind(sentence: str, evidence: str, kind: str) -> None:
    assert kind in {fault.kind for fault in check(sentence, [evidence]).faults}


def test_a_fault_names_the_words_and_the_reason() -> None:
    (fault,) = check("They met in March.", ["They met in April."]).faults

    assert (fault.kind, fault.words) == ("date", "March")
    assert "evidence" in fault.reason


def test_a_weekday_is_a_date_where_the_day_of_publication_is_known() -> None:
    published = datetime(2018, 9, 29, tzinfo=UTC)  # a Saturday

    assert check("It struck on 28 September 2018.", ["It struck on Friday."], published=published).ok
    assert not check("It struck on 27 September 2018.", ["It struck on Friday."], published=published).ok
    assert not check("It struck on 28 September 2018.", ["It struck on Friday."]).ok


def test_a_sentence_may_rest_on_several_quotes() -> None:
    sentence = "Palu has 380,000 people and 832 died."

    assert check(sentence, ["Palu has 380,000 people.", "832 people died."]).ok
    assert not check(sentence, ["Palu has 380,000 people."]).ok


WORDS = st.sampled_from(
    (
        "3.5 , million و ألف مئة ونصف half a of and not لم غير May مايو / - 2018 29 % $ percent أول من"
        " at least أكثر 1950-53 1,23-53 e\u0301 \n"
    ).split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS | st.text(max_size=6), max_size=12).map(" ".join))
def test_any_text_agrees_with_itself(text: str) -> None:
    assert check(text, [text]).faults == ()


@pytest.mark.parametrize(
    "sentence",
    ["", "...", "ـــ", "1" * 400, "and and and", "مئة " * 50, "½ of ½", "1,23-53", f"1/2/{'3' * 5000}"],
)
def test_nonsense_is_no_error(sentence: str) -> None:
    check(sentence, [sentence])
    check(sentence, [])
    check("The quake killed 98.", [sentence])
