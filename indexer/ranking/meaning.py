"""Fuse what words find with what means the same."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

_BY_MEANING, _BESIDE_WORDS = 0.6, 0.4
"""The share of meaning in the score where words find next to nothing, and where they find plenty:
then the words are the question's own. nDCG@10 of 60 questions on five papers, of 31 more that
nothing else was tuned on, and of 66 on the sample papers, by the second of these: 0.6 (one share
for all) 0.651, 0.606, 0.600; 0.4 0.657, 0.614, 0.598; 0.3 0.662, 0.618, 0.598. With 0.7 for the
first and 0.3: 0.652, 0.629, 0.600. Since vectors of words have learnt from 12,700 questions, over
223 questions (66 of them on 494 papers) without and with a sentence encoder: 0.3 0.661, 0.678; 0.4
0.662, 0.681; 0.5 0.659, 0.679; 0.7 and 0.3 0.660, 0.676; 0.7 and 0.4 0.659, 0.680; 0.5 and 0.3
0.659, 0.674. See :data:`_FULL` for what was tried before."""
_FULL = 40.0
"""A score by words and themes below this is a weak one, also where it is the best there is: else
a passage that happens to share a word with a question in other words stands before all that mean
the same. nDCG@10 of 60 questions on five papers and of 66 on the sample papers, by share of meaning
and this: 0.6 and none 0.623, 0.542; 0.75 and none 0.625, 0.559; 0.5 and 60 0.646, 0.576; 0.6 and
40 0.643, 0.576; 0.7 and 40 0.628, 0.580; 0.6 and 60 0.632, 0.580; 0.6 and 120 0.601, 0.579.
Later, on these and 30 questions on 494 papers, for 20, 30, 40, 50 and 60: 0.659, 0.676, 0.685,
0.677, 0.669; 0.588, 0.615, 0.622, 0.621, 0.619; 0.730, 0.729, 0.728, 0.700, 0.658. Letting the
passages nearest in meaning vote for the themes of a question gave 0.688, 0.620, 0.706; encoding the
papers' words for it as well, with a quarter of the weight, 0.678, 0.618 for 0.680, 0.621."""

BESIDE_MEANING = 0.6
"""The power of the factors of :mod:`indexer.ranking.ordering` on a fused score: passages differ
less by it than by words. 1, 0.6, 0.35, 0.15 gave 0.648, 0.655, 0.659, 0.651 and 0.575, 0.587,
0.578, 0.568."""


class Meaning(Protocol):
    """Finds passages that mean what a question asks."""

    def nearest(self, question: str, k: int) -> list[tuple[str, float]]:
        """Return passage ids with cosines, the nearest first; empty without vectors."""

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
    share = _share(most)
    most = max(most, _FULL)
    scores = [
        (passage, share * cosines.get(passage, farthest) + (1 - share) * score / most)
        for passage, score in found
    ]
    return sorted(scores, key=lambda pair: (-pair[1], pair[0]))


def _share(most: float) -> float:
    """Return the share of meaning beside words that reach a score: less where they find plenty."""
    strong = min(1.0, max(0.0, 2 * most / _FULL - 1))
    return _BY_MEANING - (_BY_MEANING - _BESIDE_WORDS) * strong
