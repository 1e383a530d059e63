"""From the scores of a passage to its stance, and whether it is mixed."""

import math
from dataclasses import dataclass

import numpy as np

from nlp.classifier.likelihoods import likelihoods
from nlp.classifier.stance_facts import STANCES
from nlp.classifier.terms import Floats
from nlp.types import Stance

_STRENGTH = STANCES.index(Stance.STRENGTH)
_VERDICTS = {STANCES.index(Stance.STRENGTH), STANCES.index(Stance.NEEDS_IMPROVEMENT)}


# How they were chosen: see the model card; each judged on authorities held out.
@dataclass(frozen=True, slots=True)
class StanceRule:
    """How scores become a stance.

    Attributes:
        temperature: divides the scores, so that probabilities hold on authorities not seen.
        rules: share of the rules in a probability, except where an inspectorate speaks.
        handicap: how many logits a strength must be ahead; a strength that is none
            costs the reader more than one that is missed.
        mixed: probability from which a verdict is called mixed.
    """

    temperature: float = 1.0
    rules: float = 0.2
    handicap: float = 0.3
    mixed: float = 0.5

    def probabilities(self, scores: Floats, said: Floats, inspectors: Floats) -> Floats:
        """Return the probability of each stance, rows adding to 1.

        Args:
            scores: one column a stance.
            said: 1 in the column of what the rules say, else 0.
            inspectors: 1 for each passage in which an inspectorate speaks, else 0.
        """
        logits = scores / np.float32(self.temperature)
        model = likelihoods(logits)
        share = self.rules * (1 - inspectors[:, None])
        both: Floats = (1 - share) * model + share * said
        return both

    def choose(self, probabilities: Floats) -> list[int]:
        """Return the place of each passage's stance in the list of stances."""
        weighed = probabilities.copy()
        weighed[:, _STRENGTH] *= math.exp(-self.handicap)
        chosen: list[int] = weighed.argmax(axis=1).tolist()
        return chosen

    def is_mixed(self, score: float, stance: int) -> bool:
        """Tell whether a verdict goes both ways; what judges nothing is never mixed."""
        return stance in _VERDICTS and score > math.log(self.mixed / (1 - self.mixed))
