"""Figures of a new model beside those of the one in use, and which of them are worse."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.classifier.evaluation import Report

FEWEST_JUDGED = 50
"""Two models are compared on so many passages; fewer show nothing."""

# Of one label: below so many passages its figure shows nothing, and so much is chance.
FEWEST_OF_A_LABEL = 30
ALLOWANCE = 0.05
# The two models differ in every tenth passage (stance and areas, 358 new passages of one
# council judged in five parts: 0.07 to 0.11). So much may a figure fall by the luck of the
# draw: one standard error of the difference.
_DIFFERING = 0.1

HERE, ON_SHIPPED = "here", "shipped"
"""What a figure was judged on: what was labelled here, or the passages that ship."""


@dataclass(frozen=True, slots=True)
class Change:
    """One figure before and after.

    Attributes:
        name: for instance ``stance_accuracy`` or ``themes/kinship-care``.
        n: passages it rests on.
        before: of the model that served; None where it cannot be told.
        after: of the new one.
        judged_on: ``here`` or ``shipped``.
    """

    name: str
    n: int
    before: float | None
    after: float
    judged_on: str = HERE

    @property
    def single(self) -> bool:
        """The figure is of one label, not of all together."""
        return "/" in self.name

    @property
    def worse(self) -> bool:
        """The new model does worse by more than chance."""
        if self.before is None or (self.single and self.n < FEWEST_OF_A_LABEL):
            return False
        chance = math.sqrt(_DIFFERING / max(self.n, 1))
        allowed = max(ALLOWANCE, chance) if self.single else chance
        return self.after < self.before - allowed


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a training.

    Attributes:
        kept: the new model now serves.
        version: of the model that now serves.
        changes: each figure before and after.
        judged_on: passages both were judged on; 0 where only kept figures could be compared.
        reason: in words, for a person.
    """

    kept: bool
    version: str | None
    changes: tuple[Change, ...]
    judged_on: int
    reason: str


def figures_of(report: "Report") -> dict[str, tuple[float, int]]:
    """Return every figure that a new model may not make worse, with what it rests on."""
    overall = {
        "theme_f1": report.theme_micro.f1,
        "stance_accuracy": report.stance_accuracy,
        "mixed_accuracy": report.mixed_accuracy,
        "area_accuracy": report.area_accuracy,
    }
    parts = {"themes": report.themes, "stance": report.stances, "areas": report.areas}
    single = {
        f"{part}/{name}": (figure.f1, figure.n)
        for part, figures in parts.items()
        for name, figure in figures.items()
    }
    both = {name: (value, report.n) for name, value in overall.items()} | single
    return {name: (value, n) for name, (value, n) in both.items() if value is not None}


def changes_between(
    before: Mapping[str, float], after: "Report", *, judged_on: str = HERE
) -> tuple[Change, ...]:
    """Set the figures of a new model beside those known of the old one."""
    return tuple(
        Change(name, n, before.get(name), value, judged_on)
        for name, (value, n) in figures_of(after).items()
    )


def values_of(report: "Report") -> dict[str, float]:
    """Return the figures alone."""
    return {name: value for name, (value, _) in figures_of(report).items()}


def reason_against(changes: Sequence[Change]) -> str | None:
    """Say why a new model should not serve; None if it may."""
    if not changes:
        return "No labelled passage was given, so nothing shows how good the new model is."
    worse = [change for change in changes if change.worse]
    if not worse:
        return None
    told = "; ".join(f"{one.name} {one.before:.3f} before, {one.after:.3f} now" for one in worse)
    return f"The new model makes labels worse: {told}."


def reason_for(changes: Sequence[Change]) -> str:
    """Say why a new model serves."""
    if all(change.before is None for change in changes):
        return "There was no model to compare the new one with."
    return "The new model makes no label worse."
