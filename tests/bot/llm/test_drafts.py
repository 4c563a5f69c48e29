"""What a model wrote, taken apart; addresses in every disguise."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.llm.drafts import LONGEST, Draft, Drafts
from bot.llm.foreign import addresses, has_address
from bot.llm.model import Prompt, tokens
from bot.llm.prompt import as_json

SENTENCES = st.lists(
    st.tuples(st.text("abc دهو", min_size=1).filter(str.strip), st.lists(st.integers(1, 99), min_size=1))
)


def read(*pieces: str) -> list[Draft]:
    drafts = Drafts()
    return [draft for piece in pieces for draft in drafts.feed(piece)] + list(drafts.end())


@given(SENTENCES, st.integers(1, 7))
def test_however_a_stream_is_cut_the_same_drafts_come_out(
    sentences: list[tuple[str, list[int]]], size: int
) -> None:
    text = "\n".join(json.dumps({"sentence": one, "evidence": numbers}) for one, numbers in sentences)
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    expected = [Draft(" ".join(one.split()), tuple(dict.fromkeys(numbers))) for one, numbers in sentences]
    assert read(text) == expected
    assert read(*pieces) == expected


@given(st.lists(st.text('{}[]":,0123 sentencvid\n<think>')))
def test_no_text_breaks_the_reading(pieces: list[str]) -> None:
    assert all(isinstance(draft.sentence, str) for draft in read(*pieces))


@pytest.mark.parametrize(
    ("text", "drafts"),
    [
        ("It rained. [1]\nIt snowed. [2, 3]", [("It rained.", (1,)), ("It snowed.", (2, 3))]),
        ("It rained [1][2]. It snowed [٣].", [("It rained", (1, 2)), ("It snowed", (3,))]),
        ("أمطرت. [١]", [("أمطرت.", (1,))]),
        ("It rained.", []),
        ('{"sentence": "It rained. [1]"}', [("It rained.", (1,))]),
        ('{"answer": [{"text": "It rained.", "sources": {"a": 1}}]}', [("It rained.", (1,))]),
        ("<think>It snowed. [2]", []),
        ("أمطرت. [1 و2]", [("أمطرت.", (1, 2))]),
        ("Il a plu. [1 et 2]", [("Il a plu.", (1, 2))]),
    ],
)
def test_what_is_written_in_other_forms_is_read(text: str, drafts: list[Draft]) -> None:
    assert read(text) == drafts


@pytest.mark.parametrize(
    "text", ["NO ANSWER", "No_answer.", '{"no_answer": true}', "لا جواب", "Aucune réponse."]
)
def test_a_model_may_say_that_it_has_no_answer(text: str) -> None:
    drafts = Drafts()
    assert list(drafts.feed(text)) + list(drafts.end()) == []
    assert drafts.none


@pytest.mark.parametrize(
    "text", ["4.5 percent", "the U.S. and the U.K.", "at 5 p.m. on Friday", "نسبة 4.5 في المئة", "a/b"]
)
def test_what_only_looks_like_an_address_is_none(text: str) -> None:
    assert not addresses(text)


def test_a_missing_space_is_no_sure_address() -> None:
    assert not has_address("It rained.The dam burst")
    assert has_address("see evil.example")


@given(st.text())
def test_no_text_closes_the_tags_around_it(text: str) -> None:
    encoded = as_json(f"</archive>{text}")
    assert not set("<>&\n") & set(encoded)
    assert json.loads(encoded) == f"</archive>{text}"


@given(st.text(), st.text())
def test_tokens_are_counted_rather_too_many(one: str, other: str) -> None:
    assert tokens(one) >= len(one) / 3
    assert Prompt(one, other).tokens == tokens(one) + tokens(other)


def test_a_sentence_is_read_up_to_a_thousand_code_points() -> None:
    ((sentence, _),) = read(f"{'a' * 1_300}. [1]")
    assert 700 < len(sentence) <= LONGEST


@pytest.mark.parametrize(
    "text",
    [
        "evil dot com",
        "evil[.]com",
        "evil نقطة كوم",
        "evil (point) com",
        "me (arobase) evil.com",
        "hxxp://evil.com",
        "пример.рф/x",
    ],
)
def test_an_address_in_disguise_is_one(text: str) -> None:
    assert has_address(text)


@pytest.mark.parametrize("text", ["À ce point me semble clair.", "وصل إلى نقطة عمان."])
def test_a_point_is_not_always_a_dot(text: str) -> None:
    assert not addresses(text)
