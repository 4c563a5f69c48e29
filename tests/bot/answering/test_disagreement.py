"""Where sources differ, both are shown, dated and named; an update of one source is no disagreement."""

from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest

from bot.answering.answer import answer
from bot.answering.types import Answer
from index.analysis import analyser
from index.archive import Archive
from index.embedding import embedder
from index.retriever import Retriever
from index.tongues.registry import tongue
from index.types import Article
from ingest.cut import cut

HOW_MANY = "How many people did the earthquake in Lombok kill?"
HOW_MANY_AR = "كم شخصا قتل الزلزال في لومبوك؟"
REST = "\n\nRescue teams arrived in Mataram with tents and water.\n\nSchools in the town stay shut this week."


def article(id_: str, source: str | None, day: int, text: str, language: str = "en") -> Article:
    return Article(
        id_, text, f"News {id_}", language, source=source, published=datetime(2018, 8, day, 9, tzinfo=UTC)
    )


def ask(folder: Path, question: str, *articles: Article) -> Answer:
    with Archive.open(folder, create=True) as archive:
        with archive.writer() as writer:
            writer.put([(one, cut(one.text)) for one in articles], analyser(embedder()))
        return answer(Retriever(archive, embedder()), question)


def killed(id_: str, source: str | None, day: int, number: str, rest: str = REST) -> Article:
    text = f"A strong earthquake struck Lombok on Sunday.\n\nThe earthquake in Lombok killed {number} people.{rest}"
    return article(id_, source, day, text)


def killed_ar(id_: str, source: str, day: int, number: str) -> Article:
    text = (
        f"ضرب زلزال قوي جزيرة لومبوك يوم الأحد.\n\nقتل الزلزال في لومبوك {number} شخصا.\n\nوصلت فرق الإنقاذ."
    )
    return article(id_, source, day, text, "ar")


def test_another_number_of_another_source_is_shown_and_noted(tmp_path: Path) -> None:
    found = ask(
        tmp_path,
        HOW_MANY,
        killed("a", "The Wire", 6, "98"),
        killed("b", "Island Post", 7, "131", "\n\nThe port is closed."),
    )

    assert {"a", "b"} <= {one.article.id for one in found.citations}
    ((_, note),) = found.notes
    assert note.startswith("Sources differ: ")
    assert all(
        part in note for part in ("The Wire", "6 August 2018", "98", "Island Post", "7 August 2018", "131")
    )


def test_the_note_speaks_the_questions_language_and_quotes_the_articles(tmp_path: Path) -> None:
    found = ask(
        tmp_path, HOW_MANY_AR, killed("a", "The Wire", 6, "98"), killed_ar("b", "صحيفة الجزيرة", 7, "١٣١")
    )

    ((_, note),) = found.notes
    assert note.startswith("تختلف المصادر")
    assert all(part in note for part in ("98", "١٣١", "The Wire", "صحيفة الجزيرة", "7 أغسطس 2018"))


def test_the_same_number_written_otherwise_is_no_disagreement(tmp_path: Path) -> None:
    found = ask(
        tmp_path,
        HOW_MANY,
        killed("a", "The Wire", 6, "98"),
        killed_ar("b", "صحيفة الجزيرة", 7, "ثمانية وتسعين"),
    )

    assert found.notes == ()


@pytest.mark.parametrize(
    ("one", "other"), [("more than 90", "98"), ("about 100", "98"), ("at least 98", "98")]
)
def test_a_number_that_allows_the_other_is_no_disagreement(tmp_path: Path, one: str, other: str) -> None:
    found = ask(
        tmp_path,
        HOW_MANY,
        killed("a", "The Wire", 6, one),
        killed("b", "Island Post", 7, other, "\n\nThe port is closed."),
    )

    assert found.notes == ()


def test_a_later_number_of_the_same_source_is_an_update(tmp_path: Path) -> None:
    found = ask(
        tmp_path,
        HOW_MANY,
        killed("a", "The Wire", 6, "98"),
        killed("b", "The Wire", 8, "131", "\n\nThe port is closed."),
    )

    ((_, note),) = found.notes
    assert note.startswith("The same source later gave another figure")
    assert note.index("98") < note.index("131")


def test_copies_of_one_text_are_one_source(tmp_path: Path) -> None:
    found = ask(
        tmp_path,
        HOW_MANY,
        killed("a", "The Wire", 6, "98"),
        killed("b", "Island Post", 6, "131"),
    )

    assert found.notes == ()


def test_another_earthquake_is_no_disagreement(tmp_path: Path) -> None:
    other = killed("b", "Island Post", 7, "131", "\n\nThe port is closed.")
    elsewhere = article("b", other.source, 7, other.text.replace("Lombok", "Palu"))

    assert ask(tmp_path, HOW_MANY, killed("a", "The Wire", 6, "98"), elsewhere).notes == ()


def test_another_year_is_another_event(tmp_path: Path) -> None:
    later = killed("b", "Island Post", 7, "131", "\n\nThe port is closed.")
    later = Article(
        later.id,
        later.text,
        later.title,
        "en",
        source=later.source,
        published=datetime(2021, 8, 7, tzinfo=UTC),
    )

    assert ask(tmp_path, HOW_MANY, killed("a", "The Wire", 6, "98"), later).notes == ()


def test_a_number_of_something_else_is_no_disagreement(tmp_path: Path) -> None:
    other = article(
        "b",
        "Island Post",
        7,
        "The earthquake in Lombok damaged 2,000 houses.\n\nThe people of Lombok slept outside.\n\nThe port is closed.",
    )

    assert ask(tmp_path, HOW_MANY, killed("a", "The Wire", 6, "98"), other).notes == ()


def test_another_date_is_noted(tmp_path: Path) -> None:
    found = ask(
        tmp_path,
        "When will the court in Skopje open?",
        article(
            "a",
            "The Wire",
            6,
            "The court in Skopje will open on 3 September 2018.\n\nIt cost a lot to build.",
        ),
        article(
            "b", "Balkan Post", 7, "The court in Skopje will open on 10 September 2018.\n\nJudges were named."
        ),
    )

    ((_, note),) = found.notes
    assert "3 September 2018" in note
    assert "10 September 2018" in note


@pytest.mark.parametrize(
    ("question", "first", "second", "named"),
    [
        (
            "Who carried out the attack in Kabul?",
            "The Taliban carried out the attack in Kabul, police said.\n\nShops were closed.",
            "The Haqqani Network claimed responsibility for the attack in Kabul.\n\nA school was hit.",
            ("Taliban", "Haqqani"),
        ),
        (
            "من نفذ الهجوم في كابول؟",
            "نفذت حركة طالبان الهجوم في كابول بحسب الشرطة.\n\nأغلقت المتاجر.",
            "أعلنت شبكة حقاني مسؤوليتها عن الهجوم في كابول.\n\nأصيبت مدرسة.",
            ("طالبان", "حقاني"),
        ),
    ],
)
def test_another_culprit_is_noted(
    tmp_path: Path, question: str, first: str, second: str, named: tuple[str, str]
) -> None:
    language = "ar" if "؟" in question else "en"
    found = ask(
        tmp_path,
        question,
        article("a", "The Wire", 6, first, language),
        article("b", "Post", 7, second, language),
    )

    ((_, note),) = found.notes
    assert all(name in note for name in named)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_run_of_hyphens_is_soon_known_to_blame_nobody(language: str) -> None:
    begun = process_time()
    for pattern in tongue(language).asking.culprits:
        assert not pattern.search("A-" * 150)
    assert process_time() - begun < 1
