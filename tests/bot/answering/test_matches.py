"""The question's words beside those that say them in a quote of another language; known answers."""

from __future__ import annotations

import pytest

from bot.answering.matches import explained, matches
from bot.answering.types import Answer, Citation
from bot.asking.question import Question
from index.types import Article, Passage, Span

ASKED = "What did Germany propose for Sirte?"
SIRTE = "فيما دعا وزير الخارجية الألماني هايكو ماس، الأطراف الليبية إلى جعل سرت منطقة منزوعة السلاح."


def pairs(question: str, quote: str, language: str = "ar") -> list[tuple[str, str]]:
    return [(one.asked, one.said) for one in matches(Question.read(question), quote, language)]


def test_words_stand_beside_what_says_them() -> None:
    assert ("Germany", "الألماني") in pairs(ASKED, SIRTE)
    assert ("Sirte", "سرت") in pairs(ASKED, SIRTE)


def test_it_works_the_other_way_round() -> None:
    found = pairs("كم شخصا قتلت العاصفة في أوروبا؟", "The storm killed seven people in Europe.", "en")
    assert found == [("قتلت", "killed"), ("العاصفة", "storm"), ("أوروبا", "Europe")]


def test_a_span_counts_code_points_of_the_quote() -> None:
    for one in matches(Question.read(ASKED), SIRTE, "ar"):
        assert SIRTE[one.span.start : one.span.end] == one.said


def test_vowel_signs_in_the_quote_move_no_span() -> None:
    quote = "كَانَ مُتوقّعا أن تُغلق الجَامِعَة."
    for one in matches(Question.read("Which university was expected to close?"), quote, "ar"):
        assert quote[one.span.start : one.span.end] == one.said
    assert ("university", "الجَامِعَة") in pairs("Which university was expected to close?", quote)


def test_in_one_language_there_are_none() -> None:
    assert pairs(ASKED, "Germany made a proposal for Sirte.", "en") == []


def test_a_word_that_is_the_same_in_both_is_not_shown() -> None:
    assert pairs("What did NATO say of 2015?", "تحدث NATO عن 2015.") == []


def test_digits_of_the_other_script_are_shown() -> None:
    assert pairs("Who was 71?", "كان عمرها ٧١ عاما.") == [("71", "٧١")]


def test_words_that_only_ask_are_not_shown() -> None:
    assert not {"What", "did", "for"} & {asked for asked, _ in pairs(ASKED, SIRTE)}


def test_each_word_is_in_one_pair() -> None:
    found = pairs("Which Italian mother met the Italian mothers?", "الأم الإيطالية")
    assert len({said for _, said in found}) == len(found)


@pytest.mark.parametrize(
    ("question", "quote", "language", "pair"),
    [
        ("Who flew to New York?", "سافر إلى نيويورك.", "ar", ("New York", "نيويورك")),
        ("من فرض اللقاح في كوستاريكا؟", "It was Costa Rica.", "en", ("كوستاريكا", "Costa Rica")),
        ("What did Marcelo Bielsa do?", "استقال مارسيلو بيلسا.", "ar", ("Marcelo Bielsa", "مارسيلو بيلسا")),
        (
            "What of the European Union?",
            "قال الاتحاد الأوروبي.",
            "ar",
            ("European Union", "الاتحاد الأوروبي"),
        ),
        ("Which Volkswagen is it?", "شركة فولكس فاغن الألمانية", "ar", ("Volkswagen", "فولكس فاغن")),
    ],
)
def test_the_words_of_a_name_stand_together(
    question: str, quote: str, language: str, pair: tuple[str, str]
) -> None:
    assert pair in pairs(question, quote, language)


def test_ordinary_words_beside_each_other_stay_apart() -> None:
    found = pairs("How did prison guards die?", "مات حراس السجن.")
    assert ("prison", "السجن") in found
    assert ("guards", "حراس") in found


def test_half_of_what_initials_stand_for_is_not_shown() -> None:
    assert pairs("Is he going to the UN?", "ليلقي كلمة أمام الأمم المتحدة.") == []


def test_a_name_that_only_sounds_like_it_is_none() -> None:
    """Its consonants are the same, so that the search takes one for the other."""
    assert ("dengue", "دونج") not in pairs("How is dengue fought?", "في مقاطعة جوانج دونج")
    assert ("Bielsa", "بيلسا") in pairs("What did Bielsa say?", "قال بيلسا كلمته.")
    assert pairs("Who fled Bastoy?", "فر سجين من جزيرة باستوي.") == [("Bastoy", "باستوي")]


def test_a_number_word_is_paired_with_a_number_only() -> None:
    assert ("two", "ببعضهما") not in pairs("How did two buses collide?", "اصطدمت الحافلتان ببعضهما.")


def test_what_is_hardly_likely_is_not_shown() -> None:
    """The lexicon gives the first pair a probability of 0.113, both ways taken together, the second 0.093."""
    assert ("كأس", "cup") in pairs("من سلم كأس الملك؟", "He won the cup.", "en")
    assert pairs("How many years was it?", "كان عمره 71 عاما.") == []


def test_only_quotes_of_another_language_than_the_readers_are_explained() -> None:
    def citation(number: int, text: str, language: str) -> Citation:
        article = Article(f"a{number}", text, "News", language)
        return Citation(number, Passage(number, article, Span(0, len(text)), ()), Span(0, len(text)))

    said = "Mayor Abdulmenam Ghaithi said that Sirte is calm."
    both = (citation(1, SIRTE, "ar"), citation(2, said, "en"))
    found = explained(Answer(ASKED, "en", citations=both), Question.read(ASKED)).citations
    assert found[0].matches
    assert found[1].matches == ()
    assert found[1].speaker == "Mayor Abdulmenam Ghaithi"
