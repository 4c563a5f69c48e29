"""Names in the reader's script; known answers."""

from __future__ import annotations

import pytest

from bot.phrases import according_to
from bot.reading.transliteration import by_letters, in_script


@pytest.mark.parametrize(
    ("text", "language", "reader", "names"),
    [
        ("وزير الخارجية الألماني هايكو ماس", "ar", "en", "Heiko Mas"),
        ("أنجيلا ميركل", "ar", "fr", "Angela Merkel"),
        ("German Foreign Minister Heiko Maas", "en", "ar", "هايكو ماس"),
        ("Emmanuel Macron and Angela Merkel", "en", "ar", "إيمانويل ماكرون، أنجيلا ميركل"),
        ("The Tesla CEO", "en", "ar", "تسلا"),
        ("John Kirby, spokesman of the White House", "en", "ar", "جون كيربي"),
        ("Gun murders continue in Wilmington", "en", "ar", "ويلمينغتون"),  # a capital begins every headline
        ("Turkey reopens its border", "en", "ar", "تركيا"),
        ("Ibrahim Qwelz", "en", "ar", "إبراهيم قويلز"),  # nobody's name: by its letters
    ],
)
def test_names_are_written_in_the_readers_script(text: str, language: str, reader: str, names: str) -> None:
    assert in_script(text, reader, language=language) == names


@pytest.mark.parametrize(
    ("text", "language", "reader"),
    [
        ("the Foreign Ministry", "en", "ar"),  # no name is in it
        ("مصادر مطلعة", "ar", "en"),
        ("Heiko Maas", "en", "fr"),  # it is in the reader's script
        ("محمد الشهري", "ar", "en"),  # the half of a name would be another man's
        ("ذبيح الله", "ar", "en"),
        ("Angela Merkel", "en", "ru"),  # nothing is known of how names are written there
    ],
)
def test_where_there_is_nothing_to_write_there_is_none(text: str, language: str, reader: str) -> None:
    assert in_script(text, reader, language=language) is None


@pytest.mark.parametrize(
    ("word", "script", "spelled"),
    [
        ("كرافيتز", "latin", "krafitz"),
        ("جونسون", "latin", "junsun"),
        ("شيلينج", "latin", "shilinj"),
        ("سارة", "latin", "sara"),
        ("درنة", "latin", ""),  # what Arabic doesn't write is missing: nobody could say "drna"
        ("nugroho", "arabic", "نوغروهو"),
        ("schultz", "arabic", "شولتز"),
        ("peter", "arabic", "بيتر"),
        ("müller", "arabic", "مولر"),
        ("merkel", "cyrillic", ""),
    ],
)
def test_a_word_is_spelled_by_its_letters(word: str, script: str, spelled: str) -> None:
    assert by_letters(word, script) == spelled


def test_a_speaker_is_named_in_both_scripts() -> None:
    named = according_to("وزير الخارجية هايكو ماس", "en")
    assert named == "according to \u2068وزير الخارجية هايكو ماس\u2069 (Heiko Mas)"
    assert according_to("Heiko Maas", "en") == "according to \u2068Heiko Maas\u2069"
