"""The fitted model that labels passages: scores, and the rules that turn them into labels."""

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.classifier.areas import AreaRule
from nlp.classifier.linear import Linear
from nlp.classifier.terms import Floats, Words
from nlp.types import AreaLabel, PassageInput

AREAS_TASK = "areas"


@dataclass(frozen=True, slots=True)
class LabelModel:
    """Everything that was learnt.

    Attributes:
        linear: scores of every task's classes.
        areas: how scores become areas.
    """

    linear: Linear
    areas: AreaRule

    def scores(
        self, passages: Sequence[PassageInput], tokens: Sequence[Words]
    ) -> dict[str, Floats]:
        """Return the scores of each task, as :meth:`Linear.scores` does."""
        return self.linear.scores(passages, tokens)

    def label_areas(
        self, passages: Sequence[PassageInput], tokens: Sequence[Words]
    ) -> list[tuple[AreaLabel, ...]]:
        """Return the areas of each passage, best first."""
        return self.areas.label(self.scores(passages, tokens)[AREAS_TASK], passages)
