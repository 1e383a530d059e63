"""How well coders agree beyond chance: Cohen's kappa and Krippendorff's alpha.

Both are 1 where everybody agrees and 0 where they agree as often as chance would have it.
Neither can be told where all said the same of everything, for then chance agrees as well;
the figure is None there, never 1.

Kappa: J. Cohen, "A coefficient of agreement for nominal scales", Educational and
Psychological Measurement 20 (1960), 37-46. Alpha: K. Krippendorff, "Computing
Krippendorff's alpha-reliability" (2011). MASI: R. Passonneau, "Measuring agreement on
set-valued items (MASI) for semantic and pragmatic annotation" (2006).
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Value = TypeVar("Value", bound=Hashable)
Matrix = npt.NDArray[np.float64]

REPEATS = 2_000
"""Times that the units are drawn anew for an interval: two runs then differ by 0.01 at most."""

_SEED = 7
_LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Agreement:
    """A figure of agreement and how sure it is.

    Attributes:
        value: the figure; None where it cannot be told.
        low, high: between which it lies with 95 %, by drawing the units anew; None where
            that cannot be told, as where all agreed on everything.
        n: units that it rests on: those that two coders or more have coded.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int


def nominal(one: Hashable, other: Hashable) -> float:
    """Return 0 for the same value and 1 for any other."""
    return float(one != other)


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how far two sets of labels are apart, from 0 (the same) to 1 (nothing shared).

    One less their share in common, which is weighed down by a third where one holds the
    other, and by two thirds where each has labels of its own.
    """
    if one == other:
        return 0.0
    shared = one & other
    if not shared:
        return 1.0
    weight = 2 / 3 if shared in (one, other) else 1 / 3
    return 1 - weight * len(shared) / len(one | other)


def cohen_kappa(pairs: Sequence[tuple[Value, Value]], *, repeats: int = REPEATS) -> Agreement:
    """Return Cohen's kappa of two coders.

    Args:
        pairs: what either says of each unit that both have coded.
        repeats: times that the units are drawn anew for the interval; 0: no interval.
    """
    if not pairs:
        return Agreement(None, None, None, 0)
    met = Counter(pairs)
    values = {value: number for number, value in enumerate(dict.fromkeys(sum(met, ())))}
    one = np.eye(len(values))[[values[first] for first, _ in met]]
    other = np.eye(len(values))[[values[second] for _, second in met]]
    same = (one * other).sum(axis=1)
    n = len(pairs)

    def kappa(weights: Matrix) -> Matrix:
        expected = (weights @ one * (weights @ other)).sum(axis=1) / n**2
        return _beyond(1 - weights @ same / n, 1 - expected)

    return _figure(kappa, list(met.values()), repeats)


def krippendorff_alpha(
    units: Sequence[Sequence[Value]],
    distance: Callable[[Value, Value], float] = nominal,
    *,
    repeats: int = REPEATS,
) -> Agreement:
    """Return Krippendorff's alpha of any number of coders.

    Args:
        units: for each unit the values that those who coded it gave; who did not is left out.
        distance: how far two values are apart, 0 to 1; its square counts.
        repeats: times that the units are drawn anew for the interval; 0: no interval.
    """
    coded = Counter(frozenset(Counter(unit).items()) for unit in units if len(unit) > 1)
    if not coded:
        return Agreement(None, None, None, 0)
    values = list(dict.fromkeys(value for unit in coded for value, _ in unit))
    numbers = {value: number for number, value in enumerate(values)}
    apart = np.array([[distance(one, other) ** 2 for other in values] for one in values])
    counts = np.zeros((len(coded), len(values)))
    for row, unit in enumerate(coded):
        for value, times in unit:
            counts[row, numbers[value]] = times
    size = counts.sum(axis=1)
    within = ((counts @ apart) * counts).sum(axis=1) / (size - 1)

    def alpha(weights: Matrix) -> Matrix:
        n = weights @ size
        totals = weights @ counts
        expected = ((totals @ apart) * totals).sum(axis=1) / (n * (n - 1))
        return _beyond(weights @ within / n, expected)

    return _figure(alpha, list(coded.values()), repeats)


def confusion(pairs: Sequence[tuple[Value, Value]]) -> dict[tuple[Value, Value], int]:
    """Count how often what one coder says meets what the other says."""
    return dict(Counter(pairs))


def _beyond(observed: Matrix, expected: Matrix) -> Matrix:
    """Return one less the disagreement as a share of what chance would bring; NaN if that is 0."""
    possible = expected > np.finfo(float).eps
    share = np.full(len(expected), np.nan)
    np.divide(observed, expected, out=share, where=possible)
    return 1 - share


def _figure(measure: Callable[[Matrix], Matrix], alike: Sequence[int], repeats: int) -> Agreement:
    """Measure all units as they are, then drawn anew with replacement.

    Args:
        measure: of how often each kind of unit is there, one set of numbers a row.
        alike: how often it is: units coded alike are drawn together, which is the same and
            takes a hundredth of the time for a question of yes or no.
    """
    weights = np.array(alike, float)
    n = int(weights.sum())
    value = measure(weights[np.newaxis])[0]
    if np.isnan(value):
        return Agreement(None, None, None, n)
    found = np.full(1, np.nan)
    if repeats and n > 1:
        drawn = np.random.default_rng(_SEED).multinomial(n, weights / n, repeats)
        found = measure(drawn.astype(float))
    # A draw in which all said the same tells nothing.
    found = found[~np.isnan(found)]
    if not len(found):
        return Agreement(float(value), None, None, n)
    low, high = np.quantile(found, [(1 - _LEVEL) / 2, (1 + _LEVEL) / 2])
    if low == high:  # nothing differed, so no draw can show how sure that is
        return Agreement(float(value), None, None, n)
    return Agreement(float(value), float(low), float(high), n)
