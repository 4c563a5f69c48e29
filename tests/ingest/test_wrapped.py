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
    assert unwrapped(text).split() == text.split()


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
