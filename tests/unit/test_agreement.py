"""Agreement beyond chance, held against published examples and an independent implementation."""

import random

import pytest
from sklearn.metrics import cohen_kappa_score

from nlp.agreement import cohen_kappa, confusion, krippendorff_alpha, masi

# Krippendorff (2011), section C: four observers, twelve units, values missing.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)


def units_of(*coders: tuple[object, ...]) -> list[list[object]]:
    return [[v for v in unit if v is not None] for unit in zip(*coders, strict=True)]


def table_of(rows: list[list[int]]) -> list[tuple[int, int]]:
    return [(a, b) for a, row in enumerate(rows) for b, n in enumerate(row) for _ in range(n)]


def test_alpha_with_missing_values_is_what_krippendorff_works_out() -> None:
    alpha = krippendorff_alpha(units_of(*OBSERVERS))
    assert alpha.value == pytest.approx(0.743, abs=0.0005)


def test_a_unit_that_one_observer_coded_counts_for_nothing() -> None:
    assert krippendorff_alpha(units_of(*OBSERVERS)).n == 11


def test_alpha_of_two_observers_and_two_values_is_what_krippendorff_works_out() -> None:
    meg = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0)
    owen = (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
    assert krippendorff_alpha(units_of(meg, owen)).value == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_two_observers_and_five_values_is_what_krippendorff_works_out() -> None:
    ben, gerry = tuple("aabbdcccedda"), tuple("babbbccceddd")
    assert krippendorff_alpha(units_of(ben, gerry)).value == pytest.approx(0.692, abs=0.0005)


def test_alpha_takes_the_distance_of_values_into_account() -> None:
    # The same twelve units, read by Krippendorff (2011) as measured on an interval scale.
    alpha = krippendorff_alpha(units_of(*OBSERVERS), lambda a, b: abs(a - b))
    assert alpha.value == pytest.approx(0.849, abs=0.0005)


def test_kappa_is_what_fleiss_works_out_for_a_hundred_diagnoses() -> None:
    # Fleiss, Statistical Methods for Rates and Proportions (1981), table 13.1.
    kappa = cohen_kappa(table_of([[75, 1, 4], [5, 4, 1], [0, 0, 10]]))
    assert kappa.value == pytest.approx(0.676, abs=0.0005)


@pytest.mark.parametrize("seed", range(5))
def test_kappa_is_what_scikit_learn_has(seed: int) -> None:
    draw = random.Random(seed)
    pairs = [(draw.choice("abc"), draw.choice("aabcd")) for _ in range(80)]
    expected = cohen_kappa_score([a for a, _ in pairs], [b for _, b in pairs])
    assert cohen_kappa(pairs).value == pytest.approx(expected)


def test_nothing_can_be_told_where_all_say_the_same_of_everything() -> None:
    assert cohen_kappa([(False, False)] * 9).value is None
    assert krippendorff_alpha([[False, False]] * 9).value is None


def test_nothing_can_be_told_where_nothing_was_coded_twice() -> None:
    assert cohen_kappa([]).value is None
    assert krippendorff_alpha([["a"], []]).n == 0


def test_the_interval_holds_the_figure_and_narrows_with_more_units() -> None:
    some = table_of([[20, 5], [10, 15]])
    few, many = cohen_kappa(some), cohen_kappa(some * 10)
    assert few.low < few.value < few.high
    assert many.high - many.low < (few.high - few.low) / 2


def test_where_all_agree_on_everything_nothing_shows_how_sure_that_is() -> None:
    kappa = cohen_kappa([("a", "a"), ("b", "b")] * 20)
    assert (kappa.value, kappa.low, kappa.high) == (1.0, None, None)


def test_the_interval_of_alpha_is_that_of_kappa_where_they_measure_the_same() -> None:
    some = table_of([[40, 10], [10, 40]])
    kappa, alpha = cohen_kappa(some), krippendorff_alpha(some)
    assert (alpha.low, alpha.high) == pytest.approx((kappa.low, kappa.high), abs=0.02)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("", "", 0),
        ("ab", "ab", 0),
        ("ab", "cd", 1),
        ("", "a", 1),
        ("ab", "abcd", 1 - 2 / 4 * 2 / 3),
        ("abc", "bcd", 1 - 2 / 4 * 1 / 3),
    ],
)
def test_sets_are_apart_as_passonneau_has_it(one: str, other: str, apart: float) -> None:
    assert masi(frozenset(one), frozenset(other)) == pytest.approx(apart)


def test_what_meets_what_is_counted() -> None:
    assert confusion([("a", "b"), ("a", "b"), ("b", "b")]) == {("a", "b"): 2, ("b", "b"): 1}
