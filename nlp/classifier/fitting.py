"""Fit the weights of the label model with scikit-learn."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.linear_model import LogisticRegression

from nlp.classifier.areas import CLASSES, Areas
from nlp.classifier.features import Features, Tokenised, heading_of, heading_words
from nlp.classifier.headings import AREAS, NONE
from nlp.classifier.kinds import kind_of
from nlp.classifier.linear import Weights
from nlp.classifier.terms import Floats, Rows

Matrix = sparse.csr_matrix
_SHOWN = ((True, True), (True, False), (False, True), (False, False))


# How the settings were chosen: 3,687 labelled passages of 118 authorities besides
# 14,900 labelled by their section, five folds by authority; share whose first area,
# or none, is right.
#   strength         1.5: 0.885, 3: 0.883, 6: 0.883
#   min_groups       5 or 10: 0.887, 0.886; ten keeps more names out at half the size
#   heading_weight   0.5: 0.885, 1: 0.883; with no heading and no type at all 0.842
#                    for passages with both, instead of 0.886
#   words alone or pairs too (two-word terms): 0.877, 0.887
@dataclass(frozen=True, slots=True)
class Settings:
    """What is chosen before fitting.

    Attributes:
        min_groups: a term is learnt when at least so many authorities use it.
        heading_weight, kind_weight: length of the heading's and of the document type's
            part; the words have 1.
        area_strength: inverse strength of the penalty on the weights of areas.
    """

    min_groups: int = 10
    heading_weight: float = 0.5
    kind_weight: float = 0.3
    area_strength: float = 1.5


class Design:
    """Passages as the rows of a matrix: words, headings, kinds of document.

    Args:
        features: the vocabularies.
        rows: passages.
        settings: weights of the parts.
    """

    def __init__(self, features: Features, rows: Sequence[Tokenised], settings: Settings) -> None:
        self._settings = settings
        names = [heading_words(heading_of(row.passage)) for row in rows]
        self._words = _matrix(features.words.rows([row.lower for row in rows]), len(features.words))
        self._headings = settings.heading_weight * _matrix(
            features.headings.rows(names), len(features.headings)
        )
        kinds = [kind_of(row.passage.document_type) for row in rows]
        hits = [[kind == known for known in features.kinds] for kind in kinds]
        self._kinds = settings.kind_weight * sparse.csr_matrix(
            np.array(hits, np.float32).reshape(len(rows), len(features.kinds))
        )

    def matrix(self, *, heading: bool = True, kind: bool = True) -> Matrix:
        """Return the rows, as if no heading or no type were known where told so."""
        parts = [self._words, self._headings * float(heading), self._kinds * float(kind)]
        joined: Matrix = sparse.hstack(parts, format="csr", dtype=np.float32)
        return joined

    def weights(self, coefficients: Floats, offset: Floats) -> Weights:
        """Turn coefficients, one row a class, into weights of the bare features."""
        words, headings = self._words.shape[1], self._headings.shape[1]
        columns = np.asarray(coefficients, np.float32).T
        return Weights(
            words=columns[:words],
            headings=columns[words : words + headings] * self._settings.heading_weight,
            kinds=columns[words + headings :] * self._settings.kind_weight,
            offset=np.asarray(offset, np.float32)[None],
        )


def _matrix(rows: Rows, width: int) -> Matrix:
    return sparse.csr_matrix((rows.values, rows.columns, rows.starts), shape=(len(rows), width))


def fit_areas(
    design: Design, areas: Sequence[Areas], shares: Sequence[float], settings: Settings
) -> Weights:
    """Fit a multinomial logistic regression over the areas and none.

    Each passage is shown with and without its heading and its type, so that the
    words carry the decision where these are not known: 0.87 instead of 0.85
    right without a type, 0.84 instead of 0.83 without either.

    Args:
        design: passages.
        areas: areas of each; empty for none, two where two are spoken to.
        shares: how much each counts.
        settings: strength of the penalty.

    Raises:
        ValueError: there is nothing to learn, or an area is unknown.
    """
    rows, targets, weights = _targets(areas, np.asarray(shares, float))
    if len(set(targets)) < 2:
        raise ValueError(
            "At least two different areas are needed to learn from; "
            f"the {len(areas)} passages given hold fewer."
        )
    shown = [design.matrix(heading=heading, kind=kind)[rows] for heading, kind in _SHOWN]
    model = LogisticRegression(C=settings.area_strength, max_iter=300, tol=1e-3)
    model.fit(
        sparse.vstack(shown, format="csr"),
        np.tile(targets, len(shown)),
        sample_weight=np.tile(weights / len(shown), len(shown)),
    )
    return design.weights(*_all_classes(model, len(CLASSES)))


def area_temperature(scores: Floats, areas: Sequence[Areas], shares: Sequence[float]) -> float:
    """Find the divisor of held-out scores under which the right areas are likeliest."""
    rows, targets, weights = _targets(areas, np.asarray(shares, float))

    def loss(temperature: float) -> float:
        likelihood = log_softmax(scores / temperature, axis=1)[rows, targets]
        return -float(np.average(likelihood, weights=weights))

    return float(minimize_scalar(loss, bounds=(0.2, 5.0), method="bounded").x)


def _targets(
    areas: Sequence[Areas], shares: NDArray[np.float64]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """Give a passage with two areas to each of them, at half its weight."""
    unknown = {area for some in areas for area in some} - set(AREAS)
    if unknown:
        raise ValueError(f"Unknown area {min(unknown)!r}; valid are {', '.join(AREAS)}.")
    triples = [
        (row, CLASSES.index(area), shares[row] / max(len(some), 1))
        for row, some in enumerate(areas)
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
