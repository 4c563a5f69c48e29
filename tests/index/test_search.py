"""Search: filters, balance over languages, doubles, agreement with a plain computation; known answers."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import bm25, search
from index.postings import forward
from index.query import analyse
from index.shard import Shard, ShardRow
from index.terms import terms
from index.types import Filters

DIMENSIONS = 32  # so many that no two random vectors are alike
DAY = timedelta(days=1)
START = datetime(2020, 7, 8, tzinfo=UTC)
GENERATOR = np.random.default_rng(7)


def vector() -> bytes:
    values = GENERATOR.normal(size=DIMENSIONS)
    return (values / np.linalg.norm(values)).astype("<f2").tobytes()


def shard(texts: list[str], language: str = "en", first: int = 1, **facts: list[object]) -> Shard:
    rows = []
    for number, text in enumerate(texts):
        own = terms(text, language)
        published = facts.get("published", [None] * len(texts))[number]
        source = facts.get("source", [None] * len(texts))[number]
        version = facts.get("version", range(first, first + len(texts)))[number]  # type: ignore[call-overload]
        rows.append(
            ShardRow(first + number, version, published, source, len(own), forward(own), vector())  # type: ignore[arg-type]
        )
    return Shard.build(language, DIMENSIONS, rows)


def ids(question: str, *shards: Shard, k: int = 10, filters: Filters | None = None) -> list[int]:
    found = search.search(
        analyse(question),
        np.zeros(DIMENSIONS, np.float32),
        [search.Part(one) for one in shards],
        k,
        filters or Filters(),
    )
    return [id_ for id_, _ in found]


def test_the_passage_with_the_questions_words_comes_first() -> None:
    assert (
        ids(
            "earthquake in Palu", shard(["Rain in London.", "An earthquake struck Palu.", "Palu is a city."])
        )[0]
        == 2
    )


def test_an_english_question_finds_an_arabic_passage() -> None:
    arabic = ["فاز الفريق بالمباراة أمس.", "دعا وزير الخارجية إلى وقف إطلاق النار.", "ارتفعت أسعار النفط."]

    assert ids("What did the foreign minister say about a ceasefire?", shard(arabic, "ar"))[0] == 2


def test_a_name_no_dictionary_knows_is_found_by_its_sound() -> None:
    arabic = ["تحدث سبيلبيرغوفيتش عن فيلمه.", "تحدث المدير عن شركته."]

    assert ids("Spielbergovich", shard(arabic, "ar"))[0] == 1


def test_a_name_that_the_lexicon_takes_for_a_rare_word_is_found_by_its_sound() -> None:
    english = ["Storms hit Misrata on Sunday.", "Storms hit Derna on Sunday.", "Storms hit Jufra on Sunday."]

    assert ids("درنة", shard(english, "en"))[0] == 2


@pytest.mark.parametrize(
    ("language", "question", "texts"),
    [
        (
            "zh",
            "北京的地震造成多少人死亡？",
            ["上海周日下了大雨。", "周日北京发生地震，造成三人死亡。", "昨天北京的天气很好。"],
        ),
        (
            "ja",
            "東京の地震で何人が死亡しましたか",
            [
                "大阪では大雨が降りました。",
                "東京で地震があり、三人が死亡しました。",
                "東京の天気は晴れです。",
            ],
        ),
        (
            "th",
            "แผ่นดินไหวที่เชียงใหม่มีผู้เสียชีวิตกี่คน",
            ["ฝนตกหนักในกรุงเทพฯ", "แผ่นดินไหวเชียงใหม่ มีผู้เสียชีวิต 3 คน", "เชียงใหม่มีอากาศดี"],
        ),
        (
            "zh",
            "iPhone在北京的价格",
            ["北京的天气很好。", "新款iPhone 在北京降价。", "新款iPhone 在上海降价。"],
        ),
    ],
)
def test_a_question_finds_its_passage_in_a_script_without_spaces(
    language: str, question: str, texts: list[str]
) -> None:
    assert ids(question, shard(texts, language))[0] == 2


def test_bm25_agrees_with_the_formula() -> None:
    texts = ["peace peace talks", "talks about war and war and war", "nothing here"]
    one = shard(texts)
    (scores,), _ = bm25.scores(analyse("peace").mixtures, [one])
    mixture = analyse("peace").mixtures[0]
    lengths = np.array([3, 4, 1])  # "about", "and", "here" are stop words or not terms
    weight = bm25.idf(mixture, 1.0, 3)
    norm = bm25.K1 * (1 - bm25.B + bm25.B * one.lengths[0] / one.lengths.mean())

    assert one.lengths.tolist() == [len(terms(text)) for text in texts]
    assert lengths[0] == one.lengths[0]
    assert scores == pytest.approx([weight * 2 * (bm25.K1 + 1) / (2 + norm), 0, 0], rel=1e-5)


def test_two_shards_of_a_language_score_as_one() -> None:
    texts = [f"peace talks number {n} of the week" for n in range(6)] + [
        "war in the east",
        "peace in the east",
    ]
    (whole,), _ = bm25.scores(analyse("peace in the east").mixtures, [shard(texts)])
    parts, _ = bm25.scores(
        analyse("peace in the east").mixtures, [shard(texts[:5]), shard(texts[5:], first=6)]
    )

    assert np.concatenate(parts) == pytest.approx(whole, rel=1e-5)


def test_removed_passages_are_not_found() -> None:
    one = shard(["An earthquake struck Palu.", "Another earthquake struck Palu on Sunday."])
    one.mask(np.array([1]))

    assert ids("earthquake Palu", one) == [2]


def test_date_filters_take_in_both_bounds_and_leave_out_the_undated() -> None:
    dates: list[object] = [None, *(int((START + DAY * n).timestamp()) for n in range(5))]
    one = shard([f"earthquake number {n} in Palu {'abcdef'[n] * 4}" for n in range(6)], published=dates)

    assert sorted(ids("earthquake", one, filters=Filters(since=START + DAY, until=START + DAY * 3))) == [
        3,
        4,
        5,
    ]


def test_the_source_filter_compares_without_case() -> None:
    one = shard(
        ["earthquake in Palu", "earthquake in Lombok", "earthquake in Bali"], source=["BBC", "Reuters", None]
    )

    assert ids("earthquake", one, filters=Filters(source="reuters")) == [2]


def test_the_language_filter_leaves_the_other_language_out() -> None:
    english, arabic = shard(["The minister spoke."]), shard(["تحدث الوزير."], "ar", first=2)

    assert ids("minister", english, arabic, filters=Filters(language="ar")) == [2]


@given(
    st.lists(st.integers(0, 20), min_size=1, max_size=12),
    st.integers(0, 20),
    st.integers(0, 20),
)
def test_filtered_hits_are_exactly_those_that_pass(days: list[int], since: int, until: int) -> None:
    stamps: list[object] = [int((START + DAY * day).timestamp()) for day in days]
    one = shard([f"earthquake {chr(97 + n) * 5}" for n in range(len(days))], published=stamps)

    found = ids(
        "earthquake", one, k=50, filters=Filters(since=START + DAY * since, until=START + DAY * until)
    )

    assert set(found) == {n + 1 for n, day in enumerate(days) if since <= day <= until}


def test_a_flood_in_one_language_leaves_the_other_in_the_list() -> None:
    english = shard(["The minister proposed a demilitarised zone."])
    arabic = shard(
        [f"اقترح الوزير منطقة منزوعة السلاح في المدينة رقم {n}" for n in range(300)], "ar", first=2
    )

    assert 1 in ids("Which zone did the minister propose?", english, arabic)


def test_the_same_text_is_listed_once() -> None:
    texts = ["An earthquake struck Palu."] * 3 + ["Rain in Palu."]
    one = shard(texts)
    one.vectors = one.vectors.copy()
    one.vectors[:3] = one.vectors[0]

    found = ids("earthquake in Palu", one)

    assert len(set(found) & {1, 2, 3}) == 1


def test_a_large_shard_is_asked_through_its_neighbours_and_filters_still_hold() -> None:
    count = search.EXACT + 500
    rows = [
        ShardRow(n, n, int((START + DAY * (n % 2)).timestamp()), None, 1, forward(["x"]), vector())
        for n in range(count)
    ]
    big = Shard.build("en", DIMENSIONS, rows)
    target = big.vectors.astype(np.float32)
    asked: list[int] = []

    def neighbours(query: np.ndarray, k: int) -> np.ndarray:
        asked.append(k)
        return big.ids[np.argsort(-(target @ query))[:k]]

    question = target[4242] / np.linalg.norm(target[4242])
    found = search.search(analyse("?"), question, [search.Part(big, neighbours)], 5, Filters())
    filtered = search.search(
        analyse("?"), question, [search.Part(big, neighbours)], 5, Filters(since=START + DAY)
    )

    assert found[0][0] == 4242
    assert asked
    assert filtered
    assert all(id_ % 2 == 1 for id_, _ in filtered)


def test_what_the_rest_of_an_article_says_speaks_for_its_passages() -> None:
    texts = ["The strike at the port began.", "The strike at the port began.", "Port workers want more pay."]
    rest = [f"Rain number {n} in the hills" for n in range(20)]
    one = shard([*texts, *rest], version=[1, 2, 2, *range(3, 23)])

    assert ids("strike of the port workers", one)[0] == 2


def test_one_article_does_not_fill_the_list_while_others_fit() -> None:
    texts = [f"The earthquake in Palu, part {'abcdefgh'[n] * 4}" for n in range(8)]
    one = shard(texts, version=[1, 1, 1, 1, 1, 2, 3, 4])

    found = ids("earthquake Palu", one, k=5)

    assert sorted(found)[-3:] == [6, 7, 8]
    assert len(found) == 5


def test_an_article_alone_fills_the_list() -> None:
    one = shard([f"The earthquake in Palu, part {'abcd'[n] * 4}" for n in range(4)], version=[1] * 4)

    assert sorted(ids("earthquake Palu", one)) == [1, 2, 3, 4]


def test_an_article_of_one_passage_is_known_as_such() -> None:
    assert shard(["a"] * 5, version=[1, 1, 2, 3, 3]).alone(np.arange(5)).tolist() == [
        False,
        False,
        True,
        False,
        False,
    ]


def test_the_newest_are_of_the_languages_asked_for_the_newest_first() -> None:
    days = [int((START + DAY * n).timestamp()) for n in range(4)]
    english = shard(["a", "b", "c"], published=[days[1], None, days[3]])
    arabic = shard(["د", "ه"], "ar", first=4, published=[days[0], days[3]])

    assert search.newest([english, arabic], 9, Filters()) == [3, 5, 1, 4]
    assert search.newest([english, arabic], 2, Filters()) == [3, 5]
    assert search.newest([english, arabic], 9, Filters(language="ar")) == [5, 4]
    assert search.newest([english, arabic], 9, Filters(since=START + DAY)) == [3, 5, 1]
