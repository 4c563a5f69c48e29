"""Text wrapped by hand: joined again, and nothing else touched."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.wrapped import WIDEST, unwrapped

ENGLISH = (
    "More than 11,300 people died in the Libyan city of Derna after two dams burst during Storm Daniel, the Libyan Red"
    " Crescent said on Thursday. Rescue teams from eight countries are still searching for 10,000 who are missing."
)
ARABIC = (
    "قال الهلال الأحمر الليبي إن أكثر من 11300 شخص لقوا حتفهم في درنة بعد انهيار سدين خلال العاصفة دانيال،"
    " وما زالت فرق الإنقاذ من ثماني دول تبحث عن عشرة آلاف مفقود، معظمهم من الأحياء الواقعة على ضفتي الوادي."
)


@pytest.mark.parametrize("width", [50, 72, 100])
@pytest.mark.parametrize("paragraph", [ENGLISH, ARABIC])
def test_a_wrapped_text_has_a_line_a_paragraph_again(paragraph: str, width: int) -> None:
    text = f"Floods in Derna\n\n{textwrap.fill(paragraph, width)}\n\n{textwrap.fill(paragraph, width)}"

    assert unwrapped(text) == f"Floods in Derna\n\n{paragraph}\n\n{paragraph}"


def test_an_articles_text_is_unwrapped() -> None:
    assert clean(textwrap.fill(ENGLISH, 72)).text == ENGLISH


@pytest.mark.parametrize(
    "text",
    [
        f"{ENGLISH}\n{ARABIC}",
        "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you",
        "Sent to Derna by air on Friday were these goods:\n"
        + "- tents, blankets and medicine for 400 people\n" * 5,
        "The port of Benghazi reopened on Monday morning.\nShips had waited there for eleven days.\nNo one was hurt.",
        "\n\n",
        "",
    ],
    ids=["a line a paragraph", "a poem", "a list", "short paragraphs", "nothing but line ends", "nothing"],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert unwrapped(text) == text


@given(st.text(alphabet="ab جد.-\n", max_size=400))
def test_no_word_is_ever_changed(text: str) -> None:
    assert "".join(unwrapped(text).split()).replace("-", "") == "".join(text.split()).replace("-", "")


PAGED = """The coun-
cil of Harrowby said on Friday that the bridge would be clos-
ed for nine days, and that a former ex-
minister, Ola Venn, would look into the costs of re-
pairs. The well-known engin-

Harrowby Herald                                    Page 4 of 9

eer Ida Roth has drawn the plans, and the long-
standing quarrel over the long-standing toll is settled.

Page 5 of 9

The toll is gone, the council said, and nobody mourns.
"""


def test_hyphenated_words_are_whole_and_the_heads_of_pages_gone() -> None:
    first = (
        "The council of Harrowby said on Friday that the bridge would be closed for nine days, and that a former"
        " ex-minister, Ola Venn, would look into the costs of repairs. The well-known engineer Ida Roth has drawn the"
        " plans, and the long-standing quarrel over the long-standing toll is settled."
    )

    assert unwrapped(PAGED) == f"{first}\n\nThe toll is gone, the council said, and nobody mourns.\n"


@pytest.mark.parametrize(
    "line",
    [
        "Page 2 of 3",
        "Herald    12 May    Page 12",
        "- page 3 -",
        "صفحة 2 من 3",
        "الصفحة 4 | الخليج",
        "Page 2 sur 3",
        "Seite 7 von 9",
    ],
)
def test_what_numbers_a_page_is_no_text(line: str) -> None:
    assert unwrapped(f"It rained.\n\n{line}\n\nIt snowed.") == "It rained.\n\nIt snowed."


@pytest.mark.parametrize(
    "line",
    [
        "See page 4 for more.",
        "Page 2 of 3 was blank, he said.",
        "Page turner",
        "The story is on page 12 of the report",
    ],
)
def test_a_sentence_about_a_page_stays(line: str) -> None:
    assert unwrapped(f"It rained.\n\n{line}\n\nIt snowed.") == f"It rained.\n\n{line}\n\nIt snowed."


def test_a_hyphen_at_the_end_of_a_line_that_was_not_wrapped_stays() -> None:
    text = "A headline of the after-\nnoon\n\nIt rained in Harrowby."
    assert unwrapped(text) == text


@given(st.lists(st.sampled_from(ENGLISH.split()), min_size=60, max_size=200), st.integers(60, WIDEST))
def test_whatever_was_wrapped_is_one_line_again(words: list[str], width: int) -> None:
    paragraph = " ".join(words)

    assert unwrapped(textwrap.fill(paragraph, width, break_on_hyphens=False)) == paragraph


@pytest.mark.parametrize(("width", "is_wrapped"), [(30, False), (45, True), (95, True), (120, False)])
def test_a_wrapped_text_has_a_usual_width(width: int, is_wrapped: bool) -> None:  # noqa: FBT001
    text = textwrap.fill(ENGLISH * 3, width)
    assert ("\n" not in unwrapped(text)) == is_wrapped


@pytest.mark.parametrize(("lines", "is_wrapped"), [(3, False), (4, True)])
def test_three_full_lines_make_a_wrapped_text(lines: int, is_wrapped: bool) -> None:  # noqa: FBT001
    text = "\n".join(["word " * 11 + "words"] * lines)
    assert ("\n" not in unwrapped(text)) == is_wrapped


@pytest.mark.parametrize(("short", "is_wrapped"), [(3, True), (12, False)])
def test_half_the_lines_of_a_wrapped_text_are_full(short: int, is_wrapped: bool) -> None:  # noqa: FBT001
    full = ["word " * 11 + "words"] * 6
    text = "\n".join([*full, *["A short line"] * short])
    assert (unwrapped(text) != text) == is_wrapped
