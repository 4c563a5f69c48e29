"""Who says so: the speaker as the article names them, and nobody where it isn't plain."""

import pytest

from bot.phrases import introduced
from bot.reading.attribution import attribution, speaker, tells_of_speech


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


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        (
            "Le maire de Derna, Abdulmenam al-Ghaithi, a déclaré que 5 300 personnes étaient mortes.",
            "le maire de Derna, Abdulmenam al-Ghaithi",
        ),
        (
            "Emmanuel Macron a déclaré que le port était ouvert.",
            "Emmanuel Macron",
        ),
        (
            "« Le port est ouvert », a déclaré Maria Lopez.",
            "Maria Lopez",
        ),
        (
            "Le port est ouvert, a indiqué la police.",
            "la police",
        ),
        (
            "Le port est ouvert, a indiqué mardi à l’AFP le maire de Derna.",
            "le maire de Derna",
        ),
        (
            "Selon le ministère de la Santé, cinq personnes sont mortes.",
            "le ministère de la Santé",
        ),
        (
            "Cinq personnes sont mortes, selon le Croissant-Rouge libyen.",
            "le Croissant-Rouge libyen",
        ),
        (
            "Cinq personnes sont mortes, d’après Élodie Gérard.",
            "Élodie Gérard",
        ),
        (
            "Cinq personnes sont mortes, selon des sources médicales citées par la presse.",
            "des sources médicales",
        ),
        (
            "Mais Lopez a également averti d’une grève.",
            "Lopez",
        ),
        (
            "Mardi, la police a indiqué que le port de la capitale était de nouveau ouvert aux navires.",
            "la police",
        ),
        (
            "Dans un communiqué, Mme Lopez a affirmé que le port était ouvert depuis plus d’une semaine.",
            "Mme Lopez",
        ),
        (
            "Le ministre des Affaires étrangères Jean-Yves Le Drian a annoncé son départ.",
            "le ministre des Affaires étrangères Jean-Yves Le Drian",
        ),
        (
            "« Nous avons besoin d’aide », explique Amina Ben Salah, médecin à Derna.",
            "Amina Ben Salah",
        ),
        (
            "Lopez affirme que le port est ouvert.",
            "Lopez",
        ),
        (
            "L’ONU a averti que la crise allait s’aggraver.",
            "l’ONU",
        ),
        (
            "La Banque mondiale a annoncé un prêt.",
            "la Banque mondiale",
        ),
        (
            "Des sources ont indiqué que le port était fermé.",
            "des sources",
        ),
        (
            "Macron, en visite à Lyon, a annoncé la fin de la grève.",
            "Macron",
        ),
        (
            "Le gouvernement a promis d’aider les sinistrés.",
            "le gouvernement",
        ),
        (
            "L’armée israélienne a affirmé avoir visé un dépôt.",
            "l’armée israélienne",
        ),
        (
            "Un porte-parole de l’armée a confirmé la frappe.",
            "un porte-parole de l’armée",
        ),
        (
            "Après la visite de Conte, Lopez a dit que le port était ouvert.",
            "Lopez",
        ),
        (
            "« Le port est ouvert », a dit le ministre, ajoutant que tout allait bien.",
            "le ministre",
        ),
        (
            "La police de Derna, qui enquête, a indiqué que le port était ouvert.",
            "la police de Derna",
        ),
        (
            "Le bilan est de 2 800 morts, ont annoncé les autorités locales mardi.",
            "les autorités locales",
        ),
        (
            "Marine Le Pen a dit non.",
            "Marine Le Pen",
        ),
        (
            "La décision a été annoncée par le gouvernement.",
            "le gouvernement",
        ),
        (
            "M. Macron a dit vouloir la paix.",
            "M. Macron",
        ),
        (
            "Le séisme a fait 98 morts, a annoncé l’agence des catastrophes.",
            "l’agence des catastrophes",
        ),
        (
            "La tisserande du village, Fatima Saïdi, a dit que le port était ouvert.",
            "la tisserande du village, Fatima Saïdi",
        ),
        (
            "« Le port sera ouvert », a promis la maire.",
            "la maire",
        ),
        (
            "Le port est ouvert, a annoncé lundi après-midi la protection civile.",
            "la protection civile",
        ),
        (
            "Selon le rapport, Alger a exporté plus de gaz.",
            "le rapport",
        ),
    ],
)
def test_a_speaker_is_named_as_a_french_article_does(sentence: str, who: str) -> None:
    assert attribution(sentence, "fr") == (who, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Le port est ouvert, a-t-il ajouté.",
        "Il a dit que le port était ouvert.",
        "Lopez a dit que Conte a affirmé que le port était ouvert.",
        "Le plan que Lopez a annoncé coûtera cher.",
        "Selon lui, le port est ouvert.",
        "Il est venu et, comme promis, a averti la police.",
        "L’homme, né à Bethesda, Maryland, a dit que le port avait toujours été ouvert aussi loin qu’il se souvienne.",
        "La ministre n’a pas dit quand.",
        "La police, a précisé son patron, a arrêté dix personnes.",
        "Lopez, a-t-il dit, est partie.",
        "Le bilan s’alourdit, a-t-on appris de source policière citée par la presse.",
    ],
)
def test_a_french_speaker_who_is_not_plain_is_not_guessed(sentence: str) -> None:
    assert attribution(sentence, "fr") == (None, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Le port est ouvert.",
        "La pluie a cessé lundi à Derna.",
        "Le juge a libéré Lopez.",
        "L’annonce a surpris l’Europe d’après-guerre.",
        "Lopez a été jugé, autrement dit condamné.",
        "Le coût est estimé à 3 millions.",
    ],
)
def test_what_nobody_says_in_french_has_no_speaker(sentence: str) -> None:
    assert attribution(sentence, "fr") == (None, False)


def test_without_its_language_a_sentence_is_read_as_it_looks() -> None:
    sentence = "Le port est ouvert et les navires arrivent, a déclaré la police."

    assert attribution(sentence) == attribution(sentence, "fr") == ("la police", True)


def test_a_name_in_another_script_is_read_by_that_scripts_language() -> None:
    assert attribution("وأضاف التقرير: Maria Lopez said the port was open.", "ar").reported
    assert attribution("Maria Lopez said the port was open.", "ar").who == "Maria Lopez"
    assert attribution("Maria Lopez said the port was open.", "de").who == "Maria Lopez"


@pytest.mark.parametrize(("length", "found"), [(60, True), (100, False)])
def test_a_speaker_is_short(length: int, found: bool) -> None:  # noqa: FBT001
    who = "Governor " + "A" * (length - len("Governor "))

    assert (attribution(f"{who} said it was open.").who == who) == found


@pytest.mark.parametrize(
    ("rest", "who"), [(", he added on Monday.", "Maryland"), (f" that {'very ' * 8}late.", None)]
)
def test_what_follows_a_comma_is_a_speaker_only_where_it_closes_the_sentence(
    rest: str, who: str | None
) -> None:
    assert attribution(f"The port was open, Maryland said{rest}").who == who


@pytest.mark.parametrize(
    ("summary", "language", "tells"),
    [
        ("According to the mayor, it rained.", "en", True),
        ("It rained.", "en", False),
        ("قال المحافظ إنها أمطرت.", "ar", True),
        ("أمطرت.", "ar", False),
        ("Selon le maire, il a plu.", "fr", True),
        ("Le maire explique qu’il a plu.", "fr", True),
        ("Il a plu.", "fr", False),
    ],
)
def test_a_summary_may_say_by_itself_that_it_is_a_claim(summary: str, language: str, tells: bool) -> None:  # noqa: FBT001
    assert tells_of_speech(summary, language) == tells
