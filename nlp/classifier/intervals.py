"""How far to trust a figure.

Passages of one council are alike, so uncertainty is found by drawing whole
authorities again and again with replacement (the cluster bootstrap; Davison and
Hinkley 1997, section 3.8), not single passages.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

_DRAWS = 1000
Floats = NDArray[np.float64]
Interval = tuple[float, float]


def numbered(groups: Sequence[str]) -> NDArray[np.intp]:
    """Return a number for each group, the same for equal names."""
    return np.unique(np.asarray(groups), return_inverse=True)[1].astype(np.intp)


def by_group(owners: NDArray[np.intp], values: Floats) -> Floats:
    """Add up the rows of each owner, shape ``(owners, columns)``."""
    sums = np.zeros((int(owners.max(initial=-1)) + 1, values.shape[1]))
    np.add.at(sums, owners, values)
    return sums


def interval(sums: Floats, figure: Callable[[Floats], Floats]) -> Interval:
    """Return the middle 95 % of a figure over redrawn groups.

    Args:
        sums: one row for each group, at least one.
        figure: works a figure out of sums, in the last axis.
    """
    draw = np.random.default_rng(0)
    times = draw.multinomial(len(sums), np.full(len(sums), 1 / len(sums)), size=_DRAWS)
    low, high = np.percentile(figure(times @ sums), [2.5, 97.5])
    return float(low), float(high)


def f1(sums: Floats) -> Floats:
    """Work out F1 from right, wrong and missed in the last axis; 0 where all are 0."""
    right, wrong, missed = np.moveaxis(sums, -1, 0)
    whole: Floats = 2 * right / np.maximum(2 * right + wrong + missed, 1)
    return whole


def share(sums: Floats) -> Floats:
    """Work out a share from hits and cases in the last axis."""
    hits, cases = np.moveaxis(sums, -1, 0)
    whole: Floats = hits / np.maximum(cases, 1)
    return whole
