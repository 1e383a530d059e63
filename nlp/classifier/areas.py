"""The area classifier: words and place of a passage in, areas out.

Multinomial logistic regression over sparse features. The section heading is
trusted but can be overruled: a heading that names an area lends it a fixed
number of logits, so the words must contradict it plainly to win.
"""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.utils.validation import check_is_fitted

from nlp.classifier.features import PassageFeatures
from nlp.classifier.headings import AREAS, NONE, area_of_heading
from nlp.types import AreaLabel, PassageInput, Source

Areas = tuple[str, ...]
Floats = NDArray[np.float64]


# How the parameters were chosen: 3,687 labelled passages of 118 authorities besides
# 14,900 labelled by their section, five folds by authority; share whose first area,
# or none, is right (all labelled passages unless said).
#   C                1.5: 0.885, 3: 0.883, 6: 0.883
#   min_groups       5 or 10: 0.887, 0.886; ten keeps more names out at half the size
#   heading_weight   0.5: 0.885, 1: 0.883; with no heading and no type at all 0.842
#                    for passages with both, instead of 0.886
#   heading_prior    with headings as the PDF extractor finds them, reports only:
#                    0: 0.935, 1: 0.938, 2: 0.935, 4: 0.928, 6: 0.924; with headings
#                    of which every eighth is stale 0: 0.931, 1: 0.925, 2: 0.917, 6: 0.886.
#                    A heading that always wins would do worse than the words.
#   second           micro F1 of all areas at 0.25: 0.858, 0.35: 0.862, 0.40: 0.857, 0.50: 0.852
#   words alone or pairs too (two-word terms): 0.877, 0.887
class AreaClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Tell which inspection areas a passage speaks to.

    Follows scikit-learn's estimator contract. Its own ``check_estimator`` feeds
    numeric arrays and cannot run on passages; parameters, cloning, learned
    attributes and unfitted use are tested one by one instead.

    Parameters
    ----------
    C : float
        Inverse strength of the penalty on weights.
    min_groups : int
        A term is learnt when at least so many authorities use it.
    heading_weight, type_weight : float
        Weight of heading words and of the document type beside the words.
    heading_prior : float
        Logits that a heading lends to the area it names.
    second : float
        Probability from which a second area is given.
    max_iter : int
        Most rounds of the optimiser.

    Attributes:
    ----------
    classes_ : ndarray of str
        "none" and the four areas; the columns of ``predict_proba``.
    features_ : PassageFeatures
        Fitted features.
    coef_ : ndarray of shape (5, n_features)
        Weights.
    intercept_ : ndarray of shape (5,)
        Offsets.
    temperature_ : float
        Divides the logits, so that probabilities hold on authorities not seen.
    """

    def __init__(
        self,
        *,
        C: float = 1.5,  # noqa: N803
        min_groups: int = 10,
        heading_weight: float = 0.5,
        type_weight: float = 0.3,
        heading_prior: float = 1.0,
        second: float = 0.35,
        max_iter: int = 300,
    ) -> None:
        self.C = C
        self.min_groups = min_groups
        self.heading_weight = heading_weight
        self.type_weight = type_weight
        self.heading_prior = heading_prior
        self.second = second
        self.max_iter = max_iter

    def fit(
        self,
        X: Sequence[PassageInput],  # noqa: N803
        y: Sequence[Areas],
        *,
        groups: Sequence[str] | None = None,
        sample_weight: Sequence[float] | None = None,
    ) -> Self:
        """Learn from labelled passages.

        Args:
            X: passages.
            y: areas of each; empty for none, two where two are spoken to.
            groups: authority of each; with three or more, probabilities are
                calibrated on authorities held out in turn.
            sample_weight: weight of each passage, 1 by default.

        Raises:
            ValueError: lengths differ, there is nothing to learn, or an area is unknown.
        """
        weights = np.ones(len(X)) if sample_weight is None else np.asarray(sample_weight, float)
        _check(X, y, groups, weights)
        self.classes_ = np.array([NONE, *AREAS])
        self._learn(X, y, groups, weights)
        self.temperature_ = 1.0
        if groups is not None and len(set(groups)) >= 3:
            self.temperature_ = self._held_out_temperature(X, y, groups, weights)
        return self

    def _learn(
        self,
        X: Sequence[PassageInput],  # noqa: N803
        y: Sequence[Areas],
        groups: Sequence[str] | None,
        weights: Floats,
    ) -> None:
        self.features_ = PassageFeatures(
            min_groups=self.min_groups,
            heading_weight=self.heading_weight,
            type_weight=self.type_weight,
        ).fit(X, groups=groups)
        rows, targets, shares = self._targets(y, weights)
        words = self.features_.words(X)
        # Each passage is shown with and without its heading and its type, so that
        # the words carry the decision where these are not known: 0.87 instead of
        # 0.85 right without a type, 0.84 instead of 0.83 without either.
        shown = [
            self.features_.join(words, self.features_.place(X, heading=heading, kind=kind))[rows]
            for heading in (True, False)
            for kind in (True, False)
        ]
        model = LogisticRegression(C=self.C, max_iter=self.max_iter, tol=1e-3)
        model.fit(
            sparse.vstack(shown, format="csr"),
            np.tile(targets, len(shown)),
            sample_weight=np.tile(shares / len(shown), len(shown)),
        )
        self.coef_, self.intercept_ = _all_classes(model, len(self.classes_))

    def _targets(
        self, y: Sequence[Areas], weights: Floats
    ) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats]:
        """Give a passage with two areas to each of them, at half its weight."""
        column = {str(name): place for place, name in enumerate(self.classes_)}
        pairs = [
            (row, column[area], weights[row] / max(len(areas), 1))
            for row, areas in enumerate(y)
            for area in (areas or (NONE,))
        ]
        rows, targets, shares = zip(*pairs, strict=True)
        return np.array(rows), np.array(targets), np.array(shares)

    def _held_out_temperature(
        self,
        X: Sequence[PassageInput],  # noqa: N803
        y: Sequence[Areas],
        groups: Sequence[str],
        weights: Floats,
    ) -> float:
        """Find the divisor of the logits under which held-out passages are likeliest."""
        logits = np.zeros((len(X), len(self.classes_)))
        for train, test in GroupKFold(n_splits=3).split(X, groups=groups):
            part = AreaClassifier(**self.get_params())
            part.classes_ = self.classes_
            part._learn(
                [X[i] for i in train],
                [y[i] for i in train],
                [groups[i] for i in train],
                weights[train],
            )
            logits[test] = part._logits([X[i] for i in test])
        rows, targets, shares = self._targets(y, weights)

        def loss(temperature: float) -> float:
            likelihood = log_softmax(logits / temperature, axis=1)[rows, targets]
            return -float(np.average(likelihood, weights=shares))

        return float(minimize_scalar(loss, bounds=(0.2, 5.0), method="bounded").x)

    def _logits(self, X: Sequence[PassageInput]) -> Floats:  # noqa: N803
        scores: Floats = np.asarray(self.features_.transform(X) @ self.coef_.T)
        return scores + self.intercept_

    def predict_proba(self, X: Sequence[PassageInput]) -> Floats:  # noqa: N803
        """Return the probability of each class, shape ``(n, 5)``, rows adding to 1."""
        check_is_fitted(self, "coef_")
        if not X:
            return np.zeros((0, len(self.classes_)))
        logits = self._logits(X) / self.temperature_
        for row, passage in enumerate(X):
            named = area_of_heading(passage.heading_path) or ()
            logits[row, np.isin(self.classes_, named)] += self.heading_prior
        probabilities: Floats = softmax(logits, axis=1)
        return probabilities

    def label(self, X: Sequence[PassageInput]) -> list[tuple[AreaLabel, ...]]:  # noqa: N803
        """Return none to two areas for each passage, best first.

        A label's source is the heading where the heading names that area.
        """
        return [
            self._decide(row, area_of_heading(passage.heading_path) or ())
            for passage, row in zip(X, self.predict_proba(X), strict=True)
        ]

    def _decide(self, probabilities: Floats, named: Areas) -> tuple[AreaLabel, ...]:
        order = np.argsort(-probabilities)[:2]
        chosen = []
        for rank, column in enumerate(order):
            area, score = str(self.classes_[column]), float(probabilities[column])
            if area == NONE:
                if rank == 0:
                    break
                continue
            if rank == 0 or score >= self.second:
                chosen.append(
                    AreaLabel(area, score, Source.HEADING if area in named else Source.MODEL)
                )
        return tuple(chosen)

    def predict(self, X: Sequence[PassageInput]) -> list[Areas]:  # noqa: N803
        """Return the areas alone, best first."""
        return [tuple(label.id for label in labels) for labels in self.label(X)]

    def score(
        self,
        X: Sequence[PassageInput],  # noqa: N803
        y: Sequence[Areas],
        sample_weight: Sequence[float] | None = None,
    ) -> float:
        """Return the share of passages whose first area, or none, is right."""
        right = [
            (guess or (NONE,))[0] in (areas or (NONE,))
            for guess, areas in zip(self.predict(X), y, strict=True)
        ]
        return float(np.average(right, weights=sample_weight))


def _check(
    X: Sequence[PassageInput],  # noqa: N803
    y: Sequence[Areas],
    groups: Sequence[str] | None,
    weights: Floats,
) -> None:
    if not len(X) == len(y) == len(weights) == len(groups if groups is not None else X):
        raise ValueError("Passages, areas, groups and weights must be equally many.")
    if len({areas or (NONE,) for areas in y}) < 2:
        raise ValueError(
            "At least two different areas are needed to learn from; "
            f"the {len(X)} passages given hold fewer."
        )
    unknown = {area for areas in y for area in areas} - set(AREAS)
    if unknown:
        raise ValueError(f"Unknown area {min(unknown)!r}; valid are {', '.join(AREAS)}.")


def _all_classes(model: LogisticRegression, count: int) -> tuple[Floats, Floats]:
    """Spread the weights over all classes; one never seen can never be chosen."""
    weights, offsets = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        weights, offsets = np.vstack([-weights, weights]) / 2, np.hstack([-offsets, offsets]) / 2
    coef = np.zeros((count, weights.shape[1]), np.float32)
    intercept = np.full(count, -1e3)
    coef[model.classes_] = weights
    intercept[model.classes_] = offsets
    return coef, intercept
