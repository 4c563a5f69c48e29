"""Passages: whole sentences, exact spans."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest import cut as cutting
from ingest import sentences
from ingest.cut import cut

SENTENCE = "This sentence is exactly fifty code points long ok."[:49] + "."
MARKS = st.text(alphabet=" \n.!?؟؛،\"'«»()aB1أبت", max_size=600)
PARAGRAPHS = st.lists(st.text(max_size=400), max_size=12).map("\n\n".join)
ANY_TEXT = st.one_of(st.text(max_size=300), MARKS, PARAGRAPHS)


def passages(text: str) -> list[str]:
    return [text[one.span.start : one.span.end] for one in cut(text)]


@given(ANY_TEXT)
def test_passages_hold_every_sentence_once_in_order(text: str) -> None:
    assert [span for one in cut(text) for span in one.sentences] == sentences.split(text)


@given(ANY_TEXT)
def test_a_passage_spans_its_sentences(text: str) -> None:
    for one in cut(text):
        assert (one.span.start, one.span.end) == (one.sentences[0].start, one.sentences[-1].end)
        assert one.span.end - one.span.start <= cutting.MOST


@given(ANY_TEXT)
def test_passages_do_not_overlap_and_leave_no_text_out(text: str) -> None:
    spans = [one.span for one in cut(text)]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert "".join("".join(passages(text)).split()) == "".join(text.split())


def test_an_empty_text_has_no_passages() -> None:
    assert cut(" \n ") == []


def test_a_short_text_is_one_passage() -> None:
    assert passages(f"{SENTENCE} {SENTENCE}") == [f"{SENTENCE} {SENTENCE}"]


def test_a_passage_ends_at_a_paragraph_where_it_can() -> None:
    paragraph = " ".join([SENTENCE] * 9)
    assert passages(f"{paragraph}\n\n{paragraph}\n\n{paragraph}") == [paragraph] * 3


def test_short_paragraphs_share_a_passage() -> None:
    text = "\n\n".join([SENTENCE] * 6)
    assert passages(text) == [text]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    found = passages(" ".join([SENTENCE] * 40))
    assert len(found) > 2
    assert all(one.startswith("This") and one.endswith(".") for one in found)


def test_two_long_sentences_do_not_share_a_passage() -> None:
    long = "Word " * 100 + "end."
    assert passages(f"{long} {long}") == [long, long]


def test_a_last_scrap_joins_the_passage_before_it() -> None:
    text = " ".join([SENTENCE] * 13)
    assert passages(text) == [text]
