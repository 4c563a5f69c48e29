"""Where sentences end."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import sentences

MARKS = st.text(alphabet=" \n\t.!?؟…؛،,;:\"'«»“”()[]aB1أبت د", max_size=400)
LONG = st.builds(lambda part, times: part * times, st.text(min_size=1, max_size=9), st.integers(1, 500))
ANY_TEXT = st.one_of(st.text(max_size=300), MARKS, LONG)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences.split(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["It rained.", "It snowed!", "Did it?", "Well…", "It did."],
        ["هل وصلوا؟", "نعم!", "وصلوا أمس.", "ثم غادروا."],
        ["He met Mr. Smith, Dr. Brown and Gen. Jones.", "They left."],
        ["It was led by Brig. Gen. Ola Venn and Cmdr. Ida Roth.", "They left."],
        ["Sens. Ida Roth and Ola Venn met Det. Supt. Kai Lund.", "They left."],
        ["Maj. (ret.) Ola Venn was there, Lt. (jg) Ida Roth was not.", "They left."],
        ["He spoke at Harrow, Va. Monday and in Dunn, Ill. Tuesday.", "The hall was full."],
        ["He was born in Dunn, Ill.", "The hall was full."],
        ["She did twenty reps.", "Venn fell ill.", "Roth left."],
        ["قال أ.د. سامي الحمد إنه سعيد.", "غادر م. عمر الصالح."],
        ["J. R. Brown met George W. Bush in the U.S. Senate.", "They left."],
        ["It began at 5 p.m. and ended at 6 a.m. on Friday.", "They left."],
        ["He was in the U.S.", "The Senate met."],
        ["No. 5 is alive.", "He said no.", "It grew 3.5 percent to $1.2bn."],
        ["See www.bbc.co.uk/news or a.b@example.org.", "It works."],
        ["On Jan. 6 and Nov. 9 it rained.", "It snowed."],
        ["قال د. أحمد وأ. محمد إن 3.5 مليون نزحوا.", "وصلوا الساعة 5 م. مساء."],
        ['قال: "انتهى الأمر."', "ثم غادر."],
        ["قال «لن نعود... أبدا» ثم غادر.", "وصل أمس."],
        ['"I… We… know," he said.', '"We do."', "(He smiled.)", "“Good.”"],
        ['"Why?" he asked.', '"Because."', "They left."],
        ["They went... and came back.", "They left."],
        ["我们走。", "他们来！", "好吗？"],
        ["1. First of all it rained.", "It snowed."],
        ["He paid (as agreed.) in cash.", "They left."],
    ],
)
def test_sentences_end_here(parts: list[str]) -> None:
    joined = ("" if parts[0].endswith("。") else " ").join(parts)
    assert split(joined) == parts


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("de", ["Am 9. Mai 2021 schloss das Tor von Harl.", "Der Rat schwieg."]),
        ("de", ["Er war der 3. Bürgermeister im 19. Jahrhundert.", "Dr. Roth war der vierte."]),
        ("de", ["Sie kamen um 8.", "Danach war Ruhe."]),
        ("fr", ["M. Roth a vu le Dr. Venn et Mme. Lund.", "Ils sont partis."]),
    ],
)
def test_sentences_of_a_language_end_as_it_writes(language: str, parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[start:end] for start, end in sentences.split(text, language)] == parts


def test_arabic_sentences_glued_together_are_two() -> None:
    assert split("انتهى الأمر.وأضاف أنه سعيد.") == ["انتهى الأمر.", "وأضاف أنه سعيد."]


@pytest.mark.parametrize("end", ["\n", "\n\n", "\r\n", "\u2028", " \n "])
def test_line_ends_separate(end: str) -> None:
    assert split(f"A headline{end}A lead, he said.") == ["A headline", "A lead, he said."]


def test_a_semicolon_does_not_end_a_sentence() -> None:
    assert split("وصل الوزير؛ ثم غادر.") == ["وصل الوزير؛ ثم غادر."]


@pytest.mark.parametrize("mark", ["؛", ";", "،", ","])
def test_an_overlong_sentence_is_cut_after_a_clause(mark: str) -> None:
    text = ("كلمة " * 20 + f"كلمة{mark} ") * 10
    assert all(part.endswith(mark) for part in split(text))
    assert max(map(len, split(text))) <= sentences.LONGEST


def test_an_overlong_sentence_without_clauses_is_cut_at_a_space() -> None:
    assert set(" ".join(split("word " * 400)).split()) == {"word"}


@given(ANY_TEXT)
def test_spans_are_ordered_apart_trimmed_and_short(text: str) -> None:
    spans = sentences.split(text)
    assert all(0 < span.end - span.start <= sentences.LONGEST for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(part == part.strip() for part in split(text))


@given(ANY_TEXT)
def test_every_code_point_that_is_no_space_is_in_a_sentence(text: str) -> None:
    assert "".join("".join(split(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        *("." * 300_000 + "x", '"' + "a... " * 60_000, "a" * 300_000, '."' * 100_000 + "x", "(" * 300_000),
        *("1. " * 30_000, "د. " * 50_000, "\n" * 300_000, "x" * 600 + " " * 300_000),
    ],
)
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    sentences.split(text)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "parts",
    [
        ["M. Macron et Mme Borne ont rencontré MM. Blinken et Sullivan.", "Ils sont partis."],
        ["Le Dr. Lopez a cité l’art. 49 de la loi.", "Elle est partie."],
        ["Il est mort en 44 av. J.-C. à Rome.", "Le Sénat a siégé."],
        ["Le 1er janvier, la banque a fermé.", "Le 2 aussi."],
        ["Il a crié : « Non ! » et il est parti.", "« Quand ? »", "Puis il a plu."],
        ["Il est né en 300 av. J.-C.", "La ville était petite."],
    ],
)
def test_french_sentences_end_here(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[start:end] for start, end in sentences.split(text, "fr")] == parts


def test_the_language_of_a_text_tells_which_abbreviations_it_has() -> None:
    text = "He was called M. The name stuck."
    assert len(sentences.split(text, "en")) == 2
    assert len(sentences.split(text, "fr")) == 1


def test_without_a_language_the_abbreviations_of_all_count() -> None:
    text = "M. Macron met Mr. Smith. They left."
    assert split(text) == ["M. Macron met Mr. Smith.", "They left."]


@pytest.mark.parametrize(("length", "pieces"), [(500, 1), (700, 2), (1_100, 2)])
def test_a_sentence_of_some_600_code_points_is_overlong(length: int, pieces: int) -> None:
    assert len(split(("word " * 300)[: length - 1] + ".")) == pieces


@pytest.mark.parametrize(("place", "cut"), [(150, False), (250, True)])
def test_an_overlong_sentence_keeps_pieces_worth_reading(place: int, cut: bool) -> None:  # noqa: FBT001
    text = "a" * place + "; " + "word " * 120
    assert split(text)[0].endswith(";") == cut
