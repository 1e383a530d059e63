"""From scores of classes that exclude each other to how likely each is."""

import numpy as np

from nlp.classifier.terms import Floats


def likelihoods(scores: Floats) -> Floats:
    """Return the probability of each class, rows adding to 1.

    Args:
        scores: log odds but for what a row has in common, shape ``(passages, classes)``.
    """
    weights = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
    shares: Floats = weights / weights.sum(axis=1, keepdims=True)
    return shares
