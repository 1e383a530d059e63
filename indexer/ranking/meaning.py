"""Fuse what words find with what means the same, where a model of meaning is installed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

_BY_MEANING = 0.6
"""The share of meaning in the score. 0, 0.3, 0.5, 0.6, 0.7 gave 0.577, 0.535, 0.563, 0.571, 0.571
without ranking; see METHOD."""


class Meaning(Protocol):
    """Finds passages that mean what a question asks."""

    def nearest(self, question: str, k: int) -> list[tuple[str, float]]:
        """Return passage ids with cosines, the nearest first; empty without a model."""

    def cosines(self, question: str, passages: Iterable[str]) -> dict[str, float]:
        """Return how near passages are to a question, of those that have a vector."""


def fused(
    found: Sequence[tuple[str, float]], cosines: Mapping[str, float]
) -> list[tuple[str, float]]:
    """Weigh words and meaning together.

    Args:
        found: passage ids with the scores that words and themes gave.
        cosines: of those that have a vector; others count as the farthest of them.

    Returns:
        the same ids with scores from 0 to 1, the best first.
    """
    most = max((score for _, score in found), default=0.0)
    if not cosines or not most:
        return list(found)
    farthest = min(cosines.values())
    scores = [
        (passage, _BY_MEANING * cosines.get(passage, farthest) + (1 - _BY_MEANING) * score / most)
        for passage, score in found
    ]
    return sorted(scores, key=lambda pair: (-pair[1], pair[0]))
