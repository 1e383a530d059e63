"""Teach a model further labels without its forgetting what it knows.

The model that ships learnt from passages that cannot ship with it. So a council's own
labels are not mixed with what else is at hand and learnt from nothing: what is fitted is
the difference to the shipped weights, drawn towards none. Passages without new labels
hold it to what it said of them before.

Measured from a model that had not seen five twelfths of the authorities; new labels of
one part of these, judged on another part and on the rest (themes F1, stance right):

====================================  =============  ===========================
new labels                            their own      other authorities' letters
====================================  =============  ===========================
358 of one council, before            0.719, 0.721   0.779, 0.897
  held to 900 papers' passages        0.735, 0.755   0.758, 0.884
  and to 1,500 of inspection reports  0.731, 0.748   0.778, 0.897
  penalty 6 times instead of twice    0.726, 0.744   0.778, 0.895
547 of 14 authorities, before         0.782, 0.888
  held to both                        0.782, 0.896
133 of one council, before            0.776, 0.739   0.779, 0.897
  held to both                        0.784, 0.746   0.782, 0.898
====================================  =============  ===========================
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nlp.classifier.areas import CLASSES
from nlp.classifier.design import Design, Scales
from nlp.classifier.differences import Targets, fit_difference
from nlp.classifier.examples import Example
from nlp.classifier.fit_themes import ThemeTargets, fit_themes
from nlp.classifier.fitting import Settings, area_scales, stance_scales
from nlp.classifier.headings import NONE
from nlp.classifier.labels import Labelled
from nlp.classifier.learning import COPY_SHARE, Choice, copies_of, theme_targets
from nlp.classifier.likelihoods import likelihoods
from nlp.classifier.linear import Linear, Weights
from nlp.classifier.model import AREAS, MIXED, STANCE, THEMES, LabelModel
from nlp.classifier.prepare import prepare
from nlp.classifier.stance_facts import STANCES
from nlp.classifier.terms import Floats
from nlp.taxonomy import load_taxonomy
from nlp.types import Stance

_HARDER = 2.0  # penalty of a difference beside that of weights learnt from nothing; see above
_SETTINGS = Settings()

Wanted = Callable[[Labelled], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Material:
    """What a model is taught, and what it is held to.

    Attributes:
        examples: those with new labels, then those the model knows.
        new: how many have new labels.
        source: for every row of the design, the example it shows.
        design: a row for each example, then copies of the new ones without heading or type.
        before: what the model said of every row, by task.
    """

    examples: Sequence[Example]
    new: int
    source: Choice
    design: Design
    before: dict[str, Floats]

    @classmethod
    def of(cls, base: LabelModel, new: Sequence[Example], known: Sequence[Example]) -> "Material":
        """Prepare passages for a model.

        Args:
            base: the model to teach.
            new: passages labelled by people.
            known: passages on which the model is to stay as it is.
        """
        examples = [*new, *known]
        copies = [(copy, row) for row, one in enumerate(new) for copy in copies_of(one)]
        shown = [one.passage for one in examples] + [copy for copy, _ in copies]
        count = len(base.rules.theme_ids)
        design = Design(base.linear.features, prepare(shown, load_taxonomy()), count)
        source = np.array([*range(len(examples)), *(row for _, row in copies)])
        return cls(examples, len(new), source, design, base.scores(design.rows, design.facts))

    def labels(self, rows: Choice) -> list[Labelled | None]:
        """Return the new labels of some rows; None where the model is to stay as it is."""
        numbers = self.source[rows].tolist()
        return [self.examples[n].labelled if n < self.new else None for n in numbers]


def refit(base: LabelModel, material: Material, learn: NDArray[np.bool_]) -> LabelModel:
    """Return the model with what it is taught added to its weights.

    Args:
        base: the model.
        material: passages as prepared for it.
        learn: for every example, whether it may be looked at.
    """
    rows = np.flatnonzero(learn[material.source])
    shown = np.bincount(material.source)[material.source[rows]]
    is_copy = rows >= len(material.examples)
    counted = np.where(is_copy, COPY_SHARE, 1.0).astype(np.float32)
    weight = [material.examples[n].weight for n in material.source[rows].tolist()]
    is_new = material.source[rows] < material.new
    for_areas = np.where(is_new, np.array(weight) / shown, 1.0).astype(np.float32)
    count, width = len(base.rules.theme_ids), material.design.facts.dense.shape[1]
    teach = _Teacher(base, material, rows)
    places, words = stance_scales(count, width), area_scales(count, width)
    themes, own = _taught_themes(base, material, rows[~is_copy])
    tasks = {
        **base.linear.tasks,
        AREAS: teach(AREAS, words, _area_columns, for_areas, 1 / _SETTINGS.area_strength),
        THEMES: themes,
        STANCE: teach(STANCE, places, _stance_column, counted, 1 / _SETTINGS.stance_strength),
        MIXED: teach(MIXED, places, _mixed_column, counted, 2 / _SETTINGS.stance_strength),
    }
    return replace(base, linear=Linear(base.linear.features, tasks), own=base.own + own)


class _Teacher:
    """Teach a task of classes that exclude each other."""

    def __init__(self, base: LabelModel, material: Material, rows: Choice) -> None:
        self._base, self._material, self._rows = base, material, rows
        self._labels = material.labels(rows)

    def __call__(
        self, task: str, scales: Scales, wanted: Wanted, counted: Floats, penalty: float
    ) -> Weights:
        """Return the weights of a task with what the new labels teach."""
        scores = self._material.before[task][self._rows]
        single = scores.shape[1] == 1
        if single:  # the score of yes over no
            scores = np.hstack([np.zeros_like(scores), scores])
        shares = likelihoods(scores)
        for line, right in enumerate(self._labels):
            if right is not None:
                columns = wanted(right)
                shares[line] = 0
                shares[line, columns] = 1 / len(columns)
        design = self._material.design
        matrix = design.matrix(scales)[self._rows]
        found, offset = fit_difference(matrix, scores, Targets(shares, counted), _HARDER * penalty)
        if single:
            found, offset = found[1:] - found[:1], offset[1:] - offset[:1]
        return self._base.linear.tasks[task].plus(design.weights(found, offset, scales))


def _area_columns(right: Labelled) -> list[int]:
    return [CLASSES.index(area) for area in right.areas or (NONE,)]


def _stance_column(right: Labelled) -> list[int]:
    return [STANCES.index(Stance(right.stance))]


def _mixed_column(right: Labelled) -> list[int]:
    return [int(right.mixed)]


def _taught_themes(base: LabelModel, material: Material, rows: Choice) -> tuple[Weights, Floats]:
    """Return the weights of the themes, and what is to be added to those of their own facts."""
    labels = material.labels(rows)
    before = material.before[THEMES][rows]
    targets = theme_targets(labels, base.rules.theme_ids)
    known = np.array([right is None for right in labels])
    given = np.where(known[:, None], 1 / (1 + np.exp(-before)), targets.given)
    features, count = base.linear.features, len(base.rules.theme_ids)
    design = Design(features, [material.design.rows[row] for row in rows.tolist()], count)
    weights, own = fit_themes(
        design,
        ThemeTargets(given.astype(np.float32), targets.counted),
        np.zeros((len(features.words), 0), np.float32),
        before=before,
        harder=_HARDER,
    )
    return base.linear.tasks[THEMES].plus(weights), own
