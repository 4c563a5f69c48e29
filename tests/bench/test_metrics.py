"""The metrics, against values worked out by hand."""

from __future__ import annotations

import pytest

from bench.metrics import Scores, ndcg, recall, reciprocal_rank

RANKED = ["d3", "d1", "d7", "d2"]


@pytest.mark.parametrize(("k", "expected"), [(1, 0.0), (2, 1.0), (10, 1.0)])
def test_recall_is_one_from_the_rank_of_the_first_relevant_item(k: int, expected: float) -> None:
    assert recall(RANKED, {"d1"}, k) == expected


def test_recall_counts_any_of_several_relevant_items() -> None:
    assert recall(RANKED, {"d2", "d9"}, 4) == 1.0


@pytest.mark.parametrize(("relevant", "expected"), [({"d3"}, 1.0), ({"d7", "d2"}, 1 / 3), ({"d9"}, 0.0)])
def test_reciprocal_rank_is_that_of_the_first_relevant_item(relevant: set[str], expected: float) -> None:
    assert reciprocal_rank(RANKED, relevant) == pytest.approx(expected)


def test_reciprocal_rank_looks_no_deeper_than_k() -> None:
    assert reciprocal_rank([str(n) for n in range(20)], {"10"}) == 0.0
    assert reciprocal_rank([str(n) for n in range(20)], {"9"}) == pytest.approx(0.1)


def test_ndcg_of_one_relevant_item_is_its_discount() -> None:
    assert ndcg(RANKED, {"d1"}) == pytest.approx(0.6309298)  # 1 / log2(3)


def test_ndcg_of_two_relevant_items_is_measured_against_the_best_order() -> None:
    # (1/log2(3) + 1/log2(5)) / (1 + 1/log2(3)) = 1.0616064 / 1.6309298
    assert ndcg(RANKED, {"d1", "d2"}) == pytest.approx(0.6509209)


def test_ndcg_without_anything_relevant_is_zero() -> None:
    assert ndcg(RANKED, set()) == 0.0


def test_scores_are_averages_over_questions() -> None:
    scores = Scores.of([(RANKED, {"d3"}), (RANKED, {"d2"}), ([], {"d2"})])
    assert scores == pytest.approx((1 / 3, 2 / 3, 2 / 3, (1 + 1 / 4) / 3, (1 + 0.4306766) / 3))
