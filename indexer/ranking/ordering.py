"""Rank for evidence: verdicts before facts, whole statements before scraps, new before old.

Each factor multiplies the score that words and themes gave. The figures are nDCG@10 on the sets
that :mod:`indexer.ranking.widening` names, in that order.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from indexer.store.ranked import Standing
from nlp.questions import Gist
from nlp.types import Stance

_FACT = 0.9
"""What a passage counts that gives facts, scope or method, and neither verdict nor promise.
1, 0.85, 0.75 gave 0.546, 0.552, 0.552 on five papers; 0.461, 0.467, 0.463 on the sample papers;
0.323, 0.310, 0.300 on 494 papers. Later 0.85 and 0.9: 0.600, 0.602; 0.490, 0.488; 0.318, 0.321."""

_WHOLE, _SCRAP_POWER = 25, 0.5
"""Words a passage has that says something whole; one of a quarter of them counts half.
1, 15, 25, 40 gave 0.550, 0.550, 0.552, 0.555 and 0.465, 0.469, 0.467, 0.467; 1 and 25 gave 0.306,
0.310."""

_YEAR = 0.98
"""What each year of age counts, up to :data:`_OLDEST`, beside the newest paper found. 1, 0.98, 0.95
gave 0.555, 0.552, 0.547; 0.464, 0.467, 0.465; 0.303, 0.310, 0.304."""
_OLDEST = 10

_ASKED = 1.2
"""What a passage counts for each thing it has that is asked for by name: stance, speaker, area.
1, 1.15, 1.3, 1.6 gave 0.600, 0.600, 0.598, 0.594: few of the questions name one."""

_PLENTY, _MORE = 3, 0.97
"""Passages of one paper that count in full, and what each one more counts. 1, 0.97, 0.9 gave
0.550, 0.552, 0.545; 0.467, 0.467, 0.467; 0.310, 0.310, 0.304."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with the score it stands by."""

    standing: Standing
    score: float


def rank(
    found: Sequence[tuple[str, float]],
    standings: Mapping[str, Standing],
    gist: Gist,
    *,
    sway: float = 1.0,
) -> list[Ranked]:
    """Put the best matches in the order of evidence.

    Args:
        found: passage ids with the scores that words and themes gave.
        standings: what they are judged by; passages without are left out.
        gist: what the question asks for.
        sway: how far the order of evidence may outweigh the scores; 0 not at all.
    """
    newest = max((one.dated for one in standings.values() if one.dated), default=None)
    scored = [
        Ranked(standing, score * math.pow(_factor(standing, gist, newest), sway))
        for passage, score in found
        if (standing := standings.get(passage))
    ]
    return _spread(sorted(scored, key=_falling))


def _factor(one: Standing, gist: Gist, newest: date | None) -> float:
    factor: float = min(1.0, (len(one.text.split()) + 2) / _WHOLE) ** _SCRAP_POWER
    if one.stance in (Stance.CONTEXT, None):
        factor *= _FACT
    factor *= math.pow(_ASKED, _met(one, gist))
    if newest and one.dated:
        age = (newest - one.dated).days / 365.25
        factor *= math.pow(_YEAR, min(_OLDEST, age))
    return factor


def _met(one: Standing, gist: Gist) -> int:
    """Count what a passage has of what is asked for by name."""
    return (
        (gist.stance is not None and one.stance is gist.stance)
        + (gist.speaker is not None and one.speaker is gist.speaker)
        + any(area in one.areas for area in gist.areas)
    )


def _spread(ranked: Iterable[Ranked]) -> list[Ranked]:
    """Let each passage of a paper beyond the first few count a little less."""
    seen: Counter[str] = Counter()
    lowered = []
    for one in ranked:
        beyond = max(0, seen[one.standing.document] + 1 - _PLENTY)
        seen[one.standing.document] += 1
        lowered.append(Ranked(one.standing, one.score * _MORE**beyond))
    return sorted(lowered, key=_falling)


def _falling(one: Ranked) -> tuple[float, str]:
    return -one.score, one.standing.passage
