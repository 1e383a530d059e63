"""Figures of the area classifier with how far to trust them.

Passages of one council are alike, so uncertainty is found by drawing whole
authorities again and again with replacement (the cluster bootstrap), not
single passages.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.classifier.evaluation import Counts, first_area_right, tally
from nlp.classifier.examples import AreaExample
from nlp.classifier.headings import AREAS, NONE

_DRAWS = 1000
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """An example and the areas a model gave it without having seen its authority."""

    example: AreaExample
    guess: tuple[str, ...]

    @property
    def right(self) -> bool:
        """The first area given, or none, is right."""
        return first_area_right(self.example.areas, self.guess)


def area_figures(rows: Sequence[Judged]) -> dict[str, Any]:
    """Return figures overall and for each class, with 95 % intervals.

    Args:
        rows: held-out predictions, at least one.

    Returns:
        ``passages``, ``authorities``, ``accuracy`` and, under ``areas``, for the
        four areas and "none", ``n``, ``precision``, ``recall``, ``f1``; accuracy
        and F1 are ``[value, low, high]``.
    """
    groups = sorted({row.example.group for row in rows})
    place = {group: number for number, group in enumerate(groups)}
    owners = np.array([place[row.example.group] for row in rows])
    hits = _by_group(owners, np.array([[row.right, 1.0] for row in rows]), len(groups))
    return {
        "passages": len(rows),
        "authorities": len(groups),
        "accuracy": _interval(hits, lambda sums: sums[..., 0] / np.maximum(sums[..., 1], 1)),
        "areas": {area: _class_figures(rows, area, owners, len(groups)) for area in (*AREAS, NONE)},
    }


def _class_figures(
    rows: Sequence[Judged], area: str, owners: NDArray[np.intp], groups: int
) -> dict[str, Any]:
    counts = np.zeros((len(rows), 3))
    for number, row in enumerate(rows):
        found = tally([(row.example.areas or (NONE,), row.guess or (NONE,), ())])
        if area in found:
            counts[number] = found[area].right, found[area].wrong, found[area].missed
    right, wrong, missed = (int(total) for total in counts.sum(axis=0))
    figure = Counts(right, wrong, missed).figure
    return {
        "n": figure.n,
        "precision": _rounded(figure.precision),
        "recall": _rounded(figure.recall),
        "f1": _interval(_by_group(owners, counts, groups), _f1),
    }


def _f1(sums: Floats) -> Floats:
    """Work out F1 from right, wrong and missed in the last axis; 0 where all are 0."""
    right, wrong, missed = np.moveaxis(sums, -1, 0)
    whole: Floats = 2 * right / np.maximum(2 * right + wrong + missed, 1)
    return whole


def _by_group(owners: NDArray[np.intp], values: Floats, groups: int) -> Floats:
    sums = np.zeros((groups, values.shape[1]))
    np.add.at(sums, owners, values)
    return sums


def _interval(sums: Floats, figure: Callable[[Floats], Floats]) -> list[float]:
    """Return the figure over all groups and the middle 95 % of redrawn ones."""
    draw = np.random.default_rng(0)
    groups = len(sums)
    times = draw.multinomial(groups, np.full(groups, 1 / groups), size=_DRAWS)
    low, high = np.percentile(figure(times @ sums), [2.5, 97.5])
    return [round(float(value), 3) for value in (figure(sums.sum(axis=0)), low, high)]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
