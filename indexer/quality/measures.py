"""What a list of hits is worth to a person who reads it from the top.

Gains are the grades themselves and the discount is the logarithm of the place, as trec_eval
reckons nDCG (Järvelin and Kekäläinen 2002).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

FIRST = 10
"""Places that nDCG looks at: one screen."""
DEEP = 20
"""Places that recall and the reciprocal rank look at: one page of hits."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well one question was answered; all in [0, 1].

    Attributes:
        ndcg: of the first :data:`FIRST` hits.
        recall: share of the wanted passages among the first :data:`DEEP`.
        reciprocal: 1 / place of the first wanted hit among those; 0 if there is none.
    """

    ndcg: float
    recall: float
    reciprocal: float


def score(places: Sequence[Iterable[str]], grades: Mapping[str, int]) -> Score:
    """Score the hits of one question.

    Args:
        places: for each hit, best first, the keys of what is found there. Nothing is found
            twice: a copy of an earlier hit takes a place and brings nothing.
        grades: key to grade of all that should be found, at least one.
    """
    new = _first_met(places[:DEEP], grades)
    gains = [max((grades[key] for key in keys), default=0) for keys in new]
    best = _discounted(sorted(grades.values(), reverse=True)[:FIRST])
    met = [place for place, keys in enumerate(new, start=1) if keys]
    return Score(
        ndcg=_discounted(gains[:FIRST]) / best,
        recall=sum(len(keys) for keys in new) / len(grades),
        reciprocal=1 / met[0] if met else 0.0,
    )


def _first_met(places: Sequence[Iterable[str]], grades: Mapping[str, int]) -> list[set[str]]:
    """Return which wanted keys each place is the first to hold."""
    known: set[str] = set()
    new = []
    for keys in places:
        fresh = {key for key in keys if key in grades} - known
        known |= fresh
        new.append(fresh)
    return new


def _discounted(gains: Iterable[int]) -> float:
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains, start=1))
