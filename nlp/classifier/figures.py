"""Figures of the area classifier with how far to trust them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.classifier.evaluation import first_area_right, tally
from nlp.classifier.examples import AreaExample
from nlp.classifier.headings import AREAS, NONE
from nlp.classifier.intervals import Floats, by_group, f1, interval, numbered, share

_NONE: Floats = np.zeros((1, 3))


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
    owners = [row.example.group for row in rows]
    found = tally(((r.example.areas or (NONE,), r.guess or (NONE,), ()) for r in rows), owners)
    hits = by_group(numbered(owners), np.array([[row.right, 1.0] for row in rows]))
    return {
        "passages": len(rows),
        "authorities": len(hits),
        "accuracy": _with_interval(hits, share),
        "areas": {area: _class_figures(found.get(area, _NONE)) for area in (*AREAS, NONE)},
    }


def _class_figures(counts: Floats) -> dict[str, Any]:
    right, wrong, missed = counts.sum(axis=0)
    return {
        "n": int(right + missed),
        "precision": round(right / (right + wrong), 3) if right + wrong else None,
        "recall": round(right / (right + missed), 3) if right + missed else None,
        "f1": _with_interval(counts, f1),
    }


def _with_interval(sums: Floats, figure: Callable[[Floats], Floats]) -> list[float]:
    """Return the figure over all groups and the middle 95 % of redrawn ones."""
    return [round(value, 3) for value in (float(figure(sums.sum(axis=0))), *interval(sums, figure))]
