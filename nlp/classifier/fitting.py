"""Fit the weights of areas, stance and mixed with scikit-learn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.linear_model import LogisticRegression

from nlp.classifier.areas import CLASSES, Areas
from nlp.classifier.design import Design, Scales
from nlp.classifier.facts import stance_columns, topic_columns
from nlp.classifier.headings import AREAS, NONE
from nlp.classifier.linear import Weights
from nlp.classifier.terms import Floats

Choice = NDArray[np.intp]
Shares = NDArray[np.float64]


# How the settings were chosen, five folds by authority.
#   min_groups      5 or 10: 0.887, 0.886 of areas right; ten keeps more names out
#   areas           strength 1.5: 0.885, 3: 0.883, 6: 0.883; headings at 0.5: 0.885, at 1:
#                   0.883; with the themes that rules and heading show, at 1 and 0.5: 0.761
#                   of councils' passages instead of 0.733, inspectors' 0.912 instead of 0.909
#   areas, words alone or pairs too: 0.877, 0.887
#   stance          words at 3 and strength 0.3 beat 1 and 0.5, with fewer parts: the opening
#                   words, those after the last "but" and those of the last sentence as
#                   parts of their own gained nothing
@dataclass(frozen=True, slots=True)
class Settings:
    """What is chosen before fitting.

    Attributes:
        min_groups: a term is learnt when at least so many authorities use it.
        area_strength, stance_strength: inverse strength of the penalty on the weights.
    """

    min_groups: int = 10
    area_strength: float = 1.5
    stance_strength: float = 0.3


def area_scales(themes: int, width: int) -> Scales:
    """Return what tells of areas: words, place, and the themes the rules and heading show."""
    facts = np.zeros(width, np.float32)
    facts[topic_columns(themes)] = np.repeat([1.0, 0.5], themes)
    return Scales(words=1.0, headings=0.5, kinds=0.3, facts=facts)


def stance_scales(themes: int, width: int) -> Scales:
    """Return what tells of stance: words, place, and the facts the rules decide by."""
    facts = np.zeros(width, np.float32)
    facts[stance_columns(themes)] = 1.0
    return Scales(words=3.0, headings=1.0, kinds=0.5, facts=facts)


def fit_areas(
    design: Design, areas: Sequence[Areas], shares: Shares, themes: int, settings: Settings
) -> Weights:
    """Fit a multinomial logistic regression over the areas and none.

    Args:
        design: passages.
        areas: areas of each; empty for none, two where two are spoken to.
        shares: how much each counts; those at 0 are left out.
        themes: how many themes there are.
        settings: strength of the penalty.

    Raises:
        ValueError: there is nothing to learn, or an area is unknown.
    """
    rows, targets, weights = _area_targets(areas, shares)
    if len(set(targets)) < 2:
        raise ValueError(
            "At least two different areas are needed to learn from; "
            f"the {len(areas)} passages given hold fewer."
        )
    scales = area_scales(themes, design.facts.dense.shape[1])
    model = LogisticRegression(C=settings.area_strength, max_iter=300, tol=1e-3)
    model.fit(design.matrix(scales)[rows], targets, sample_weight=weights)
    return design.weights(*_all_classes(model, len(CLASSES)), scales)


def fit_choice(
    design: Design, targets: Choice, shares: Shares, classes: int, themes: int, settings: Settings
) -> Weights:
    """Fit a logistic regression over stances, or over mixed and not.

    Args:
        design: passages.
        targets: the class of each, from 0; those whose share is 0 are left out.
        shares: how much each counts.
        classes: how many classes there are; two are fitted as one column, that of the second.
        themes: how many themes there are.
        settings: strength of the penalty.
    """
    scales = stance_scales(themes, design.facts.dense.shape[1])
    used = np.flatnonzero(shares)
    model = LogisticRegression(C=settings.stance_strength, max_iter=300, tol=1e-3)
    model.fit(design.matrix(scales)[used], targets[used], sample_weight=shares[used])
    if classes == 2:
        return design.weights(model.coef_, model.intercept_, scales)
    return design.weights(*_all_classes(model, classes), scales)


def area_temperature(scores: Floats, areas: Sequence[Areas], shares: Shares) -> float:
    """Find the divisor of held-out scores under which the right areas are likeliest."""
    rows, targets, weights = _area_targets(areas, shares)

    def loss(temperature: float) -> float:
        likelihood = log_softmax(scores / temperature, axis=1)[rows, targets]
        return -float(np.average(likelihood, weights=weights))

    return _least(loss)


def choice_temperature(scores: Floats, targets: Choice, shares: Shares) -> float:
    """Find the divisor of held-out scores under which the right classes are likeliest."""

    def loss(temperature: float) -> float:
        likelihood = log_softmax(scores / temperature, axis=1)[np.arange(len(targets)), targets]
        return -float(np.average(likelihood, weights=shares))

    return _least(loss)


def _least(loss: Callable[[float], float]) -> float:
    return float(minimize_scalar(loss, bounds=(0.2, 5.0), method="bounded").x)


def _area_targets(areas: Sequence[Areas], shares: Shares) -> tuple[Choice, Choice, Shares]:
    """Give a passage with two areas to each of them, at half its weight."""
    unknown = {area for some in areas for area in some} - set(AREAS)
    if unknown:
        raise ValueError(f"Unknown area {min(unknown)!r}; valid are {', '.join(AREAS)}.")
    triples = [
        (row, CLASSES.index(area), shares[row] / max(len(some), 1))
        for row, some in enumerate(areas)
        if shares[row]
        for area in (some or (NONE,))
    ]
    rows, targets, weights = zip(*triples, strict=True)
    return np.array(rows), np.array(targets), np.array(weights)


def _all_classes(model: LogisticRegression, count: int) -> tuple[Floats, Floats]:
    """Spread the weights over all classes; one never seen can never be chosen."""
    weights, offsets = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        weights, offsets = np.vstack([-weights, weights]) / 2, np.hstack([-offsets, offsets]) / 2
    coefficients = np.zeros((count, weights.shape[1]), np.float32)
    intercept = np.full(count, -1e3, np.float32)
    coefficients[model.classes_] = weights
    intercept[model.classes_] = offsets
    return coefficients, intercept
