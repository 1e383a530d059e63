"""From the scores of a passage to its inspection areas.

The section heading is trusted but can be overruled: a heading that names an
area lends it a fixed number of logits, so the words must contradict it plainly
to win.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.classifier.headings import AREAS, NONE, area_of_heading
from nlp.classifier.likelihoods import likelihoods
from nlp.classifier.terms import Floats
from nlp.types import AreaLabel, PassageInput, Source

Areas = tuple[str, ...]
CLASSES = (NONE, *AREAS)


# How they were chosen: 3,687 labelled passages of 118 authorities besides 14,900
# labelled by their section, five folds by authority; share whose first area, or
# none, is right.
#   heading_prior    with headings as the PDF extractor finds them, reports only:
#                    0: 0.935, 1: 0.938, 2: 0.935, 4: 0.928, 6: 0.924; with headings
#                    of which every eighth is stale 0: 0.931, 1: 0.925, 2: 0.917, 6: 0.886.
#                    A heading that always wins would do worse than the words.
#   second           micro F1 of all areas at 0.25: 0.858, 0.35: 0.862, 0.40: 0.857, 0.50: 0.852
@dataclass(frozen=True, slots=True)
class AreaRule:
    """How scores become areas.

    Attributes:
        temperature: divides the scores, so that probabilities hold on authorities not seen.
        heading_prior: logits that a heading lends to the area it names.
        second: probability from which a second area is given.
    """

    temperature: float = 1.0
    heading_prior: float = 1.0
    second: float = 0.35

    def probabilities(self, scores: Floats, passages: Sequence[PassageInput]) -> Floats:
        """Return the probability of each of ``CLASSES``, shape ``(n, 5)``, rows adding to 1."""
        logits = scores / np.float32(self.temperature)
        for row, passage in enumerate(passages):
            for area in area_of_heading(passage.heading_path) or ():
                logits[row, CLASSES.index(area)] += self.heading_prior
        return likelihoods(logits)

    def label(
        self, scores: Floats, passages: Sequence[PassageInput]
    ) -> list[tuple[AreaLabel, ...]]:
        """Return none to two areas for each passage, best first.

        A label's source is the heading where the heading names that area.
        """
        rows = self.probabilities(scores, passages).tolist()
        return [
            self._decide(row, area_of_heading(passage.heading_path) or ())
            for row, passage in zip(rows, passages, strict=True)
        ]

    def _decide(self, shares: list[float], named: Areas) -> tuple[AreaLabel, ...]:
        likeliest, runner_up = sorted(zip(shares, CLASSES, strict=True), reverse=True)[:2]
        if likeliest[1] == NONE:
            return ()
        chosen = [likeliest]
        if runner_up[1] != NONE and runner_up[0] >= self.second:
            chosen.append(runner_up)
        return tuple(
            AreaLabel(area, round(share, 3), Source.HEADING if area in named else Source.MODEL)
            for share, area in chosen
        )
