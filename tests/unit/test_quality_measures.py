"""What a list of hits is worth, worked out by hand."""

from math import log2

import pytest

from indexer.quality.measures import DEEP, score

GRADES = {"a": 2, "b": 1}


def test_the_best_order_is_worth_one() -> None:
    assert score([["a"], ["b"]], GRADES).ndcg == pytest.approx(1.0)


def test_ndcg_discounts_by_the_logarithm_of_the_place() -> None:
    best = 2 + 1 / log2(3)
    assert score([[], ["b"], ["a"]], GRADES).ndcg == pytest.approx((1 / log2(3) + 2 / 2) / best)


def test_what_comes_after_the_first_ten_is_worth_nothing_to_ndcg() -> None:
    assert score([[]] * 10 + [["a"]], GRADES).ndcg == 0


def test_recall_counts_wanted_passages_of_any_grade() -> None:
    assert score([["b"]], GRADES).recall == 0.5


def test_recall_ends_with_the_first_page_of_hits() -> None:
    assert score([[]] * DEEP + [["a"]], GRADES).recall == 0


def test_the_reciprocal_rank_is_that_of_the_first_wanted_hit() -> None:
    assert score([[], ["b"], ["a"]], GRADES).reciprocal == 0.5


def test_nothing_found_is_worth_nothing() -> None:
    found = score([[], []], GRADES)
    assert (found.ndcg, found.recall, found.reciprocal) == (0, 0, 0)


def test_a_copy_takes_a_place_and_brings_nothing() -> None:
    once, twice = score([["a"], [], ["b"]], GRADES), score([["a"], ["a"], ["b"]], GRADES)
    assert once == twice


def test_ten_good_hits_are_perfect_however_many_more_there_are() -> None:
    many = {str(number): 2 for number in range(15)}
    assert score([[key] for key in list(many)[:10]], many).ndcg == pytest.approx(1.0)
