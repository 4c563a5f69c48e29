"""Words that an archive doesn't have but for one letter, and those that must stay what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from archives import piece

from index.analysis import Analyser, Analysis
from index.archive import Archive
from index.postings import forward
from index.spelling import edited, least, respelt
from index.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TEXTS = {
    "en": (
        "Fighters left Sirte on Friday.",
        "Germany wants peace in Sirte.",
        "Zuwara has a port.",
        "Zuwara's port is open.",
        "The port of Zuwara burned.",
        "Nobody came to Ghadames.",
        "The minister spoke.",
        "The minister left.",
        "Ubari flooded.",
        "Rain fell on Ubari.",
        f"Zu{'wara' * 6} has a gate.",
        f"Zu{'wara' * 6} has no gate.",
        "The government fell.",
        "The government left.",
    ),
    "ar": (
        "وصل الوفد إلى مصراتة.",
        "غادر الوفد مصراتة.",
        "رحبت ألبرشتا بالاتفاق.",
        "ورفضت ألبرشتا المقترح.",
    ),
}


def analyse(texts: Sequence[str], languages: Sequence[str], titles: Sequence[str]) -> list[Analysis]:
    found = [
        terms(f"{title}\n{text}", language)
        for text, language, title in zip(texts, languages, titles, strict=True)
    ]
    return [Analysis(forward(own), len(own), b"\x00\x3c") for own in found]


ANALYSER = Analyser("terms", 1, analyse)


def put(archive: Archive, language: str, texts: Sequence[str], **facts: str) -> None:
    with archive.writer() as writer:
        writer.put(
            [
                piece(f"{language}{place}", text, language=language, **facts)
                for place, text in enumerate(texts)
            ],
            ANALYSER,
        )


@pytest.fixture(scope="module")
def archive_of_names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("spelling") / "archive", create=True) as archive:
        for language, texts in TEXTS.items():
            put(archive, language, texts)
        yield archive


@pytest.mark.parametrize(
    ("word", "language", "spelling"),
    [
        ("Sirtre", "en", "Sirte"),  # a letter too many
        ("sirtre", "en", "Sirte"),
        ("Zuwra", "en", "Zuwara"),  # one too few, and as few as may be
        ("Zuwera", "en", "Zuwara"),  # another
        ("Zuwraa", "en", "Zuwara"),  # two in each other's place
        (f"Zu{'wara' * 5}war", "en", f"Zu{'wara' * 6}"),  # as long as may be
        ("Sirtre", "ar", "Sirte"),  # in a question of another language
        ("مصراتتة", "ar", "مصراتة"),
        ("البرشتاا", "ar", "ألبرشتا"),  # written without its hamza
        ("ألوفدد", "ar", "الوفد"),  # written with one that it hasn't
        ("goverment", "en", "government"),  # which the lexicon has seen once
    ],
)
def test_a_word_that_is_one_edit_from_the_archives_is_spelt_as_there(
    archive_of_names: Archive, word: str, language: str, spelling: str
) -> None:
    assert respelt(word, language, archive_of_names) == spelling


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("Sirte", "the archive has it"),
        ("Xirte", "another first letter"),
        ("Sirrtre", "two edits"),
        ("Siirt", "two edits"),
        ("Ubri", "too short"),
        ("Ghadamas", "its neighbour stands in one passage"),
        ("minster", "the lexicon has seen it twice"),
        ("Xanthippos", "it has no neighbour"),
        ("Zuw4ra", "not of letters alone"),
        (f"Zu{'wara' * 5}warx", "too long"),
        ("the", "a word that says nothing"),
    ],
)
def test_a_word_stays_what_it_is(archive_of_names: Archive, word: str, why: str) -> None:
    assert respelt(word, "en", archive_of_names) is None, why


def test_a_name_may_be_found_by_its_sound_instead_and_other_words_not(archive: Archive) -> None:
    """ "Parlamint" sounds like "parliment", and is in the archive."""
    put(archive, "en", ["The parliament met.", "The parliament fell.", "Parlamint is a village."])

    assert respelt("parliment", "en", archive, name=True) is None
    assert respelt("parliment", "en", archive, name=False) == "parliament"


def test_only_articles_that_may_be_found_count(archive_of_names: Archive) -> None:
    assert respelt("Sirtre", "en", archive_of_names, searched="ar") is None
    assert respelt("Sirtre", "en", archive_of_names, searched="en") == "Sirte"


@pytest.mark.parametrize(
    ("passages", "needed"), [(0, 1), (999, 1), (1_000, 2), (40_000, 2), (60_000, 3), (200_000, 10)]
)
def test_a_neighbour_is_no_rarity(passages: int, needed: float) -> None:
    assert least(passages) == needed


@pytest.mark.parametrize(("before", "spelling"), [(19, "Sirte"), (20, None)])
def test_a_word_is_read_off_the_first_passages_that_have_it(
    archive: Archive, before: int, spelling: str | None
) -> None:
    put(
        archive,
        "en",
        [*(f"Day {day} of Sirte’s siege." for day in range(before)), "The siege of Sirte ended."],
    )

    assert respelt("Sirtre", "en", archive) == spelling


@pytest.mark.parametrize(
    ("text", "spelling"), [("It opened.", "Parliament"), ("Our parliament.", "parliament")]
)
def test_a_word_of_titles_alone_is_spelt_as_there(archive: Archive, text: str, spelling: str) -> None:
    put(archive, "en", [text, text], title="Parliament opens")

    assert respelt("parliment", "en", archive, name=False) == spelling


def test_edits_are_those_of_one_letter_behind_the_first() -> None:
    assert sorted(edited("abc", "x")) == sorted(["axbc", "ac", "axc", "acb", "abxc", "ab", "abx", "abcx"])
