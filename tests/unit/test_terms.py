"""Counting terms: what is a term, and what a row holds."""

import numpy as np
import pytest

from nlp.classifier.terms import Rows, Terms, fold, terms_of


@pytest.fixture
def terms() -> Terms:
    return Terms(["care", "plan", "care plan", "00"], np.ones(4, np.float32))


def entries(rows: Rows, row: int) -> dict[int, float]:
    part = slice(rows.starts[row], rows.starts[row + 1])
    return dict(zip(rows.columns[part].tolist(), rows.values[part].tolist(), strict=True))


def test_words_and_pairs_of_words_are_found(terms: Terms) -> None:
    assert entries(terms.rows([["a", "care", "plan"]]), 0).keys() == {0, 1, 2}


def test_a_pair_does_not_reach_into_the_next_passage(terms: Terms) -> None:
    assert entries(terms.rows([["care"], ["plan"]]), 0).keys() == {0}


def test_a_pair_is_parted_by_a_word_not_known(terms: Terms) -> None:
    assert entries(terms.rows([["care", "about", "plan"]]), 0).keys() == {0, 1}


def test_marks_between_two_words_are_passed_over(terms: Terms) -> None:
    assert 2 in entries(terms.rows([["care", "-", "plan"]]), 0)


def test_figures_are_one_term(terms: Terms) -> None:
    assert entries(terms.rows([["1989", "42"]]), 0).keys() == {3}


def test_a_row_has_length_one(terms: Terms) -> None:
    rows = terms.rows([["care", "plan", "care"]])
    assert np.linalg.norm(rows.values) == pytest.approx(1)


def test_a_term_said_twice_weighs_more(terms: Terms) -> None:
    found = entries(terms.rows([["care", "x", "care", "x", "plan"]]), 0)
    assert found[0] > found[1]


def test_a_rare_term_weighs_more() -> None:
    terms = Terms(["care", "plan"], np.array([1, 3], np.float32))
    found = entries(terms.rows([["care", "plan"]]), 0)
    assert found[1] == pytest.approx(3 * found[0])


def test_a_passage_without_terms_has_an_empty_row(terms: Terms) -> None:
    assert entries(terms.rows([["care"], [], ["plan"]]), 1) == {}


def test_a_product_is_that_of_the_dense_matrix(terms: Terms) -> None:
    rows = terms.rows([["care", "plan"], ["nothing"], ["plan"]])
    weights = np.arange(8, dtype=np.float32).reshape(4, 2)
    dense = np.array([[entries(rows, row).get(c, 0.0) for c in range(4)] for row in range(3)])
    np.testing.assert_allclose(rows.times(weights), dense @ weights, rtol=1e-6)


def test_marks_and_single_letters_are_no_words() -> None:
    assert [fold(token) for token in (",", "a", "\N{BULLET}", "'s")] == [None] * 4


def test_an_empty_token_parts_the_words_beside_it() -> None:
    assert list(terms_of(["care", "", "plan"])) == ["care", "plan"]
