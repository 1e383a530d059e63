"""Fit what is to be added to a model's weights, so that new labels come out right.

What a model already knows is its scores of the passages; only the difference is learnt,
and the penalty draws it towards nothing. So without new labels nothing changes. Targets
may be shares: a passage the model knows has its own probabilities as targets, which holds
the model to them (Li and Hoiem 2016, "Learning without forgetting").
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from nlp.classifier.design import Matrix
from nlp.classifier.terms import Floats

_ROUNDS = 100


@dataclass(frozen=True, slots=True)
class Targets:
    """What is right for some passages, of classes that exclude each other.

    Attributes:
        shares: how likely each class is right, rows adding to 1.
        counted: how much each passage counts.
    """

    shares: Floats
    counted: Floats


def fit_difference(
    matrix: Matrix, before: Floats, targets: Targets, penalty: float
) -> tuple[Floats, Floats]:
    """Fit a multinomial logistic regression on top of known scores.

    Args:
        matrix: passages.
        before: the scores they have already, shape ``(passages, classes)``.
        targets: what is right.
        penalty: on the squares of the weights.

    Returns:
        weights, shape ``(classes, features)``, and offsets, to be added to those that gave
        the scores.
    """
    width, classes = matrix.shape[1], before.shape[1]
    # A feature that no passage has keeps a weight of nothing.
    present = np.flatnonzero(matrix.getnnz(axis=0))
    found, offset = _solve(matrix[:, present], before, targets, penalty)
    weights = np.zeros((classes, width), np.float32)
    weights[:, present] = found.T
    return weights, offset


def _solve(
    matrix: Matrix, before: Floats, targets: Targets, penalty: float
) -> tuple[Floats, Floats]:
    width, classes = matrix.shape[1], before.shape[1]
    transposed = matrix.T.tocsr()

    def loss(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights, offset = _parts(values, width, classes)
        scores = before + matrix @ weights + offset
        scores -= scores.max(axis=1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        unlikely = -(targets.shares * logs).sum(axis=1) @ targets.counted
        miss = (np.exp(logs) - targets.shares) * targets.counted[:, None]
        slope = transposed @ miss + penalty * weights
        gradient = np.concatenate([slope.ravel(), miss.sum(axis=0)])
        return float(unlikely + penalty / 2 * (weights * weights).sum()), gradient.astype(float)

    found = minimize(
        loss, np.zeros((width + 1) * classes), jac=True, method="L-BFGS-B",
        options={"maxiter": _ROUNDS, "ftol": 1e-6},
    )  # fmt: skip
    return _parts(found.x, width, classes)


def _parts(values: NDArray[np.float64], width: int, classes: int) -> tuple[Floats, Floats]:
    weights, offset = np.split(values.astype(np.float32), [width * classes])
    return weights.reshape(width, classes), offset
