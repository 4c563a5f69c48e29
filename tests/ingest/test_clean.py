"""What is no article text, and what only looks as if it were none."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.furniture import is_furniture
from index.types import Article
from ingest import read_sources
from ingest.clean import clean
from ingest.credit import closing, dateline, is_caption
from ingest.furniture import without_lists

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE = Path(__file__).parents[2] / "samples" / "trt-arabi-libya.txt"

FIRST = "The council met on Tuesday and agreed to nothing, its chairman said."
LAST = "It meets again in a week."
FIRST_AR = "اجتمع المجلس يوم الثلاثاء ولم يتفق على شيء، كما قال رئيسه للصحفيين."
LAST_AR = "ويجتمع المجلس مرة أخرى بعد أسبوع."


@pytest.fixture(scope="module")
def sample() -> Article:
    (article,) = read_sources([str(SAMPLE)])
    assert isinstance(article, Article)
    return article


def test_the_samples_text_is_the_article_alone(sample: Article) -> None:
    assert sample.text.startswith("أعربت الولايات المتحدة الأمريكية الأربعاء")
    assert sample.text.endswith("المتفاقمة منذ سنوات.")
    assert "تابعنا" not in sample.text
    assert sample.text.count("\n\n") == 16


def test_the_samples_credits_are_metadata(sample: Article) -> None:
    assert (sample.source, sample.author, sample.language) == ("TRT عربي", "وكالات", "ar")


def test_the_sample_has_a_title_made_from_its_lead(sample: Article) -> None:
    assert (
        sample.title == 'أعربت الولايات المتحدة الأمريكية الأربعاء، عن رفضها "كل تدخل عسكري أجنبي" في ليبيا…'
    )


@pytest.mark.parametrize(
    "line",
    [
        "Follow us on Twitter",
        "Follow Jane Doe on X: @jane",
        "Share this article",
        "Share",
        "Facebook Twitter WhatsApp",
        "Sign up for our daily newsletter",
        "Most read",
        "READ MORE: What the council agreed last year",
        "Related: A history of the council",
        "Related articles",
        "Advertisement",
        "Story continues below advertisement",
        "JUST WATCHED Storm hits Derna Replay More Videos ... MUST WATCH Storm hits Derna 02:41",
        "Image source, Getty Images",
        "Photo: Jane Doe / Reuters",
        "© 2020 The Daily News. All rights reserved.",
        "Copyright 2020 The Associated Press",
        "Reporting by Jane Doe in Geneva; Editing by John Roe",
        "Tags: council, Geneva",
        "3 comments",
        "* * *",
        "تابعنا",
        "تابعونا على فيسبوك",
        "الأكثر تداولاً",
        "الأكثر قراءة",
        "اقرأ أيضاً",
        "اقرأ أيضا: المجلس يفشل في الاتفاق",
        "شاهد أيضاً: جلسة المجلس",
        "مواضيع ذات صلة",
        "شارك المقال",
        "إعلان",
        "...المزيد",
        "جميع الحقوق محفوظة © 2020",
        "صورة: رويترز",
        "// انتهى //",
    ],
)
def test_furniture_goes(line: str) -> None:
    assert clean(f"{FIRST}\n\n{line}\n\n{LAST}").text == f"{FIRST}\n\n{LAST}"


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell by a third.",
        "Share the wealth, urges minister",
        "Follow us into the valley, the guide said.",
        "Most read newspapers lost money last year.",
        "Related companies were fined as well.",
        "Copyright law is to be revised.",
        "Credit Suisse shares fell",
        "Print is not dead, he said.",
        "Writing by hand is good for the memory.",
        "The advertisement was withdrawn.",
        "Comments by the minister were leaked.",
        "تابعنا المشهد من بعيد.",
        "تابع الملايين الحفل على يوتيوب.",
        "شارك آلاف الأشخاص في المظاهرة.",
        "شارك محمد صورة على تويتر",
        "المزيد من المفاوضات مطلوب.",
        "إعلان الحكومة الجديدة تأخر أسبوعا.",
        "الأكثر قراءة بين الكتب رواية.",
        "اقرأ القصة كاملة.",
        "(AFP) was the first to report it.",
        "He was born on 8 July 2020.",
    ],
)
def test_a_sentence_that_begins_like_furniture_stays(line: str) -> None:
    assert clean(f"{FIRST}\n\n{line}\n\n{LAST}").text == f"{FIRST}\n\n{line}\n\n{LAST}"


@pytest.mark.parametrize(
    "caption",
    [
        "Delegates in Geneva (AFP)",
        "Delegates in Geneva, July 2020. (Reuters)",
        "Delegates in Geneva [Jane Doe/AFP]".replace("[Jane Doe/AFP]", "(AFP/Jane Doe)"),
        "Delegates in Geneva (John Roe/AP)".replace("John Roe/AP", "AP Photo/John Roe"),
        "Delegates (AFP via Getty Images)",
        "وفود في جنيف (أ ف ب)",
        "وفود في جنيف (رويترز)",
        "وفود في جنيف (الأناضول)",
    ],
)
def test_a_caption_at_the_top_goes(caption: str) -> None:
    assert clean(f"{caption}\n{FIRST}\n\n{LAST}").text == f"{FIRST}\n\n{LAST}"


def test_a_caption_alone_stays() -> None:
    assert clean("Delegates in Geneva (AFP)").text == "Delegates in Geneva (AFP)"


def test_a_credit_in_parentheses_further_down_stays() -> None:
    text = f"{FIRST}\n\n{LAST}\n\n{FIRST}\n\nHe spoke to an agency (AFP)\n\n{LAST}"
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("LONDON (Reuters) - ", "Reuters"),
        ("LONDON, July 8 (Reuters) - ", "Reuters"),
        ("NEW YORK (AP) — ", "AP"),
        ("Washington CNN — ", "CNN"),
        ("(AFP) - ", "AFP"),
        ("القاهرة - رويترز - ", "رويترز"),
        ("القاهرة (رويترز) - ", "رويترز"),
        ("الرياض - واس: ", "واس"),
        ("(أ ف ب) - ", "أ ف ب"),
    ],
)
def test_a_dateline_is_no_text_and_names_the_agency(dateline: str, agency: str) -> None:
    cleaned = clean(dateline + FIRST)
    assert (cleaned.text, cleaned.author) == (FIRST, agency)


@pytest.mark.parametrize(
    "text",
    [
        "Reuters - which first reported it - stood by its story.",
        "The agency (AFP) - which first reported it - stood by its story.",
        "قالت وكالة (رويترز) - التي نقلت الخبر - إنها متمسكة به.",
        "Paris - the capital - was quiet.",
    ],
)
def test_a_sentence_that_begins_like_a_dateline_stays(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("line", "source", "author"),
    [
        ("TRT عربي - وكالات", "TRT عربي", "وكالات"),
        ("المصدر: الجزيرة + وكالات", "الجزيرة", "وكالات"),
        ("المصدر : رويترز", None, "رويترز"),
        ("(رويترز)", None, "رويترز"),
        ("Source: Al Jazeera", "Al Jazeera", None),
        ("Source: AFP", None, "AFP"),
        ("Associated Press", None, "Associated Press"),
        ("Daily News - Agencies", "Daily News", "Agencies"),
    ],
)
def test_a_closing_credit_is_metadata(line: str, source: str | None, author: str | None) -> None:
    cleaned = clean(f"{FIRST}\n\n{LAST}\n\n{line}\n")
    assert (cleaned.text, cleaned.source, cleaned.author) == (f"{FIRST}\n\n{LAST}", source, author)


def test_a_place_above_the_text_is_no_publisher() -> None:
    cleaned = clean(f"القاهرة - رويترز\n\n{FIRST_AR}")
    assert (cleaned.text, cleaned.source, cleaned.author) == (FIRST_AR, None, "رويترز")


@pytest.mark.parametrize(
    "line",
    [
        "نُشر في 8 يوليو 2020",
        "تاريخ النشر: 8 يوليو 2020",
        "Published: 8 July 2020",
        "Published on July 8, 2020",
        "2020-07-08",
        "2020-07-08T00:00:00Z",
        "Last updated: 8 July 2020",
    ],
)
@pytest.mark.parametrize("place", ["top", "bottom"])
def test_a_date_line_is_the_time_of_publication(line: str, place: str) -> None:
    text = f"{line}\n\n{FIRST}\n\n{LAST}" if place == "top" else f"{FIRST}\n\n{LAST}\n\n{line}"
    cleaned = clean(text)
    assert (cleaned.text, cleaned.published) == (f"{FIRST}\n\n{LAST}", datetime(2020, 7, 8, tzinfo=UTC))


def test_the_time_of_publication_counts_more_than_that_of_an_update() -> None:
    cleaned = clean(f"Published: 8 July 2020\nUpdated: 9 July 2020\n{FIRST}")
    assert (cleaned.text, cleaned.published) == (FIRST, datetime(2020, 7, 8, tzinfo=UTC))


@pytest.mark.parametrize(
    ("line", "author"),
    [("By Jane Doe", "Jane Doe"), ("بقلم: أحمد علي", "أحمد علي"), ("By Tuesday it was over", None)],
)
def test_a_byline_names_the_author(line: str, author: str | None) -> None:
    assert clean(f"{line}\n{FIRST}\n\n{LAST}").author == author


def test_headlines_below_most_read_go_with_it() -> None:
    text = f"{FIRST_AR}\n\n{LAST_AR}\n\nالأكثر قراءة\nالحكومة تستقيل\nالنفط يرتفع"
    assert clean(text).text == f"{FIRST_AR}\n\n{LAST_AR}"


def test_sentences_below_most_read_stay() -> None:
    assert clean(f"{FIRST_AR}\n\nالأكثر قراءة\n{LAST_AR}").text == f"{FIRST_AR}\n\n{LAST_AR}"


def test_a_text_of_furniture_alone_stays_whole() -> None:
    assert clean("Share\n\nAdvertisement").text == "Share\n\nAdvertisement"


def test_a_text_without_furniture_is_as_written() -> None:
    text = f"  {FIRST}\n\n\n\n \t{LAST}  x"
    assert clean(text).text == text.strip()


@given(st.text(max_size=300))
def test_cleaning_never_drops_everything(text: str) -> None:
    assert bool(clean(text).text) == bool(text.strip())


def test_a_records_own_fields_count_more(article: Callable[..., Article]) -> None:
    read = article(text=f"LONDON (Reuters) - {FIRST}", author="Jane Doe", published="2020-07-01")
    assert (read.author, read.text) == ("Jane Doe", FIRST)


FRENCH = "Le conseil s’est réuni mardi sans rien décider, a dit son président."
FRENCH_LAST = "Il se réunit de nouveau dans une semaine."


@pytest.mark.parametrize(
    "line",
    [
        "Suivez-nous sur Facebook",
        "Partager cet article",
        "Partager Tweeter Imprimer",
        "À lire aussi",
        "À lire aussi : Le conseil échoue",
        "Lire aussi : Le conseil échoue",
        "Les plus lus",
        "Sur le même sujet",
        "Publicité",
        "Crédits photo : Jeanne Dupont",
        "Abonnez-vous à notre newsletter",
        "Tous droits réservés",
        "Temps de lecture : 3 min",
        "3 commentaires",
    ],
)
def test_french_furniture_goes_in_any_text(line: str) -> None:
    assert clean(f"{FRENCH}\n\n{line}\n\n{FRENCH_LAST}").text == f"{FRENCH}\n\n{FRENCH_LAST}"
    assert clean(f"{FIRST}\n\n{line}\n\n{LAST}").text == f"{FIRST}\n\n{LAST}"


@pytest.mark.parametrize(
    "line",
    [
        "Suivez-nous dans la vallée, a dit le guide.",
        "Partager les richesses, c’est la demande du ministre.",
        "La publicité a été retirée.",
        "Les plus lus des journaux ont perdu de l’argent.",
        "Lire est un plaisir.",
        "Commentaires et critiques ont suivi.",
        "Annonce surprise à Derna",
    ],
)
def test_a_french_sentence_that_begins_like_furniture_stays(line: str) -> None:
    assert clean(f"{FRENCH}\n\n{line}\n\n{FRENCH_LAST}").text == f"{FRENCH}\n\n{line}\n\n{FRENCH_LAST}"


@pytest.mark.parametrize(
    "line",
    [
        "Source of the river found",
        "Image of the year chosen",
        "Suite of reforms agreed",
        "Annual report published",
        "Par for the course in Geneva",
        "Point of no return",
    ],
)
def test_english_lines_stay_that_share_a_word_with_french(line: str) -> None:
    assert clean(f"{FIRST}\n\n{line}\n\n{LAST}").text == f"{FIRST}\n\n{line}\n\n{LAST}"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Par Émile Dupont", "Émile Dupont"),
        ("Propos recueillis par Jeanne Dupont", "Jeanne Dupont"),
        ("Par mardi, c’était fini", None),
    ],
)
def test_a_french_byline_names_the_author(line: str, author: str | None) -> None:
    assert clean(f"{line}\n{FRENCH}\n\n{FRENCH_LAST}").author == author


@pytest.mark.parametrize(
    ("line", "later"),
    [
        ("Publié : 2020-07-08", False),
        ("Date de publication : 2020-07-08", False),
        ("Mis à jour : 2020-07-08", True),
    ],
)
def test_a_french_label_stands_before_a_date(line: str, later: bool) -> None:  # noqa: FBT001
    cleaned = clean(f"{line}\n{FRENCH}")
    assert (cleaned.text, cleaned.published) == (FRENCH, datetime(2020, 7, 8, tzinfo=UTC))
    both = clean(f"2020-07-01\n{line}\n{FRENCH}") if later else clean(f"{line}\n2020-07-09\n{FRENCH}")
    assert both.published == datetime(2020, 7, 1 if later else 8, tzinfo=UTC)


def test_a_french_closing_credit_is_metadata() -> None:
    cleaned = clean(f"{FRENCH}\n\n{FRENCH_LAST}\n\nLe Monde avec AFP")
    assert cleaned.text == f"{FRENCH}\n\n{FRENCH_LAST}\n\nLe Monde avec AFP"
    cleaned = clean(f"{FRENCH}\n\n{FRENCH_LAST}\n\n(avec AFP)")
    assert (cleaned.text, cleaned.author) == (f"{FRENCH}\n\n{FRENCH_LAST}", "avec AFP")


def test_a_french_dateline_is_no_text() -> None:
    assert clean(f"Évian-les-Bains (AFP) - {FRENCH}").text == FRENCH


# What follows pins the numbers that decide: each fails where its number is halved or doubled.


@pytest.mark.parametrize(("above", "goes"), [(3, True), (7, False)])
def test_the_first_lines_may_tell_of_the_article(above: int, goes: bool) -> None:  # noqa: FBT001
    lines = "".join(f"Line {number} of the council's report\n" for number in range(above))
    text = f"{lines}Published: 8 July 2020\n{FIRST}\n\n{LAST}"
    assert (clean(text).published is not None) == goes


@pytest.mark.parametrize(("lines", "goes"), [(3, True), (4, False)])
def test_the_last_lines_may_tell_of_the_article(lines: int, goes: bool) -> None:  # noqa: FBT001
    text = f"{FIRST}\n\n" * 6 + LAST
    assert (clean(text + "\n2020-07-08" * lines).text == text) == goes


@pytest.mark.parametrize(("above", "goes"), [(0, True), (1, True), (2, False), (3, False)])
def test_a_caption_is_one_of_the_first_two_lines(above: int, goes: bool) -> None:  # noqa: FBT001
    text = (
        "".join(f"Line {number} of the report\n" for number in range(above))
        + f"In Geneva (AFP)\n{FIRST}\n\n{LAST}"
    )
    assert ("(AFP)" not in clean(text).text) == goes


@pytest.mark.parametrize(("length", "goes"), [(300, True), (500, False)])
def test_a_caption_is_not_long(length: int, goes: bool) -> None:  # noqa: FBT001
    assert is_caption(f"{'a' * (length - 6)} (AFP)") == goes


@pytest.mark.parametrize(("length", "goes"), [(70, True), (120, False)])
def test_a_line_with_a_date_is_not_long(length: int, goes: bool) -> None:  # noqa: FBT001
    line = "Published:" + " " * (length - 22) + "8 July 2020"
    assert (clean(f"{line}\n{FIRST}").published is not None) == goes


@pytest.mark.parametrize(("length", "goes"), [(70, True), (140, False)])
def test_a_dateline_is_not_long(length: int, goes: bool) -> None:  # noqa: FBT001
    place = f"A{'a' * (length // 2)} A{'a' * (length // 2)}"
    assert (dateline(f"{place} (Reuters) - {FIRST}")[0] > 0) == goes


@pytest.mark.parametrize(("agencies", "goes"), [(6, True), (10, False)])
def test_a_closing_credit_is_not_long(agencies: int, goes: bool) -> None:  # noqa: FBT001
    assert (closing(", ".join(["Xinhua"] * agencies)) is not None) == goes


@pytest.mark.parametrize(("words", "goes"), [(3, True), (4, False)])
def test_a_publishers_name_has_three_words_at_most(words: int, goes: bool) -> None:  # noqa: FBT001
    assert (closing(f"{'Daily ' * words}- AFP") is not None) == goes


@pytest.mark.parametrize(("length", "goes"), [(240, True), (261, True), (280, False)])
def test_furniture_is_not_long(length: int, goes: bool) -> None:  # noqa: FBT001
    assert is_furniture("Facebook " * (length // 9)) == goes


@pytest.mark.parametrize(("name", "author"), [("Al Ba", "Al Ba"), ("A B", None)])
def test_an_authors_name_is_not_short(name: str, author: str | None) -> None:
    assert clean(f"By {name}\n{FIRST}\n\n{LAST}").author == author


@pytest.mark.parametrize(("length", "found"), [(50, True), (80, False)])
def test_an_authors_name_is_not_long(length: int, found: bool) -> None:  # noqa: FBT001
    name = f"Jane {'D' * (length - 5)}"
    assert (clean(f"By {name}\n{FIRST}\n\n{LAST}").author == name) == found


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["Text.", "Most read", "One headline", "Another"], 1),
        (["Text.", "Most read:", "One headline", "Most read", "Another"], 3),
        (["Text.", "Most read", "A sentence. »", "Another"], 4),
        (["Text.", "Most read", "A sentence.»»»»"], 3),
        (["Text.", "Most read", "A line.»»»»»"], 1),  # so many signs close no sentence
        (["Text.", "Most read", "A sentence of the article.", "Another"], 4),
        (["Text.", "Most read", "a" * 260], 1),
        (["Text.", "Most read", "a" * 261], 3),
        (["Most read", "One headline", "Another"], 3),  # of a text of nothing else all stays
        (["Text.", "One headline", "Another"], 3),
        ([], 0),
    ],
)
def test_a_list_of_headlines_at_the_end_goes(lines: list[str], kept: int) -> None:
    assert without_lists(lines) == lines[:kept]
