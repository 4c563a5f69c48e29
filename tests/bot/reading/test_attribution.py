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


@pytest.mark.parametrize(("length", "found"), [(60, True), (140, False)])
def test_a_speaker_is_short(length: int, found: bool) -> None:  # noqa: FBT001
    who = "Governor " + "A" * (length - len("Governor "))

    assert (attribution(f"{who} said it was open.").who == who) == found


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        (
            "The port was open, Maryland said that very day, and would stay so for as long as anybody asked.",
            "Maryland",
        ),
        ("The man, born in Bethesda, Maryland, said the port was open for as long as he could think.", None),
        (
            "In a letter, Maria Lopez, who runs the port, said it was open for as long as anybody asked.",
            "Maria Lopez",
        ),
    ],
)
def test_what_stands_between_commas_is_no_speaker(sentence: str, who: str | None) -> None:
    assert attribution(sentence).who == who


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        # An office with its holder, whichever stands first.
        ("“The port is open,” said harbour master Maria Lopez.", "harbour master Maria Lopez"),
        ("The port is open, said its director, Dr. Maria Lopez.", "its director, Dr. Maria Lopez"),
        ("Maria de Lopez, a lawyer with the union, told the broadcaster it was open.", "Maria de Lopez"),
        ("Ana Conte at Port News said the crane was gone.", "Ana Conte"),
        (
            "وقال مدير الميناء المهندس سامي بن عمر الحمد في تصريح صحفي إن الرصيف مفتوح.",
            "مدير الميناء المهندس سامي بن عمر الحمد",
        ),
        ("وأوضح سامي الحمد مدير الميناء، أن الرصيف مفتوح.", "سامي الحمد مدير الميناء"),
        (
            "وأكد المشرف العام على الأرصفة في الميناء سامي الحمد أن الرصيف مفتوح.",
            "المشرف العام على الأرصفة في الميناء سامي الحمد",
        ),
        # A group or a body as the article calls it.
        ("The port stays shut, the Harbour and Rivers Service said.", "the Harbour and Rivers Service"),
        ("The port is shut, one sailor told the paper.", "one sailor"),
        ("According to a report by Port Watch, the crane fell.", "a report by Port Watch"),
        ("The fee rose, according to the harbour survey published on Monday.", "the harbour survey"),
        ("A group of sailors, who met on Friday, said the crane fell.", "A group of sailors"),
        ("وقال عدد من البحارة إن الرافعة سقطت.", "عدد من البحارة"),
        ("كشفت مصادر مطلعة لـ«الميناء» عن سقوط الرافعة.", "مصادر مطلعة"),
        # What is said may be a noun behind the speaker.
        ("أكد مدير الميناء أهمية فتح الرصيف، مشيرا إلى الرافعة.", "مدير الميناء"),
        ("أعلنت شركة الموانئ الوطنية انتهاءها من بناء الرصيف.", "شركة الموانئ الوطنية"),
        ("ودعت الوزارة المسجلة أسماؤهم للمراجعة، وذلك غدا.", "الوزارة"),
        # Written without the hamza.
        ("واضاف الحمد ان الرصيف مفتوح.", "الحمد"),
        # A name in quotation marks; a medium; whom a medium quotes.
        ("وقالت «موانئ» إنها فتحت الرصيف.", "موانئ"),
        ("وفقا لصحيفة «الميناء»، سقطت الرافعة.", "صحيفة «الميناء»"),
        ("وبحسب ما بثته وكالة الموانئ، سقطت الرافعة.", "وكالة الموانئ"),
        ("ونقلت الصحيفة عن سامي الحمد، أن الرافعة سقطت.", "سامي الحمد"),
        # The end of a quotation that an earlier sentence has opened.
        ("And we will open it,” Lopez said.", "Lopez"),
        # One speaker, taken up again.
        ("Maria Lopez said the port was open, and Lopez said so twice.", "Maria Lopez"),
        ("أكدت وزارة النقل أن الرصيف مفتوح، وأضافت الوزارة أن الرافعة سقطت.", "وزارة النقل"),
    ],
)
def test_a_speaker_is_a_name_or_an_office_and_whole(sentence: str, who: str) -> None:
    assert attribution(sentence) == (who, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "وبحسب ما جاء في البيان سقطت الرافعة.",
        "سقطت الرافعة بحسب حيث وقفت.",
        "وفقا لقرار صدر أمس، سقطت الرافعة.",
        "وأضاف معاليه أن الرصيف مفتوح.",
        "قال لي جميع من رآها إنها سقطت.",
        "وأكد ضرورة فتح الرصيف في أقرب وقت.",
        "وذكر بالاسم السفينتين الكبيرة والصغيرة.",
        "عاد إلى كتب التاريخ القديم في الميناء.",
        "Far-right claims Orvel harbour.",
        "Every alleged sailor is gone.",
        "The vast majority of states, however, have no harbour.",
        "The port is shut, according to plan.",
        "The harbour said it was open, while the union said it was not.",
    ],
)
def test_what_is_no_name_and_no_office_is_no_speaker(sentence: str) -> None:
    assert attribution(sentence).who is None


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
