"""Fit the area classifier, and judge it on authorities it has not seen."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from nlp.classifier.examples import AreaExample
from nlp.types import AreaLabel

if TYPE_CHECKING:
    from nlp.classifier.areas import AreaClassifier


def train_areas(examples: Iterable[AreaExample], **params: Any) -> "AreaClassifier":
    """Fit a classifier on all examples.

    Args:
        examples: labelled passages; each group is an authority.
        **params: parameters of :class:`~nlp.classifier.areas.AreaClassifier`.

    Raises:
        ValueError: there is nothing to learn from, or an area is unknown.
    """
    from nlp.classifier.areas import AreaClassifier

    rows = list(examples)
    return AreaClassifier(**params).fit(
        [row.passage for row in rows],
        [row.areas for row in rows],
        groups=[row.group for row in rows],
        sample_weight=[row.weight for row in rows],
    )
