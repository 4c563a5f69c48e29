"""Who says so: the speaker as the article names them, and nobody where it isn't plain."""

import pytest

from bot.phrases import introduced
from bot.reading.attribution import attribution, speaker


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Governor Maria Lopez said inflation was too high.", "Governor Maria Lopez"),
        ("“The port is open,” said Maria Lopez.", "Maria Lopez"),
        ("But Lopez has also warned of a strike.", "Lopez"),
        ("On Wednesday, Lopez told Reuters the port was open.", "Lopez"),
        ("Lopez, who runs the port and its railway, said it was open.", "Lopez"),
        ("The port is open, according to the Interior Ministry.", "the Interior Ministry"),
        ("The quake killed 98 people, the disaster agency said.", "the disaster agency"),
        (
            "The mayor of Derna, Abdulmenam al-Ghaithi, said that 5,300 people had died.",
            "mayor of Derna, Abdulmenam al-Ghaithi",
        ),
        ("Two dams burst in Storm Daniel, the Red Crescent said on Thursday.", "the Red Crescent"),
        ("The head of the World Bank warned of a crisis.", "head of the World Bank"),
        ("A police spokesman confirmed the arrest.", "A police spokesman"),
        ("Lopez was quoted as saying the port was open.", "Lopez"),
        ("It was announced by the Interior Ministry that the port was open.", "the Interior Ministry"),
        ("وقالت المحافظة ماريا لوبيز إن التضخم مرتفع.", "المحافظة ماريا لوبيز"),
        ("وصرّحت الشرطة أن الحادث وقع ليلا.", "الشرطة"),
        ("بحسب وزارة الصحة، توفي خمسة.", "وزارة الصحة"),
        ("بحسب لائحة حصلت عليها الصحيفة، أُغلق الميناء.", "لائحة"),
        ('وقالت مصادر محلية ل"الرياض" إن الميناء مغلق.', "مصادر محلية"),
        ("وفقًا للشرطة، توفي خمسة.", "الشرطة"),
        ("نقلت وكالة أنباء عن لوبيز قولها إن الميناء مغلق.", "لوبيز"),
        ("ولكن لوبيز قالت إن الميناء مغلق.", "لوبيز"),
    ],
)
def test_a_speaker_is_named_as_the_article_does(sentence: str, who: str) -> None:
    assert attribution(sentence) == (who, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "He said the port was open.",
        "“The port will be open by the end of the week.”",
        "Lopez was told that the port was closed, a claim reported later.",
        "Lopez said that Conte had claimed the port was open.",
        "The man, born in Bethesda, Maryland, said the port had been open for as long as he could think.",
        "وقال إن الميناء مفتوح.",
        "وأكد للمسؤولين اليمنيين خلال الاجتماع أن الميناء مفتوح.",
        "أُغلق الميناء في الوقت الذي أعلنت فيه المقاومة تقدمها.",
        "قيل إن الميناء مفتوح.",
        "أُعلن أن الميناء مفتوح.",
        "قالت لوبيز إن كونتي قال إن الميناء مفتوح.",
    ],
)
def test_a_speaker_who_is_not_plain_is_not_guessed(sentence: str) -> None:
    assert attribution(sentence) == (None, True)


@pytest.mark.parametrize("sentence", ["The port is open.", "الميناء مفتوح.", "", "“”", "«"])
def test_what_nobody_says_has_no_speaker(sentence: str) -> None:
    assert attribution(sentence) == (None, False)


def test_what_is_said_inside_quotation_marks_names_nobody() -> None:
    assert attribution("“My father Bill said no,” Lopez added.").who == "Lopez"


@pytest.mark.parametrize(("language", "words"), [("en", "speaker not identified"), ("ar", "القائل غير محدَّد")])
def test_a_claim_of_nobody_known_is_shown_as_one(language: str, words: str) -> None:
    shown = introduced(
        "He said it was open.", language, source="The Wire", published=None, who=None, reported=True
    )

    assert words in shown
    assert words not in introduced(
        "It was open.", language, source="The Wire", published=None, who=None, reported=False
    )


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        (
            "فيما دعا وزير الخارجية الألماني هايكو ماس، الأطراف الليبية إلى الحوار.",
            "وزير الخارجية الألماني هايكو ماس",
        ),
        ("وقال ماس خلال الجلسة، إنه مضى 6 أشهر.", "ماس"),
        ("Police said the man was 20.", "Police"),
        ("The vote was fair, according to Gjorge Ivanov.", "Gjorge Ivanov"),
        ("He said he would go.", None),
        ("وأضاف أن هذا وقت أغلق فيه العالم أبوابه، إلا أن تدفق الأسلحة استمر.", None),
        ("Rain fell on Sunday.", None),
    ],
)
def test_the_speaker_is_named_in_the_sentences_own_words(sentence: str, who: str | None) -> None:
    assert speaker(sentence) == who
    assert who is None or who in sentence
